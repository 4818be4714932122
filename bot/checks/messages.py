"""Messages to test with that are no mere phrases of an intent.

They are those of tests/questions/, tests/safety/, tests/personal/ and tests/languages/.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from bot.checks.phrases import Phrase
from bot.knowledge.explaining import problems_of
from bot.knowledge.fields import Id, Strict, Text
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import Problem, meant


class Said(Text):
    """What a student writes, whatever it holds."""

    braces = True


class Asking(Strict):
    """A message and the topics that it asks about, each with a beginning of its job's slug or without."""

    text: Said
    asks: list[Text]


class Questions(Strict):
    """tests/questions/*.yml."""

    several: list[Asking]
    single: list[Asking]


class Safety(Strict):
    """tests/safety/*.yml."""

    distress: list[Said]
    lookalike: list[Said]


class PersonalMessage(Strict):
    """A message with what must never be kept of it."""

    text: Said
    secrets: list[Text]
    topic: Id | None = None


class Personal(Strict):
    """tests/personal/messages.yml."""

    __root__: list[PersonalMessage]


class ForeignMessage(Strict):
    """A message in another language."""

    text: Said
    language: Literal["en", "nl"]
    topic: Id | None = None


class Foreign(Strict):
    """tests/languages/messages.yml."""

    __root__: list[ForeignMessage]


FILES: dict[str, type[Strict]] = {
    "questions/test.yml": Questions,
    "questions/tuning.yml": Questions,
    "safety/test.yml": Safety,
    "safety/tuning.yml": Safety,
    "personal/messages.yml": Personal,
    "languages/messages.yml": Foreign,
}


def test_messages(folder: Path, topics: Collection[str], problems: list[Problem]) -> list[Phrase]:
    """The messages of all these files; what is wrong with them is added to `problems`.

    Args:
        topics: the ids of all topics; empty when they are not known.
    """
    found: list[Phrase] = []
    for name, model in FILES.items():
        source = read_yaml(folder / name)
        problems += source.problems
        if source.data is None and source.problems:
            continue
        try:
            model.parse_obj(source.data)
        except ValidationError as error:
            problems += problems_of(error, source, model)
            continue
        problems += _unknown_topics(source, topics)
        found += _messages(source)
    return found


def _messages(source: Source) -> Iterator[Phrase]:
    for location, item in _items(source.data):
        text = item["text"] if isinstance(item, dict) else item
        yield Phrase("", str(text), source.path, source.line(location))


def _items(data: Any) -> Iterator[tuple[Location, Any]]:
    for kind, items in data.items() if isinstance(data, dict) else [("", data)]:
        above = (kind,) if kind else ()
        yield from (((*above, index), item) for index, item in enumerate(items))


def _unknown_topics(source: Source, topics: Collection[str]) -> Iterator[Problem]:
    for location, item in _items(source.data):
        if not topics or not isinstance(item, dict):
            continue
        asked = [((*location, "asks", index), ask.split()[-1]) for index, ask in enumerate(item.get("asks", []))]
        asked += [((*location, "topic"), item["topic"])] if "topic" in item else []
        for place, topic in asked:
            if topic not in topics:
                yield source.error(place, f"'{topic}' is not a topic of topics.yml; correct it{meant(topic, topics)}")
