"""The result of a job's self-assessment: what speaks for the job, what to look at, how sure that is; never a verdict.

The rule, with examples, is in docs/results.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.guidance.scale import Answers
from bot.knowledge.fields import Certainty
from bot.knowledge.self_assessment import AssessmentQuestion

MOST_POINTS = 4
"""Strengths, or watch points, of one result at most."""
HIGH_CERTAINTY = 0.75
MEDIUM_CERTAINTY = 0.4
NEUTRAL_SCORE = 50
"""The score when no answer leans to either side."""


@dataclass(frozen=True)
class Axis:
    """How far the answers on one trait speak for the job."""

    label: str
    value: int
    """0 (against) to 100 (for); 50 leans to neither side."""


@dataclass(frozen=True)
class AssessmentResult:
    """What the answers to a self-assessment give."""

    score: int
    """0 to 100: how much of what leans to a side speaks for the job; 75 at most without a plain answer for it."""
    certainty: Certainty
    decided: float
    """0 to 1: how far the answers lean to a side on average, a skipped one as 0; `certainty` as a number."""
    axes: tuple[Axis, ...]
    """One for each trait that was answered, in the order of the questions."""
    strengths: tuple[str, ...]
    """Keys of questions whose answers speak for the job, the strongest first; at most `MOST_POINTS`."""
    watch_points: tuple[str, ...]
    """Keys of questions whose answers speak against it, the strongest first; at most `MOST_POINTS`."""
    answered: int
    total: int


def assess(questions: Sequence[AssessmentQuestion], answers: Answers) -> AssessmentResult:
    """Score `answers`: for each question key, from -1 (a literal « non ») to 1 (a literal « oui »), None when skipped.

    A key that no question has is ignored: a guide may change while a student answers.

    Raises:
        ValueError: when an answer is not a number from -1 to 1; names its key.
    """
    leanings = _leanings(questions, answers)
    decided = sum(map(abs, leanings.values())) / len(questions) if questions else 0.0
    return AssessmentResult(
        score=_score(list(leanings.values())),
        certainty="high" if decided >= HIGH_CERTAINTY else "medium" if decided >= MEDIUM_CERTAINTY else "low",
        decided=decided,
        axes=_axes(questions, leanings),
        strengths=_strongest({key: leaning for key, leaning in leanings.items() if leaning > 0}),
        watch_points=_strongest({key: -leaning for key, leaning in leanings.items() if leaning < 0}),
        answered=len(leanings),
        total=len(questions),
    )


def _leanings(questions: Sequence[AssessmentQuestion], answers: Answers) -> dict[str, float]:
    """-1 (against the job) to 1 (for it) of each question that was answered, in the order of the questions."""
    found: dict[str, float] = {}
    for question in questions:
        answer = answers.get(question.key)
        if answer is None:
            continue
        if not -1 <= answer <= 1:
            raise ValueError(f"the answer to '{question.key}' is {answer}; a number from -1 (no) to 1 (yes) is wanted")
        found[question.key] = float(answer if question.favours == "yes" else -answer)
    return found


def _score(leanings: Sequence[float]) -> int:
    """How much of what leans to a side speaks for the job, each side no louder than its plainest answer."""
    sides = [[leaning for leaning in leanings if leaning * sign > 0] for sign in (1, -1)]
    weights = [abs(sum(side)) for side in sides]
    if not any(weights):
        return NEUTRAL_SCORE
    for_it, against = (weight * max(map(abs, side), default=0.0) for weight, side in zip(weights, sides, strict=True))
    return _whole(NEUTRAL_SCORE + NEUTRAL_SCORE * (for_it - against) / sum(weights))


def _axes(questions: Sequence[AssessmentQuestion], leanings: Mapping[str, float]) -> tuple[Axis, ...]:
    """The mean of the answers on each trait, from 0 to 100."""
    traits: dict[str, list[float]] = {}
    for question in questions:
        if question.key in leanings:
            traits.setdefault(question.trait, []).append(leanings[question.key])
    return tuple(Axis(trait, _whole(50 + 50 * sum(values) / len(values))) for trait, values in traits.items())


def _strongest(sizes: Mapping[str, float]) -> tuple[str, ...]:
    """The keys of the greatest values; of equal ones, the question that comes first."""
    return tuple(sorted(sizes, key=lambda key: -sizes[key])[:MOST_POINTS])


def _whole(value: float) -> int:
    """Rounded, a half upwards."""
    return int(value + 0.5)
