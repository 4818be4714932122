"""The quick tracker: the same states as Rasa's, and copies that share nothing."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import AnySlotDict, DialogueStateTracker

from bot.tracker import QuickTracker, read_event

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "ask"],
        "slots": {"mood": {"type": "text", "initial_value": "fine", "mappings": [{"type": "custom"}]}},
        "actions": ["action_menu"],
    }
)
EVENTS = [
    ActionExecuted("action_listen"),
    UserUttered("yo", {"name": "greet", "confidence": 1.0}),
    SlotSet("mood", "sad"),
    ActionExecuted("action_menu"),
    ActionExecuted("action_listen"),
    UserUttered("quoi ?", {"name": "ask", "confidence": 1.0}),
]


def test_it_has_the_states_of_rasas_tracker() -> None:
    quick, stock = (kind.from_events("s", EVENTS, DOMAIN.slots) for kind in (QuickTracker, DialogueStateTracker))
    assert quick.past_states(DOMAIN) == stock.past_states(DOMAIN)
    assert len(stock.past_states(DOMAIN)) == 4


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
