"""Everything built from knowledge/, once per process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.guidance.answer_model import load_model
from bot.guidance.answers import AnswerReader
from bot.guidance.profiles import Profiles
from bot.knowledge.answers import AnswerWriter
from bot.knowledge.catalogue import ImportedJob
from bot.knowledge.full_names import FullNames
from bot.knowledge.linking import JobLinker
from bot.knowledge.loader import Knowledge, load_knowledge
from bot.knowledge.schema import Guide
from bot.knowledge.search import PassageIndex
from bot.knowledge.template_checks import template_problems
from bot.paths import KNOWLEDGE
from bot.problems import DataError


@dataclass(frozen=True)
class Library:
    """The knowledge and the ways into it."""

    knowledge: Knowledge
    writer: AnswerWriter
    linker: JobLinker
    index: PassageIndex
    profiles: Profiles
    """What the discovery quiz knows of each job."""
    reader: AnswerReader
    """Reads what students answer to a question of a guided flow."""

    def guide(self, slug: object) -> Guide | None:
        """The guide of that slug; None for anything else, such as an unknown job in a page's metadata."""
        return self.knowledge.guides.get(slug) if isinstance(slug, str) else None

    def guided(self, jobs: Iterable[str | None]) -> list[str]:
        """Those of `jobs` that have a guide."""
        return [job for job in jobs if job is not None and job in self.knowledge.guides]

    def title(self, slug: str) -> str:
        """The short title of a job, with or without a guide."""
        guide = self.guide(slug)
        if guide is not None:
            return guide.title.short
        job = self.knowledge.job(slug)
        return job.title.masculine if job else slug


def build_library(folder: Path) -> Library:
    """Load `folder` and index it.

    Raises:
        DataError: with every problem found, templates that cannot be rendered included.
    """
    knowledge = load_knowledge(folder)
    broken = template_problems(knowledge, folder)
    if broken:
        raise DataError(broken)
    writer = AnswerWriter(knowledge)
    guides = knowledge.guides.values()
    titles = {str(guide.slug): (guide.title.masculine, guide.title.feminine) for guide in guides}
    ours = [job for job in knowledge.catalogue if not isinstance(job, ImportedJob)]
    names = {str(job.slug): tuple(job.names()) for job in ours}
    names |= {str(guide.slug): (*titles[guide.slug], *guide.aliases) for guide in guides}
    rules = knowledge.register_rules
    full_names = FullNames(knowledge.register_names, rules.everyday, rules.cues, rules.short)
    return Library(
        knowledge,
        writer,
        JobLinker(names, titles, full_names),
        PassageIndex(guides),
        Profiles.of(knowledge),
        AnswerReader(knowledge.answers, load_model()),
    )


@lru_cache(maxsize=1)
def shared_library() -> Library:
    """The library of the project's own knowledge/, built at the first call.

    Raises:
        DataError: as `build_library`.
    """
    return build_library(KNOWLEDGE)
