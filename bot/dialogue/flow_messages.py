"""What a message in the middle of a guided flow means: an answer, an order, a question, or a wish to leave."""

from __future__ import annotations

import re

from bot.dialogue.aside import aside
from bot.dialogue.flow import Flow
from bot.dialogue.follow_up import in_context
from bot.dialogue.state import Memory, Request
from bot.dialogue.stepping import guided_of
from bot.guidance.answers import Answer, Question
from bot.knowledge.library import Library
from bot.knowledge.text import says
from bot.knowledge.text import words as words_of

SURE = 0.5
"""Probability from which a message means something else than an answer to the question."""
CLEAR = 0.8
"""Probability from which a wish for another flow counts, though the message could be read as an answer."""
DISTRESS_IS_CLEAR = 0.9
LONGEST_ORDER = 5
"""Words; in a longer clause « retour » or « stop » may be said of something else, and the intent decides."""
CLAUSE = re.compile(r"[,;:.!?…\n]+")
LONGEST_ANSWER = 200
"""Characters; a longer message is no answer to such a question."""
_SOCIAL = frozenset(
    """
    greet thank goodbye help bot_challenge ask_privacy insult list_jobs compare_jobs compute_pay tell_more explain_why
    speak_english speak_dutch
    """.split()
)
"""What is said in the middle of a flow without leaving it, beside questions about jobs."""
FIRM = frozenset("insult bot_challenge ask_privacy help speak_english speak_dutch".split())
"""Of these, those that no answer looks like when they are sure."""
STARTS = frozenset({"choose_job", "start_self_assessment", "start_quiz"})


def read_answer(library: Library, request: Request, question: Question) -> Answer | None:
    """The answer that a typed message gives to a question; None when it gives none."""
    if request.tapped or len(request.text) > LONGEST_ANSWER:
        return None
    return library.reader.read(request.text, question)


def is_mere_answer(library: Library, request: Request, memory: Memory, chance: float) -> bool:
    """Whether a message that sounds like distress is a mere answer to a question of a flow (« non, ça me ferait pas peur »).

    Args:
        chance: of distress, as the model sees it; from `DISTRESS_IS_CLEAR` on it is heard, whatever is asked.
    """
    flow, guided = memory.flow, guided_of(library, memory.flow)
    if flow is None or flow.paused or guided is None or chance >= DISTRESS_IS_CLEAR:
        return False
    if says(request.text, library.knowledge.flows.words.grave) or not library.reader.is_plainly_an_answer(request.text):
        return False
    return read_answer(library, request, guided.question(flow.asked or "")) is not None


def order_in(request: Request) -> str:
    """The clauses of a typed message that are short enough to be an order (« attends retour, 12 h c'est trop »)."""
    if request.tapped:
        return ""
    return ", ".join(clause for clause in CLAUSE.split(request.text) if len(words_of(clause)) <= LONGEST_ORDER)


def is_sure(request: Request, least: float = SURE) -> bool:
    """Whether the intent of a message is likely enough; that of a button is."""
    if request.tapped or not request.ranking:
        return True
    return dict(request.ranking).get(request.intent, 0.0) >= least


def says_something_else(request: Request) -> bool:
    """Whether a message asks or says something else than an answer."""
    topical = request.intent.startswith("ask_") or request.intent in _SOCIAL or request.intent == "choose_job"
    return bool(request.parts) or request.tapped or (topical and is_sure(request))


def asks_in_words(library: Library, request: Request, memory: Memory) -> bool:
    """Whether a message asks, though no question mark says so."""
    words = library.knowledge.flows.words
    topical = request.intent.startswith("ask_") and is_sure(request, CLEAR) and says(request.text, words.forms)
    if "?" in request.text and in_context(library, request, memory).narrows:
        return True  # « et à Namur ? », after an answer in the middle
    return says(request.text, words.asks) or topical or aside(library, request, memory) is not None


def doubts_the_question(library: Library, request: Request) -> bool:
    """« C'est quoi le rapport avec un métier ? »: what a question is for."""
    return not request.tapped and says(request.text, library.knowledge.flows.words.why)


def starts_anew(flow: Flow, request: Request) -> bool:
    """Whether a message begins the very flow that is under way."""
    if request.intent == "start_quiz":
        return flow.kind == "quiz"
    return request.intent == "start_self_assessment" and flow.kind == "self_assessment" and request.jobs in ((), (flow.job,))


def leaves(library: Library, flow: Flow, request: Request, memory: Memory) -> bool:
    """Whether a message wants another job or another flow than the one that is under way."""
    if request.intent == "start_quiz":
        return flow.kind != "quiz"
    if memory.pending_topics:
        return False  # the answer to « quel métier ? »
    if request.intent == "start_self_assessment" and flow.kind == "quiz":
        return True
    other = [job for job in (*request.jobs, *request.doubtful) if job != flow.job]
    return flow.kind == "self_assessment" and bool(other)
