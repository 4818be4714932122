"""Tests of actions.conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, SlotSet

from actions.answers import ActionAnswer, ActionMenu
from actions.conversation import (
    SURE_ENOUGH_TO_ERASE,
    ActionEraseMyData,
    ActionHandoff,
    ActionRepeat,
    ActionSafety,
)

if TYPE_CHECKING:
    from tests.actions.conftest import Conversation, Turn

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"

MakeTracker = Callable[..., Tracker]
Run = Callable[[Action, Tracker], "Turn"]

YES = {"entity": "confirm", "value": "yes"}


# ── action_safety ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_distress_gets_the_help_lines_and_nothing_to_tap(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionSafety(), tracker("j'en peux plus", "distress", slots={"job": ASSISTANT, "topic": "day"}))
    assert turn.responses == ["utter_distress", "utter_help_lines"]
    assert turn.payloads == [] and turn.texts == [] and turn.events == []
    assert turn.custom == [{"type": "safety", "reason": "distress"}]


def test_the_help_lines_are_the_belgian_ones_and_sell_nothing(domain: dict[str, Any]) -> None:
    for variant in domain["responses"]["utter_help_lines"]:
        lines = variant["text"].splitlines()
        assert [line.split(" :")[0] for line in lines[:4]] == ["103", "107", "0800 32 123", "112"]
        assert "Écoute-Enfants" in lines[0] and "Télé-Accueil" in lines[1] and "Prévention" in lines[2].title()
    both = [*domain["responses"]["utter_distress"], *domain["responses"]["utter_help_lines"]]
    assert all(set(variant) == {"text"} and "métier" not in variant["text"] for variant in both)


FLOW = {"kind": "self_assessment", "job": ASSISTANT, "answers": [], "asked": "long_days", "unread": 0, "paused": False}


@pytest.mark.parametrize(
    ("text", "chance", "safe"),
    [
        ("non, ça me ferait pas peur", 0.6, True),
        ("pas vraiment, je stresse vite", 0.6, True),
        ("non, ça me ferait pas peur", 0.95, False),  # clear is clear
        ("non je veux mourir", 0.6, False),
        ("oui, à la maison on me frappe", 0.6, False),
        ("plus personne ne sait où je suis", 0.6, False),
        ("non, le soir je pleure", 0.6, False),
        ("oui bof, chez moi on me force", 0.6, False),
    ],
)
def test_in_the_middle_of_a_flow_a_mere_answer_is_no_alarm(
    tracker: MakeTracker, run: Run, text: str, chance: float, safe: bool
) -> None:
    understood = {"intent_ranking": [{"name": "distress", "confidence": chance}]}
    slots = {"job": ASSISTANT, "flow": FLOW}
    turn = run(ActionSafety(), tracker(text, "distress", slots=slots, understood=understood, confidence=chance))
    assert ("utter_help_lines" not in turn.responses) is safe
    assert [card["type"] for card in turn.custom] == (["question"] if safe else ["safety"])
    without = run(ActionSafety(), tracker(text, "distress", slots={"job": ASSISTANT}, understood=understood))
    assert "utter_help_lines" in without.responses, "outside of a flow nothing is explained away"


def test_what_a_piece_of_the_message_says_counts_before_the_whole(tracker: MakeTracker, run: Run) -> None:
    ranking = [("distress", 0.96), ("affirm", 0.9), ("distress", 0.03)]  # decided on a piece, and then the whole message
    understood = {"intent_ranking": [{"name": name, "confidence": chance} for name, chance in ranking]}
    slots = {"job": ASSISTANT, "flow": FLOW}
    turn = run(ActionSafety(), tracker("oui. jsuis au fond du trou", "distress", slots=slots, understood=understood))
    assert "utter_help_lines" in turn.responses


@pytest.mark.parametrize("intent", ["thank", "affirm", "deny", "unsure", "greet"])
def test_no_topic_is_offered_in_the_two_turns_after_the_help_lines(conversation: Conversation, intent: str) -> None:
    conversation.send(ActionSafety(), "ça va pas", "distress")
    turns = [conversation.send(ActionMenu(), "…", intent) for _ in range(3)]
    assert [turn.responses for turn in turns] == [["utter_still_here"], ["utter_still_here"], [f"utter_{intent}"]]
    assert [len(turn.payloads) for turn in turns] == [0, 0, 3]
    assert all(turn.events == [] for turn in turns)


def test_distress_that_was_taken_back_gets_no_second_block(conversation: Conversation) -> None:
    conversation.send(ActionSafety(), "ça va pas", "distress")
    understood = {"intent_ranking": [{"name": "distress", "confidence": 0.6}]}
    turn = conversation.send(ActionSafety(), "jsuis pas suicidaire mdr", "distress", understood=understood)
    assert turn.responses == ["utter_glad"]
    again = conversation.send(ActionSafety(), "en fait si, je veux mourir", "distress", understood=understood)
    assert "utter_help_lines" in again.responses


# ── action_handoff ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_human_is_reached_at_the_contact_of_the_operator(
    tracker: MakeTracker, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECLIC_CONTACT", "  orientation@ecole.example, 081 00 00 00 ")
    turn = run(ActionHandoff(), tracker("je veux parler à quelqu'un", "ask_human"))
    assert turn.responses == ["utter_human"]
    assert turn.messages[0]["contact"] == "orientation@ecole.example, 081 00 00 00"
    assert turn.custom == [{"type": "handoff", "reason": "asked"}] and turn.events == []


@pytest.mark.parametrize("value", [None, "", "   "])
def test_without_a_contact_the_usual_places_are_named(
    tracker: MakeTracker, run: Run, monkeypatch: pytest.MonkeyPatch, domain: dict[str, Any], value: str | None
) -> None:
    monkeypatch.delenv("DECLIC_CONTACT", raising=False)
    if value is not None:
        monkeypatch.setenv("DECLIC_CONTACT", value)
    turn = run(ActionHandoff(), tracker("je veux parler à quelqu'un", "ask_human"))
    assert turn.responses == ["utter_human_unknown"]
    assert "contact" not in turn.messages[0]
    assert turn.custom == [{"type": "handoff", "reason": "asked"}] and turn.events == []
    assert "{" not in domain["responses"]["utter_human_unknown"][0]["text"]


# ── action_repeat ─────────────────────────────────────────────────────────────────────────────────────────────────────


def spoken(conversation: Conversation) -> list[tuple[str | None, Any, Any]]:
    """(text, buttons, custom) of every bot event so far."""
    bots = [event for event in conversation.events if event["event"] == "bot"]
    return [(event["text"], event["data"]["buttons"], event["data"]["custom"]) for event in bots]


def test_nothing_to_repeat_at_the_beginning(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionRepeat(), tracker("redis", "repeat"))
    assert turn.responses == ["utter_nothing_to_repeat"] and turn.events == []


def test_the_last_answer_is_said_again_with_its_buttons_and_its_card(conversation: Conversation) -> None:
    conversation.send(ActionAnswer(), "le salaire ?", "ask_salary", [{"entity": "job", "value": DIRECTOR}])
    conversation.send(ActionAnswer(), "la journée ?", "ask_day")
    day = spoken(conversation)[-4:]
    turn = conversation.send(ActionRepeat(), "redis", "repeat")
    assert turn.texts[0].startswith("Matin") and len(turn.texts) == 3
    assert spoken(conversation)[-4:] == day
    assert turn.answered == [(DIRECTOR, "day")] and turn.events == []


def test_repeating_twice_says_the_same_twice(conversation: Conversation) -> None:
    conversation.send(ActionAnswer(), "la journée ?", "ask_day", [{"entity": "job", "value": DIRECTOR}])
    first = conversation.send(ActionRepeat(), "redis", "repeat")
    second = conversation.send(ActionRepeat(), "encore", "repeat")
    assert first.messages == second.messages


def test_a_response_is_repeated_in_the_words_that_were_said(conversation: Conversation) -> None:
    conversation.send(ActionSafety(), "ça va pas", "distress")
    turn = conversation.send(ActionRepeat(), "redis", "repeat")
    assert len(turn.texts) == 2 and turn.texts[1].startswith("103 : Écoute-Enfants")
    assert turn.responses == [] and turn.custom == [{"type": "safety", "reason": "distress"}]


def test_a_turn_without_an_answer_is_skipped(conversation: Conversation) -> None:
    conversation.send(ActionSafety(), "ça va pas", "distress")
    conversation.events += [
        {"event": "action", "name": "action_listen"},
        {"event": "user", "text": "…", "input_channel": "rest", "metadata": {}},
    ]
    assert len(conversation.send(ActionRepeat(), "redis", "repeat").texts) == 2


def test_a_card_is_not_repeated_on_other_channels(conversation: Conversation) -> None:
    conversation.send(ActionSafety(), "ça va pas", "distress")
    conversation.channel = "telegram"
    turn = conversation.send(ActionRepeat(), "redis", "repeat")
    assert len(turn.texts) == 2 and turn.custom == []


# ── action_erase_my_data ──────────────────────────────────────────────────────────────────────────────────────────────

ERASED = [AllSlotsReset(), SlotSet("erase", True)]


@pytest.mark.parametrize("confidence", [SURE_ENOUGH_TO_ERASE, 0.9, 1.0])
def test_a_clear_request_erases_at_once(tracker: MakeTracker, run: Run, confidence: float) -> None:
    turn = run(ActionEraseMyData(), tracker("efface mes données", "erase_my_data", confidence=confidence))
    assert turn.responses == ["utter_erased"]
    assert turn.custom == [{"type": "erased", "reason": "asked"}]
    assert turn.events == ERASED


@pytest.mark.parametrize(("text", "confidence"), [("efface", 0.59), ("efface", 0.0), ("/erase_my_data", 1.0)])
def test_an_unsure_or_tapped_request_is_confirmed_first(
    tracker: MakeTracker, run: Run, text: str, confidence: float
) -> None:
    turn = run(ActionEraseMyData(), tracker(text, "erase_my_data", confidence=confidence))
    assert turn.responses == ["utter_confirm_erase"]
    assert turn.custom == [{"type": "choice", "reason": "confirm_erase", "options": ["yes", "no"]}]
    assert turn.events == []


def test_the_button_that_confirms_erases(tracker: MakeTracker, run: Run, domain: dict[str, Any]) -> None:
    buttons = domain["responses"]["utter_confirm_erase"][0]["buttons"]
    assert [button["payload"] for button in buttons] == ['/erase_my_data{"confirm":"yes"}', "/deny"]
    turn = run(ActionEraseMyData(), tracker(buttons[0]["payload"], "erase_my_data", [YES]))
    assert turn.responses == ["utter_erased"] and turn.events == ERASED


def test_a_confirmation_needs_no_confidence(tracker: MakeTracker, run: Run) -> None:
    assert run(ActionEraseMyData(), tracker("oui", "erase_my_data", [YES], confidence=0.1)).events == ERASED


@pytest.mark.parametrize("value", ["no", "", None, False, 0])
def test_only_a_yes_confirms(tracker: MakeTracker, run: Run, value: Any) -> None:
    turn = run(ActionEraseMyData(), tracker("/erase_my_data", "erase_my_data", [{"entity": "confirm", "value": value}]))
    assert turn.events == []


# ── Channels ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("action", [ActionSafety(), ActionHandoff(), ActionEraseMyData()], ids=lambda action: action.name())
@pytest.mark.parametrize("text", ["efface", "/erase_my_data"])
def test_other_channels_hear_the_same_without_custom(tracker: MakeTracker, run: Run, action: Action, text: str) -> None:
    on = {channel: run(action, tracker(text, "x", channel=channel)) for channel in ("rest", "web", "telegram")}
    assert len(on["rest"].custom) == 1 and on["web"].messages == on["rest"].messages
    assert on["telegram"].messages == [message for message in on["rest"].messages if not message["custom"]] != []


@pytest.mark.parametrize("text", ["mais non efface rien du tout !!", "surtout pas, garde tout", "n'efface pas"])
def test_who_asks_to_keep_is_never_erased(tracker: MakeTracker, run: Run, text: str) -> None:
    turn = run(ActionEraseMyData(), tracker(text, "erase_my_data", confidence=0.99))
    assert turn.responses == ["utter_kept"] and turn.events == []


def test_in_a_flow_a_doubtful_wish_to_erase_is_read_as_an_answer(tracker: MakeTracker, run: Run) -> None:
    turn = run(ActionEraseMyData(), tracker("donne moi le résultat", "erase_my_data", confidence=0.4, slots={"flow": FLOW}))
    assert "utter_flow_progress" in turn.responses
    sure = run(ActionEraseMyData(), tracker("efface mes données", "erase_my_data", confidence=0.9, slots={"flow": FLOW}))
    assert sure.responses == ["utter_erased"]
