"""« Plus de détails », « pourquoi ? »: more of the last answer, and honesty when the guide has no more."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answering import WHOLE, answer_topic
from bot.dialogue.cards import answer_card, fallback
from bot.dialogue.comparing import compare_jobs
from bot.dialogue.missing import menu
from bot.dialogue.quick_replies import quick_replies, topic_button
from bot.dialogue.state import Memory, Message, Reply, Request
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.topics import Topic
from bot.knowledge.typography import bulleted

MAX_OTHERS = 5
"""Passages of other sections given at once."""


def more(library: Library, request: Request, memory: Memory) -> Reply:
    """The lines not shown yet, else what the guide's own questions say about the topic, else its neighbours."""
    topic, guide = _last(library, request, memory)
    if memory.compared:
        return compare_jobs(library, request, replace(memory, topic=None))
    if topic is None or guide is None:
        return Reply([Message(response="utter_more_of_what", buttons=menu(library, memory))], memory)
    if memory.rest and guide.slug == memory.job:
        left = tuple(int(place) for place in memory.rest if place.isdigit())
        places = None if memory.rest == (WHOLE,) else left
        return answer_topic(library, topic, replace(request, jobs=(guide.slug,), places=places), memory)
    return _explained(library, topic, guide, memory) or _neighbours("utter_nothing_more", library, topic, guide, memory)


def why(library: Library, request: Request, memory: Memory) -> Reply:
    """What the guide explains about the topic, else that it does not say why."""
    topic, guide = _last(library, request, memory)
    if topic is None or guide is None or memory.compared:
        return Reply([Message(response="utter_why_what", buttons=menu(library, memory))], memory)
    explained = _explained(library, topic, guide, memory)
    if explained is None:
        return _neighbours("utter_why_unknown", library, topic, guide, memory)
    return replace(explained, messages=[Message(response="utter_why"), *explained.messages])


def _last(library: Library, request: Request, memory: Memory) -> tuple[Topic | None, Guide | None]:
    job = next(iter(library.guided(request.jobs)), memory.job)
    return library.knowledge.topics.by_id(memory.topic or ""), library.guide(job)


def _explained(library: Library, topic: Topic, guide: Guide, memory: Memory) -> Reply | None:
    """What else the guide says of a topic; None when there is nothing, or it was given already.

    That is its answers to the frequent questions, else passages of other sections that the topic's answer does not show.
    """
    told = f"{guide.slug}:{topic.id}+"
    shown = "\n".join(library.writer.whole(topic, guide))
    answers: list[str] = [item.answer for item in guide.faq if item.topic == topic.id]
    others = [text for text in library.index.about(guide.slug, topic.id) if text not in shown]
    bubbles = pack(answers or list(map(bulleted, others[:MAX_OTHERS])))
    if not bubbles or told in memory.asked:
        return None
    memory = replace(memory, job=guide.slug, asked=(*memory.asked, told), rest=())
    messages = [Message(text=bubble) for bubble in bubbles]
    messages[-1].buttons = quick_replies(library, topic, guide, memory)
    return Reply([*messages, Message(custom=answer_card(topic, guide))], memory)


def _neighbours(response: str, library: Library, topic: Topic, guide: Guide, memory: Memory) -> Reply:
    """Say that there is no more, and offer the topics nearby."""
    nearby = [library.knowledge.topics.by_id(other) for other in (*topic.nearby, *topic.follow_ups)]
    buttons = {other.id: topic_button(other, guide.slug) for other in nearby if other and other.is_in(guide)}
    return Reply([Message(response=response, buttons=list(buttons.values())[:3]), fallback("no_more")], memory)
