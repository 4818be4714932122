"""What kind of job it is, as the register of occupations sees it."""

from __future__ import annotations

from pydantic import Field

from bot.knowledge.fields import Id, Riasec, RomeCode, Strict, StudyLength


class Profile(Strict):
    """What kind of job it is, as the register of occupations sees it; the discovery quiz looks for jobs by it."""

    rome: RomeCode
    riasec: list[Riasec] = Field(min_items=1, max_items=2, unique_items=True)
    """Its types, the major one first."""
    interests: list[Id] = []
    """Interests of quiz.yml that it answers."""
    studies: StudyLength | None = None
    """None when it is not known or varies too much."""
