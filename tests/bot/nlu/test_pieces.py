"""The pieces of a message: what stands far away does not tell whether one is a sentence, and costs nothing."""

from __future__ import annotations

import time

import pytest

from bot.nlu.pieces import Piece, pieces

SENTENCES = "c'est quoi le salaire ? et les horaires, ça stresse ?\n"


def forms(found: list[Piece]) -> list[tuple[bool, bool, bool]]:
    return [(piece.asks, piece.opens, piece.closes) for piece in found]


def seconds(text: str) -> float:
    """Least time of the processor to cut `text`."""
    times = []
    for _ in range(5):
        begun = time.thread_time()
        pieces(text, [])
        times.append(time.thread_time() - begun)
    return min(times)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le salaire   ?  les horaires", [(True, True, True), (False, True, True)]),
        ("bonjour, le salaire ?", [(False, True, False), (False, False, True)]),
        ("le salaire et les horaires", [(False, True, False), (False, False, True)]),
        ("le salaire\n \n et les horaires", [(False, True, True), (False, True, True)]),
    ],
)
def test_a_piece_knows_whether_it_is_a_sentence(text: str, found: list[tuple[bool, bool, bool]]) -> None:
    assert forms(pieces(text, [])) == found


def test_a_piece_is_the_same_however_long_the_message() -> None:
    once, often = pieces(SENTENCES, []), pieces(SENTENCES * 50, [])
    assert len(once) == 3
    assert forms(often) == forms(once) * 50


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    assert seconds(SENTENCES * 200) < 30 * seconds(SENTENCES * 20)
