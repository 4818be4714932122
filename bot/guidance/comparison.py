"""Put jobs side by side: what their guides say, and which stands highest where that can be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.answers import AnswerWriter
from bot.knowledge.schema import Guide
from bot.knowledge.topics import CompareRow, Topic

Range = tuple[float, float]


@dataclass(frozen=True)
class Row:
    """One line of a comparison."""

    topic: str
    icon: str
    label: str
    values: tuple[str, ...]
    """What each guide says, in the order of the jobs; empty where it says nothing."""
    ranges: tuple[Range | None, ...]
    """The figures behind them; None where there are none."""
    most: str = ""
    """What the highest one has."""

    @property
    def measured(self) -> bool:
        """Whether every guide gives a figure."""
        return bool(self.ranges) and None not in self.ranges

    @property
    def highest(self) -> int | None:
        """The place of the job whose figures lie above those of all others; None when they overlap or are missing."""
        ranges = [one for one in self.ranges if one is not None]
        if len(ranges) < len(self.values):
            return None
        best = max(range(len(ranges)), key=lambda place: ranges[place])
        others = [one for place, one in enumerate(ranges) if place != best]
        return best if all(high < ranges[best][0] for _, high in others) else None


def compare(writer: AnswerWriter, guides: Sequence[Guide], topics: Sequence[Topic]) -> list[Row]:
    """Every line of `topics` for `guides`; a line that no guide fills is left out."""
    rows = [row for topic in topics for row in _rows(writer, guides, topic, topic.compare)]
    return [row for row in rows if any(row.values)]


def compare_as_a_whole(writer: AnswerWriter, guides: Sequence[Guide], topics: Sequence[Topic]) -> list[Row]:
    """The lines that topics.yml marks as telling most."""
    rows = [
        row
        for topic in topics
        for row in _rows(writer, guides, topic, [line for line in topic.compare if line.whole])
        if topic.compare
    ]
    return [row for row in rows if any(row.values)]


def _rows(writer: AnswerWriter, guides: Sequence[Guide], topic: Topic, lines: Sequence[CompareRow]) -> list[Row]:
    if not topic.compare:
        values = tuple(writer.brief(topic, guide) for guide in guides)
        return [Row(topic.id, topic.icon, topic.label, values, ())]
    return [
        Row(
            topic.id,
            topic.icon,
            line.label,
            tuple(writer.render(line.value, guide=guide) for guide in guides),
            tuple(_range(writer.evaluate(line.range, guide)) for guide in guides) if line.range else (),
            line.most or "",
        )
        for line in lines
    ]


def _range(value: object) -> Range | None:
    """[low, high] as a template gave it; None for anything else."""
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(end, int | float) for end in value):
        low, high = value
        return float(low), float(high)
    return None
