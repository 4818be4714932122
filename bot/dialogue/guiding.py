"""Walk through a guided flow: take answers, answer a question in the middle, go back, stop, come back later.

A flow is a conversation, not a form that traps. Whatever is asked in the middle is answered, and then the same question is
asked again; nothing that was answered is ever lost. docs/flows.md draws it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.correcting import corrected_by_words
from bot.dialogue.flow import Flow
from bot.dialogue.flow_messages import (
    CLEAR,
    FIRM,
    STARTS,
    asks_in_words,
    doubts_the_question,
    is_sure,
    leaves,
    read_answer,
    says_something_else,
    starts_anew,
)
from bot.dialogue.guided import Guided, question
from bot.dialogue.joining import asks
from bot.dialogue.state import Memory, Message, Reply, Request, Respond
from bot.dialogue.steering import offer, offered, resumed_by_words, steered, which_flow
from bot.dialogue.stepping import answered, ask, ask_in_other_words, guided_of
from bot.dialogue.subject import about
from bot.dialogue.tapping import tapped
from bot.guidance.answer import Answer
from bot.knowledge.library import Library

_WITHOUT_BUTTONS = {"utter_no_guide": "utter_no_guide_in_flow"}
"""Responses that lead to the buttons under them, and what is said where there are none."""


def in_flow(library: Library, request: Request, memory: Memory, otherwise: Respond) -> Reply | None:
    """The reply to a message that belongs to a guided flow; None when it does not.

    Args:
        otherwise: what replies to a message outside of a flow.
    """
    if request.step is not None or request.choice is not None:
        return tapped(library, request, memory, otherwise)
    flow = memory.flow
    guided = guided_of(library, flow)
    if flow is None or guided is None:
        return resumed_by_words(library, request, memory) or corrected_by_words(library, request, memory)
    if flow.paused:
        return offered(library, guided, flow, request, memory, otherwise)
    if request.gentle:  # right after the help lines nothing is asked, but what is ordered is done
        return steered(library, guided, flow, request, memory)
    if guided.text(flow.asked or "") is None:  # it was edited away while the student thought
        return ask(library, guided, replace(flow, asked=None, unread=0), memory, [])
    ordered = steered(library, guided, flow, request, memory)
    if ordered is not None:
        return ordered
    if request.tapped and starts_anew(flow, request):
        return ask(library, guided, flow, memory, [])
    if doubts_the_question(library, request) and not request.jobs:
        return _interrupted(library, guided, flow, request, memory, otherwise)
    if request.intent in STARTS and is_sure(request, CLEAR) and leaves(library, flow, request, memory):
        return which_flow(library, guided, flow, request, memory)
    if request.intent in FIRM and is_sure(request, CLEAR):
        return _interrupted(library, guided, flow, request, memory, otherwise)
    key = flow.asked or ""
    asked = guided.question(key)
    answer = read_answer(library, request, asked)
    questioning = asks_in_words(library, request, memory)
    if answer == Answer() and not questioning and _asks_back(library, request):
        return ask_in_other_words(library, guided, flow, memory)
    if answer is not None and not (questioning or ("?" in request.text and says_something_else(request))):
        return answered(library, guided, flow, key, answer.value(reversed_question=asked.is_reversed), memory)
    if request.intent in STARTS and leaves(library, flow, request, memory):
        return which_flow(library, guided, flow, request, memory)
    if request.intent == "greet" or (request.away and not says_something_else(request)):
        return offer(library, guided, flow, memory)
    if questioning or says_something_else(request):
        return _interrupted(library, guided, flow, request, memory, otherwise)
    return ask_in_other_words(library, guided, flow, memory)


def _asks_back(library: Library, request: Request) -> bool:
    """Whether who passes a question asks about it (« t'as un exemple ? », which sounds like « plus de détails »)."""
    of_the_job = request.intent != "tell_more" and says_something_else(request)
    return "?" in request.text and not of_the_job and not library.reader.passes(request.text)


def _interrupted(
    library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory, otherwise: Respond
) -> Reply:
    """Answer what is asked in the middle, then ask the same question again."""
    if (request.intent == "explain_why" or doubts_the_question(library, request)) and not request.jobs:
        reply = Reply([guided.why(flow.asked or "")], memory)
    else:
        reply = otherwise(library, request, memory)
    memory = replace(reply.memory, flow=flow)
    if flow.job is not None:
        memory = about(memory, flow.job)
    if asks(reply):  # it needs an answer of its own first
        return replace(reply, memory=replace(reply.memory, flow=flow))
    for message in reply.messages:
        message.buttons = []
        message.response = _WITHOUT_BUTTONS.get(message.response or "", message.response)
    again = [Message(response="utter_flow_go_on"), *question(library, guided, flow)]
    return replace(reply, messages=[*reply.messages, *again], memory=memory)
