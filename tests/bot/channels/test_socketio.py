"""Socket.IO as the known web chats for Rasa speak it, with the real client library."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import socketio

from tests.conftest import Server
from tests.web_client import WebStudent

QUIET_SECONDS = 0.4
"""Silence after which an answer is taken as said."""


class Chat:
    """A web chat: asks for its session, says something, collects what comes."""

    def __init__(self, server: Server, transport: str, **headers: str) -> None:
        self.client = socketio.AsyncClient(reconnection=False)
        self.server, self.transport, self.headers = server, transport, headers
        self.said: list[dict[str, Any]] = []
        self.session: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.client.on("bot_uttered", self.said.append)
        self.client.on("session_confirm", self.session.set_result)

    async def __aenter__(self) -> Chat:
        await self.client.connect(self.server.url, headers=self.headers, transports=[self.transport])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.disconnect()

    async def open(self, session: str | None = None) -> str:
        """Ask for a session, or for the one of before."""
        await self.client.emit("session_request", {"session_id": session})
        return await asyncio.wait_for(self.session, 10)

    async def say(self, text: Any, session: Any) -> list[dict[str, Any]]:
        """Everything that comes back."""
        before = len(self.said)
        await self.client.emit("user_uttered", {"message": text, "session_id": session, "metadata": {}})
        count = -1
        while count < len(self.said):
            count = len(self.said)
            await asyncio.sleep(QUIET_SECONDS)
        return self.said[before:]


@pytest.mark.parametrize("transport", ["polling", "websocket"])
def test_a_session_outlives_its_connection(server: Server, transport: str) -> None:
    async def run() -> None:
        async with Chat(server, transport) as chat:
            session = await chat.open()
            answer = await chat.say("le salaire d'une assistante de production ?", session)
            assert any("2\u00a0200" in message["text"] for message in answer)
            assert answer[-1]["quick_replies"] and not any("custom" in message for message in answer)
        async with Chat(server, transport) as chat:
            assert await chat.open(session) == session
            answer = await chat.say("et les études ?", session)
            assert any("INSAS" in message["text"] for message in answer), answer

    asyncio.run(run())


def test_rubbish_stops_nothing(server: Server) -> None:
    async def run() -> None:
        async with Chat(server, "websocket") as chat:
            session = await chat.open()
            for text in ("", 12, None, {"a": 1}, "\u0000", "x" * 20_000):
                await chat.say(text, session)
            for data in ("salut", 7, None, {"message": "salut", "session_id": 3}, {"message": "a", "metadata": "{"}):
                await chat.client.emit("user_uttered", data)
            assert await chat.say("bonjour", session)

    asyncio.run(run())
    assert "Traceback" not in server.log()


def test_it_does_not_reach_conversations_that_have_a_token(server: Server) -> None:
    web = WebStudent.open(server)

    async def run() -> list[dict[str, Any]]:
        async with Chat(server, "websocket") as chat:
            await chat.open(web.conversation)
            return await chat.say("salut", web.conversation)

    assert asyncio.run(run()) == [] and web.user_events() == []


def test_pages_of_other_origins_are_refused(server: Server) -> None:
    async def run(origin: str) -> None:
        async with Chat(server, "websocket", origin=origin) as chat:
            await chat.open()

    asyncio.run(run(server.url))
    with pytest.raises(socketio.exceptions.ConnectionError):
        asyncio.run(run("https://evil.example"))
