"""What the files of knowledge/ say of one another and is not there, and what stands twice in one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from bot.knowledge.catalogue import Catalogue
from bot.knowledge.fields import Strict
from bot.knowledge.profile import Profile
from bot.knowledge.quiz import Quiz
from bot.knowledge.repeated import twice
from bot.knowledge.rome import RomeMap
from bot.knowledge.schema import Guide
from bot.knowledge.text import fold
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_source import Location, Source
from bot.problems import Problem, meant

M = TypeVar("M", bound=Strict)
Read = tuple[Source, M] | None
"""A file and what it holds; None when it is broken or not there."""


class Files(NamedTuple):
    """The files of knowledge/ as they were read."""

    named: Mapping[str, Read[Any]]
    """Those that must be there, by name."""
    guides: list[tuple[Source, Guide]]
    slugs: Collection[str]
    """Those of all guides, broken ones included: a mistake in one file is not a mistake in another."""
    catalogue: Read[Catalogue]
    mapping: Read[RomeMap]


def references(files: Files) -> Iterator[Problem]:
    """Everything that is dangling or repeated, as far as the files could be read."""
    topics: Read[Topics] = files.named["topics"]
    quiz: Read[Quiz] = files.named["quiz"]
    criteria = {str(criterion.id) for criterion in topics[1].criteria} if topics else None
    if topics is not None:
        yield from _placed(topics[0], topics[1].references())
    for read in (files.named["answers"], files.named["flows"]):
        if read is not None:
            yield from _placed(read[0], read[1].problems())
    if files.mapping is not None and criteria is not None:
        yield from _placed(files.mapping[0], files.mapping[1].references(criteria))
    if files.catalogue is not None:
        yield from _repeated_in_catalogue(*files.catalogue)
        yield from _of_the_catalogue(*files.catalogue, criteria)
    if quiz is not None:
        yield from _placed(quiz[0], quiz[1].references(criteria))
        yield from _unknown_interests(quiz[1], files)
        if files.mapping is not None and len(quiz[1].interest_ids()) == len(quiz[1].interests):
            yield from _interests_of_codes(*files.mapping, quiz[1].interest_ids())
    names: dict[str, str] = {}
    others = _names_of_the_catalogue(files)
    for source, guide in files.guides:
        yield from _placed(source, _of_a_guide(guide, topics[1] if topics else None, files.slugs))
        yield from _repeated_names(source, guide, names, others)


def _placed(source: Source, found: Iterable[tuple[Location, str]]) -> Iterator[Problem]:
    return (source.error(location, message) for location, message in found)


def _of_a_guide(guide: Guide, topics: Topics | None, slugs: Collection[str]) -> Iterator[tuple[Location, str]]:
    others = set(slugs) - {guide.slug}
    for index, similar in enumerate(guide.similar):
        if similar.job is not None and similar.job not in others:
            advice = meant(similar.job, others) or ", or remove 'job'"
            yield ("similar", index, "job"), f"there is no other guide '{similar.job}'; correct it{advice}"
    for place, message in twice("criterion", [criterion.id for criterion in guide.criteria]):
        yield ("criteria", place, "id"), message
    for place, message in twice("key", [question.key for question in guide.self_assessment]):
        yield ("self_assessment", place, "key"), message
    if topics is None:
        return
    for index, question in enumerate(guide.faq):
        if wrong := _unknown("topic", question.topic, {str(topic.id) for topic in topics.topics}):
            yield ("faq", index, "topic"), wrong
    for index, criterion in enumerate(guide.criteria):
        if wrong := _unknown("criterion", criterion.id, {str(kind.id) for kind in topics.criteria}):
            yield ("criteria", index, "id"), wrong


def _unknown(what: str, name: str, known: Collection[str]) -> str | None:
    """What is wrong with the id of a topic or a criterion; None when nothing is."""
    return None if name in known else f"'{name}' is not a {what} of topics.yml; correct it{meant(name, known)}"


def _repeated_in_catalogue(source: Source, catalogue: Catalogue) -> Iterator[Problem]:
    """A slug or a name that stands twice in the catalogue."""
    for place, message in twice("slug", [job.slug for job in catalogue.jobs]):
        yield source.error(("jobs", place, "slug"), message)
    names: dict[str, str] = {}
    for index, job in enumerate(catalogue.jobs):
        for name in job.names():
            other = names.setdefault(fold(name), job.slug)
            if other != job.slug:
                yield source.error(("jobs", index), f"'{name}' already names '{other}'; keep it in one entry")


def _of_the_catalogue(source: Source, catalogue: Catalogue, criteria: Collection[str] | None) -> Iterator[Problem]:
    """Criteria and near jobs of described jobs that are not there."""
    described = {str(job.slug) for job in catalogue.jobs if job.profile is not None}
    for index, job in enumerate(catalogue.jobs):
        for place, criterion in enumerate(job.criteria):
            if criteria is not None and (wrong := _unknown("criterion", criterion, criteria)):
                yield source.error(("jobs", index, "criteria", place), wrong)
        for place, near in enumerate(job.near):
            if near not in described or near == job.slug:
                message = (
                    f"'{near}' is not another described job of this file; correct it{meant(near, described - {job.slug})}"
                )
                yield source.error(("jobs", index, "near", place), message)


def _unknown_interests(quiz: Quiz, files: Files) -> Iterator[Problem]:
    """Interests of profiles, in guides and in the catalogue, that quiz.yml does not have."""
    known = quiz.interest_ids()
    profiles: list[tuple[Source, Location, Profile | None]] = [(source, (), guide.profile) for source, guide in files.guides]
    if files.catalogue is not None:
        source, jobs = files.catalogue[0], files.catalogue[1].jobs
        profiles += [(source, ("jobs", index), job.profile) for index, job in enumerate(jobs)]
    for source, location, profile in profiles:
        for index, interest in enumerate(profile.interests if profile else ()):
            if interest not in known:
                place = (*location, "profile", "interests", index)
                yield source.error(place, f"'{interest}' is not an interest of quiz.yml; correct it{meant(interest, known)}")


def _interests_of_codes(source: Source, mapping: RomeMap, known: Collection[str]) -> Iterator[Problem]:
    """Interests of rome.yml that quiz.yml does not have."""
    for interest in mapping.interests:
        if interest not in known:
            message = f"'{interest}' is not an interest of quiz.yml; correct it{meant(interest, known)}"
            yield source.error(("interests", interest), message)


def _names_of_the_catalogue(files: Files) -> dict[str, str]:
    """By folded name, the slug of the job of catalogue.yml; a guide takes the place of an entry with its slug."""
    jobs = files.catalogue[1].jobs if files.catalogue is not None else []
    return {fold(name): job.slug for job in jobs if job.slug not in files.slugs for name in job.names()}


def _repeated_names(source: Source, guide: Guide, names: dict[str, str], others: Mapping[str, str]) -> Iterator[Problem]:
    """A name that two guides share could never be linked to one of them; one of the catalogue would lose its job."""
    places: list[tuple[Location, str]] = [(("title", "masculine"), guide.title.masculine)]
    places.append((("title", "feminine"), guide.title.feminine))
    places += [(("aliases", index), alias) for index, alias in enumerate(guide.aliases)]
    for location, name in places:
        other = names.setdefault(fold(name), guide.slug)
        if other != guide.slug:
            yield source.error(location, f"'{name}' already names the job '{other}'; keep it in one guide")
        elif fold(name) in others:
            same = f"'{name}' already names the job '{others[fold(name)]}' of catalogue.yml"
            yield source.error(location, f"{same}; keep it in one of them, or give the guide this slug if it is that job")
