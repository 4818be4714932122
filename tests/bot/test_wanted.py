"""The jobs without a guide that students ask about: counted a day and job, and nothing about who asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import wanted
from bot.database import open_database
from bot.wanted import Wanted, note_wanted_job, wanted_jobs


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A database of its own, closed afterwards."""
    yield f"sqlite:///{tmp_path / 'wanted.db'}"
    open_database.cache_clear()


def on_day(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """Let it be noon of `day` in UTC."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC, "a day begins at the same time for everybody"
            return datetime.fromisoformat(f"{day}T12:00:00+00:00")

    monkeypatch.setattr(wanted, "datetime", Clock)


def rows(url: str) -> list[tuple[object, ...]]:
    """The table as it is stored."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = [
            tuple(row) for row in connection.execute(sa.text("SELECT day, job, count FROM wanted_jobs ORDER BY day, job"))
        ]
    engine.dispose()
    return found


def test_nothing_is_wanted_at_first(url: str) -> None:
    assert wanted_jobs(url) == []


def test_a_request_is_counted_today(url: str) -> None:
    before = datetime.now(UTC).date().isoformat()
    note_wanted_job("infirmier", url)
    (found,) = wanted_jobs(url)
    assert (found.job, found.times) == ("infirmier", 1)
    assert before <= found.last_day <= datetime.now(UTC).date().isoformat()


def test_requests_of_one_day_are_one_row(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on_day(monkeypatch, "2025-09-01")
    for _ in range(3):
        note_wanted_job("infirmier", url)
    assert rows(url) == [("2025-09-01", "infirmier", 3)]


def test_days_are_added_up_and_the_last_one_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2025-09-10", "2025-09-02", "2025-09-10"):
        on_day(monkeypatch, day)
        note_wanted_job("infirmier", url)
    assert rows(url) == [("2025-09-02", "infirmier", 1), ("2025-09-10", "infirmier", 2)]
    assert wanted_jobs(url) == [Wanted("infirmier", 3, "2025-09-10")]


def test_the_most_wanted_job_comes_first_and_the_alphabet_settles_a_tie(url: str) -> None:
    for job in ("plombier", "avocat", "infirmier", "infirmier", "boulanger"):
        note_wanted_job(job, url)
    assert [(one.job, one.times) for one in wanted_jobs(url)] == [
        ("infirmier", 2),
        ("avocat", 1),
        ("boulanger", 1),
        ("plombier", 1),
    ]


def test_nothing_but_the_day_the_job_and_the_count_is_stored(url: str) -> None:
    note_wanted_job("infirmier", url)
    engine = sa.create_engine(url)
    assert [column["name"] for column in sa.inspect(engine).get_columns("wanted_jobs")] == ["day", "job", "count"]
    engine.dispose()


def test_counts_outlive_the_process(url: str) -> None:
    note_wanted_job("infirmier", url)
    open_database.cache_clear()
    note_wanted_job("infirmier", url)
    assert wanted_jobs(url)[0].times == 2


def test_students_at_the_same_time_are_all_counted(url: str) -> None:
    wanted_jobs(url)  # the table is there
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda place: note_wanted_job(("infirmier", "avocat")[place % 2], url), range(40)))
    assert [(one.job, one.times) for one in wanted_jobs(url)] == [("avocat", 20), ("infirmier", 20)]


def test_a_database_that_cannot_be_written_is_logged_and_the_conversation_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        note_wanted_job("infirmier", f"sqlite:///{tmp_path / 'no' / 'such' / 'folder' / 'a.db'}")
    (record,) = caplog.records
    assert "could not be counted" in record.getMessage() and record.exc_info
    assert "infirmier" not in record.getMessage()


@pytest.mark.parametrize("bad", ["no url at all", "martian://here"])
def test_a_url_that_nobody_understands_is_logged_too(bad: str, caplog: pytest.LogCaptureFixture) -> None:
    note_wanted_job("infirmier", bad)
    assert len(caplog.records) == 1


def test_a_file_that_is_no_database_is_an_error_for_the_trainers(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"not a database, by far" * 100)
    with pytest.raises(sa.exc.SQLAlchemyError):
        wanted_jobs(f"sqlite:///{path}")


def test_the_database_of_the_settings_is_used_without_a_url(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECLIC_DATABASE_URL", url)
    note_wanted_job("infirmier")
    assert wanted_jobs() == wanted_jobs(url) != []


@pytest.mark.parametrize("job", ["x'; DROP TABLE wanted_jobs; --", "é😀", "a" * 80])
def test_any_slug_is_kept_as_it_is(url: str, job: str) -> None:
    note_wanted_job(job, url)
    assert [one.job for one in wanted_jobs(url)] == [job]
