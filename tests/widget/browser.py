"""A real browser for the tests of the widget, and the widget as a student meets it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Locator, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium for the tests of the widget: `apt-get install chromium`, or set CHROMIUM to its path"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "fr-BE",
}
DESKTOP = {"viewport": {"width": 1280, "height": 800}, "locale": "fr-BE"}
MESSAGES = "**/webhooks/web/conversations/*/messages"
"""The route that says something."""
PATIENCE = 20_000
"""Milliseconds; the machine may be busy."""

WATCH = """
window.seen = { violations: [], shifts: [], events: [] };
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  seen.violations.push([violatedDirective, blockedURI, sample].join(" ")));
for (const name of ["open", "close", "message", "result"])
  addEventListener(`declic:${name}`, ({ type, detail, target }) => seen.events.push({ type, detail, on: target.localName }));
const shifted = ({ hadRecentInput, value }) => hadRecentInput || seen.shifts.push(value);
new PerformanceObserver((list) => list.getEntries().forEach(shifted)).observe({ type: "layout-shift", buffered: true });
"""
"""Runs in each page before its own scripts: what a site would notice."""


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def launch(kind: BrowserType, *more: str) -> Browser:
    """Start the Chromium that was found, without a window."""
    # Root, as in a container, has no sandbox; example.test is a site without https, which localhost is taken to have.
    flags = ["--no-sandbox", "--host-resolver-rules=MAP *.example.test 127.0.0.1", *more]
    return kind.launch(executable_path=find_chromium(), args=flags)


@contextmanager
def started() -> Iterator[Browser]:
    """A Chromium until the end of the block."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A context of the browser: one student's device."""

    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    """What the console said is wrong."""

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(WATCH)
        self.context.on("console", self._note)
        self.context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def answers(self, *lines: dict[str, Any] | str) -> None:
        """Say this in place of the server from now on; a line may be a text that is no JSON. `done` is added."""
        whole = [*lines, {"type": "done", "messages": len(lines)}]
        body = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in whole)
        self.context.route(MESSAGES, lambda route: route.fulfill(content_type="application/x-ndjson", body=body))

    def page(self, url: str) -> Widget:
        """A new tab at an address, its first widget in place."""
        page = self.context.new_page()
        page.goto(url)
        widget = Widget(page)
        expect(widget.host.locator(".launcher:visible, .panel:visible").first).to_be_visible(timeout=PATIENCE)
        return widget


class Widget:
    """The widget on a page, by what there is to see."""

    def __init__(self, page: Page, place: int = 0) -> None:
        """The widget at `place` on the page."""
        self.page = page
        self.host = page.locator("declic-chat").nth(place)
        self.launcher = self.host.locator(".launcher")
        self.panel = self.host.locator("dialog.panel")
        self.field = self.host.locator("textarea")
        self.turns = self.host.locator("[data-turn]")
        self.log = self.host.locator("[role=log]")
        self.replies = self.host.locator(".reply")
        self.progress = self.host.locator(".head + .progress")
        self.banner = self.host.locator(".banner")
        self.busy = self.host.locator(".busy")

    @property
    def last(self) -> Locator:
        """The last turn."""
        return self.turns.last

    @property
    def bubbles(self) -> Locator:
        """The bubbles of the last turn that are to be seen."""
        return self.last.locator(".bubble:visible")

    def open(self) -> Widget:
        """Tap the launcher."""
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def write(self, text: str) -> None:
        """Type a message and send it, without waiting for an answer."""
        self.field.fill(text)
        self.field.press("Enter")

    def say(self, text: str) -> str:
        """Type a message; the whole answer."""
        count = self.turns.count()
        self.write(text)
        return self.answer(count + 1)

    def tap(self, title: str | re.Pattern[str]) -> str:
        """Tap a quick reply; the whole answer."""
        count = self.turns.count()
        self.host.get_by_role("button", name=title).and_(self.replies).first.click()
        return self.answer(count + 1)

    def answer(self, count: int) -> str:
        """Wait until there are `count` turns, all answered; the text of the last one."""
        expect(self.turns).to_have_count(count, timeout=PATIENCE)
        for turn in self.turns.all():
            expect(turn).to_have_attribute("data-status", "done", timeout=PATIENCE)
        return self.text(self.last)

    def option(self, name: str) -> None:
        """Choose in the menu of options."""
        self.host.locator(".menu > summary").click()
        self.host.locator(f"[data-option={name}]").click()

    def said(self) -> list[str]:
        """What the student said, by turn."""
        return [text.removeprefix("Toi : ") for text in self.host.locator(".said").all_text_contents()]

    def seen(self, what: str) -> Any:
        """What the page noticed: violations, shifts or events."""
        return self.page.evaluate(f"seen.{what}")

    def key(self) -> dict[str, str]:
        """The conversation and its token, as the browser keeps them."""
        kept: dict[str, str] = self.page.evaluate(
            "JSON.parse(localStorage[Object.keys(localStorage).find((name) => name.startsWith('declic:'))]).key"
        )
        return kept

    @staticmethod
    def text(place: Locator) -> str:
        """The text of a place, no-break spaces as spaces."""
        return (place.text_content() or "").replace("\u00a0", " ").replace("\u202f", " ")
