"""A browser for the tests of the widget, and students with a phone or a desktop."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import Server
from tests.widget.browser import DESKTOP, MISSING, PHONE, Visit, Widget, find_chromium, started
from tests.widget.site import Site

NewVisit = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for each module: Playwright keeps an event loop in the thread, which other tests want to themselves."""
    if find_chromium() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A school's site, without a page yet."""
    with Site.started(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def site_server(model: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the school's site may talk to; a test may kill it."""
    environment = {"DECLIC_ALLOWED_ORIGINS": site.url}
    running = Server(tmp_path_factory.mktemp("widget") / "conversations.db", environment=environment).start()
    yield running
    running.stop()


@pytest.fixture
def visit(browser: Browser) -> Iterator[NewVisit]:
    """Makes a student's device: `visit()` or `visit(PHONE, color_scheme="dark")`."""
    visits: list[Visit] = []

    def new(*device: dict[str, object], **options: object) -> Visit:
        known = {name: value for part in device or (DESKTOP,) for name, value in part.items()}
        visits.append(Visit(browser.new_context(**{**known, **options})))
        return visits[-1]

    yield new
    for one in visits:
        one.context.close()


@pytest.fixture
def phone(visit: NewVisit, server: Server) -> Widget:
    """The demo page on a phone."""
    return visit(PHONE).page(server.url)


@pytest.fixture
def desktop(visit: NewVisit, server: Server) -> Widget:
    """The demo page on a desktop."""
    return visit().page(server.url)
