"""« Envoie-moi le bilan » : when a report is wanted, and what it says."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.dialogue.assessing import Assessment
from bot.dialogue.discovering import Discovery
from bot.dialogue.flow import Flow
from bot.dialogue.follow_up import spoken_of
from bot.dialogue.quick_replies import payload, quiz_button
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.guidance.assessment import assess
from bot.guidance.quiz import result
from bot.guidance.scale import reply
from bot.knowledge.library import Library
from bot.knowledge.text import content_words, fold, says

if TYPE_CHECKING:  # the drawing libraries behind it are loaded when a report is made, not when the server starts
    from bot.results.report import Report

_OF = re.compile(r"\b(?:bilan|pdf|rapport|resume) (?:avec|entre|d'|d |de la |de l'|de |du |des )([^,.;:!?\n]*)")
"""What a report would be of, in a folded text."""
LONGEST_REQUEST = 200
"""Characters; a longer message that says « bilan » is about something else."""


def send_report(library: Library, request: Request, memory: Memory) -> Reply | None:
    """The report of the flow that was finished last, when the message asks for it; None when it does not."""
    words = library.knowledge.flows.words.report
    typed = not request.tapped and len(request.text) <= LONGEST_REQUEST and says(request.text, words)
    typed = typed and not _of_something_else(library, request.text)
    if request.choice != "report" and not (typed and memory.flow is None):
        return None
    if memory.finished is not None:
        return Reply([], memory, report=memory.finished)
    if request.choice != "report" and not (memory.kept or memory.job):
        return None
    return Reply([Message(response="utter_no_report", buttons=_ways_to_one(library))], memory)


def _of_something_else(library: Library, text: str) -> bool:
    """« Mon résumé de droit », « quel rapport avec ce métier ? »: no report of a flow."""
    found, flows = _OF.search(fold(text)), library.knowledge.flows.words
    if says(text, flows.why) or spoken_of(library, text) is not None:
        return True  # the latter: « résume-moi les études »
    return found is not None and bool(content_words(found[1])) and not says(found[1], flows.report_of)


def _ways_to_one(library: Library) -> list[Button]:
    assess = Button(library.knowledge.flows.buttons.assess, payload("start_self_assessment"))
    return [assess, quiz_button(library)]


def report_of(library: Library, flow: Flow, hours: int, today: date) -> Report | None:
    """What the page of a finished flow says; None when its guide is no longer there."""
    if flow.kind == "quiz":
        return _of_quiz(library, flow, hours, today)
    guide = library.guide(flow.job)
    return _of_assessment(library, Assessment(library, guide), flow, hours, today) if guide else None


def _of_assessment(library: Library, flow_of: Assessment, flow: Flow, hours: int, today: date) -> Report:
    from bot.results.report import Report, Source

    found = assess(flow_of.guide.self_assessment, flow.given)
    strengths, watch_points = flow_of.points(found)
    texts, guide = library.knowledge.report, flow_of.guide
    return Report(
        title=texts.assessment_title.format(job=flow_of.title),
        date=_day(today),
        jobs=(f"{guide.title.masculine} / {guide.title.feminine}",),
        answers=_answers(library, flow_of, flow),
        result=texts.assessment_result.format(score=found.score, answered=found.answered, total=found.total),
        axes=tuple((axis.label, float(axis.value)) for axis in found.axes),
        strengths=tuple(strengths),
        watch_points=tuple(watch_points),
        next_steps=tuple(texts.steps),
        sources=(Source(guide.source.title, texts.assessment_section, guide.year),),
        hours=hours,
    )


def _of_quiz(library: Library, flow: Flow, hours: int, today: date) -> Report:
    from bot.results.report import Report, Source

    quiz, texts = library.knowledge.quiz, library.knowledge.report
    found = result(quiz, library.profiles, flow.given)
    best = found.jobs[0] if found.jobs else None
    return Report(
        title=texts.quiz_title,
        date=_day(today),
        jobs=tuple(f"{library.title(fit.slug)} ({fit.score})" for fit in found.jobs),
        answers=_answers(library, Discovery(library), flow),
        result=texts.quiz_result.format(told=found.told),
        axes=tuple((quiz.types[letter].label, float(value)) for letter, value in found.axes),
        strengths=tuple(reason.text for reason in best.reasons) if best else (),
        watch_points=tuple(reason.text for reason in best.watch_points) if best else (),
        next_steps=tuple(texts.steps),
        sources=(Source(texts.register_title, texts.register_section, texts.register_year),),
        hours=hours,
    )


def _answers(library: Library, guided: Assessment | Discovery, flow: Flow) -> tuple[tuple[str, str], ...]:
    """(question, answer as its quick reply words it) of the questions that are still there."""
    asked = ((guided.text(key), library.knowledge.flows.steps[reply(value)]) for key, value in flow.answers)
    return tuple((text, title) for text, title in asked if text)


def _day(today: date) -> str:
    return today.strftime("%d/%m/%Y")
