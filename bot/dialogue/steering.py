"""« Stop », « retour », « recommencer », « reprendre »: a guided flow goes where the student wants."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.cards import choice
from bot.dialogue.flow import Flow
from bot.dialogue.flow_messages import CLAUSE, LONGEST_ANSWER, is_sure, order_in
from bot.dialogue.guided import Guided, progress
from bot.dialogue.keeping import alone, keep, without
from bot.dialogue.missing import menu
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request, Respond
from bot.dialogue.stepping import answered, ask, guided_of, start_anew
from bot.knowledge.library import Library
from bot.knowledge.text import says
from bot.knowledge.text import words as words_of
from bot.knowledge.typography import labelled


def steered(library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory) -> Reply | None:
    """« Stop », « retour », « recommencer »: by a word, or by the intent when it is sure."""
    words, sure = library.knowledge.flows.words, is_sure(request)
    order = order_in(request)
    if says(order, words.progress):
        step, total = progress(guided, flow)
        left = Message(response="utter_flow_progress", values={"left": str(total - step + 1)})
        return ask(library, guided, flow, memory, [left])
    if says(order, words.resume):
        return resumed(library, guided, flow, request, memory)
    if says(order, words.restart):
        return start_anew(library, guided, flow, memory)
    if says(order, words.back) or (request.intent == "go_back" and sure):
        if not flow.answers:
            return ask(library, guided, flow, memory, [Message(response="utter_flow_first_question")])
        return ask(library, guided, flow.back(), memory, [Message(response="utter_flow_back")])
    if says(order, words.stop) or (request.intent == "stop" and sure):
        return stopped(library, guided, flow, memory)
    return None


def stopped(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    """« Stop »: the flow is put away with its answers."""
    memory = keep(memory, flow)
    resume = Button(library.knowledge.flows.buttons.resume, payload("affirm", flow="resume"))
    values = {"title": guided.title, "done": str(len(flow.answers))}
    buttons = [resume, *menu(library, memory)][:3]
    return Reply([Message(response="utter_flow_stopped", values=values, buttons=buttons)], memory)


def resumed(library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory) -> Reply:
    """Go on with a flow; what stands behind the order is taken as the answer when it is one (« on continue, oui »)."""
    words, key = library.knowledge.flows.words, flow.asked
    clauses = [clause for clause in CLAUSE.split(request.text) if words_of(clause)]
    order = max((place for place, clause in enumerate(clauses) if says(clause, words.resume)), default=len(clauses))
    urges = {word for phrase in words.urge for word in words_of(phrase)}
    left = [clause for clause in clauses[order + 1 :] if not urges.issuperset(words_of(clause))]
    readable = not request.tapped and left and len(request.text) <= LONGEST_ANSWER and "?" not in request.text
    if not readable or key is None or guided.text(key) is None:
        return ask(library, guided, flow, memory, [])
    question = guided.question(key)
    answer = library.reader.read(", ".join(left), question)
    if answer is None:
        return ask(library, guided, flow, memory, [])
    return answered(library, guided, flow, key, answer.value(reversed_question=question.is_reversed), memory)


def resumed_by_words(library: Library, request: Request, memory: Memory) -> Reply | None:
    """« Reprendre » after a stop; a greeting after one is an occasion to offer it."""
    flow = memory.kept[-1] if memory.kept else None
    guided = guided_of(library, flow)
    if flow is None or guided is None or request.tapped:
        return None
    words = library.knowledge.flows.words
    if len(request.text) <= LONGEST_ANSWER and says(request.text, words.resume):
        return resumed(library, guided, flow, request, without(memory, flow.kind, flow.job))
    offers = request.intent == "greet" and not request.gentle
    return offer(library, guided, flow, memory) if offers else None


def offer(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    """Offer to resume a flow; « oui » does it."""
    memory = replace(alone(memory, flow.kind, flow.job), flow=replace(flow, paused=True))
    step, total = progress(guided, flow)
    values = {"title": guided.title, "step": str(step), "total": str(total)}
    titles = library.knowledge.flows.buttons
    choices = {"resume": titles.resume, "restart": titles.restart, "drop": titles.drop}
    buttons = [Button(title, payload("affirm", flow=choice)) for choice, title in choices.items()]
    return Reply([Message(response="utter_flow_offer", values=values, buttons=buttons)], memory)


def offered(
    library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory, otherwise: Respond
) -> Reply | None:
    """The answer to an offer to resume; anything else is replied to, and the flow kept."""
    words = library.knowledge.flows.words
    if says(request.text, words.restart):
        return start_anew(library, guided, flow, memory)
    if request.intent == "affirm" or says(request.text, words.resume):
        return resumed(library, guided, flow, request, memory)
    return otherwise(library, request, keep(memory, flow))


def which_flow(library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory) -> Reply:
    """Ask which to go on with: the flow, or what was just wanted."""
    titles = library.knowledge.flows.buttons
    jobs = [job for job in (*request.jobs, *request.doubtful) if job != flow.job]
    wanted = {"start_quiz": titles.quiz}.get(request.intent) or (library.title(jobs[0]) if jobs else titles.assess)
    entities = {"job": jobs[0]} if jobs else {}
    buttons = [
        Button(labelled(titles.keep, guided.title)[:80], payload("affirm", flow="resume")),
        Button(wanted, payload(request.intent, **entities, flow="change")),
    ]
    values = {"title": guided.title, "wanted": wanted}
    options = choice("which_flow", [flow.job or flow.kind, *jobs[:1]])
    return Reply([Message(response="utter_flow_which", values=values, buttons=buttons), options], memory)
