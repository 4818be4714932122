"""How a conversation stands in the database: an event as a row, and what must outlive its events as a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.privacy import masked_text


def as_row(sender_id: str, event: Event) -> dict[str, Any]:
    """A row of the table `events`."""
    data = event.as_dict()
    if isinstance(event, UserUttered):
        data = _without_personal_data(data)
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _without_personal_data(data: dict[str, Any]) -> dict[str, Any]:
    """A student's message as it may be stored. The server hides personal data before this; stock `rasa run` does not."""
    hidden = masked_text(data.get("text") or "")
    if hidden == data.get("text"):
        return data
    return {**data, "text": hidden, "parse_data": {**(data.get("parse_data") or {}), "text": hidden}}


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What must outlive the events: only what differs from a new conversation."""
    new = {slot.name: slot.initial_value for slot in tracker.slots.values()}
    slots = {name: value for name, value in tracker.current_slot_values().items() if value != new.get(name)}
    return {"slots": slots, "loop": tracker.active_loop_name, "paused": tracker.is_paused()}


def events_of(state: dict[str, Any]) -> Iterator[Event]:
    """Events that bring a new tracker to `state`."""
    yield ActionExecuted(ACTION_SESSION_START_NAME, timestamp=1.0)
    yield SessionStarted(timestamp=1.0)
    for name, value in state["slots"].items():
        yield SlotSet(name, value, timestamp=1.0)
    if state["loop"]:
        yield ActiveLoop(state["loop"], timestamp=1.0)
    if state["paused"]:
        yield ConversationPaused(timestamp=1.0)
