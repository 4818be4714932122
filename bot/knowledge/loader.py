"""Load the whole of knowledge/ and report every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.knowledge.answer_words import AnswerWords
from bot.knowledge.catalogue import Catalogue, CatalogueJob
from bot.knowledge.explaining import problems_of
from bot.knowledge.fields import Strict
from bot.knowledge.flows import Flows
from bot.knowledge.merging import Merged, merge
from bot.knowledge.profile import Profile
from bot.knowledge.quiz import Quiz
from bot.knowledge.register import REGISTER, Register, read_register
from bot.knowledge.report import ReportTexts
from bot.knowledge.rome import RomeMap, RomeNames
from bot.knowledge.schema import OPTIONAL_SECTIONS, Guide
from bot.knowledge.talk import Talk
from bot.knowledge.text import fold
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import DataError, Problem, errors

M = TypeVar("M", bound=Strict)
Read = tuple[Source, M] | None
"""A file and what it holds; None when it is broken or not there."""
_FILES: dict[str, type[Strict]] = {
    "topics": Topics,
    "talk": Talk,
    "quiz": Quiz,
    "flows": Flows,
    "answers": AnswerWords,
    "report": ReportTexts,
}
"""The files `<name>.yml` that must be there; each is the attribute of that name of `Knowledge`."""


@dataclass
class Knowledge:
    """Everything that Déclic knows."""

    topics: Topics
    guides: dict[str, Guide]
    """By slug, in the order of the file names."""
    catalogue: list[CatalogueJob]
    """Jobs that are recognised though they have no guide: those of catalogue.yml, then those of the imported register."""
    talk: Talk
    """How a conversation is followed."""
    quiz: Quiz
    """The discovery quiz."""
    flows: Flows
    """Quick replies and words of the guided flows."""
    answers: AnswerWords
    """How students answer a question of a guided flow."""
    report: ReportTexts
    """The fixed words of a result."""
    warnings: list[Problem] = field(default_factory=list)
    register_names: dict[str, list[str]] = field(default_factory=dict)
    """By slug of a job, the names that only the imported register gives it; they are linked as a whole only."""
    register_rules: RomeNames = field(default_factory=RomeNames)
    """How these names are linked."""
    _jobs: dict[str, CatalogueJob] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._jobs = {job.slug: job for job in self.catalogue}

    def job(self, slug: str) -> CatalogueJob | None:
        """The job of the catalogue of that slug, or None; guides are in `guides`."""
        return self._jobs.get(slug)


def load_knowledge(folder: Path) -> Knowledge:
    """Read and validate `folder`.

    Raises:
        DataError: with every error and warning of every file, when there is at least one error.
    """
    knowledge, problems = check_knowledge(folder)
    if knowledge is None:
        raise DataError(problems)
    return knowledge


def check_knowledge(folder: Path) -> tuple[Knowledge | None, list[Problem]]:
    """Like `load_knowledge`, without raising: the knowledge when it can be used, and all problems."""
    problems: list[Problem] = []
    files = {name: _read(folder / f"{name}.yml", model, problems) for name, model in _FILES.items()}
    catalogue = _read(folder / "catalogue.yml", Catalogue, problems, required=False)
    register = _register(folder / REGISTER, problems)
    mapping = _read(folder / "rome.yml", RomeMap, problems, required=register is not None)
    guides = list(_guides(folder / "jobs", problems))
    problems += _references(files, guides, catalogue, mapping)
    slugs = {path.stem for path in (folder / "jobs").glob("*.yml")}
    problems += _cross_references(guides, _model(files["topics"], Topics), slugs)
    if None in files.values() or errors(problems):
        return None, sorted(problems)
    by_slug = {str(guide.slug): guide for _, guide in guides}
    merged = Merged(catalogue[1].jobs if catalogue else [], {})
    if register is not None and mapping is not None:
        merged = merge(register.jobs, mapping[1], merged.catalogue, by_slug)
    whole: dict[str, Any] = {name: read[1] for name, read in files.items() if read}
    knowledge = Knowledge(
        **whole,
        guides=by_slug,
        catalogue=merged.catalogue,
        warnings=sorted(problems),
        register_names=merged.names,
        register_rules=mapping[1].names if mapping else RomeNames(),
    )
    return knowledge, knowledge.warnings


def _references(
    files: Mapping[str, Read[Any]],
    guides: list[tuple[Source, Guide]],
    catalogue: Read[Catalogue],
    mapping: Read[RomeMap],
) -> Iterator[Problem]:
    """What the files say of one another and is not there."""
    topics, quiz, answers = files["topics"], files["quiz"], files["answers"]
    criteria = {criterion.id for criterion in topics[1].criteria} if topics else None
    if topics is not None:
        yield from (topics[0].error(location, message) for location, message in topics[1].references())
    if mapping is not None and criteria is not None:
        yield from (mapping[0].error(location, message) for location, message in mapping[1].references(criteria))
    if catalogue is not None:
        yield from _repeated_in_catalogue(*catalogue)
        yield from _catalogue_references(*catalogue, _model(topics, Topics))
    if answers is not None:
        yield from (answers[0].error(location, message) for location, message in answers[1].problems())
    if quiz is not None:
        yield from (quiz[0].error(location, message) for location, message in quiz[1].references(criteria))
        yield from _unknown_interests(quiz[1], guides, catalogue)


def _model(read: Read[Any], kind: type[M]) -> M | None:
    return read[1] if read is not None and isinstance(read[1], kind) else None


def read_topics(path: Path) -> Topics | None:
    """The file topics.yml by itself; None when it is broken."""
    read = _read(path, Topics, [])
    return read[1] if read else None


def read_rome_map(path: Path, problems: list[Problem]) -> RomeMap | None:
    """The file rome.yml by itself; None when it is broken, and `problems` then says how."""
    read = _read(path, RomeMap, problems)
    return read[1] if read else None


def _register(path: Path, problems: list[Problem]) -> Register | None:
    """The imported register; None where nobody imported it, or when it is broken."""
    if not path.exists():
        return None
    try:
        return read_register(path)
    except DataError as error:
        problems += error.problems
        return None


def _guides(folder: Path, problems: list[Problem]) -> Iterator[tuple[Source, Guide]]:
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        problems.append(Problem(folder, 0, "no guide here; add at least one <slug>.yml"))
    strays = (path for path in folder.rglob("*") if path.is_file() and path not in paths)
    for stray in sorted(path for path in strays if not path.name.startswith(".")):
        problems.append(Problem(stray, 0, "would not be read; a guide is a file <slug>.yml right in this folder"))
    for path in paths:
        read = _read(path, Guide, problems)
        if read is None:
            continue
        source, guide = read
        if guide.slug != path.stem:
            problems.append(source.error(("slug",), f"the slug '{guide.slug}' and the file name '{path.name}' differ"))
        for name in OPTIONAL_SECTIONS:
            if not getattr(guide, name):
                message = f"the guide has no section '{name}'; students will be told so"
                problems.append(Problem(path, 0, message, level="WARNING"))
        yield source, guide


def _read(path: Path, model: type[M], problems: list[Problem], *, required: bool = True) -> tuple[Source, M] | None:
    if not path.exists() and not required:
        return None
    source = read_yaml(path)
    problems += source.problems
    if source.problems:
        return None
    if not isinstance(source.data, dict):
        problems.append(Problem(path, 1, "is empty or is not a mapping of keys to values"))
        return None
    try:
        return source, model.parse_obj(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, model)
        return None


def _cross_references(guides: list[tuple[Source, Guide]], topics: Topics | None, slugs: set[str]) -> Iterator[Problem]:
    """`slugs` are those of all guides, broken ones included: a mistake in one file is not a mistake in another."""
    topic_ids = {topic.id for topic in topics.topics} if topics else set()
    criteria = {criterion.id for criterion in topics.criteria} if topics else set()
    names: dict[str, str] = {}
    for source, guide in guides:
        for index, similar in enumerate(guide.similar):
            if similar.job is not None and (similar.job not in slugs or similar.job == guide.slug):
                yield source.error(("similar", index, "job"), f"there is no other guide '{similar.job}'")
        if topics:
            for index, question in enumerate(guide.faq):
                if question.topic not in topic_ids:
                    yield source.error(("faq", index, "topic"), f"'{question.topic}' is not a topic of topics.yml")
            for index, criterion in enumerate(guide.criteria):
                if criterion.id in {earlier.id for earlier in guide.criteria[:index]}:
                    yield source.error(("criteria", index, "id"), f"the criterion '{criterion.id}' stands twice")
                if criterion.id not in criteria:
                    yield source.error(("criteria", index, "id"), f"'{criterion.id}' is not a criterion of topics.yml")
        yield from _repeated_names(source, guide, names)
        keys = [question.key for question in guide.self_assessment]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield source.error(("self_assessment", index, "key"), f"the key '{key}' stands twice")


def _repeated_in_catalogue(source: Source, catalogue: Catalogue) -> Iterator[Problem]:
    """A slug or a name that stands twice in the catalogue."""
    slugs: set[str] = set()
    names: dict[str, str] = {}
    for index, job in enumerate(catalogue.jobs):
        if job.slug in slugs:
            yield source.error(("jobs", index, "slug"), f"the slug '{job.slug}' stands twice")
        slugs.add(job.slug)
        for name in job.names():
            other = names.setdefault(fold(name), job.slug)
            if other != job.slug:
                yield source.error(("jobs", index), f"'{name}' already names '{other}'; keep it in one entry")


def _unknown_interests(
    quiz: Quiz, guides: list[tuple[Source, Guide]], catalogue: tuple[Source, Catalogue] | None
) -> Iterator[Problem]:
    """Interests of profiles, in guides and in the catalogue, that quiz.yml does not have."""
    known = quiz.interest_ids()
    profiles: list[tuple[Source, Location, Profile | None]] = [(source, (), guide.profile) for source, guide in guides]
    if catalogue is not None:
        source, jobs = catalogue[0], catalogue[1].jobs
        profiles += [(source, ("jobs", index), job.profile) for index, job in enumerate(jobs)]
    for source, location, profile in profiles:
        for index, interest in enumerate(profile.interests if profile else ()):
            if interest not in known:
                place = (*location, "profile", "interests", index)
                yield source.error(place, f"'{interest}' is not an interest of quiz.yml")


def _catalogue_references(source: Source, catalogue: Catalogue, topics: Topics | None) -> Iterator[Problem]:
    """Criteria and near jobs of described jobs that are not there."""
    criteria = {criterion.id for criterion in topics.criteria} if topics else set()
    described = {job.slug for job in catalogue.jobs if job.profile is not None}
    for index, job in enumerate(catalogue.jobs):
        for place, criterion in enumerate(job.criteria):
            if topics and criterion not in criteria:
                yield source.error(("jobs", index, "criteria", place), f"'{criterion}' is not a criterion of topics.yml")
        for place, near in enumerate(job.near):
            if near not in described or near == job.slug:
                yield source.error(("jobs", index, "near", place), f"'{near}' is not another described job of this file")


def _repeated_names(source: Source, guide: Guide, names: dict[str, str]) -> Iterator[Problem]:
    """A name that two guides share could never be linked to one of them."""
    places: list[tuple[Location, str]] = [(("title", "masculine"), guide.title.masculine)]
    places.append((("title", "feminine"), guide.title.feminine))
    places += [(("aliases", index), alias) for index, alias in enumerate(guide.aliases)]
    for location, name in places:
        other = names.setdefault(fold(name), guide.slug)
        if other != guide.slug:
            yield source.error(location, f"'{name}' already names the job '{other}'; keep it in one guide")
