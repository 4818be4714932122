"""Rasa's REST channel with a checked body: `POST /webhooks/rest/webhook`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.errors import error_response
from bot.channels.limits import BadRequestError, Incoming, read_message

logger = logging.getLogger(__name__)

Handler = Callable[[UserMessage], Awaitable[Any]]


class RestChannel(RestInput):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """The channel `rest`: the answers come back in the response, as a list of messages."""

    @classmethod
    def name(cls) -> str:
        """The name that conversations and the URL bear."""
        return "rest"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes."""
        blueprint = Blueprint("rest_channel")

        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        async def receive(request: Request) -> HTTPResponse:
            try:
                incoming = read_message(_json(request))
            except BadRequestError as error:
                return error_response(400, "bad_request", str(error))
            if request.args.get("stream", "").lower() == "true":
                stream = self.stream_response(on_new_message, incoming.text, incoming.sender, self.name(), incoming.metadata)
                return response.stream(stream, content_type="text/event-stream")
            return response.json(await self._answers(on_new_message, incoming, request))

        blueprint.add_route(health, "/", methods=["GET"])
        blueprint.add_route(receive, "/webhook", methods=["POST"])
        return blueprint

    async def _answers(self, on_new_message: Handler, incoming: Incoming, request: Request) -> list[dict[str, Any]]:
        collector = CollectingOutputChannel()
        message = UserMessage(
            incoming.text, collector, incoming.sender, input_channel=self.name(), metadata=incoming.metadata
        )
        try:
            await on_new_message(message)
        except Exception:  # whatever went wrong, the student is told calmly and the conversation stays
            logger.exception("a message could not be handled")
            return [{"recipient_id": incoming.sender, "text": _sorry(request)}]
        answers: list[dict[str, Any]] = collector.messages
        return answers


def _json(request: Request) -> Any:
    try:
        return request.json
    except InvalidUsage as error:
        raise BadRequestError("the body is not valid JSON; send an object with 'sender' and 'message'") from error


def _sorry(request: Request) -> str:
    """The response `utter_technical_problem` of domain.yml."""
    agent = getattr(request.app.ctx, "agent", None)
    responses = agent.domain.responses if agent and agent.domain else {}
    return str((responses.get("utter_technical_problem") or [{"text": "…"}])[0]["text"])
