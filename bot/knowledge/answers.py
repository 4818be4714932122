"""Put an answer together from a guide and the templates of topics.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.environment import TemplateExpression
from jinja2.sandbox import SandboxedEnvironment

from bot.knowledge.bubbles import pack
from bot.knowledge.flows import Flows
from bot.knowledge.focus import by_relevance, stems
from bot.knowledge.guide_figures import Figures
from bot.knowledge.loader import Knowledge
from bot.knowledge.schema import Guide
from bot.knowledge.text import number
from bot.knowledge.topics import Items, Topic
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import Problem, meant

_BULLET = re.compile(r"^\W+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_BRIEF = 3
"""Lines of a list that stand for it in a comparison."""
_SIDES = ("above", "below", "within")
_Sample = tuple[str, str, str, dict[str, Any]]
"""A template to try: its file, its place there, itself, its values."""
_PARTS = [Guide, *(field.type_ for field in Guide.__fields__.values())]
_FIELDS = {name for part in _PARTS for name in getattr(part, "__fields__", ())}
"""Names that may stand behind a dot in a template."""
_FIGURES = ("professionals", "growth", "insertion", "average_age", "women")


@dataclass(frozen=True)
class Answer:
    """What is said about one topic of one job."""

    bubbles: list[str]
    """At most `MAX_BUBBLE` characters each."""
    rest: tuple[int, ...]
    """Places, in the guide's list, of the lines kept for « la suite »."""
    known: bool
    """False when the guide lacks the topic and says so."""


@dataclass(frozen=True)
class _Page:
    """Everything that a topic's templates give for one guide, whatever was asked."""

    before: list[str]
    head: str
    lines: list[str]
    after: list[str]


class AnswerWriter:
    """Renders topics; built once, its templates are compiled once and rendered once a guide."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._labels: dict[str, dict[str, str]] = knowledge.topics.dict()["labels"]
        self._env = SandboxedEnvironment(
            undefined=StrictUndefined, autoescape=False, trim_blocks=True, keep_trailing_newline=False
        )
        self._env.filters["number"] = number
        self._env.globals["label"] = self._label
        self._env.globals["figure_items"] = _figure_items
        self._env.globals["pay_range"] = _pay_range
        self._env.globals["criteria_items"] = self._criteria_items
        self._expressions: dict[str, TemplateExpression] = {}
        self._compiled: dict[str, Template] = {}
        self._pages: dict[tuple[str, str], _Page] = {}
        module = self._env.from_string(knowledge.topics.macros).module
        self._env.globals.update({name: value for name, value in vars(module).items() if not name.startswith("_")})

    def write(
        self,
        topic: Topic,
        guide: Guide,
        *,
        question: str = "",
        places: Sequence[int] | None = None,
        named: bool = False,
    ) -> Answer:
        """The answer on `topic` from `guide`.

        Args:
            question: what the student typed, without the job's name; lines of the list that match it come first.
            named: whether the first bubble says which job it is about.
            places: « la suite »: only the lines at these places of the list, those that do not exist left out.

        Raises:
            jinja2.TemplateError: for a template that cannot be rendered; `problems` finds those before the start.
        """
        if not any(getattr(guide, name) for name in topic.fields):
            return Answer(pack(self._missing(topic, guide)), (), known=False)
        page = self._page(topic, guide)
        shown, rest = _choose(topic.items, page, question, places, topic.label) if topic.items else ([], ())
        bubbles = pack(shown if places is not None else [*page.before, *shown, *page.after])
        if named and bubbles:
            bubbles = pack([self._render(self._knowledge.topics.named, guide, text=bubbles[0]), *bubbles[1:]])
        return Answer(bubbles, rest, known=True)

    def lines_with(self, topic: Topic, guide: Guide, wanted: set[str]) -> tuple[int, ...]:
        """Places of the lines of a topic's list that hold one of the stems `wanted`."""
        lines = self._page(topic, guide).lines if self.has(topic, guide) else []
        return tuple(place for place, line in enumerate(lines) if stems(line) & wanted)

    def whole(self, topic: Topic, guide: Guide) -> list[str]:
        """Every text of an answer, those kept for « la suite » included."""
        if not self.has(topic, guide):
            return []
        page = self._page(topic, guide)
        return [*page.before, *page.lines, *page.after]

    @staticmethod
    def has(topic: Topic, guide: Guide) -> bool:
        """Whether a guide says anything about a topic."""
        return any(getattr(guide, name) for name in topic.fields)

    def short(self, topic: Topic, guide: Guide, *, named: bool = False) -> str:
        """« En une phrase »: the pitch of the job, else the first sentence of the answer, or the first line of its list."""
        if not self.has(topic, guide):
            return "\n".join(pack(self._missing(topic, guide)))
        page = self._page(topic, guide)
        first = next((text for text in page.before if text), "")
        if not first:
            text = "\n".join(part for part in (page.head, *page.lines[:1]) if part)
        elif topic.fields[0] == "pitch":
            text = first
        else:
            text = _SENTENCE_END.split(first, maxsplit=1)[0]
        return self._render(self._knowledge.topics.named, guide, text=text) if named else text

    def brief(self, topic: Topic, guide: Guide) -> str:
        """The beginning of an answer, for a comparison: its first bubble or lines; empty when the guide lacks it."""
        if not any(getattr(guide, name) for name in topic.fields):
            return ""
        page = self._page(topic, guide)
        return next((text for text in page.before if text), "") or " ; ".join(
            _BULLET.sub("", line).rstrip(".!") for line in page.lines[:_BRIEF]
        )

    def render(self, template: str, **context: Any) -> str:
        """A template of topics.yml or talk.yml.

        Raises:
            jinja2.TemplateError: when it cannot be rendered.
        """
        compiled = self._compiled.get(template)
        if compiled is None:
            compiled = self._compiled[template] = self._env.from_string(template)
        return compiled.render(**context).strip()

    def evaluate(self, expression: str, guide: Guide) -> Any:
        """The value of a Jinja expression about a guide."""
        compiled = self._expressions.get(expression)
        if compiled is None:
            compiled = self._expressions[expression] = self._env.compile_expression(expression, undefined_to_none=False)
        return compiled(guide=guide)

    def problems(self) -> list[tuple[str, str]]:
        """(topic id, error) of every topic that cannot be rendered for some guide, all of its pages tried."""
        found: dict[tuple[str, str], None] = {}
        for topic in self._knowledge.topics.topics:
            for guide in self._knowledge.guides.values():
                try:
                    answer = self.write(topic, guide)
                    while answer.rest:
                        answer = self.write(topic, guide, places=answer.rest)
                    for line in topic.compare:
                        self.render(line.value, guide=guide)
                        self.evaluate(line.range or "none", guide)
                except Exception as error:  # a template can raise anything that its expression can
                    found[topic.id, explain_template_error(error)] = None
        return list(found)

    def _missing(self, topic: Topic, guide: Guide) -> list[str]:
        nearby = [self._topic(other) for other in topic.nearby]
        nearby = [other for other in nearby if any(getattr(guide, name) for name in other.fields)]
        return [self._render(text, guide, topic=topic, nearby=nearby) for text in self._knowledge.topics.missing]

    def _page(self, topic: Topic, guide: Guide) -> _Page:
        """Rendered at the first call; a guide that is not one of this knowledge's own is rendered each time."""
        if self._knowledge.guides.get(guide.slug) is not guide:
            return self._render_page(topic, guide)
        key = (topic.id, guide.slug)
        if key not in self._pages:
            self._pages[key] = self._render_page(topic, guide)
        return self._pages[key]

    def _render_page(self, topic: Topic, guide: Guide) -> _Page:
        lines, head = [], ""
        if topic.items:
            values = enumerate(self._values(topic.items.of, guide), start=1)
            lines = [self._render(topic.items.line, guide, item=value, number_in_list=place) for place, value in values]
            head = self._render(topic.items.head, guide) if topic.items.head else ""
        before, after = ([self._render(text, guide) for text in texts] for texts in (topic.before, topic.after))
        return _Page(before, head, lines, after)

    def _values(self, expression: str, guide: Guide) -> list[Any]:
        return list(self.evaluate(expression, guide) or [])

    def _render(self, template: str, guide: Guide, **context: Any) -> str:
        return self.render(template, guide=guide, **context)

    def _topic(self, topic_id: str) -> Topic:
        topic = self._knowledge.topics.by_id(topic_id)
        assert topic is not None, f"the loader lets no dangling topic {topic_id} through"
        return topic

    def _label(self, field: str, value: str) -> str:
        return self._labels[field][value]

    def _criteria_items(self, guide: Guide) -> list[dict[str, Any]]:
        labels = {criterion.id: criterion.label for criterion in self._knowledge.topics.criteria}
        return [
            {
                "label": labels[criterion.id],
                "why": criterion.why,
                "jobs": [
                    other.title.short
                    for other in self._knowledge.guides.values()
                    if other.slug != guide.slug and any(criterion.id == its.id for its in other.criteria)
                ],
            }
            for criterion in guide.criteria
        ]


def _choose(
    items: Items, page: _Page, question: str, places: Sequence[int] | None, about: str
) -> tuple[list[str], tuple[int, ...]]:
    """(bubbles of the lines shown now, places of the others)."""
    lines = page.lines
    if places is not None:
        order = [place for place in places if 0 <= place < len(lines)]
    else:
        order = list(range(len(lines))) if items.in_order else by_relevance(lines, question, about)
    count = items.at_once + (len(order) == items.at_once + 1)  # no button for a single line
    chosen = [lines[place] for place in order[:count]]
    if places is None and page.head and chosen:
        chosen = [page.head, *chosen] if items.together else [f"{page.head}\n{chosen[0]}", *chosen[1:]]
    return ["\n".join(chosen)] if items.together else chosen, tuple(order[count:])


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
        for topic, error in writer.problems()
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


def _figure_items(figures: Figures) -> list[dict[str, Any]]:
    found = ({"key": key, "value": getattr(figures, key)} for key in _FIGURES)
    return [item for item in found if item["value"] is not None]


def _pay_range(guide: Guide, level: str) -> list[int] | None:
    """The lowest and the highest monthly amount of a level, as far as the guide sets both; None when it gives none."""
    figures = guide.salary.figures if guide.salary else []
    monthly = [
        pay for pay in figures if pay.level == level and pay.period == "month" and not pay.and_more and pay.min is not None
    ]
    ends = [end for pay in monthly for end in (pay.min, pay.max) if end is not None]
    return [min(ends), max(ends)] if ends else None
