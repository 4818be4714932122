"""Quick replies: what they send, and which ones stand under an answer about a job."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.state import Button, Memory
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.topics import Topic

ENOUGH_ASKED = 3
"""Answers about a job after which its self-assessment is offered."""


def payload(intent: str, **entities: str) -> str:
    """The text that a quick reply sends: an intent and its entities."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False, separators=(',', ':')) if entities else ''}"


def topic_button(topic: Topic, job: str | None) -> Button:
    """What asks about a topic, of `job` when it is known."""
    return Button(f"{topic.icon} {topic.ask}", payload(topic.intent, **({"job": job} if job else {})))


def job_buttons(library: Library, jobs: Iterable[str], intent: str = "choose_job") -> list[Button]:
    """The titles of jobs; `intent` is what a tap means, beside the job."""
    return [Button(library.title(job), payload(intent, job=job)) for job in jobs]


def quiz_button(library: Library) -> Button:
    """What begins the discovery quiz."""
    return Button(library.knowledge.flows.buttons.quiz, payload("start_quiz"))


def quick_replies(
    library: Library, topic: Topic | None, guide: Guide, memory: Memory, rest: tuple[int, ...] = ()
) -> list[Button]:
    """At most three: the rest of the list, then topics that the guide has and that were not asked yet."""
    buttons = []
    if rest and topic is not None:
        title = library.knowledge.topics.more.format(count=len(rest))
        lines = "-".join(str(place) for place in rest)
        buttons.append(Button(title, payload(topic.intent, job=guide.slug, lines=lines)))
    first = topic.follow_ups if topic is not None else []
    everything = [*first, *(other.id for other in library.knowledge.topics.topics)]
    for topic_id in dict.fromkeys(everything):
        if len(buttons) >= MAX_BUTTONS:
            break
        other = library.knowledge.topics.by_id(topic_id)
        if other is not None and other.is_in(guide) and f"{guide.slug}:{topic_id}" not in memory.asked:
            buttons.append(topic_button(other, guide.slug))
    if len(buttons) == MAX_BUTTONS and _is_time_to_assess(guide, memory):
        buttons[-1] = Button(library.knowledge.flows.buttons.assess, payload("start_self_assessment", job=guide.slug))
    return buttons


def _is_time_to_assess(guide: Guide, memory: Memory) -> bool:
    """Whether enough was asked about a job to offer its self-assessment, and it was neither begun nor done."""
    known = [flow for flow in (memory.flow, memory.finished, *memory.kept) if flow is not None]
    asked = sum(item.startswith(f"{guide.slug}:") for item in memory.asked)
    return bool(guide.self_assessment) and asked >= ENOUGH_ASKED and guide.slug not in {flow.job for flow in known}
