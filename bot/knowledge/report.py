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


class ReportTexts(Strict):
    """The whole file; what is between braces is replaced."""

    picture: Text
    """What a picture shows, in words: {title}, {axes}."""
    axis: Line
    """One of its axes: {label}, {value} from 0 to 100."""
    name: Line
    """Whose page it is."""
    made_on: Line
    """{date}."""
    job: Line
    jobs: Line
    result: Line
    strengths: Line
    watch_points: Line
    next_steps: Line
    answers: Line
    sources: Line
    more_answer: Line
    """{count} is 1."""
    more_answers: Line
    """{count} answers that are not shown."""
    source: Line
    """{guide}, {section}, {year}."""
    assessment_title: Line
    """{job}."""
    assessment_result: Text
    """{score}, {answered} of {total}."""
    assessment_section: Line
    """The part of a guide that a self-assessment is made of."""
    quiz_title: Line
    quiz_result: Text
    """{told}: how many answers told something."""
    register_title: Line
    """Where the facts of the quiz come from."""
    register_section: Line
    register_year: Year
    steps: list[Text] = Field(min_items=1, max_items=6)
    """What to do next."""
    no_verdict: Text
    erase: Text
    """{hours} after which the page is deleted."""

    @validator("*")
    def _holds_its_values(cls, value: object, field: ModelField) -> object:  # noqa: N805 - pydantic passes the class
        if not isinstance(value, str):
            return value
        wanted = _HOLDS.get(field.name, set())
        try:
            found = [f"{name}{form}{how or ''}" for _, name, form, how in Formatter().parse(value) if name is not None]
        except ValueError:
            found = ["{"]
        if sorted(found) != sorted(wanted):
            listed = " and ".join(f"{{{name}}}" for name in sorted(wanted))
            raise ValueError(f"must hold {listed} once, and no other braces" if wanted else "must hold no braces")
        return value
