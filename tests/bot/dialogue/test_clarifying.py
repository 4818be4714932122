"""Asking back which job is meant."""

from __future__ import annotations

from bot.dialogue.clarifying import MAX_JOB_BUTTONS, ask_which_job
from bot.dialogue.state import Memory
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library

from .conftest import ASSISTANT, BOATMAN, DIRECTOR, Render, ask, buttons, cards


def test_one_doubtful_job_is_asked_back_by_name(library: Library, render: Render) -> None:
    reply = ask(library, "salary", Memory(job=ASSISTANT), doubtful=(DIRECTOR,))
    assert render(reply) == ["Tu parles de ce métier-ci : Directeur·rice de postproduction ?"]
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{DIRECTOR}"}}']
    assert cards(reply) == [{"type": "choice", "reason": "which_job", "options": [DIRECTOR]}]
    assert reply.memory == Memory(job=ASSISTANT, pending_topics=("salary",), offered_job=DIRECTOR)


def test_two_doubtful_jobs_are_offered(library: Library, render: Render) -> None:
    reply = ask(library, "salary", doubtful=(DIRECTOR, ASSISTANT))
    assert render(reply) == ["Tu parles de quel métier ?"]
    assert [button.title for button in buttons(reply)] == ["Directeur·rice de postproduction", "Assistant·e de production"]
    assert reply.memory == Memory(pending_topics=("salary",))


def test_at_most_eight_jobs_are_offered(many_guides: Library) -> None:
    reply = ask_which_job(many_guides, tuple(many_guides.knowledge.guides), Memory())
    assert len(buttons(reply)) == MAX_JOB_BUTTONS == 8
    assert len(no_guide(many_guides, BOATMAN, Memory()).messages[0].buttons) == 8


def test_jobs_without_a_guide_are_not_offered(library: Library) -> None:
    reply = ask_which_job(library, (BOATMAN, DIRECTOR, "inconnu"), Memory())
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{DIRECTOR}"}}']
