"""Tests of bot.dialogue.state."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
import yaml

from bot.dialogue.state import Memory, Request
from bot.paths import DOMAIN

TEXT_SLOTS = ("job", "previous_job", "page_job", "topic", "pending_topic", "offered_job")


def test_memory_and_the_slots_of_the_domain_are_the_same() -> None:
    slots = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["slots"]
    assert {item.name for item in fields(Memory)} == set(slots) - {"erase"}
    assert {name for name, slot in slots.items() if slot["type"] == "text"} == set(TEXT_SLOTS)
    assert slots["asked"]["type"] == "list"


def test_from_slots_reads_every_slot() -> None:
    slots = {name: f"valeur de {name}" for name in TEXT_SLOTS} | {"asked": ["a:salary", "b:day"], "erase": None}
    memory = Memory.from_slots(slots)
    assert {name: getattr(memory, name) for name in TEXT_SLOTS} == {name: slots[name] for name in TEXT_SLOTS}
    assert memory.asked == ("a:salary", "b:day")


def test_from_slots_of_a_new_conversation_is_empty() -> None:
    assert Memory.from_slots({}) == Memory()
    assert Memory.from_slots(dict.fromkeys((*TEXT_SLOTS, "asked", "erase"))) == Memory()


@pytest.mark.parametrize("name", TEXT_SLOTS)
@pytest.mark.parametrize("value", [1, True, 0.5, ["a"], {"a": 1}])
def test_a_text_slot_of_a_wrong_type_counts_as_empty(name: str, value: Any) -> None:
    assert Memory.from_slots({name: value}) == Memory()


@pytest.mark.parametrize("value", ["a:salary", 3, {"a:salary": 1}, True])
def test_asked_of_a_wrong_type_counts_as_empty(value: Any) -> None:
    assert Memory.from_slots({"asked": value}).asked == ()


def test_asked_holds_texts_only() -> None:
    assert Memory.from_slots({"asked": ["a:salary", 3, None]}).asked == ("a:salary", "3", "None")


def test_no_change_sets_no_slot() -> None:
    memory = Memory(job="a", topic="salary", asked=("a:salary",))
    assert memory.changes_from(Memory(job="a", topic="salary", asked=("a:salary",))) == {}


def test_changes_are_those_slots_that_differ() -> None:
    before = Memory(job="a", topic="salary", pending_topic="day", asked=("a:salary",))
    after = Memory(job="b", previous_job="a", topic="salary", asked=("a:salary", "b:salary"))
    assert after.changes_from(before) == {
        "job": "b",
        "previous_job": "a",
        "pending_topic": None,
        "asked": ["a:salary", "b:salary"],
    }


def test_what_was_remembered_is_read_back() -> None:
    memory = Memory(**{name: f"valeur de {name}" for name in TEXT_SLOTS}, asked=("a:day", "b:day"))
    assert Memory.from_slots(memory.changes_from(Memory())) == memory


@pytest.mark.parametrize(
    ("text", "tapped"),
    [("/ask_salary", True), ('/choose_job{"job":"a"}', True), ("et le salaire ?", False), ("", False), (" /x", False)],
)
def test_a_payload_is_a_tap(text: str, tapped: bool) -> None:
    assert Request(text=text).tapped is tapped
