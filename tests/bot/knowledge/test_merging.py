"""The register beside our own jobs: no name of two jobs, no job twice, ours first."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot.knowledge.catalogue import CatalogueJob, ImportedJob
from bot.knowledge.library import Library, shared_library
from bot.knowledge.merging import Merged, merge
from bot.knowledge.register import Occupation, slug_of
from bot.knowledge.rome import RomeMap
from bot.knowledge.schema import Guide
from bot.knowledge.text import telling_words

INTERESTS = {f"interest_{code}": code for code in range(1, 31)}
MAPPING = RomeMap.parse_obj({"criteria": {"nights": [300803]}, "interests": INTERESTS})


def occupation(code: str, masculine: str, feminine: str, *names: str, near: tuple[str, ...] = ()) -> Occupation:
    """An occupation of the register, with facts that are always the same."""
    title = {"masculine": masculine, "feminine": feminine}
    facts: dict[str, Any] = {"riasec": ["R"], "interests": [27, 3], "contexts": [300803, 1], "near": list(near)}
    named = {"slug": slug_of(masculine), "title": title, "names": list(names)}
    return Occupation.parse_obj({"rome": code, **named, **facts})


BAKER = occupation("D1102", "boulanger", "boulangère", "tourier", "aide boulanger", near=("D1104", "L1507"))
PASTRY = occupation("D1104", "pâtissier", "pâtissière", "confiseur", near=("D1102",))
EDITOR = occupation("L1507", "monteur vidéo", "monteuse vidéo", "monteur truquiste", near=("D1102", "D1104"))
OCCUPATIONS = [EDITOR, PASTRY, BAKER]


def job(slug: str, masculine: str, *aliases: str, rome: str | None = None, near: tuple[str, ...] = ()) -> CatalogueJob:
    """A job of catalogue.yml; with `rome`, a described one."""
    data: dict[str, Any] = {"slug": slug, "title": {"masculine": masculine, "feminine": masculine}, "aliases": list(aliases)}
    if rome:
        data |= {"summary": "x", "profile": {"rome": rome, "riasec": ["A"]}, "criteria": ["teamwork"], "near": list(near)}
    return CatalogueJob.parse_obj(data)


def guide(slug: str, masculine: str, rome: str | None = None) -> Guide:
    """A guide of a job."""
    title = {"masculine": masculine, "feminine": masculine, "short": masculine, "of": masculine}
    data: dict[str, Any] = {"slug": slug, "title": title, "year": 2025, "source": {"title": "x"}, "pitch": "x"}
    profile = {"rome": rome, "riasec": ["A"]} if rome else None
    return Guide.parse_obj({**data, "skills": [], "introduction": [], "profile": profile})


def merged(*jobs: CatalogueJob, guides: tuple[Guide, ...] = ()) -> Merged:
    """The three occupations beside `jobs` and `guides`."""
    return merge(OCCUPATIONS, MAPPING, jobs, {guide.slug: guide for guide in guides})


def by_slug(result: Merged) -> dict[str, CatalogueJob]:
    """The jobs of a catalogue."""
    assert len({job.slug for job in result.catalogue}) == len(result.catalogue)
    return {job.slug: job for job in result.catalogue}


def test_occupations_become_jobs_in_the_order_of_their_codes() -> None:
    result = merged()
    assert [job.slug for job in result.catalogue] == ["boulanger", "patissier", "monteur-video"]
    baker = result.catalogue[0]
    assert isinstance(baker, ImportedJob)
    assert baker.names() == ["boulanger", "boulangère", "tourier", "aide boulanger"]
    assert baker.profile is not None
    assert (baker.profile.rome, baker.profile.riasec) == ("D1102", ["R"])
    assert baker.profile.interests == ["interest_27", "interest_3"]
    assert (baker.profile.studies, baker.summary, baker.criteria) == (None, None, ["nights"])
    assert baker.near == ["patissier", "monteur-video"]
    assert result.names["boulanger"] == ["boulanger", "boulangère", "tourier", "aide boulanger"]


def test_a_name_of_ours_stays_ours() -> None:
    result = merged(job("tourier", "tourier"), guides=(guide("aide-boulanger", "aide boulanger"),))
    assert result.names["boulanger"] == ["boulanger", "boulangère"]
    assert by_slug(result)["boulanger"].aliases == []
    assert by_slug(result)["tourier"].names() == ["tourier", "tourier"]


def test_an_occupation_whose_title_is_ours_lends_that_job_its_facts() -> None:
    result = merged(job("pain", "boulangère"))
    jobs = by_slug(result)
    pain = jobs["pain"]
    assert pain.profile is not None
    assert (pain.profile.rome, pain.criteria, pain.near) == ("D1102", ["nights"], ["patissier", "monteur-video"])
    assert jobs["patissier"].near == ["pain"]
    assert jobs["monteur-video"].near == ["pain", "patissier"]


def test_its_other_names_go_with_it_as_far_as_they_are_alike() -> None:
    result = merged(job("boulanger", "boulanger"))
    assert result.names["boulanger"] == ["boulangère", "aide boulanger"]
    assert result.names["boulanger-d1102"] == ["tourier"]
    rest = by_slug(result)["boulanger-d1102"]
    assert isinstance(rest, ImportedJob)
    assert (rest.profile, rest.criteria, rest.aliases) == (None, [], ["tourier"])
    assert rest.near == ["boulanger", "patissier", "monteur-video"]


def test_a_guide_has_the_title_and_its_alike_names_too() -> None:
    result = merged(guides=(guide("boulanger", "boulanger"),))
    assert result.names["boulanger"] == ["boulangère", "aide boulanger"]
    assert [job.slug for job in result.catalogue] == ["boulanger-d1102", "patissier", "monteur-video"]


def test_what_we_wrote_of_a_job_stays_and_near_jobs_are_added() -> None:
    ours = job("boulanger", "boulanger", rome="D1102", near=("cuisinier",))
    jobs = by_slug(merged(ours, job("cuisinier", "cuisinier", rome="D1105")))
    boulanger = jobs["boulanger"]
    assert (boulanger.summary, boulanger.criteria, boulanger.profile) == ("x", ["teamwork"], ours.profile)
    assert boulanger.near == ["cuisinier", "patissier", "monteur-video"]
    assert jobs["cuisinier"].near == []


def test_an_occupation_is_not_described_again_when_one_of_ours_has_its_code() -> None:
    result = merged(job("monteur-image", "monteur image", rome="L1507"))
    jobs = by_slug(result)
    assert jobs["monteur-video"].profile is None
    assert jobs["monteur-video"].near == jobs["monteur-image"].near == ["boulanger", "patissier"]
    assert jobs["boulanger"].near == ["patissier", "monteur-image"]
    assert result.names["monteur-video"] == ["monteur vidéo", "monteuse vidéo", "monteur truquiste"]


def test_a_guide_is_named_before_a_job_of_the_catalogue() -> None:
    jobs = by_slug(merged(job("monteur-image", "monteur image", rome="L1507"), guides=(guide("etalonneur", "x", "L1507"),)))
    assert jobs["boulanger"].near == ["patissier", "etalonneur"]


def test_a_job_that_is_only_a_name_has_the_near_jobs_of_the_occupation_that_has_this_name() -> None:
    jobs = by_slug(merged(job("truquiste", "monteur truquiste")))
    assert jobs["truquiste"].profile is None
    assert jobs["truquiste"].near == ["monteur-video", "boulanger", "patissier"]


def test_a_name_of_two_occupations_goes_to_the_title_then_to_the_first_code() -> None:
    one = occupation("A1101", "fermier", "fermière", "pâtissière", "glacier")
    two = occupation("A1102", "berger", "bergère", "glacier")
    names = merge([two, BAKER, PASTRY, EDITOR, one], MAPPING, [], {}).names
    assert "pâtissière" in names["patissier"]
    assert "pâtissière" not in names["fermier"]
    assert "glacier" in names["fermier"]
    assert "glacier" not in names["berger"]


def test_a_slug_of_ours_is_not_taken() -> None:
    jobs = by_slug(merged(job("monteur-video", "bricoleur")))
    assert jobs["monteur-video-l1507"].title.masculine == "monteur vidéo"
    assert jobs["boulanger"].near == ["patissier", "monteur-video-l1507"]


# ── The real files ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_occupation_is_a_job_or_one_of_ours(register_library: Library) -> None:
    knowledge = register_library.knowledge
    imported = [job for job in knowledge.catalogue if isinstance(job, ImportedJob)]
    ours = [job for job in knowledge.catalogue if not isinstance(job, ImportedJob)]
    without = [job for job in shared_library().knowledge.catalogue if not isinstance(job, ImportedJob)]
    assert [job.slug for job in ours] == [job.slug for job in without]
    codes = {job.rome for job in imported} | {job.profile.rome for job in ours if job.profile}
    codes |= {guide.profile.rome for guide in knowledge.guides.values() if guide.profile}
    assert len(codes) >= 1_500
    assert knowledge.catalogue == [*ours, *imported]


def test_no_name_and_no_slug_is_there_twice(register_library: Library) -> None:
    knowledge = register_library.knowledge
    assert max(Counter(job.slug for job in knowledge.catalogue).values()) == 1
    assert not {job.slug for job in knowledge.catalogue if isinstance(job, ImportedJob)} & set(knowledge.guides)
    keys = Counter(tuple(telling_words(name)) for names in knowledge.register_names.values() for name in names)
    assert len(keys) > 20_000
    assert max(keys.values()) == 1
    for job in knowledge.catalogue:
        if not isinstance(job, ImportedJob):
            assert not {tuple(telling_words(name)) for name in job.names()} & set(keys), job.slug


def test_near_jobs_are_jobs(register_library: Library) -> None:
    knowledge = register_library.knowledge
    known = {job.slug for job in knowledge.catalogue} | set(knowledge.guides)
    linked = 0
    for job in knowledge.catalogue:
        assert len(set(job.near)) == len(job.near)
        assert job.slug not in job.near
        assert set(job.near) <= known, job.slug
        linked += len(job.near)
    assert linked > 10_000


def test_all_profiles_keep_to_what_topics_and_the_map_know(register_library: Library) -> None:
    knowledge = register_library.knowledge
    criteria = {criterion.id for criterion in knowledge.topics.criteria}
    described = [job for job in knowledge.catalogue if job.profile is not None]
    assert len(described) > 1_300
    for job in described:
        assert set(job.criteria) <= criteria
        assert job.profile is not None
        assert job.profile.interests


@pytest.mark.parametrize("slug", ["directeur-de-postproduction", "assistant-de-production-audiovisuelle"])
def test_guides_keep_their_names(register_library: Library, slug: str) -> None:
    guide = register_library.knowledge.guides[slug]
    assert slug not in register_library.knowledge.register_names
    for name in (guide.title.masculine, guide.title.feminine):
        assert [mention.jobs for mention in register_library.linker.link(name)] == [(slug,)]
