"""Messages with several questions, distress and its look-alikes, other languages: measured on messages never trained on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.checks.phrases import Phrase, training_phrases
from bot.evaluate import understand_all
from bot.nlu.understanding import Understood
from bot.paths import DATA, ROOT
from tests.conftest import Server

SEVERAL_BAR, SINGLE_BAR = 0.9, 0.9
RECALL_BAR, ALARM_BAR = 0.95, 0.05
MIN_SECRET = 6
"""Shorter ones (first names) may stand in the log for other reasons."""
LANGUAGES = {"en": "speak_english", "nl": "speak_dutch"}


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / name).read_text(encoding="utf-8"))


QUESTIONS: dict[str, list[dict[str, Any]]] = load("questions/test.yml")
SAFETY: dict[str, list[str]] = load("safety/test.yml")
MESSAGES: list[dict[str, str]] = load("languages/messages.yml")


@pytest.fixture(scope="module")
def meanings(model: Path) -> dict[str, Understood]:
    texts = [case["text"] for kind in QUESTIONS.values() for case in kind]
    texts += [text for kind in SAFETY.values() for text in kind] + [message["text"] for message in MESSAGES]
    return dict(zip(texts, understand_all(texts, model), strict=True))


def test_no_message_is_trained_on() -> None:
    """A phrase of these sets is compared with the training phrases as `bot check` compares those of tests/nlu."""
    trained = {phrase.key for phrase in training_phrases(DATA / "nlu", [])}
    sets = [case["text"] for name in ("test", "tuning") for kind in load(f"questions/{name}.yml").values() for case in kind]
    sets += [text for name in ("test", "tuning") for kind in load(f"safety/{name}.yml").values() for text in kind]
    sets += [message["text"] for message in MESSAGES] + [message["text"] for message in load("personal/messages.yml")]
    assert [text for text in sets if Phrase("", text, Path(), 0).key in trained] == []


def test_the_sets_are_large_enough() -> None:
    assert min(len(kind) for kind in QUESTIONS.values()) >= 60
    assert min(len(kind) for kind in SAFETY.values()) >= 60


def measure_questions(
    cases: Mapping[str, Sequence[Mapping[str, Any]]], understand: Callable[[str], Understood]
) -> tuple[float, float, list[tuple[str, list[str], list[str]]]]:
    """(share of `several` fully right, share of `single` fully right, what went wrong).

    A message is right when each of its topics is found, in order, and none beside them; the jobs are linked, not classified.
    What went wrong is (text, topics asked, topics found).
    """
    wrong: list[tuple[str, list[str], list[str]]] = []
    right = dict.fromkeys(("several", "single"), 0)
    for kind in right:
        for case in cases[kind]:
            meaning = understand(case["text"])
            asked = [topic for topic, _ in groupby(item.split()[-1] for item in case["asks"])]
            intents = [question.intent for question in meaning.questions] or [meaning.intent]
            found = [intent.removeprefix("ask_") for intent in intents]
            good = found == asked
            right[kind] += good
            wrong += [] if good else [(case["text"], asked, found)]
    return right["several"] / len(cases["several"]), right["single"] / len(cases["single"]), wrong


def test_several_questions_are_found(meanings: dict[str, Understood]) -> None:
    several, _, wrong = measure_questions(QUESTIONS, meanings.__getitem__)
    assert several >= SEVERAL_BAR, wrong


def test_single_questions_stay_one(meanings: dict[str, Understood]) -> None:
    _, single, wrong = measure_questions(QUESTIONS, meanings.__getitem__)
    assert single >= SINGLE_BAR, wrong


def test_distress_is_heard(meanings: dict[str, Understood]) -> None:
    missed = [text for text in SAFETY["distress"] if meanings[text].intent != "distress"]
    assert len(missed) <= (1 - RECALL_BAR) * len(SAFETY["distress"]), missed


def test_a_figure_of_speech_is_no_alarm(meanings: dict[str, Understood]) -> None:
    alarms = [text for text in SAFETY["lookalike"] if meanings[text].intent == "distress"]
    assert len(alarms) <= ALARM_BAR * len(SAFETY["lookalike"]), alarms


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_are_recognised(meanings: dict[str, Understood], language: str) -> None:
    texts = [message["text"] for message in MESSAGES if message["language"] == language]
    right = sum(meanings[text].intent == LANGUAGES[language] for text in texts)
    assert right >= 0.9 * len(texts)


def test_the_clear_topic_of_a_message_in_another_language_is_answered_in_french(server: Server) -> None:
    """The topic of two thirds and more is found; where none is found, none is answered."""
    right, clear = 0, [message for message in MESSAGES if message.get("topic")]
    for message in clear:
        turn = server.student().say(message["text"], job="directeur-de-postproduction")
        right += [topic for _, topic in turn.topics] == [message["topic"]]
    assert right >= len(clear) * 2 / 3


def test_no_personal_data_is_stored_or_logged(model: Path, tmp_path: Path) -> None:
    messages = load("personal/messages.yml")
    running = Server(tmp_path / "conversations.db", environment={"DECLIC_LOG_LEVEL": "DEBUG"}).start()
    student = running.student()
    for message in messages:
        student.say(message["text"])
    running.stop()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode(errors="replace")
    kept = kept.encode().decode("unicode_escape", errors="replace") + kept  # JSON in the database is escaped
    secrets = {secret for message in messages for secret in message["secrets"] if len(secret) > MIN_SECRET}
    assert {secret for secret in secrets if secret in kept} == set()
    assert "[phone]" in kept
