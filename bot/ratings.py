"""What students think of answers: totals by job and topic, for the trainers. Nothing about who rated."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from bot.database import RATINGS, open_database


class Rated(NamedTuple):
    """The thumbs of one kind of answer."""

    job: str | None
    """Its slug; None for an answer about no single job."""
    topic: str | None
    """The id of the topic, or what kind of answer it was, such as `comparison`."""
    up: int
    down: int


def ratings(url: str = "") -> list[Rated]:
    """The answers that were rated, those with the most thumbs down first.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: when the database cannot be read.
    """
    up, down = (sa.func.sum(sa.case((RATINGS.c.value == value, 1), else_=0)) for value in ("up", "down"))
    query = (
        sa.select(RATINGS.c.job, RATINGS.c.topic, up, down)
        .group_by(RATINGS.c.job, RATINGS.c.topic)
        .order_by(-down, -up, RATINGS.c.job, RATINGS.c.topic)
    )
    with open_database(url).connect() as connection:
        return [Rated(job, topic, int(ups), int(downs)) for job, topic, ups, downs in connection.execute(query)]
