"""What students think of answers, by job and topic."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.database import RATINGS, open_database
from bot.ratings import Rated, ratings


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with some thumbs."""
    url = f"sqlite:///{tmp_path / 'ratings.db'}"
    given = [("web-1", "job-a", "salary", "up"), ("web-2", "job-a", "salary", "down"), ("web-3", "job-a", "salary", "up")]
    given += [("web-1", "job-b", "day", "down"), ("web-2", "job-b", "day", "down"), ("web-1", None, "comparison", "up")]
    with open_database(url).begin() as connection:
        for place, (sender, job, topic, value) in enumerate(given):
            row = {"sender_id": sender, "message_id": f"message-{place}", "place": 0, "value": value}
            connection.execute(RATINGS.insert(), {**row, "job": job, "topic": topic})
    return url


def test_the_worst_comes_first(url: str) -> None:
    assert ratings(url) == [Rated("job-b", "day", 0, 2), Rated("job-a", "salary", 2, 1), Rated(None, "comparison", 1, 0)]


def test_the_command_prints_totals_and_nobody(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECLIC_DATABASE_URL", url)
    assert main(["ratings"]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[0].split() == ["0", "up", "2", "down", "job-b", "day"]
    assert "web-" not in printed
