"""`/widget.js`, `/widget/…` and the demo pages: static files, read and compressed once when the server starts."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Sanic, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

FOLDER = Path(__file__).parent
DEMO = FOLDER / "demo"
WIDGET_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
DEMO_TYPES = {**WIDGET_TYPES, ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}
ALIAS = b'import "./widget/widget.js";\n'
"""`/widget.js`: the short address; the modules stand in `/widget/`, next to each other."""

_FRESH_SECONDS = 300
_ANY_SITE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""A module of another origin is loaded only with these; the files hold nothing private."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The demo pages obey the policy that the widget promises to work under."""


@dataclass(frozen=True)
class Asset:
    """A file as it is served."""

    plain: bytes
    packed: bytes
    """The same, by gzip."""
    content_type: str
    etag: str

    @classmethod
    def of(cls, content: bytes, content_type: str) -> Asset:
        """Compress it, and name its content."""
        etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        return cls(content, gzip.compress(content, 9, mtime=0), content_type, etag)


def widget_assets() -> dict[str, Asset]:
    """The files of the widget by their path below `/widget/`."""
    return _assets(FOLDER, WIDGET_TYPES, leave_out=DEMO)


def _assets(folder: Path, types: dict[str, str], leave_out: Path | None = None) -> dict[str, Asset]:
    return {
        path.relative_to(folder).as_posix(): Asset.of(path.read_bytes(), types[path.suffix])
        for path in sorted(folder.rglob("*"))
        if path.suffix in types and (leave_out is None or leave_out not in path.parents)
    }


def add_widget_routes(app: Sanic) -> None:
    """Serve the widget to every site, and the demo pages."""
    alias = Asset.of(ALIAS, WIDGET_TYPES[".js"])
    widget, demo = widget_assets(), _assets(DEMO, DEMO_TYPES)

    async def short(request: Request) -> HTTPResponse:
        return _answer(request, alias, _ANY_SITE)

    async def read_widget(request: Request, name: str) -> HTTPResponse:
        return _answer(request, _found(widget, name), _ANY_SITE)

    async def read_demo(request: Request, name: str = "index.html") -> HTTPResponse:
        headers = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"}
        return _answer(request, _found(demo, name), headers)

    methods = ["GET", "HEAD"]
    app.add_route(short, "/widget.js", methods=methods, name="widget")
    app.add_route(read_widget, "/widget/<name:path>", methods=methods, name="widget_files")
    app.add_route(read_demo, "/", methods=methods, name="demo")
    app.add_route(read_demo, "/demo/<name:path>", methods=methods, name="demo_files")


def _found(assets: dict[str, Asset], name: str) -> Asset:
    if name not in assets:
        raise NotFound("there is no such file")
    return assets[name]


def _answer(request: Request, asset: Asset, more: dict[str, str]) -> HTTPResponse:
    headers = {
        "ETag": asset.etag,
        "Cache-Control": f"public, max-age={_FRESH_SECONDS}",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        **more,
    }
    if asset.etag in request.headers.get("if-none-match", ""):
        return response.empty(status=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
    return response.raw(asset.packed if packed else asset.plain, headers=headers, content_type=asset.content_type)
