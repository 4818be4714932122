"""Between rasa_sdk and bot.dialogue: the turn as a `Request` and a `Memory`, the `Reply` as messages and events."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reporting import send_page, send_picture
from bot.dialogue.state import Memory, Reply, Request
from bot.knowledge.library import Library, shared_library
from bot.knowledge.text import says, words
from bot.wanted import note_wanted_job

_POSSESSIVES = frozenset("mon ma mes notre nos son sa ses".split())
GENTLE_TURNS = 2
"""Turns after the help lines in which no topic is offered."""
AWAY_SECONDS = 1800.0
"""Silence after which a student is welcomed back to a flow instead of being asked its question again."""
MACHINE_READABLE_CHANNELS = frozenset({"rest", "web"})
"""Channels whose clients understand `custom`; others would print it to the student."""
WITHOUT_PICTURES = MACHINE_READABLE_CHANNELS | {"cmdline"}
"""Channels that draw a result by themselves, or cannot show a picture."""


def read_request(tracker: Tracker, library: Library) -> Request:
    """The last message of the student. Entities of a payload are outside input: wrong types count as absent."""
    message = tracker.latest_message or {}
    entities = [item for item in message.get("entities") or [] if isinstance(item.get("value"), str)]
    text = message.get("text") or ""
    page_job = _metadata(tracker).get("job")
    whole = replace(
        _read_part(text, 0, len(text), entities, library),
        intent=(message.get("intent") or {}).get("name") or "",
        places=_places([item["value"] for item in entities if item.get("entity") == "lines"]),
        page_job=page_job if library.guide(page_job) else None,
        topic=_first(entities, "topic"),
        step=_first(entities, "step"),
        answer=_first(entities, "answer"),
        choice=_first(entities, "flow"),
        away=_silence(tracker) > AWAY_SECONDS,
        ranking=tuple((item["name"], item["confidence"]) for item in message.get("intent_ranking") or []),
        missed_before=turns_in_a_row(tracker, "action_fallback") > 0,
        gentle=turns_since(tracker, "utter_help_lines") <= GENTLE_TURNS,
    )
    parts = [
        replace(
            _read_part(text, question["start"], question["end"], entities, library),
            intent=question["intent"],
            page_job=whole.page_job,
        )
        for question in message.get("questions") or []
    ]
    if len(parts) == 1:
        return _only_its_question(whole, parts[0], library)
    return replace(whole, parts=tuple(_with_jobs_of_neighbours(parts)))


def _only_its_question(whole: Request, part: Request, library: Library) -> Request:
    """The whole message, read as its one question: what the student told beside it does not count.

    « Je suis en bac 1 ingénieur. Faut être technique pour ce métier ? » is not about engineers.
    """
    jobs = part.jobs or tuple(library.guided(whole.jobs))
    return replace(whole, question=part.question, jobs=jobs, doubtful=part.doubtful or whole.doubtful)


def _read_part(text: str, start: int, end: int, entities: list[dict[str, Any]], library: Library) -> Request:
    """What stands between two places of the message, and the jobs named there."""
    here = [item for item in entities if start <= item.get("start", start) and item.get("end", end) <= end]
    here = [item for item in here if not _is_somebody(text, item, library)]
    jobs = [item["value"] for item in here if item.get("entity") == "job"]
    doubts = [item["value"] for item in here if item.get("entity") == "job_doubt"]
    return Request(
        text=text[start:end],
        question=_without_jobs(text, start, end, here),
        jobs=tuple(dict.fromkeys(job for job in jobs if _known(job, library))),
        doubtful=tuple(dict.fromkeys(library.guided(doubts))),
    )


def _is_somebody(text: str, item: dict[str, Any], library: Library) -> bool:
    """« Mon prof de maths prétend que … »: a job without a guide that only says who thinks so."""
    if item.get("entity") != "job" or "start" not in item or library.guide(item["value"]):
        return False
    before, behind = words(text[: item["start"]])[-1:], " ".join(words(text[item["end"] :])[:2])
    return not _POSSESSIVES.isdisjoint(before) and says(behind, library.knowledge.talk.quoting)


def _with_jobs_of_neighbours(parts: list[Request]) -> list[Request]:
    """A question without a job is about that of the question before it, else of the first one after it that names one."""
    named = [(part.jobs, part.doubtful) for part in parts]
    result = []
    for place, part in enumerate(parts):
        if not part.jobs and not part.doubtful:
            near = [*reversed(named[:place]), *named[place + 1 :]]
            jobs, doubtful = next((pair for pair in near if any(pair)), ((), ()))
            part = replace(part, jobs=jobs, doubtful=doubtful)
        result.append(part)
    return result


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
    if reply.wanted_job is not None:
        note_wanted_job(reply.wanted_job)
    memory = _with_files(reply, dispatcher, tracker.get_latest_input_channel())
    return [SlotSet(name, value) for name, value in memory.changes_from(before).items()]


def _with_files(reply: Reply, dispatcher: CollectingDispatcher, channel: str | None) -> Memory:
    """Make and send the files that a reply wants; the memory, with their names."""
    files = reply.memory.files
    if reply.picture is not None and channel is not None and channel not in WITHOUT_PICTURES:
        files = send_picture(reply.picture, shared_library(), files, dispatcher)
    if reply.report is not None:
        files = send_page(reply.report, shared_library(), files, dispatcher)
    return replace(reply.memory, files=files)


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


def turns_since(tracker: Tracker, response: str) -> float:
    """How many turns ago `response` was said (1: in the turn before this one); infinity when it was not, or long ago."""
    turns = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            turns += 1
        elif event.get("event") == "bot" and (event.get("metadata") or {}).get("utter_action") == response:
            return turns
    return float("inf")


def _silence(tracker: Tracker) -> float:
    """Seconds between the student's last message and the one before it; 0 for the first one."""
    times = [event.get("timestamp") or 0.0 for event in tracker.events if event.get("event") == "user"]
    return max(0.0, times[-1] - times[-2]) if len(times) > 1 else 0.0


def _first(entities: list[dict[str, Any]], name: str) -> str | None:
    return next((item["value"] for item in entities if item.get("entity") == name), None)


def _metadata(tracker: Tracker) -> dict[str, Any]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            metadata = event.get("metadata")
            return metadata if isinstance(metadata, dict) else {}
    return {}


def _without_jobs(text: str, start: int, end: int, entities: list[dict[str, Any]]) -> str:
    """`text[start:end]` with the names of jobs left out."""
    kept, at = [], start
    places = [
        (item["start"], item["end"]) for item in entities if item.get("entity") in ("job", "job_doubt") and "start" in item
    ]
    for first, last in sorted(set(places)):
        if first >= at:
            kept.append(text[at:first])
            at = last
    return " ".join([*kept, text[at:end]])


def _known(job: str, library: Library) -> bool:
    return library.guide(job) is not None or library.knowledge.job(job) is not None


def _places(values: list[str]) -> tuple[int, ...] | None:
    """`5-6-7` as numbers; None when nothing usable is there."""
    parts = values[0].split("-") if values else []
    places = tuple(int(part) for part in parts[:50] if part.isascii() and part.isdigit() and len(part) < 4)
    return places or None
