"""The result of the quiz, as it is told."""

from __future__ import annotations

import pytest

from bot.dialogue.discovering import Discovery
from bot.dialogue.flow import Flow
from bot.dialogue.state import Memory
from bot.guidance.quiz import ENOUGH
from bot.knowledge.library import Library


def first_response(library: Library, told: int) -> str | None:
    """The response that begins the result of a quiz with so many clear answers."""
    keys = [statement.key for statement in library.knowledge.quiz.statements][:told]
    flow = Flow("quiz")
    for key in keys:
        flow = flow.answered(key, 1.0)
    return Discovery(library).result(flow, Memory()).messages[0].response


@pytest.mark.parametrize(
    ("told", "response"),
    [
        (0, "utter_quiz_empty"),
        (1, "utter_quiz_first_idea"),
        (ENOUGH - 1, "utter_quiz_first_idea"),
        (ENOUGH, "utter_quiz_result"),
        (18, "utter_quiz_result"),
    ],
)
def test_few_clear_answers_give_a_first_idea_only(library: Library, told: int, response: str) -> None:
    assert first_response(library, told) == response


def test_the_five_jobs_are_of_five_domains(library: Library) -> None:
    flow = Flow("quiz")
    for key in ("world_of_shows", "make_things_up", "work_backstage"):
        flow = flow.answered(key, 1.0)
    proposed = Discovery(library).result(flow, Memory()).memory.proposed
    domains = {job.domain for slug in proposed if (job := library.profiles.job(slug)) is not None}
    assert len(proposed) == len(domains) == 5
