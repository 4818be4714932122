"""Choose, change and list jobs."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answering import answer_topic
from bot.dialogue.cards import choice
from bot.dialogue.clarifying import MAX_JOB_BUTTONS, ask_which_job
from bot.dialogue.joining import joined
from bot.dialogue.missing import go_on
from bot.dialogue.quick_replies import job_buttons
from bot.dialogue.state import Memory, Message, Reply, Request
from bot.dialogue.subject import other_job, with_page
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library
from bot.knowledge.typography import bullets


def choose_job(library: Library, request: Request, memory: Memory) -> Reply:
    """Talk about another job: « et pour un directeur de postprod ? », « l'autre », a tapped button.

    The topic that was waiting for the job is answered; else the last topic, for the new job; else an overview.
    """
    memory = with_page(request, memory)
    named = library.guided(request.jobs)
    if not named and request.jobs:
        return no_guide(library, request.jobs[0], memory)
    if not named and len(request.doubtful) == 1 and (memory.job or memory.pending_topics):
        named = list(request.doubtful)  # the answer to « quel métier ? », or a change from one job to another
    if not named and request.doubtful:
        waiting = memory.pending_topics or ("overview",)
        return ask_which_job(library, request.doubtful, replace(memory, pending_topics=waiting))
    job = named[0] if named else other_job(library, memory)
    if job is None:
        return ask_which_job(library, tuple(library.knowledge.guides), memory)
    wanted = (
        memory.pending_topics
        or ((memory.topic,) if memory.topic and (job != memory.job or len(named) > 1) else ())
        or ("overview",)
    )
    topics = [topic for topic in map(library.knowledge.topics.by_id, wanted) if topic] or library.knowledge.topics.topics[:1]
    request = replace(request, jobs=tuple(named) or (job,), doubtful=())
    replies: list[Reply] = []
    for topic in topics:
        replies.append(answer_topic(library, topic, request, memory))
        memory = replies[-1].memory
    return joined(replies)


def list_jobs(library: Library, memory: Memory) -> Reply:
    """Name the guides, with a button each."""
    guides = library.knowledge.guides
    options = list(guides)[:MAX_JOB_BUTTONS]
    titles = [guides[job].title for job in options]
    values = {"jobs": bullets(f"{title.masculine} / {title.feminine}" for title in titles), "count": str(len(guides))}
    named = Message(response="utter_list_jobs", values=values, buttons=job_buttons(library, options))
    return Reply([named, choice("which_job", options)], memory)


def affirm(library: Library, request: Request, memory: Memory) -> Reply:
    """« Oui »: takes the job that was asked back about; when nothing was asked, goes on."""
    if memory.offered_job is None:
        return go_on(library, request, memory)
    return choose_job(library, replace(request, jobs=(memory.offered_job,), doubtful=()), memory)
