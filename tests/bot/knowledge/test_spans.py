"""Stretches of a message that hold a name, and what they are worth."""

from __future__ import annotations

import pytest

from bot.knowledge.name_index import NameIndex
from bot.knowledge.spans import Span, Stretch, merge_doubts, stretches, worth
from bot.knowledge.text import tokens

INDEX = NameIndex({"sound": ["technicien du son"], "light": ["technicien lumière"]})


def stretches_of(text: str, job: str = "sound") -> list[Stretch]:
    return [one for one in stretches(INDEX, tokens(text), text) if one.name.job == job]


def test_a_whole_name_is_worth_all_of_its_weight() -> None:
    (whole,) = stretches_of("je veux devenir technicien du son plus tard")
    assert (whole.first, whole.last, whole.score, whole.straight) == (3, 5, 1.0, True)


def test_a_part_of_a_name_is_worth_its_share() -> None:
    (part,) = stretches_of("technicien")
    assert 0 < part.score < 0.5


def test_a_name_that_is_turned_round_is_not_straight() -> None:
    (turned,) = stretches_of("le son du technicien")
    assert turned.score == 1.0 and not turned.straight


@pytest.mark.parametrize("text", ["technicien, son", "technicien ou son", "technicien avec un tout nouveau grand son"])
def test_words_of_two_parts_or_far_apart_are_not_one_name(text: str) -> None:
    assert [round(one.score, 2) for one in stretches_of(text)] != []
    assert max(one.score for one in stretches_of(text)) < 1


def test_a_longer_span_is_worth_more_and_a_turned_one_less() -> None:
    found = tokens("le son du technicien")
    straight, turned = (Span(1, 3, {"sound": 1.0}, turned) for turned in (False, True))
    assert worth(found, straight) > worth(found, turned) > worth(found, Span(3, 3, {"sound": 1.0}))


def test_doubts_side_by_side_are_one_and_sure_ones_stay() -> None:
    found = tokens("technicien de son lumière")
    doubts = [Span(0, 0, {"sound": 0.4, "light": 0.5}), Span(2, 2, {"sound": 0.6})]
    assert merge_doubts(found, doubts) == [Span(0, 2, {"sound": 0.6, "light": 0.5})]
    sure = [Span(0, 0, {"sound": 0.9}), Span(2, 2, {"sound": 0.6})]
    assert merge_doubts(found, sure) == sure
