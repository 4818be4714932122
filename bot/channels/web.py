"""The channel of the widget, under `/webhooks/web`: docs/web.md tells what each route takes and gives."""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.errors import UNEXPECTED, RequestError
from bot.channels.limits import WEB_PREFIX, clean
from bot.channels.rates import Rate
from bot.channels.web_requests import Rated, Said, is_message_id, read_body
from bot.channels.web_store import CHANNEL, WebStore
from bot.channels.web_turns import Handler, Turn, Turns
from bot.settings import Settings

logger = logging.getLogger(__name__)

MESSAGES_PER_MINUTE = 30
MESSAGES_PER_MINUTE_AND_ADDRESS = 600
CONVERSATIONS_PER_HOUR_AND_ADDRESS = 300
"""Generous, for a school has one address."""
WAITING_MESSAGES = 3
ERASE = '/erase_my_data{"confirm":"yes"}'
"""What erases a conversation: the same turn as that of a student who asks for it."""

_PRIVATE = {"Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"}

_CONVERSATION = re.compile(WEB_PREFIX + "[0-9a-f]{32}")

Route = Callable[..., Awaitable[HTTPResponse | None]]


class WebChannel(InputChannel):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """The channel `web`: conversations with a token, answers that stream, nothing processed twice."""

    def __init__(self, settings: Settings) -> None:
        """Open the database; the limits start empty."""
        self._settings = settings
        self._store = WebStore(settings.database_url)
        self._said = Rate(MESSAGES_PER_MINUTE, 60)
        self._said_there = Rate(MESSAGES_PER_MINUTE_AND_ADDRESS, 60)
        self._opened_there = Rate(CONVERSATIONS_PER_HOUR_AND_ADDRESS, 3600)

    @classmethod
    def name(cls) -> str:
        """The name that conversations and the URL bear."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The channel, configured by the environment."""
        return cls(Settings.from_environment())

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes."""
        self._turns = Turns(on_new_message)
        blueprint = Blueprint("web_channel")
        for path, method, route in (
            ("/conversations", "POST", self._open),
            ("/conversations/<conversation:str>", "GET", self._read),
            ("/conversations/<conversation:str>", "DELETE", self._erase),
            ("/conversations/<conversation:str>/messages", "POST", self._say),
            ("/conversations/<conversation:str>/ratings/<message:str>", "PUT", self._rate),
        ):
            blueprint.add_route(self._guarded(route), path, methods=[method], name=route.__name__)
        blueprint.add_route(_health, "/", methods=["GET"])
        blueprint.listener("after_server_start")(self._tidy)
        return blueprint

    async def _open(self, request: Request) -> HTTPResponse:
        _accept(self._opened_there.wait(_address(request)), "too_many_conversations")
        return response.json(asdict(self._store.open()), status=201, headers=_PRIVATE)

    async def _read(self, request: Request, conversation: str) -> HTTPResponse:
        self._authorize(request, conversation)
        before = request.args.get("before")
        if before is not None and not is_message_id(before):
            raise RequestError(400, "bad_request", "'before' is no message id: send the `id` of a turn")
        turns, more = self._store.history(conversation, before)
        body = {"conversation": conversation, "turns": [asdict(turn) for turn in turns], "more": more}
        return response.json(body, headers=_PRIVATE)

    async def _say(self, request: Request, conversation: str) -> None:
        self._authorize(request, conversation)
        turn = self._turn(request, conversation, read_body(request, Said))
        stream = await request.respond(content_type="application/x-ndjson", headers={**_PRIVATE, "X-Accel-Buffering": "no"})
        async for line in turn.follow():
            await stream.send(json.dumps(line, ensure_ascii=False) + "\n")
        await stream.eof()

    def _turn(self, request: Request, conversation: str, said: Said) -> Turn:
        """The turn of a message: under way, stored, or begun now. Nothing here waits: two requests cannot both begin it."""
        running = self._turns.get(conversation, said.id)
        if running is not None:
            return running
        answered = self._store.answered(conversation, said.id)
        if answered is not None:
            return Turn.of_stored(answered)
        _check_ready(request)
        if self._turns.waiting(conversation) >= WAITING_MESSAGES:
            raise RequestError(429, "busy", "earlier messages of this conversation are still being answered", 1)
        _accept(self._said_there.wait(_address(request)), "too_many_messages")
        _accept(self._said.wait(conversation), "too_many_messages")
        return self._turns.start(conversation, said.id, clean(said.text), said.to_metadata())

    async def _rate(self, request: Request, conversation: str, message: str) -> HTTPResponse:
        self._authorize(request, conversation)
        rated = read_body(request, Rated)
        value = None if rated.value == "none" else rated.value
        if not is_message_id(message) or not self._store.rate(conversation, message, rated.index, value):
            raise RequestError(404, "no_message", "there is no such answer in this conversation")
        return response.empty(headers=_PRIVATE)

    async def _erase(self, request: Request, conversation: str) -> HTTPResponse:
        self._authorize(request, conversation)
        _check_ready(request)
        turn = self._turns.start(conversation, uuid.uuid4().hex, ERASE, {})
        lines = [line async for line in turn.follow()]
        if lines[-1]["type"] != "done":
            raise RequestError(*UNEXPECTED)
        return response.empty(headers=_PRIVATE)

    def _authorize(self, request: Request, conversation: str) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise RequestError(401, "no_token", "send the header 'Authorization: Bearer <token>'")
        if not _CONVERSATION.fullmatch(conversation) or not self._store.owns(conversation, token.strip()):
            raise RequestError(404, "no_conversation", "there is no such conversation, or the token is not its own")

    def _guarded(self, route: Route) -> Route:
        """`route` for pages of allowed origins, with its refusals as answers."""

        @wraps(route)
        async def guarded(request: Request, **parts: str) -> HTTPResponse | None:
            try:
                self._check_origin(request)
                return await route(request, **parts)
            except RequestError as error:
                return error.response()

        return guarded

    def _check_origin(self, request: Request) -> None:
        """A browser would not let a page of another origin read the answer; this refuses the request, too."""
        if not self._settings.admits(request.headers.get("origin"), request.host):
            raise RequestError(403, "origin", "pages of this origin may not talk to the server: see DECLIC_ALLOWED_ORIGINS")

    async def _tidy(self, *_: object) -> None:
        self._store.forget_unused()


async def _health(_: Request) -> HTTPResponse:
    return response.json({"status": "ok"})


def _check_ready(request: Request) -> None:
    """Rasa drops a message without a word while it has no model."""
    agent = getattr(request.app.ctx, "agent", None)
    if agent is not None and not agent.is_ready():
        raise RequestError(503, "starting", "the model is being loaded; try again in a moment", 2)


def _accept(wait: float, code: str) -> None:
    if wait > 0:
        raise RequestError(429, code, "that is a lot at once; wait a moment", wait)


def _address(request: Request) -> str:
    return str(request.remote_addr or request.ip)
