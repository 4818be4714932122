"""The one database: whoever opens it in a process shares its connections."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.web import WebChannel
from bot.channels.web_store import WebStore
from bot.database import OF_ONE_CONVERSATION, WANTED_JOBS, open_database
from bot.settings import Settings
from bot.tracker_store import SnapshotTrackerStore


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database that the environment names."""
    name = f"sqlite:///{tmp_path / 'one.db'}"
    monkeypatch.setenv("DECLIC_DATABASE_URL", name)
    return name


def test_the_conversations_and_the_web_channel_share_one_engine(url: str) -> None:
    store, channel = SnapshotTrackerStore(), WebChannel.from_credentials(None)
    assert store.engine is channel._store.engine is WebStore(url).engine is open_database(url)
    assert str(store.engine.url) == url


def test_the_database_of_the_settings_wins_over_what_stock_rasa_passes_on(url: str, tmp_path: Path) -> None:
    """The web channel and the actions only know the settings: another database would not have their conversations."""
    assert str(SnapshotTrackerStore(host=f"sqlite:///{tmp_path / 'other.db'}").engine.url) == url


def test_without_them_the_url_of_another_endpoints_file_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECLIC_DATABASE_URL", "")
    assert Settings.from_environment().database_url == ""
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert str(SnapshotTrackerStore(host=other).engine.url) == other


def test_what_tells_nothing_of_a_conversation_stays_when_one_is_erased() -> None:
    assert WANTED_JOBS not in OF_ONE_CONVERSATION
    assert all("sender_id" in table.c for table in OF_ONE_CONVERSATION)
