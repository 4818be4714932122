"""`python -m tests.widget.screenshots [URL]`: pictures of the main states of the widget, into docs/screenshots.

The states are those of the demo (`states.js`), on the page of a job. URL is a server that runs; without it one is started.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from bot.paths import ROOT
from tests.conftest import Server
from tests.widget.browser import DESKTOP, MISSING, PHONE, Visit, Widget, find_chromium, started

FOLDER = ROOT / "docs" / "screenshots"
SHOTS = (
    *(("phone", "light", state) for state in ("open", "answer", "comparison", "question", "result", "safety", "offline")),
    *(("phone", "dark", state) for state in ("answer", "result")),
    *(("desktop", "light", state) for state in ("invitation", "answer", "result")),
    *(("desktop", "dark", state) for state in ("comparison", "quiz")),
)
COLOURS = 256
"""A file is a third of its size; `kmeans` keeps flat colours as they are."""
DEVICES: dict[str, dict[str, Any]] = {"phone": {**PHONE, "device_scale_factor": 1}, "desktop": DESKTOP}
TAG = '<script type="module" src="/widget.js" data-job="assistant-de-production-audiovisuelle">'
STATES = '<script type="module" src="/demo/states.js">'


def name(device: str, theme: str, state: str) -> str:
    """The file of a picture."""
    return f"{device}-{theme}-{state}.png"


def with_states(route: Route) -> None:
    """The page of a job, with the widget of the demo of states in place of its own."""
    response = route.fetch()
    page = response.text()
    assert TAG in page
    route.fulfill(response=response, body=page.replace(TAG, STATES))


def show(page: Page, url: str, state: str) -> None:
    """Bring up a state and wait until it rests."""
    page.route("**/?state=*", with_states)
    page.goto(f"{url}/?state={state}")
    widget = Widget(page)
    if state == "invitation":
        expect(widget.host.locator(".accept")).to_be_visible()
        return
    expect(widget.panel).to_be_visible()
    if state == "offline":
        expect(widget.last).to_have_attribute("data-status", "waiting")
    elif state != "open":
        widget.answer(1)
    if state == "result":  # the radar, below the words before it
        widget.host.locator(".card").evaluate(
            "(card) => { card.parentNode.closest('.scroller').scrollTop = card.offsetTop - 12 }"
        )
    page.mouse.move(1, 1)
    page.wait_for_timeout(200)


def shoot(browser: Browser, url: str, device: str, theme: str, state: str) -> int:
    """Write a picture; its size."""
    visit = Visit(browser.new_context(**DEVICES[device], color_scheme=theme, reduced_motion="reduce"))
    page = visit.context.new_page()
    show(page, url, state)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, kmeans=4, dither=Image.Dither.NONE)
    path = FOLDER / name(device, theme, state)
    picture.save(path, optimize=True)
    visit.context.close()
    return path.stat().st_size


@contextmanager
def serving(url: str | None) -> Iterator[str]:
    """The address of a server."""
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "conversations.db").start()
        yield server.url
        server.stop()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="?")
    if find_chromium() is None:
        parser.exit(1, f"{MISSING}\n")
    FOLDER.mkdir(exist_ok=True)
    with serving(parser.parse_args().url) as url, started() as browser:
        total = sum(shoot(browser, url, *shot) for shot in SHOTS)
    print(f"{len(SHOTS)} pictures in {FOLDER.relative_to(ROOT)}, {total / 1000:.0f} KB")


if __name__ == "__main__":
    main()
