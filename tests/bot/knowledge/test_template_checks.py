"""Templates that cannot be rendered are found before the start, with their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge.answers import AnswerWriter
from bot.knowledge.library import Library, shared_library
from bot.knowledge.template_checks import template_problems, topic_problems
from bot.knowledge.topics import Topics
from bot.paths import KNOWLEDGE


@pytest.fixture(scope="module")
def library() -> Library:
    return shared_library()


def test_none_is_found_in_the_project(library: Library) -> None:
    assert topic_problems(library.knowledge, library.writer) == []
    assert template_problems(library.knowledge, KNOWLEDGE) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("{{ guide.nothing }}", "correct it"), ("{{ label('level', 'none') }}", "is not one of the labels")],
)
def test_a_topic_that_cannot_be_rendered_is_named_once(library: Library, wrong: str, told: str) -> None:
    topics = [topic.copy(update={"before": [wrong]}) for topic in library.knowledge.topics.topics[:1]]
    knowledge = replace(library.knowledge, topics=library.knowledge.topics.copy(update={"topics": topics}))
    ((topic, error),) = topic_problems(knowledge, AnswerWriter(knowledge))
    assert topic == topics[0].id and told in error


def test_broken_macros_are_named_with_their_line(library: Library) -> None:
    topics: Topics = library.knowledge.topics.copy(update={"macros": "{% macro"})
    (problem,) = template_problems(replace(library.knowledge, topics=topics), KNOWLEDGE)
    assert problem.path.name == "topics.yml" and problem.line > 1 and "the macros cannot be read" in problem.message


def test_a_template_of_flows_and_of_talk_is_named_with_its_line(library: Library) -> None:
    flows = library.knowledge.flows.copy(update={"fit": "{{ nothing }}"})
    comparison = library.knowledge.talk.comparison.copy(update={"head": "{{ titles[0"})
    talk = library.knowledge.talk.copy(update={"comparison": comparison})
    found = template_problems(replace(library.knowledge, flows=flows, talk=talk), KNOWLEDGE)
    assert {(problem.path.name, problem.message.split("'")[1]) for problem in found} == {
        ("flows.yml", "fit"),
        ("talk.yml", "comparison.head"),
    }
    assert all(problem.line > 1 for problem in found)
