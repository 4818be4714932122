"""What a site gets with one script tag: few bytes, no jolt, events, nothing left behind, and pages of its own origin."""

from __future__ import annotations

import re
import urllib.request

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from bot.paths import ROOT
from tests.conftest import Server
from tests.widget.browser import DESKTOP, MESSAGES, PHONE, Widget
from tests.widget.conftest import NewVisit
from tests.widget.site import Site

LIMIT = 20_000
JOB = "assistant-de-production-audiovisuelle"
WIDGET = ROOT / "bot" / "widget"


def tag(of: Server, **data: str) -> str:
    """A script tag of the widget."""
    attributes = "".join(f' data-{name}="{value}"' for name, value in data.items())
    return f'<script type="module" src="{of.url}/widget.js"{attributes}></script>'


def requests_of(context: BrowserContext) -> list[Request]:
    """What the pages will have asked for."""
    found: list[Request] = []

    def note(request: Request) -> None:  # Playwright marks its handlers, and cannot mark a method of a list
        found.append(request)

    context.on("request", note)
    return found


def settle(page: Page) -> None:
    """Wait until the page has been quiet for half a second."""
    page.wait_for_load_state("networkidle")


# ── Light ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_before_the_student_opens_it_only_its_own_files_are_loaded(visit: NewVisit, server: Server) -> None:
    student = visit()
    asked = requests_of(student.context)
    widget = student.page(server.url)
    settle(widget.page)
    paths = {request.url.removeprefix(server.url) for request in asked} - {"/", "/demo/demo.css", "/favicon.ico"}
    ours = {f"/widget/{path.name}" for path in WIDGET.iterdir() if path.suffix in (".js", ".css")}
    assert paths == {"/widget.js", *ours}
    widget.open()
    settle(widget.page)
    assert not [request for request in asked if "/webhooks/" in request.url], "nothing is opened before something is said"


def test_what_is_loaded_is_at_most_20_kb_as_it_travels(visit: NewVisit, server: Server) -> None:
    student = visit()
    asked = requests_of(student.context)
    widget = student.page(server.url)
    settle(widget.page)
    urls = {request.url for request in asked if "/widget" in request.url}
    assert len(urls) > 5
    sizes = {url: travelling(url) for url in urls}
    assert sum(sizes.values()) <= LIMIT, sizes


def travelling(url: str) -> int:
    """Bytes of a file as a browser gets it."""
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Accept-Encoding": "gzip, br"}), timeout=20
    ) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        return len(response.read())


def test_a_second_page_loads_nothing_again(visit: NewVisit, server: Server) -> None:
    widget = visit().page(server.url)
    settle(widget.page)
    widget.page.goto(f"{server.url}/demo/options.html")
    expect(widget.launcher).to_be_visible()
    loaded = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/widget/'))"
    sizes = widget.page.evaluate(f"{loaded}.map(({{ transferSize }}) => transferSize)")
    assert len(sizes) > 5 and set(sizes) == {0}


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_of_the_page_moves(visit: NewVisit, server: Server, device: dict[str, object]) -> None:
    widget = visit(device).page(server.url)
    title = widget.page.locator("h1")
    before = title.bounding_box()
    widget.open().say("on gagne combien ?")
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    assert title.bounding_box() == before
    assert widget.seen("shifts") == []


def test_a_jolt_would_be_noticed(desktop: Widget) -> None:
    desktop.page.evaluate(
        "document.querySelector('main').prepend(Object.assign(document.createElement('div'), { style: 'height: 200px' }))"
    )
    desktop.page.wait_for_function("seen.shifts.length > 0")


# ── Strict policy ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/demo/options.html", "/demo/states.html?state=result"])
def test_the_demo_is_under_a_strict_policy_and_keeps_to_it(visit: NewVisit, server: Server, path: str) -> None:
    student = visit()
    page = student.context.new_page()
    response = page.goto(server.url + path)
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "style-src 'self'" in policy
    assert "unsafe" not in policy
    widget = Widget(page)
    if "states" not in path:
        widget.open().say("on gagne combien ?")
    else:
        expect(widget.host.locator("svg.radar")).to_be_visible()
    assert widget.seen("violations") == []
    assert [text for text in student.complaints if "Content Security Policy" in text] == []


def test_a_breach_of_the_policy_would_be_noticed(desktop: Widget) -> None:
    desktop.page.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: 'b {}' }))")
    desktop.page.wait_for_function("seen.violations.length > 0")
    assert desktop.seen("violations")[0].startswith("style-src-elem inline")


# ── Another origin ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_of_an_allowed_site_works(visit: NewVisit, site: Site, site_server: Server) -> None:
    widget = visit().page(site.page("allowed.html", tag(site_server, job=JOB))).open()
    assert "2 200" in widget.say("on gagne combien ?")
    widget.last.get_by_role("button", name="Utile", exact=True).click()
    widget.page.reload()
    widget.answer(1)
    expect(widget.last.get_by_role("button", name="Utile", exact=True)).to_have_attribute("aria-pressed", "true")
    widget.host.locator(".menu > summary").click()
    widget.host.locator(".sure > summary").click()
    widget.host.locator("[data-option=eraseYes]").click()
    expect(widget.log).to_contain_text("tout est effacé")


def test_files_are_for_every_site_and_answers_for_allowed_ones(site: Site, site_server: Server) -> None:
    def said(method: str, path: str, name: str, **asked: str) -> list[str]:
        request = urllib.request.Request(site_server.url + path, method=method, headers={"Origin": site.url, **asked})
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.headers.get_all(f"Access-Control-{name}") or []

    for path in ("/widget.js", "/widget/element.js"):
        assert said("GET", path, "Allow-Origin") == ["*"], "a browser refuses two of them"
    conversations = "/webhooks/web/conversations"
    assert said("POST", conversations, "Allow-Origin") == [site.url]
    assert said("POST", conversations, "Expose-Headers") == ["Retry-After"]
    assert said("OPTIONS", conversations, "Max-Age", **{"Access-Control-Request-Method": "POST"}) == ["600"]


def test_a_page_of_another_site_gets_a_calm_message(visit: NewVisit, site: Site, server: Server) -> None:
    student = visit()
    student.context.add_init_script("const wait = setTimeout; window.setTimeout = (task, ms) => wait(task, ms / 20);")
    widget = student.page(site.page("closed.html", tag(server, job=JOB))).open()
    widget.write("on gagne combien ?")
    expect(widget.last).to_have_attribute("data-status", re.compile("failed|refused"))
    said = widget.text(widget.last.locator(".status"))
    assert said.startswith(("Je n’arrive pas à joindre Déclic.", "Ce message n’a pas pu être envoyé."))
    assert not re.search(r"origin|403|error|undefined|null", widget.panel.inner_text(), re.IGNORECASE)


# ── Several, and none ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_widgets_of_a_server_share_a_conversation(visit: NewVisit, site: Site, site_server: Server) -> None:
    tags = (tag(site_server, job=JOB), tag(site_server, position="left", job="directeur-de-postproduction"))
    page = visit().page(site.page("two.html", *tags)).page
    right, left = Widget(page, 0), Widget(page, 1)
    expect(page.locator("declic-chat")).to_have_count(2)
    right.open()
    left.open()
    right.say("on gagne combien ?")
    left.answer(1)
    left.say("et les études ?")
    right.answer(2)
    assert right.said() == left.said()
    boxes = [one.panel.bounding_box() for one in (left, right)]
    assert boxes[0] and boxes[1] and boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


def test_widgets_of_two_servers_do_not(visit: NewVisit, site: Site, site_server: Server, server: Server) -> None:
    tags = (tag(site_server), tag(site_server, server=server.url, position="left"))
    page = visit().page(site.page("servers.html", *tags)).page
    right, left = Widget(page, 0), Widget(page, 1)
    right.open()
    left.open()
    right.say("salut")
    assert left.turns.count() == 0
    assert page.evaluate("Object.keys(localStorage).length") == 2


COUNT = """
window.listening = new Map();
const note = (target, change) => listening.set(target, (listening.get(target) ?? 0) + change);
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
const known = new WeakMap();
EventTarget.prototype.addEventListener = function (type, listener, options) {
  const target = this ?? window;
  if (target === window || target === document || target === visualViewport || target instanceof MediaQueryList) {
    note(target, 1);
    options?.signal?.addEventListener("abort", () => note(target, -1));
  }
  return add.call(target, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (...all) {
  if (listening.has(this ?? window)) note(this ?? window, -1);
  return remove.apply(this ?? window, all);
};
window.channels = 0;
window.BroadcastChannel = class extends BroadcastChannel {
  constructor(name) { super(name); window.channels += 1; }
  close() { super.close(); window.channels -= 1; }
};
window.timers = new Set();
const { setTimeout: begin, clearTimeout: stop } = window;
window.setTimeout = (task, ms) => {
  const timer = begin(() => (timers.delete(timer), task()), ms);
  timers.add(timer);
  return timer;
};
window.clearTimeout = (timer) => (timers.delete(timer), stop(timer));
const sum = (numbers) => [...numbers].reduce((one, other) => one + other, 0);
window.left = () => ({ listeners: sum(listening.values()), channels, timers: timers.size });
"""


def test_an_element_that_was_removed_leaves_nothing_behind(visit: NewVisit, server: Server) -> None:
    student = visit()
    student.context.add_init_script(COUNT)
    widget = student.page(server.url)
    page = widget.page
    # What the script tag itself waits for is not the element's.
    page.evaluate("document.querySelector('declic-chat').remove()")
    without = page.evaluate("left()")
    for _ in range(3):
        page.evaluate("document.body.append(document.createElement('declic-chat'))")
        widget.open().say("on gagne combien ?")
        used = page.evaluate("left()")
        assert used["listeners"] > without["listeners"] and used["channels"] == without["channels"] + 1
        page.evaluate("document.querySelector('declic-chat').remove()")
        assert page.evaluate("left()") == without
        page.evaluate("sessionStorage.clear(), localStorage.clear()")


def test_an_element_that_comes_back_acts_once(desktop: Widget) -> None:
    desktop.open().say("salut")
    for _ in range(3):
        desktop.page.evaluate(
            "(document.chat ??= document.querySelector('declic-chat')).remove(); document.body.append(document.chat)"
        )
    expect(desktop.panel).to_be_visible()
    desktop.answer(1)
    desktop.page.evaluate("seen.events.length = 0")
    with desktop.page.expect_request(MESSAGES):
        desktop.say("on gagne combien ?")
    events = desktop.seen("events")
    assert [event["detail"]["text"] for event in events if event["detail"]["from"] == "user"] == ["on gagne combien ?"]
    texts = [event["detail"]["text"] for event in events if event["detail"].get("text")]
    assert len(texts) == len(set(texts)) > 1
    desktop.page.keyboard.press("Escape")
    assert [event["type"] for event in desktop.seen("events")].count("declic:close") == 1
    assert desktop.said() == ["salut", "on gagne combien ?"]


# ── The site's own script ─────────────────────────────────────────────────────────────────────────────────────────────


def test_events_tell_the_site_what_happens(desktop: Widget) -> None:
    desktop.page.evaluate("document.querySelector('declic-chat').open()")
    desktop.page.evaluate("document.querySelector('declic-chat').send('on gagne combien ?')")
    desktop.answer(1)
    desktop.page.evaluate("document.querySelector('declic-chat').close()")
    expect(desktop.panel).to_be_hidden()
    events = desktop.seen("events")
    assert [event["type"] for event in events if event["type"] != "declic:message"] == ["declic:open", "declic:close"]
    assert all(event["on"] == "declic-chat" for event in events)
    messages = [event["detail"] for event in events if event["type"] == "declic:message"]
    assert messages[0] == {"from": "user", "text": "on gagne combien ?"} or messages[0]["from"] == "user"
    assert {message["from"] for message in messages[1:]} == {"bot"}
    (custom,) = [message["custom"] for message in messages if message.get("custom")]
    assert (custom["type"], custom["job"], custom["topic"]) == ("answer", JOB, "salary")


def test_the_result_is_told_once(visit: NewVisit, server: Server) -> None:
    widget = visit().page(f"{server.url}/demo/states.html?state=result")
    widget.answer(1)
    results = [event["detail"] for event in widget.seen("events") if event["type"] == "declic:result"]
    assert [result["score"] for result in results] == [72]


def test_the_badge_counts_what_came_while_it_was_closed(desktop: Widget) -> None:
    desktop.page.evaluate("document.querySelector('declic-chat').send('on gagne combien ?')")
    badge = desktop.launcher.locator(".badge")
    expect(badge).to_be_visible()
    desktop.page.wait_for_function("JSON.parse(Object.values(localStorage)[0]).outbox.length === 0")
    count = sum(bool(event["detail"].get("text")) for event in desktop.seen("events") if event["detail"]["from"] == "bot")
    expect(badge).to_have_text(str(count))
    expect(desktop.launcher).to_have_accessible_name(re.compile(f"{count} nouveau"))
    desktop.open()
    desktop.page.keyboard.press("Escape")
    expect(desktop.launcher).to_be_visible()
    expect(badge).to_have_count(0)


def test_the_invitation_comes_once_and_never_after_a_no(visit: NewVisit, site: Site, site_server: Server) -> None:
    student = visit()
    student.context.clock.install()  # time goes on by itself, and by leaps below
    widget = student.page(site.page("invitation.html", tag(site_server, job=JOB, invite="600")))
    invitation = widget.host.locator(".invitation")
    assert not invitation.is_visible()
    focus = widget.page.evaluate("document.activeElement.localName")
    widget.page.clock.fast_forward(601_000)
    expect(invitation).to_be_visible()
    assert widget.page.evaluate("document.activeElement.localName") == focus
    invitation.get_by_role("button", name="Non merci, fermer").click()
    expect(invitation).to_be_hidden()
    for _ in range(2):
        widget.page.reload()
        expect(widget.launcher).to_be_visible()
        widget.page.clock.fast_forward(601_000)
        assert not invitation.is_visible()


def test_an_invitation_that_is_followed_opens(visit: NewVisit, site: Site, site_server: Server) -> None:
    widget = visit().page(site.page("followed.html", tag(site_server, job=JOB, invite="0.3")))
    widget.host.locator(".invitation .accept").click()
    expect(widget.panel).to_be_visible()
    widget.page.keyboard.press("Escape")
    widget.page.reload()
    widget.page.wait_for_timeout(800)
    assert not widget.host.locator(".invitation").is_visible()


def test_no_invitation_without_a_job(visit: NewVisit, site: Site, site_server: Server) -> None:
    student = visit()
    student.context.add_init_script("const wait = setTimeout; window.setTimeout = (task, ms) => wait(task, ms / 100);")
    pages = [
        student.page(site.page(f"{name}.html", tag(site_server, **data)))
        for name, data in (("none", {}), ("job", {"job": JOB}))
    ]
    expect(pages[1].host.locator(".invitation")).to_be_visible()
    assert not pages[0].host.locator(".invitation").is_visible()
