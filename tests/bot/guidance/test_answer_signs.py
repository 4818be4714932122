"""What the model of answers sees in a message."""

from __future__ import annotations

import math

import pytest

from bot.knowledge.library import shared_library

READER = shared_library().reader


def of(sort: str, text: str) -> set[str]:
    return {sign.removeprefix(f"{sort}:") for sign in READER.signs(text) if sign.startswith(f"{sort}:")}


def test_words_are_seen_alone_and_in_pairs() -> None:
    assert of("w", "zut alors") == {"zut", "alor", "zut-alor"}


def test_letters_are_seen_in_runs_over_the_ends_of_words() -> None:
    assert of("c", "zut") >= {"zu", "ut", " z", "t ", "zut", " zut ", " zut"}
    assert "ut a" in of("c", "zut alors")


def test_a_negation_turns_what_the_lexicon_finds_in_one_sort_only() -> None:
    found, left = of("f", "j'aime pas"), of("r", "j'aime pas")
    assert any("S+1" in sign for sign in found) and not any("S+1" in sign for sign in left)
    assert "^-S-1-$" in left


def test_where_the_lexicon_finds_nothing_it_says_so_once() -> None:
    assert of("f", "zorglub zorglub machin, oui") >= {"o", "^-o-|", "L+1"}
    assert "o-o" not in of("f", "zorglub machin")


@pytest.mark.parametrize("text", ["", "…", "j'adore ça, mais pas tous les jours", "😂😂", "a" * 500])
def test_each_sort_has_a_length_of_one(text: str) -> None:
    signs = READER.signs(text)
    for sort in {sign[0] for sign in signs}:
        length = math.hypot(*(weight for sign, weight in signs.items() if sign[0] == sort))
        assert length == pytest.approx(1.0)
