"""The snapshot tracker store: nothing is lost, and only a bounded part is loaded."""

from __future__ import annotations

import asyncio
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

from bot.paths import DOMAIN
from bot.tracker_store import MAX_TURNS, SnapshotTrackerStore

SLOTS = ("job", "topic", "pending_topics")


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(DOMAIN))


def open_store(path: Path, domain: Domain) -> SnapshotTrackerStore:
    return SnapshotTrackerStore(domain, url=f"sqlite:///{path}")


def turn_events(number: int, slots: dict[str, Any]) -> list[Event]:
    """What one turn of a conversation adds."""
    user = UserUttered(f"question {number}", {"name": "ask_salary", "confidence": 1.0}, input_channel="rest")
    changes = [SlotSet(name, value) for name, value in slots.items()]
    return [user, ActionExecuted("action_answer"), BotUttered(f"answer {number}"), *changes, ActionExecuted("action_listen")]


def talk(store: SnapshotTrackerStore, sender: str, events: list[Event]) -> DialogueStateTracker:
    """One turn as the message processor does it: load, append, save."""

    async def turn() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        for event in events:
            tracker.update(event)
        await store.save(tracker)
        return tracker

    return asyncio.run(turn())


def user_turns(tracker: DialogueStateTracker) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def load(store: SnapshotTrackerStore, sender: str) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve(sender))
    assert tracker is not None
    return tracker


def test_a_long_conversation_loads_few_turns_and_keeps_them_all(tmp_path: Path, domain: Domain) -> None:
    store = open_store(tmp_path / "a.db", domain)
    talk(store, "s", [*turn_events(0, {"job": "first", "asked": ["a:b"]})])
    for number in range(1, 60):
        talk(store, "s", turn_events(number, {"topic": f"topic {number}"}))
        assert len(user_turns(load(store, "s"))) <= MAX_TURNS
    tracker = load(store, "s")
    assert tracker.get_slot("job") == "first", "a slot set 59 turns ago is remembered"
    assert tracker.get_slot("asked") == ["a:b"]
    assert tracker.get_slot("topic") == "topic 59"
    assert user_turns(tracker)[-1] == "question 59"
    full = asyncio.run(store.retrieve_full_tracker("s"))
    assert full is not None
    assert user_turns(full) == [f"question {number}" for number in range(60)]


def test_a_tracker_that_is_saved_again_and_again_needs_no_loading(tmp_path: Path, domain: Domain) -> None:
    store = open_store(tmp_path / "a.db", domain)
    tracker = talk(store, "s", turn_events(0, {"job": "first"}))
    for number in range(1, 12):
        for event in turn_events(number, {"topic": f"topic {number}"}):
            tracker.update(event)
        asyncio.run(store.save(tracker))
    loaded, full = load(store, "s"), asyncio.run(store.retrieve_full_tracker("s"))
    assert full is not None
    assert user_turns(full) == [f"question {number}" for number in range(12)]
    assert user_turns(loaded) == user_turns(full)[-len(user_turns(loaded)) :]
    assert len(user_turns(loaded)) <= MAX_TURNS
    assert (loaded.get_slot("job"), loaded.get_slot("topic")) == ("first", "topic 11")


def test_a_turn_takes_two_statements(tmp_path: Path, domain: Domain) -> None:
    store = open_store(tmp_path / "a.db", domain)
    asked: list[str] = []
    sa.event.listen(store.engine, "checkout", lambda driver, *_: driver.set_trace_callback(asked.append))
    for number in range(MAX_TURNS):
        talk(store, "s", turn_events(number, {}))
    kinds = [kind for kind, _ in groupby(statement.split()[0] for statement in asked)]  # a statement once, for many rows
    assert kinds == ["SELECT", "BEGIN", "INSERT", "COMMIT"] * MAX_TURNS


def test_a_tracker_of_elsewhere_adds_what_is_new(tmp_path: Path, domain: Domain) -> None:
    store = open_store(tmp_path / "a.db", domain)
    talk(store, "s", turn_events(0, {}))
    events = [*load(store, "s").events, *turn_events(1, {"job": "first"})]
    asyncio.run(store.save(DialogueStateTracker.from_events("s", events, domain.slots)))
    full = load(store, "s")
    assert user_turns(full) == ["question 0", "question 1"]
    assert full.get_slot("job") == "first"


def test_a_new_process_finds_everything(tmp_path: Path, domain: Domain) -> None:
    for number in range(20):
        talk(open_store(tmp_path / "a.db", domain), "s", turn_events(number, {"job": f"job {number}"}))
    tracker = load(open_store(tmp_path / "a.db", domain), "s")
    assert tracker.get_slot("job") == "job 19"
    assert user_turns(tracker)[-1] == "question 19"


def test_conversations_do_not_mix(tmp_path: Path, domain: Domain) -> None:
    store = open_store(tmp_path / "a.db", domain)
    for number in range(12):
        talk(store, "one", turn_events(number, {"job": "one's"}))
        talk(store, "two", turn_events(100 + number, {"job": "two's"}))
    assert load(store, "one").get_slot("job") == "one's"
    assert load(store, "two").get_slot("job") == "two's"
    assert sorted(asyncio.run(store.keys())) == ["one", "two"]
    full = asyncio.run(store.retrieve_full_tracker("one"))
    assert full is not None
    assert user_turns(full) == [f"question {number}" for number in range(12)]


def test_erasing_leaves_no_word_of_the_student_in_the_file(tmp_path: Path, domain: Domain) -> None:
    path = tmp_path / "a.db"
    store = open_store(path, domain)
    for number in range(12):
        talk(store, "s", turn_events(number, {"job": "remembered"}))
    talk(store, "other", turn_events(7, {}))
    talk(store, "s", [UserUttered("efface tout", {"name": "erase_my_data"}), SlotSet("erase", True)])
    assert asyncio.run(store.retrieve("s")) is None
    assert asyncio.run(store.retrieve_full_tracker("s")) is None
    assert load(store, "other").get_slot("job") is None
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"question 7" in files, "the other conversation is still there"
    assert b"question 3" not in files
    assert b"remembered" not in files


def test_an_unknown_conversation_is_none(tmp_path: Path, domain: Domain) -> None:
    store = open_store(tmp_path / "a.db", domain)
    assert asyncio.run(store.retrieve("nobody")) is None
    assert asyncio.run(store.delete("nobody")) == 0


def test_a_paused_conversation_and_a_running_loop_outlive_the_snapshot(tmp_path: Path, domain: Domain) -> None:
    from rasa.shared.core.events import ActiveLoop, ConversationPaused

    store = open_store(tmp_path / "a.db", domain)
    talk(store, "s", [*turn_events(0, {}), ActiveLoop("a_form"), ConversationPaused()])
    for number in range(1, 20):
        talk(store, "s", turn_events(number, {}))
    tracker = load(store, "s")
    assert tracker.active_loop_name == "a_form"
    assert tracker.is_paused()


@settings(max_examples=25, deadline=None)
@given(
    turns=st.lists(
        st.dictionaries(st.sampled_from(SLOTS), st.none() | st.text(min_size=1, max_size=5), max_size=2), max_size=25
    )
)
def test_the_state_is_that_of_a_tracker_that_never_left_memory(
    tmp_path_factory: pytest.TempPathFactory, domain: Domain, turns: list[dict[str, Any]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("db") / "a.db", domain)
    memory = DialogueStateTracker("s", domain.slots)
    for number, slots in enumerate(turns):
        events = turn_events(number, slots)
        talk(store, "s", events)
        for event in events:
            memory.update(event)
        loaded = load(store, "s")
        assert loaded.current_slot_values() == memory.current_slot_values()
        assert user_turns(loaded)[-1] == user_turns(memory)[-1]
        assert loaded.latest_message is not None
        assert loaded.latest_message.as_dict()["parse_data"][INTENT] == {"name": "ask_salary", "confidence": 1.0}
