"""Tests of bot.dialogue.missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogue.missing import TOO_LONG, go_on, menu, not_understood
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.knowledge.library import Library

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
BOATMAN = "batelier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
NONSENSE = "zgrblx fnurk"
TAX_SHELTER = "c'est quoi le Tax Shelter ?"

NEW = Memory()
"""A conversation that begins."""

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def miss(library: Library, text: str, memory: Memory = NEW, misses: int = 1, **request: Any) -> Reply:
    """Send a message that no topic covers."""
    intent = str(request.pop("intent", "nlu_fallback"))
    before = replace(memory, misses=misses - 1)
    return not_understood(library, Request(text=text, intent=intent, missed_before=misses > 1, **request), before)


def cards(reply: Reply) -> list[dict[str, object]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def responses(reply: Reply) -> list[str]:
    """The names of the responses of domain.yml that a reply says."""
    return [message.response for message in reply.messages if message.response is not None]


# ── Not a question ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "😀", "🎉🎉 🤷‍♀️", "???", "…", "_", "!? :-)"])
@pytest.mark.parametrize("misses", [1, 3])
def test_a_message_without_words_is_said_so(library: Library, text: str, misses: int) -> None:
    reply = miss(library, text, misses=misses)
    assert responses(reply) == ["utter_empty"]
    assert cards(reply) == [{"type": "fallback", "reason": "empty"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a" * (TOO_LONG + 1), "too_long"),
        ("😀" * (TOO_LONG + 1), "too_long"),
        ("zx " * 333, "no_topic"),
        ("zx" * 500, "no_topic"),
    ],
)
def test_too_long_begins_above_a_thousand_characters(library: Library, text: str, reason: str) -> None:
    assert TOO_LONG == 1000
    reply = miss(library, text)
    assert cards(reply) == [{"type": "fallback", "reason": reason}]
    assert (responses(reply) == ["utter_too_long"]) is (reason == "too_long")


def test_a_long_message_is_not_searched(library: Library) -> None:
    assert responses(miss(library, TAX_SHELTER + " " + "bla " * 300)) == ["utter_too_long"]


# ── A passage of a guide ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_passage_is_given_with_its_guide_section_and_year(library: Library, render: Render) -> None:
    reply = miss(library, TAX_SHELTER)
    passage, source = render(reply)
    assert "financés grâce au Tax Shelter" in passage
    assert source == "(D'après le guide Assistant·e de production, 2025, « Faits marquants ».)"
    assert [(card["type"], card["job"], card["topic"]) for card in cards(reply)] == [("answer", ASSISTANT, "facts")]


def test_the_passage_of_the_job_talked_about_comes_first(library: Library, render: Render) -> None:
    memory = Memory(job=DIRECTOR, asked=(f"{DIRECTOR}:figures",))
    reply = miss(library, TAX_SHELTER, memory)
    assert "multipliée par trois" in render(reply)[0]
    assert cards(reply)[0]["job"] == DIRECTOR
    assert reply.memory == memory


def test_the_passage_of_the_page_comes_first(library: Library) -> None:
    assert cards(miss(library, TAX_SHELTER, page_job=DIRECTOR))[0]["job"] == DIRECTOR


def test_a_passage_has_three_quick_replies_at_its_end_none_asked_before(library: Library, tap: Tap) -> None:
    reply = miss(library, TAX_SHELTER, Memory(job=DIRECTOR, asked=(f"{DIRECTOR}:figures",)))
    passage, source, _ = reply.messages
    assert passage.buttons == []
    offered = [tap(button) for button in source.buttons]
    assert len(offered) == 3 and all(request.jobs == (DIRECTOR,) for request in offered)
    assert "ask_figures" not in [request.intent for request in offered]


@pytest.mark.parametrize("misses", [2, 3, 9])
@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope"])
def test_a_passage_wins_over_the_misses_before_it(library: Library, misses: int, intent: str) -> None:
    assert cards(miss(library, TAX_SHELTER, misses=misses, intent=intent))[0]["type"] == "answer"


def test_a_payload_is_not_searched(library: Library) -> None:
    assert responses(miss(library, "/tax_shelter")) == ["utter_do_not_know"]


# ── A job without a guide ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_job_without_a_guide_is_said_so(library: Library, render: Render) -> None:
    reply = miss(library, "batelier zgrblx", jobs=(BOATMAN,))
    assert "(batelier)" in render(reply)[0]
    assert cards(reply) == [{"type": "fallback", "reason": "no_guide", "job": BOATMAN}]
    assert reply.wanted_job == BOATMAN


def test_a_job_named_in_passing_off_topic_is_off_topic(library: Library) -> None:
    reply = miss(library, "batelier zgrblx", jobs=(BOATMAN,), intent="out_of_scope")
    assert responses(reply) == ["utter_out_of_scope"]
    assert reply.wanted_job is None


def test_the_job_named_in_what_was_not_understood_is_talked_about(library: Library) -> None:
    reply = miss(library, NONSENSE, Memory(job=ASSISTANT), jobs=(BOATMAN, DIRECTOR))
    assert (reply.memory.job, reply.memory.previous_job) == (DIRECTOR, ASSISTANT)


# ── Misses in a row ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("misses", "response", "card"),
    [
        (1, "utter_do_not_know", {"type": "fallback", "reason": "no_topic"}),
        (2, "utter_second_miss", {"type": "fallback", "reason": "menu"}),
        (3, "utter_human_after_misses", {"type": "handoff", "reason": "misses"}),
        (4, "utter_human_after_misses", {"type": "handoff", "reason": "misses"}),
    ],
)
def test_misses_lead_to_the_menu_then_to_a_human(
    library: Library, render: Render, misses: int, response: str, card: dict[str, str]
) -> None:
    memory = Memory(job=ASSISTANT, topic="salary", pending_topics=("day",), asked=("x:day",))
    reply = miss(library, NONSENSE, memory, misses)
    assert responses(reply) == [response]
    assert cards(reply) == [card]
    assert render(reply)
    assert reply.memory == replace(memory, misses=misses)


@pytest.mark.parametrize("before", [0, 1, 2, 5])
def test_off_topic_is_understood_so_it_counts_as_no_miss(library: Library, render: Render, before: int) -> None:
    memory = Memory(job=ASSISTANT, topic="salary", pending_topics=("day",), asked=("x:day",), misses=before)
    request = Request(text=NONSENSE, intent="out_of_scope", missed_before=before > 0)
    reply = not_understood(library, request, memory)
    assert responses(reply) == ["utter_out_of_scope"] and render(reply)
    assert cards(reply) == [{"type": "out_of_scope", "reason": "no_topic"}]
    assert reply.messages[0].buttons == menu(library, memory) != []
    assert reply.memory == memory


def test_misses_before_an_answer_do_not_count(library: Library) -> None:
    reply = not_understood(library, Request(text=NONSENSE, intent="nlu_fallback"), Memory(misses=2))
    assert responses(reply) == ["utter_do_not_know"]
    assert reply.memory.misses == 1


@pytest.mark.parametrize("misses", [1, 2])
def test_a_miss_offers_the_menu(library: Library, misses: int) -> None:
    memory = Memory(job=ASSISTANT)
    assert miss(library, NONSENSE, memory, misses).messages[0].buttons == menu(library, memory) != []


def test_no_two_misses_in_a_row_say_the_same(library: Library) -> None:
    assert len({responses(miss(library, NONSENSE, misses=misses))[0] for misses in (1, 2, 3)}) == 3


def test_a_miss_on_another_page_moves_the_job(library: Library) -> None:
    memory = miss(library, NONSENSE, Memory(job=ASSISTANT, page_job=ASSISTANT), page_job=DIRECTOR).memory
    assert memory == Memory(job=DIRECTOR, previous_job=ASSISTANT, page_job=DIRECTOR, misses=1)


# ── The menu ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_menu_of_a_job_is_its_next_three_topics(library: Library, tap: Tap) -> None:
    offered = [tap(button) for button in menu(library, Memory(job=DIRECTOR, asked=(f"{DIRECTOR}:missions",)))]
    assert [request.intent for request in offered] == ["ask_overview", "ask_day", "ask_tools"]
    assert all(request.jobs == (DIRECTOR,) for request in offered)


@pytest.mark.parametrize("memory", [Memory(), Memory(job="guide-retire")])
def test_the_menu_without_a_job_is_two_jobs_and_the_quiz(library: Library, memory: Memory) -> None:
    assert [button.payload for button in menu(library, memory)] == [
        f'/choose_job{{"job":"{ASSISTANT}"}}',
        f'/choose_job{{"job":"{DIRECTOR}"}}',
        "/start_quiz",
    ]


def test_the_menu_offers_at_most_three_jobs(many_guides: Library) -> None:
    assert len(menu(many_guides, Memory())) == 3


# ── Going on ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "intent", "greet thank affirm deny unsure help bot_challenge insult stop go_back goodbye ask_privacy".split()
)
def test_going_on_is_the_sentence_of_the_intent_and_the_menu(library: Library, render: Render, intent: str) -> None:
    memory = Memory(job=DIRECTOR, topic="salary")
    reply = go_on(library, Request(text="…", intent=intent), replace(memory, offered_job=ASSISTANT))
    assert responses(reply) == [f"utter_{intent}"] and render(reply)
    assert reply.messages[0].buttons == menu(library, memory)
    assert reply.memory == memory


def test_going_on_without_an_intent_is_help(library: Library) -> None:
    assert responses(go_on(library, Request(text="…"), NEW)) == ["utter_help"]


def test_nothing_is_offered_right_after_the_help_lines(library: Library, render: Render) -> None:
    memory = Memory(job=ASSISTANT, offered_job=DIRECTOR)
    reply = go_on(library, Request(text="merci", intent="thank", gentle=True, page_job=DIRECTOR), memory)
    assert responses(reply) == ["utter_still_here"] and render(reply)
    assert (reply.messages[0].buttons, cards(reply), reply.memory) == ([], [], memory)


def test_a_passage_of_a_topic_that_is_no_more_is_an_error(library: Library) -> None:
    topics = library.knowledge.topics
    fewer = topics.copy(update={"topics": [topic for topic in topics.topics if topic.id != "facts"]})
    with pytest.raises(LookupError, match="facts"):
        miss(replace(library, knowledge=replace(library.knowledge, topics=fewer)), TAX_SHELTER)


# ── A wish, and what is told ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "jveux faire des films",
        "moi j'aimerais bosser avec des ados",
        "mon rêve c'est de vivre de ma musique",
        "jvoudrais réparer des vélos",
    ],
)
@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
@pytest.mark.parametrize("memory", [NEW, Memory(job=ASSISTANT)])
def test_a_wish_for_later_gets_jobs_and_the_quiz(library: Library, text: str, intent: str, memory: Memory) -> None:
    reply = miss(library, text, memory, intent=intent)
    assert responses(reply) == ["utter_wish"] and cards(reply) == [{"type": "fallback", "reason": "wish"}]
    payloads = [button.payload for button in reply.messages[0].buttons]
    assert payloads[-1] == "/start_quiz" and len(payloads) == 3
    assert (reply.memory.job, reply.memory.misses) == (memory.job, 0)


@pytest.mark.parametrize("text", ["jveux dormir", "mon frère fait des crêpes", "plus tard il pleuvra"])
def test_what_is_no_wish_for_later_stays_off_topic(library: Library, text: str) -> None:
    assert responses(miss(library, text, intent="out_of_scope")) == ["utter_out_of_scope"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("je viens d'avoir mon permis", "conditions"),
        ("mon bachelier est fini", "studies"),
        ("il pleut", None),
        ("mon permis et mon bachelier", None),
    ],
)
def test_what_is_told_without_a_question_is_remembered(library: Library, text: str, told: str | None) -> None:
    assert miss(library, text, intent="out_of_scope").memory.told == told


@pytest.mark.parametrize("jobs", [{"jobs": (ASSISTANT,)}, {"doubtful": (ASSISTANT,)}])
def test_what_is_asked_of_a_job_with_a_guide_is_unknown_not_off_topic(library: Library, jobs: dict[str, Any]) -> None:
    reply = miss(library, "l'assistant il peut amener son lapin ?", intent="out_of_scope", **jobs)
    assert responses(reply) == ["utter_do_not_know"]
    assert responses(miss(library, "tu connais mon lapin ?", intent="out_of_scope")) == ["utter_out_of_scope"]
