"""The machine-readable messages of design.md §5 that several replies carry."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.state import Message
from bot.knowledge.schema import Guide
from bot.knowledge.topics import Topic


def answer_card(topic: Topic, guide: Guide) -> dict[str, object]:
    """An `answer`."""
    source = {"guide": guide.source.title, "section": topic.section, "year": guide.year}
    return {"type": "answer", "job": guide.slug, "topic": topic.id, "title": topic.label, "source": source}


def choice(reason: str, options: Iterable[str]) -> Message:
    """A `choice` between options."""
    return Message(custom={"type": "choice", "reason": reason, "options": list(options)})


def fallback(reason: str, kind: str = "fallback", **about: str) -> Message:
    """A `fallback`, or one of its like (`handoff`, `out_of_scope`): why there is no answer."""
    return Message(custom={"type": kind, "reason": reason, **about})
