"""What a conversation is about: the job talked about, that of the page, the other one; the topic of an intent."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.state import Memory, Request
from bot.knowledge.library import Library
from bot.knowledge.topics import Topic


def topic_of(library: Library, intent: str) -> Topic | None:
    """The topic that an intent `ask_<topic>` asks about; None for every other intent."""
    return library.knowledge.topics.by_id(intent.removeprefix("ask_")) if intent.startswith("ask_") else None


def with_page(request: Request, memory: Memory) -> Memory:
    """Follow the student to another page: its job becomes the one talked about."""
    if request.page_job is None or request.page_job == memory.page_job:
        return memory
    return about(replace(memory, page_job=request.page_job), request.page_job)


def about(memory: Memory, job: str) -> Memory:
    """The memory once `job` is talked about."""
    if job == memory.job:
        return memory
    return replace(memory, job=job, previous_job=memory.job)


def about_the_named(library: Library, request: Request, memory: Memory) -> Memory:
    """The memory once the job that a message names is talked about: the first one with a guide, if there is any."""
    named = library.guided(request.jobs)
    return about(memory, named[0]) if named else memory


def other_job(library: Library, memory: Memory) -> str | None:
    """« L'autre métier »: the one talked about before, or the only other guide."""
    if memory.previous_job and library.guide(memory.previous_job):
        return memory.previous_job
    others = [job for job in library.knowledge.guides if job != memory.job]
    return others[0] if memory.job and len(others) == 1 else None


def only_job(library: Library) -> str | None:
    """The one job with a guide; None when there are several."""
    guides = list(library.knowledge.guides)
    return guides[0] if len(guides) == 1 else None
