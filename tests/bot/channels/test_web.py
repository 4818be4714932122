"""The web channel, over HTTP: tokens, streams, retries, history, ratings, erasing, limits, origins."""

from __future__ import annotations

import threading
import time

import pytest

from bot.channels.web import MESSAGES_PER_MINUTE
from bot.database import OF_ONE_CONVERSATION
from tests.conftest import SITE, Server
from tests.web_client import ROUTE, WebStudent, new_id, request

JOB = "assistant-de-production-audiovisuelle"
TABLES = [table.name for table in OF_ONE_CONVERSATION]


@pytest.fixture
def web(server: Server) -> WebStudent:
    """A new conversation with the shared server."""
    return WebStudent.open(server)


def test_the_answer_is_that_of_rest_and_streams(server: Server, web: WebStudent) -> None:
    answer = web.say("combien gagne une assistante de production, et quelles études ?")
    said = server.student().say("combien gagne une assistante de production, et quelles études ?").messages
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.messages == [{name: value for name, value in one.items() if name != "recipient_id"} for one in said]
    assert [line["type"] for line in answer.lines] == ["typing", *["message"] * len(said), "done"]
    assert [line["index"] for line in answer.lines[1:-1]] == list(range(len(said)))
    assert answer.lines[-1]["messages"] == len(said)


def test_the_page_says_which_job_it_shows(web: WebStudent) -> None:
    answer = web.say("et le salaire ?", metadata={"job": JOB, "page": "https://ecole.example/metiers?nom=Tom#bas"})
    assert "2 200" in answer.text
    stored = web.user_events()[0]["metadata"]
    assert {name: stored.get(name) for name in ("job", "page")} == {"job": JOB, "page": "https://ecole.example/metiers"}


def test_only_its_token_reaches_a_conversation(server: Server, web: WebStudent) -> None:
    web.say("salut")
    other = WebStudent.open(server)
    thief = WebStudent(server, web.conversation, other.token)
    for method, path in (("GET", ""), ("POST", "/messages"), ("DELETE", ""), ("PUT", f"/ratings/{new_id()}")):
        answer = thief.call(method, path, {"id": new_id(), "text": "salut"} if method == "POST" else None)
        assert (answer.status, answer.body["error"]) == (404, "no_conversation")
        nobody = request(server, method, f"{ROUTE}/{web.conversation}{path}")
        assert (nobody.status, nobody.body["error"]) == (401, "no_token")
    assert len(web.user_events()) == 1
    assert WebStudent(server, "web-" + "0" * 32, other.token).call("GET").status == 404


def test_the_rest_channel_does_not_reach_it(server: Server, web: WebStudent) -> None:
    status, body = server.post({"sender": web.conversation, "message": "salut"})
    assert status == 400 and "web-" in body["message"]


def test_the_token_is_not_stored(server: Server, web: WebStudent) -> None:
    web.say("salut")
    stored = b"".join(path.read_bytes() for path in server.database.parent.glob(server.database.name + "*"))
    assert web.conversation.encode() in stored and web.token.encode() not in stored


def test_a_retry_gets_the_stored_answer(web: WebStudent) -> None:
    first, again = (web.say("on fait quoi au quotidien ?", "first-message") for _ in range(2))
    assert again.lines == first.lines
    assert len(web.user_events()) == 1


def test_a_retry_joins_the_answer_that_is_being_made(web: WebStudent) -> None:
    answers: list[list[dict[str, object]]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(list(web.lines("les études et le salaire ?", "same-message"))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers[0] == answers[1] == answers[2] and answers[0][-1]["type"] == "done"
    assert len(web.user_events()) == 1


def test_a_line_that_drops_loses_nothing(web: WebStudent) -> None:
    web.say_and_hang_up("quelles écoles pour assistant de production ?", "dropped-line")
    until = time.monotonic() + 20
    while not web.user_events() and time.monotonic() < until:
        time.sleep(0.05)
    again = web.say("quelles écoles pour assistant de production ?", "dropped-line")
    assert "INSAS" in again.text
    assert len(web.user_events()) == 1


def test_a_server_that_dies_loses_nothing(site_server: Server) -> None:
    web = WebStudent.open(site_server)
    before = web.say("le salaire d'une assistante de production ?", "before-the-end")
    web.say_and_hang_up("et les études ?", "at-the-very-end")
    site_server.stop(signal_kill=True)
    site_server.start()
    assert web.say("le salaire d'une assistante de production ?", "before-the-end").lines == before.lines
    assert "INSAS" in web.say("et les études ?", "at-the-very-end").text
    assert [turn["id"] for turn in web.history()] == ["before-the-end", "at-the-very-end"]


def test_messages_at_once_are_all_answered(web: WebStudent) -> None:
    ids = [new_id() for _ in range(3)]
    threads = [threading.Thread(target=web.say, args=("merci", message_id)) for message_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(turn["id"] for turn in web.history()) == sorted(ids)


def test_the_history_is_what_was_said(web: WebStudent) -> None:
    first = web.say("Salut, je m'appelle Zébulon Quirinus, mon numéro : 0470 12 34 56", "hello-there")
    second = web.say('/ask_schools{"job":"' + JOB + '"}', "second-one", title="🏫 Quelles écoles ?")
    turns = web.history()
    assert [turn["id"] for turn in turns] == ["hello-there", "second-one"]
    assert "0470" not in turns[0]["text"] and "[phone]" in turns[0]["text"]
    assert turns[1]["text"] == "🏫 Quelles écoles ?"
    shown = [[{k: v for k, v in one.items() if k != "index"} for one in turn["messages"]] for turn in turns]
    assert shown == [first.messages, second.messages]


def test_ratings_are_kept_and_taken_back(web: WebStudent) -> None:
    answer = web.say("le salaire d'une assistante de production ?", "rated-one")
    index = next(place for place, message in enumerate(answer.messages) if "custom" in message)
    for value, kept in (("up", {str(index): "up"}), ("down", {str(index): "down"}), ("none", {})):
        assert web.call("PUT", "/ratings/rated-one", {"index": index, "value": value}).status == 204
        assert web.history()[0]["ratings"] == kept
    assert web.call("PUT", "/ratings/rated-one", {"index": 99, "value": "up"}).body["error"] == "no_message"
    assert web.call("PUT", "/ratings/never-said", {"index": 0, "value": "up"}).body["error"] == "no_message"


@pytest.mark.parametrize("way", ["route", "chat"])
def test_erasing_leaves_nothing(web: WebStudent, way: str) -> None:
    web.say("le salaire d'une assistante de production ?", "to-be-erased")
    web.call("PUT", "/ratings/to-be-erased", {"index": 0, "value": "up"})
    assert all(web.rows(table) for table in TABLES if table != "snapshots")
    if way == "route":
        assert web.call("DELETE").status == 204
    else:
        assert {"type": "erased", "reason": "asked"} in [line.get("custom") for line in web.lines("efface mes données")]
    assert not any(web.rows(table) for table in TABLES)
    assert web.call("GET").body["error"] == web.say("salut").body["error"] == "no_conversation"


def test_what_waits_behind_an_erasure_is_not_stored(web: WebStudent) -> None:
    web.say("le salaire d'une assistante de production ?")
    texts = ('/erase_my_data{"confirm":"yes"}', "je m'appelle comme je veux", "et les études ?")
    threads = [threading.Thread(target=web.say_and_hang_up, args=(text, new_id())) for text in texts]
    for thread in threads:
        thread.start()
        thread.join()
    until = time.monotonic() + 20
    while web.call("GET").status != 404 and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)  # what waited has been answered by then
    assert not any(web.rows(table) for table in TABLES)


def test_too_much_at_once_is_refused_for_a_while(web: WebStudent) -> None:
    for _ in range(MESSAGES_PER_MINUTE):
        assert web.say("merci", new_id()).status == 200
    answer = web.say("merci", "one-too-many")
    assert (answer.status, answer.body["error"]) == (429, "too_many_messages")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert len(web.user_events()) == MESSAGES_PER_MINUTE


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"{", "JSON object"),
        (b"[]", "JSON object"),
        (b"\xff\xfe", "JSON object"),
        (b'{"text": "salut"}', "'id'"),
        (b'{"id": "short", "text": "salut"}', "'id'"),
        (b'{"id": "long-enough\\n", "text": "salut"}', "'id'"),
        (b'{"id": "long-enough"}', "'text'"),
        (b'{"id": "long-enough", "text": 1}', "'text'"),
        (b'{"id": "long-enough", "text": "salut", "sender": "x"}', "'sender'"),
        (b'{"id": "long-enough", "text": "salut", "metadata": {"job": 1}}', "'metadata.job'"),
        (b'{"id": "long-enough", "text": "salut", "metadata": []}', "'metadata'"),
    ],
)
def test_what_is_wrong_is_named(web: WebStudent, body: bytes, named: str) -> None:
    headers = {"authorization": f"Bearer {web.token}"}
    answer = request(web.server, "POST", f"{ROUTE}/{web.conversation}/messages", body, headers)
    assert (answer.status, answer.body["status"], answer.body["error"]) == (400, 400, "bad_request")
    assert named in answer.body["message"]


def test_too_large_a_body_is_refused(web: WebStudent) -> None:
    answer = web.say("x" * 70_000)
    assert (answer.status, answer.body["error"]) == (413, "too_large")


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\u202eabc", "<script>alert(1)</script>", "x" * 10_001, "\ud800", "\0"])
def test_rubbish_gets_a_calm_answer(web: WebStudent, text: str) -> None:
    answer = web.say(text)
    assert answer.status == 200 and answer.lines[-1]["type"] == "done" and answer.text.strip()


def test_pages_of_other_origins_are_refused(server: Server, site_server: Server) -> None:
    for origin in ("https://evil.example", "null", f"http://localhost:{server.port}.evil.example"):
        answer = request(server, "POST", ROUTE, headers={"origin": origin})
        assert (answer.status, answer.body["error"]) == (403, "origin")
        assert "access-control-allow-origin" not in answer.headers
    assert request(server, "POST", ROUTE, headers={"origin": server.url}).status == 201
    web = WebStudent.open(site_server, origin=SITE)
    answer = web.say("salut")
    assert answer.status == 200 and answer.headers["access-control-allow-origin"] == SITE
    limited = [WebStudent.say(web, "merci") for _ in range(MESSAGES_PER_MINUTE)][-1]
    assert limited.status == 429 and "Retry-After" in limited.headers["access-control-expose-headers"]
    asked = {"origin": SITE, "access-control-request-method": "PUT", "access-control-request-headers": "authorization"}
    preflight = request(site_server, "OPTIONS", f"{ROUTE}/{web.conversation}/ratings/x", headers=asked)
    assert preflight.headers["access-control-allow-origin"] == SITE
    assert "PUT" in preflight.headers["access-control-allow-methods"]
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
