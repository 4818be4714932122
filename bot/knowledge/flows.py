"""The closed schema of `knowledge/flows.yml`: quick replies, words and pieces of sentences of the guided flows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field, validator
from pydantic.fields import ModelField

from bot.knowledge.fields import ButtonWithJob, Certainty, Strict, StudyLength, Text
from bot.knowledge.text import words
from bot.knowledge.topics import Template
from bot.knowledge.yaml_source import Location

Step = Literal["yes", "rather_yes", "so_so", "rather_no", "no", "skip"]
Row = Literal["types", "interests", "criteria", "studies", "fit"]
_WHOLE: dict[str, tuple[str, ...]] = {
    "steps": get_args(Step),
    "certainty": get_args(Certainty),
    "studies": get_args(StudyLength),
    "rows": get_args(Row),
}
"""Mappings that need each of their keys."""
_DURING = frozenset({"progress", "stop", "asks", "forms"})
"""Words that are heard while a flow is under way only …"""
_AFTER = frozenset({"correct", "doubt", "why_not", "first_two", "report"})
"""… and those that are heard once it has a result."""


class FlowButtons(Strict):
    """Titles of the buttons that steer a flow, or go on after it."""

    resume: Text
    restart: Text
    drop: Text
    stop: Text
    back: Text
    keep: Text
    report: Text
    quiz: Text
    assess: Text
    about: ButtonWithJob
    compare: Text


class FlowWords(Strict):
    """What students write to steer a flow; a message that holds one of them is enough."""

    restart: list[Text] = Field(min_items=1)
    resume: list[Text] = Field(min_items=1)
    back: list[Text] = Field(min_items=1)
    stop: list[Text] = Field(min_items=1)
    report: list[Text] = Field(min_items=1)
    report_of: list[Text] = Field(min_items=1)
    """What a report is of; « mon résumé de droit » is another one."""
    why: list[Text] = Field(min_items=1)
    """Words that doubt what a question is for."""
    urge: list[Text] = Field(min_items=1)
    """Words behind a wish to go on that are no answer to the question (« on continue, vas-y »)."""
    correct: list[Text] = Field(min_items=1)
    doubt: list[Text] = Field(min_items=1)
    progress: list[Text] = Field(min_items=1)
    asks: list[Text] = Field(min_items=1)
    """Words of a question that needs no question mark."""
    forms: list[Text] = Field(min_items=1)
    """Words of questions, which count where a topic is clear."""
    grave: list[Text] = Field(min_items=1)
    """Words with which a message is never taken for a mere answer."""
    places: list[list[Text]] = Field(min_items=1)
    """Words for the first of the proposed jobs, for the second …"""
    why_not: list[Text] = Field(min_items=1)
    first_two: list[Text] = Field(min_items=1)


class Flows(Strict):
    """The whole file."""

    steps: dict[Step, Text]
    buttons: FlowButtons
    words: FlowWords
    certainty: dict[Certainty, Text]
    question: Template
    """`step`, `total`, `text`."""
    strengths_head: Text
    watch_points_head: Text
    no_strengths: Text
    no_watch_points: Text
    fit: Template
    """A job of the quiz's result: `place`, `title`, `score`, `reasons`, `watch`."""
    neighbour: Template
    axes: Template
    """`axes`: `label` and `value` of each."""
    rows: dict[Row, Text]
    """Names of the lines of a comparison of jobs without a guide."""
    not_known: Text
    """In an empty cell of such a comparison."""
    fit_value: Template
    """How a job fits the answers, in such a comparison: `score`, `reasons`."""
    why_not: Template
    """« Pourquoi pas ce métier ? »: `title`, `score`, `reasons`, `watch`."""
    studies: dict[StudyLength, Text]

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Words under two lists that are heard at the same moment: one of them never would be, as (location, message)."""
        seen: dict[str, list[str]] = {}
        for location, name, word in self._words():
            others = seen.setdefault(" ".join(words(word)), [])
            if other := next((other for other in others if other != name and not _apart(name, other)), None):
                yield location, f"'{word}' stands under '{name}' and under '{other}'; keep one of them"
            others.append(name)

    def _words(self) -> Iterator[tuple[Location, str, str]]:
        """(location, list, word) of every word that is heard; a list of lists counts as several."""
        for name in FlowWords.__fields__:
            for index, entry in enumerate(getattr(self.words, name)):
                if isinstance(entry, str):
                    yield ("words", name, index), name, entry
                    continue
                for place, word in enumerate(entry):
                    yield ("words", name, index, place), f"{name}.{index}", word

    @validator(*_WHOLE)
    def _complete(cls, value: dict[str, str], field: ModelField) -> dict[str, str]:  # noqa: N805
        if missing := [name for name in _WHOLE[field.name] if name not in value]:
            raise ValueError(f"lacks {', '.join(missing)}; add its text")
        return value


def _apart(name: str, other: str) -> bool:
    """Whether two lists of words are never heard at the same moment, or mean the same where they are.

    `report_of` is no list of orders: it is read inside a message that one of `report` was heard in.
    """
    return (
        "report_of" in (name, other)
        or {name, other} == {"back", "correct"}
        or any(name in during and other in after for during, after in ((_DURING, _AFTER), (_AFTER, _DURING)))
    )
