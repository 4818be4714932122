"""A student on a phone, from the first question to « efface mes données », against the real server."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.conftest import Server
from tests.web_client import WebStudent
from tests.widget.browser import PHONE, Visit, Widget
from tests.widget.conftest import NewVisit

QUESTIONS = 6
INJECTION = "<img src=x onerror=\"document.title='volé'\"><script>document.title='volé'</script>"


def test_a_student_asks_compares_assesses_reloads_reads_the_radar_and_erases(visit: NewVisit, server: Server) -> None:
    student = visit(PHONE)
    widget = student.page(server.url)
    assert not widget.panel.is_visible()
    widget.launcher.tap()
    expect(widget.panel).to_be_visible()

    asks(widget)
    compares(widget)
    assesses(widget)
    reads_the_radar(widget)
    conversation = WebStudent(server, **widget.key())
    assert len(conversation.history()) == widget.turns.count() == 3 + QUESTIONS
    erases(widget)

    assert conversation.call("GET").status == 404 and conversation.rows("events") == 0
    assert widget.seen("violations") == [] and widget.seen("shifts") == []
    assert noticed(student) == []


def noticed(student: Visit) -> list[str]:
    """What the console said, without what the network did: a site has no icon, and what is erased is not found."""
    return [text for text in student.complaints if not text.startswith("Failed to load resource")]


def asks(widget: Widget) -> None:
    """The salary, with a finger on a quick reply."""
    answer = widget.tap("Ça gagne combien ?")
    assert "2 200 à 2 700 € brut par mois" in answer
    assert "Source : guide « Assistant" in answer and "2025" in answer
    expect(widget.last.locator("li")).not_to_have_count(0)
    up = widget.last.get_by_role("button", name="Utile", exact=True)
    up.tap()
    expect(up).to_have_attribute("aria-pressed", "true")


def compares(widget: Widget) -> None:
    """A table with a caption and headers, and the highest told in words."""
    widget.say("et comparé à directeur de postproduction ?")
    table = widget.last.get_by_role("table", name="Côte à côte")
    expect(table.get_by_role("columnheader")).to_have_text(["Directeur·rice de postproduction", "Assistant·e de production"])
    assert table.locator("tbody").count() >= 2
    assert table.locator("tbody").count() == table.locator("th[scope=rowgroup]").count()
    row = table.locator("tbody").filter(has_text="Au début")
    assert "2 200 à 2 700 €" in widget.text(row) and "2 800 €" in widget.text(row)
    expect(row.locator(".highest")).to_have_text("▲ le plus haut")


def assesses(widget: Widget) -> None:
    """The whole self-assessment by touch and in own words, with a reload in the middle."""
    assert "1 sur 6" in widget.say("est-ce que ce métier est fait pour moi ?")
    expect(widget.progress).to_have_text("Question 1 sur 6")
    widget.tap("Oui")
    assert "3 sur 6" in widget.say("ouais carrément")
    expect(widget.progress).to_have_text("Question 3 sur 6")
    before = widget.said()

    widget.page.reload()
    expect(widget.panel).to_be_visible()  # it was open, so it is open again
    widget.answer(len(before))
    assert widget.said() == before
    expect(widget.progress).to_have_text("Question 3 sur 6")
    expect(widget.progress.locator("progress")).to_have_js_property("value", 3)
    expect(widget.replies.first).to_have_text("Oui")

    for step, answer in enumerate(("Plutôt non", "Non", "Oui"), 4):
        widget.tap(re.compile(f"^{answer}$"))
        expect(widget.progress).to_have_text(f"Question {step} sur 6")
    widget.tap(re.compile("^Oui$"))
    expect(widget.progress).to_be_hidden()


def reads_the_radar(widget: Widget) -> None:
    """A picture with a name and a description, and the same as a list."""
    card = widget.last.locator("[data-custom=result]")
    radar = card.get_by_role("img", name="Ton bilan en un coup d’œil")
    expect(radar).to_be_visible()
    axes = [text.replace("\u00a0", " ") for text in card.locator(".axes > li").all_text_contents()]
    assert len(axes) == QUESTIONS and all(re.fullmatch(r".+ : \d+ sur 100", axis) for axis in axes)
    assert widget.text(radar.locator("desc")) == ", ".join(axes)
    assert radar.locator("polygon").count() == 5 and radar.locator("text").count() == QUESTIONS
    assert not re.search(r"[<>{}]|undefined|null|NaN", widget.text(card))
    (event,) = [event for event in widget.seen("events") if event["type"] == "declic:result"]
    assert [axis["value"] for axis in event["detail"]["axes"]] == [int(axis.split(" : ")[1].split()[0]) for axis in axes]


def erases(widget: Widget) -> None:
    """Said in the student's own words; nothing is left here or there."""
    widget.write("efface mes données")
    expect(widget.log).to_contain_text("effacé notre conversation")
    expect(widget.turns).to_have_count(0)
    widget.page.wait_for_function("!/token|gagne/.test(JSON.stringify(localStorage))")
    widget.page.reload()
    expect(widget.panel).to_be_visible()
    expect(widget.turns).to_have_count(0)


def test_the_menu_erases_after_asking_whether_one_is_sure(phone: Widget, server: Server) -> None:
    phone.open().tap("Ça gagne combien ?")
    conversation = WebStudent(server, **phone.key())
    phone.host.locator(".menu > summary").tap()
    phone.host.locator(".sure > summary").tap()
    assert conversation.call("GET").status == 200
    phone.host.locator("[data-option=eraseYes]").tap()
    expect(phone.log).to_contain_text("tout est effacé")
    assert conversation.call("GET").status == 404 and conversation.rows("events") == 0


def test_starting_anew_keeps_what_is_to_be_erased_in_mind(phone: Widget, server: Server) -> None:
    phone.open().tap("Ça gagne combien ?")
    first = WebStudent(server, **phone.key())
    phone.option("restart")
    expect(phone.turns).to_have_count(0)
    phone.tap("Quelles études ?")
    second = WebStudent(server, **phone.key())
    assert first.conversation != second.conversation and first.call("GET").status == 200
    phone.host.locator(".menu > summary").tap()
    phone.host.locator(".sure > summary").tap()
    phone.host.locator("[data-option=eraseYes]").tap()
    expect(phone.log).to_contain_text("tout est effacé")
    assert (first.call("GET").status, second.call("GET").status) == (404, 404)


def test_what_a_student_types_stays_text(visit: NewVisit, server: Server) -> None:
    student = visit(PHONE)
    widget = student.page(server.url).open()
    widget.say(INJECTION)
    assert widget.said() == [INJECTION]
    widget.page.reload()
    widget.answer(1)
    assert widget.said() == [INJECTION]
    assert widget.host.locator("img, script").count() == 0
    assert widget.page.title().startswith("Assistant")
    assert widget.seen("violations") == [] and noticed(student) == []


def test_only_web_addresses_become_links(visit: NewVisit, server: Server) -> None:
    text = "Lis https://www.siep.be/metiers. Ou (http://a.example/?q=1&r=2) ; pas javascript:alert(1) ni data:text/html,x ni ftp://b"
    student = visit(PHONE)
    answer = {"type": "message", "index": 0, "text": text, "image": "javascript:alert(1)"}
    student.answers(answer)
    widget = student.page(server.url).open()
    widget.say("salut")
    links = widget.last.locator("a")
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert hrefs == ["https://www.siep.be/metiers", "http://a.example/?q=1&r=2"]
    assert all(link.get_attribute("rel") == "noopener noreferrer" for link in links.all())
    assert widget.host.locator("img").count() == 0
    assert text in widget.text(widget.last)
