"""The jobs that meet a criterion."""

from __future__ import annotations

import pytest

from bot.dialogue.state import Memory
from bot.knowledge.library import Library

from .conftest import ASSISTANT, DIRECTOR, Render, answered, ask, buttons


def test_a_criterion_that_is_named_gives_the_jobs_that_meet_it(library: Library, render: Render) -> None:
    memory = Memory(job=DIRECTOR, topic="day", asked=("x:day",))
    reply = ask(library, "criteria", memory, text="un métier où on bouge beaucoup, où on voyage")
    (text,) = render(reply)
    assert "en déplacement" in text and "• Assistant·e de production – " in text
    assert "Directeur" not in text
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{ASSISTANT}"}}']
    assert answered(reply) == [(None, "criteria")]
    assert reply.memory == memory


def test_a_criterion_that_several_jobs_meet_lists_them(library: Library, render: Render) -> None:
    reply = ask(library, "criteria", text="d'autres métiers en équipe ?")
    assert render(reply)[0].count("\n• ") == 2
    assert [button.title for button in buttons(reply)] == ["Assistant·e de production", "Directeur·rice de postproduction"]


def test_at_most_three_jobs_are_offered_and_five_told_for_a_criterion(many_guides: Library, render: Render) -> None:
    reply = ask(many_guides, "criteria", text="un métier créatif")
    assert len(buttons(reply)) == 3
    assert render(reply)[0].count("\n• ") == 5


def test_a_criterion_that_no_guide_meets_is_said_so(one_guide: Library, render: Render) -> None:
    reply = ask(one_guide, "criteria", Memory(job=ASSISTANT), text="je veux être chef et diriger")
    (text,) = render(reply)
    assert text.startswith("Aucun des métiers dont j'ai le guide n'est décrit avec ce critère (responsabilités).")
    assert [button.payload for button in reply.messages[0].buttons] == ["/start_quiz"]  # never a dead end


def test_no_criterion_and_no_job_asks_which_criterion(library: Library, render: Render) -> None:
    reply = ask(library, "criteria", text="d'autres métiers avec le même critère")
    assert render(reply)[0].startswith("Quel critère compte pour toi ?")
    assert reply.memory == Memory()


@pytest.mark.parametrize("request_", [{"text": "d'autres métiers"}, {"text": "/ask_criteria"}])
def test_no_criterion_but_a_job_gives_its_criteria(library: Library, request_: dict[str, str]) -> None:
    assert answered(ask(library, "criteria", Memory(job=ASSISTANT), **request_)) == [(ASSISTANT, "criteria")]
