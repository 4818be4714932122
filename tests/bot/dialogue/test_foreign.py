"""Tests of bot.dialogue.foreign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from bot.dialogue.answering import answer_topic
from bot.dialogue.foreign import in_another_language
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.knowledge.library import Library
from bot.paths import ROOT

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
NURSE = "infirmier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
LANGUAGE = {"type": "fallback", "reason": "language"}
BEGIN = {"english": "I only speak French", "dutch": "Ik spreek alleen Frans"}
MESSAGES: list[dict[str, str]] = yaml.safe_load((ROOT / "tests" / "languages" / "messages.yml").read_text(encoding="utf-8"))
NAMES = {"en": "english", "nl": "dutch"}

Render = Callable[[Reply], list[str]]


def say(library: Library, text: str, language: str = "english", memory: Memory | None = None, **request: Any) -> Reply:
    """A message in another language, about the assistant unless told otherwise."""
    memory = Memory(job=ASSISTANT) if memory is None else memory
    return in_another_language(library, Request(intent=f"speak_{language}", text=text, question=text, **request), memory)


def cards(reply: Reply) -> list[dict[str, Any]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def topics(reply: Reply) -> list[str]:
    """The topics that are answered."""
    return [card["topic"] for card in cards(reply) if card["type"] == "answer"]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


@pytest.mark.parametrize("language", BEGIN)
@pytest.mark.parametrize("text", ["hello there", "", "😀", "bla " * 3000, "?"])
def test_a_message_without_a_clear_topic_gets_one_sentence_in_its_language(
    library: Library, render: Render, language: str, text: str
) -> None:
    memory = Memory(job=ASSISTANT, topic="salary", pending_topics=("day",))
    reply = say(library, text, language, memory)
    (said,) = render(reply)
    assert said.startswith(BEGIN[language])
    assert cards(reply) == [LANGUAGE]
    assert reply.memory == memory


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("english", "how much do you earn?", "salary"),
        ("english", "WHAT IS THE SALARY", "salary"),
        ("english", "is it well paid", "salary"),
        ("english", "which degree do I need?", "studies"),
        ("english", "what are the working hours like?", "conditions"),
        ("english", "is it stressful?", "conditions"),
        ("english", "a typical day please", "day"),
        ("english", "which software do they use?", "tools"),
        ("english", "any advice to get started?", "tips"),
        ("english", "what are the downsides", "cons"),
        ("english", "what are the disadvantages of this job", "cons"),
        ("english", "what are the advantages?", "pros"),
        ("english", "which languages do i have to speak", "languages"),
        ("dutch", "hoeveel verdien je?", "salary"),
        ("dutch", "wat is het loon", "salary"),
        ("dutch", "welke studies heb ik nodig?", "studies"),
        ("dutch", "hoe ziet de dag eruit", "day"),
        ("dutch", "wat zijn de nadelen?", "cons"),
        ("dutch", "wat zijn de voordelen?", "pros"),
    ],
)
def test_a_clear_topic_is_answered_in_french_below_the_sentence(
    library: Library, render: Render, language: str, text: str, topic: str
) -> None:
    reply = say(library, text, language)
    assert topics(reply) == [topic]
    assert cards(reply)[0] == LANGUAGE
    known = library.knowledge.topics.by_id(topic)
    assert known is not None
    french = answer_topic(library, known, Request(intent=known.intent, text=text, question=text), Memory(job=ASSISTANT))
    assert render(reply)[0].startswith(BEGIN[language])
    assert render(reply)[1:] == render(french)
    assert reply.memory == french.memory


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("english", "how much do you earn and what are the working conditions?", "salary"),
        ("english", "is it well paid? and which degree is required?", "salary"),
        ("english", "which school is best, and how much do they pay afterwards?", "schools"),
        ("dutch", "hoeveel loon krijg je, en welke opleiding is nodig?", "salary"),
    ],
)
def test_of_two_topics_the_first_one_is_answered(library: Library, language: str, text: str, topic: str) -> None:
    assert topics(say(library, text, language)) == [topic]


@pytest.mark.parametrize(
    ("text", "not_topic"),
    [
        ("what are the job prospects?", "pros"),
        ("what should I consider before choosing?", "cons"),
        ("what are the consequences?", "cons"),
        ("what are the construction jobs?", "cons"),
    ],
)
def test_a_longer_word_that_only_begins_alike_is_not_taken_for_a_topic(library: Library, text: str, not_topic: str) -> None:
    assert not_topic not in topics(say(library, text))


def test_a_word_counts_from_its_beginning_only(library: Library) -> None:
    assert topics(say(library, "I want to learn something")) == []  # « learn » holds « earn »


def test_the_words_of_one_language_do_not_count_in_the_other(library: Library) -> None:
    assert topics(say(library, "hoeveel verdien je", "english")) == []
    assert topics(say(library, "how much do you earn", "dutch")) == []


def test_the_job_that_is_named_is_answered(library: Library, render: Render) -> None:
    reply = say(library, "how much does a postproduction director earn?", jobs=(DIRECTOR,))
    assert "2 800" in "\n".join(render(reply))
    assert (reply.memory.job, reply.memory.previous_job) == (DIRECTOR, ASSISTANT)


def test_an_unknown_job_is_asked_and_the_topic_waits(library: Library, render: Render) -> None:
    reply = say(library, "how much do you earn?", memory=Memory())
    assert render(reply)[0].startswith("I only speak French") and render(reply)[1] == "Tu parles de quel métier ?"
    assert cards(reply) == [LANGUAGE, {"type": "choice", "reason": "which_job", "options": list(GUIDES)}]
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert reply.memory.pending_topics == ("salary",)


def test_a_job_without_a_guide_is_noted(library: Library) -> None:
    reply = say(library, "how much does a nurse earn?", jobs=(NURSE,))
    assert cards(reply)[-1] == {"type": "fallback", "reason": "no_guide", "job": NURSE}
    assert reply.wanted_job == NURSE


@pytest.mark.parametrize("language", ["en", "nl"])
def test_most_messages_that_real_students_could_write_find_their_topic(library: Library, language: str) -> None:
    messages = [message for message in MESSAGES if message["language"] == language and "topic" in message]
    memory = Memory(job=DIRECTOR)  # this guide lacks nothing that is asked
    wrong = [
        (message["text"], found)
        for message in messages
        if (found := topics(say(library, message["text"], NAMES[language], memory))) not in ([message["topic"]], [])
    ]
    right = [one for one in messages if topics(say(library, one["text"], NAMES[language], memory)) == [one["topic"]]]
    assert len(messages) >= 15
    assert len(right) >= 0.6 * len(messages)
    assert len(wrong) <= 0.15 * len(messages), wrong


@pytest.mark.parametrize("language", ["en", "nl"])
def test_small_talk_of_real_students_is_not_taken_for_a_question(library: Library, language: str) -> None:
    messages = [message["text"] for message in MESSAGES if message["language"] == language and "topic" not in message]
    assert len(messages) >= 5
    assert [text for text in messages if topics(say(library, text, NAMES[language]))] == []


def test_quick_replies_stand_under_the_last_bubble_only(library: Library) -> None:
    bubbles = [message for message in say(library, "how much do you earn?").messages if message.custom is None]
    assert [bool(message.buttons) for message in bubbles] == [False] * (len(bubbles) - 1) + [True]
