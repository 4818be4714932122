"""The parts of a guide that hold figures: studies, pay, the job in numbers, facts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictBool, StrictInt, root_validator

from bot.knowledge.fields import PercentValue, Strict, Text, Whole

_ORDER = "write the smaller one first, or correct one of them"


class Duration(Strict):
    """How long the studies take."""

    text: Text
    min_years: Whole
    max_years: Whole
    experience: StrictBool = False
    """True when experience on the job is asked on top of the years."""

    @root_validator(skip_on_failure=True)
    def _ordered(cls, values: dict[str, int]) -> dict[str, int]:  # noqa: N805
        if values["min_years"] > values["max_years"]:
            raise ValueError(f"min_years {values['min_years']} is more than max_years {values['max_years']}; {_ORDER}")
        return values


class Studies(Strict):
    """Diplomas and the way to the job."""

    summary: Text
    duration: Duration
    path: list[Text] = Field(min_items=1)
    """The steps in order."""
    notes: list[Text] = []


class School(Strict):
    """A place to be trained."""

    name: Text
    full_name: Text | None = None
    city: Text | None = None
    programme: Text | None = None


class Pay(Strict):
    """One amount of money and what it means."""

    level: Literal["any", "junior", "experienced"]
    status: Literal["any", "employee", "freelance"]
    min: Whole | None = None
    max: Whole | None = None
    """Both ends of the range; equal, or one of them alone, when the guide gives one amount."""
    and_more: StrictBool = False
    """True when the guide puts a `+` after the amount."""
    approximate: StrictBool = False
    currency: Literal["EUR"]
    period: Literal["hour", "day", "week", "month", "year", "project"]
    gross: StrictBool | None = Field(...)
    """None when the guide does not say whether the amount is gross."""
    note: Text | None = None

    @root_validator(skip_on_failure=True)
    def _has_an_amount(cls, values: dict[str, int | None]) -> dict[str, int | None]:  # noqa: N805
        low, high = values["min"], values["max"]
        if low is None and high is None:
            raise ValueError("needs min, max or both; add one, or remove this amount")
        if low is not None and high is not None and low > high:
            raise ValueError(f"min {low} is more than max {high}; {_ORDER}")
        return values


class Salary(Strict):
    """What one earns."""

    figures: list[Pay] = Field(min_items=1)
    notes: list[Text] = []


class Percent(Strict):
    """A percentage and what it is a percentage of."""

    value: PercentValue
    of: Text
    at_least: StrictBool = False
    approximate: StrictBool = False
    note: Text | None = None


class Count(Strict):
    """A number of people."""

    value: Whole
    approximate: StrictBool = False


class Growth(Strict):
    """The yearly trend of the job."""

    text: Text
    percent: PercentValue | None = None


class Figures(Strict):
    """The job in figures."""

    area: Text
    professionals: Count | None = None
    average_age: Whole | None = None
    women: Percent | None = None
    insertion: Percent | None = None
    growth: Growth | None = None


class Stat(Strict):
    """The typed figure of a fact."""

    values: list[StrictInt] = Field(min_items=1)
    unit: Literal["percent", "times", "projects", "year", "people", "hours"]
    of: Text
    """What is counted, or what the percentage is a percentage of."""


class Fact(Strict):
    """A remarkable fact; the text holds each of its figures."""

    title: Text
    text: Text
    figures: list[Stat] = []
