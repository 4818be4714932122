"""The jobs without a guide that students ask about: a count a day and job, for the trainers. Nothing about who asked."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from bot.database import WANTED_JOBS, open_database
from bot.settings import Settings

logger = logging.getLogger(__name__)


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
        with _database(url).begin() as connection:
            same = sa.and_(WANTED_JOBS.c.day == values["day"], WANTED_JOBS.c.job == job)
            if not connection.execute(WANTED_JOBS.update().where(same).values(count=WANTED_JOBS.c.count + 1)).rowcount:
                connection.execute(WANTED_JOBS.insert(), {**values, "count": 1})
    except sa.exc.SQLAlchemyError:
        logger.exception("a request for a job without a guide could not be counted")


def wanted_jobs(url: str | None = None) -> list[Wanted]:
    """The jobs asked about, the most wanted first.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: when the database cannot be read.
    """
    job, total, last_day = WANTED_JOBS.c.job, sa.func.sum(WANTED_JOBS.c.count), sa.func.max(WANTED_JOBS.c.day)
    query = sa.select(job, total, last_day).group_by(job).order_by(-total, job)
    with _database(url).connect() as connection:
        return [Wanted(slug, int(times), day) for slug, times, day in connection.execute(query)]


def _database(url: str | None) -> sa.engine.Engine:
    return open_database(Settings.from_environment().database_url if url is None else url)
