"""The environment variables: what each gives, and what is said of a value that cannot be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.__main__ import main
from bot.settings import Settings, SettingsError


def read(**variables: str) -> Settings:
    """The settings of an environment with these variables and no other."""
    return Settings.from_environment(variables)


def test_nothing_set_gives_the_defaults() -> None:
    assert read() == Settings()
    assert read(HOST="", PORT="", DECLIC_REPORT_HOURS="", DECLIC_PUBLIC_URL="", DECLIC_DATABASE_URL="") == Settings()


ELSEWHERE = "tracker_store:\n  type: bot.tracker_store.SnapshotTrackerStore\n  url: sqlite:///${FOLDER}/elsewhere.db\n"


@pytest.mark.parametrize(
    ("endpoints", "variable", "url"),
    [
        (None, "", ""),
        ("", "", ""),
        ("tracker_store:\n  type: bot.tracker_store.SnapshotTrackerStore\n", "", ""),
        (ELSEWHERE, "", "sqlite:////srv/elsewhere.db"),
        (ELSEWHERE, "sqlite:////srv/here.db", "sqlite:////srv/here.db"),
    ],
)
def test_the_database_is_that_of_the_variable_else_that_of_stock_rasa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoints: str | None, variable: str, url: str
) -> None:
    monkeypatch.setenv("FOLDER", "/srv")
    file = tmp_path / "endpoints.yml"
    if endpoints is not None:
        file.write_text(endpoints, encoding="utf-8")
    assert Settings.from_environment({"DECLIC_DATABASE_URL": variable}, file).database_url == url


def test_endpoints_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    file = tmp_path / "endpoints.yml"
    file.write_text("tracker_store: [", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"endpoints\.yml cannot be read"):
        Settings.from_environment({}, file)


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "http://localhost:5005"),
        ({"PORT": "8005"}, "http://localhost:8005"),
        ({"HOST": "192.0.2.7"}, "http://192.0.2.7:5005"),
        ({"HOST": "0.0.0.0"}, "http://localhost:5005"),
        ({"HOST": "::"}, "http://localhost:5005"),
        ({"HOST": "2001:db8::7"}, "http://[2001:db8::7]:5005"),
        ({"DECLIC_PUBLIC_URL": "https://declic.example/"}, "https://declic.example"),
        ({"DECLIC_PUBLIC_URL": " https://ecole.example/declic/ ", "PORT": "8005"}, "https://ecole.example/declic"),
        ({"DECLIC_PUBLIC_URL": "http://localhost:8080"}, "http://localhost:8080"),
    ],
)
def test_links_begin_with_the_public_address(variables: dict[str, str], address: str) -> None:
    assert read(**variables).base_url == address


@pytest.mark.parametrize("address", ["declic.example", "ftp://declic.example", "https://", "https://x/?a=1", "https://a b"])
def test_a_public_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match=r"DECLIC_PUBLIC_URL is '.*'; set it to an address such as https://"):
        read(DECLIC_PUBLIC_URL=address)


def test_how_long_reports_are_kept() -> None:
    assert read(DECLIC_REPORT_HOURS="1").report_hours == 1
    assert read(DECLIC_REPORT_HOURS="720").report_hours == 720


@pytest.mark.parametrize("hours", ["0", "721", "-1", "1.5", "un jour", "٢٤"])
def test_a_time_that_is_none_is_refused(hours: str) -> None:
    with pytest.raises(SettingsError, match=f"DECLIC_REPORT_HOURS is '{hours}'; set it to a whole number from 1 to 720"):
        read(DECLIC_REPORT_HOURS=hours)


def test_custom_actions_see_the_options_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in an answer names the port that the server listens on, even when `--port` sets it."""
    served: list[Settings] = []
    server = SimpleNamespace(serve=lambda _model, settings: served.append(settings))
    monkeypatch.setitem(sys.modules, "bot.server", server)
    monkeypatch.setitem(sys.modules, "bot.training", SimpleNamespace(MODEL=SimpleNamespace(exists=lambda: True)))
    monkeypatch.setenv("PORT", "5005")
    monkeypatch.setenv("HOST", "localhost")
    monkeypatch.setattr("bot.__main__.be_quiet", lambda _level: None)
    monkeypatch.setattr("bot.quiet.configure_structlog", lambda: None)
    assert main(["serve", "--port", "8005", "--host", "127.0.0.1"]) == 0
    assert (served[0].host, served[0].port) == ("127.0.0.1", 8005)
    assert Settings.from_environment(os.environ).base_url == served[0].base_url == "http://127.0.0.1:8005"


def test_pages_of_named_origins_and_of_the_server_itself_may_talk_to_it() -> None:
    settings = Settings(allowed_origins=("https://www.ecole.example",), public_url="https://declic.example")
    for origin in (None, "https://www.ecole.example", "https://declic.example", "http://localhost:5005"):
        assert settings.admits(origin, "localhost:5005")
    for origin in ("null", "", "https://ecole.example", "https://www.ecole.example.evil.example", "http://["):
        assert not settings.admits(origin, "localhost:5005"), origin


@pytest.mark.parametrize("text", ["tracker_store: x\n", "- a\n", "tracker_store: {url: 5}\n", "tracker_store: [a]\n"])
def test_endpoints_without_a_url_that_is_text_are_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "endpoints.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"endpoints\.yml: the url of tracker_store is"):
        Settings.from_environment({}, file)
