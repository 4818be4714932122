"""The widget's files and the demo pages, as a browser asks for them."""

from __future__ import annotations

import gzip
import http.client

import pytest

from bot.widget.routes import FOLDER, widget_assets
from tests.conftest import SITE, Server, fetch


def ask(server: Server, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """(status, headers, body) of one request."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = response.status, [(name.lower(), value) for name, value in response.getheaders()], response.read()
    connection.close()
    return found


def test_every_file_is_served_compressed_and_named(server: Server) -> None:
    for name, asset in widget_assets().items():
        status, headers, body = ask(server, f"/widget/{name}", accept_encoding="gzip")
        told = dict(headers)
        assert (status, told["content-encoding"]) == (200, "gzip")
        assert gzip.decompress(body) == (FOLDER / name).read_bytes()
        assert ask(server, f"/widget/{name}")[2] == asset.plain
        assert ask(server, f"/widget/{name}", if_none_match=told["etag"])[0] == 304


@pytest.mark.parametrize("path", ["/widget.js", "/widget/element.js", "/widget/styles.css"])
def test_any_site_may_load_them(server: Server, site_server: Server, path: str) -> None:
    for running, origin in ((server, SITE), (site_server, SITE), (site_server, "https://other.example")):
        status, headers, _ = ask(running, path, origin=origin)
        allowed = [value for name, value in headers if name == "access-control-allow-origin"]
        assert (status, allowed) == (200, ["*"])  # one value: browsers refuse two


def test_the_demo_pages_obey_a_strict_policy(server: Server) -> None:
    for path in ("/", "/demo/options.html", "/demo/states.html"):
        status, headers, body = ask(server, path)
        policy = dict(headers)["content-security-policy"]
        assert status == 200 and "unsafe" not in policy and "default-src 'none'" in policy
        assert b"<script>" not in body and b"style=" not in body


@pytest.mark.parametrize("path", ["/widget/../../domain.yml", "/widget/routes.py", "/widget/demo/index.html", "/demo/x"])
def test_nothing_else_is_served(server: Server, path: str) -> None:
    status, body = fetch(server.url + path)
    assert status == 404 and body["error"] == "not_found"
