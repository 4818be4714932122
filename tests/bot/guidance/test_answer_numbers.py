"""Marks: their value, and numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.answer_numbers import Marks
from bot.knowledge.library import shared_library

RULES = shared_library().knowledge.answers.rules
MARKS = Marks(RULES.numbers, RULES.marks)


def value(text: str) -> float | None:
    """The value of the mark in a text."""
    mark = MARKS.find(text)
    return None if mark is None else mark.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("10/10", 1), ("9,5/10", 1), ("18/20", 1), ("95 %", 1), ("dix", 1), ("neuf sur dix", 1), ("5 sur 5", 1)],
        *[
            ("7/10", 0.5),
            ("80 pourcent", 0.5),
            ("trois fois sur quatre", 0.5),
            ("je mets 7", 0.5),
            ("un bon 8", 0.5),
            ("7-8", 0.5),
        ],
        *[("5/10", 0), ("3 sur 5", 0), ("50%", 0), ("5", 0), ("50", 0), ("2,5 sur 5", 0)],
        *[("3/10", -0.5), ("entre 3 et 4", -0.5), ("35 %", -0.5), ("8/20", -0.5), ("un petit 4", -0.5)],
        *[("0/10", -1), ("zéro sur dix", -1), ("un sur dix", -1), ("0", -1), ("5 %", -1)],
    ],
)
def test_the_value_of_a_mark(text: str, expected: float) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "oui", "1", "3", "quatre", "7j/7", "7/7", "24/24 h", "15", "1000", "12h par jour", "j'ai 16 ans", "3 8 2"],
)
def test_numbers_that_are_no_mark(text: str) -> None:
    assert value(text) is None


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_higher_mark_is_no_lower_value(one: int, other: int) -> None:
    low, high = value(f"{min(one, other)}/10"), value(f"{max(one, other)}/10")
    assert low is not None
    assert high is not None
    assert low <= high


@given(st.text(max_size=60))
def test_any_text_may_be_looked_through(text: str) -> None:
    found = value(text)
    assert found is None or -1 <= found <= 1


def test_the_text_around_a_mark_is_kept() -> None:
    mark = MARKS.find("je dirais 7/10 en math")
    assert mark is not None
    assert mark.rest.split() == ["je", "dirais", "en", "math"]
