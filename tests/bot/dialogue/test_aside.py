"""What is asked about Déclic itself: sources, artificial intelligence, taking distress back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.dialogue.aside import LONGEST, aside
from bot.dialogue.flow import Flow
from bot.dialogue.state import Memory, Reply, Request
from bot.knowledge.library import Library

ASSISTANT = "assistant-de-production-audiovisuelle"
Render = Callable[[Reply], list[str]]


def said(library: Library, text: str, memory: Memory | None = None, **more: object) -> Reply | None:
    return aside(library, Request(text=text, question=text, **more), memory or Memory())  # type: ignore[arg-type]


def test_the_source_of_the_last_answer_is_its_guide_section_and_year(library: Library, render: Render) -> None:
    reply = said(library, "d'où tu sors tes chiffres ?", Memory(job=ASSISTANT, topic="salary"))
    assert reply is not None
    guide, topic = library.knowledge.guides[ASSISTANT], library.knowledge.topics.by_id("salary")
    assert topic is not None
    (text,) = render(reply)
    assert guide.source.title in text and topic.section in text and str(guide.year) in text


@pytest.mark.parametrize("text", ["c quoi ta source", "et c'est qui qui a écrit tout ça", "écrit par qui ?"])
def test_without_an_answer_the_source_is_told_in_general(library: Library, text: str) -> None:
    reply = said(library, text)
    assert reply is not None and reply.messages[0].response == "utter_source_general"


@pytest.mark.parametrize("text", ["l'ia va tout remplacer non ?", "et chatgpt ?", "L’IA menace ce boulot"])
def test_no_future_is_told(library: Library, text: str) -> None:
    reply = said(library, text)
    assert reply is not None and reply.messages[0].response == "utter_machines"


@pytest.mark.parametrize("text", ["je rigolais", "jsuis pas suicidaire mdr", "t'inquiète, tout va bien"])
def test_distress_can_be_taken_back(library: Library, text: str) -> None:
    reply = said(library, text, gentle=True)
    assert reply is not None and reply.messages[0].response == "utter_glad"
    assert reply.messages[0].buttons == []
    running = said(library, text, Memory(flow=Flow("quiz", asked="x")), gentle=True)
    assert running is not None and [button.payload for button in running.messages[0].buttons] == ['/affirm{"flow":"resume"}']
    assert said(library, text) is None, "only right after the help lines"


@pytest.mark.parametrize(
    "text",
    [
        "combien on gagne ?",
        "ça va ?",
        "c'est fiable ?",
        "le diable",
        "les ressources",
        "/ask_salary",
        "l'ia " * (LONGEST + 1),
    ],
)
def test_anything_else_is_not_aside(library: Library, text: str) -> None:
    assert said(library, text) is None
