"""`GET /files/<name>` on a running application: what is served, with which headers, and what is not there."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sanic import Sanic

from bot.results import routes
from bot.results.files import FileStore, Kind
from bot.results.routes import add_file_routes
from bot.server import on_error
from tests.bot.results.test_files import HOUR, NOW, OTHER_NAMES
from tests.conftest import free_port

NUMBERS = itertools.count()
PRIVATE = {
    "cache-control": "no-store, private",
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Clock:
    """A clock that tests turn."""

    now = NOW

    def __call__(self) -> float:
        return self.now


@contextmanager
def running(store: FileStore, clock: Clock) -> Iterator[int]:
    """The port of an application with these routes."""
    app = Sanic(f"files-{next(NUMBERS)}", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.error_handler.add(Exception, on_error)
    add_file_routes(app, store, clock)
    port, ready, done = free_port(), Event(), Event()

    async def serve() -> None:
        server = await app.create_server("localhost", port, return_asyncio_server=True, access_log=False)
        await server.startup()
        await server.before_start()
        await server.after_start()
        ready.set()
        await asyncio.to_thread(done.wait)
        await server.close()

    thread = Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield port
    finally:
        done.set()
        thread.join(30)
    assert not thread.is_alive()


@pytest.fixture(autouse=True)
def several_applications(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanic changes its own classes when it starts; in this mode it can start again in one process."""
    monkeypatch.setattr(Sanic, "test_mode", True)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "results", hours=24)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def port(store: FileStore, clock: Clock) -> Iterator[int]:
    with running(store, clock) as port:
        yield port


def fetch(port: int, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """(status, headers, body); the path is sent as it is, dots and percent signs included."""
    connection = http.client.HTTPConnection("localhost", port, timeout=20)
    try:
        connection.putrequest(method, path)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def assert_is_missing(status: int, headers: dict[str, str], body: bytes) -> None:
    """A 404 in the one shape of errors."""
    answer = json.loads(body)
    assert (status, answer["status"], answer["error"]) == (404, 404, "not_found")
    assert headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("kind", "content_type", "saved_as"),
    [("pdf", "application/pdf", "bilan-declic.pdf"), ("png", "image/png", "bilan-declic.png")],
)
def test_a_file_is_served_with_its_type_and_stays_private(
    store: FileStore, port: int, kind: Kind, content_type: str, saved_as: str
) -> None:
    content = bytes(range(256)) * 200
    name = store.save(content, kind, NOW)
    status, headers, body = fetch(port, f"/files/{name}")
    assert (status, body) == (200, content)
    assert headers["content-type"] == content_type
    assert headers["content-disposition"] == f'inline; filename="{saved_as}"'
    assert headers["content-length"] == str(len(content))
    assert {key: headers[key] for key in PRIVATE} == PRIVATE


def test_head_gives_the_headers_alone(store: FileStore, port: int) -> None:
    name = store.save(b"%PDF", "pdf", NOW)
    status, headers, body = fetch(port, f"/files/{name}", "HEAD")
    assert (status, headers["content-length"], body) == (200, "4", b"")


def test_a_file_whose_time_is_over_is_not_there(store: FileStore, clock: Clock, port: int) -> None:
    name = store.save(b"%PDF", "pdf", NOW)
    clock.now += 24 * HOUR - 1
    assert fetch(port, f"/files/{name}")[0] == 200
    clock.now += 1
    status, headers, body = fetch(port, f"/files/{name}")
    assert_is_missing(status, headers, body)
    assert {key: headers[key] for key in PRIVATE} == PRIVATE
    assert name not in body.decode()


def test_a_deleted_file_is_not_there(store: FileStore, port: int) -> None:
    name = store.save(b"%PDF", "pdf", NOW)
    store.delete([name])
    assert_is_missing(*fetch(port, f"/files/{name}"))


@pytest.mark.parametrize(
    "name",
    [*(name for name in OTHER_NAMES if name.isascii() and name.isprintable()), "%00", "%2e%2e%2fconversations.db", "..\\x"],
)
def test_nothing_else_is_served(store: FileStore, port: int, name: str) -> None:
    store.save(b"%PDF", "pdf", NOW)
    (store.folder.parent / "conversations.db").write_bytes(b"secret")
    status, headers, body = fetch(port, f"/files/{name}")
    assert_is_missing(status, headers, body)
    assert b"secret" not in body


def test_files_cannot_be_listed_or_sent(store: FileStore, port: int) -> None:
    name = store.save(b"%PDF", "pdf", NOW)
    assert_is_missing(*fetch(port, "/files"))
    status, _, body = fetch(port, f"/files/{name}", "DELETE")
    assert (status, json.loads(body)["error"]) == (405, "method_not_allowed")
    assert store.read(name, NOW)


def test_old_files_are_removed_at_the_start(store: FileStore, clock: Clock) -> None:
    old, new = store.save(b"%PDF", "pdf", NOW), store.save(b"%PDF", "pdf", NOW + HOUR)
    clock.now += 24 * HOUR
    with running(store, clock):
        assert [path.stem for path in store.folder.iterdir()] == [new]
    assert old != new


def test_old_files_are_removed_again_and_again(store: FileStore, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    times, enough = [], Event()

    def removed(_: FileStore, now: float) -> int:
        times.append(now)
        if len(times) == 3:
            enough.set()
        return 0

    monkeypatch.setattr(FileStore, "remove_expired", removed)
    monkeypatch.setattr(routes, "REMOVE_EVERY_SECONDS", 0.001)
    with running(store, clock):
        assert enough.wait(30)


def test_a_folder_that_cannot_be_read_does_not_stop_the_server(
    store: FileStore, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(_: FileStore, __: float) -> int:
        raise PermissionError("not yours")

    monkeypatch.setattr(FileStore, "remove_expired", refused)
    with running(store, clock) as port:
        assert_is_missing(*fetch(port, "/files/" + "a" * 43))
    assert "old files could not be removed" in caplog.text
