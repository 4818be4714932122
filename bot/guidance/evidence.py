"""What answers to the discovery quiz tell about each job.

Every job is as likely as another at first; an answer makes the jobs likelier of which it is the more likely answer (Bayes'
rule, answers taken as independent given the job):

    belief(job) ~ product over answers of P(answer | job)
    P(answer | job) = value x HAS[answer] + (1 - value) x LACKS[answer]

where `value` is how far the job has what the statement measures (bot/guidance/profiles.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bot.guidance.profiles import Floats, Profiles
from bot.guidance.scale import STEPS, Answers, step
from bot.knowledge.quiz import Quiz, Statement

LACKS: Floats = np.array([0.29, 0.23, 0.16, 0.16, 0.16])
"""How often each step is the answer to a statement about what one's job lacks; chosen with benchmarks/quiz.py."""
HAS: Floats = np.array([0.08, 0.12, 0.16, 0.23, 0.41])
"""The same about what one's job has. « Bof » is as frequent on both sides, so that it tells nothing."""
PROPOSED = 5
"""How many jobs a result proposes, each of another ROME domain where there are as many domains."""
_SLOW = 2
"""How many answers a score waits for to go half the way."""


class Given(NamedTuple):
    """An answer that was read."""

    statement: Statement
    step: float
    """One of `STEPS`; above 0 when the student wants what the statement measures, whichever way it is asked."""


def given(quiz: Quiz, answers: Answers) -> list[Given]:
    """The answers that tell something, in the order of quiz.yml: that in which they came must not even change a rounding.

    Answers to statements that the file no longer has are left out.
    """
    read = [(statement, step(answers.get(statement.key))) for statement in quiz.statements]
    return [Given(statement, -value if statement.reversed else value) for statement, value in read if value]


def likelihood(values: Floats, wanted: float) -> Floats:
    """P(answer | job) for jobs with these values; `wanted` is a step."""
    place = STEPS.index(wanted)
    likely: Floats = LACKS[place] + values * (HAS[place] - LACKS[place])
    return likely


def evidence(profiles: Profiles, answered: Sequence[Given]) -> Floats:
    """log P(answers | job) of every job."""
    total = np.zeros(len(profiles.jobs))
    for statement, wanted in answered:
        total += np.log(likelihood(profiles.column(statement.dimension), wanted))
    return total


def belief(told: Floats) -> Floats:
    """The probability of every job, from the evidence."""
    weights = np.exp(told - told.max())
    shares: Floats = weights / weights.sum()
    return shares


def ranked(profiles: Profiles, told: Floats) -> list[int]:
    """Places of the jobs in `profiles`, the likeliest first; those that are level by slug."""
    rounded = told.round(9)
    return sorted(range(len(rounded)), key=lambda place: (-rounded[place], profiles.jobs[place].slug))


def varied(profiles: Profiles, order: Sequence[int]) -> list[int]:
    """Of the places in `order` (of `ranked`), those of the jobs to propose: the first of each domain.

    All of them where there are fewer than five domains.
    """
    best: dict[str, int] = {}
    for place in order:
        best.setdefault(profiles.jobs[place].domain, place)
    return list(best.values() if len(best) >= PROPOSED else order)


def scores(told: Floats, answered: Sequence[Given]) -> Floats:
    """The evidence on a scale from 0 (every answer speaks against the job) to 100 (every answer speaks for it).

    50 means as much for as against, or nothing told. Few answers keep it near 50: n of them go n / (n + 2) of the way. In
    the order of the evidence.
    """
    if not answered:
        return np.full(len(told), 50.0)
    ends = np.array([0.0, 1.0])
    both = [np.log(likelihood(ends, wanted)) for _, wanted in answered]
    worst, best = sum(pair.min() for pair in both), sum(pair.max() for pair in both)
    shares = (told - worst) / (best - worst)
    marks: Floats = 50 + 100 * (shares - 0.5) * len(answered) / (len(answered) + _SLOW)
    return marks
