"""A client of the web channel, as small as it can be: it can hang up in the middle of an answer."""

from __future__ import annotations

import http.client
import json
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import Server

ROUTE = "/webhooks/web/conversations"


@dataclass
class Answer:
    """The answer to one request."""

    status: int
    headers: dict[str, str]
    lines: list[dict[str, Any]]

    @property
    def body(self) -> dict[str, Any]:
        """The only object of it."""
        (body,) = self.lines
        return body

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What the bot said, without its place."""
        kept = [line for line in self.lines if line["type"] == "message"]
        return [{name: value for name, value in line.items() if name not in ("type", "index")} for line in kept]

    @property
    def text(self) -> str:
        """All bubbles, no-break spaces as spaces."""
        return "\n".join(message.get("text", "") for message in self.messages).replace("\u00a0", " ")


def request(
    server: Server, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Answer:
    """One request, answered to the end."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    lines = [json.loads(line) for line in response.read().splitlines() if line.strip()]
    connection.close()
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, lines)


@dataclass
class WebStudent:
    """Somebody on a page with the widget."""

    server: Server
    conversation: str = ""
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, server: Server, **headers: str) -> WebStudent:
        """A new conversation."""
        answer = request(server, "POST", ROUTE, headers=headers)
        assert answer.status == 201, answer
        return cls(server, **answer.body, headers=headers)

    def call(self, method: str, path: str = "", body: Any = None) -> Answer:
        """A request about this conversation."""
        content = None if body is None else json.dumps(body).encode()
        return request(self.server, method, f"{ROUTE}/{self.conversation}{path}", content, self._headers())

    def say(self, text: str, id: str = "", **more: Any) -> Answer:  # noqa: A002  # the name of the field
        """Say something, and wait for the whole answer."""
        return self.call("POST", "/messages", {"id": id or new_id(), "text": text, **more})

    def say_and_hang_up(self, text: str, id: str) -> None:  # noqa: A002
        """Say something, and be gone before anything comes back."""
        connection = http.client.HTTPConnection("localhost", self.server.port, timeout=60)
        body = json.dumps({"id": id, "text": text}).encode()
        connection.request("POST", f"{ROUTE}/{self.conversation}/messages", body, self._headers())
        connection.close()

    def lines(self, text: str, id: str = "") -> Iterator[dict[str, Any]]:  # noqa: A002
        """Say something; each line as it comes."""
        connection = http.client.HTTPConnection("localhost", self.server.port, timeout=60)
        body = json.dumps({"id": id or new_id(), "text": text}).encode()
        connection.request("POST", f"{ROUTE}/{self.conversation}/messages", body, self._headers())
        response = connection.getresponse()
        while line := response.readline():
            yield json.loads(line)
        connection.close()

    def history(self) -> list[dict[str, Any]]:
        """The turns of the conversation."""
        answer = self.call("GET")
        assert answer.status == 200, answer
        turns: list[dict[str, Any]] = answer.body["turns"]
        return turns

    def rows(self, table: str) -> int:
        """Rows of the database that belong to this conversation."""
        with sqlite3.connect(self.server.database) as connection:
            query = f"SELECT count(*) FROM {table} WHERE sender_id = ?"
            return int(connection.execute(query, (self.conversation,)).fetchone()[0])

    def user_events(self) -> list[dict[str, Any]]:
        """What of the student's messages is stored."""
        with sqlite3.connect(self.server.database) as connection:
            query = "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id"
            return [json.loads(data) for (data,) in connection.execute(query, (self.conversation,))]

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}", "content-type": "application/json", **self.headers}


def new_id() -> str:
    """The id of a message."""
    return str(uuid.uuid4())
