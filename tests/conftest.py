"""What the tests share: the trained model, a running server, a conversation over REST."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.importer.rome import import_rome
from bot.knowledge.library import Library, build_library
from bot.knowledge.register import REGISTER
from bot.paths import KNOWLEDGE, ROOT
from bot.training import MODEL, is_trained

START_SECONDS = 180
SITE = "https://www.ecole.example"
"""The site whose pages may talk to `site_server`."""
ROME = ROOT.parent / "shared" / "rome"
"""A release of the register of occupations; it is not part of the project."""


@pytest.fixture(scope="session")
def rome() -> Path:
    """The folder of a release of the register of occupations."""
    if not ROME.is_dir():
        pytest.skip("the tables of the register are not here: they belong in ../shared/rome, next to the project")
    return ROME


@pytest.fixture(scope="session")
def register_library(rome: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The project's knowledge with the register imported."""
    folder = tmp_path_factory.mktemp("register") / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    import_rome(rome, folder / REGISTER)
    return build_library(folder)


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; `make test` trains it when its inputs changed."""
    if not is_trained():
        pytest.fail("the model is missing or older than its inputs; run `python -m bot train --if-needed` first")
    return MODEL


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def fetch(url: str, body: bytes | None = None, content_type: str = "application/json") -> tuple[int, Any]:
    """(status, parsed JSON or text) of one request."""
    request = urllib.request.Request(url, body, {"content-type": content_type})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            status, raw = response.status, response.read()
    except urllib.error.HTTPError as error:
        status, raw = error.code, error.read()
    try:
        return status, json.loads(raw)
    except ValueError:
        return status, raw.decode(errors="replace")


@dataclass
class Server:
    """`python -m bot serve` in a process of its own."""

    database: Path
    port: int = field(default_factory=free_port)
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://localhost:{self.port}"

    def start(self) -> Server:
        """Start it, and wait until it can talk."""
        environment = {**os.environ, "DECLIC_DATABASE_URL": f"sqlite:///{self.database}", **self.environment}
        log = self.database.with_suffix(".log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )
        log.close()
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                pytest.fail(f"the server stopped: {self.log()[-2000:]}")
            try:
                if fetch(f"{self.url}/health")[0] == 200:
                    return self
            except OSError:
                time.sleep(0.3)
        pytest.fail("the server did not start in time")

    def stop(self, signal_kill: bool = False) -> None:
        """Stop it; with `signal_kill` as a power cut would."""
        if self.process is not None:
            (self.process.kill if signal_kill else self.process.terminate)()
            self.process.wait(30)

    def log(self) -> str:
        """Everything that it printed."""
        return self.database.with_suffix(".log").read_text(errors="replace")

    def post(self, body: Any) -> tuple[int, Any]:
        """Send a JSON body to the REST channel."""
        return fetch(f"{self.url}/webhooks/rest/webhook", json.dumps(body).encode())

    def student(self) -> Student:
        """A new conversation."""
        return Student(self, f"student-{uuid.uuid4().hex}")


@dataclass
class Student:
    """Somebody who talks to a server."""

    server: Server
    sender: str

    def say(self, text: str, **metadata: str) -> Turn:
        """Send a message, and what came back."""
        status, messages = self.server.post({"sender": self.sender, "message": text, "metadata": metadata})
        assert status == 200, messages
        return Turn(messages)


@dataclass
class Turn:
    """The bot's answer to one message."""

    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """All bubbles, no-break spaces as spaces."""
        return "\n".join(message.get("text", "") for message in self.messages).replace("\u00a0", " ")

    @property
    def custom(self) -> list[dict[str, Any]]:
        """The machine-readable messages."""
        return [message["custom"] for message in self.messages if "custom" in message]

    @property
    def topics(self) -> list[tuple[str, str]]:
        """(job, topic) of each answer."""
        return [(item["job"], item["topic"]) for item in self.custom if item["type"] == "answer"]

    @property
    def kinds(self) -> list[str]:
        """The types of the machine-readable messages."""
        return [item["type"] for item in self.custom]

    @property
    def buttons(self) -> dict[str, str]:
        """Title to payload."""
        return {button["title"]: button["payload"] for message in self.messages for button in message.get("buttons", [])}


@pytest.fixture(scope="session")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only talk to it."""
    running = Server(tmp_path_factory.mktemp("server") / "conversations.db").start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def site_server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the pages of `SITE` may talk to; a test may kill it and start it again."""
    environment = {"DECLIC_ALLOWED_ORIGINS": SITE}
    running = Server(tmp_path_factory.mktemp("site") / "conversations.db", environment=environment).start()
    yield running
    running.stop()


@pytest.fixture
def student(server: Server) -> Student:
    """A new conversation with the shared server."""
    return server.student()
