"""Tests of actions.turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import (
    GENTLE_TURNS,
    MACHINE_READABLE_CHANNELS,
    read_memory,
    read_request,
    say,
    say_custom,
    turns_in_a_row,
    turns_since,
)
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.knowledge.library import Library
from bot.wanted import wanted_jobs

ASSISTANT, DIRECTOR, NURSE = "assistant-de-production-audiovisuelle", "directeur-de-postproduction", "infirmier"
MakeTracker = Callable[..., Tracker]

WRONG_TYPES = [1, 0, True, None, 1.5, [ASSISTANT], {"job": ASSISTANT}]
TEXT = "métier ?"
CHANNELS = [
    *[("rest", True), ("web", True)],
    *[
        (name, False)
        for name in ("telegram", "facebook", "slack", "twilio", "whatsapp", "cmdline", "socketio", "REST", "", None)
    ],
]


def entity(name: str, value: Any) -> dict[str, Any]:
    """An entity as Rasa gives it, at the first word of `TEXT`."""
    return {"entity": name, "value": value, "start": 0, "end": TEXT.index(" ")}


# ── The request ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_text_and_intent_are_read(tracker: MakeTracker, library: Library) -> None:
    turn = tracker("et le salaire ?", "ask_salary")
    assert read_request(turn, library) == Request("et le salaire ?", question="et le salaire ?", intent="ask_salary")


@pytest.mark.parametrize("message", [None, {}, {"text": None, "intent": None, "entities": None}, {"intent": {"name": None}}])
def test_an_empty_message_is_an_empty_request(library: Library, message: Any) -> None:
    state = {"sender_id": "eleve", "slots": {}, "latest_message": message, "events": []}
    assert read_request(Tracker.from_dict(state), library) == Request()


@pytest.mark.parametrize(
    ("values", "jobs"),
    [
        ([DIRECTOR], (DIRECTOR,)),
        ([DIRECTOR, ASSISTANT], (DIRECTOR, ASSISTANT)),
        ([DIRECTOR, ASSISTANT, DIRECTOR], (DIRECTOR, ASSISTANT)),
        ([NURSE, ASSISTANT], (NURSE, ASSISTANT)),
        (["inconnu", ASSISTANT, ""], (ASSISTANT,)),
        ([DIRECTOR.upper()], ()),
    ],
)
def test_jobs_are_known_slugs_in_order_without_repeats(
    tracker: MakeTracker, library: Library, values: list[str], jobs: tuple[str, ...]
) -> None:
    turn = tracker(TEXT, "ask_salary", [entity("job", value) for value in values])
    assert read_request(turn, library).jobs == jobs


@pytest.mark.parametrize(
    ("values", "jobs"),
    [([DIRECTOR, ASSISTANT, DIRECTOR], (DIRECTOR, ASSISTANT)), ([NURSE, "inconnu"], ()), ([NURSE, ASSISTANT], (ASSISTANT,))],
)
def test_doubtful_jobs_have_a_guide(
    tracker: MakeTracker, library: Library, values: list[str], jobs: tuple[str, ...]
) -> None:
    request = read_request(tracker(TEXT, "ask_salary", [entity("job_doubt", value) for value in values]), library)
    assert (request.doubtful, request.jobs) == (jobs, ())


@pytest.mark.parametrize("name", ["job", "job_doubt", "lines", "topic"])
@pytest.mark.parametrize("value", WRONG_TYPES)
def test_an_entity_of_a_wrong_type_is_ignored(tracker: MakeTracker, library: Library, name: str, value: Any) -> None:
    request = read_request(tracker("/ask_salary", "ask_salary", [entity(name, value)]), library)
    assert replace(request, question="") == Request(text="/ask_salary", intent="ask_salary")


def test_an_entity_of_a_wrong_type_leaves_the_others(tracker: MakeTracker, library: Library) -> None:
    turn = tracker(TEXT, "ask_salary", [entity("job", 1), entity("job", DIRECTOR), {"entity": "job"}, {"value": ASSISTANT}])
    assert read_request(turn, library).jobs == (DIRECTOR,)


def test_other_entities_are_ignored(tracker: MakeTracker, library: Library) -> None:
    turn = tracker("à Liège", "x", [entity("confirm", "yes"), entity("ville", DIRECTOR)])
    assert read_request(turn, library) == Request(text="à Liège", question="à Liège", intent="x")


@pytest.mark.parametrize(
    ("text", "names", "question"),
    [
        ("y a une école à Liège ?", [], "y a une école à Liège ?"),
        ("assistant de prod à Liège ?", ["assistant de prod"], "à Liège ?"),
        ("le salaire d'un dir postprod", ["dir postprod"], "le salaire d'un"),
        ("assistant de prod ou dir postprod ?", ["assistant de prod", "dir postprod"], "ou ?"),
        ("dir postprod ou assistant de prod ?", ["assistant de prod", "dir postprod"], "ou ?"),
        ("directeur", ["directeur", "directeur"], ""),
        ("dir postprod confirmé", ["dir postprod", "postprod"], "confirmé"),
    ],
)
@pytest.mark.parametrize("kind", ["job", "job_doubt"])
def test_the_question_is_the_text_without_its_jobs(
    tracker: MakeTracker, library: Library, kind: str, text: str, names: list[str], question: str
) -> None:
    places = [(text.index(name), text.index(name) + len(name)) for name in names]
    entities = [{"entity": kind, "value": DIRECTOR, "start": start, "end": end} for start, end in places]
    request = read_request(tracker(text, "ask_schools", entities), library)
    assert " ".join(request.question.split()) == question
    assert request.text == text


def test_an_entity_without_a_place_leaves_the_question(tracker: MakeTracker, library: Library) -> None:
    request = read_request(tracker("le salaire ?", "ask_salary", [{"entity": "job", "value": DIRECTOR}]), library)
    assert (request.question, request.jobs) == ("le salaire ?", (DIRECTOR,))


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ("5-6-7", (5, 6, 7)),
        ("0", (0,)),
        ("999", (999,)),
        ("1000", None),
        ("5-x-7", (5, 7)),
        ("5--7", (5, 7)),
        ("-1", (1,)),
        ("", None),
        ("-", None),
        ("a-b", None),
        ("5;6", None),
        (" 5", None),
        ("1.5", None),
        ("²", None),
        ("٣", None),
        ("9" * 5000, None),
        ("-".join(map(str, range(200))), tuple(range(50))),
    ],
)
def test_lines_are_places_and_what_is_not_a_place_is_left_out(
    tracker: MakeTracker, library: Library, lines: str, places: tuple[int, ...] | None
) -> None:
    assert read_request(tracker("/ask_schools", "ask_schools", [entity("lines", lines)]), library).places == places


@pytest.mark.parametrize(
    ("metadata", "job"),
    [
        ({"job": DIRECTOR}, DIRECTOR),
        ({"job": DIRECTOR, "page": "/metiers/x"}, DIRECTOR),
        ({"job": NURSE}, None),
        ({"job": "inconnu"}, None),
        ({"job": ""}, None),
        ({"job": DIRECTOR.upper()}, None),
        *[({"job": value}, None) for value in WRONG_TYPES],
        ({}, None),
        (None, None),
        ([DIRECTOR], None),
        (DIRECTOR, None),
    ],
)
def test_the_page_counts_when_it_has_a_guide(tracker: MakeTracker, library: Library, metadata: Any, job: str | None) -> None:
    assert read_request(tracker("salut", "greet", metadata=metadata), library).page_job == job


def test_only_the_page_of_the_last_message_counts(tracker: MakeTracker, library: Library) -> None:
    before = [{"event": "user", "text": "salut", "input_channel": "rest", "metadata": {"job": ASSISTANT}}]
    assert read_request(tracker("et le salaire ?", metadata={}, before=before), library).page_job is None
    assert read_request(tracker("et le salaire ?", metadata={"job": DIRECTOR}, before=before), library).page_job == DIRECTOR


def test_the_topic_of_a_button_is_read(tracker: MakeTracker, library: Library) -> None:
    turn = tracker('/compare_jobs{"topic":"salary"}', "compare_jobs", [entity("topic", 1), entity("topic", "salary")])
    assert read_request(turn, library).topic == "salary"


def test_the_ranking_is_read(tracker: MakeTracker, library: Library) -> None:
    ranking = [{"name": "ask_salary", "confidence": 0.4}, {"name": "ask_day", "confidence": 0.3}]
    request = read_request(tracker(TEXT, "ask_salary", understood={"intent_ranking": ranking}), library)
    assert request.ranking == (("ask_salary", 0.4), ("ask_day", 0.3))


@pytest.mark.parametrize(
    ("actions", "missed"),
    [
        ([], False),
        (["action_answer"], False),
        (["action_fallback"], True),
        (["action_fallback", "action_answer"], False),
        (["action_answer", "action_fallback"], True),
    ],
)
def test_a_miss_right_before_is_read(tracker: MakeTracker, library: Library, actions: list[str], missed: bool) -> None:
    before = [event for name in actions for event in turn_of(name, "une bulle")]
    assert read_request(tracker(TEXT, before=before), library).missed_before is missed


@pytest.mark.parametrize(("turns_after", "gentle"), [(None, False), (0, True), (1, True), (2, False)])
def test_the_help_lines_are_remembered_for_two_turns(
    tracker: MakeTracker, library: Library, turns_after: int | None, gentle: bool
) -> None:
    actions = [] if turns_after is None else ["action_safety", *["action_menu"] * turns_after]
    before = [event for name in actions for event in turn_of(name, "une bulle")]
    assert GENTLE_TURNS == 2
    assert read_request(tracker(TEXT, before=before), library).gentle is gentle


# ── Several questions ─────────────────────────────────────────────────────────────────────────────────────────────────


def questions(text: str, *parts: tuple[str, str]) -> dict[str, Any]:
    """What the NLU says of a message with questions: (words of it, intent) each."""
    found = [{"intent": intent, "confidence": 0.9, "start": text.index(part)} for part, intent in parts]
    return {"questions": [{**item, "end": item["start"] + len(part)} for item, (part, _) in zip(found, parts, strict=True)]}


def named(text: str, name: str, value: str, kind: str = "job") -> dict[str, Any]:
    """The entity of a job at the place where `text` names it."""
    return {"entity": kind, "value": value, "start": text.index(name), "end": text.index(name) + len(name)}


def test_a_message_with_one_question_has_no_parts(tracker: MakeTracker, library: Library) -> None:
    assert read_request(tracker("le salaire ?", "ask_salary"), library).parts == ()


def test_each_question_has_its_words_its_intent_and_its_job(tracker: MakeTracker, library: Library) -> None:
    text = "le salaire d'un dir postprod et la journée d'un assistant de prod ?"
    parts = [("le salaire d'un dir postprod", "ask_salary"), ("la journée d'un assistant de prod ?", "ask_day")]
    entities = [named(text, "dir postprod", DIRECTOR), named(text, "assistant de prod", ASSISTANT)]
    turn = tracker(text, "ask_salary", entities, metadata={"job": DIRECTOR}, understood=questions(text, *parts))
    request = read_request(turn, library)
    assert (request.text, request.intent, request.jobs) == (text, "ask_salary", (DIRECTOR, ASSISTANT))
    assert [(part.text, part.intent, part.jobs) for part in request.parts] == [
        (parts[0][0], "ask_salary", (DIRECTOR,)),
        (parts[1][0], "ask_day", (ASSISTANT,)),
    ]
    assert [" ".join(part.question.split()) for part in request.parts] == ["le salaire d'un", "la journée d'un ?"]
    assert [part.page_job for part in request.parts] == [DIRECTOR, DIRECTOR]


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("le salaire d'un dir postprod, la journée, les études ?", [DIRECTOR] * 3),
        ("le salaire, la journée d'un dir postprod, les études ?", [DIRECTOR] * 3),
        ("le salaire, la journée, les études d'un dir postprod ?", [DIRECTOR] * 3),
        ("le salaire d'un dir postprod, la journée d'un assistant, les études ?", [DIRECTOR, ASSISTANT, ASSISTANT]),
        ("le salaire, la journée d'un assistant, les études d'un dir postprod ?", [ASSISTANT, ASSISTANT, DIRECTOR]),
        ("le salaire, la journée, les études ?", [None] * 3),
    ],
)
@pytest.mark.parametrize("kind", ["job", "job_doubt"])
def test_a_question_without_a_job_is_about_that_of_its_neighbour(
    tracker: MakeTracker, library: Library, kind: str, text: str, jobs: list[str | None]
) -> None:
    names = {"dir postprod": DIRECTOR, "assistant": ASSISTANT}
    entities = [named(text, name, value, kind) for name, value in names.items() if name in text]
    intents = ["ask_salary", "ask_day", "ask_studies"]
    understood = questions(text, *zip(text.split(","), intents, strict=True))
    parts = read_request(tracker(text, "ask_salary", entities, understood=understood), library).parts
    found = [part.jobs if kind == "job" else part.doubtful for part in parts]
    assert found == [(job,) if job else () for job in jobs]


def test_what_is_told_beside_the_only_question_does_not_count(tracker: MakeTracker, library: Library) -> None:
    text = "je suis infirmier. le salaire de ce métier ?"
    understood = questions(text, ("le salaire de ce métier ?", "ask_salary"))
    request = read_request(tracker(text, "ask_salary", [named(text, "infirmier", NURSE)], understood=understood), library)
    assert (request.text, request.question, request.intent) == (text, "le salaire de ce métier ?", "ask_salary")
    assert (request.jobs, request.parts) == ((), ())


@pytest.mark.parametrize("kind", ["job", "job_doubt"])
def test_a_job_with_a_guide_told_beside_the_only_question_is_meant(
    tracker: MakeTracker, library: Library, kind: str
) -> None:
    text = "je pense à dir postprod. on gagne combien ?"
    understood = questions(text, ("on gagne combien ?", "ask_salary"))
    entities = [named(text, "dir postprod", DIRECTOR, kind)]
    request = read_request(tracker(text, "ask_salary", entities, understood=understood), library)
    assert (request.jobs if kind == "job" else request.doubtful) == (DIRECTOR,)


def test_the_job_of_the_only_question_wins_over_one_told_beside_it(tracker: MakeTracker, library: Library) -> None:
    text = "ma soeur est assistante. on gagne combien en dir postprod ?"
    understood = questions(text, ("on gagne combien en dir postprod ?", "ask_salary"))
    entities = [named(text, "assistante", ASSISTANT), named(text, "dir postprod", DIRECTOR)]
    assert read_request(tracker(text, "ask_salary", entities, understood=understood), library).jobs == (DIRECTOR,)


# ── The memory ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("mon infirmier dit que c'est dur comme métier", ()),
        ("sa infirmier elle trouve ça nul", ()),
        ("un infirmier dit quoi de ses horaires ?", (NURSE,)),
        ("mon infirmier gagne combien ?", (NURSE,)),
        ("infirmier", (NURSE,)),
    ],
)
def test_somebody_who_has_an_opinion_is_no_job_that_is_asked_about(
    tracker: MakeTracker, library: Library, text: str, jobs: tuple[str, ...]
) -> None:
    turn = tracker(text, "ask_challenge", entities=[named(text, "infirmier", NURSE)])
    assert read_request(turn, library).jobs == jobs


def test_memory_is_read_from_the_slots(tracker: MakeTracker) -> None:
    turn = tracker(slots={"job": DIRECTOR, "topic": "day", "asked": [f"{DIRECTOR}:day"], "previous_job": 3})
    assert read_memory(turn) == Memory(job=DIRECTOR, topic="day", asked=(f"{DIRECTOR}:day",))


# ── Saying ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_is_said_with_its_buttons(tracker: MakeTracker) -> None:
    dispatcher = CollectingDispatcher()
    reply = Reply([Message(text="Voilà.", buttons=[Button("Études ?", "/ask_studies")])], Memory())
    assert say(reply, Memory(), dispatcher, tracker()) == []
    (message,) = dispatcher.messages
    assert message["text"] == "Voilà."
    assert message["buttons"] == [{"title": "Études ?", "payload": "/ask_studies"}]
    assert (message["response"], message["custom"]) == (None, {})


def test_a_response_is_said_with_its_values(tracker: MakeTracker) -> None:
    dispatcher = CollectingDispatcher()
    reply = Reply([Message(response="utter_no_guide", values={"job": "infirmier"}, buttons=[Button("a", "/b")])], Memory())
    say(reply, Memory(), dispatcher, tracker())
    (message,) = dispatcher.messages
    assert (message["text"], message["response"], message["job"]) == (None, "utter_no_guide", "infirmier")
    assert message["buttons"] == [{"title": "a", "payload": "/b"}]


def test_messages_are_said_in_order(tracker: MakeTracker) -> None:
    dispatcher = CollectingDispatcher()
    reply = Reply([Message(text="un"), Message(custom={"type": "answer"}), Message(response="utter_thank")], Memory())
    say(reply, Memory(), dispatcher, tracker())
    assert [message["text"] or message["custom"] or message["response"] for message in dispatcher.messages] == [
        "un",
        {"type": "answer"},
        "utter_thank",
    ]


@pytest.mark.parametrize(("channel", "understood"), CHANNELS)
def test_custom_is_sent_on_rest_and_web_only(tracker: MakeTracker, channel: str | None, understood: bool) -> None:
    for send in (
        lambda dispatcher, turn: say_custom(dispatcher, turn, {"type": "answer"}),
        lambda dispatcher, turn: say(Reply([Message(custom={"type": "answer"})], Memory()), Memory(), dispatcher, turn),
    ):
        dispatcher = CollectingDispatcher()
        send(dispatcher, tracker(channel=channel))
        assert [message["custom"] for message in dispatcher.messages] == [{"type": "answer"}] * understood


def test_the_machine_readable_channels_are_rest_and_web() -> None:
    assert {"rest", "web"} == MACHINE_READABLE_CHANNELS


def test_the_slots_that_changed_are_set_and_no_other(tracker: MakeTracker) -> None:
    before = Memory(job=ASSISTANT, topic="salary", pending_topics=("day",), asked=(f"{ASSISTANT}:salary",))
    after = Memory(job=DIRECTOR, previous_job=ASSISTANT, topic="salary", asked=(f"{DIRECTOR}:salary",))
    events = say(Reply([], after), before, CollectingDispatcher(), tracker())
    assert events == [
        SlotSet("job", DIRECTOR),
        SlotSet("previous_job", ASSISTANT),
        SlotSet("pending_topics", []),
        SlotSet("asked", [f"{DIRECTOR}:salary"]),
    ]


@pytest.mark.parametrize(("wanted", "noted"), [(None, []), (NURSE, [(NURSE, 1)])])
def test_a_wanted_job_is_noted_in_the_database(
    tracker: MakeTracker, database: str, wanted: str | None, noted: list[tuple[str, int]]
) -> None:
    say(Reply([], Memory(), wanted_job=wanted), Memory(), CollectingDispatcher(), tracker())
    assert [(item.job, item.times) for item in wanted_jobs(database)] == noted


def test_a_database_that_cannot_be_written_does_not_stop_the_conversation(
    tracker: MakeTracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DECLIC_DATABASE_URL", f"sqlite:///{tmp_path}")  # a folder
    dispatcher = CollectingDispatcher()
    say(Reply([Message(text="un")], Memory(), wanted_job=NURSE), Memory(), dispatcher, tracker())
    assert [message["text"] for message in dispatcher.messages] == ["un"]


# ── Turns in a row ────────────────────────────────────────────────────────────────────────────────────────────────────


def _said(action: str) -> dict[str, str]:
    return {"utter_action": "utter_help_lines"} if action == "action_safety" else {}


def turn_of(action: str, *bot: str) -> list[dict[str, Any]]:
    """The events of a past turn."""
    return [
        {"event": "action", "name": "action_listen"},
        {"event": "user", "text": "…", "input_channel": "rest"},
        {"event": "action", "name": "action_extract_slots"},
        {"event": "action", "name": action},
        *[{"event": "bot", "text": text, "metadata": _said(action)} for text in bot],
        {"event": "slot", "name": "topic", "value": "day"},
    ]


@pytest.mark.parametrize(
    ("actions", "count"),
    [
        ([], 0),
        (["action_answer"], 0),
        (["action_fallback"], 1),
        (["action_fallback", "action_fallback", "action_fallback"], 3),
        (["action_fallback", "action_answer"], 0),
        (["action_fallback", "action_fallback", "action_answer", "action_fallback"], 1),
        (["action_session_start", "action_fallback"], 1),
    ],
)
def test_turns_in_a_row_are_counted_back_to_another_action(tracker: MakeTracker, actions: list[str], count: int) -> None:
    before = [event for name in actions for event in turn_of(name, "une bulle", "une autre")]
    assert turns_in_a_row(tracker("…", before=before), "action_fallback") == count


@pytest.mark.parametrize(
    ("actions", "turns"),
    [
        ([], float("inf")),
        (["action_answer", "action_menu"], float("inf")),
        (["action_safety"], 1),
        (["action_answer", "action_safety", "action_menu"], 2),
        (["action_safety", "action_menu", "action_safety", "action_answer", "action_menu"], 3),
    ],
)
def test_turns_since_are_counted_from_this_one(tracker: MakeTracker, actions: list[str], turns: float) -> None:
    before = [event for name in actions for event in turn_of(name, "une bulle", "une autre")]
    assert turns_since(tracker("…", before=before), "utter_help_lines") == turns
