"""A question of a guided flow, and an answer to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """What was asked, as far as it changes what an answer means."""

    text: str = ""
    """As students read it; empty when it is not known."""
    is_reversed: bool = False
    """Whether a « non » speaks for the job (« 12 heures te feraient peur ? »)."""


@dataclass(frozen=True)
class Answer:
    """An answer from -1 to 1, or None for both when the question is skipped."""

    literal: float | None = None
    """A yes (1) or a no (-1) to the words of the question."""
    stance: float | None = None
    """At ease with what is asked (1) or not (-1), whatever the form of the question (« j'adore », « ça me fait peur »)."""

    def value(self, *, reversed_question: bool) -> float | None:
        """The answer to the words of the question; a stance is a no to a reversed one (« te feraient peur ? »)."""
        if self.stance is not None:
            return -self.stance if reversed_question else self.stance
        return self.literal
