"""A job without a guide: that there is none is said, with what is known of it; nothing is invented."""

from __future__ import annotations

from bot.dialogue.cards import fallback
from bot.dialogue.clarifying import MAX_JOB_BUTTONS
from bot.dialogue.quick_replies import job_buttons
from bot.dialogue.state import Memory, Message, Reply
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.text import content_words

MAX_DESCRIBED = 2
"""Near jobs without a guide that are offered beside those with one."""


def no_guide(library: Library, job: str, memory: Memory) -> Reply:
    """Say that there is no guide of `job` yet, with what is known of it; offer near jobs, those with a guide first."""
    name = set(content_words(library.title(job)))
    near = [slug for slug, guide in library.knowledge.guides.items() if _names_as_neighbour(guide, name)]
    known = library.knowledge.job(job)
    summary = known.summary if known is not None else None
    described = list(known.near[:MAX_DESCRIBED]) if known is not None and not near else []
    options = list(dict.fromkeys([*near, *described, *library.knowledge.guides]))[:MAX_JOB_BUTTONS]
    buttons = job_buttons(library, options)
    response = "utter_no_guide_but_near" if near else "utter_described_job" if summary else "utter_no_guide"
    values = {"job": library.title(job), "near": library.title(near[0]) if near else "", "summary": summary or ""}
    message = Message(response=response, values=values, buttons=buttons)
    return Reply([message, fallback("no_guide", job=job)], memory, wanted_job=job)


def _names_as_neighbour(guide: Guide, name: set[str]) -> bool:
    """Whether the guide itself cites a job of that name among its neighbours."""
    cited = [item.title for item in guide.similar] + [item.other for item in guide.difference]
    return any(name and name <= set(content_words(title)) for title in cited)
