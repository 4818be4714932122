"""The quick tracker: the same states as Rasa's, and copies that share nothing."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    FollowupAction,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import AnySlotDict, DialogueStateTracker

from bot.tracker import QuickTracker, read_event

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "ask"],
        "slots": {
            "mood": {"type": "text", "initial_value": "fine", "mappings": [{"type": "custom"}]},
            "job": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]},
        },
        "actions": ["action_menu"],
    }
)
EVENTS = [
    ActionExecuted("action_listen"),
    UserUttered("yo", {"name": "greet", "confidence": 1.0}),
    SlotSet("mood", "sad"),
    SlotSet("job", "baker"),
    ActionExecuted("action_menu"),
    BotUttered("menu"),
    ActionExecuted("action_listen"),
    UserUttered("quoi ?", {"name": "ask", "confidence": 1.0}),
]


ENDINGS: list[list[Event]] = [
    [],
    [ActiveLoop("a_form"), ConversationPaused()],
    [ActionExecuted("action_menu"), FollowupAction("action_menu")],
    [ActionExecuted("action_menu"), SlotSet("mood", "angry"), ActionReverted()],
    [Restarted()],
]


def both(events: list[Event]) -> tuple[QuickTracker, DialogueStateTracker]:
    """Ours and Rasa's, after the same events."""
    return QuickTracker.from_events("s", events, DOMAIN.slots), DialogueStateTracker.from_events("s", events, DOMAIN.slots)


def stands_at(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that a tracker knows of where the conversation stands, with its events."""
    return {**tracker.current_state(), "events": list(tracker.events), "bot": tracker.latest_bot_utterance}


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_has_the_states_of_rasas_tracker(ending: list[Event]) -> None:
    quick, stock = both([*EVENTS, *ending])
    assert quick.past_states(DOMAIN) == stock.past_states(DOMAIN)
    assert quick.past_states(DOMAIN, omit_unset_slots=True) == stock.past_states(DOMAIN, omit_unset_slots=True)


def test_a_slot_that_influences_the_conversation_is_in_its_states() -> None:
    states = both(EVENTS)[0].past_states(DOMAIN)
    assert len(states) == 4
    assert [state.get("slots") for state in states] == [{"mood": (1.0,)}] * 4


@pytest.mark.parametrize("ending", ENDINGS)
def test_its_copy_stands_where_rasas_does(ending: list[Event]) -> None:
    quick, stock = (tracker.copy() for tracker in both([*EVENTS, *ending]))
    assert stands_at(quick) == stands_at(stock)
    assert type(quick) is QuickTracker


def test_a_copy_goes_its_own_way() -> None:
    tracker = both([*EVENTS, ActiveLoop("a_form")])[0]
    before = stands_at(tracker)
    copy = tracker.copy()
    for event in (SlotSet("mood", "angry"), BotUttered("what?"), ConversationPaused(), ActionExecuted("action_listen")):
        copy.update(event)
    copy.interrupt_loop(True)
    assert stands_at(tracker) == before
    assert (copy.get_slot("mood"), copy.is_paused(), len(copy.events)) == ("angry", True, len(tracker.events) + 4)


def test_a_new_one_has_the_initial_values_whatever_the_domain_was_used_for() -> None:
    used = QuickTracker.from_events("s", EVENTS, DOMAIN.slots)
    assert used.get_slot("mood") == "sad"
    assert QuickTracker("t", DOMAIN.slots).get_slot("mood") == "fine"
    assert QuickTracker("t", used.slots.values()).get_slot("mood") == "fine", "values are reset, as Rasa's tracker does"


def test_copies_share_no_slot() -> None:
    tracker = QuickTracker.from_events("s", EVENTS, DOMAIN.slots)
    copy = tracker.init_copy()
    copy.update(SlotSet("mood", "angry"))
    assert (tracker.get_slot("mood"), copy.get_slot("mood")) == ("sad", "angry")
    assert (copy.sender_id, type(copy)) == ("s", QuickTracker)


def test_without_slots_it_takes_any() -> None:
    assert isinstance(QuickTracker("s", None).slots, AnySlotDict)


def test_an_event_is_read_from_its_json() -> None:
    for event in EVENTS:
        assert read_event(event.as_dict()) == event
