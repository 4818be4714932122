"""The result of the discovery quiz: what the answers say.

Pure and deterministic: the same answers give the same result, in whatever order they came. docs/quiz.md explains the model,
and what it was measured to be worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.guidance.evidence import PROPOSED, Given, evidence, given, likelihood, ranked, scores, varied
from bot.guidance.profiles import Floats, JobProfile, Profiles
from bot.guidance.scale import Answers
from bot.knowledge.fields import Riasec
from bot.knowledge.quiz import TYPES, Quiz, Statement

ENOUGH = 9
"""Answers that must tell something before a result is more than a first idea (docs/quiz.md has the figures)."""
HAS_IT, LACKS_IT = 0.5, 0.1
"""From which value on a job is said to have something, and up to which it is said to lack it."""
CLOSE = 50.0
"""Score from which a job of another field may be the surprising neighbour: more speaks for it than against it."""
ON_THE_SIDE = 0.5
"""Weight of an answer about an interest on the axes of its types; one about the type itself weighs 1."""
DOUBT = 0.5
"""Weight of the « I do not know » that every axis begins with, so that one answer does not fill it."""


@dataclass(frozen=True)
class Reason:
    """An answer of the student's that says something about a job."""

    statement: str
    """The key of the statement."""
    text: str
    """How quiz.yml tells it back."""


@dataclass(frozen=True)
class JobFit:
    """A job beside the student's answers."""

    slug: str
    score: int
    """0 to 100: the more, the more of the answers speak for the job; 50 when as much speaks for it as against it."""
    reasons: tuple[Reason, ...]
    """What speaks for it, what tells it most from other jobs first."""
    watch_points: tuple[Reason, ...]
    """What speaks against it, or should be known: first what it has and is not wanted, then what is wanted and it lacks."""


@dataclass(frozen=True)
class QuizResult:
    """What the answers say."""

    axes: tuple[tuple[Riasec, int], ...]
    """The six types in the order of the hexagon, each from 0 to 100; 50 when nothing is known."""
    jobs: tuple[JobFit, ...]
    """The best job of each of the five domains that fit best, the best first; none when no answer told anything."""
    neighbour: JobFit | None
    """The best job of a field (ROME « grand domaine ») that none of those five belongs to, when it fits too."""
    told: int
    """How many answers told something: neither skipped nor « Bof »."""

    @property
    def doubtful(self) -> bool:
        """Whether too few answers told something for the jobs to be more than a first idea."""
        return self.told < ENOUGH


def result(quiz: Quiz, profiles: Profiles, answers: Answers) -> QuizResult:
    """What the answers say; unknown keys are ignored."""
    answered = given(quiz, answers)
    axes = tuple((letter, _axis(quiz, answered, letter)) for letter in TYPES)
    if not answered or not profiles.jobs:
        return QuizResult(axes, (), None, len(answered))
    told = evidence(profiles, answered)
    order, marks = ranked(profiles, told), scores(told, answered)
    best = varied(profiles, order)[:PROPOSED]
    fields = {profiles.jobs[place].field for place in best}
    near = (place for place in order if profiles.jobs[place].field not in fields and marks[place] >= CLOSE)
    fits = (_fit(profiles, place, marks, answered) for place in near)
    return QuizResult(
        axes=axes,
        jobs=tuple(_fit(profiles, place, marks, answered) for place in best),
        neighbour=next((fit for fit in fits if fit.reasons), None),
        told=len(answered),
    )


def fit_of(quiz: Quiz, profiles: Profiles, answers: Answers, slug: str) -> JobFit | None:
    """How one job stands beside the answers, proposed or not; None when it has no profile or nothing was answered."""
    answered = given(quiz, answers)
    place = next((place for place, job in enumerate(profiles.jobs) if job.slug == slug), None)
    if place is None or not answered:
        return None
    return _fit(profiles, place, scores(evidence(profiles, answered), answered), answered)


def _axis(quiz: Quiz, answered: Sequence[Given], letter: Riasec) -> int:
    """50 + 50 x (weighted sum of the answers) / (their weights + `DOUBT`)."""
    sides = {interest.id for interest in quiz.interests if letter in interest.types}
    sum_, weight = 0.0, DOUBT
    for statement, wanted in answered:
        own = 1.0 if statement.type == letter else ON_THE_SIDE if statement.interest in sides else 0.0
        sum_, weight = sum_ + own * wanted, weight + own
    return round(50 + 50 * sum_ / weight)


def _fit(profiles: Profiles, place: int, marks: Floats, answered: Sequence[Given]) -> JobFit:
    job = profiles.jobs[place]
    weighed = {one.statement.key: _weight(profiles, place, one) for one in answered}
    order = sorted(answered, key=lambda one: -abs(weighed[one.statement.key]))
    has = [one for one in order if _has(job, one.statement)]
    unwanted = [Reason(one.statement.key, one.statement.against_text) for one in has if one.step < 0]
    lacking = [
        Reason(one.statement.key, one.statement.lacking_text)
        for one in order
        if one.step > 0 and one.statement.lacking_text and _lacks(job, one.statement)
    ]
    return JobFit(
        slug=job.slug,
        score=round(float(marks[place])),
        reasons=tuple(Reason(one.statement.key, one.statement.for_text) for one in has if one.step > 0),
        watch_points=(*unwanted, *lacking),
    )


def _weight(profiles: Profiles, place: int, one: Given) -> float:
    """How much an answer sets the job apart from an average one."""
    values = profiles.column(one.statement.dimension)
    likely = likelihood(np.array([values[place], values.mean()]), one.step)
    return float(np.log(likely[0] / likely[1]))


def _has(job: JobProfile, statement: Statement) -> bool:
    value = job.value(statement.dimension)
    return value is not None and value >= HAS_IT


def _lacks(job: JobProfile, statement: Statement) -> bool:
    value = job.value(statement.dimension)
    return value is not None and value <= LACKS_IT
