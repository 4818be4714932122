"""Phrases: their form, repeated ones, test phrases that are trained on, too few of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.annotations import Known
from bot.checks.domain import Domain
from bot.checks.messages import FILES
from bot.checks.messages import test_messages as read_messages
from bot.checks.phrases import Phrase, check_apart, check_counts, check_phrases, training_phrases
from bot.checks.phrases import test_phrases as read_tests
from bot.paths import ROOT
from bot.problems import Problem
from tests.bot.checks.conftest import Write

TRAINING = """\
nlu:
# Dire bonjour
- intent: greet
  examples: |
    - Salut !
    - bonjour madame
"""
KNOWN = Known({"job"}, {"libraire"})


def trained(write: Write, domain: Domain, text: str) -> list[tuple[int, str]]:
    """What is wrong with data/nlu/greet.yml, but for how many phrases there are."""
    problems: list[Problem] = []
    phrases = training_phrases(write("nlu/greet.yml", text).parent, problems)
    problems += check_phrases(phrases, [], domain, KNOWN)
    return [(problem.line, problem.message) for problem in sorted(problems)]


def test_what_is_well_written_is_fine(write: Write, domain: Domain) -> None:
    assert trained(write, domain, TRAINING) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    - bonjour", "    bonjour", 6, "'bonjour madame' must begin with '- '; add it"),
        ("    - bonjour madame", "    -bonjour madame", 6, "'-bonjour madame' must begin with a dash and a space; write"),
        ("    - bonjour madame", "    – bonjour madame", 6, "'– bonjour madame' must begin with a dash and a space; write"),
        ("    - bonjour madame", "    -", 6, "'-' has no phrase behind it; write one, or remove the line"),
        ("    - bonjour", "- bonjour", 6, "'bonjour madame' stands outside its group; move the line to the right"),
        ("madame", "madame\n    - SALUT", 7, "'SALUT' is already a phrase of greet (greet.yml:5); keep one of them"),
        ("intent: greet", "intent: gret", 3, "the intent 'gret' is not in domain.yml; correct it, or add it there; did you"),
        ("intent: greet", "intent: thank", 3, "'thank' belongs in the file thank.yml; move its phrases there"),
        ("madame", "[madame](personne)", 6, "'personne', behind '[madame]', is not an entity of domain.yml"),
        ("madame", "[madame", 6, "a bracket of this phrase marks nothing; remove it"),
        ("examples:", "exemples:", 3, "a group needs 'intent' and 'examples' and nothing else; it has intent, exemples"),
        ("examples: |", "examples:", 3, "'intent' must be a name and 'examples' a text block; write `examples: |`"),
    ],
)
def test_a_mistake_is_named_with_its_line(write: Write, domain: Domain, old: str, new: str, line: int, message: str) -> None:
    assert old in TRAINING
    (problem,) = trained(write, domain, TRAINING.replace(old, new, 1))
    assert problem[0] == line
    assert problem[1].startswith(message)


def phrase(text: str, path: Path = Path("greet.yml"), line: int = 1) -> Phrase:
    return Phrase("greet", text, path, line)


def test_a_test_phrase_is_never_trained_on_whatever_its_accents_and_marks() -> None:
    tests = [phrase("Ça va, toi ?", Path("t.yml"), 3), phrase("un [libraire](job) ?", Path("t.yml"), 4), phrase("autre")]
    told = list(check_apart([phrase("ca va toi", line=8), phrase("un libraire", line=9)], tests))
    assert [(problem.path.name, problem.line) for problem in told] == [("t.yml", 3), ("t.yml", 4)]
    assert told[0].message.startswith("'Ça va, toi ?' is trained on (greet.yml:8); a test must be new")


def test_too_few_phrases_are_told_at_the_file_and_a_missing_file_at_the_intent(write: Write, domain: Domain) -> None:
    folder = write("nlu/ask_salary.yml", "nlu:\n- intent: ask_salary\n  examples: |\n    - combien ?\n").parent
    write("nlu/greet.yml", TRAINING)
    told = list(check_counts(training_phrases(folder, []), folder, [], domain))
    assert [(problem.path.name, problem.line) for problem in told] == [("ask_salary.yml", 1), ("domain.yml", 4)]
    assert told[0].message == "the intent 'ask_salary' has 1 phrases; write at least 40"
    assert told[1].message.startswith("the intent 'thank' has no phrases; write at least 1 in ")


@pytest.mark.parametrize("text", ["nlu: [\n", "nlu:\n", TRAINING.replace("greet", "gret")])
def test_phrases_that_a_mistake_hides_are_not_missing(write: Write, domain: Domain, text: str) -> None:
    problems: list[Problem] = []
    folder = write("nlu/greet.yml", text).parent
    phrases = training_phrases(folder, problems)
    problems += check_phrases(phrases, [], domain, KNOWN)
    told = list(check_counts(phrases, folder, problems, domain))
    assert problems
    assert "gret" not in " ".join(problem.message for problem in told)
    assert "greet" not in " ".join(problem.message for problem in told)


def test_a_file_whose_name_ends_otherwise_is_no_missing_one_too(write: Write, domain: Domain) -> None:
    folder = write("nlu/greet.yaml", TRAINING).parent
    assert [problem.message for problem in check_counts([], folder, [], domain) if "'greet'" in problem.message] == []


def test_what_else_is_wrong_with_a_file_is_told_beside_a_repeated_key(write: Write, domain: Domain) -> None:
    told = trained(write, domain, 'version: "3.1"\nversion: "3.1"\n' + TRAINING.replace("    - bonjour", "    bonjour"))
    assert [line for line, _ in told] == [2, 8]


def test_a_test_file_says_what_is_empty(write: Write) -> None:
    problems: list[Problem] = []
    read_tests(
        write("tests/greet.yml", 'intent: greet\nphrases:\n  - "salut"\n  -\n  - 12\n  - aide : moi\n').parent, problems
    )
    assert [(problem.line, problem.message) for problem in problems] == [
        (4, 'a phrase is empty, and text is wanted; put it between quotes "…"'),
        (5, 'a phrase is 12, and text is wanted; put it between quotes "…"'),
        (6, """a phrase is a group of keys, and text is wanted; put it between quotes "…", since it holds ': '"""),
    ]


def test_the_messages_of_the_other_sets_are_read() -> None:
    problems: list[Problem] = []
    messages = read_messages(ROOT / "tests", (), problems)
    assert problems == []
    assert {message.path.relative_to(ROOT / "tests").as_posix() for message in messages} == set(FILES)
    assert len(messages) > 500
    path = ROOT / "tests" / "safety" / "test.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert all(message.text in lines[message.line - 1] for message in messages if message.path == path)


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("safety/test.yml", 'distress:\n  - "x"\nlookalikes: []\n', 3, "'lookalikes' is not a key of the schema"),
        ("safety/test.yml", 'distress:\n  - "x"\n  - 12\nlookalike: []\n', 3, "'distress.1' is 12, and text is wanted"),
        ("questions/test.yml", 'several:\n  - {text: "x", ask: [salary]}\nsingle: []\n', 2, "'several.0.ask' is not a key"),
        ("questions/test.yml", 'several:\n  - {text: "x", asks: [x salari]}\nsingle: []\n', 2, "'salari' is not a topic of"),
        (
            "languages/messages.yml",
            '- {text: "x", language: fr}\n',
            1,
            "'0.language' is 'fr', and another word is wanted; write one of en, nl",
        ),
        ("personal/messages.yml", '- {text: "x", secret: [x]}\n', 1, "'0.secret' is not a key of the schema"),
    ],
)
def test_a_mistake_of_the_other_sets(write: Write, tmp_path: Path, name: str, text: str, line: int, message: str) -> None:
    path, problems = write(f"tests/{name}", text), list[Problem]()
    read_messages(tmp_path / "tests", {"salary"}, problems)
    told = [problem for problem in problems if problem.path == path]
    assert [problem.line for problem in told] == [line]
    assert told[0].message.startswith(message)


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_messages(tmp_path, (), problems) == []
    assert [problem.path.relative_to(tmp_path).as_posix() for problem in problems] == list(FILES)
