"""Profiles in knowledge/ against the register of occupations: every code, letter, interest, criterion and near job.

The register is not part of the project: it is read from ../shared/rome, next to it, and the tests are skipped where that
folder is absent.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from bot.importer.fill import MAX_NEAR
from bot.importer.rome import Release, facts, read_release
from bot.knowledge.catalogue import Catalogue, CatalogueJob
from bot.knowledge.library import shared_library
from bot.knowledge.schema import Guide, Profile
from bot.knowledge.yaml_source import read_yaml
from bot.paths import KNOWLEDGE


@pytest.fixture(scope="module")
def release(rome: Path) -> Release:
    return read_release(rome)


def guides() -> list[Guide]:
    """The guides with a profile."""
    return [guide for guide in shared_library().knowledge.guides.values() if guide.profile is not None]


@lru_cache(maxsize=1)
def described() -> dict[str, CatalogueJob]:
    """The described jobs of catalogue.yml, as they stand there, by slug."""
    catalogue = Catalogue.parse_obj(read_yaml(KNOWLEDGE / "catalogue.yml").data)
    return {job.slug: job for job in catalogue.jobs if job.profile is not None}


def profiles() -> dict[str, Profile]:
    """Every profile that people wrote, by slug."""
    return {job.slug: job.profile for job in [*guides(), *described().values()] if job.profile is not None}


def test_every_guide_has_a_profile() -> None:
    assert len(guides()) == len(shared_library().knowledge.guides) >= 2


def test_there_are_enough_described_jobs() -> None:
    assert len(described()) >= 120


def test_every_code_is_in_the_register(release: Release) -> None:
    assert {slug: profile.rome for slug, profile in profiles().items() if profile.rome not in release.occupations} == {}


def test_letters_and_interests_are_those_of_the_code(release: Release) -> None:
    for slug, profile in profiles().items():
        known = facts(release, profile.rome)
        assert (profile.riasec, profile.interests) == (known.riasec, known.interests), slug


def test_criteria_that_the_register_gives_are_all_there(release: Release) -> None:
    lacking = {
        job.slug: lacks
        for job in described().values()
        if job.profile is not None
        and (lacks := [item for item in facts(release, job.profile.rome).criteria if item not in job.criteria])
    }
    assert lacking == {}


def test_near_jobs_are_those_that_the_code_leads_to_the_nearest_first(release: Release) -> None:
    codes = {slug: job.profile.rome for slug, job in described().items() if job.profile is not None}
    for slug, code in codes.items():
        order = [code, *facts(release, code).mobility]
        linked = [other for other, its_code in codes.items() if its_code in order and other != slug]
        far = {other: order.index(codes[other]) for other in linked}
        near = described()[slug].near
        assert [other for other in near if other not in far] == [], slug
        assert [far[other] for other in near] == sorted(far.values())[:MAX_NEAR], slug


@pytest.mark.parametrize(
    ("slug", "name"),
    [("directeur-de-postproduction", "directeur de postproduction"), ("producteur", "producteur de film")],
)
def test_names_that_the_guides_profiles_rest_on_stand_in_the_register(release: Release, slug: str, name: str) -> None:
    code = {"directeur-de-postproduction": "L1308", "producteur": "L1302"}[slug]
    assert name in {form for names in release.occupations[code].names for form in names}
