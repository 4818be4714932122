"""Try every template of topics.yml, talk.yml and flows.yml before the start, so that none fails in a conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from bot.knowledge.answers import AnswerWriter
from bot.knowledge.flows import Flows
from bot.knowledge.loader import Knowledge
from bot.knowledge.schema import Guide
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import Problem, meant

_SIDES = ("above", "below", "within")
_Sample = tuple[str, str, str, dict[str, Any]]
"""A template to try: its file, its place there, itself, its values."""
_PARTS = [Guide, *(field.type_ for field in Guide.__fields__.values())]
_FIELDS = {name for part in _PARTS for name in getattr(part, "__fields__", ())}
"""Names that may stand behind a dot in a template."""


def template_problems(knowledge: Knowledge, folder: Path) -> list[Problem]:
    """Templates of topics.yml, talk.yml and flows.yml that cannot be rendered, macros included, with their lines."""
    topics = folder / "topics.yml"
    try:
        writer = AnswerWriter(knowledge)
    except TemplateError as error:
        return [read_yaml(topics).error(("macros",), f"the macros cannot be read: {explain_template_error(error)}")]
    places = {str(topic.id): place for place, topic in enumerate(knowledge.topics.topics)}
    found: list[tuple[Path, Location, str]] = [
        (topics, ("topics", places[topic]), f"the answer to '{topic}' cannot be put together: {error}")
        for topic, error in topic_problems(knowledge, writer)
    ]
    samples = (*_samples(knowledge), *_flow_samples(knowledge.flows))
    for file, name, template, context in samples:
        try:
            writer.render(template, **context)
        except Exception as error:  # a template can raise anything that its expression can
            message = f"'{name}' cannot be put together: {explain_template_error(error)}"
            found.append((folder / file, tuple(name.split(".")), message))
    sources = {path: read_yaml(path) for path in {path for path, _, _ in found}}  # read again for the lines, if any
    return [Problem(path, _line(sources[path], location, message), message) for path, location, message in found]


def _line(source: Source, location: Location, message: str) -> int:
    """The line of a template: below its topic, the first one with the name that is wrong."""
    line = source.line(location)
    if found := re.search(r"'(\w+)' is no (field|name)", message):
        before = r"\." if found[2] == "field" else r"(?:\{[{%]|\b(?:of|range):).*(?<![.\w])"
        name = re.compile(rf"{before}{found[1]}\b")
        return next((place for place, text in enumerate(source.written, 1) if place >= line and name.search(text)), line)
    return line


def topic_problems(knowledge: Knowledge, writer: AnswerWriter) -> list[tuple[str, str]]:
    """(topic id, error) of every topic that cannot be rendered for some guide, all of its pages tried."""
    found: dict[tuple[str, str], None] = {}
    for topic in knowledge.topics.topics:
        for guide in knowledge.guides.values():
            try:
                answer = writer.write(topic, guide)
                while answer.rest:
                    answer = writer.write(topic, guide, places=answer.rest)
                for line in topic.compare:
                    writer.render(line.value, guide=guide)
                    writer.evaluate(line.range or "none", guide)
            except Exception as error:  # a template can raise anything that its expression can
                found[topic.id, explain_template_error(error)] = None
    return list(found)


def _flow_samples(flows: Flows) -> Iterator[_Sample]:
    """For every template of flows.yml, with and without reasons."""
    yield "flows.yml", "question", flows.question, {"step": 1, "total": 2, "text": ""}
    yield "flows.yml", "axes", flows.axes, {"axes": [{"label": "", "value": 1}]}
    for some in ([""], []):
        fit = {"title": "", "score": 1, "reasons": some, "watch": "".join(some)}
        yield "flows.yml", "fit", flows.fit, {"place": 1, **fit}
        yield "flows.yml", "neighbour", flows.neighbour, fit
        yield "flows.yml", "why_not", flows.why_not, {**fit, "watch": some}
        yield "flows.yml", "fit_value", flows.fit_value, {"score": 1, "reasons": some}


def _samples(knowledge: Knowledge) -> Iterator[_Sample]:
    """For every template of talk.yml, with the first guide and its first amount."""
    pay, comparison = knowledge.talk.pay, knowledge.talk.comparison
    guide = next(iter(knowledge.guides.values()), None)
    figures = [figure for each in knowledge.guides.values() if each.salary for figure in each.salary.figures][:1]
    money = {"value": 2500, "period": "month", "wanted": "year", "converted": 30000, "guide": guide}
    rows = {"icon": "", "label": "", "values": [{"title": "", "text": ""}], "titles": ["", ""], "title": "", "most": ""}
    items = [{"pay": figure, "converted": figure, "side": side, "gap": 1} for figure in figures for side in _SIDES]
    for name in ("converted_head", "not_converted_head", "own", "compared_head"):
        yield "talk.yml", f"pay.{name}", getattr(pay, name), money
    for name in ("converted", "compared"):
        yield "talk.yml", f"pay.{name}", getattr(pay, name), {"items": items}
    yield "talk.yml", "pay.not_converted", pay.not_converted, {"items": figures}
    for name in ("head", "row", "most", "equal"):
        yield "talk.yml", f"comparison.{name}", getattr(comparison, name), rows


def explain_template_error(error: Exception) -> str:
    """What is wrong with a template, and what to look at."""
    if isinstance(error, LookupError):
        return f"{error} is not one of the labels; add it under 'labels'"
    if found := re.search(r"has no attribute '(\w+)'", str(error)):
        return f"'{found[1]}' is no field of what stands before its dot; correct it{meant(found[1], _FIELDS)}"
    if found := re.search(r"'(\w+)' is undefined", str(error)):
        own = f"write guide.{found[1]}" if found[1] in Guide.__fields__ else "correct it"
        return f"'{found[1]}' is no name that a template knows; {own}{meant(found[1], ('guide', 'item', 'label'))}"
    return f"{error}; check the names and the braces of its template"
