"""The schema of quiz.yml, and the file of the project: what it measures, the form of its texts, the types of interests."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.library import shared_library
from bot.knowledge.quiz import KINDS, TYPES, Quiz, Statement
from bot.paths import KNOWLEDGE, ROOT

FILE: dict[str, Any] = yaml.safe_load((KNOWLEDGE / "quiz.yml").read_text(encoding="utf-8"))
QUIZ = shared_library().knowledge.quiz
REGISTER = ROOT.parent / "shared" / "rome"
STATEMENT = {"key": "k", "text": "x", "again": "x", "for_text": "x", "against_text": "x"}
ROME_ORDER = (
    "building leading business contact public_service detail drawing communication nature discovery law words sport manual "
    "numbers travel animals organising driving environment children care rescue teaching thrills backstage cooking cultures "
    "technology art"
).split()
"""The interests in the order of the register's centres of interest, 1 to 30."""


@pytest.mark.parametrize(
    ("given", "dimension"),
    [
        ({"type": "R"}, ("type", "R")),
        ({"interest": "animals"}, ("interest", "animals")),
        ({"criterion": "teamwork"}, ("criterion", "teamwork")),
        ({"studies": "long"}, ("studies", "long")),
        ({"sectors": ["L", "E"]}, ("sectors", "LE")),
    ],
)
def test_a_statement_measures_one_thing(given: dict[str, str], dimension: tuple[str, str]) -> None:
    statement = Statement.parse_obj({**STATEMENT, **given})
    assert statement.dimension == dimension
    assert statement.reversed is False
    assert statement.lacking_text is None


@pytest.mark.parametrize(
    "given", [{}, {"type": "R", "interest": "art"}, {"studies": "medium"}, {"type": "X"}, {"reversed": 1}]
)
def test_a_statement_that_measures_none_two_or_what_there_is_not_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Statement.parse_obj({**STATEMENT, **given})


@pytest.mark.parametrize("name", ["for_text", "against_text", "lacking_text"])
@pytest.mark.parametrize("text", ["Tu aimes l'art", "tu aimes l'art.", "tu aimes ?", "x" * 121, "", "  "])
def test_a_reason_goes_on_after_a_colon(name: str, text: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Statement.parse_obj({**STATEMENT, "type": "A", name: text})
    assert {item["loc"] for item in raised.value.errors()} == {(name,)}


def test_a_text_has_its_greatest_length() -> None:
    for name, most in (("text", 110), ("again", 220)):
        assert Statement.parse_obj({**STATEMENT, "type": "A", name: "x" * most})
        with pytest.raises(ValidationError, match="at most"):
            Statement.parse_obj({**STATEMENT, "type": "A", name: "x" * (most + 1)})


@pytest.mark.parametrize("letter", TYPES)
def test_all_six_types_are_named(letter: str) -> None:
    types = {name: kind for name, kind in FILE["types"].items() if name != letter}
    with pytest.raises(ValidationError, match=f"lacks {letter}; add its label and text"):
        Quiz.parse_obj({**FILE, "types": types})


def test_a_statement_is_found_by_its_key() -> None:
    for statement in QUIZ.statements:
        assert QUIZ.statement(statement.key) is statement
    assert QUIZ.statement("nobody_asks_this") is None


# ── The file of the project ───────────────────────────────────────────────────────────────────────────────────────────


def test_it_measures_every_kind_of_thing() -> None:
    counts = Counter(statement.dimension[0] for statement in QUIZ.statements)
    assert set(counts) == set(KINDS)
    assert {statement.type for statement in QUIZ.statements} >= set(TYPES)
    assert 30 <= len(QUIZ.statements) <= 60
    wanted = {"teamwork", "evenings_weekends", "on_the_move", "creative", "hands_on"}
    assert {statement.criterion for statement in QUIZ.statements} >= wanted
    assert {statement.studies for statement in QUIZ.statements} >= {"short", "long"}


def test_it_names_the_interests_of_the_register() -> None:
    assert [interest.id for interest in QUIZ.interests] == ROME_ORDER


def test_statements_are_short_distinct_and_speak_to_everybody() -> None:
    texts = [statement.text for statement in QUIZ.statements]
    assert len({re.sub(r"\W", "", text.lower()) for text in texts}) == len(texts)
    for statement in QUIZ.statements:
        assert statement.text[0].isupper() and statement.text[-1] == ".", statement.key
        assert statement.again[-1] == "?", statement.key
        for text in (statement.text, statement.again, statement.for_text, statement.against_text):
            assert not re.search(r"\b(vous|votre|vos)\b", text), statement.key  # « tu »
            assert "metier" not in text, statement.key
    reasons = [statement.for_text for statement in QUIZ.statements]
    assert len(set(reasons)) == len(reasons)


def test_what_the_student_wants_and_the_job_lacks_is_told_for_each_type() -> None:
    assert all(statement.lacking_text for statement in QUIZ.statements if statement.type is not None)


@pytest.mark.skipif(not REGISTER.is_dir(), reason="the tables of the register are not beside the project")
def test_the_types_of_an_interest_are_those_of_the_jobs_that_answer_it() -> None:
    """A listed type is a letter of a quarter of these jobs, and of 1.4 times as many of them as of all jobs."""
    letters = {
        row["code_rome"]: row["riasec_majeur"] + row["riasec_mineur"] for row in _rows("referentiel_code_rome_riasec")
    }
    jobs: dict[str, list[str]] = {interest: [] for interest in ROME_ORDER}
    for row in _rows("arborescence_centre_interet"):
        jobs[ROME_ORDER[int(row["code_centre_interet"]) - 1]].append(letters[row["code_rome"]])
    assert len(letters) > 1500
    for interest in QUIZ.interests:
        for letter in interest.types:
            here = sum(letter in both for both in jobs[interest.id]) / len(jobs[interest.id])
            anywhere = sum(letter in both for both in letters.values()) / len(letters)
            assert here >= 0.25, (interest.id, letter, here)
            assert here >= 1.4 * anywhere, (interest.id, letter, here / anywhere)


def _rows(table: str) -> list[dict[str, str]]:
    (path,) = REGISTER.glob(f"unix_{table}_v*_utf8.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
