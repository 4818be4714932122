"""Answer a topic: for which job, with which quick replies, and what to say when the job is not known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.state import MAX_ASKED, Button, Memory, Message, Reply, Request
from bot.knowledge.focus import stems
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.text import content_words, says, words
from bot.knowledge.topics import CriterionKind, Topic
from bot.knowledge.typography import bullets, dashed

MAX_JOB_BUTTONS = 8
"""Jobs offered when one must be chosen."""

ENOUGH_ASKED = 3
"""Answers about a job after which its self-assessment is offered."""
WHOLE = "whole"
"""In `Memory.rest`: only the beginning of the last answer was given."""
MAX_DESCRIBED = 2
"""Near jobs without a guide that are offered beside those with one."""

_ABOUT_ANOTHER_JOB = frozenset({"difference", "similar", "compare_jobs"})
"""Topics whose questions name a second job without asking about it (« la différence avec un producteur ? »)."""


def payload(intent: str, **entities: str) -> str:
    """The text that a quick reply sends: an intent and its entities."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False, separators=(',', ':')) if entities else ''}"


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


def other_job(library: Library, memory: Memory) -> str | None:
    """« L'autre métier »: the one talked about before, or the only other guide."""
    if memory.previous_job and library.guide(memory.previous_job):
        return memory.previous_job
    others = [job for job in library.knowledge.guides if job != memory.job]
    return others[0] if memory.job and len(others) == 1 else None


def answer_topic(library: Library, topic: Topic, request: Request, memory: Memory) -> Reply:
    """Answer `topic` for the jobs that the message names, or the one talked about; ask which when none is known."""
    memory = with_page(request, memory)
    if topic.id == "criteria":
        for job in [job for job in request.jobs if library.guide(job)][:1]:
            memory = about(memory, job)
        reply = _jobs_with_criterion(library, request, memory)
        if reply is not None:
            return reply
    named = [job for job in request.jobs if library.guide(job)]
    unguided = [job for job in request.jobs if not library.guide(job)]
    if not named and unguided and not (topic.id in _ABOUT_ANOTHER_JOB and memory.job):
        return no_guide(library, unguided[0], replace(memory, pending_topics=(topic.id,)))
    if not named and request.doubtful and memory.job not in request.doubtful:
        return ask_which_job(library, request.doubtful, replace(memory, pending_topics=(topic.id,)))
    jobs = named or [job for job in (memory.job, _only_job(library)) if job and library.guide(job)][:1]
    if not jobs:
        return ask_which_job(library, tuple(library.knowledge.guides), replace(memory, pending_topics=(topic.id,)))
    messages: list[Message] = []
    for job in jobs:
        guide = library.guide(job)
        if guide is not None:
            changed = bool(memory.topic) and job != memory.job  # the first answer was asked for by name
            changed = changed or len(jobs) > 1
            part = _answer(library, topic, guide, request, about(memory, job), changed)
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


def answer_card(topic: Topic, guide: Guide) -> dict[str, object]:
    """The machine-readable `answer` of design.md §5."""
    source = {"guide": guide.source.title, "section": topic.section, "year": guide.year}
    return {"type": "answer", "job": guide.slug, "topic": topic.id, "title": topic.label, "source": source}


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
        known = other is not None and any(getattr(guide, name) for name in other.fields)
        if other is not None and known and f"{guide.slug}:{topic_id}" not in memory.asked:
            buttons.append(Button(f"{other.icon} {other.ask}", payload(other.intent, job=guide.slug)))
    if len(buttons) == MAX_BUTTONS and _is_time_to_assess(guide, memory):
        buttons[-1] = Button(library.knowledge.flows.buttons.assess, payload("start_self_assessment", job=guide.slug))
    return buttons


def _is_time_to_assess(guide: Guide, memory: Memory) -> bool:
    """Whether enough was asked about a job to offer its self-assessment, and it was neither begun nor done."""
    known = [flow for flow in (memory.flow, memory.finished, *memory.kept) if flow is not None]
    asked = sum(item.startswith(f"{guide.slug}:") for item in memory.asked)
    return bool(guide.self_assessment) and asked >= ENOUGH_ASKED and guide.slug not in {flow.job for flow in known}


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
    choice = {"type": "choice", "reason": "which_job", "options": options}
    return Reply([Message(response=response, values=values, buttons=buttons), Message(custom=choice)], memory)


def ask_which_topic(library: Library, topics: Sequence[Topic], request: Request, memory: Memory) -> Reply:
    """Ask which of two or three topics is meant; the tapped button answers at once."""
    guide = library.guide(next((job for job in (*request.jobs, memory.job) if library.guide(job)), None))
    about_job = {"job": guide.slug} if guide else {}
    buttons = [Button(f"{topic.icon} {topic.ask}", payload(topic.intent, **about_job)) for topic in topics]
    choice = {"type": "choice", "reason": "which_topic", "options": [topic.id for topic in topics]}
    memory = about(memory, guide.slug) if guide else memory
    return Reply([Message(response="utter_which_topic", buttons=buttons), Message(custom=choice)], memory)


def no_guide(library: Library, job: str, memory: Memory) -> Reply:
    """Say that there is no guide of `job` yet, with what is known of it; offer near jobs, those with a guide first."""
    name = set(content_words(library.title(job)))
    near = [slug for slug, guide in library.knowledge.guides.items() if _names_as_neighbour(guide, name)]
    known = library.knowledge.job(job)
    summary = known.summary if known is not None else None
    described = list(known.near[:MAX_DESCRIBED]) if known is not None and not near else []
    options = list(dict.fromkeys([*near, *described, *library.knowledge.guides]))[:MAX_JOB_BUTTONS]
    buttons = [Button(library.title(slug), payload("choose_job", job=slug)) for slug in options]
    response = "utter_no_guide_but_near" if near else "utter_described_job" if summary else "utter_no_guide"
    values = {"job": library.title(job), "near": library.title(near[0]) if near else "", "summary": summary or ""}
    message = Message(response=response, values=values, buttons=buttons)
    custom = {"type": "fallback", "reason": "no_guide", "job": job}
    return Reply([message, Message(custom=custom)], memory, wanted_job=job)


def _names_as_neighbour(guide: Guide, name: set[str]) -> bool:
    """Whether the guide itself cites a job of that name among its neighbours."""
    cited = [item.title for item in guide.similar] + [item.other for item in guide.difference]
    return any(name and name <= set(content_words(title)) for title in cited)


def _criteria_in(library: Library, request: Request) -> list[CriterionKind]:
    asked = stems(request.text)
    return [kind for kind in library.knowledge.topics.criteria if any(stems(word) <= asked for word in kind.words)]


def names_a_criterion(library: Library, request: Request) -> bool:
    """Whether a message names a criterion that guides may meet."""
    return bool(_criteria_in(library, request))


def _jobs_with_criterion(library: Library, request: Request, memory: Memory) -> Reply | None:
    """The guides that meet the criterion that the message names; None when it names none."""
    if request.tapped:
        return None
    kinds = _criteria_in(library, request)
    if not kinds:
        return None if memory.job or request.jobs else Reply([Message(response="utter_which_criterion")], memory)
    kind = kinds[0]
    lines = [
        dashed(guide.title.short, criterion.why)
        for guide in library.knowledge.guides.values()
        for criterion in guide.criteria
        if criterion.id == kind.id
    ]
    if not lines:
        quiz = [Button(library.knowledge.flows.buttons.quiz, payload("start_quiz"))]
        none = Message(response="utter_no_job_with_criterion", values={"criterion": kind.label}, buttons=quiz)
        return Reply([none], memory)
    topic = library.knowledge.topics.by_id("criteria")
    slugs = [slug for slug, guide in library.knowledge.guides.items() if kind.id in {item.id for item in guide.criteria}]
    buttons = [Button(library.title(slug), payload("choose_job", job=slug)) for slug in slugs[:MAX_BUTTONS]]
    values = {"criterion": kind.label, "jobs": bullets(lines[:5])}
    guide = library.knowledge.guides[slugs[0]]
    card = {**answer_card(topic, guide), "job": None} if topic else {"type": "fallback", "reason": "no_topic"}
    message = Message(response="utter_jobs_with_criterion", values=values, buttons=buttons)
    return Reply([message, Message(custom=card)], memory)


def _only_job(library: Library) -> str | None:
    guides = list(library.knowledge.guides)
    return guides[0] if len(guides) == 1 else None
