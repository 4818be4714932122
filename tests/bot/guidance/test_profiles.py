"""Profiles of jobs: six values from one or two letters, what is known of a job and what is not."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from bot.guidance.profiles import JobProfile, Profiles, job_profiles, type_values
from bot.knowledge.catalogue import CatalogueJob
from bot.knowledge.library import shared_library
from bot.knowledge.loader import Knowledge
from bot.knowledge.quiz import TYPES
from bot.knowledge.schema import Guide

from .conftest import job

GUIDE = "assistant-de-production-audiovisuelle"
OTHER_GUIDE = "directeur-de-postproduction"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The real knowledge with one guide and three jobs of the catalogue that have a profile."""
    real = shared_library().knowledge
    guide = real.guides[GUIDE].dict() | {"profile": {"rome": "L1302", "riasec": ["E", "C"], "interests": ["backstage"]}}
    return replace(
        real,
        guides=real.guides | {GUIDE: Guide.parse_obj(guide)},
        catalogue=[
            described("soigneur", ["hands_on"], riasec=["R"], interests=["animals"], studies="short"),
            described(GUIDE, [], riasec=["R"]),
            described("veilleur", ["evenings_weekends"], riasec=["R"]),
            CatalogueJob.parse_obj({"slug": "libraire", "title": {"masculine": "libraire", "feminine": "libraire"}}),
        ],
    )


def described(slug: str, criteria: list[str], **profile: object) -> CatalogueJob:
    """A described job of the catalogue."""
    title = {"masculine": slug, "feminine": slug}
    facts = {"summary": "Une phrase.", "profile": {"rome": "A1503", **profile}, "criteria": criteria}
    return CatalogueJob.parse_obj({"slug": slug, "title": title, **facts})


@pytest.mark.parametrize(
    ("letters", "values"),
    [
        ("R", {"R": 1.0, "I": 0.3, "C": 0.3}),
        ("RC", {"R": 1.0, "C": 0.7, "I": 0.3, "E": 0.21}),
        ("RS", {"R": 1.0, "S": 0.7, "I": 0.3, "C": 0.3, "A": 0.21, "E": 0.21}),
        ("AE", {"A": 1.0, "E": 0.7, "I": 0.3, "S": 0.3, "C": 0.21}),
    ],
)
def test_the_values_of_letters(letters: str, values: dict[str, float]) -> None:
    expected = [values.get(letter, 0.0) for letter in TYPES]
    assert type_values(tuple(letters)) == pytest.approx(expected)  # type: ignore[arg-type]


def test_the_major_type_is_the_highest_and_the_opposite_one_is_nought() -> None:
    for place, letter in enumerate(TYPES):
        values = type_values((letter,))
        assert values[place] == 1.0 == max(values)
        assert values[(place + 3) % 6] == 0.0
    for pair in itertools.permutations(TYPES, 2):
        values = type_values(pair)
        assert sorted(values)[-2:] == [0.7, 1.0]
        assert all(0 <= value <= 1 for value in values)


def test_guides_come_first_and_take_over_from_the_catalogue(knowledge: Knowledge) -> None:
    profiles = {profile.slug: profile for profile in job_profiles(knowledge)}
    assert list(profiles) == [GUIDE, OTHER_GUIDE, "soigneur", "veilleur"]
    assert profiles[GUIDE].domain == "L13"
    assert profiles[GUIDE].field == "L"
    assert profiles[GUIDE].letters == ("E", "C")
    assert "teamwork" in profiles[GUIDE].criteria
    assert profiles["soigneur"] == JobProfile(
        slug="soigneur",
        domain="A15",
        letters=("R",),
        interests=frozenset({"animals"}),
        criteria=frozenset({"hands_on"}),
        studies="short",
        unsaid=profiles["soigneur"].unsaid,
    )


def test_a_criterion_that_a_source_never_names_is_not_known_of_its_jobs(knowledge: Knowledge) -> None:
    keeper = next(profile for profile in job_profiles(knowledge) if profile.slug == "soigneur")
    assert keeper.value(("criterion", "hands_on")) == 1.0
    assert keeper.value(("criterion", "evenings_weekends")) == 0.0  # another job of the catalogue has it
    assert keeper.value(("criterion", "teamwork")) is None  # only guides name it


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        (("type", "R"), 1.0),
        (("type", "S"), 0.0),
        (("interest", "animals"), 1.0),
        (("interest", "cooking"), 0.0),
        (("criterion", "hands_on"), 1.0),
        (("criterion", "office"), 0.0),
        (("criterion", "teamwork"), None),
        (("studies", "long"), 0.5),
        (("studies", "short"), 0.3),
        (("sectors", "AKL"), 1.0),
        (("sectors", "KL"), 0.0),
    ],
)
def test_what_is_known_of_a_job(dimension: tuple[str, str], value: float | None) -> None:
    keeper = job("k", "R", interests=["animals"], criteria=["hands_on"], unsaid=["teamwork"], studies="medium")
    assert keeper.value(dimension) == value


def test_nothing_is_known_of_a_job_that_nobody_described() -> None:
    bare = job("b", "RC")
    for dimension in (("interest", "animals"), ("criterion", "hands_on"), ("studies", "short")):
        assert bare.value(dimension) is None
    assert bare.value(("type", "C")) == 0.7


def test_a_column_fills_what_is_not_known_with_the_mean_of_the_rest() -> None:
    profiles = Profiles([job("a", "R", interests=["animals"]), job("b", "R"), job("c", "R", interests=["art"])])
    assert profiles.column(("interest", "animals")).tolist() == [1.0, 0.5, 0.0]
    assert profiles.column(("studies", "long")).tolist() == [0.0, 0.0, 0.0]  # known of none
    levels, places = profiles.levels(("interest", "animals"))
    assert levels[places].tolist() == [1.0, 0.5, 0.0]


def test_of_knowledge_makes_every_column_ready(knowledge: Knowledge) -> None:
    profiles = Profiles.of(knowledge)
    assert [job.slug for job in profiles.jobs] == [GUIDE, OTHER_GUIDE, "soigneur", "veilleur"]
    for statement in knowledge.quiz.statements:
        column = profiles.column(statement.dimension)
        assert column.shape == (4,)
        assert np.all((column >= 0) & (column <= 1))


def test_no_job_at_all_is_no_error() -> None:
    assert Profiles([]).column(("type", "R")).tolist() == []
