"""One step of a guided flow: the next question, the answer noted, the question in other words, the result."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.assessing import Assessment
from bot.dialogue.discovering import Discovery
from bot.dialogue.flow import Flow
from bot.dialogue.guided import Guided, question
from bot.dialogue.keeping import without
from bot.dialogue.state import Memory, Message, Reply
from bot.knowledge.library import Library

MOST_UNREAD = 2
"""Messages that may be unreadable, one after the other, before the question is skipped."""


def guided_of(library: Library, flow: Flow | None) -> Guided | None:
    """The questions of a flow; None when its guide is no longer there."""
    if flow is None:
        return None
    if flow.kind == "quiz":
        return Discovery(library)
    guide = library.guide(flow.job)
    return Assessment(library, guide) if guide is not None and guide.self_assessment else None


def ask(library: Library, guided: Guided, flow: Flow, memory: Memory, before: list[Message]) -> Reply:
    """Ask the question that waits, else the next one; the result when there is none."""
    waiting = flow.asked if flow.asked and guided.text(flow.asked) else guided.next_key(flow.given)
    flow = replace(flow, asked=waiting, paused=False)
    if waiting is None:
        reply = guided.result(flow, replace(without(memory, flow.kind, flow.job), flow=None))
        return replace(reply, messages=[*before, *reply.messages])
    memory = replace(memory, flow=flow, misses=0, offered_job=None)
    return Reply([*before, *question(library, guided, flow)], memory)


def answered(library: Library, guided: Guided, flow: Flow, key: str, value: float | None, memory: Memory) -> Reply:
    """Note an answer, say what there is to say of it, and go on."""
    said = guided.reaction(key, value)
    before = [Message(text=said)] if said else []
    if value is None:
        before = [Message(response="utter_flow_skipped")]
    return ask(library, guided, flow.answered(key, value), memory, before)


def ask_in_other_words(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    """Ask again in other words, twice at most; then go on without an answer."""
    key = flow.asked or ""
    flow = replace(flow, unread=flow.unread + 1)
    if flow.unread > MOST_UNREAD:
        return answered(library, guided, flow, key, None, memory)
    response = "utter_flow_unread" if flow.unread == 1 else "utter_flow_unread_again"
    messages = [Message(response=response), *question(library, guided, flow, guided.again(key))]
    return Reply(messages, replace(memory, flow=flow))


def start_anew(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    """« Recommencer »: the same flow without any answer."""
    memory = without(memory, flow.kind, flow.job)
    return ask(library, guided, Flow(flow.kind, flow.job), memory, [Message(response="utter_flow_restarted")])
