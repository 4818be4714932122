"""The buttons of a guided flow: an answer, or what to do with the flow."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.correcting import corrected
from bot.dialogue.flow_messages import STARTS
from bot.dialogue.keeping import alone, keep, without
from bot.dialogue.missing import menu
from bot.dialogue.quick_replies import quiz_button
from bot.dialogue.state import Memory, Message, Reply, Request, Respond
from bot.dialogue.stepping import answered, ask, guided_of, start_anew
from bot.guidance.scale import REPLIES
from bot.knowledge.library import Library


def tapped(library: Library, request: Request, memory: Memory, otherwise: Respond) -> Reply | None:
    """A button of a flow: an answer, or what to do with the flow."""
    if request.choice == "correct":
        return corrected(library, request, memory)
    if request.step is not None:
        return _tapped_answer(library, request, memory)
    flow = memory.flow or (memory.kept[-1] if memory.kept else None)
    guided = guided_of(library, flow)
    if request.choice == "change" and memory.flow is not None:
        memory = keep(memory, memory.flow)
        return None if request.intent not in STARTS else otherwise(library, replace(request, choice=None), memory)
    if flow is None or guided is None or request.choice not in ("resume", "restart", "drop"):
        return None
    if request.choice == "resume":
        return ask(library, guided, flow, without(memory, flow.kind, flow.job), [])
    if request.choice == "restart" and request.intent not in STARTS:
        return start_anew(library, guided, flow, memory)
    if request.choice == "drop":
        memory = replace(without(memory, flow.kind, flow.job), flow=None)
        return Reply([Message(response="utter_flow_dropped", buttons=menu(library, memory))], memory)
    return None


def _tapped_answer(library: Library, request: Request, memory: Memory) -> Reply:
    """An answer by quick reply; an old button changes the answer given then, and the question that waits is asked again."""
    key, reply = request.step or "", next((name for name in REPLIES if name == request.answer), None)
    waiting = [flow for flow in (memory.flow, *reversed(memory.kept)) if flow and key in (flow.asked, *flow.given)]
    flow = waiting[0] if waiting else memory.flow
    guided = guided_of(library, flow)
    if flow is None or guided is None:
        buttons = [quiz_button(library), *menu(library, memory)][:3]
        return Reply([Message(response="utter_flow_over", buttons=buttons)], memory)
    memory = alone(memory, flow.kind, flow.job)
    if reply is None or not waiting:
        return ask(library, guided, flow, memory, [])
    if key != flow.asked:
        changed = replace(flow.answered(key, REPLIES[reply]), asked=flow.asked)
        return ask(library, guided, changed, memory, [])
    return answered(library, guided, flow, key, REPLIES[reply], memory)
