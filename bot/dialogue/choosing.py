"""Choose, change and list jobs."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answering import (
    MAX_JOB_BUTTONS,
    about,
    answer_topic,
    ask_which_job,
    no_guide,
    payload,
    quick_replies,
    with_page,
)
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library


def choose_job(library: Library, request: Request, memory: Memory) -> Reply:
    """Talk about another job: « et pour un directeur de postprod ? », « l'autre », a tapped button.

    The topic that was waiting for the job is answered; else the last topic, for the new job; else an overview.
    """
    memory = with_page(request, memory)
    named = [job for job in request.jobs if library.guide(job)]
    if not named and request.jobs:
        return no_guide(library, request.jobs[0], memory)
    if not named and len(request.doubtful) == 1:
        named = list(request.doubtful)
    if not named and request.doubtful:
        return ask_which_job(library, request.doubtful, memory)
    job = named[0] if named else _other_job(library, memory)
    if job is None:
        return ask_which_job(library, tuple(library.knowledge.guides), memory)
    topic_id = memory.pending_topic or (memory.topic if job != memory.job else None) or "overview"
    topic = library.knowledge.topics.by_id(topic_id) or library.knowledge.topics.topics[0]
    return answer_topic(library, topic, replace(request, jobs=(job,), doubtful=()), memory)


def _other_job(library: Library, memory: Memory) -> str | None:
    """« L'autre métier »: the one talked about before, or the only other guide."""
    if memory.previous_job and library.guide(memory.previous_job):
        return memory.previous_job
    others = [job for job in library.knowledge.guides if job != memory.job]
    return others[0] if memory.job and len(others) == 1 else None


def list_jobs(library: Library, memory: Memory, response: str = "utter_list_jobs") -> Reply:
    """Name the guides, with a button each."""
    guides = list(library.knowledge.guides.values())
    names = "\n".join(f"• {guide.title.masculine} / {guide.title.feminine}" for guide in guides[:MAX_JOB_BUTTONS])
    buttons = [Button(guide.title.short, payload("choose_job", job=guide.slug)) for guide in guides[:MAX_JOB_BUTTONS]]
    choice = {"type": "choice", "reason": "which_job", "options": [guide.slug for guide in guides[:MAX_JOB_BUTTONS]]}
    values = {"jobs": names, "count": str(len(guides))}
    return Reply([Message(response=response, values=values, buttons=buttons), Message(custom=choice)], memory)


def self_questions(library: Library, request: Request, memory: Memory) -> Reply:
    """« Est-ce fait pour moi ? »: the questions that the guide suggests to ask oneself."""
    memory = with_page(request, memory)
    named = [job for job in request.jobs if library.guide(job)]
    if not named and request.jobs:
        return no_guide(library, request.jobs[0], memory)
    if not named and request.doubtful and memory.job not in request.doubtful:
        return ask_which_job(library, request.doubtful, memory)
    job = named[0] if named else memory.job
    guide = library.guide(job)
    if guide is None or not guide.self_assessment:
        return ask_which_job(library, tuple(library.knowledge.guides), replace(memory, pending_topic=None))
    memory = about(memory, guide.slug)
    lines = "\n".join(f"• {question.text}" for question in guide.self_assessment)
    messages = [Message(response="utter_self_questions", values={"job": guide.title.short})]
    messages += [Message(text=bubble) for bubble in pack([lines])]
    messages.append(Message(response="utter_after_self_questions", buttons=quick_replies(library, None, guide, memory)))
    return Reply(messages, memory)


def affirm(library: Library, request: Request, memory: Memory) -> Reply | None:
    """« Oui » to « tu parles de ce métier-ci ? »; None when nothing was asked."""
    if memory.offered_job is None:
        return None
    return choose_job(library, replace(request, jobs=(memory.offered_job,), doubtful=()), memory)
