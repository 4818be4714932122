"""What kind of job it is, as the register of occupations sees it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.knowledge.fields import Id, Riasec, RomeCode, Strict


class Profile(Strict):
    """What kind of job it is, as the register of occupations sees it; the discovery quiz looks for jobs by it."""

    rome: RomeCode
    riasec: list[Riasec] = Field(min_items=1, max_items=2, unique_items=True)
    """Its types, the major one first."""
    interests: list[Id] = []
    """Interests of quiz.yml that it answers."""
    studies: Literal["short", "medium", "long"] | None = None
    """How long one usually studies in Belgium after secondary school: not at all (or a year), about three years, five or
    more; None when it is not known or varies too much."""
