"""Guided flows outlive the server: killed at a random moment and started again, twenty times, nothing is lost."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.guidance.assessment import assess
from bot.guidance.quiz import result
from bot.guidance.scale import REPLIES
from bot.knowledge.library import shared_library
from tests.conftest import Server, Student, Turn

KILLS = 20
SEED = 7
ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
TITLES = {"Oui": "yes", "Plutôt oui": "rather_yes", "Bof": "so_so", "Plutôt non": "rather_no", "Non": "no"}


class Walk:
    """A student who goes through one flow after the other, and what they answered."""

    def __init__(self, server: Server, student: Student, chance: random.Random) -> None:
        self.server, self.student, self.chance = server, student, chance
        self.starts = [f'/start_self_assessment{{"job":"{ASSISTANT}"}}', "/start_quiz"]
        self.starts += [f'/start_self_assessment{{"job":"{DIRECTOR}"}}']
        self.answers: dict[str, float | None] = {}
        self.turn = Turn([])
        self.results: list[tuple[dict[str, Any], dict[str, float | None]]] = []

    @property
    def question(self) -> dict[str, Any] | None:
        return next((card for card in self.turn.custom if card["type"] == "question"), None)

    def step(self, *, killed: bool) -> None:
        """One tap; with `killed`, the server dies while it is being handled, and the tap is sent again after a restart."""
        if self.question is None:
            self.answers = {}
            self.starts.append(self.starts.pop(0))
            self._send(self.starts[-1] if not self.starts[-1].endswith("}") else self.starts[-1][:-1] + ',"flow":"restart"}')
            if self.question is None:
                self._send('/affirm{"flow":"restart"}')
            return
        title = self.chance.choice(list(TITLES))
        key, payload = self.question["key"], self.turn.buttons[title]
        self.answers[key] = REPLIES[TITLES[title]]
        if killed:
            self._cut_off(payload)
        self._send(payload)
        card = next((card for card in self.turn.custom if card["type"] == "result"), None)
        if card is not None:
            self.results.append((card, dict(self.answers)))

    def _send(self, text: str) -> None:
        self.turn = self.student.say(text)

    def _cut_off(self, payload: str) -> None:
        """Send, and kill the server before, while or after it answers."""

        def send() -> None:
            with suppress(OSError):
                self.student.say(payload)

        sending = threading.Thread(target=send)
        sending.start()
        time.sleep(self.chance.uniform(0.0, 0.03))
        self.server.stop(signal_kill=True)
        sending.join()
        self.server.start()


def test_nothing_is_lost_when_the_server_is_killed(model: Path, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    server = Server(tmp_path / "conversations.db").start()
    walk = Walk(server, server.student(), chance)
    try:
        for _ in range(KILLS):
            for _ in range(chance.randint(0, 3)):
                walk.step(killed=False)
            while walk.question is None:
                walk.step(killed=False)
            before = dict(walk.answers)
            walk.step(killed=True)
            if walk.question is not None:
                assert walk.question["step"] == len(before) + 2, "one answer more than before the cut, and no other"
        while len(walk.results) < 3:
            walk.step(killed=False)
    finally:
        server.stop()
    assert len(walk.results) >= 3
    for card, answers in walk.results:
        _is_the_result_of(card, answers)


def _is_the_result_of(card: dict[str, Any], answers: dict[str, float | None]) -> None:
    """The result is that of exactly these answers."""
    library = shared_library()
    if card["flow"] == "quiz":
        expected = result(library.knowledge.quiz, library.profiles, answers)
        assert [job["slug"] for job in card["jobs"]] == [fit.slug for fit in expected.jobs]
        assert [axis["value"] for axis in card["axes"]] == [value for _, value in expected.axes]
    else:
        guide = library.guide(card["job"])
        assert guide is not None
        found = assess(guide.self_assessment, answers)
        assert card["score"] == found.score
        assert [axis["value"] for axis in card["axes"]] == [axis.value for axis in found.axes]


@pytest.mark.parametrize("days", [2, 40])
def test_who_comes_back_days_later_is_offered_to_resume(server: Server, days: int) -> None:
    """Days are made to pass by moving what is stored into the past."""
    student = server.student()
    student.say("ce métier est fait pour moi ?", job=ASSISTANT)
    student.say('/affirm{"step":"urgent_tasks","answer":"yes"}')
    with sqlite3.connect(server.database) as database:
        moved = database.execute(
            "update events set data = json_set(data, '$.timestamp', json_extract(data, '$.timestamp') - ?)"
            " where sender_id = ?",
            (days * 86400, student.sender),
        )
        assert moved.rowcount > 0
    turn = student.say("coucou", job=ASSISTANT)
    assert "question" not in turn.kinds and "2 sur 6" in turn.text
    assert "Reprendre" in " ".join(turn.buttons)
    turn = student.say("oui")
    assert [card["key"] for card in turn.custom if card["type"] == "question"] == ["last_minute_problems"]
