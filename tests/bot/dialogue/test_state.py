"""Tests of bot.dialogue.state."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
import yaml

from bot.dialogue.state import Memory, Request
from bot.paths import DOMAIN

TEXT_SLOTS = ("job", "previous_job", "page_job", "topic", "offered_job", "told")
LIST_SLOTS = ("pending_topics", "asked", "compared", "rest", "proposed", "files")


def test_memory_and_the_slots_of_the_domain_are_the_same() -> None:
    slots = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["slots"]
    assert {item.name for item in fields(Memory)} == set(slots) - {"erase"}
    assert {name for name, slot in slots.items() if slot["type"] == "text"} == set(TEXT_SLOTS)
    assert {name for name, slot in slots.items() if slot["type"] == "list"} == {*LIST_SLOTS, "kept"}
    assert {name for name, slot in slots.items() if slot["type"] == "any"} == {"flow", "finished", "misses"}


def test_from_slots_reads_every_slot() -> None:
    texts = {name: f"valeur de {name}" for name in TEXT_SLOTS}
    lists = {name: [f"un de {name}", f"autre de {name}"] for name in LIST_SLOTS}
    memory = Memory.from_slots({**texts, **lists, "misses": 2, "erase": None})
    assert {name: getattr(memory, name) for name in TEXT_SLOTS} == texts
    assert {name: getattr(memory, name) for name in LIST_SLOTS} == {name: tuple(value) for name, value in lists.items()}
    assert memory.misses == 2


def test_from_slots_of_a_new_conversation_is_empty() -> None:
    assert Memory.from_slots({}) == Memory()
    assert Memory.from_slots(dict.fromkeys((*TEXT_SLOTS, *LIST_SLOTS, "misses", "erase"))) == Memory()


@pytest.mark.parametrize("name", TEXT_SLOTS)
@pytest.mark.parametrize("value", [1, True, 0.5, ["a"], {"a": 1}])
def test_a_text_slot_of_a_wrong_type_counts_as_empty(name: str, value: Any) -> None:
    assert Memory.from_slots({name: value}) == Memory()


@pytest.mark.parametrize("name", LIST_SLOTS)
@pytest.mark.parametrize("value", ["a:salary", 3, {"a:salary": 1}, True])
def test_a_list_slot_of_a_wrong_type_counts_as_empty(name: str, value: Any) -> None:
    assert Memory.from_slots({name: value}) == Memory()


@pytest.mark.parametrize("name", LIST_SLOTS)
def test_a_list_slot_holds_texts_only(name: str) -> None:
    assert getattr(Memory.from_slots({name: ["a:salary", 3, None]}), name) == ("a:salary", "3", "None")


@pytest.mark.parametrize("value", ["2", None, [2], {"a": 1}])
def test_misses_of_a_wrong_type_count_as_none(value: Any) -> None:
    assert Memory.from_slots({"misses": value}) == Memory()


def test_no_change_sets_no_slot() -> None:
    memory = Memory(job="a", topic="salary", asked=("a:salary",))
    assert memory.changes_from(Memory(job="a", topic="salary", asked=("a:salary",))) == {}


def test_changes_are_those_slots_that_differ() -> None:
    before = Memory(job="a", topic="salary", pending_topics=("day",), asked=("a:salary",))
    after = Memory(job="b", previous_job="a", topic="salary", asked=("a:salary", "b:salary"))
    assert after.changes_from(before) == {
        "job": "b",
        "previous_job": "a",
        "pending_topics": [],
        "asked": ["a:salary", "b:salary"],
    }


def test_what_was_remembered_is_read_back() -> None:
    texts: dict[str, Any] = {name: f"valeur de {name}" for name in TEXT_SLOTS}
    memory = Memory(**texts, **{name: (f"un de {name}", f"autre de {name}") for name in LIST_SLOTS}, misses=2)
    assert Memory.from_slots(memory.changes_from(Memory())) == memory


@pytest.mark.parametrize(
    "memory",
    [
        Memory(job="a"),
        Memory(previous_job="a"),
        Memory(page_job="a"),
        Memory(offered_job="a"),
        Memory(compared=("b", "a")),
        Memory(asked=("b:day", "a:salary")),
    ],
)
def test_a_job_talked_about_is_known(memory: Memory) -> None:
    assert memory.knows("a")
    assert not memory.knows("c") and not Memory().knows("a")


def test_a_job_is_not_known_by_the_beginning_of_its_slug() -> None:
    assert not Memory(job="ab", asked=("ab:day",)).knows("a")


@pytest.mark.parametrize(
    ("text", "tapped"),
    [("/ask_salary", True), ('/choose_job{"job":"a"}', True), ("et le salaire ?", False), ("", False), (" /x", False)],
)
def test_a_payload_is_a_tap(text: str, tapped: bool) -> None:
    assert Request(text=text).tapped is tapped
