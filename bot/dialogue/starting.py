"""Begin a guided flow, or offer to resume the one that was stopped."""

from __future__ import annotations

from bot.dialogue.assessing import Assessment
from bot.dialogue.clarifying import ask_which_job
from bot.dialogue.discovering import Discovery
from bot.dialogue.flow import Flow
from bot.dialogue.guided import Guided
from bot.dialogue.keeping import alone
from bot.dialogue.missing import menu
from bot.dialogue.state import Memory, Message, Reply, Request
from bot.dialogue.steering import offer
from bot.dialogue.stepping import ask
from bot.dialogue.subject import about, with_page
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library


def start_assessment(library: Library, request: Request, memory: Memory) -> Reply:
    """« Ce métier est fait pour moi ? »: begin the self-assessment of the job that is meant, or offer to resume it."""
    memory = with_page(request, memory)
    named = library.guided(request.jobs)
    if not named and request.jobs:
        return no_guide(library, request.jobs[0], memory)
    if not named and request.doubtful and memory.job not in request.doubtful:
        return ask_which_job(library, request.doubtful, memory, intent="start_self_assessment")
    guide = library.guide(named[0] if named else memory.job)
    if guide is None:
        return ask_which_job(library, tuple(library.knowledge.guides), memory, intent="start_self_assessment")
    if not guide.self_assessment:
        values = {"job": str(guide.title.short)}
        return Reply([Message(response="utter_no_assessment", values=values, buttons=menu(library, memory))], memory)
    return _start(library, Assessment(library, guide), request, about(memory, guide.slug), guide.slug)


def start_quiz(library: Library, request: Request, memory: Memory) -> Reply:
    """« Je ne sais pas quoi faire plus tard »: begin the discovery quiz, or offer to resume it."""
    return _start(library, Discovery(library), request, with_page(request, memory), None)


def _start(library: Library, guided: Guided, request: Request, memory: Memory, job: str | None) -> Reply:
    same = [flow for flow in memory.kept if (flow.kind, flow.job) == (guided.kind, job)]
    if same and request.choice != "restart":
        return offer(library, guided, same[-1], memory)
    return ask(library, guided, Flow(guided.kind, job), alone(memory, guided.kind, job), guided.intro())
