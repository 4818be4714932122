"""Between rasa_sdk and bot.dialogue: the turn as a `Request` and a `Memory`, the `Reply` as messages and events."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.state import Memory, Reply, Request
from bot.knowledge.library import Library

MACHINE_READABLE_CHANNELS = frozenset({"rest", "web"})
"""Channels whose clients understand `custom`; others would print it to the student."""


def read_request(tracker: Tracker, library: Library) -> Request:
    """The last message of the student. Entities of a payload are outside input: wrong types count as absent."""
    message = tracker.latest_message or {}
    values: dict[str, list[str]] = {"job": [], "job_doubt": [], "lines": []}
    for entity in message.get("entities") or []:
        value = entity.get("value")
        if entity.get("entity") in values and isinstance(value, str):
            values[entity["entity"]].append(value)
    page_job = _metadata(tracker).get("job")
    text = message.get("text") or ""
    return Request(
        text=text,
        question=_without_jobs(text, message.get("entities") or []),
        intent=(message.get("intent") or {}).get("name") or "",
        jobs=tuple(dict.fromkeys(job for job in values["job"] if _known(job, library))),
        doubtful=tuple(dict.fromkeys(job for job in values["job_doubt"] if library.guide(job))),
        places=_places(values["lines"]),
        page_job=page_job if library.guide(page_job) else None,
    )


def read_memory(tracker: Tracker) -> Memory:
    """The slots."""
    return Memory.from_slots(tracker.slots)


def say(reply: Reply, before: Memory, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Send the messages of `reply`; the events that keep what it remembers."""
    for message in reply.messages:
        if message.custom is not None:
            say_custom(dispatcher, tracker, message.custom)
            continue
        buttons = [{"title": button.title, "payload": button.payload} for button in message.buttons]
        if message.text is not None:
            dispatcher.utter_message(text=message.text, buttons=buttons)
        else:
            dispatcher.utter_message(response=message.response, buttons=buttons, **message.values)
    return [SlotSet(name, value) for name, value in reply.memory.changes_from(before).items()]


def say_custom(dispatcher: CollectingDispatcher, tracker: Tracker, custom: dict[str, Any]) -> None:
    """Send a machine-readable message on the channels that understand it, and nothing on others."""
    if tracker.get_latest_input_channel() in MACHINE_READABLE_CHANNELS:
        dispatcher.utter_message(json_message=custom)


def turns_in_a_row(tracker: Tracker, action_name: str) -> int:
    """How many turns in a row, before this one, were answered by `action_name`."""
    count = 0
    for event in reversed(tracker.events):
        if event.get("event") != "action" or event.get("name") in ("action_listen", "action_extract_slots"):
            continue
        if event.get("name") != action_name:
            break
        count += 1
    return count


def turns_since(tracker: Tracker, action_name: str) -> float:
    """How many turns ago `action_name` ran (1: in the turn before this one); infinity when it did not, or long ago."""
    turns = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            turns += 1
        elif event.get("event") == "action" and event.get("name") == action_name:
            return turns
    return float("inf")


def _metadata(tracker: Tracker) -> dict[str, Any]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            metadata = event.get("metadata")
            return metadata if isinstance(metadata, dict) else {}
    return {}


def _without_jobs(text: str, entities: list[dict[str, Any]]) -> str:
    """`text` with the names of jobs left out."""
    kept, at = [], 0
    places = [
        (item["start"], item["end"]) for item in entities if item.get("entity") in ("job", "job_doubt") and "start" in item
    ]
    for start, end in sorted(set(places)):
        if start >= at:
            kept.append(text[at:start])
            at = end
    return " ".join([*kept, text[at:]])


def _known(job: str, library: Library) -> bool:
    return library.guide(job) is not None or any(job == other.slug for other in library.knowledge.catalogue)


def _places(values: list[str]) -> tuple[int, ...] | None:
    """`5-6-7` as numbers; None when nothing usable is there."""
    parts = values[0].split("-") if values else []
    places = tuple(int(part) for part in parts[:50] if part.isascii() and part.isdigit() and len(part) < 4)
    return places or None
