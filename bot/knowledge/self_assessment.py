"""The questions of a self-assessment, as a guide holds them."""

from __future__ import annotations

from typing import Literal

from bot.knowledge.fields import Id, Line, Strict, Text


class Reaction(Strict):
    """What to say of an answer to a self-assessment question."""

    favourable: Text
    neutral: Text
    unfavourable: Text


class AssessmentQuestion(Strict):
    """A question that a student asks themselves about the job."""

    key: Id
    text: Text
    again: Text | None = None
    """The same question in other words, with an example, asked when an answer could not be read; see `text_again`."""
    trait: Text
    """The trait or condition tested."""
    favours: Literal["yes", "no"]
    """The side that speaks for the job; `no` for a reversed question (« 12 heures te font peur ? »)."""
    say: Reaction
    strength: Line | None = None
    """In the result, what speaks for the job and what the guide says of it; see `strength_text`."""
    watch: Line | None = None
    """In the result, what to look at and what the guide says of it; see `watch_text`."""

    @property
    def text_again(self) -> str:
        """The question to ask a second time: `again`, else `text`."""
        return self.again or self.text

    @property
    def strength_text(self) -> str:
        """The strength as the result names it: `strength`, else what was said of a favourable answer."""
        return self.strength or self.say.favourable

    @property
    def watch_text(self) -> str:
        """The watch point as the result names it: `watch`, else what was said of an unfavourable answer."""
        return self.watch or self.say.unfavourable
