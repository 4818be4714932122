"""The jobs that the quiz proposed: « parle-moi du premier », « compare les deux premiers », « pourquoi pas infirmier ? »."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.guidance.quiz import fit_of
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library
from bot.knowledge.text import says, words

LONGEST = 12
"""Words; in a longer message « le premier » may be anything."""
MAX_POINTS = 3

_UNCLEAR = frozenset({"nlu_fallback", "out_of_scope", "repeat", "go_back", "list_jobs"})
"""Intents that a message which only points at a proposed job is taken for."""


def with_proposed(library: Library, request: Request, memory: Memory) -> Request:
    """The request, with the proposed jobs that it points at; the same one when it points at none."""
    if request.choice == "proposed":
        return replace(request, jobs=memory.proposed[:2])
    if request.tapped or not memory.proposed or len(words(request.text)) > LONGEST:
        return request
    named = library.knowledge.flows.words
    if says(request.text, named.first_two):
        jobs = memory.proposed[:2]
    else:
        places = [place for place, several in enumerate(named.places) if says(request.text, several)]
        jobs = tuple(memory.proposed[place] for place in places if place < len(memory.proposed))
    if not jobs:
        return request
    intent = request.intent if request.intent not in _UNCLEAR else "compare_jobs" if len(jobs) > 1 else "choose_job"
    return replace(request, jobs=jobs, doubtful=(), intent=intent)


def why_not(library: Library, request: Request, memory: Memory) -> Reply | None:
    """What the answers to the last quiz say of a job, proposed or not; None when that is not asked."""
    flow, flows = memory.finished, library.knowledge.flows
    asks = request.intent == "explain_why" or says(request.text, flows.words.why_not)
    if flow is None or flow.kind != "quiz" or not request.jobs or request.tapped or not asks:
        return None
    fits = [fit_of(library.knowledge.quiz, library.profiles, flow.given, job) for job in request.jobs]
    found = [fit for fit in fits if fit is not None]
    if not found:
        values = {"job": library.title(request.jobs[0])}
        return Reply([Message(response="utter_why_not_unknown", values=values)], memory, wanted_job=request.jobs[0])
    texts = [
        library.writer.render(
            flows.why_not,
            title=library.title(fit.slug),
            score=fit.score,
            reasons=[reason.text for reason in fit.reasons[:MAX_POINTS]],
            watch=[point.text for point in fit.watch_points[:MAX_POINTS]],
        )
        for fit in found
    ]
    messages = [Message(text=bubble) for bubble in pack(texts)]
    titles = {fit.slug: flows.buttons.about.format(job=library.title(fit.slug)) for fit in found}
    messages[-1].buttons = [Button(title, payload("choose_job", job=slug)) for slug, title in titles.items()][:3]
    return Reply(messages, memory)
