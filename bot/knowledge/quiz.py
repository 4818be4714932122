"""The closed schema of `knowledge/quiz.yml`: the statements of the discovery quiz, and how its result is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal

from pydantic import Field, StrictBool, root_validator, validator

from bot.knowledge.fields import Id, Riasec, Strict, Text
from bot.knowledge.repeated import twice
from bot.knowledge.text import words
from bot.knowledge.yaml_source import Location
from bot.problems import meant

TYPES: tuple[Riasec, ...] = ("R", "I", "A", "S", "E", "C")
"""Holland's types in the order of his hexagon."""

KINDS = ("type", "interest", "criterion", "studies", "sectors")
"""What a statement may measure."""

Dimension = tuple[str, str]
"""What a statement measures: one of `KINDS`, and which one, such as ("interest", "animals") or ("sectors", "LEB")."""

Sector = Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N"]
"""A « grand domaine » of the register of occupations (ROME): the first letter of a code."""


class Label(Text):
    """A name for axes and lists, in at most 40 characters."""

    max_length = 40


class StatementText(Text):
    """A statement as it is asked: short enough to be read at a glance."""

    max_length = 110


class AgainText(Text):
    """The same in other words, when an answer could not be read."""

    max_length = 220


class ReasonText(Text):
    """A reason told back; it goes on after « Pour : » or « À savoir : », so it has neither capital nor full stop."""

    max_length = 120


class TypeKind(Strict):
    """One of the six types, in plain words."""

    label: Label
    """Names the axis."""
    text: Text
    """What it means to be strong in it, as told to a student."""


class InterestKind(Strict):
    """An interest that jobs answer."""

    id: Id
    label: Label
    types: list[Riasec] = Field([], max_items=2, unique_items=True)
    """The types that a liking for it speaks of; answers about it count on those axes too."""


class Statement(Strict):
    """Something that a student agrees with or not; it measures exactly one thing."""

    key: Id
    text: StatementText
    again: AgainText
    """The same asked in other words with an example, when an answer could not be read."""
    type: Riasec | None = None
    interest: Id | None = None
    criterion: Id | None = None
    studies: Literal["short", "long"] | None = None
    """Whether agreeing speaks for jobs with short studies or for those with long ones."""
    sectors: list[Sector] | None = Field(None, min_items=1, unique_items=True)
    """Fields of work; a job is in one of them or not."""
    reversed: StrictBool = False
    """True when agreeing speaks against what is measured (« La nuit, je dors ! »)."""
    for_text: ReasonText
    """Why a job that has what is measured suits somebody who wants it."""
    against_text: ReasonText
    """What somebody who does not want it should know of a job that has it."""
    lacking_text: ReasonText | None = None
    """What somebody who wants it should know of a job that lacks it; nothing is said without it."""

    @validator("for_text", "against_text", "lacking_text")
    def _goes_on(cls, value: str | None) -> str | None:  # noqa: N805 - pydantic passes the class
        if value and (value[0].isupper() or value[-1] in ".!?"):
            raise ValueError("goes on after « Pour : »; begin it with a small letter, and end it without a full stop")
        return value

    @root_validator(skip_on_failure=True)
    def _measures_one_thing(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        given = [kind for kind in KINDS if values[kind] is not None]
        if len(given) != 1:
            found = " and ".join(f"'{kind}'" for kind in given) or "none"
            raise ValueError(f"has {found}, and one is wanted; write one of {', '.join(KINDS)}, and no other")
        return values

    @property
    def dimension(self) -> Dimension:
        """What it measures."""
        if self.sectors is not None:
            return "sectors", "".join(self.sectors)
        return next((kind, str(getattr(self, kind))) for kind in KINDS if getattr(self, kind) is not None)


class Quiz(Strict):
    """The whole file."""

    types: dict[Riasec, TypeKind]
    interests: list[InterestKind] = Field(min_items=1)
    statements: list[Statement] = Field(min_items=1)

    @validator("types")
    def _all_six(cls, value: dict[Riasec, TypeKind]) -> dict[Riasec, TypeKind]:  # noqa: N805
        if missing := [letter for letter in TYPES if letter not in value]:
            raise ValueError(f"lacks {', '.join(missing)}; add its label and text")
        return value

    def statement(self, key: str) -> Statement | None:
        """The statement of that key, or None."""
        return next((statement for statement in self.statements if statement.key == key), None)

    def interest_ids(self) -> set[str]:
        """The ids of all interests."""
        return {interest.id for interest in self.interests}

    def references(self, criteria: Collection[str] | None) -> Iterator[tuple[Location, str]]:
        """What is repeated, dangling or lacking, as (location, message); `criteria` are those of topics.yml, if known."""
        known = self.interest_ids()
        for index, message in twice("id", [interest.id for interest in self.interests]):
            yield ("interests", index, "id"), message
        for index, message in twice("key", [statement.key for statement in self.statements]):
            yield ("statements", index, "key"), message
        yield from self._same_texts()
        for index, statement in enumerate(self.statements):
            if statement.interest is not None and statement.interest not in known:
                place = ("statements", index, "interest")
                listed = ", ".join(sorted(known))
                yield place, f"'{statement.interest}' is not an interest of this file; write one of {listed}"
            if criteria is not None and statement.criterion is not None and statement.criterion not in criteria:
                wrong = f"'{statement.criterion}' is not a criterion of topics.yml; correct it"
                yield ("statements", index, "criterion"), wrong + meant(statement.criterion, criteria)
        asked = {statement.type for statement in self.statements}
        for letter in TYPES:
            if letter not in asked:
                yield ("statements",), f"no statement measures the type {letter}; add one with 'type: {letter}'"

    def _same_texts(self) -> Iterator[tuple[Location, str]]:
        """Statements that ask the same as another one, in the same words."""
        firsts: dict[str, str] = {}
        for index, statement in enumerate(self.statements):
            first = firsts.setdefault(" ".join(words(statement.text)), statement.key)
            if first != statement.key:
                message = f"'{statement.text}' is the text of '{first}', too; keep one of them, or change this one"
                yield ("statements", index, "text"), message
