"""The request of one turn, what the conversation remembers, and the reply: the types between actions/ and the functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.dialogue.flow import Flow
from bot.knowledge.library import Library

MAX_ASKED = 60
"""Answers remembered as given, so that quick replies do not offer them again."""

_LISTS = frozenset({"pending_topics", "asked", "compared", "rest", "proposed", "files"})
"""Slots that hold lists of texts."""
_FLOWS = frozenset({"flow", "finished"})
"""Slots that hold a flow."""
MAX_KEPT = 5
"""Stopped flows that are kept; the oldest goes first."""


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
    told: str | None = None
    """The topic that the student spoke of just before, in a message that asked nothing (« j'ai mon permis »)."""

    flow: Flow | None = None
    """The guided flow that is under way."""
    kept: tuple[Flow, ...] = ()
    """Those that were stopped, the latest last."""
    finished: Flow | None = None
    """The one that came to its end last, for « envoie-moi le bilan » and « pourquoi pas X ? »."""
    proposed: tuple[str, ...] = ()
    """The jobs of the last quiz, the best first, for « parle-moi du premier »."""
    files: tuple[str, ...] = ()
    """Names of the files made for this conversation; erasing it deletes them."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """Read the slots; values of a wrong type count as empty."""
        read: dict[str, Any] = {}
        for item in fields(cls):
            value = slots.get(item.name)
            if item.name == "misses":
                read[item.name] = max(0, int(value)) if isinstance(value, int | float) else 0
            elif item.name in _FLOWS:
                read[item.name] = Flow.from_json(value)
            elif item.name == "kept":
                flows = map(Flow.from_json, value) if isinstance(value, list) else ()
                read[item.name] = tuple(flow for flow in flows if flow is not None)[-MAX_KEPT:]
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
        return {name: _plain(value) for name, value in changed.items()}


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.as_json() if isinstance(value, Flow) else value


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
    told: str | None = None
    """The topic that the message before spoke of without asking."""
    ranking: tuple[tuple[str, float], ...] = ()
    """The likeliest intents and their probabilities."""
    parts: tuple[Request, ...] = ()
    """The questions of a message that asks several, in order; none for a message with one."""
    missed_before: bool = False
    """Whether the message before this one was not understood either."""
    gentle: bool = False
    """Whether the help lines were given a moment ago."""
    step: str | None = None
    """Key of the question of a flow that a quick reply answers."""
    answer: str | None = None
    """That answer: a name of `scale.REPLIES`."""
    choice: str | None = None
    """What a button does with a flow: resume, restart, drop, report."""
    away: bool = False
    """Whether the student comes back after a long silence."""

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


@dataclass(frozen=True)
class Picture:
    """A result as a drawing."""

    title: str
    axes: tuple[tuple[str, int], ...]
    """(label, 0 to 100)."""


@dataclass
class Reply:
    """What to say, and what to remember."""

    messages: list[Message]
    memory: Memory
    wanted_job: str | None = None
    """Slug of a job without a guide that was asked about, for the trainers' list."""
    picture: Picture | None = None
    """A result to be drawn, on channels that show pictures."""
    report: Flow | None = None
    """A finished flow whose report is to be made; its link is then sent."""


Respond = Callable[[Library, Request, Memory], Reply]
"""What replies to a message."""
