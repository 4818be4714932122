"""For everybody: what axe-core finds, the keyboard alone, what is read aloud, zoom, small screens, touch, own colours."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Locator, Page, expect

from bot.paths import ROOT
from tests.conftest import Server
from tests.widget.browser import DESKTOP, MESSAGES, PHONE, Visit, Widget, launch
from tests.widget.conftest import NewVisit

STATES = ROOT / "bot" / "widget" / "demo" / "states.js"
NAMES = (
    *("closed", "badge", "open", "invitation", "history", "answer", "long", "comparison"),
    *("question", "result", "quiz", "handoff", "safety", "error", "typing", "offline"),
)
AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
THEMES = ["light", "dark"]
SMALLEST = 24
SMALL_SCREENS = ((320, 640), (640, 400), (320, 256))
"""Zoom leaves fewer CSS pixels: of 1280 × 800 at 200 % 640 × 400, of 1280 × 1024 at 400 % 320 × 256."""
HEARD = """
window.heard = [];
const readAloud = (node) => {
  const live = (node.nodeType === 1 ? node : node.parentElement)?.closest("[aria-live], [role=status], [role=log]");
  return live && live.getAttribute("aria-live") !== "off" && node.textContent.trim();
};
window.listen = () => new MutationObserver((records) => {
  const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
  heard.push(...added.filter(readAloud).map(({ textContent }) => textContent.trim()));
}).observe(document.querySelector("declic-chat").shadowRoot, { childList: true, subtree: true });
"""
"""What a screen reader would read: what is added in a live region, unless a nearer one is off."""


def show(student: Visit, server: Server, state: str, more: str = "") -> Widget:
    """A state of the demo page, when it has come to rest."""
    page = student.context.new_page()
    page.goto(f"{server.url}/demo/states.html?state={state}{more}")
    widget = Widget(page)
    there = {"closed": widget.launcher, "badge": widget.host.locator(".badge"), "invitation": widget.host.locator(".accept")}
    expect(there.get(state, widget.panel)).to_be_visible()
    if state in ("answer", "long", "comparison", "question", "result", "quiz", "handoff", "safety"):
        widget.answer(1)
    elif state == "error":
        expect(widget.last).to_have_attribute("data-status", re.compile("refused|failed"))
    elif state == "history":
        expect(widget.turns).not_to_have_count(0)
    return widget


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE)
    found = page.evaluate("(tags) => axe.run({ runOnly: tags, resultTypes: ['violations'] })", RULES)
    return [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}" for one in found["violations"]]


def test_the_demo_has_these_states() -> None:
    listed = re.findall(
        r"^  (\w+):", (STATES.parent / "answers.js").read_text(encoding="utf-8").split("QUESTIONS = ")[1], re.M
    )
    named = re.findall(r'"(\w+)"', re.findall(r"const STATES = \[(.*?)\]", STATES.read_text(encoding="utf-8"))[0])
    assert set(NAMES) == {*named, *listed}


# ── What axe-core and a finger find ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", NAMES)
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_a_finger_finds_everything(
    visit: NewVisit, server: Server, device: dict[str, object], state: str
) -> None:
    widget = show(visit(device, reduced_motion="reduce"), server, state)
    for theme in THEMES:
        widget.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert violations(widget.page) == [], theme
    if widget.panel.is_visible():
        widget.host.locator(".menu > summary").click()
        widget.host.locator(".sure > summary").click()
    found = sizes(widget)
    assert found and {name: size for name, size in found.items() if size < SMALLEST} == {}


def sizes(widget: Widget) -> dict[str, float]:
    """The smaller side of whatever can be tapped, links within a sentence apart."""
    found: dict[str, float] = widget.host.evaluate(
        """(host) => Object.fromEntries([...host.shadowRoot.querySelectorAll("button, summary, textarea, a")]
          .filter((node) => node.checkVisibility() && !node.closest("p"))
          .map((node, place) => [node, `${place} ${node.getAttribute("aria-label") ?? node.textContent}`])
          .map(([node, name]) => [name, node.getBoundingClientRect()])
          .map(([name, { width, height }]) => [name, Math.min(width, height)]))"""
    )
    return found


def test_axe_would_find_something(desktop: Widget) -> None:
    desktop.page.evaluate("document.querySelector('declic-chat').shadowRoot.querySelector('.launcher').ariaLabel = ''")
    desktop.page.evaluate("document.querySelector('declic-chat').shadowRoot.querySelector('.label').remove()")
    assert any(one.startswith("button-name") for one in violations(desktop.page))


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_real_page(visit: NewVisit, server: Server, theme: str) -> None:
    widget = visit(color_scheme=theme, reduced_motion="reduce").page(server.url).open()
    widget.say("on gagne combien ?")
    widget.say("et comparé à directeur de postproduction ?")
    assert violations(widget.page) == []
    widget.host.locator(".menu > summary").click()
    widget.host.locator(".sure > summary").click()
    assert violations(widget.page) == []


@pytest.mark.parametrize("path", ["/", "/demo/options.html", "/demo/states.html"])
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_demo_pages(visit: NewVisit, server: Server, path: str, theme: str) -> None:
    assert violations(visit(color_scheme=theme).page(server.url + path).page) == []


# ── The keyboard alone ────────────────────────────────────────────────────────────────────────────────────────────────


def focused(page: Page) -> str:
    """The class and the text or name of what has the focus, also within the widget."""
    found: str = page.evaluate(
        "(() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
        " return `${at.className} ${at.getAttribute('aria-label') ?? at.textContent}`.trim(); })()"
    )
    return found


def press_until(page: Page, key: str, wanted: str, most: int = 30) -> None:
    """Press a key until something has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if focused(page).startswith(wanted):
            return
    raise AssertionError(f"{key} does not lead to {wanted}")


def test_a_conversation_by_keyboard_alone(desktop: Widget) -> None:
    page, keyboard = desktop.page, desktop.page.keyboard
    press_until(page, "Tab", "launcher")
    keyboard.press("Enter")
    expect(desktop.panel).to_be_visible()
    expect(desktop.field).to_be_focused()
    keyboard.type("on gagne")
    keyboard.press("Shift+Enter")
    keyboard.type("combien ?")
    expect(desktop.field).to_have_value("on gagne\ncombien ?")
    keyboard.press("Enter")
    assert "2 200" in desktop.answer(1)
    expect(desktop.field).to_be_focused()

    titles = desktop.replies.all_text_contents()
    assert len(titles) > 2
    press_until(page, "Shift+Tab", "reply")
    for key, place in (
        ("ArrowRight", 1),
        ("ArrowDown", 2),
        ("ArrowLeft", 1),
        ("End", -1),
        ("ArrowRight", 0),
        ("ArrowUp", -1),
        ("Home", 0),
    ):
        keyboard.press(key)
        assert focused(page) == f"reply {titles[place]}", key
    stops = desktop.host.locator(".reply[tabindex='0']")
    assert stops.all_text_contents() == [titles[0]], "the Tab key stops once at the replies"
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    desktop.answer(2)
    assert focused(page).startswith("turn"), "the focus is not lost with the button"

    keyboard.press("Escape")
    expect(desktop.panel).to_be_hidden()
    assert focused(page).startswith("launcher")


def test_escape_closes_the_menu_before_the_panel(desktop: Widget) -> None:
    desktop.open()
    press_until(desktop.page, "Shift+Tab", "", 1)
    summary = desktop.host.locator(".menu > summary")
    summary.focus()
    desktop.page.keyboard.press("Enter")
    expect(desktop.host.locator("[data-option=restart]")).to_be_visible()
    desktop.page.keyboard.press("Tab")
    desktop.page.keyboard.press("Escape")
    expect(desktop.host.locator("[data-option=restart]")).to_be_hidden()
    expect(desktop.panel).to_be_visible()
    expect(summary).to_be_focused()
    desktop.page.keyboard.press("Escape")
    expect(desktop.panel).to_be_hidden()


def test_on_a_phone_the_focus_stays_in_the_sheet(phone: Widget) -> None:
    phone.open()
    assert phone.panel.evaluate("(node) => node.matches(':modal')")
    for _ in range(12):
        phone.page.keyboard.press("Tab")
        outside = phone.page.evaluate("!['declic-chat', 'body'].includes(document.activeElement.localName)")
        assert not outside
    phone.host.get_by_role("button", name="Fermer").tap()
    expect(phone.launcher).to_be_focused()


def test_an_opening_that_nobody_asked_for_takes_no_focus(desktop: Widget) -> None:
    desktop.open()
    desktop.page.reload()
    expect(desktop.panel).to_be_visible()
    assert desktop.page.evaluate("document.activeElement.localName") == "body"


# ── What is read aloud ────────────────────────────────────────────────────────────────────────────────────────────────


def test_new_bubbles_are_read_once_and_old_ones_not(visit: NewVisit, server: Server) -> None:
    student = visit()
    student.context.add_init_script(HEARD)
    widget = student.page(server.url).open()
    widget.page.evaluate("listen()")
    widget.say("on gagne combien ?")
    heard = read_aloud(widget)
    bubbles = [text.strip() for text in widget.bubbles.all_text_contents()]
    assert len(bubbles) > 1
    for bubble in bubbles:
        assert sum(bubble in text for text in heard) == 1, bubble
    widget.page.keyboard.press("Escape")

    widget.page.reload()
    expect(widget.launcher).to_be_visible()
    widget.page.evaluate("listen()")
    widget.open().answer(1)
    assert not [text for text in read_aloud(widget) if "brut par mois" in text]
    widget.say("et les études ?")
    heard = read_aloud(widget)
    assert sum("bachelier" in text for text in heard) >= 1
    assert not [text for text in heard if "brut par mois" in text]


def read_aloud(widget: Widget) -> list[str]:
    """What a screen reader would have read."""
    heard: list[str] = widget.page.evaluate("heard")
    return heard


def test_the_live_regions_are_there_before_their_text(desktop: Widget) -> None:
    expect(desktop.log).to_have_attribute("aria-live", "polite")
    desktop.open()
    for place in (desktop.busy, desktop.banner):
        expect(place).to_have_attribute("role", "status")
        expect(place).to_have_text("")


def test_a_broken_answer_is_not_read_twice(visit: NewVisit, server: Server) -> None:
    student = visit()
    student.context.add_init_script(HEARD)
    widget = student.page(server.url).open()
    widget.say("salut")
    widget.page.evaluate("listen()")
    tries = []

    def cut_once(route):  # type: ignore[no-untyped-def]
        whole = route.fetch().text().splitlines(keepends=True)
        tries.append(whole)
        route.fulfill(content_type="application/x-ndjson", body="".join(whole[:2] if len(tries) == 1 else whole))

    student.context.route(MESSAGES, cut_once)
    widget.say("on gagne combien ?")
    assert len(tries) == 2
    first = (widget.bubbles.first.text_content() or "").strip()
    assert sum(first in text for text in read_aloud(widget)) == 1


# ── Zoom, small screens, touch, own colours ───────────────────────────────────────────────────────────────────────────


def too_wide(widget: Widget) -> list[str]:
    """What sticks out of the page or can be scrolled sideways, tables in their own frame apart."""
    found: list[str] = widget.page.evaluate(
        """() => {
          const wide = [];
          const page = document.documentElement;
          if (page.scrollWidth > innerWidth) wide.push(`page ${page.scrollWidth}`);
          for (const node of document.querySelector("declic-chat").shadowRoot.querySelectorAll("*")) {
            const { left, right, width } = node.getBoundingClientRect();
            if (!width || !node.checkVisibility() || node.closest(".table, .hidden, svg")) continue;
            if (left < -1 || right > innerWidth + 1) wide.push(`${node.className || node.localName} ${left}–${right}`);
            const scrolls = node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline";
            if (scrolls && !["progress", "textarea"].includes(node.localName)) wide.push(`${node.className} scrolls`);
          }
          return wide;
        }"""
    )
    return found


@pytest.mark.parametrize("state", NAMES)
def test_small_screens_and_zoom_scroll_one_way_only(visit: NewVisit, server: Server, state: str) -> None:
    widget = show(visit(), server, state)
    for width, height in SMALL_SCREENS:
        widget.page.set_viewport_size({"width": width, "height": height})
        assert too_wide(widget) == [], width
        if widget.panel.is_visible():
            for part in (widget.field, widget.host.locator(".close")):
                expect(part).to_be_in_viewport(ratio=0.9)
    if widget.panel.is_visible():
        assert_menu_fits(widget)


def test_letters_of_twice_the_size_fit_on_a_phone(browser: Browser, server: Server) -> None:
    """The reader's own size, set in the browser: a page cannot emulate it."""
    large = launch(browser.browser_type, "--blink-settings=defaultFontSize=32")
    student = Visit(large.new_context(**PHONE))  # type: ignore[arg-type]
    for state in ("open", "question", "result", "offline"):
        widget = show(student, server, state)
        assert widget.field.evaluate("(node) => getComputedStyle(node).fontSize") == "32px"
        assert too_wide(widget) == [], state
        for part in (widget.field, widget.host.locator(".close"), widget.host.locator(".send")):
            expect(part).to_be_in_viewport(ratio=0.9)
        assert_menu_fits(widget)
    large.close()


def assert_menu_fits(widget: Widget) -> None:
    """The options, opened to their end."""
    widget.host.locator(".menu > summary").click()
    widget.host.locator(".sure > summary").click()
    assert too_wide(widget) == []
    widget.host.locator("[data-option=eraseYes]").scroll_into_view_if_needed()
    expect(widget.host.locator("[data-option=eraseYes]")).to_be_in_viewport(ratio=0.9)
    assert widget.panel.evaluate("({ scrollTop }) => scrollTop") == 0, "a hand cannot scroll what is hidden"


def colours(place: Locator) -> dict[str, str]:
    """Colours of an element as it is painted."""
    found: dict[str, str] = place.evaluate(
        "(node) => { const { borderTopColor, borderTopStyle, color, backgroundColor } = getComputedStyle(node);"
        " return { borderTopColor, borderTopStyle, color, backgroundColor }; }"
    )
    return found


def test_forced_colours_keep_edges(visit: NewVisit, server: Server) -> None:
    student = visit(DESKTOP, forced_colors="active", color_scheme="dark")
    widget = show(student, server, "answer")
    for place in (
        widget.bubbles.first,
        widget.replies.first,
        widget.host.locator(".said").first,
        widget.host.locator(".send"),
    ):
        painted = colours(place)
        assert painted["borderTopStyle"] == "solid", place
        assert painted["borderTopColor"] != painted["backgroundColor"]
    pressed = widget.host.get_by_role("button", name="Utile", exact=True)
    before = pressed.evaluate("(node) => getComputedStyle(node).borderTopWidth")
    pressed.click()
    expect(pressed).to_have_attribute("aria-pressed", "true")
    assert pressed.evaluate("(node) => getComputedStyle(node).borderTopWidth") != before, "told by more than a colour"


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_those_who_asked(visit: NewVisit, server: Server, motion: str, moves: bool) -> None:
    widget = show(visit(DESKTOP, reduced_motion=motion), server, "typing")
    expect(widget.host.locator(".dots")).to_be_visible()
    running = "document.querySelector('declic-chat').shadowRoot.getAnimations().length > 0"
    assert widget.page.evaluate(running) is moves


def test_the_language_is_told(desktop: Widget) -> None:
    expect(desktop.host.locator("[lang=fr]")).to_have_count(1)


def test_no_text_field_makes_a_phone_zoom_in(phone: Widget) -> None:
    phone.open()
    assert phone.field.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)") >= 16
