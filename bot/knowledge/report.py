"""The closed schema of `knowledge/report.yml`: the fixed words of a result, on its page and of its picture."""

from __future__ import annotations

from string import Formatter

from pydantic import Field, validator
from pydantic.fields import ModelField

from bot.knowledge.fields import Line, Strict, Text, Year

_HOLDS: dict[str, set[str]] = {
    "picture": {"title", "axes"},
    "axis": {"label", "value"},
    "made_on": {"date"},
    "more_answer": {"count"},
    "more_answers": {"count"},
    "source": {"guide", "section", "year"},
    "erase": {"hours"},
    "assessment_title": {"job"},
    "assessment_result": {"score", "answered", "total"},
    "quiz_result": {"told"},
}
"""What stands between braces in each text; the others have no braces."""


class FilledText(Text):
    """A text whose braces are replaced."""

    braces = True


class FilledLine(Line):
    """A line whose braces are replaced."""

    braces = True


class ReportTexts(Strict):
    """The whole file; what is between braces is replaced."""

    picture: FilledText
    """What a picture shows, in words: {title}, {axes}."""
    axis: FilledLine
    """One of its axes: {label}, {value} from 0 to 100."""
    name: Line
    """Whose page it is."""
    made_on: FilledLine
    """{date}."""
    job: Line
    jobs: Line
    result: Line
    strengths: Line
    watch_points: Line
    next_steps: Line
    answers: Line
    sources: Line
    more_answer: FilledLine
    """{count} is 1."""
    more_answers: FilledLine
    """{count} answers that are not shown."""
    source: FilledLine
    """{guide}, {section}, {year}."""
    assessment_title: FilledLine
    """{job}."""
    assessment_result: FilledText
    """{score}, {answered} of {total}."""
    assessment_section: Line
    """The part of a guide that a self-assessment is made of."""
    quiz_title: Line
    quiz_result: FilledText
    """{told}: how many answers told something."""
    register_title: Line
    """Where the facts of the quiz come from."""
    register_section: Line
    register_year: Year
    steps: list[Text] = Field(min_items=1, max_items=6)
    """What to do next."""
    no_verdict: Text
    erase: FilledText
    """{hours} after which the page is deleted."""

    @validator(*_HOLDS)
    def _holds_its_values(cls, value: str, field: ModelField) -> str:  # noqa: N805 - pydantic passes the class
        wanted = _HOLDS[field.name]
        try:
            found = [f"{name}{form}{how or ''}" for _, name, form, how in Formatter().parse(value) if name is not None]
        except ValueError:
            found = ["{"]
        if sorted(found) != sorted(wanted):
            braces = " and ".join(f"{{{name}}}" for name in sorted(wanted))
            raise ValueError(f"must hold {braces} once, and no other braces; write it so")
        return value
