"""Rasa's Socket.IO channel with checked messages, for sites that already have a web chat that speaks it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from engineio.async_drivers.sanic import WebSocket
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.socketio import SocketIOInput
from sanic import Blueprint
from sanic.server.websockets.frame import WebsocketFrameAssembler

from bot.channels.limits import MAX_METADATA_BYTES, MAX_SENDER, WEB_PREFIX, clean
from bot.settings import Settings

Handler = Callable[[UserMessage], Awaitable[Any]]


class _TaskAssembler(WebsocketFrameAssembler):  # type: ignore[misc]
    """Sanic's, for Python 3.11: Sanic 21.12 gives `get` to `asyncio.wait`, which takes tasks and no coroutines any more."""

    __slots__ = ()

    def get(self, timeout: float | None = None) -> asyncio.Task[str | bytes | None]:
        """The next message, as a task; it gives None when `timeout` seconds have passed without one."""
        return asyncio.ensure_future(super().get(timeout))


class ReadableWebSocket(WebSocket):  # type: ignore[misc]
    """Engine.IO's socket over Sanic, with messages that Python 3.11 can wait for."""

    async def __call__(self, environ: dict[str, Any]) -> Any:
        """Shake hands, then hand over to Engine.IO, to the end."""
        request = environ["sanic.request"]
        self._sock = await request.transport.get_protocol().websocket_handshake(request)
        self._sock.assembler = _TaskAssembler(self._sock)  # nothing can have come since
        self.environ = environ
        await self.handler(self)
        return self.server._ok()


class SocketIOChannel(SocketIOInput):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """The channel `socketio`: Rasa's events and settings; what cannot be used is dropped, as Rasa does without a session."""

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes, and the events of the socket."""

        blueprint = super().blueprint(on_new_message)
        self._check_messages()
        self.sio.eio._async = {**self.sio.eio._async, "websocket": ReadableWebSocket}  # of this server, not of the library
        self._refuse_other_origins(Settings.from_environment())
        return blueprint

    def _check_messages(self) -> None:
        """Rasa's handler takes what comes for a text: it would end in a trace in the log."""
        namespace = self.namespace or "/"
        handle = self.sio.handlers[namespace][self.user_message_evt]

        async def checked(sid: str, data: Any = None, *_: Any) -> None:
            if _usable(data):
                kept = {"message": clean(data["message"]), self.metadata_key: _metadata(data, self.metadata_key)}
                await handle(sid, {**data, **kept})

        self.sio.on(self.user_message_evt, checked, namespace=self.namespace)

    def _refuse_other_origins(self, settings: Settings) -> None:
        """Browsers let any page open a WebSocket: the server itself must look where it comes from."""
        connect = self.sio.handlers[self.namespace or "/"]["connect"]

        async def from_allowed_origin(sid: str, environ: dict[str, Any], auth: dict[str, Any] | None) -> bool:
            if not settings.admits(environ.get("HTTP_ORIGIN"), environ.get("HTTP_HOST", "")):
                return False
            return bool(await connect(sid, environ, auth))

        self.sio.on("connect", from_allowed_origin, namespace=self.namespace)


def _usable(data: Any) -> bool:
    """Whether a message is a text, in a session that other channels do not guard by a token."""
    if not isinstance(data, dict) or not isinstance(data.get("message"), str):
        return False
    session = data.get("session_id") or ""
    return isinstance(session, str) and len(session) <= MAX_SENDER and not session.startswith(WEB_PREFIX)


def _metadata(data: dict[str, Any], key: str) -> dict[str, Any]:
    """What the page says; what is no object, or too much, counts as nothing."""
    metadata = data.get(key)
    return metadata if isinstance(metadata, dict) and len(json.dumps(metadata)) <= MAX_METADATA_BYTES else {}
