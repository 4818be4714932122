"""Rasa's Socket.IO channel with checked messages, for sites that already have a web chat that speaks it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.socketio import SocketIOInput
from sanic import Blueprint

from bot.channels.limits import MAX_SENDER, WEB_PREFIX, clean
from bot.settings import Settings

Handler = Callable[[UserMessage], Awaitable[Any]]


class SocketIOChannel(SocketIOInput):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """The channel `socketio`: Rasa's events and settings; what cannot be used is dropped, as Rasa does without a session."""

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes, and the events of the socket."""

        async def checked(message: UserMessage) -> None:
            if _usable(message):
                message.text = clean(message.text)
                await on_new_message(message)

        blueprint = super().blueprint(checked)
        self._refuse_other_origins(Settings.from_environment().allowed_origins)
        return blueprint

    def _refuse_other_origins(self, allowed: tuple[str, ...]) -> None:
        """Browsers let any page open a WebSocket: the server itself must look where it comes from."""
        connect = self.sio.handlers[self.namespace or "/"]["connect"]

        async def from_allowed_origin(sid: str, environ: dict[str, Any], auth: dict[str, Any] | None) -> bool:
            origin = environ.get("HTTP_ORIGIN")
            if origin and origin not in allowed and urlsplit(origin).netloc != environ.get("HTTP_HOST"):
                return False
            return bool(await connect(sid, environ, auth))

        self.sio.on("connect", from_allowed_origin, namespace=self.namespace)


def _usable(message: UserMessage) -> bool:
    sender = message.sender_id
    known = isinstance(sender, str) and 0 < len(sender) <= MAX_SENDER and not sender.startswith(WEB_PREFIX)
    return known and isinstance(message.text, str) and isinstance(message.metadata, dict | None)
