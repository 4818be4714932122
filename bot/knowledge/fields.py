"""The kinds of values in the files of knowledge/, and the base of their schemas.

Everything that a student reads is `Text`, at most one bubble long. A schema is closed: an unknown key is an error, since it
is nearly always a typo.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConstrainedInt, ConstrainedStr, Extra

MAX_BUBBLE = 500
"""Longest text of one bubble, in characters."""
MAX_SLUG = 80
"""Longest slug, in characters."""


class Text(ConstrainedStr):
    """French text for students: a non-empty string of at most one bubble, without braces."""

    strict = True
    strip_whitespace = True
    min_length = 1
    max_length = MAX_BUBBLE
    braces: ClassVar[bool] = False
    """Whether what stands between braces is replaced; elsewhere, students would read the braces."""

    @classmethod
    def validate(cls, value: str) -> str:
        """Check the braces, after the rules of every string."""
        value = super().validate(value)
        if not cls.braces and {"{", "}"} & set(value):
            raise ValueError("must hold no braces: nothing would replace them; remove them")
        return value


class ButtonTitle(Text):
    """The title of a button that holds one placeholder once, and no other braces."""

    braces = True
    placeholder: ClassVar[str]

    @classmethod
    def validate(cls, value: str) -> str:
        """Check the braces, after the rules of every text."""
        value = super().validate(value)
        if value.count(cls.placeholder) != 1 or value.replace(cls.placeholder, "").count("{"):
            raise ValueError(f"must hold {cls.placeholder} once, and no other braces; write it so")
        return value


class ButtonWithCount(ButtonTitle):
    """`{count}` is a number of lines."""

    placeholder = "{count}"


class ButtonWithJob(ButtonTitle):
    """`{job}` is the title of a job."""

    placeholder = "{job}"


class ButtonWithLabel(ButtonTitle):
    """`{label}` is the label of a topic."""

    placeholder = "{label}"


class Line(Text):
    """French text for a place in a list: a line or two on a telephone."""

    max_length = 200


class Slug(ConstrainedStr):
    """A stable ASCII id: lower-case words joined by hyphens."""

    strict = True
    regex = r"^[a-z0-9]+(-[a-z0-9]+)*$"
    max_length = MAX_SLUG


class Id(ConstrainedStr):
    """A stable ASCII id inside a file: lower-case words joined by underscores."""

    strict = True
    regex = r"^[a-z][a-z0-9_]*$"
    max_length = 40


class Clock(ConstrainedStr):
    """A time of day, `HH:MM`."""

    strict = True
    regex = r"^([01]\d|2[0-3]):[0-5]\d$"


class Whole(ConstrainedInt):
    """A whole number that is not negative; never a bool or a text."""

    strict = True
    ge = 0


class PercentValue(ConstrainedInt):
    """A whole percentage; never a bool or a text."""

    strict = True
    ge = -100
    le = 1000


class Year(ConstrainedInt):
    """A calendar year."""

    strict = True
    ge = 1990
    le = 2100


class RomeCode(ConstrainedStr):
    """The code of an occupation in the register ROME 4.0: `L1302`."""

    strict = True
    regex = r"^[A-N]\d{4}$"


Riasec = Literal["R", "I", "A", "S", "E", "C"]
"""Holland's six types: realistic, investigative, artistic, social, enterprising, conventional."""

StudyLength = Literal["short", "medium", "long"]
"""How long one studies in Belgium after secondary school: not at all (or a year), about three years, five or more."""

Certainty = Literal["high", "medium", "low"]
"""How sure the result of a self-assessment is."""


class Strict(BaseModel):
    """Base of every part of a guide: no unknown key, no mutation."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False
