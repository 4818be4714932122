"""Whatever happens to the page, the line or the server: nothing is lost, nothing is sent twice, and words stay calm."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.conftest import Server
from tests.web_client import WebStudent
from tests.widget.browser import DESKTOP, MESSAGES, PHONE, Widget
from tests.widget.conftest import NewVisit

CONVERSATIONS = "**/webhooks/web/conversations"
HISTORY = "**/webhooks/web/conversations/*"
QUESTION, FIGURE = "on gagne combien ?", "2 200"
REFUSED = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get: () => { throw new DOMException("no", "SecurityError"); } });
"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
FAST = """
const wait = window.setTimeout.bind(window);
window.setTimeout = (task, ms, ...more) => wait(task, ms >= 1000 ? ms / 20 : ms, ...more);
"""
"""Waits of seconds, a twentieth as long."""


def stored(server: Server, widget: Widget) -> list[str]:
    """What the student said, as the server has it."""
    return [event["text"] for event in WebStudent(server, **widget.key()).user_events()]


def first(times: int, spoil: Callable[[Route], None]) -> Callable[[Route], None]:
    """A handler that spoils the first requests, and lets the others pass."""
    left = [times]

    def handle(route: Route) -> None:
        if left[0]:
            left[0] -= 1
            spoil(route)
        else:
            route.continue_()

    return handle


# ── The page ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_reload_and_navigation_keep_the_conversation(visit: NewVisit, server: Server, device: dict[str, object]) -> None:
    widget = visit(device).page(server.url).open()
    widget.say(QUESTION)
    before = widget.text(widget.log)
    for there in (server.url, f"{server.url}/demo/options.html", server.url):
        widget.page.goto(there)
        expect(widget.panel).to_be_visible()
        widget.answer(1)
        assert widget.text(widget.turns.first) in before
    widget.say("et les études ?")
    assert widget.said() == stored(server, widget) == [QUESTION, "et les études ?"]


def test_a_closed_panel_stays_closed_and_remembers(desktop: Widget) -> None:
    desktop.open().say(QUESTION)
    desktop.page.keyboard.press("Escape")
    desktop.page.reload()
    expect(desktop.launcher).to_be_visible()
    assert not desktop.panel.is_visible() and desktop.turns.count() == 0
    desktop.open().answer(1)
    assert desktop.said() == [QUESTION]


@pytest.mark.parametrize("arrived", [True, False], ids=["in mid-answer", "before it arrived"])
def test_a_reload_shows_the_answer_that_was_under_way(visit: NewVisit, server: Server, arrived: bool) -> None:
    student = visit()
    widget = student.page(server.url).open()
    widget.say("salut")

    def hold(route: Route) -> None:
        if arrived:
            route.fetch()

    student.context.route(MESSAGES, hold, times=1)
    with widget.page.expect_request(MESSAGES):
        widget.write(QUESTION)
    widget.page.reload()
    assert FIGURE in widget.answer(2)
    assert stored(server, widget) == ["salut", QUESTION]


@pytest.mark.parametrize("how", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_it_works_for_the_page(visit: NewVisit, server: Server, how: str) -> None:
    student = visit()
    student.context.add_init_script(how)
    widget = student.page(server.url).open()
    assert FIGURE in widget.say(QUESTION)
    assert "3 ans" in widget.say("et les études ?")
    assert widget.turns.count() == 2
    widget.option("restart")
    expect(widget.turns).to_have_count(0)
    assert FIGURE in widget.say(QUESTION)
    assert [text for text in student.complaints if not text.startswith("Failed to load")] == []


def test_without_https_it_works(visit: NewVisit, server: Server) -> None:
    widget = visit().page(f"http://ecole.example.test:{server.port}").open()
    assert widget.page.evaluate("[isSecureContext, 'locks' in navigator, 'clipboard' in navigator]") == [False] * 3
    assert FIGURE in widget.say(QUESTION)
    widget.last.get_by_role("button", name="Copier", exact=True).click()
    expect(widget.banner).to_have_text("La copie n’a pas marché.")


def test_two_tabs_show_the_same_conversation(visit: NewVisit, server: Server) -> None:
    student = visit()
    one, other = (student.page(server.url).open() for _ in range(2))
    one.say("salut")
    other.answer(1)
    other.write(QUESTION)
    one.write("et les études ?")
    for tab in (one, other):
        tab.answer(3)
    assert sorted(one.said()) == sorted(other.said()) == sorted(stored(server, one))
    assert len(stored(server, one)) == 3
    other.option("restart")
    expect(one.turns).to_have_count(0)


# ── The line ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_offline_and_back(visit: NewVisit, server: Server) -> None:
    student = visit()
    widget = student.page(server.url).open()
    widget.say("salut")
    student.context.set_offline(True)
    expect(widget.banner).to_have_text("Pas de connexion. Tes messages partiront dès que ça revient.")
    widget.write(QUESTION)
    widget.write("et les études ?")
    expect(widget.last.locator(".status")).to_have_text("En attente")
    time.sleep(1)
    assert stored(server, widget) == ["salut"]
    student.context.set_offline(False)
    assert "INSAS" in widget.answer(3)
    expect(widget.banner).to_be_hidden()
    assert widget.said() == stored(server, widget) == ["salut", QUESTION, "et les études ?"]


def test_a_message_written_offline_outlives_a_reload(visit: NewVisit, server: Server) -> None:
    student = visit()
    widget = student.page(server.url).open()
    student.context.route(CONVERSATIONS, lambda route: route.abort())
    widget.write(QUESTION)
    expect(widget.last).to_have_attribute("data-status", "waiting")
    student.context.unroute(CONVERSATIONS)
    widget.page.reload()
    assert FIGURE in widget.answer(1)
    assert stored(server, widget) == [QUESTION]


def fulfil(**answer: object) -> Callable[[Route], None]:
    """An answer in place of the server's, which hears nothing."""
    return lambda route: route.fulfill(**answer)  # type: ignore[arg-type]


def cut(route: Route) -> None:
    """The server answers; the line breaks after the first bubble."""
    whole = route.fetch().text().splitlines(keepends=True)
    route.fulfill(content_type="application/x-ndjson", body="".join(whole[:2]) + whole[2][:20])


def unheard(route: Route) -> None:
    """The server answers, and nothing of it comes back."""
    route.fetch()
    route.abort("connectionreset")


PORTAL = "<!doctype html><title>Wi-Fi</title><p>Bienvenue sur le Wi-Fi !</p>"
FAILURE = '{"type": "typing"}\n{"type": "error", "status": 500, "error": "internal_error", "message": "unexpected error"}\n'
SPOILT = {
    "html": fulfil(status=200, content_type="text/html", body=PORTAL),
    "html with an error": fulfil(status=502, content_type="text/html", body=PORTAL),
    "nothing": fulfil(status=200, content_type="application/x-ndjson", body=""),
    "an error line": fulfil(status=200, content_type="application/x-ndjson", body=FAILURE),
    "starting": fulfil(status=503, headers={"Retry-After": "1"}, json={"status": 503, "error": "starting", "message": ""}),
    "cut": cut,
    "unheard": unheard,
    "refused": lambda route: route.abort("connectionrefused"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_answer_is_asked_for_again(visit: NewVisit, server: Server, spoil: Callable[[Route], None]) -> None:
    student = visit()
    student.context.add_init_script(FAST)
    widget = student.page(server.url).open()
    whole = widget.say("salut")
    student.context.route(MESSAGES, first(2, spoil))
    answer = widget.say(QUESTION)
    assert FIGURE in answer and whole not in answer and "Wi-Fi" not in answer
    assert widget.said() == stored(server, widget) == ["salut", QUESTION]
    heard = [event["detail"]["text"] for event in widget.seen("events") if event["type"] == "declic:message"]
    texts = [text for text in heard if text]
    assert len(texts) == len(set(texts)), "a bubble is news once, whatever the number of tries"
    messages = WebStudent(server, **widget.key()).history()[1]["messages"]
    assert widget.bubbles.count() == sum(bool(message.get("text")) for message in messages)


def test_a_spoilt_opening_and_a_spoilt_history_are_tried_again(visit: NewVisit, server: Server) -> None:
    student = visit()
    student.context.add_init_script(FAST)
    student.context.route(CONVERSATIONS, first(2, SPOILT["html"]))
    widget = student.page(server.url).open()
    assert FIGURE in widget.say(QUESTION)
    student.context.route(HISTORY, first(2, SPOILT["html"]))
    widget.page.reload()
    assert FIGURE in widget.answer(1)


def test_a_history_that_cannot_be_read_can_be_asked_for(visit: NewVisit, server: Server) -> None:
    student = visit()
    student.context.add_init_script(FAST)
    widget = student.page(server.url).open()
    widget.say(QUESTION)
    student.context.route(HISTORY, SPOILT["html with an error"])
    widget.page.reload()
    again = widget.host.get_by_role("button", name="Réessayer")
    expect(again).to_be_visible()
    student.context.unroute(HISTORY)
    again.click()
    assert FIGURE in widget.answer(1)
    expect(again).to_have_count(0)


def test_given_up_calmly_then_tried_again_by_hand(visit: NewVisit, server: Server) -> None:
    student = visit()
    student.context.add_init_script(FAST)
    widget = student.page(server.url).open()
    widget.say("salut")
    student.context.route(MESSAGES, SPOILT["refused"])
    widget.write(QUESTION)
    expect(widget.last).to_have_attribute("data-status", "failed")
    assert "Ton message est gardé." in widget.text(widget.last)
    student.context.unroute(MESSAGES)
    widget.last.get_by_role("button", name="Réessayer").click()
    assert FIGURE in widget.answer(2)
    assert stored(server, widget) == ["salut", QUESTION]


def test_a_slow_answer_is_told_to_be_slow(visit: NewVisit, server: Server) -> None:
    student = visit()
    widget = student.page(server.url).open()
    widget.say("salut")

    def late(route: Route) -> None:
        widget.page.wait_for_timeout(10_000)
        route.continue_()

    student.context.route(MESSAGES, late)
    begun = time.monotonic()
    widget.write(QUESTION)
    expect(widget.busy).to_have_text("Ça prend un peu plus de temps…")
    assert time.monotonic() - begun > 3
    assert FIGURE in widget.answer(2)
    assert time.monotonic() - begun > 10
    expect(widget.busy).to_have_text("")
    assert stored(server, widget) == ["salut", QUESTION]


def test_too_many_messages_wait_as_long_as_the_server_wants(visit: NewVisit, server: Server) -> None:
    student = visit()
    widget = student.page(server.url).open()
    widget.say("salut")
    limit = {"status": 429, "error": "too_many_messages", "message": "…"}
    student.context.route(MESSAGES, first(1, fulfil(status=429, headers={"Retry-After": "3"}, json=limit)))
    begun = time.monotonic()
    widget.write(QUESTION)
    expect(widget.busy).to_have_text("Ça va vite ! Je te réponds dans un instant…")
    assert FIGURE in widget.answer(2)
    assert time.monotonic() - begun >= 3
    assert stored(server, widget) == ["salut", QUESTION]


@pytest.mark.parametrize("answer", [404, 401])
def test_a_conversation_that_is_gone_gives_way_to_a_new_one(visit: NewVisit, server: Server, answer: int) -> None:
    student = visit()
    widget = student.page(server.url).open()
    widget.say("salut")
    before = widget.key()
    if answer == 404:
        assert WebStudent(server, **before).call("DELETE").status == 204
    else:
        lost = {"status": 401, "error": "no_token", "message": "…"}
        student.context.route(MESSAGES, first(1, fulfil(status=401, json=lost)))
    assert FIGURE in widget.say(QUESTION)
    assert widget.key()["conversation"] != before["conversation"]
    assert stored(server, widget) == [QUESTION]


# ── The server ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_server_that_dies_and_comes_back(visit: NewVisit, site_server: Server) -> None:
    widget = visit().page(site_server.url).open()
    widget.say("salut")
    site_server.stop(signal_kill=True)
    widget.write(QUESTION)
    widget.write("et les études ?")
    expect(widget.busy).to_have_text("La ligne est mauvaise, je réessaie…")
    site_server.start()
    retry = widget.host.get_by_role("button", name="Réessayer")
    answered = widget.page.locator("[data-turn][data-status=done]").nth(2)
    expect(retry.or_(answered)).to_be_visible(timeout=60_000)
    if retry.is_visible():  # a machine that is busy starts it later than the tries last
        retry.click()
    assert "INSAS" in widget.answer(3)
    assert widget.said() == stored(site_server, widget) == ["salut", QUESTION, "et les études ?"]
    assert [turn["text"] for turn in WebStudent(site_server, **widget.key()).history()] == widget.said()
