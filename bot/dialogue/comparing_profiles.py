"""Jobs side by side when one of them has no guide: what the register and the student's own answers say, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply
from bot.guidance.profiles import JobProfile
from bot.guidance.quiz import JobFit, fit_of
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library
from bot.knowledge.typography import BULLET

MAX_NAMES = 4
"""Interests or criteria named in one cell."""
MAX_REASONS = 2


def compare_profiles(library: Library, jobs: Sequence[str], memory: Memory) -> Reply | None:
    """Put jobs with a profile side by side; None when one of them has none."""
    profiles = [library.profiles.job(job) for job in jobs]
    found = [profile for profile in profiles if profile is not None]
    if len(found) < len(jobs) or len(jobs) < 2:
        return None
    rows = [(name, label, _values(library, name, found, memory)) for name, label in library.knowledge.flows.rows.items()]
    rows = [row for row in rows if any(row[2])]
    writer, talk = library.writer, library.knowledge.talk.comparison
    titles = [library.title(job) for job in jobs]
    bubbles = []
    for _, label, values in rows:
        cells = [
            {"title": title, "text": value or library.knowledge.flows.not_known}
            for title, value in zip(titles, values, strict=True)
        ]
        bubbles.append(writer.render(talk.row, icon=BULLET, label=label, values=cells))
    messages = [Message(response="utter_compare_profiles", values={"jobs": ", ".join(titles)})]
    messages += [Message(text=bubble) for bubble in pack(bubbles)]
    buttons = library.knowledge.flows.buttons
    messages[-1].buttons = [
        Button(buttons.about.format(job=title), payload("choose_job", job=job))
        for job, title in zip(jobs, titles, strict=True)
    ][:3]
    lines = [{"topic": name, "label": label, "values": [value or None for value in values]} for name, label, values in rows]
    card = {"type": "comparison", "jobs": list(jobs), "titles": titles, "rows": lines}
    wanted = next(job for job in jobs if library.guide(job) is None)
    return Reply([*messages, Message(custom=card)], replace(memory, compared=()), wanted_job=wanted)


def _values(library: Library, name: str, profiles: Sequence[JobProfile], memory: Memory) -> list[str]:
    """What one line says of each job; empty where nothing is known."""
    quiz, flows = library.knowledge.quiz, library.knowledge.flows
    if name == "fit":
        answers = memory.finished.given if memory.finished and memory.finished.kind == "quiz" else {}
        fits = [fit_of(quiz, library.profiles, answers, profile.slug) for profile in profiles]
        return [_fit(library, fit) if fit else "" for fit in fits]
    if name == "studies":
        return [flows.studies[profile.studies] if profile.studies else "" for profile in profiles]
    if name == "types":
        return [", ".join(quiz.types[letter].label for letter in profile.letters) for profile in profiles]
    if name == "interests":
        labels = {str(interest.id): str(interest.label) for interest in quiz.interests}
        return [_names(labels, profile.interests) for profile in profiles]
    labels = {str(criterion.id): str(criterion.label) for criterion in library.knowledge.topics.criteria}
    return [_names(labels, profile.criteria) for profile in profiles]


def _fit(library: Library, fit: JobFit) -> str:
    reasons = [reason.text for reason in fit.reasons[:MAX_REASONS]]
    return library.writer.render(library.knowledge.flows.fit_value, score=fit.score, reasons=reasons)


def _names(labels: dict[str, str], ids: frozenset[str]) -> str:
    return ", ".join([label for name, label in labels.items() if name in ids][:MAX_NAMES])
