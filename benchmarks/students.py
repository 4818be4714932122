"""Simulated students for benchmarks/quiz.py, and jobs straight from the tables of the register of occupations.

A simulated student has a job in mind and answers from the plain facts of its profile, not from the numbers that the quiz
makes of them: a letter, an interest, a criterion is there or it is not (years of study may be in between). For each thing
that statements measure, they have a liking of their own:

    liking = -0.25 where the job lacks it, 0.6 where it has it, plus their own taste, normal with sd spread / sqrt(2)
    answer = the liking, plus chance at each statement, normal with sd spread / sqrt(2), rounded to the five steps

and now and then they tap anything, or skip. What is not known of the job is drawn: as often there as among the other jobs.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bot.guidance.profiles import JobProfile, Profiles
from bot.guidance.scale import STEPS
from bot.knowledge.quiz import Dimension, Quiz
from bot.paths import KNOWLEDGE

LACKS, HAS = -0.25, 0.6
"""Mean liking of what the job lacks, and of what it has."""
_STUDIES = {"short": {"short": 1.0, "medium": 0.5, "long": 0.0}, "long": {"short": 0.0, "medium": 0.5, "long": 1.0}}


@dataclass(frozen=True)
class Noise:
    """How far students stray from the profile of their job."""

    name: str
    spread: float
    """Standard deviation of an answer, on the scale from -1 to 1."""
    lapses: float
    """Share of answers that are tapped at random."""
    skips: float
    """Share of statements that are skipped."""


NOISES = (Noise("low", 0.40, 0.02, 0.02), Noise("middle", 0.75, 0.05, 0.04), Noise("high", 1.10, 0.10, 0.06))
HALF_SKIPPED = Noise("middle, half of the statements skipped", 0.75, 0.05, 0.5)


def answer_all(
    quiz: Quiz, profiles: Profiles, place: int, noise: Noise, random: np.random.Generator
) -> dict[str, float | None]:
    """What somebody made for the job at `place` would answer to every statement."""
    job, sd = profiles.jobs[place], noise.spread / math.sqrt(2)
    tastes: dict[Dimension, float] = defaultdict(lambda: random.normal(0, sd))
    likings: dict[Dimension, float] = {}
    answers: dict[str, float | None] = {}
    for statement in quiz.statements:
        dimension = statement.dimension
        if dimension not in likings:
            there = _there(job, dimension)
            if there is None:
                there = float(random.random() < profiles.column(dimension)[place])
            likings[dimension] = LACKS + (HAS - LACKS) * there + _taste(tastes, dimension)
        answer = round(2 * (likings[dimension] + random.normal(0, sd))) / 2
        answer = min(1.0, max(-1.0, answer)) * (-1 if statement.reversed else 1)
        chance, anything = random.random(), float(random.choice(STEPS))
        skipped = noise.lapses <= chance < noise.lapses + noise.skips
        answers[statement.key] = None if skipped else anything if chance < noise.lapses else answer
    return answers


def _taste(tastes: Mapping[Dimension, float], dimension: Dimension) -> float:
    """One's own taste for it; that for several fields of work is made of those for each, with the same spread."""
    kind, name = dimension
    if kind != "sectors":
        return tastes[dimension]
    return sum(tastes[kind, letter] for letter in name) / math.sqrt(len(name))


def _there(job: JobProfile, dimension: Dimension) -> float | None:
    """Whether the job has it, from the facts of its profile; None when they do not say."""
    kind, name = dimension
    if kind == "type":
        return float(name in job.letters)
    if kind == "studies":
        return None if job.studies is None else _STUDIES[name][job.studies]
    return job.value(dimension)


def register_profiles(folder: Path, criteria: Collection[str]) -> list[JobProfile]:
    """The occupations of ROME 4.0 whose tables are in `folder`, read as knowledge/rome.yml says.

    `criteria` are those of topics.yml; of those that rome.yml does not read in the register, nothing is known.
    """
    mapping: Mapping[str, Any] = yaml.safe_load((KNOWLEDGE / "rome.yml").read_text(encoding="utf-8"))
    interest_of = {str(code): interest for interest, code in mapping["interests"].items()}
    criteria_of: dict[str, set[str]] = defaultdict(set)
    for criterion, codes in mapping["criteria"].items():
        for code in codes:
            criteria_of[str(code)].add(criterion)
    interests: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, "arborescence_centre_interet"):
        interests[row["code_rome"]].add(interest_of[row["code_centre_interet"]])
    for row in _rows(folder, "liens_rome_referentiels"):
        shown[row["code_rome"]] |= criteria_of.get(row["code_ogr"], set())
    unsaid = frozenset(set(criteria) - set(mapping["criteria"]))
    profiles = []
    for row in _rows(folder, "referentiel_code_rome_riasec"):
        code = row["code_rome"]
        letters: Any = tuple(letter for letter in (row["riasec_majeur"], row["riasec_mineur"]) if letter)
        facts = frozenset(interests[code]), frozenset(shown[code])
        profiles.append(JobProfile(code.lower(), code[:3], letters, *facts, unsaid=unsaid))
    return profiles


def _rows(folder: Path, table: str) -> Sequence[dict[str, str]]:
    (path,) = folder.glob(f"unix_{table}_v*_utf8.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
