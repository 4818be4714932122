"""Ask back: which job is meant, which topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.cards import choice
from bot.dialogue.quick_replies import job_buttons, topic_button
from bot.dialogue.state import Memory, Message, Reply, Request
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
    options = library.guided(jobs)[:MAX_JOB_BUTTONS]
    buttons = job_buttons(library, options, intent)
    response = response or ("utter_which_job" if len(options) > 1 else "utter_is_it_this_job")
    memory = replace(memory, offered_job=options[0] if len(options) == 1 else None)
    values = {"job": library.title(options[0])} if options else {}
    return Reply([Message(response=response, values=values, buttons=buttons), choice("which_job", options)], memory)


def ask_which_topic(library: Library, topics: Sequence[Topic], request: Request, memory: Memory) -> Reply:
    """Ask which of two or three topics is meant; the tapped button answers at once."""
    job = next(iter(library.guided((*request.jobs, memory.job))), None)
    buttons = [topic_button(topic, job) for topic in topics]
    memory = about(memory, job) if job else memory
    options = choice("which_topic", [topic.id for topic in topics])
    return Reply([Message(response="utter_which_topic", buttons=buttons), options], memory)
