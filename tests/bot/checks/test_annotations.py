"""Entities that are marked in a phrase."""

from __future__ import annotations

import pytest

from bot.checks.annotations import Known, marks_problems, without_marks

KNOWN = Known({"job", "topic"}, {"libraire", "directeur-de-postproduction"})
RIGHT = 'un [dir postprod]{"entity": "job", "value": "directeur-de-postproduction"} ?'


@pytest.mark.parametrize("phrase", [RIGHT, "un [libraire](job)", "le [salaire](topic:salary)", "sans rien (du tout) {ok}"])
def test_what_is_well_marked_is_fine(phrase: str) -> None:
    assert list(marks_problems(phrase, KNOWN)) == []


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("un [libraire](metier)", "'metier', behind '[libraire]', is not an entity of domain.yml; write one of job, topic"),
        (
            'un [libraire]{"entity": "jobs"}',
            "'jobs', behind '[libraire]', is not an entity of domain.yml; write one of job, topic; did",
        ),
        (
            'un [prof]{"entity": "job", "value": "libraires"}',
            "'libraires', behind '[prof]', is not the slug of a job; correct it; did",
        ),
        ("un [prof](job)", "'prof', behind '[prof]', is not the slug of a job"),
        ("un [prof]{entity: job}", "what stands behind '[prof]' cannot be read; write"),
        ("un [prof, quoi", "a bracket of this phrase marks nothing; remove it"),
        ("un [prof] quoi", "a bracket of this phrase marks nothing"),
    ],
)
def test_a_wrong_mark_is_told(phrase: str, message: str) -> None:
    (told,) = marks_problems(phrase, KNOWN)
    assert told.startswith(message)


def test_slugs_that_are_not_known_are_not_compared() -> None:
    assert list(marks_problems("un [prof](job)", Known({"job"}, set()))) == []


def test_a_phrase_without_its_marks() -> None:
    assert without_marks(RIGHT) == "un dir postprod ?"
