"""Load the whole of knowledge/ and report every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.knowledge.answer_words import AnswerWords
from bot.knowledge.catalogue import Catalogue, CatalogueJob
from bot.knowledge.cross_references import Files, references
from bot.knowledge.explaining import problems_of
from bot.knowledge.fields import Strict
from bot.knowledge.flows import Flows
from bot.knowledge.merging import Merged, merge
from bot.knowledge.quiz import Quiz
from bot.knowledge.register import REGISTER, Register, read_register
from bot.knowledge.report import ReportTexts
from bot.knowledge.rome import RomeMap, RomeNames
from bot.knowledge.schema import OPTIONAL_SECTIONS, Guide
from bot.knowledge.talk import Talk
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_source import Source, read_yaml
from bot.problems import DataError, Problem, errors

M = TypeVar("M", bound=Strict)
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
    slugs = {path.stem for path in (folder / "jobs").glob("*.yml")}
    problems += references(Files(files, guides, slugs, catalogue, mapping))
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


def read_topics(path: Path) -> Topics | None:
    """The file topics.yml by itself; None when it is broken."""
    read = _read(path, Topics, [])
    return read[1] if read else None


def read_rome_map(path: Path, problems: list[Problem]) -> RomeMap | None:
    """The file rome.yml by itself; None when it is broken, and `problems` then says how."""
    found: list[Problem] = []
    read = _read(path, RomeMap, found)
    problems += found
    return read[1] if read and not found else None


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
        problems.append(Problem(stray, 0, "would not be read; move it right into this folder, and name it <slug>.yml"))
    for path in paths:
        read = _read(path, Guide, problems)
        if read is None:
            continue
        source, guide = read
        if guide.slug != path.stem:
            message = f"the slug '{guide.slug}' and the file name '{path.name}' differ; give both the same name"
            problems.append(source.error(("slug",), message))
        for name in OPTIONAL_SECTIONS:
            if not source.data.get(name):
                message = f"the guide has no section '{name}', and students are told so; add it if the source has it"
                problems.append(Problem(path, 0, message, level="WARNING"))
        yield source, guide


def _read(path: Path, model: type[M], problems: list[Problem], *, required: bool = True) -> tuple[Source, M] | None:
    """A file and what it holds, as far as it can be read; what is wrong with it is added to `problems`."""
    if not path.exists() and not required:
        return None
    source = read_yaml(path)
    problems += source.problems
    if source.data is None and source.problems:
        return None
    if not isinstance(source.data, dict):
        problems.append(
            Problem(
                path, 1, "is empty or is not a mapping of keys to values; write `key: value` lines, as in the other files"
            )
        )
        return None
    try:
        return source, model.parse_obj(source.data)
    except ValidationError as error:
        problems += problems_of(error, source, model)
        wrong = {item["loc"][0] for item in error.errors()}
        sound = _without(source.data, wrong, model)
        return (source, sound) if sound is not None else None


def _without(data: dict[str, Any], wrong: set[Any], model: type[M]) -> M | None:
    """The data without their wrong parts, for the mistakes in the others; None when these parts must be there."""
    try:
        return model.parse_obj({key: value for key, value in data.items() if key not in wrong})
    except ValidationError:
        return None
