"""Read a message in the context of the answer before it: « et en freelance ? », « non, directeur », « et l'autre ? »."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.short_messages import UNREAD, computes, narrows, only_asks_net, only_names_a_job
from bot.dialogue.state import Memory, Request
from bot.dialogue.subject import other_job, topic_of
from bot.knowledge.library import Library
from bot.knowledge.text import says
from bot.knowledge.topics import Topic

SURE = 0.6
"""Probability from which an intent stands, though the message speaks of another topic, or of what was told just before."""

_NEVER = frozenset(
    """
    distress insult erase_my_data ask_human ask_privacy bot_challenge goodbye stop go_back speak_english speak_dutch
    start_quiz start_self_assessment
    """.split()
)
"""Intents that mean the same in every context."""


def in_context(library: Library, request: Request, memory: Memory) -> Request:
    """The request as it is meant after the last answer; the same one when it stands for itself."""
    if request.tapped or request.intent in _NEVER:
        return request
    request = with_jobs_in_context(library, request, memory)
    if _compares(library, request, memory):
        return replace(request, intent="compare_jobs", topic=_topic_id(library, request))
    topic = library.knowledge.topics.by_id(memory.topic or "")
    if topic is not None and not request.jobs and narrows(library, topic, request):
        return replace(request, intent=topic.intent, narrows=True, doubtful=())
    sums = memory.topic == "salary" and computes(library, request)
    if not request.jobs and (sums or only_asks_net(library, request)):
        return replace(request, intent="compute_pay")
    if (request.jobs or request.doubtful) and (only_names_a_job(library, request) or _demands(library, request, memory)):
        return replace(request, intent="choose_job")
    if _compares_with_the_last(library, request, memory) or _compares_people(library, request, memory):
        return replace(request, intent="compare_jobs", topic=memory.topic)
    return _about_what_was_told(library, request)


def spoken_of(library: Library, text: str) -> Topic | None:
    """The one topic that a text speaks of by its words; None when there is none, or several."""
    topics = [topic for topic in library.knowledge.topics.topics if says(text, topic.words.get("fr", []))]
    return topics[0] if len(topics) == 1 else None


def rather_a_topic(library: Library, request: Request) -> Request:
    """« Si j'ai pas le permis je suis cuite ? » is hardly a wish to be tested: the topic it speaks of is meant."""
    if request.tapped or request.intent != "start_self_assessment":
        return request
    topic = None if _is_sure(request) else spoken_of(library, request.text) or _told(library, request)
    return replace(request, intent=topic.intent) if topic is not None else request


def with_jobs_in_context(library: Library, request: Request, memory: Memory) -> Request:
    """The jobs that are meant: one talked about before, « l'autre », or the one talked about in spite of one just named."""
    talk = library.knowledge.talk
    if not request.jobs and len(request.doubtful) == 1 and memory.knows(request.doubtful[0]):
        return replace(request, jobs=request.doubtful, doubtful=())
    if not request.jobs and not request.doubtful and says(request.text, talk.other):
        other = other_job(library, memory)
        return replace(request, jobs=(other,)) if other and request.intent != "choose_job" else request
    unguided = request.jobs and not library.guided(request.jobs)
    if unguided and (memory.job or request.page_job) and says(request.text, talk.this_job):
        return replace(request, jobs=())
    return request


def with_net(library: Library, request: Request) -> tuple[Request, ...]:
    """The questions of a message; « en net » beside another one is one of its own (« en net, et combien d'années ? »)."""
    net, parts = library.knowledge.talk.pay.only_net, request.parts or (request,)
    beside = not request.tapped and all(topic_of(library, part.intent) for part in parts) and says(request.text, net)
    if not beside or any(part.intent == "ask_salary" for part in parts):
        return request.parts
    return (replace(parts[0], text=net[0], question=net[0], intent="compute_pay"), *parts)


def _compares(library: Library, request: Request, memory: Memory) -> bool:
    """A question about a topic for several jobs: « les inconvénients des deux ? », or any during a comparison."""
    if _topic_id(library, request) is None or request.doubtful or len(request.jobs) == 1:
        return False
    several = len(library.knowledge.guides) == 2 or memory.previous_job or len(request.jobs) > 1
    return bool(memory.compared and not request.jobs) or bool(several and says(request.text, library.knowledge.talk.both))


def _compares_with_the_last(library: Library, request: Request, memory: Memory) -> bool:
    """« Et directrice, c'est mieux les horaires ? » right after those of another job: one beside the other."""
    topic = topic_of(library, request.intent)
    again = topic is not None and topic.id == memory.topic and bool(topic.compare) and not request.doubtful
    another = len(request.jobs) == 1 and request.jobs[0] != memory.job and library.guide(request.jobs[0]) is not None
    return again and another and memory.job is not None and says(request.question, library.knowledge.talk.better)


def _compares_people(library: Library, request: Request, memory: Memory) -> bool:
    """« Donc je gagne plus qu'elle ? », once two jobs were talked about: what was answered last, for both."""
    row = library.knowledge.topics.by_id(memory.topic or "")
    known = row is not None and bool(row.compare) and memory.previous_job is not None and not request.jobs
    talk, again = library.knowledge.talk, row is not None and request.intent == row.intent
    than = [*talk.than, *talk.than_whose] if request.intent in UNREAD else talk.than if again else []
    return known and says(request.text, than)


def _topic_id(library: Library, request: Request) -> str | None:
    topic = topic_of(library, request.intent)
    return topic.id if topic else None


def _demands(library: Library, request: Request, memory: Memory) -> bool:
    """« L'assistant, ça demande quoi ? » after the studies: the same of another job; elsewhere it may mean anything."""
    talk = library.knowledge.talk
    return memory.topic in talk.demanded and request.intent not in _NEVER and says(request.question, talk.demands)


def _about_what_was_told(library: Library, request: Request) -> Request:
    """« Il en faut un, c'est vrai ? » after « je viens d'avoir mon permis »: about what the student spoke of just before."""
    named, unread = spoken_of(library, request.text), request.intent in UNREAD
    if request.parts:
        return request
    if unread and says(request.text, library.knowledge.talk.brief):
        topic = named  # « résume-moi les études en une phrase »
    else:
        topic = _told(library, request) if unread or not (named or _is_sure(request)) else None
    return replace(request, intent=topic.intent) if topic is not None else request


def _told(library: Library, request: Request) -> Topic | None:
    """The topic that was told just before, when the message refers to it without its name."""
    topic = library.knowledge.topics.by_id(request.told or "")
    return topic if says(request.text, library.knowledge.talk.refers) else None


def _is_sure(request: Request) -> bool:
    """Whether a message is hardly anything else than what it is taken for; one that is read by rules is sure."""
    return dict(request.ranking).get(request.intent, 1.0) >= SURE
