"""Bubbles: at most 500 characters, cut where a reader would pause, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.bubbles import pack, split
from bot.knowledge.schema import MAX_BUBBLE

EXAMPLES = settings(deadline=None, database=None, derandomize=True, max_examples=300)


def of(length: int, letter: str = "a") -> str:
    """A word of that many letters."""
    return letter * length


def test_the_limit_is_the_one_of_the_contract() -> None:
    assert MAX_BUBBLE == 500


# Text -> its bubbles.
CUTS = [
    ("short", ["short"]),
    (of(500), [of(500)]),
    (of(501), [of(500), "a"]),
    (of(1200), [of(500), of(500), of(200)]),
    # At a line end, though sentences and spaces come later.
    (
        f"{of(10)}\n{of(200)}. {of(200)} {of(200)}",
        [of(10), f"{of(200)}. {of(200)} {of(200)}"[:202].strip(), f"{of(200)} {of(200)}"],
    ),
    # At the last line end that fits.
    (f"{of(200)}\n{of(200)}\n{of(200)}", [f"{of(200)}\n{of(200)}", of(200)]),
    # At the end of a sentence, whatever closes it.
    (f"{of(300)}. {of(300)}", [f"{of(300)}.", of(300)]),
    (f"{of(300)} ! {of(300)}", [f"{of(300)} !", of(300)]),
    (f"{of(300)} ? {of(300)}", [f"{of(300)} ?", of(300)]),
    (f"{of(300)}… {of(300)}", [f"{of(300)}…", of(300)]),
    (f"{of(100)}. {of(100)}. {of(290)}, {of(100)}.", [f"{of(100)}. {of(100)}.", f"{of(290)}, {of(100)}."]),
    (f"{of(100)}… {of(200)}, {of(300)}", [f"{of(100)}…", f"{of(200)},", of(300)]),
    # No sentence ends in time: at a comma, a colon; else at a space.
    (f"{of(300)}, {of(300)}", [f"{of(300)},", of(300)]),
    (f"{of(300)} : {of(300)}", [f"{of(300)} :", of(300)]),
    (f"{of(100)} {of(300)} {of(300)}", [f"{of(100)} {of(300)}", of(300)]),
    # A dot inside a word ends nothing.
    (f"{of(100)}.{of(100)} {of(400)}", [f"{of(100)}.{of(100)}", of(400)]),
    # The space at the limit itself.
    (f"{of(500)} b", [of(500), "b"]),
    (f"{of(499)}. b", [f"{of(499)}.", "b"]),
]


@pytest.mark.parametrize(("text", "bubbles"), CUTS)
def test_a_long_text_is_cut_where_a_reader_pauses(text: str, bubbles: list[str]) -> None:
    assert split(text) == bubbles


@pytest.mark.parametrize(
    ("bubbles", "packed"),
    [
        ([], []),
        ([""], []),
        (["", "  ", "\n", "a"], ["a"]),
        (["  a  ", "b\n"], ["a", "b"]),
        (["a", of(501, "b"), "c"], ["a", of(500, "b"), "b", "c"]),
        ([f"{of(400)}{' ' * 200}{of(100)}"], [of(400), of(100)]),
    ],
)
def test_pack_drops_empty_bubbles_and_keeps_the_order(bubbles: list[str], packed: list[str]) -> None:
    assert pack(bubbles) == packed


@EXAMPLES
@given(st.lists(st.text(alphabet="ab é.,;:!?…\n\u202f", max_size=1800), max_size=3))
def test_nothing_is_lost_and_every_bubble_fits(texts: list[str]) -> None:
    bubbles = pack(texts)
    assert all(0 < len(bubble) <= MAX_BUBBLE and bubble == bubble.strip() for bubble in bubbles)
    assert "".join("".join(bubbles).split()) == "".join("".join(texts).split())
