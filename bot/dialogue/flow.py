"""A guided flow, one question at a time: what was answered, what is asked now. It is stored as JSON in a slot.

The questions themselves are never stored: they are read from the guide or from quiz.yml at every turn, so that trainers may
edit them while a student answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.guidance.scale import Answers

Kind = Literal["self_assessment", "quiz"]
MOST_ANSWERS = 60


@dataclass(frozen=True)
class Flow:
    """A self-assessment or a discovery quiz that is under way, stopped, or finished."""

    kind: Kind
    job: str | None = None
    """Slug of the job that a self-assessment is about; None for the quiz."""
    answers: tuple[tuple[str, float | None], ...] = ()
    """(question key, answer), in the order asked."""
    asked: str | None = None
    """Key of the question that waits for an answer; None before the first one and at the end."""
    unread: int = 0
    """Messages in a row that could not be read as an answer to it."""
    paused: bool = False
    """Stopped by the student, and kept."""

    @property
    def given(self) -> Answers:
        """The answers by key."""
        return dict(self.answers)

    def answered(self, key: str, value: float | None) -> Flow:
        """With the answer to `key` noted; one that was given before is replaced where it stands."""
        answers = {**self.given, key: value}
        return replace(self, answers=tuple(answers.items())[:MOST_ANSWERS], asked=None, unread=0)

    def back(self) -> Flow:
        """Without the last answer, its question asked again; the same flow when there is none."""
        if not self.answers:
            return self
        return replace(self, answers=self.answers[:-1], asked=self.answers[-1][0], unread=0)

    def as_json(self) -> dict[str, Any]:
        """What the slot holds."""
        return {**vars(self), "answers": [list(pair) for pair in self.answers]}

    @classmethod
    def from_json(cls, value: Any) -> Flow | None:
        """The flow that a slot holds; None for anything that is not one, as a hand may have changed it."""
        if not isinstance(value, Mapping) or value.get("kind") not in ("self_assessment", "quiz"):
            return None
        pairs: Any = value.get("answers")
        answers = tuple((str(pair[0]), _number(pair[1])) for pair in pairs if _is_pair(pair)) if _is_list(pairs) else ()
        unread = value.get("unread")
        return cls(
            kind=value["kind"],
            job=_text(value.get("job")),
            answers=answers[:MOST_ANSWERS],
            asked=_text(value.get("asked")),
            unread=unread if isinstance(unread, int) else 0,
            paused=value.get("paused") is True,
        )


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_pair(value: Any) -> bool:
    return _is_list(value) and len(value) == 2


def _number(value: Any) -> float | None:
    return max(-1.0, min(1.0, float(value))) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
