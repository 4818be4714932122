"""Entries of the lexicon that stand in a text: what they say, and the contrary."""

from __future__ import annotations

import pytest

from bot.guidance.answer_hits import SENSES, Hit


def hit(key: str, form: str = "mot") -> Hit:
    """An entry of one key."""
    return Hit(0, 1, form, SENSES[key], SENSES[key].weak)


@pytest.mark.parametrize("key", SENSES)
def test_turning_twice_says_the_same_again(key: str) -> None:
    one = hit(key)
    said = (one.stance, one.literal)
    one.turn(hit("negators", "pas"))
    assert (one.stance, one.literal) == (-said[0], -said[1])
    assert one.turned_by == "pas"
    one.turn(hit("negators", "ni"))
    assert (one.stance, one.literal) == said


def test_a_weak_negation_weakens_and_a_firm_one_does_not() -> None:
    firm, weak = hit("likes"), hit("likes")
    firm.turn(hit("negators"))
    weak.turn(hit("weak_negators"))
    assert (firm.weak, weak.weak) == (False, True)


def test_kinds_of_entries() -> None:
    assert [key for key in SENSES if hit(key).shade] == ["weak", "strong", "nothing"]
    assert [key for key in SENSES if hit(key).weakens] == ["weak"]
    assert [key for key in SENSES if hit(key).particle] == ["yes", "rather_yes", "no", "rather_no"]
    assert not hit("yes", "deux mots").particle
    assert (hit("likes", "😍").emoji, hit("likes").emoji) == (True, False)


def test_an_entry_may_come_to_say_something_else() -> None:
    one = hit("unknown")
    one.become(SENSES["dislikes"])
    assert (one.stance, one.sense.unknown) == (-1, False)
