"""The parts of a guide that tell: its name and source, the working life, the future, other jobs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictBool, root_validator, validator

from bot.knowledge.fields import Clock, Id, Slug, Strict, Text

_DAY = 24 * 60
"""Minutes."""
_LONGEST_NIGHT = 12 * 60
"""Minutes that a part of a day over midnight may last; one that would last longer has its hours the wrong way round."""


class Title(Strict):
    """The name of the job."""

    masculine: Text
    feminine: Text
    short: Text
    """For buttons and lists, both genders in at most 40 characters."""
    of: Text
    """The job with its preposition, as after « le métier »: `d'assistant·e de production`."""

    @validator("short")
    def _fits_a_button(cls, value: str) -> str:  # noqa: N805 - pydantic passes the class
        if len(value) > 40:
            raise ValueError(f"has {len(value)} characters; a button shows at most 40; shorten it")
        return value


class Origin(Strict):
    """Where the guide comes from."""

    title: Text
    publisher: Text | None = None
    url: Text | None = None


class Point(Strict):
    """One statement about one side of the working conditions."""

    about: Literal["hours", "stress", "mobility", "licence", "family", "place", "team", "body"]
    text: Text


class Tools(Strict):
    """A family of tools."""

    family: Text
    names: list[Text] = Field(min_items=1)


class Moment(Strict):
    """A part of the typical day, by the clock or by name."""

    start: Clock | None = None
    end: Clock | None = None
    label: Text | None = None
    text: Text

    @root_validator(skip_on_failure=True)
    def _placed(cls, values: dict[str, str | None]) -> dict[str, str | None]:  # noqa: N805
        label, start, end = values["label"], values["start"], values["end"]
        if bool(start) != bool(end) or not (label or start):
            raise ValueError("needs a label, or a start and an end; add what is missing")
        if label and start:
            raise ValueError("has a label and hours, and the hours alone would be shown; keep one of them")
        if start and end and end <= start and _minutes(end) - _minutes(start) + _DAY > _LONGEST_NIGHT:
            raise ValueError(f"ends at {end}, before it starts at {start}; correct them, or write a label in their place")
        return values


def _minutes(clock: str) -> int:
    """Minutes since midnight."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


class Testimonial(Strict):
    """What somebody of the job says, retold in indirect speech."""

    name: Text
    who: Text
    text: Text


class Workplace(Strict):
    """A kind of place or employer."""

    kind: Text
    examples: list[Text] = []


class Region(Strict):
    """A part of the country with jobs."""

    name: Text
    detail: Text | None = None
    main: StrictBool = False


class Section(Strict):
    """An answer in one bubble, and points that complete it."""

    summary: Text
    points: list[Text] = []


class Difference(Strict):
    """How the job differs from another one."""

    other: Text
    text: Text


class Similar(Strict):
    """A job that is near."""

    title: Text
    job: Slug | None = None
    """The slug when knowledge/jobs/ has a guide of it."""
    why: Text


class Criterion(Strict):
    """A criterion of topics.yml that the job meets, and what the guide says that shows it."""

    id: Id
    why: Text


class Question(Strict):
    """A question and its answer, kept for the topic that it belongs to."""

    topic: Id
    question: Text
    answer: Text
