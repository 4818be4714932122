"""domain.yml: what it declares, and every mistake inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.domain import Domain, strays
from bot.problems import Problem
from tests.bot.checks.conftest import DOMAIN, Write


def test_names_are_compared_with_what_is_there(domain: Domain) -> None:
    assert domain.unknown_intent("greet") is None
    assert domain.unknown_action("action_listen") is None
    assert domain.unknown_action("utter_greet") is None
    assert (domain.unknown_intent("gret") or "").endswith("; did you mean 'greet'?")
    assert (domain.line("intents", "thank"), domain.line("responses", "utter_job"), domain.line("intents", "x")) == (
        4,
        14,
        1,
    )


@pytest.mark.parametrize(
    "text", ["intents: [a\nx: 1\n", "", "- x\n", DOMAIN.replace("intents:", "intents: []\nintentions:")]
)
def test_nothing_is_compared_with_a_broken_file(write: Write, text: str) -> None:
    domain = Domain.read(write("domain.yml", text), problems := list[Problem]())
    assert len(problems) == 1
    assert not domain.usable
    assert domain.unknown_intent("greet") is None
    assert domain.unknown_action("action_greet") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("responses:", "reponses:", 11, "'reponses' is not a section of domain.yml; correct or remove it; did you mean"),
        (
            '- text: "Salut !"',
            '- texte: "Salut !"',
            13,
            "'texte' is not a key of a variant of 'utter_greet'; correct or remove it; did you mean 'text'?",
        ),
        ('- text: "Salut !"', "- text:", 13, "'utter_greet' has a variant without a text; write `- text: \"…\"`"),
        ('    - text: "Salut !"\n', "", 12, "'utter_greet' says nothing; write `- text: \"…\"` under it"),
        ('"Salut !"', '"' + "x" * 501 + '"', 13, "'utter_greet' has 501 characters; a bubble has at most 500; shorten it"),
        ("utter_greet:", "uter_greet:", 12, "'uter_greet' must begin with 'utter_'; rename it"),
        (
            '"Salut !"',
            '"Salut !"\n      buttons:\n        - {title: "Oui", payload: "/grete"}',
            15,
            "the intent 'grete' is not in domain.yml",
        ),
        (
            '"Salut !"',
            '"Salut !"\n      buttons:\n        - {title: "Oui"}',
            15,
            "a button of 'utter_greet' needs 'title' and 'payload'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(write: Write, old: str, new: str, line: int, message: str) -> None:
    problems: list[Problem] = []
    assert old in DOMAIN
    Domain.read(write("domain.yml", DOMAIN.replace(old, new, 1)), problems)
    (problem,) = problems
    assert problem.line == line
    assert problem.message.startswith(message)


def test_what_else_is_wrong_is_told_beside_a_repeated_key(write: Write) -> None:
    problems: list[Problem] = []
    text = DOMAIN.replace("  utter_job:", '  utter_greet:\n    - text: "x"\n  utter_job:').replace(
        '- text: "Le', '- texte: "Le'
    )
    domain = Domain.read(write("domain.yml", text), problems)
    assert domain.usable
    assert [problem.line for problem in problems] == [14, 17]


def test_files_that_would_not_be_read_are_told(write: Write, tmp_path: Path) -> None:
    for name in ("nlu/greet.yaml", "nlu/thank.yml", "nlu/notes.txt", "nlu/README.md", "nlu/.hidden"):
        write(name, "x")
    assert [problem.path.name for problem in strays(tmp_path / "nlu")] == ["greet.yaml", "notes.txt"]
    assert list(strays(tmp_path / "nowhere")) == []
