"""The closed schema of `knowledge/catalogue.yml`: jobs that are recognised though they have no guide."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.schema import Slug, Strict, Text


class CatalogueTitle(Strict):
    """The name in both genders."""

    masculine: Text
    feminine: Text


class CatalogueJob(Strict):
    """A job known by name only."""

    slug: Slug
    title: CatalogueTitle
    aliases: list[Text] = []

    def names(self) -> list[str]:
        """Every name of the job."""
        return [self.title.masculine, self.title.feminine, *self.aliases]


class Catalogue(Strict):
    """The whole file."""

    jobs: list[CatalogueJob] = Field(min_items=1)
