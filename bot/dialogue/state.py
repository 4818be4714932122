"""The request of one turn, what the conversation remembers, and the reply: the types between actions/ and the functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_ASKED = 60
"""Answers remembered as given, so that quick replies do not offer them again."""


@dataclass(frozen=True)
class Memory:
    """What the conversation remembers; one slot each."""

    job: str | None = None
    """Slug of the job talked about."""
    previous_job: str | None = None
    """The one talked about before it, for « et pour l'autre ? »."""
    page_job: str | None = None
    """The job of the web page, as last seen; a change of page changes the job talked about."""
    topic: str | None = None
    """The topic answered last."""
    pending_topic: str | None = None
    """The topic asked before the job was known."""
    offered_job: str | None = None
    """The one job that was asked back about, for a « oui »."""
    misses: int = 0
    """Messages in a row that were not understood, up to the last one."""
    asked: tuple[str, ...] = ()
    """`job:topic` of the answers given, the oldest first."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """Read the slots; values of a wrong type count as empty."""
        texts = {
            name: slots.get(name) if isinstance(slots.get(name), str) else None
            for name in ("job", "previous_job", "page_job", "topic", "pending_topic", "offered_job")
        }
        asked, misses = slots.get("asked"), slots.get("misses")
        return cls(
            misses=max(0, int(misses)) if isinstance(misses, int | float) else 0,
            asked=tuple(str(item) for item in asked) if isinstance(asked, list) else (),
            **texts,
        )

    def changes_from(self, before: Memory) -> dict[str, Any]:
        """The slots to set: name to value, those that differ from `before` only."""
        changed = {name: value for name, value in vars(self).items() if value != getattr(before, name)}
        if "asked" in changed:
            changed["asked"] = list(self.asked)
        return changed


@dataclass(frozen=True)
class Request:
    """What the student just sent, as understood."""

    text: str = ""
    question: str = ""
    """The text without the names of jobs in it."""
    intent: str = ""
    jobs: tuple[str, ...] = ()
    """Slugs named for sure, in order; with or without a guide."""
    doubtful: tuple[str, ...] = ()
    """Slugs with a guide that the message may name."""
    places: tuple[int, ...] | None = None
    """« La suite »: which lines of a list are wanted."""
    page_job: str | None = None
    """The slug that the page's metadata gives; None when there is none or no such guide."""

    @property
    def tapped(self) -> bool:
        """True for a quick reply: its text is a payload, not words of the student."""
        return self.text.startswith("/")


@dataclass(frozen=True)
class Button:
    """A quick reply."""

    title: str
    payload: str


@dataclass
class Message:
    """One bubble: a text, or the name of a response of domain.yml with its values; or a machine-readable `custom`."""

    text: str | None = None
    response: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    custom: dict[str, Any] | None = None


@dataclass
class Reply:
    """What to say, and what to remember."""

    messages: list[Message]
    memory: Memory
