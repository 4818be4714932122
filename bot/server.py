"""Build the web application: the channels of credentials.yml, the model, the actions, in one process."""

from __future__ import annotations

import logging
import socket
from asyncio import AbstractEventLoop
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, register
from rasa.core.run import create_http_input_channels
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.agent import build_agent
from bot.channels.errors import UNEXPECTED, error_response
from bot.channels.limits import MAX_BODY_BYTES
from bot.knowledge.library import shared_library
from bot.local_actions import LocalActionEndpoint
from bot.paths import CREDENTIALS
from bot.results.files import FileStore
from bot.results.routes import add_file_routes
from bot.settings import Settings
from bot.tracker_store import SnapshotTrackerStore
from bot.widget.routes import add_widget_routes

logger = logging.getLogger(__name__)

_PREFLIGHT_SECONDS = 600
"""How long a browser need not ask again what a page of another origin may do."""
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 408: "timeout", 413: "too_large"}


def load_agent(model: Path, settings: Settings) -> Agent:
    """The agent that `serve` and `chat` use: our store, our actions, one process.

    Raises:
        DataError: when knowledge/ is broken, with every problem.
        ModelNotFound: when there is no model.
    """
    shared_library()
    return build_agent(model, SnapshotTrackerStore(url=settings.database_url), LocalActionEndpoint())


def create_app(agent: Agent, settings: Settings, channels: list[InputChannel] | None = None) -> Sanic:
    """The application around a loaded agent; `channels` are those of credentials.yml unless given."""
    app = Sanic("declic", configure_logging=False)
    app.ctx.agent = agent
    app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.ACCESS_LOG = False
    if settings.proxies:
        app.config.PROXIES_COUNT = settings.proxies
    register(channels or create_http_input_channels(None, str(CREDENTIALS)), app, route="/webhooks/")
    if settings.allowed_origins:
        _admit(app, list(settings.allowed_origins))

    async def health(_: Request) -> HTTPResponse:
        ready = agent.is_ready()
        return response.json({"status": "ok" if ready else "starting"}, status=200 if ready else 503)

    app.add_route(health, "/health", methods=["GET"])
    add_file_routes(app, FileStore.from_settings(settings))
    add_widget_routes(app)
    app.error_handler.add(Exception, on_error)
    return app


def _admit(app: Sanic, origins: list[str]) -> None:
    """Let pages of these origins read the answers.

    Not those under /widget: they are for every page, and a browser refuses an answer that says twice whom it is for.
    """
    from sanic_cors import CORS  # needed for pages of other origins only

    rights = {
        "origins": origins,
        "supports_credentials": True,
        "expose_headers": ["Retry-After"],
        "max_age": _PREFLIGHT_SECONDS,
    }
    CORS(app, resources={r"/(?!widget).*": rights}, automatic_options=True)


def on_error(_: Request, error: Exception) -> HTTPResponse:
    """Every error in one shape; the trace goes to the log, never to the client."""
    if isinstance(error, SanicException):
        status = error.status_code or 500
        answer = error_response(status, _CODES.get(status, "error"), str(error))
        answer.headers.update(getattr(error, "headers", None) or {})  # such as `Allow` of a 405
        return answer
    logger.error("unexpected error", exc_info=error)
    return error_response(*UNEXPECTED)


def serve(model: Path, settings: Settings) -> None:
    """Load everything, then listen until stopped. The port is not open before the bot can talk.

    Raises:
        OSError: when the port is taken.
    """
    with socket.socket() as probe:  # a taken port is known at once, not after loading the model
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((settings.host, settings.port))
    app = create_app(load_agent(model, settings), settings)

    async def started(_app: Sanic, _loop: AbstractEventLoop) -> None:
        print(f"Déclic: http://{settings.host}:{settings.port}", flush=True)

    app.register_listener(started, "after_server_start")
    options: dict[str, Any] = {"access_log": False, "debug": False, "motd": False}
    app.run(host=settings.host, port=settings.port, **options)
