"""Answer a topic from the guide of each job that is meant, as long as wanted."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.cards import answer_card
from bot.dialogue.clarifying import ask_which_job
from bot.dialogue.criteria import jobs_with_criterion
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import payload, quick_replies
from bot.dialogue.state import MAX_ASKED, Button, Memory, Message, Reply, Request
from bot.dialogue.subject import about, about_the_named, only_job, with_page
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.text import content_words, says, words
from bot.knowledge.topics import Topic

WHOLE = "whole"
"""In `Memory.rest`: only the beginning of the last answer was given."""

_ABOUT_ANOTHER_JOB = frozenset({"difference", "similar"})
"""Topics whose questions name a second job without asking about it (« la différence avec un producteur ? »)."""


def answer_topic(library: Library, topic: Topic, request: Request, memory: Memory) -> Reply:
    """Answer `topic` for the jobs that the message names, or the one talked about; ask which when none is known."""
    memory = with_page(request, memory)
    named = library.guided(request.jobs)
    if topic.id == "criteria":
        memory = about_the_named(library, request, memory)
        reply = jobs_with_criterion(library, topic, request, memory)
        if reply is not None:
            return reply
    jobs = named or library.guided((memory.job, only_job(library)))[:1]
    asked_back = None if named else _asked_back(library, topic, request, memory, known=bool(jobs))
    return asked_back or _answers(library, topic, jobs, request, memory)


def _asked_back(library: Library, topic: Topic, request: Request, memory: Memory, *, known: bool) -> Reply | None:
    """What is said where no job with a guide is named and none may be taken for meant; None where one may.

    Args:
        known: whether a job is talked about.
    """
    waiting = replace(memory, pending_topics=(topic.id,))
    if request.jobs and not (topic.id in _ABOUT_ANOTHER_JOB and memory.job):
        return no_guide(library, request.jobs[0], waiting)
    if request.doubtful and memory.job not in request.doubtful:
        return ask_which_job(library, request.doubtful, waiting)
    return None if known else ask_which_job(library, tuple(library.knowledge.guides), waiting)


def _answers(library: Library, topic: Topic, jobs: list[str], request: Request, memory: Memory) -> Reply:
    """The answer for each of `jobs`; it says its job when there are several, and when the job changed."""
    messages: list[Message] = []
    for job in jobs:
        changed = len(jobs) > 1 or (bool(memory.topic) and job != memory.job)  # the first answer was asked for by name
        part = _answer(library, topic, library.knowledge.guides[job], request, about(memory, job), changed)
        messages, memory = messages + part.messages, part.memory
    if topic.id == "difference":
        messages = _other_difference(library, request, jobs) + messages
    return Reply(messages, memory)


def _answer(library: Library, topic: Topic, guide: Guide, request: Request, memory: Memory, changed: bool) -> Reply:
    question = "" if request.tapped else request.question
    places, before = request.places, []
    if request.narrows:
        places = library.writer.lines_with(topic, guide, topic.narrowed_by(question)) or None
        before = [] if places else [Message(response="utter_not_that_precise")]
    if not request.tapped and places is None and says(request.text, library.knowledge.talk.brief):
        return _briefly(library, topic, guide, memory, changed)
    answer = library.writer.write(topic, guide, question=topic.widened(question), places=places, named=changed)
    memory = replace(_answered(topic, guide, memory), rest=tuple(str(place) for place in answer.rest))
    messages = before + [Message(text=bubble) for bubble in answer.bubbles]
    if not messages:  # « la suite » of a list that ends here
        messages = [Message(response="utter_nothing_more")]
    messages[-1].buttons = quick_replies(library, topic, guide, memory, answer.rest)
    messages.append(Message(custom=answer_card(topic, guide)))
    return Reply(messages, memory)


def _answered(topic: Topic, guide: Guide, memory: Memory) -> Memory:
    """The memory once a topic was answered, before any rest of it."""
    asked = (*(item for item in memory.asked if item != f"{guide.slug}:{topic.id}"), f"{guide.slug}:{topic.id}")
    return replace(
        memory,
        topic=topic.id,
        pending_topics=(),
        offered_job=None,
        asked=asked[-MAX_ASKED:],
        compared=(),
        rest=(),
    )


def _briefly(library: Library, topic: Topic, guide: Guide, memory: Memory, changed: bool) -> Reply:
    """« En une phrase »: the beginning of an answer, and a button for all of it."""
    text = library.writer.short(topic, guide, named=changed)
    whole = Button(library.knowledge.talk.whole, payload(topic.intent, job=guide.slug))
    memory = replace(_answered(topic, guide, memory), rest=(WHOLE,))
    buttons = [whole, *quick_replies(library, topic, guide, memory)][:MAX_BUTTONS]
    return Reply([Message(text=text, buttons=buttons), Message(custom=answer_card(topic, guide))], memory)


def _other_difference(library: Library, request: Request, jobs: list[str]) -> list[Message]:
    """A word before the guide's comparison when the student asked to compare with yet another job."""
    guide = library.guide(jobs[0])
    compared = {word for item in guide.difference for word in words(item.other)} if guide else set()
    unguided = [job for job in request.jobs if not library.guide(job)]
    others = [job for job in unguided if not set(content_words(library.title(job))) <= compared]
    return [Message(response="utter_other_difference", values={"job": library.title(job)}) for job in others[:1]]
