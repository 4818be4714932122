"""Load the whole of knowledge/ and report every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.knowledge.catalogue import Catalogue, CatalogueJob
from bot.knowledge.schema import OPTIONAL_SECTIONS, Guide, Strict
from bot.knowledge.talk import Talk
from bot.knowledge.text import fold
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import DataError, Problem, errors

M = TypeVar("M", bound=Strict)


@dataclass
class Knowledge:
    """Everything that Déclic knows."""

    topics: Topics
    guides: dict[str, Guide]
    """By slug, in the order of the file names."""
    catalogue: list[CatalogueJob]
    """Jobs that are recognised though they have no guide."""
    talk: Talk
    """How a conversation is followed."""
    warnings: list[Problem] = field(default_factory=list)


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
    topics = _read(folder / "topics.yml", Topics, problems)
    talk = _read(folder / "talk.yml", Talk, problems)
    catalogue = _read(folder / "catalogue.yml", Catalogue, problems, required=False)
    guides = list(_guides(folder / "jobs", problems))
    if topics is not None:
        source, model = topics
        problems += [source.error(location, message) for location, message in model.references()]
    slugs = {path.stem for path in (folder / "jobs").glob("*.yml")}
    problems += _cross_references(guides, topics[1] if topics else None, slugs)
    if catalogue is not None:
        problems += _repeated_in_catalogue(*catalogue)
    if topics is None or talk is None or errors(problems):
        return None, sorted(problems)
    knowledge = Knowledge(
        topics=topics[1],
        guides={guide.slug: guide for _, guide in guides},
        catalogue=catalogue[1].jobs if catalogue else [],
        talk=talk[1],
        warnings=sorted(problems),
    )
    return knowledge, knowledge.warnings


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
        problems += [source.error(_location(item), explain(item, source)) for item in error.errors()]
        return None


def _location(item: Any) -> Location:
    return tuple(part for part in item["loc"] if part != "__root__")


def explain(item: Any, source: Source) -> str:
    """One line of what pydantic found: the key, the value as written, what to do."""
    location = _location(item)
    where = ".".join(str(part) for part in location) or "the file"
    value: Any = source.data
    for part in location:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
            break
    shown = repr(value) if not isinstance(value, dict | list) else f"a {type(value).__name__}"
    shown = shown if len(shown) <= 60 else shown[:57] + "…'"
    kind, message = item["type"], item["msg"]
    if location and location[-1] == "__key__":
        permitted = ", ".join(str(key) for key in item.get("ctx", {}).get("permitted", ()))
        above = ".".join(str(part) for part in location[:-1])
        return f"'{item.get('ctx', {}).get('given')}' is not a key of '{above}'; one of {permitted}"
    if kind == "value_error.extra":
        return f"'{where}' is not a key of the schema; check its spelling or remove it"
    if kind == "value_error.missing":
        return f"'{where}' is missing; add it"
    if kind == "value_error.any_str.max_length":
        return f"'{where}' has {len(str(value))} characters, more than {item['ctx']['limit_value']}; shorten or split it"
    if kind == "type_error.str" or kind.startswith("type_error.none"):
        return f"'{where}' is {shown}, and text is wanted; put it between quotes if it is meant"
    if kind == "value_error.str.regex":
        return f"'{where}' is {shown}, which does not fit the pattern {item['ctx']['pattern']}"
    return f"'{where}' is {shown}: {message}"


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


def _repeated_names(source: Source, guide: Guide, names: dict[str, str]) -> Iterator[Problem]:
    """A name that two guides share could never be linked to one of them."""
    places: list[tuple[Location, str]] = [(("title", "masculine"), guide.title.masculine)]
    places.append((("title", "feminine"), guide.title.feminine))
    places += [(("aliases", index), alias) for index, alias in enumerate(guide.aliases)]
    for location, name in places:
        other = names.setdefault(fold(name), guide.slug)
        if other != guide.slug:
            yield source.error(location, f"'{name}' already names the job '{other}'; keep it in one guide")
