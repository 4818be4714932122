"""Shared by the tests of bot.dialogue: the real library, smaller and larger ones, and the texts of domain.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from bot.dialogue.answering import answer_topic
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.knowledge.library import Library, shared_library
from bot.knowledge.topics import Topic
from bot.paths import DOMAIN

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
BOATMAN, PRODUCER = "batelier", "producteur"
"""Jobs of knowledge/catalogue.yml: known by name, without a guide."""
TOPICS = [topic.id for topic in shared_library().knowledge.topics.topics]

NEW = Memory()
"""A conversation that begins."""

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of knowledge/."""
    return shared_library()


@pytest.fixture(scope="session")
def one_guide(library: Library) -> Library:
    """The same with the guide of the assistant alone."""
    guides = {ASSISTANT: library.knowledge.guides[ASSISTANT]}
    return replace(library, knowledge=replace(library.knowledge, guides=guides))


@pytest.fixture(scope="session")
def many_guides(library: Library) -> Library:
    """The same with ten more guides, copies of the assistant's under other slugs."""
    guide = library.knowledge.guides[ASSISTANT]
    copies = {f"copie-{number}": guide.copy(update={"slug": f"copie-{number}"}) for number in range(10)}
    return replace(library, knowledge=replace(library.knowledge, guides={**library.knowledge.guides, **copies}))


@pytest.fixture(scope="session")
def render() -> Render:
    """The bubbles of a reply as the student reads them; fails when a response or one of its values is missing."""
    responses = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]

    def text(message: Message) -> str:
        if message.text is not None:
            return message.text
        variants = [variant["text"] for variant in responses[message.response]]
        for variant in variants:
            missing = set(re.findall(r"{(\w+)}", variant)) - set(message.values)
            assert not missing, f"{message.response} wants the values {missing}"
        return str(variants[0]).format(**message.values)

    return lambda reply: [_plain(text(message)) for message in reply.messages if message.custom is None]


def _plain(text: str) -> str:
    """With ordinary spaces in numbers."""
    return re.sub("[\u00a0\u202f]", " ", text)


@pytest.fixture(scope="session")
def tap() -> Tap:
    """The request that a tapped quick reply becomes, as Rasa reads its payload."""

    def request(button: Button) -> Request:
        found = re.fullmatch(r"/(\w+)(\{.*\})?", button.payload)
        assert found, f"Rasa cannot read the payload {button.payload}"
        entities = json.loads(found[2] or "{}")
        places = tuple(int(part) for part in entities["lines"].split("-")) if "lines" in entities else None
        jobs = (entities["job"],) if "job" in entities else ()
        return Request(
            text=button.payload,
            intent=found[1],
            jobs=jobs,
            places=places,
            topic=entities.get("topic"),
            step=entities.get("step"),
            answer=entities.get("answer"),
            choice=entities.get("flow"),
        )

    return request


def topic_of(library: Library, topic_id: str) -> Topic:
    """A topic that must exist."""
    topic = library.knowledge.topics.by_id(topic_id)
    assert topic is not None, topic_id
    return topic


def ask(library: Library, topic_id: str, memory: Memory = NEW, **request: Any) -> Reply:
    """Ask about a topic; the question is the text unless it is given."""
    request.setdefault("question", request.get("text", ""))
    return answer_topic(library, topic_of(library, topic_id), Request(intent=f"ask_{topic_id}", **request), memory)


def cards(reply: Reply) -> list[dict[str, object]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def answered(reply: Reply) -> list[tuple[object, object]]:
    """(job, topic) of each answer of a reply, in order."""
    return [(card["job"], card["topic"]) for card in cards(reply) if card["type"] == "answer"]


def texts_of(reply: Reply) -> list[str]:
    """The bubbles that are not responses of domain.yml."""
    return [message.text for message in reply.messages if message.text is not None]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


def knows(library: Library, slug: str, topic_id: str) -> bool:
    """Whether a guide has something on a topic."""
    guide = library.knowledge.guides[slug]
    return any(getattr(guide, name) for name in topic_of(library, topic_id).fields)
