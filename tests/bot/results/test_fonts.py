"""What the font shows, and how a text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.results import fonts
from bot.results.fonts import clipped, font_path, printable

NBSP = "\u00a0"


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_is_there(bold: bool) -> None:
    assert font_path(bold=bold).is_file()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "L'œuvre de l'étudiant·e, ça coûte 2 200 € – « oui »",
            f"L'œuvre de l'étudiant·e, ça coûte 2 200{NBSP}€ – «{NBSP}oui{NBSP}»",
        ),
        ("💰 Salaire", "Salaire"),
        ("Bravo 🎉 !", f"Bravo{NBSP}!"),
        ("deux\nlignes\tet un\x00 reste", "deux lignes et un reste"),
        ("中文", ""),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("court", 5, "court"),
        ("les longues journées", 20, "les longues journées"),
        ("les longues journées", 19, "les longues…"),
        ("les longues, journées", 13, "les longues…"),
        ("anticonstitutionnellement", 10, "anticonst…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, most: int, cut: str) -> None:
    assert clipped(text, most) == cut


@given(st.text(), st.integers(1, 50))
def test_a_cut_text_is_never_too_long(text: str, most: int) -> None:
    assert len(clipped(text, most)) <= most
    assert clipped(text, max(1, len(text))) == text or not text


@given(st.text(st.characters(codec="utf-8")))
def test_shown_again_a_text_stays_the_same(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_the_usual_characters_are_in_the_font_and_others_are_told() -> None:
    usual = [chr(code) for code in range(0x20, 0x2100) if fonts._USUAL.fullmatch(chr(code))]
    assert len(usual) > 200
    assert "".join(char for char in usual if ord(char) not in fonts._known()) == ""
    assert fonts.not_shown("Métier · œuvre\nsalarié·e") == ""
    assert fonts.not_shown("🎬 oui 🧭 🎬") == "🎬🧭"
