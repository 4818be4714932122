"""Ask back: which job is meant, which topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.cards import choice
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.dialogue.subject import about
from bot.knowledge.library import Library
from bot.knowledge.topics import Topic

MAX_JOB_BUTTONS = 8
"""Jobs offered when one must be chosen."""


def ask_which_job(
    library: Library, jobs: Sequence[str], memory: Memory, response: str = "", intent: str = "choose_job"
) -> Reply:
    """Ask which job is meant, with a button for each of `jobs`; `response` asks it in other words.

    Args:
        intent: what a button means, beside the job.
    """
    options = [job for job in jobs if library.guide(job)][:MAX_JOB_BUTTONS]
    buttons = [Button(library.title(job), payload(intent, job=job)) for job in options]
    response = response or ("utter_which_job" if len(options) > 1 else "utter_is_it_this_job")
    memory = replace(memory, offered_job=options[0] if len(options) == 1 else None)
    values = {"job": library.title(options[0])} if options else {}
    return Reply([Message(response=response, values=values, buttons=buttons), choice("which_job", options)], memory)


def ask_which_topic(library: Library, topics: Sequence[Topic], request: Request, memory: Memory) -> Reply:
    """Ask which of two or three topics is meant; the tapped button answers at once."""
    guide = library.guide(next((job for job in (*request.jobs, memory.job) if library.guide(job)), None))
    about_job = {"job": guide.slug} if guide else {}
    buttons = [Button(f"{topic.icon} {topic.ask}", payload(topic.intent, **about_job)) for topic in topics]
    memory = about(memory, guide.slug) if guide else memory
    options = choice("which_topic", [topic.id for topic in topics])
    return Reply([Message(response="utter_which_topic", buttons=buttons), options], memory)
