"""French typography: numbers, lists, labels, quotation marks."""

from __future__ import annotations

import pytest

from bot.knowledge.typography import bulleted, bullets, clauses, dashed, labelled, number, quoted_apart


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1_000"),
        (2200, "2_200"),
        (1234567, "1_234_567"),
        (-1500, "-1_500"),
        (2.5, "2,5"),
        (1234.5, "1_234,5"),
    ],
)
def test_numbers_are_written_as_in_french(value: float, written: str) -> None:
    """`_` is a no-break space, narrow or not: a figure is never cut at the end of a line."""
    assert number(value).replace("\u202f", "\u00a0") == written.replace("_", "\u00a0")


def test_a_list_has_a_line_each() -> None:
    assert bulleted("un") == "• un"
    assert bullets(["un", "deux"]) == "• un\n• deux"
    assert bullets([]) == ""


def test_colons_and_semicolons_stand_between_spaces() -> None:
    assert labelled("Outils", "Excel") == "Outils : Excel"
    assert clauses(["un", "deux"]) == "un ; deux"


def test_a_dash_joins_the_parts_that_there_are() -> None:
    assert dashed("IAD", None, "", "Louvain-la-Neuve") == "IAD – Louvain-la-Neuve"


def test_titles_between_quotation_marks_have_a_pair_each() -> None:
    assert f"« {quoted_apart(['Un', 'Deux'])} »" == "« Un », « Deux »"
