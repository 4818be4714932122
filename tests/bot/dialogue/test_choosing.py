"""Tests of bot.dialogue.choosing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogue.answering import answer_topic
from bot.dialogue.choosing import affirm, choose_job, list_jobs
from bot.dialogue.missing import menu
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.knowledge.library import Library

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
BOATMAN = "batelier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""

NEW = Memory()
"""A conversation that begins."""

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def choose(library: Library, memory: Memory = NEW, **request: Any) -> Reply:
    """Choose a job."""
    return choose_job(library, Request(intent="choose_job", **request), memory)


def cards(reply: Reply) -> list[dict[str, object]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def answered(reply: Reply) -> list[tuple[object, object]]:
    """(job, topic) of each answer of a reply, in order."""
    return [(card["job"], card["topic"]) for card in cards(reply) if card["type"] == "answer"]


def payloads(reply: Reply) -> list[str]:
    """What the quick replies of a reply send."""
    return [button.payload for message in reply.messages for button in message.buttons]


WHICH_JOB = {"type": "choice", "reason": "which_job", "options": list(GUIDES)}
NO_GUIDE = {"type": "fallback", "reason": "no_guide", "job": BOATMAN}


# ── Which topic is answered ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_first_job_is_presented(library: Library) -> None:
    reply = choose(library, jobs=(DIRECTOR,))
    assert answered(reply) == [(DIRECTOR, "overview")]
    assert (reply.memory.job, reply.memory.topic) == (DIRECTOR, "overview")


def test_the_topic_that_waited_is_answered_after_the_choice(library: Library, tap: Tap) -> None:
    salary = library.knowledge.topics.by_id("salary")
    assert salary is not None
    asked = answer_topic(library, salary, Request(text="on gagne combien ?", intent="ask_salary"), Memory())
    reply = choose_job(library, tap(asked.messages[0].buttons[1]), asked.memory)
    assert answered(reply) == [(DIRECTOR, "salary")]
    assert reply.memory == Memory(job=DIRECTOR, topic="salary", asked=(f"{DIRECTOR}:salary",))


def test_the_topic_that_waited_wins_over_the_last_one(library: Library) -> None:
    memory = Memory(job=ASSISTANT, topic="day", pending_topics=("salary",))
    assert answered(choose(library, memory, jobs=(DIRECTOR,))) == [(DIRECTOR, "salary")]


def test_all_the_topics_that_waited_are_answered_in_order(library: Library) -> None:
    reply = choose(library, Memory(pending_topics=("salary", "day")), jobs=(DIRECTOR,))
    assert answered(reply) == [(DIRECTOR, "salary"), (DIRECTOR, "day")]
    assert reply.memory.pending_topics == ()
    bubbles = [message for message in reply.messages if message.custom is None]
    assert [bool(message.buttons) for message in bubbles] == [False] * (len(bubbles) - 1) + [True]
    assert len(payloads(reply)) == 3 and not [sent for sent in payloads(reply) if sent.startswith("/ask_salary")]


def test_another_job_gets_the_same_topic(library: Library) -> None:
    reply = choose(library, Memory(job=ASSISTANT, topic="salary"), jobs=(DIRECTOR,), text="et pour un dir de postprod ?")
    assert answered(reply) == [(DIRECTOR, "salary")]
    assert (reply.memory.job, reply.memory.previous_job) == (DIRECTOR, ASSISTANT)


def test_the_job_talked_about_chosen_again_is_presented(library: Library) -> None:
    reply = choose(library, Memory(job=ASSISTANT, topic="salary"), jobs=(ASSISTANT,))
    assert answered(reply) == [(ASSISTANT, "overview")]


@pytest.mark.parametrize("memory", [Memory(job=ASSISTANT, topic="theme-retire"), Memory(pending_topics=("theme-retire",))])
def test_a_topic_that_is_no_more_gives_the_first_one(library: Library, memory: Memory) -> None:
    assert answered(choose(library, memory, jobs=(DIRECTOR,))) == [(DIRECTOR, library.knowledge.topics.topics[0].id)]


# ── « Et pour l'autre ? » ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("first", "second"), [GUIDES, GUIDES[::-1]])
def test_the_other_job_there_and_back(library: Library, first: str, second: str) -> None:
    there = choose(library, Memory(job=first, topic="salary"), text="et pour l'autre ?")
    back = choose(library, there.memory, text="et pour l'autre ?")
    assert answered(there) == [(second, "salary")]
    assert answered(back) == [(first, "salary")]
    assert (back.memory.job, back.memory.previous_job) == (first, second)


def test_the_other_job_is_the_one_before_among_many(many_guides: Library) -> None:
    memory = Memory(job="copie-3", previous_job="copie-5", topic="salary")
    assert answered(choose(many_guides, memory)) == [("copie-5", "salary")]


def test_the_other_job_is_asked_among_many_when_none_came_before(many_guides: Library) -> None:
    reply = choose(many_guides, Memory(job=ASSISTANT, topic="salary"))
    assert answered(reply) == []
    assert len(payloads(reply)) == 8


def test_the_other_job_is_not_one_whose_guide_is_gone(library: Library) -> None:
    reply = choose(library, Memory(job=ASSISTANT, previous_job="guide-retire", topic="salary"))
    assert answered(reply) == [(DIRECTOR, "salary")]


def test_the_other_job_of_a_page(library: Library) -> None:
    reply = choose(library, page_job=DIRECTOR)
    assert answered(reply) == [(ASSISTANT, "overview")]
    assert reply.memory.page_job == DIRECTOR


@pytest.mark.parametrize("memory", [Memory(), Memory(job="guide-retire")])
def test_the_other_job_without_a_first_one_is_asked(library: Library, render: Render, memory: Memory) -> None:
    reply = choose(library, memory)
    assert render(reply) == ["Tu parles de quel métier ?"]
    assert cards(reply) == [WHICH_JOB]
    assert reply.memory == memory


@pytest.mark.parametrize("memory", [NEW, Memory(job=ASSISTANT, topic="salary")])
def test_the_other_job_when_there_is_but_one_guide(one_guide: Library, render: Render, memory: Memory) -> None:
    reply = choose(one_guide, memory)
    assert render(reply) == ["Tu parles de ce métier-ci : Assistant·e de production ?"]


# ── A job without a guide, a doubtful one ─────────────────────────────────────────────────────────────────────────────


def test_a_job_without_a_guide_is_said_so_and_the_other_stays(library: Library, render: Render) -> None:
    memory = Memory(job=ASSISTANT, topic="salary", pending_topics=("day",))
    reply = choose(library, memory, jobs=(BOATMAN,))
    assert "(batelier)" in render(reply)[0]
    assert cards(reply) == [NO_GUIDE]
    assert reply.wanted_job == BOATMAN
    assert reply.memory == memory  # what waits is answered for the job that is chosen instead


def test_the_job_with_a_guide_is_chosen_beside_one_without(library: Library) -> None:
    assert answered(choose(library, jobs=(BOATMAN, ASSISTANT))) == [(ASSISTANT, "overview")]


def test_several_jobs_get_an_answer_each_in_order(library: Library) -> None:
    reply = choose(library, jobs=(DIRECTOR, ASSISTANT))
    assert answered(reply) == [(DIRECTOR, "overview"), (ASSISTANT, "overview")]
    assert (reply.memory.job, reply.memory.previous_job) == (ASSISTANT, DIRECTOR)


def test_one_doubtful_job_is_meant_by_a_choice(library: Library) -> None:
    reply = choose(library, Memory(job=ASSISTANT, topic="day"), doubtful=(DIRECTOR,), text="et le directeur ?")
    assert answered(reply) == [(DIRECTOR, "day")]


def test_one_doubtful_job_is_meant_when_a_topic_waits_for_it(library: Library) -> None:
    assert answered(choose(library, Memory(pending_topics=("salary",)), doubtful=(DIRECTOR,))) == [(DIRECTOR, "salary")]


def test_one_doubtful_job_at_the_beginning_is_asked_back_and_presented_on_a_yes(library: Library) -> None:
    reply = choose(library, doubtful=(DIRECTOR,))
    assert cards(reply) == [{"type": "choice", "reason": "which_job", "options": [DIRECTOR]}]
    assert answered(affirm(library, Request(text="oui", intent="affirm"), reply.memory)) == [(DIRECTOR, "overview")]


def test_two_doubtful_jobs_are_offered_and_the_topic_waits_on(library: Library) -> None:
    memory = Memory(pending_topics=("salary",))
    reply = choose(library, memory, doubtful=(DIRECTOR, ASSISTANT))
    assert payloads(reply) == [f'/choose_job{{"job":"{DIRECTOR}"}}', f'/choose_job{{"job":"{ASSISTANT}"}}']
    assert reply.memory == memory


# ── The list ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_names_every_guide_in_both_genders(library: Library, render: Render) -> None:
    memory = Memory(job=ASSISTANT, pending_topics=("salary",))
    reply = list_jobs(library, memory)
    (text,) = render(reply)
    assert reply.messages[0].response == "utter_list_jobs"
    assert "• Directeur de postproduction / Directrice de postproduction" in text.splitlines()
    assert text.count("\n• ") == 2 and len(text) <= 500
    assert payloads(reply) == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert cards(reply) == [WHICH_JOB]
    assert reply.memory == memory


def test_a_long_list_stops_at_eight_but_counts_all(many_guides: Library) -> None:
    message, card = list_jobs(many_guides, Memory()).messages
    assert message.values["jobs"].count("• ") == len(message.buttons) == 8
    assert message.values["count"] == "12"
    assert card.custom is not None and len(card.custom["options"]) == 8


# ── « Oui » to « tu parles de ce métier-ci ? » ────────────────────────────────────────────────────────────────────────


def test_yes_takes_the_job_that_was_asked_back_about(library: Library) -> None:
    memory = Memory(job=ASSISTANT, topic="day", pending_topics=("salary",), offered_job=DIRECTOR)
    reply = affirm(library, Request(text="oui", intent="affirm"), memory)
    assert answered(reply) == [(DIRECTOR, "salary")]
    assert reply.memory == Memory(job=DIRECTOR, previous_job=ASSISTANT, topic="salary", asked=(f"{DIRECTOR}:salary",))


def test_yes_to_nothing_is_no_choice(library: Library) -> None:
    memory = Memory(job=ASSISTANT, pending_topics=("salary",))
    reply = affirm(library, Request(text="oui", intent="affirm"), memory)
    assert [message.response for message in reply.messages] == ["utter_affirm"]
    assert reply.messages[0].buttons == menu(library, memory)
    assert (cards(reply), reply.memory) == ([], memory)


@pytest.mark.parametrize("memory", [NEW, Memory(job=ASSISTANT, topic="salary")])
def test_the_only_guide_is_offered_for_a_yes(one_guide: Library, memory: Memory) -> None:
    assert choose(one_guide, memory).memory == replace(memory, offered_job=ASSISTANT)
