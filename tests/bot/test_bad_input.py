"""Rubbish over REST: a 4xx in one JSON shape or a calm French answer; never a 500, a trace or a lost conversation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Server, Student, fetch

ASSISTANT = "assistant-de-production-audiovisuelle"

RUBBISH = {
    "empty": "",
    "spaces": "   \n\t ",
    "10,000 characters": "salaire " * 1250,
    "10,000 letters": "a" * 10_000,
    "emoji": "🍕🍕🍕",
    "one flag": "🇧🇪",
    "html": "<script>alert('salaire')</script><b>gras</b>",
    "control characters": "sal\x00aire\x07\x1b[31m ?",
    "only null": "\x00\x00",
    "half a surrogate pair": "salut \ud83d",
    "right to left": "مرحبا كم الراتب ؟",
    "right-to-left override": "\u202eerialas",
    "zalgo": "s̷̢̛a̸l̴a̵i̶r̷e̸",
    "wrong entity type": '/ask_salary{"job": 1}',
    "entity list": '/ask_salary{"job": ["a", null, {"b": 2}]}',
    "unknown job": '/ask_salary{"job": "astronaute-de-nuit"}',
    "broken payload": '/ask_salary{"job": ',
    "unknown intent": "/no_such_intent",
    "bare slash": "/",
    "slashes": "////",
    "template": "{{ guide.pitch }} {% for x in y %} {job} ${env}",
    "sql": "'; DROP TABLE events; --",
    "confidence": "/ask_salary@9999999999999999999999",
    "bad lines": f'/ask_pros{{"job":"{ASSISTANT}","lines":"99-zz--1"}}',
    "json": '{"message": "salut"}',
    "backslashes": "\\u0000 \\x00 \\",
}


@pytest.mark.parametrize("text", RUBBISH.values(), ids=RUBBISH.keys())
def test_a_rubbish_text_gets_a_calm_answer_and_the_conversation_goes_on(student: Student, text: str) -> None:
    student.say("salaire d'un assistant de prod")
    turn = student.say(text)
    assert turn.messages, "never silence"
    assert turn.text.strip()
    for leak in ("Traceback", "Error", "Exception", "None", "{{"):
        assert leak not in turn.text
    assert student.say("et les études ?").topics == [(ASSISTANT, "studies")], "the conversation is not lost"


BODIES: dict[str, Any] = {
    "list": [],
    "text": "salut",
    "number": 3,
    "null": None,
    "no message": {"sender": "x"},
    "message null": {"sender": "x", "message": None},
    "message number": {"sender": "x", "message": 12},
    "message list": {"sender": "x", "message": ["salut"]},
    "sender list": {"sender": ["x"], "message": "salut"},
    "sender true": {"sender": True, "message": "salut"},
    "sender too long": {"sender": "x" * 1000, "message": "salut"},
    "sender invisible": {"sender": "\x00", "message": "salut"},
    "metadata list": {"sender": "x", "message": "salut", "metadata": ["job"]},
    "metadata text": {"sender": "x", "message": "salut", "metadata": "job"},
    "metadata too long": {"sender": "x", "message": "salut", "metadata": {"job": "y" * 10_000}},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_wrong_body_is_refused_clearly(server: Server, body: Any) -> None:
    status, answer = server.post(body)
    assert status == 400
    assert answer["status"] == 400
    assert answer["error"] == "bad_request"
    assert len(answer["message"]) > 15


@pytest.mark.parametrize("raw", [b"", b"salut", b"{", b'{"message": "salut"', b"\xff\xfe", b"\x00"])
def test_a_body_that_is_not_json_is_refused_clearly(server: Server, raw: bytes) -> None:
    status, answer = fetch(f"{server.url}/webhooks/rest/webhook", raw)
    assert (status, answer["status"], answer["error"]) == (400, 400, "bad_request")


def test_a_huge_body_is_refused(server: Server) -> None:
    status, answer = server.post({"sender": "x", "message": "y" * 1_000_000})
    assert (status, answer["status"], answer["error"]) == (413, 413, "too_large")


@pytest.mark.parametrize(("path", "status"), [("/no/such/page", 404), ("/webhooks/rest/webhook", 405), ("/model", 404)])
def test_other_errors_have_the_same_shape(server: Server, path: str, status: int) -> None:
    got, answer = fetch(f"{server.url}{path}")
    assert (got, answer["status"]) == (status, status)
    assert answer["error"]


@pytest.mark.parametrize("path", ["/conversations/x/tracker", "/model/train", "/domain", "/webhooks/rest/../../domain"])
def test_the_admin_api_is_closed(server: Server, path: str) -> None:
    assert fetch(f"{server.url}{path}")[0] == 404


def test_two_clients_without_a_sender_never_share_a_conversation(server: Server) -> None:
    _, first = server.post({"message": "salaire d'un assistant de prod"})
    _, second = server.post({"message": "et les études ?"})
    assert first[0]["recipient_id"] != second[0]["recipient_id"]
    assert second[-1]["custom"]["type"] == "choice"


def test_unknown_page_jobs_and_odd_metadata_are_ignored(student: Student) -> None:
    for metadata in ({"job": "astronaute"}, {"job": 7}, {"job": None}, {"job": [ASSISTANT]}, {"other": {"deep": [1]}}):
        status, messages = student.server.post({"sender": student.sender, "message": "le salaire ?", "metadata": metadata})
        assert status == 200
        assert messages[-1]["custom"]["type"] == "choice"


def test_nothing_that_a_student_wrote_is_in_the_log(server: Server) -> None:
    secret = "mon numéro est le zéro quatre cent septante"
    server.student().say(secret)
    assert "septante" not in server.log()
    assert "Traceback" not in server.log()


def test_streaming_answers_the_same(server: Server) -> None:
    body = json.dumps({"sender": "stream", "message": "salaire d'un assistant de prod"}).encode()
    status, raw = fetch(f"{server.url}/webhooks/rest/webhook?stream=true", body)
    assert status == 200
    assert "brut par mois" in str(raw)
