"""What a short message says by its words alone: it narrows the last topic, asks for a sum, or only names a job."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.dialogue.state import Request
from bot.guidance.pay import read_amount, wanted_period
from bot.knowledge.focus import known_stems, stems
from bot.knowledge.library import Library
from bot.knowledge.text import content_words, fold, words
from bot.knowledge.topics import Topic

MAX_WORDS = 9
"""A longer message stands for itself."""
MAX_WORDS_BEHIND = 7
"""The same for what stands behind a remark."""
_VAGUE = frozenset(
    {"nlu_fallback", "out_of_scope", "ask_salary", "ask_missions", "ask_overview", "ask_career", "choose_job"}
)
"""Intents that « et par an ? » is easily taken for."""
_ASKING = frozenset({"quoi", "koi", "ou", "comment", "pourquoi", "qui"})
"""Words of a question: « c'est quoi un assistant ? » does more than name a job."""
UNREAD = frozenset({"nlu_fallback", "out_of_scope"})
"""Intents of a message that, as a whole, is about nothing known."""
_SENTENCE = re.compile(r"[.!?\n]+")
_WANTS_TO_KNOW = re.compile(r"\b(?:demande(?:nt|r)?|savoir)(?: \w+)? (?:si|s')\b", re.IGNORECASE)
"""« Il demande si on est à son compte »: a question that stands for itself."""
_AND = re.compile(r"\bet\b", re.IGNORECASE)


def narrows(library: Library, topic: Topic, request: Request) -> bool:
    """Whether every telling word of the message, of its question, or of the last clause of that narrows the last topic.

    « Amai. En freelance c'est par semaine ? » narrows the pay: what is said before is a remark.
    """
    if request.intent not in UNREAD and _WANTS_TO_KNOW.search(request.question):
        return False
    narrowing = {stem for group in topic.refined_by for stem in known_stems(" ".join(group))}
    beside = _periods(library) if topic.id == "salary" else frozenset()
    question = request.question.split("?")[0]
    behind = [*_last(_SENTENCE, question), *(_last(_AND, question) if request.intent in UNREAD else ())]
    for clause, most in ((question, MAX_WORDS), *((clause, MAX_WORDS_BEHIND) for clause in behind)):
        told = [word for word in _telling(library, clause) if word not in beside]
        if len(words(clause)) <= most and told and all(stems(word) <= narrowing for word in told):
            return True
    return False


def _last(between: re.Pattern[str], text: str) -> list[str]:
    """What stands behind the last cut, when there is something before it."""
    parts = [part for part in between.split(text) if words(part)]
    return parts[-1:] if len(parts) > 1 else []


def _periods(library: Library) -> frozenset[str]:
    """Words that say for how long an amount is paid, and nothing else of it."""
    several = library.knowledge.talk.pay.periods.values()
    return frozenset(word for phrases in several for phrase in phrases for word in words(phrase))


def computes(library: Library, request: Request) -> bool:
    """« Et par an ? », « et 3 000 ? » right after the pay."""
    if len(words(request.text)) > MAX_WORDS:
        return False
    talk = library.knowledge.talk.pay
    amount = read_amount(request.question, talk.periods)
    if amount is not None:
        return request.intent in ("nlu_fallback", "ask_salary")
    if request.intent not in _VAGUE:
        return False
    known = _periods(library) | {word for phrase in talk.asking for word in words(phrase)}
    left = [word for word in _telling(library, request.question) if word not in known]
    return not left and wanted_period(request.question, talk.periods, None) is not None


def only_asks_net(library: Library, request: Request) -> bool:
    """« Et en net ? », a little after the pay."""
    net = _folded(tuple(library.knowledge.talk.pay.net))
    left = _telling(library, request.question)
    return request.intent in ("ask_salary", "nlu_fallback") and bool(left) and net.issuperset(left)


def only_names_a_job(library: Library, request: Request) -> bool:
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
