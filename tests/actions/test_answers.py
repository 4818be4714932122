"""Tests of actions.answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet

from actions.answers import (
    ActionAffirm,
    ActionAnswer,
    ActionChooseJob,
    ActionCompareJobs,
    ActionComputePay,
    ActionFallback,
    ActionListJobs,
    ActionMenu,
    ActionOtherLanguage,
    ActionStartQuiz,
    ActionStartSelfAssessment,
)
from bot.wanted import wanted_jobs

if TYPE_CHECKING:
    from tests.actions.conftest import Conversation, Turn

ASSISTANT, DIRECTOR, BOATMAN = "assistant-de-production-audiovisuelle", "directeur-de-postproduction", "batelier"
WHICH_JOB = {"type": "choice", "reason": "which_job", "options": [ASSISTANT, DIRECTOR]}
NONSENSE = "zgrblx fnurk"

MakeTracker = Callable[..., Tracker]
Run = Callable[[Action, Tracker], "Turn"]


def job(value: Any) -> dict[str, Any]:
    """The entity of a job."""
    return {"entity": "job", "value": value}


# ── action_answer ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_sets_the_job_the_topic_and_what_was_asked(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionAnswer(), tracker("ça gagne combien un dir de postprod ?", "ask_salary", [job(DIRECTOR)]))
    assert turn.events == [
        SlotSet("job", DIRECTOR),
        SlotSet("topic", "salary"),
        SlotSet("asked", [f"{DIRECTOR}:salary"]),
    ]
    assert re.search(r"4\s500 à 5\s000 € brut par mois", turn.texts[0])
    assert len(turn.payloads) == 3 and turn.answered == [(DIRECTOR, "salary")]


def test_an_answer_about_the_job_in_memory_sets_what_changed(tracker: MakeTracker, run: Run) -> None:
    slots = {"job": ASSISTANT, "topic": "salary", "pending_topics": ["tools"], "asked": [f"{ASSISTANT}:salary"]}
    turn = run(ActionAnswer(), tracker("et la journée ?", "ask_day", slots=slots))
    assert turn.answered == [(ASSISTANT, "day")]
    assert turn.events == [
        SlotSet("topic", "day"),
        SlotSet("pending_topics", []),
        SlotSet("asked", [f"{ASSISTANT}:salary", f"{ASSISTANT}:day"]),
    ]


def test_an_answer_given_again_sets_nothing(tracker: MakeTracker, run: Run) -> None:
    slots = {"job": ASSISTANT, "topic": "salary", "asked": [f"{ASSISTANT}:salary"]}
    turn = run(ActionAnswer(), tracker("le salaire ?", "ask_salary", slots=slots))
    assert turn.answered == [(ASSISTANT, "salary")] and turn.events == []


def test_the_page_gives_the_job_and_is_remembered(tracker: MakeTracker, run: Run) -> None:
    slots = {"job": ASSISTANT, "page_job": ASSISTANT, "asked": []}
    turn = run(ActionAnswer(), tracker("le salaire ?", "ask_salary", slots=slots, metadata={"job": DIRECTOR}))
    assert turn.answered == [(DIRECTOR, "salary")]
    assert turn.events == [
        SlotSet("job", DIRECTOR),
        SlotSet("previous_job", ASSISTANT),
        SlotSet("page_job", DIRECTOR),
        SlotSet("topic", "salary"),
        SlotSet("asked", [f"{DIRECTOR}:salary"]),
    ]


@pytest.mark.parametrize("page", ["inconnu", BOATMAN, 1, [DIRECTOR], None])
def test_an_unknown_page_leaves_the_job(tracker: MakeTracker, run: Run, page: Any) -> None:
    slots = {"job": ASSISTANT, "page_job": ASSISTANT}
    turn = run(ActionAnswer(), tracker("le salaire ?", "ask_salary", slots=slots, metadata={"job": page}))
    assert turn.answered == [(ASSISTANT, "salary")]
    assert {event["name"] for event in turn.events} == {"topic", "asked"}


@pytest.mark.parametrize("value", [1, True, None, [DIRECTOR], {"slug": DIRECTOR}, "inconnu", ""])
def test_a_job_of_a_payload_that_cannot_be_one_is_ignored(tracker: MakeTracker, run: Run, value: Any) -> None:
    turn = run(ActionAnswer(), tracker("/ask_salary", "ask_salary", [job(value)], slots={"job": ASSISTANT}))
    assert turn.answered == [(ASSISTANT, "salary")]
    lost = run(ActionAnswer(), tracker("/ask_salary", "ask_salary", [job(value)]))
    assert lost.custom == [WHICH_JOB]


@pytest.mark.parametrize("lines", ["", "a-b", "x", 5, [5], None])
def test_lines_of_a_payload_that_cannot_be_any_give_the_whole_answer(tracker: MakeTracker, run: Run, lines: Any) -> None:
    entities = [job(ASSISTANT), {"entity": "lines", "value": lines}]
    turn = run(ActionAnswer(), tracker("/ask_schools", "ask_schools", entities))
    assert turn.texts == run(ActionAnswer(), tracker("/ask_schools", "ask_schools", [job(ASSISTANT)])).texts
    assert turn.texts[0].startswith("Les formations citées par le guide")


def test_la_suite_gives_the_lines_that_are_left(tracker: MakeTracker, run: Run) -> None:
    entities = [job(ASSISTANT), {"entity": "lines", "value": "5-6-7"}]
    turn = run(ActionAnswer(), tracker('/ask_schools{"lines":"5-6-7"}', "ask_schools", entities))
    (text,) = turn.texts
    assert [line.split(" ")[1] for line in text.splitlines()] == ["HELHa", "IFAPME", "SFPME"]


def test_lines_past_the_end_say_that_this_is_all(tracker: MakeTracker, run: Run) -> None:
    entities = [job(ASSISTANT), {"entity": "lines", "value": "500"}]
    assert run(ActionAnswer(), tracker("/ask_schools", "ask_schools", entities)).responses == ["utter_nothing_more"]


@pytest.mark.parametrize("intent", ["ask_theme_retire", "ask_", ""])
def test_an_intent_without_a_topic_is_not_understood(tracker: MakeTracker, run: Run, intent: str) -> None:
    turn = run(ActionAnswer(), tracker(NONSENSE, intent))
    assert turn.responses == ["utter_do_not_know"]
    assert turn.custom == [{"type": "fallback", "reason": "no_topic"}]
    assert [(event["name"], event["value"]) for event in turn.events] == [("misses", 1)]


@pytest.mark.parametrize("action", [ActionAnswer(), ActionMenu(), ActionFallback()], ids=lambda action: action.name())
def test_what_is_said_depends_on_the_intent_and_not_on_the_action(tracker: MakeTracker, run: Run, action: Action) -> None:
    assert run(action, tracker("salut", "greet")).responses == ["utter_greet"]
    assert run(action, tracker("le salaire ?", "ask_salary", [job(DIRECTOR)])).answered == [(DIRECTOR, "salary")]
    assert run(action, tracker(NONSENSE, "nlu_fallback")).responses == ["utter_do_not_know"]


# ── Conversations ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_job_is_asked_then_the_topic_answered_then_the_other_both_ways(conversation: Conversation) -> None:
    asked = conversation.send(ActionAnswer(), "on gagne combien ?", "ask_salary")
    assert asked.responses == ["utter_which_job"] and asked.custom == [WHICH_JOB]
    assert asked.events == [SlotSet("pending_topics", ["salary"])]

    chosen = conversation.send(ActionChooseJob(), asked.payloads[0], "choose_job", [job(ASSISTANT)])
    assert chosen.answered == [(ASSISTANT, "salary")]
    assert chosen.events == [
        SlotSet("job", ASSISTANT),
        SlotSet("topic", "salary"),
        SlotSet("pending_topics", []),
        SlotSet("asked", [f"{ASSISTANT}:salary"]),
    ]

    there = conversation.send(ActionChooseJob(), "et pour l'autre ?", "choose_job")
    back = conversation.send(ActionChooseJob(), "et pour l'autre ?", "choose_job")
    assert there.answered == [(DIRECTOR, "salary")] and back.answered == [(ASSISTANT, "salary")]
    assert back.events == [
        SlotSet("job", ASSISTANT),
        SlotSet("previous_job", DIRECTOR),
        SlotSet("asked", [f"{DIRECTOR}:salary", f"{ASSISTANT}:salary"]),
    ]


def test_quick_replies_are_never_offered_again_once_asked(conversation: Conversation) -> None:
    asked: list[str] = []
    for topic in ("salary", "freelance", "career", "conditions", "studies", "schools", "salary"):
        turn = conversation.send(ActionAnswer(), topic, f"ask_{topic}", [job(DIRECTOR)])
        asked.append(f"/ask_{topic}{{")
        topics = [payload for payload in turn.payloads if '"lines"' not in payload]
        assert 0 < len(turn.payloads) <= 3
        assert not [payload for payload in topics if payload.startswith(tuple(asked))]


def test_two_jobs_in_one_message_get_an_answer_each(conversation: Conversation) -> None:
    turn = conversation.send(ActionAnswer(), "le salaire de ces métiers ?", "ask_salary", [job(DIRECTOR), job(ASSISTANT)])
    assert turn.answered == [(DIRECTOR, "salary"), (ASSISTANT, "salary")]
    assert (conversation.slots["job"], conversation.slots["previous_job"]) == (ASSISTANT, DIRECTOR)


def test_two_jobs_asked_about_together_stand_side_by_side(conversation: Conversation) -> None:
    turn = conversation.send(ActionAnswer(), "le salaire des deux ?", "ask_salary", [job(DIRECTOR), job(ASSISTANT)])
    assert [(card["type"], card["jobs"]) for card in turn.custom] == [("comparison", [DIRECTOR, ASSISTANT])]
    assert conversation.slots["compared"] == [DIRECTOR, ASSISTANT]
    assert {conversation.slots["job"], conversation.slots["previous_job"]} == {DIRECTOR, ASSISTANT}


def test_a_doubtful_job_is_asked_back_and_the_topic_answered_after(conversation: Conversation) -> None:
    doubt = {"entity": "job_doubt", "value": DIRECTOR}
    asked = conversation.send(ActionAnswer(), "le salaire d'un directeur ?", "ask_salary", [doubt])
    assert asked.events == [SlotSet("pending_topics", ["salary"]), SlotSet("offered_job", DIRECTOR)]
    assert asked.responses == ["utter_is_it_this_job"] and asked.messages[0]["job"] == "Directeur·rice de postproduction"
    chosen = conversation.send(ActionChooseJob(), asked.payloads[0], "choose_job", [job(DIRECTOR)])
    assert chosen.answered == [(DIRECTOR, "salary")]


def test_a_job_without_a_guide_leaves_the_one_talked_about(conversation: Conversation) -> None:
    conversation.send(ActionAnswer(), "le salaire ?", "ask_salary", [job(ASSISTANT)])
    boatman = conversation.send(ActionAnswer(), "et un batelier ?", "ask_salary", [job(BOATMAN)])
    assert boatman.responses == ["utter_no_guide"] and boatman.messages[0]["job"] == "batelier"
    assert boatman.events == [SlotSet("pending_topics", ["salary"])]
    after = conversation.send(ActionAnswer(), "et les horaires ?", "ask_conditions")
    assert after.answered == [(ASSISTANT, "conditions")]


def test_what_was_asked_about_a_job_without_a_guide_is_answered_for_the_one_chosen(
    conversation: Conversation,
) -> None:
    boatman = conversation.send(ActionAnswer(), "le salaire d'un batelier ?", "ask_salary", [job(BOATMAN)])
    assert boatman.custom == [{"type": "fallback", "reason": "no_guide", "job": BOATMAN}]
    chosen = conversation.send(ActionChooseJob(), boatman.payloads[1], "choose_job", [job(DIRECTOR)])
    assert chosen.answered == [(DIRECTOR, "salary")]


def test_a_job_without_a_guide_is_noted_for_the_trainers(conversation: Conversation, database: str) -> None:
    conversation.send(ActionAnswer(), "le salaire d'un batelier ?", "ask_salary", [job(BOATMAN)])
    conversation.send(ActionAnswer(), "et les horaires ?", "ask_conditions", [job(ASSISTANT)])
    conversation.send(ActionChooseJob(), "et pour un batelier ?", "choose_job", [job(BOATMAN)])
    assert [(wanted.job, wanted.times) for wanted in wanted_jobs(database)] == [(BOATMAN, 2)]


# ── Lists and questions ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("action", "intent", "response"),
    [(ActionListJobs(), "list_jobs", "utter_list_jobs")],
)
def test_lists_of_jobs_differ_by_their_introduction(
    tracker: MakeTracker, run: Run, action: Action, intent: str, response: str
) -> None:
    turn = run(action, tracker("quels métiers ?", intent, slots={"job": ASSISTANT, "pending_topics": ["day"]}))
    assert turn.responses == [response] and turn.custom == [WHICH_JOB] and turn.events == []
    assert turn.messages[0]["jobs"].splitlines() == [
        "• Assistant de production audiovisuelle / Assistante de production audiovisuelle",
        "• Directeur de postproduction / Directrice de postproduction",
    ]


def test_the_self_assessment_of_the_job_that_was_named_begins(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionStartSelfAssessment(), tracker("c'est fait pour moi ?", "start_self_assessment", [job(DIRECTOR)]))
    assert turn.responses == ["utter_assessment_intro"]
    assert [card["type"] for card in turn.custom] == ["question"]
    flow = {event["name"]: event["value"] for event in turn.events}
    assert flow["job"] == DIRECTOR and flow["flow"]["asked"] == turn.custom[0]["key"]


# ── action_fallback ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_misses_in_a_row_lead_to_a_human_and_an_answer_begins_again(conversation: Conversation) -> None:
    turns = [conversation.send(ActionFallback(), NONSENSE, "nlu_fallback") for _ in range(4)]
    assert [turn.custom for turn in turns] == [
        [{"type": "fallback", "reason": "no_topic"}],
        [{"type": "fallback", "reason": "menu"}],
        [{"type": "handoff", "reason": "misses"}],
        [{"type": "handoff", "reason": "misses"}],
    ]
    assert [turn.responses for turn in turns[:3]] == [
        ["utter_do_not_know"],
        ["utter_second_miss"],
        ["utter_human_after_misses"],
    ]
    assert [[event["value"] for event in turn.events] for turn in turns] == [[1], [2], [3], [4]]
    conversation.send(ActionAnswer(), "le salaire ?", "ask_salary", [job(ASSISTANT)])
    assert conversation.send(ActionFallback(), NONSENSE, "nlu_fallback").responses == ["utter_do_not_know"]


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), ("   ", "empty"), ("😀😀", "empty"), ("?!", "empty"), ("bla " * 300, "too_long")]
)
def test_what_is_not_a_question_is_said_so(tracker: MakeTracker, run: Run, text: str, reason: str) -> None:
    turn = run(ActionFallback(), tracker(text, "nlu_fallback"))
    assert turn.responses == [f"utter_{reason}"]
    assert turn.custom == [{"type": "fallback", "reason": reason}]


def test_off_topic_has_its_own_type(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionFallback(), tracker(NONSENSE, "out_of_scope"))
    assert turn.responses == ["utter_out_of_scope"]
    assert turn.custom == [{"type": "out_of_scope", "reason": "no_topic"}]


def test_off_topic_is_no_miss(conversation: Conversation) -> None:
    intents = ["nlu_fallback", "out_of_scope", "out_of_scope", "nlu_fallback"]
    turns = [conversation.send(ActionFallback(), NONSENSE, intent) for intent in intents]
    assert [turn.responses for turn in turns] == [
        ["utter_do_not_know"],
        ["utter_out_of_scope"],
        ["utter_out_of_scope"],
        ["utter_second_miss"],
    ]


def test_a_passage_of_a_guide_answers_what_no_topic_covers(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionFallback(), tracker("c'est quoi le Tax Shelter ?", "nlu_fallback", slots={"job": DIRECTOR}))
    assert "multipliée par trois" in turn.texts[0]
    assert turn.responses == ["utter_passage_source"] and turn.messages[1]["section"] == "Faits marquants"
    assert turn.answered == [(DIRECTOR, "facts")] and turn.events == []


def test_an_answered_turn_is_not_a_miss(conversation: Conversation) -> None:
    conversation.send(ActionFallback(), "c'est quoi le Tax Shelter ?", "nlu_fallback")
    assert conversation.send(ActionFallback(), NONSENSE, "nlu_fallback").responses == ["utter_do_not_know"]


# ── action_affirm ──────────────────────────────────────────────────────────────────────────────────────────────────────


def ask_back(conversation: Conversation) -> None:
    """A question about a doubtful job, and the bot's « tu parles de ce métier-ci ? »."""
    doubt = {"entity": "job_doubt", "value": DIRECTOR}
    turn = conversation.send(ActionAnswer(), "le salaire d'un directeur ?", "ask_salary", [doubt])
    assert turn.responses == ["utter_is_it_this_job"]


def test_yes_answers_the_question_for_the_job_that_was_asked_back_about(conversation: Conversation) -> None:
    ask_back(conversation)
    turn = conversation.send(ActionAffirm(), "oui", "affirm")
    assert turn.answered == [(DIRECTOR, "salary")]
    assert turn.events == [
        SlotSet("job", DIRECTOR),
        SlotSet("topic", "salary"),
        SlotSet("pending_topics", []),
        SlotSet("offered_job", None),
        SlotSet("asked", [f"{DIRECTOR}:salary"]),
    ]


def test_yes_to_nothing_is_the_menu(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionAffirm(), tracker("oui", "affirm", slots={"job": DIRECTOR}))
    assert turn.responses == ["utter_affirm"] and len(turn.payloads) == 3 and turn.events == []


def test_yes_counts_once(conversation: Conversation) -> None:
    ask_back(conversation)
    conversation.send(ActionAffirm(), "oui", "affirm")
    assert conversation.send(ActionAffirm(), "oui", "affirm").responses == ["utter_affirm"]


def test_yes_after_no_is_not_about_the_job_that_was_asked_back_about(conversation: Conversation) -> None:
    ask_back(conversation)
    conversation.send(ActionMenu(), "non", "deny")
    assert conversation.send(ActionAffirm(), "oui", "affirm").responses == ["utter_affirm"]


# ── action_menu ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "intent", ["greet", "thank", "affirm", "deny", "unsure", "help", "go_back", "bot_challenge", "insult"]
)
def test_the_menu_follows_the_sentence_of_the_intent(tracker: MakeTracker, run: Run, intent: str) -> None:
    turn = run(ActionMenu(), tracker("…", intent))
    assert turn.responses == [f"utter_{intent}"]
    jobs = [f'/choose_job{{"job":"{slug}"}}' for slug in (ASSISTANT, DIRECTOR)]
    assert turn.payloads == [*jobs, "/start_quiz"]
    assert turn.events == []


def test_the_menu_is_about_the_job_talked_about(tracker: MakeTracker, run: Run) -> None:
    slots = {"job": DIRECTOR, "asked": [f"{DIRECTOR}:overview"]}
    turn = run(ActionMenu(), tracker("merci", "thank", slots=slots))
    assert turn.payloads == [f'/ask_{topic}{{"job":"{DIRECTOR}"}}' for topic in ("missions", "day", "tools")]


def test_the_menu_is_about_the_page_when_the_conversation_begins(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionMenu(), tracker("bonjour", "greet", metadata={"job": DIRECTOR}))
    assert turn.payloads[0] == f'/ask_overview{{"job":"{DIRECTOR}"}}'


def test_a_job_that_was_named_is_remembered_whatever_was_meant(tracker: MakeTracker, run: Run) -> None:
    named = [{"entity": "job", "value": DIRECTOR}]
    turn = run(ActionMenu(), tracker("directeur de postprod tu dors quand ?", "bot_challenge", named))
    assert ("job", DIRECTOR) in [(event["name"], event["value"]) for event in turn.events]
    assert turn.payloads[0] == f'/ask_overview{{"job":"{DIRECTOR}"}}'


# ── Channels ──────────────────────────────────────────────────────────────────────────────────────────────────────────

SPEAKING: list[tuple[Action, str, str]] = [
    (ActionAnswer(), "le salaire ?", "ask_salary"),
    (ActionChooseJob(), "le dir de postprod", "choose_job"),
    (ActionListJobs(), "quels métiers ?", "list_jobs"),
    (ActionStartQuiz(), "pas d'idée", "start_quiz"),
    (ActionCompareJobs(), "compare", "compare_jobs"),
    (ActionComputePay(), "et par an ?", "compute_pay"),
    (ActionOtherLanguage(), "hello, how are you?", "speak_english"),
    (ActionFallback(), NONSENSE, "nlu_fallback"),
]


@pytest.mark.parametrize(("action", "text", "intent"), SPEAKING, ids=[action.name() for action, _, _ in SPEAKING])
def test_other_channels_hear_the_same_without_custom(
    tracker: MakeTracker, run: Run, action: Action, text: str, intent: str
) -> None:
    on = {
        channel: run(action, tracker(text, intent, [job(DIRECTOR)] if "job" in intent else [], channel=channel))
        for channel in ("rest", "web", "telegram")
    }
    assert len(on["rest"].custom) == 1
    assert on["web"].messages == on["rest"].messages
    assert on["telegram"].messages == [message for message in on["rest"].messages if not message["custom"]] != []
    assert on["telegram"].events == on["rest"].events
