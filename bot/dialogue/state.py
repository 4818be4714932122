"""The request of one turn, what the conversation remembers, and the reply: the types between actions/ and the functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

MAX_ASKED = 60
"""Answers remembered as given, so that quick replies do not offer them again."""

_LISTS = frozenset({"pending_topics", "asked", "compared", "rest"})
"""Slots that hold lists."""


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
    pending_topics: tuple[str, ...] = ()
    """The topics asked before the job was known."""
    offered_job: str | None = None
    """The one job that was asked back about, for a « oui »."""
    misses: int = 0
    """Messages in a row that were not understood, up to the last one."""
    asked: tuple[str, ...] = ()
    """`job:topic` of the answers given, the oldest first; `job:topic+` when its details were given too."""
    compared: tuple[str, ...] = ()
    """The jobs of the comparison that is going on, for « et le stress ? »."""
    rest: tuple[str, ...] = ()
    """Places of the lines of the last answer that were not shown, for « plus de détails »."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """Read the slots; values of a wrong type count as empty."""
        read: dict[str, Any] = {}
        for item in fields(cls):
            value = slots.get(item.name)
            if item.name == "misses":
                read[item.name] = max(0, int(value)) if isinstance(value, int | float) else 0
            elif item.name in _LISTS:
                read[item.name] = tuple(str(one) for one in value) if isinstance(value, list) else ()
            else:
                read[item.name] = value if isinstance(value, str) else None
        return cls(**read)

    def knows(self, job: str) -> bool:
        """Whether `job` was talked about in this conversation."""
        known = (self.job, self.previous_job, self.page_job, self.offered_job, *self.compared)
        return job in known or any(item.startswith(f"{job}:") for item in self.asked)

    def changes_from(self, before: Memory) -> dict[str, Any]:
        """The slots to set: name to value, those that differ from `before` only."""
        changed = {name: value for name, value in vars(self).items() if value != getattr(before, name)}
        return {name: list(value) if name in _LISTS else value for name, value in changed.items()}


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
    narrows: bool = False
    """A short message that narrows the last topic (« et à Liège ? »): only the lines about that are wanted."""
    topic: str | None = None
    """The topic to compare jobs on, when a button names it."""
    ranking: tuple[tuple[str, float], ...] = ()
    """The likeliest intents and their probabilities."""
    parts: tuple[Request, ...] = ()
    """The questions of a message that asks several, in order; none for a message with one."""
    missed_before: bool = False
    """Whether the message before this one was not understood either."""
    gentle: bool = False
    """Whether the help lines were given a moment ago."""

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
    wanted_job: str | None = None
    """Slug of a job without a guide that was asked about, for the trainers' list."""
