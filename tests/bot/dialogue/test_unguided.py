"""A job without a guide: said so, and nothing is invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.dialogue.state import Memory
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library

from .conftest import ASSISTANT, BOATMAN, GUIDES, NEW, PRODUCER, Render, ask, buttons, cards


@pytest.mark.parametrize(
    "memory", [Memory(), Memory(job=ASSISTANT, topic="day", pending_topics=("tools",), asked=("x:day",))]
)
def test_a_job_without_a_guide_is_said_so_and_nothing_is_invented(library: Library, render: Render, memory: Memory) -> None:
    reply = ask(library, "salary", memory, jobs=(BOATMAN,))
    (text,) = render(reply)
    assert "batelier" in text and not re.search(r"\d", text)
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert cards(reply) == [{"type": "fallback", "reason": "no_guide", "job": BOATMAN}]
    assert reply.wanted_job == BOATMAN
    assert reply.memory == replace(memory, pending_topics=("salary",))  # for the job that is chosen instead


def test_a_guide_that_names_the_job_as_a_neighbour_is_offered_first(library: Library, render: Render) -> None:
    reply = no_guide(library, PRODUCER, NEW)
    near = buttons(reply)[0].title
    assert reply.messages[0].response == "utter_no_guide_but_near"
    assert near in render(reply)[0] and "(producteur)" in render(reply)[0]
    assert sorted(button.payload for button in buttons(reply)) == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert reply.memory == NEW
