"""The discovery quiz: which statement to ask next, and when to stop.

The next statement is the one whose answer is expected to tell most about the job and its domain, its mutual information
with them (Lindley, D. V., "On a measure of the information provided by an experiment", Annals of Mathematical Statistics 27,
1956). docs/quiz.md explains the model, and what it was measured to be worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.guidance.evidence import HAS, LACKS, PROPOSED, belief, evidence, given, likelihood, ranked, varied
from bot.guidance.profiles import Floats, Profiles
from bot.guidance.scale import Answers
from bot.knowledge.quiz import Dimension, Quiz, Statement

MAX_QUESTIONS = 18
DECIDED = 3
"""The quiz ends when no further answer can change which jobs are the first three."""
OF_THE_DOMAIN = 0.5
"""Share of what an answer tells about the domain, beside what it tells about the job, in choosing a statement."""


def next_question(quiz: Quiz, profiles: Profiles, answers: Answers) -> str | None:
    """The key of the statement to ask next: about each type first, then whatever tells most. None when the quiz is over.

    It is over after 18 statements (those that quiz.yml no longer has count too), when none is left, or when each type was
    asked about and no answers to what could still be asked would change which jobs are the first three.
    """
    left = MAX_QUESTIONS - len(answers)
    waiting = [statement for statement in quiz.statements if statement.key not in answers]
    if left <= 0 or not waiting or not profiles.jobs:
        return None
    touched = {statement.type for statement in quiz.statements if statement.key in answers}
    opening = [statement for statement in waiting if statement.type is not None and statement.type not in touched]
    told = evidence(profiles, given(quiz, answers))
    best = most_telling(profiles, told, opening or waiting)
    if not opening and settled(profiles, told, [best] if left == 1 else waiting, left):
        return None
    return best.key


def most_telling(profiles: Profiles, told: Floats, statements: Sequence[Statement]) -> Statement:
    """The statement to ask of several, `told` being the evidence so far; of two that tell as much, the first in quiz.yml."""
    return statements[int(np.argmax(information(profiles, belief(told), statements)))]


def information(profiles: Profiles, shares: Floats, statements: Sequence[Statement]) -> Floats:
    """How much the answer to each statement is expected to tell, in nats; `shares` is the belief in each job.

    The mean of what it tells about the job and about its domain. Rounded, so that a tie is one on every machine.
    """
    return np.array([_information(profiles, shares, statement.dimension) for statement in statements]).round(9)


def _information(profiles: Profiles, shares: Floats, dimension: Dimension) -> float:
    """The entropy of the answer, less what is left of it when the job, or its domain, is known."""
    levels, places = profiles.levels(dimension)
    by_level = np.bincount(places, weights=shares, minlength=len(levels)).astype(np.float64)
    by_domain = np.bincount(profiles.domains, weights=shares).astype(np.float64)
    sums = np.bincount(profiles.domains, weights=shares * levels[places])
    means = np.divide(sums, by_domain, out=np.zeros_like(sums), where=by_domain > 0)
    whole = _left(np.ones(1), np.array([by_level @ levels]))
    return whole - (1 - OF_THE_DOMAIN) * _left(by_level, levels) - OF_THE_DOMAIN * _left(by_domain, means)


def _left(weights: Floats, values: Floats) -> float:
    """The mean entropy of the answer of groups of jobs, each with its weight and its value."""
    return float(weights @ _entropy(_likely(values)))


def _likely(values: Floats) -> Floats:
    """P(answer | value) of each step: (values, steps)."""
    likely: Floats = LACKS + values[:, None] * (HAS - LACKS)
    return likely


def _entropy(probabilities: Floats) -> Floats:
    nats: Floats = -(probabilities * np.log(probabilities)).sum(axis=-1)
    return nats


def settled(profiles: Profiles, told: Floats, statements: Sequence[Statement], left: int) -> bool:
    """Whether no answers to `left` more of `statements` would change which jobs are the first three.

    True only when it is sure: what the `left` most telling statements could shift at most between two jobs is less than what
    separates them now. A plain yes or a plain no shifts most, since P(answer | job) is linear in the value.
    """
    first = varied(profiles, ranked(profiles, told))[:DECIDED]
    values = np.stack([profiles.column(statement.dimension) for statement in statements], axis=1)
    ends = [np.log(likelihood(values, plain)) for plain in (-1.0, 1.0)]
    for job in first:
        others = _rivals(profiles, first, job)
        swings = np.maximum(*(end[others] - end[job] for end in ends))
        most = np.sort(swings, axis=1)[:, -left:].sum(axis=1)
        if ((most > 1e-9) & (most >= told[job] - told[others] - 1e-6)).any():
            return False
    return True


def _rivals(profiles: Profiles, first: Sequence[int], job: int) -> list[int]:
    """The jobs that must not overtake one of the first three for these to remain so.

    Another job of the domain of one of them need only stay behind that one.
    """
    numbers = profiles.domains
    alone = len(set(numbers)) >= PROPOSED
    taken = {numbers[place] for place in first if place != job} if alone else set()
    return [place for place in range(len(profiles.jobs)) if place not in first and numbers[place] not in taken]
