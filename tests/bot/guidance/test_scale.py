"""The scale of answers: a number is the nearest step, a step is a quick reply, anything else is no answer."""

from __future__ import annotations

import math
from typing import get_args

import pytest

from bot.guidance.scale import REPLIES, STEPS, reply, step
from bot.knowledge.flows import Step


def test_each_quick_reply_stands_for_a_step() -> None:
    assert set(REPLIES) == set(get_args(Step))
    assert STEPS == (-1.0, -0.5, 0.0, 0.5, 1.0)


@pytest.mark.parametrize(
    ("value", "read"),
    [(1, 1.0), (0.5, 0.5), (0, 0.0), (-1.0, -1.0), (0.6, 0.5), (7, 1.0), (-3.5, -1.0), (0.1, 0.0)],
)
def test_a_number_is_the_nearest_step(value: float, read: float) -> None:
    assert step(value) == read
    assert REPLIES[reply(value)] == read


@pytest.mark.parametrize("value", [None, True, False, "1", math.nan, math.inf, [], {}])
def test_anything_else_is_no_answer(value: object) -> None:
    assert step(value) is None
    assert reply(value) == "skip"


@pytest.mark.parametrize("name", REPLIES)
def test_a_quick_reply_is_read_back_as_itself(name: Step) -> None:
    assert reply(REPLIES[name]) == name
