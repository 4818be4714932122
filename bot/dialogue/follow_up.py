"""Read a message in the context of the answer before it: « et en freelance ? », « non, directeur », « et l'autre ? »."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.dialogue.answering import other_job, topic_of
from bot.dialogue.state import Memory, Request
from bot.guidance.pay import read_amount, wanted_period
from bot.knowledge.focus import known_stems, stems
from bot.knowledge.library import Library
from bot.knowledge.text import content_words, fold, says, words
from bot.knowledge.topics import Topic

MAX_WORDS = 9
"""A longer message stands for itself."""

_NEVER = frozenset(
    """
    distress insult erase_my_data ask_human ask_privacy bot_challenge goodbye stop go_back speak_english speak_dutch
    start_quiz start_self_assessment
    """.split()
)
"""Intents that mean the same in every context."""
_VAGUE = frozenset(
    {"nlu_fallback", "out_of_scope", "ask_salary", "ask_missions", "ask_overview", "ask_career", "choose_job"}
)
"""Intents that « et par an ? » is easily taken for."""
_ASKING = frozenset({"quoi", "koi", "ou", "comment", "pourquoi", "qui"})
"""Words of a question: « c'est quoi un assistant ? » does more than name a job."""
_SENTENCE = re.compile(r"[.!?\n]+")


def in_context(library: Library, request: Request, memory: Memory) -> Request:
    """The request as it is meant after the last answer; the same one when it stands for itself."""
    if request.tapped or request.intent in _NEVER:
        return request
    request = with_jobs_in_context(library, request, memory)
    if _compares(library, request, memory):
        return replace(request, intent="compare_jobs", topic=_topic_id(library, request))
    topic = library.knowledge.topics.by_id(memory.topic or "")
    if topic is not None and not request.jobs and _narrows(library, topic, request):
        return replace(request, intent=topic.intent, narrows=True, doubtful=())
    sums = memory.topic == "salary" and _computes(library, request)
    if not request.jobs and (sums or _only_asks_net(library, request)):
        return replace(request, intent="compute_pay")
    if (request.jobs or request.doubtful) and _only_names_a_job(library, request):
        return replace(request, intent="choose_job")
    return request


def with_jobs_in_context(library: Library, request: Request, memory: Memory) -> Request:
    """The jobs that are meant: one talked about before, « l'autre », or the one talked about in spite of one just named."""
    talk = library.knowledge.talk
    if not request.jobs and len(request.doubtful) == 1 and memory.knows(request.doubtful[0]):
        return replace(request, jobs=request.doubtful, doubtful=())
    if not request.jobs and not request.doubtful and says(request.text, talk.other):
        other = other_job(library, memory)
        return replace(request, jobs=(other,)) if other and request.intent != "choose_job" else request
    guided = [job for job in request.jobs if library.guide(job)]
    if request.jobs and not guided and memory.job and says(request.text, talk.this_job):
        return replace(request, jobs=())
    return request


def _compares(library: Library, request: Request, memory: Memory) -> bool:
    """A question about a topic for several jobs: « les inconvénients des deux ? », or any during a comparison."""
    if _topic_id(library, request) is None or request.doubtful or len(request.jobs) == 1:
        return False
    several = len(library.knowledge.guides) == 2 or memory.previous_job or len(request.jobs) > 1
    return bool(memory.compared and not request.jobs) or bool(several and says(request.text, library.knowledge.talk.both))


def _topic_id(library: Library, request: Request) -> str | None:
    topic = topic_of(library, request.intent)
    return topic.id if topic else None


def _narrows(library: Library, topic: Topic, request: Request) -> bool:
    """Whether every telling word of the message, or of its question, narrows the last topic."""
    narrowing = {stem for group in topic.refined_by for stem in known_stems(" ".join(group))}
    question = request.question.split("?")[0]
    telling = _telling(library, question)
    return len(words(question)) <= MAX_WORDS and bool(telling) and all(stems(word) <= narrowing for word in telling)


def _computes(library: Library, request: Request) -> bool:
    """« Et par an ? », « et 3 000 ? » right after the pay."""
    if len(words(request.text)) > MAX_WORDS:
        return False
    talk = library.knowledge.talk.pay
    amount = read_amount(request.question, talk.periods)
    if amount is not None:
        return request.intent in ("nlu_fallback", "ask_salary")
    if request.intent not in _VAGUE:
        return False
    periods = {word for several in (*talk.periods.values(), talk.asking) for phrase in several for word in words(phrase)}
    left = [word for word in _telling(library, request.question) if word not in periods]
    return not left and wanted_period(request.question, talk.periods, None) is not None


def _only_asks_net(library: Library, request: Request) -> bool:
    """« Et en net ? », a little after the pay."""
    net = _folded(tuple(library.knowledge.talk.pay.net))
    left = _telling(library, request.question)
    return request.intent in ("ask_salary", "nlu_fallback") and bool(left) and net.issuperset(left)


def _only_names_a_job(library: Library, request: Request) -> bool:
    """Whether the message, or its last sentence, says nothing but the name of a job."""
    sentences = [part for part in _SENTENCE.split(request.question) if part.strip()]
    if any("?" in part for part in re.findall(r"[^?]*\?", request.text)[:-1]):
        return False
    last = sentences[-1] if sentences else ""
    if not _ASKING.isdisjoint(words(last)):
        return False
    short = len(words(request.text)) <= MAX_WORDS
    return not _telling(library, request.question if short else last)


def _telling(library: Library, text: str) -> list[str]:
    talk = library.knowledge.talk
    fillers = _folded((*talk.fillers, *talk.other))
    return [word for word in content_words(text) if word not in fillers]


@lru_cache(maxsize=8)
def _folded(several: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in several)
