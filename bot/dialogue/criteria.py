"""« D'autres métiers en équipe ? »: the jobs that meet a criterion."""

from __future__ import annotations

from bot.dialogue.cards import answer_card
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import job_buttons, quiz_button
from bot.dialogue.state import Memory, Message, Reply, Request
from bot.knowledge.focus import stems
from bot.knowledge.library import Library
from bot.knowledge.topics import CriterionKind, Topic
from bot.knowledge.typography import bullets, dashed

MAX_LINES = 5
"""Jobs named for a criterion."""


def names_a_criterion(library: Library, request: Request) -> bool:
    """Whether a message names a criterion that guides may meet."""
    return bool(_criteria_in(library, request))


def jobs_with_criterion(library: Library, topic: Topic, request: Request, memory: Memory) -> Reply | None:
    """The guides that meet the criterion that the message names; None when it names none."""
    if request.tapped:
        return None
    kinds = _criteria_in(library, request)
    if not kinds:
        return None if memory.job or request.jobs else Reply([Message(response="utter_which_criterion")], memory)
    kind = kinds[0]
    guides = library.knowledge.guides.values()
    found = [(guide, criterion.why) for guide in guides for criterion in guide.criteria if criterion.id == kind.id]
    if not found:
        quiz = [quiz_button(library)]
        none = Message(response="utter_no_job_with_criterion", values={"criterion": kind.label}, buttons=quiz)
        return Reply([none], memory)
    lines = bullets(dashed(guide.title.short, why) for guide, why in found[:MAX_LINES])
    buttons = job_buttons(library, [guide.slug for guide, _ in found[:MAX_BUTTONS]])
    values = {"criterion": kind.label, "jobs": lines}
    card = {**answer_card(topic, found[0][0]), "job": None}
    message = Message(response="utter_jobs_with_criterion", values=values, buttons=buttons)
    return Reply([message, Message(custom=card)], memory)


def _criteria_in(library: Library, request: Request) -> list[CriterionKind]:
    asked = stems(request.text)
    return [kind for kind in library.knowledge.topics.criteria if any(stems(word) <= asked for word in kind.words)]
