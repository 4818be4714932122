"""Put an answer together from a guide and the templates of topics.yml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.knowledge.bubbles import pack
from bot.knowledge.focus import by_relevance, stems
from bot.knowledge.loader import Knowledge
from bot.knowledge.schema import Guide
from bot.knowledge.templates import Templates
from bot.knowledge.topics import Items, Topic
from bot.knowledge.typography import clauses

_BULLET = re.compile(r"^\W+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_BRIEF = 3
"""Lines of a list that stand for it in a comparison."""


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


class AnswerWriter(Templates):
    """Renders topics; built once, its templates are rendered once a guide."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Read the templates of `knowledge`."""
        super().__init__(knowledge)
        self._pages: dict[tuple[str, str], _Page] = {}

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
            jinja2.TemplateError: for a template that cannot be rendered; `template_problems` finds those before the start.
        """
        if not topic.is_in(guide):
            return Answer(pack(self._missing(topic, guide)), (), known=False)
        page = self._page(topic, guide)
        shown, rest = _choose(topic.items, page, question, places, topic.label) if topic.items else ([], ())
        bubbles = pack(shown if places is not None else [*page.before, *shown, *page.after])
        if named and bubbles:
            bubbles = pack([self._render(self._knowledge.topics.named, guide, text=bubbles[0]), *bubbles[1:]])
        return Answer(bubbles, rest, known=True)

    def lines_with(self, topic: Topic, guide: Guide, wanted: set[str]) -> tuple[int, ...]:
        """Places of the lines of a topic's list that hold one of the stems `wanted`."""
        lines = self._page(topic, guide).lines if topic.is_in(guide) else []
        return tuple(place for place, line in enumerate(lines) if stems(line) & wanted)

    def whole(self, topic: Topic, guide: Guide) -> list[str]:
        """Every text of an answer, those kept for « la suite » included."""
        if not topic.is_in(guide):
            return []
        page = self._page(topic, guide)
        return [*page.before, *page.lines, *page.after]

    def short(self, topic: Topic, guide: Guide, *, named: bool = False) -> str:
        """« En une phrase »: the pitch of the job, else the first sentence of the answer, or the first line of its list."""
        if not topic.is_in(guide):
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
        if not topic.is_in(guide):
            return ""
        page = self._page(topic, guide)
        lines = (_BULLET.sub("", line).rstrip(".!") for line in page.lines[:_BRIEF])
        return next((text for text in page.before if text), "") or clauses(lines)

    def _missing(self, topic: Topic, guide: Guide) -> list[str]:
        nearby = [other for other in map(self._topic, topic.nearby) if other.is_in(guide)]
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
