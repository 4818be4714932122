"""What the discovery quiz knows of each job: its types, its interests, its criteria, its field, how long one studies for it.

A job's value on each of Holland's six types comes from its letters in the register of occupations, which gives a major one
and at most one minor one:

    own(t)   = 1.0 for the major letter, 0.7 for the minor one, else 0
    value(t) = the largest of own(t), and 0.3 x own(u) for each u beside t on the hexagon R-I-A-S-E-C

The hexagon is Holland's: types that stand beside each other are the most alike, opposite ones the least (Holland, J. L.,
Making Vocational Choices, 3rd ed., 1997). 1.0, 0.7 and 0.3 are ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.fields import Riasec, StudyLength
from bot.knowledge.loader import Knowledge
from bot.knowledge.profile import Profile
from bot.knowledge.quiz import TYPES, Dimension

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

MAJOR, MINOR, BESIDE = 1.0, 0.7, 0.3
_STUDIES: dict[str, dict[str, float]] = {
    "short": {"short": 1.0, "medium": 0.3, "long": 0.0},
    "long": {"short": 0.0, "medium": 0.5, "long": 1.0},
}
"""How far a job's studies are short, or long. Three years are rather long for somebody who wants to work at once."""


def type_values(letters: Sequence[Riasec]) -> tuple[float, ...]:
    """The six values in [0, 1], in the order of the hexagon, of one or two letters, the major one first."""
    own = dict.fromkeys(TYPES, 0.0) | dict(zip(letters, (MAJOR, MINOR), strict=False))
    values = [own[letter] for letter in TYPES]
    count = len(TYPES)
    sides = [BESIDE * max(values[place - 1], values[(place + 1) % count]) for place in range(count)]
    return tuple(max(mine, side) for mine, side in zip(values, sides, strict=True))


@dataclass(frozen=True)
class JobProfile:
    """One job, as the quiz sees it."""

    slug: str
    domain: str
    """Its ROME domain, the first three characters of the code (L13)."""
    letters: tuple[Riasec, ...]
    """Its types, the major one first."""
    interests: frozenset[str] = frozenset()
    criteria: frozenset[str] = frozenset()
    studies: StudyLength | None = None
    unsaid: frozenset[str] = frozenset()
    """Criteria that are not known of it: its source names them for no job."""

    @property
    def field(self) -> str:
        """Its ROME « grand domaine », the letter of the code."""
        return self.domain[0]

    def value(self, dimension: Dimension) -> float | None:
        """How far the job has what a statement measures, in [0, 1]; None when it is not known.

        A job without any interest, or without any criterion, is one that nobody has described: nothing is known of them.
        """
        kind, name = dimension
        if kind == "type":
            return type_values(self.letters)[TYPES.index(name)]
        if kind == "studies":
            return None if self.studies is None else _STUDIES[name][self.studies]
        if kind == "sectors":
            return float(self.field in name)
        if kind == "interest":
            return float(name in self.interests) if self.interests else None
        return float(name in self.criteria) if self.criteria and name not in self.unsaid else None


def job_profiles(knowledge: Knowledge) -> list[JobProfile]:
    """The profiles of the guides and of the jobs of the catalogue that have one; a guide takes over from the catalogue.

    Guides, jobs that we describe and jobs as the register gives them each have their own habit of naming criteria: one that
    none of a group names is not known of that group.
    """
    guides: list[_Raw] = [
        (guide.slug, guide.profile, [criterion.id for criterion in guide.criteria])
        for guide in knowledge.guides.values()
        if guide.profile is not None
    ]
    listed = [job for job in knowledge.catalogue if job.profile is not None and job.slug not in knowledge.guides]
    described: list[_Raw] = [(job.slug, job.profile, job.criteria) for job in listed if job.profile and job.summary]
    imported: list[_Raw] = [(job.slug, job.profile, job.criteria) for job in listed if job.profile and not job.summary]
    every = {criterion.id for criterion in knowledge.topics.criteria}
    return [profile for group in (guides, described, imported) for profile in _profiles(group, every)]


_Raw = tuple[str, Profile, Sequence[str]]
"""Slug, profile, criteria."""


def _profiles(group: Sequence[_Raw], every: Collection[str]) -> Iterator[JobProfile]:
    unsaid = frozenset(every) - {criterion for _, _, criteria in group for criterion in criteria}
    for slug, profile, criteria in group:
        yield JobProfile(
            slug=slug,
            domain=profile.rome[:3],
            letters=tuple(profile.riasec),
            interests=frozenset(profile.interests),
            criteria=frozenset(criteria),
            studies=profile.studies,
            unsaid=unsaid,
        )


@dataclass
class Profiles:
    """All jobs side by side, with one column of values for each thing that a statement may measure."""

    jobs: Sequence[JobProfile]
    _columns: dict[Dimension, Floats] = field(default_factory=dict)
    _levels: dict[Dimension, tuple[Floats, Places]] = field(default_factory=dict)

    @cached_property
    def domains(self) -> Places:
        """For each job, the number of its ROME domain."""
        places: Places = np.unique([job.domain for job in self.jobs], return_inverse=True)[1]
        return places

    @classmethod
    def of(cls, knowledge: Knowledge) -> Profiles:
        """The jobs of `knowledge`, with the columns that its quiz needs made ready: a student does not wait for them."""
        profiles = cls(job_profiles(knowledge))
        for statement in knowledge.quiz.statements:
            profiles.levels(statement.dimension)
        return profiles

    def job(self, slug: str) -> JobProfile | None:
        """The job of that slug, or None."""
        return next((job for job in self.jobs if job.slug == slug), None)

    def column(self, dimension: Dimension) -> Floats:
        """The value of every job, in the order of `jobs`; where it is not known, the mean of the jobs where it is.

        The mean loses nothing: answers are likely in proportion to the value, so a job of which nothing is known gets the
        likelihood of an average one.
        """
        if dimension not in self._columns:
            values = np.array([job.value(dimension) for job in self.jobs], dtype=np.float64)  # None becomes nan
            known = values[~np.isnan(values)]
            self._columns[dimension] = np.where(np.isnan(values), known.mean() if len(known) else 0.0, values)
        return self._columns[dimension]

    def levels(self, dimension: Dimension) -> tuple[Floats, Places]:
        """The few different values of a column, and for each job which of them it has."""
        if dimension not in self._levels:
            levels, places = np.unique(self.column(dimension), return_inverse=True)
            self._levels[dimension] = levels, places
        return self._levels[dimension]
