"""Every problem that a check tells ends with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.problems import Problem

_TO_DO = (
    "add align change check close correct delete give keep look make move name put remove rename replace run save shorten "
    "take type write begin"
).split()
_ADVICE = re.compile(rf"\b({'|'.join(_TO_DO)})\b", re.IGNORECASE)


def advises(message: str) -> bool:
    """Whether a message says what to do, behind its first semicolon."""
    _, semicolon, advice = message.partition("; ")
    return bool(semicolon and _ADVICE.search(advice))


@pytest.fixture(autouse=True)
def every_problem_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look at every problem that is made during a test."""
    told: list[str] = []
    make = Problem.__init__

    def noted(self: Problem, *arguments: object, **named: object) -> None:
        make(self, *arguments, **named)  # type: ignore[arg-type]
        told.append(self.message)

    monkeypatch.setattr(Problem, "__init__", noted)
    yield
    assert [message for message in told if not advises(message)] == []
