"""The jobs without a guide that students ask about: a count a day and job, for the trainers. Nothing about who asked."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from bot.database import open_database
from bot.settings import Settings

logger = logging.getLogger(__name__)

_METADATA = sa.MetaData()
_WANTED = sa.Table(
    "wanted_jobs",
    _METADATA,
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("job", sa.String(80), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)


class Wanted(NamedTuple):
    """How often a job was asked about."""

    job: str
    """Its slug in catalogue.yml."""
    times: int
    last_day: str
    """The last day it was asked about, `YYYY-MM-DD`, UTC."""


def note_wanted_job(job: str, url: str | None = None) -> None:
    """Count one more request for `job` today; a database that cannot be written is logged, the conversation goes on."""
    values = {"day": datetime.now(UTC).date().isoformat(), "job": job}
    try:
        with _engine(_url(url)).begin() as connection:
            same = sa.and_(_WANTED.c.day == values["day"], _WANTED.c.job == job)
            if not connection.execute(_WANTED.update().where(same).values(count=_WANTED.c.count + 1)).rowcount:
                connection.execute(_WANTED.insert(), {**values, "count": 1})
    except sa.exc.SQLAlchemyError:
        logger.exception("a request for a job without a guide could not be counted")


def wanted_jobs(url: str | None = None) -> list[Wanted]:
    """The jobs asked about, the most wanted first.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: when the database cannot be read.
    """
    total = sa.func.sum(_WANTED.c.count)
    query = (
        sa.select(_WANTED.c.job, total, sa.func.max(_WANTED.c.day)).group_by(_WANTED.c.job).order_by(-total, _WANTED.c.job)
    )
    with _engine(_url(url)).connect() as connection:
        return [Wanted(job, int(times), day) for job, times, day in connection.execute(query)]


def _url(url: str | None) -> str:
    return Settings.from_environment().database_url if url is None else url


@lru_cache(maxsize=4)
def _engine(url: str) -> sa.engine.Engine:
    engine = open_database(url)
    _METADATA.create_all(engine)
    return engine
