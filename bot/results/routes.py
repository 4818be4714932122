"""`GET /files/<name>`: the files of students, readable without an account by whoever has the link."""

from __future__ import annotations

import logging
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.errors import error_response
from bot.results.files import FileStore, Kind

logger = logging.getLogger(__name__)

REMOVE_EVERY_SECONDS = 3600

_SERVED: dict[Kind, tuple[str, str]] = {
    "pdf": ("application/pdf", "bilan-declic.pdf"),
    "png": ("image/png", "bilan-declic.png"),
}
"""The content type, and the name under which a browser saves it."""
_PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Kept by no cache, listed by no search engine, and the link is told to no other site."""


def add_file_routes(app: Sanic, store: FileStore, clock: Callable[[], float] = time.time) -> None:
    """Serve the files of `store`, and remove the old ones when the server starts and every hour.

    `clock` gives seconds since the epoch.
    """

    async def read(_: Request, name: str) -> HTTPResponse:
        file = store.read(name, clock())
        if file is None:
            answer = error_response(404, "not_found", "there is no such file, or it has been deleted")
            answer.headers.update(_PRIVATE)
            return answer
        content_type, saved_as = _SERVED[file.kind]
        headers = {**_PRIVATE, "Content-Disposition": f'inline; filename="{saved_as}"'}
        return response.raw(file.content, headers=headers, content_type=content_type)

    def tidy(loop: AbstractEventLoop) -> None:
        try:
            store.remove_expired(clock())
        except OSError:
            logger.exception("old files could not be removed")
        loop.call_later(REMOVE_EVERY_SECONDS, tidy, loop)

    async def started(_: Sanic, loop: AbstractEventLoop) -> None:
        tidy(loop)

    app.add_route(read, "/files/<name:str>", methods=["GET", "HEAD"], name="files")
    app.register_listener(started, "after_server_start")
