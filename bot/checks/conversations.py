"""tests/conversations: whole conversations of students, their form and everything that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, ValidationError, root_validator

from bot.checks.domain import strays
from bot.checks.messages import Said
from bot.knowledge.explaining import problems_of
from bot.knowledge.fields import Id, Slug, Strict, Text
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import Problem, meant

MIN_TURNS = 8
"""Turns of a conversation that is worth the name."""
_SAYING = ("student", "tap", "finish")
Kind = Literal[
    "comparison", "choice", "safety", "handoff", "fallback", "out_of_scope", "erased", "answer", "question", "result"
]
"""Types of the messages for programs (docs/rest.md)."""


class Turn(Strict):
    """What the student writes or taps, and what is expected then."""

    student: Said | None = None
    tap: Text | None = None
    """Words of the title of a quick reply."""
    finish: list[Text] | None = Field(None, min_items=1)
    """Titles of quick replies, tapped in turn until a flow is over."""
    answers: list[Text] | None = None
    """`job topic` of each answer, the job by the beginning of its slug."""
    asks: Id | None = None
    """The question of a guided flow."""
    kind: Kind | None = None
    not_kind: Kind | None = None
    says: list[Said] | None = Field(None, min_items=1)
    never: list[Said] | None = Field(None, min_items=1)
    page_job: Slug | None = None

    @root_validator(skip_on_failure=True)
    def _says_one_thing(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805 - pydantic passes the class
        given = [key for key in _SAYING if values[key] is not None]
        if len(given) != 1:
            found = " and ".join(f"'{key}'" for key in given) or "neither 'student' nor 'tap'"
            raise ValueError(f'has {found}, and a turn is one message; write `student: "…"` or `tap: "…"`, and no other')
        return values


class Conversation(Strict):
    """A whole file."""

    conversation: Text
    page_job: Slug | None = None
    known_failure: Text | None = None
    turns: list[Turn] = Field(min_items=MIN_TURNS)


class Names(NamedTuple):
    """What a conversation may name; what is empty is not known."""

    jobs: Collection[str]
    """Slugs."""
    topics: Collection[str]
    questions: Collection[str]
    """Keys of the questions of guided flows."""


def check_conversations(folder: Path, names: Names) -> Iterator[Problem]:
    """Everything that is wrong with the files of a folder."""
    yield from strays(folder)
    for path in sorted(folder.glob("*.yml")):
        source = read_yaml(path)
        yield from source.problems
        if source.data is None and source.problems:
            continue
        if not isinstance(source.data, dict):
            yield Problem(path, 1, 'is empty or no conversation; write `conversation: "…"`, and `turns:` with its turns')
            continue
        try:
            Conversation.parse_obj(source.data)
        except ValidationError as error:
            yield from problems_of(error, source, Conversation)
        yield from _unknown(source, names)


def _unknown(source: Source, names: Names) -> Iterator[Problem]:
    """Jobs, topics and questions that are not there, as far as the file could be read."""
    turns = source.data.get("turns")
    places: list[tuple[Location, Any]] = [((), source.data)]
    places += [(("turns", index), turn) for index, turn in enumerate(turns if isinstance(turns, list) else ())]
    for place, turn in ((place, turn) for place, turn in places if isinstance(turn, dict)):
        page, asked, answers = turn.get("page_job"), turn.get("asks"), turn.get("answers")
        if isinstance(page, str) and names.jobs and page not in names.jobs:
            wrong = f"'{page}' is not the slug of a job; correct it{meant(page, names.jobs)}"
            yield source.error((*place, "page_job"), wrong)
        if isinstance(asked, str) and names.questions and asked not in names.questions:
            wrong = f"'{asked}' is not the key of a question of a guide or of quiz.yml; correct it"
            yield source.error((*place, "asks"), wrong + meant(asked, names.questions))
        for index, answer in enumerate(answers if isinstance(answers, list) else ()):
            if isinstance(answer, str) and (told := _wrong_answer(answer, names)):
                yield source.error((*place, "answers", index), told)


def _wrong_answer(answer: str, names: Names) -> str | None:
    """What is wrong with the job and the topic of an expected answer; None when nothing is."""
    job, _, topic = answer.strip().partition(" ")
    topic = topic.strip()
    if not topic:
        return f"'{answer}' is not a job and a topic; write both, such as 'assistant salary', or 'none salary'"
    if names.topics and topic not in names.topics:
        return f"'{topic}' is not a topic of topics.yml; correct it{meant(topic, names.topics)}"
    if job != "none" and names.jobs and not any(slug.startswith(job) for slug in names.jobs):
        firsts = {slug.split("-")[0] for slug in names.jobs}
        return f"no slug of a job begins with '{job}'; correct it, or write 'none' for no job{meant(job, firsts)}"
    return None
