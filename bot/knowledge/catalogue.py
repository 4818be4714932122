"""The closed schema of `knowledge/catalogue.yml`: jobs that are recognised though they have no guide.

Most are names only. A *described* one can be found by the discovery quiz too: it has a sentence of our own, and the facts of
its entry in the official register of occupations (ROME 4.0, France Travail, Licence Ouverte 2.0): its code, its letters, its
interests, its near jobs.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, root_validator

from bot.knowledge.fields import Id, RomeCode, Slug, Strict, Text
from bot.knowledge.profile import Profile


class CatalogueTitle(Strict):
    """The name in both genders."""

    masculine: Text
    feminine: Text


class CatalogueJob(Strict):
    """A job without a guide: its names, and what is known of it."""

    slug: Slug
    title: CatalogueTitle
    aliases: list[Text] = []
    summary: Text | None = None
    """What one does, in one sentence of our own."""
    profile: Profile | None = None
    criteria: list[Id] = []
    """Criteria of topics.yml that the job meets."""
    near: list[Slug] = []
    """Described jobs to which the register has a link, the nearest first."""

    @root_validator(skip_on_failure=True)
    def _described_as_a_whole(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805 - pydantic passes the class
        if bool(values["summary"]) != bool(values["profile"]):
            raise ValueError("needs 'summary' and 'profile' together; add the other one, or remove both")
        if values["profile"] is None and (values["criteria"] or values["near"]):
            raise ValueError("has 'criteria' or 'near', so it needs 'summary' and 'profile' too; add them")
        return values

    def names(self) -> list[str]:
        """Every name of the job."""
        return [self.title.masculine, self.title.feminine, *self.aliases]


class ImportedJob(CatalogueJob):
    """A job of the imported register (`python -m bot import-rome`): its facts, and no sentence of ours."""

    rome: RomeCode
    profile: Profile | None = None
    """None when a guide or a described job of catalogue.yml has the same code: it is proposed under that name only."""
    near: list[Slug] = []
    """Jobs that the register links to it, the nearest first; guides may be among them."""

    @root_validator(skip_on_failure=True)
    def _described_as_a_whole(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if values["summary"] is not None:
            raise ValueError("is imported, so it has no 'summary'; describe the job in catalogue.yml")
        return values


class Catalogue(Strict):
    """The whole file."""

    jobs: list[CatalogueJob] = Field(min_items=1)
