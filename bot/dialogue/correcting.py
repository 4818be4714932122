"""« Je veux changer une réponse », once the result of a flow is there."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.flow_messages import order_in
from bot.dialogue.guided import Guided
from bot.dialogue.keeping import alone
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.dialogue.stepping import ask, guided_of
from bot.knowledge.focus import stems
from bot.knowledge.library import Library
from bot.knowledge.text import says
from bot.knowledge.text import words as words_of

LONGEST_WISH = 20
"""Words of a wish to change an answer."""


def corrected_by_words(library: Library, request: Request, memory: Memory) -> Reply | None:
    """« Je veux changer une réponse », once the result is there: which one, by buttons; of the quiz, the last one."""
    flow, words = memory.finished, library.knowledge.flows.words
    guided = guided_of(library, flow)
    wanted = says(order_in(request), words.back) or says(request.text, words.correct) or request.intent == "go_back"
    if flow is None or guided is None or request.tapped or not wanted or len(words_of(request.text)) > LONGEST_WISH:
        return None
    titles = guided.names()
    meant = _meant(guided, request, titles)
    if meant is not None:
        return corrected(library, replace(request, step=meant), memory)
    if not titles:
        return ask(library, guided, flow.back(), memory, [Message(response="utter_flow_back")])
    buttons = [Button(title, payload("affirm", step=key, flow="correct")) for key, title in titles.items()]
    return Reply([Message(response="utter_flow_which_answer", buttons=buttons)], memory)


def _meant(guided: Guided, request: Request, titles: dict[str, str]) -> str | None:
    """The key of the one question that a wish to change an answer names by a word of its own (« pour Excel »)."""
    said = stems(request.text)
    shared = {key: said & stems(f"{title} {guided.text(key)}") for key, title in titles.items()}
    named = [key for key, words in shared.items() if words]
    return named[0] if len(named) == 1 else None


def corrected(library: Library, request: Request, memory: Memory) -> Reply | None:
    """Ask one question of a finished flow again, and then its result."""
    flow, key = memory.finished, request.step or ""
    guided = guided_of(library, flow)
    if flow is None or guided is None or guided.text(key) is None:
        return None
    left = tuple((one, value) for one, value in flow.answers if one != key)
    return ask(library, guided, replace(flow, answers=left, asked=key, unread=0), alone(memory, flow.kind, flow.job), [])
