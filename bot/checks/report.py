"""report.yml: the page shows every character of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.report import ReportTexts
from bot.knowledge.yaml_source import Location, read_yaml
from bot.problems import Problem
from bot.results.fonts import not_shown


def check_report(texts: ReportTexts, path: Path) -> Iterator[Problem]:
    """Characters that the font of the page lacks, such as emojis; they would be left out."""
    found = [(location, missing) for location, text in _texts(texts) if (missing := not_shown(text))]
    source = read_yaml(path) if found else None  # for the lines
    for location, missing in found:
        if source is not None:
            yield source.error(location, f"the page cannot show {missing}, which its font lacks; remove it")


def _texts(texts: ReportTexts) -> Iterator[tuple[Location, str]]:
    for name in texts.__fields__:
        value = getattr(texts, name)
        for index, text in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(text, str):
                yield (name, index) if isinstance(value, list) else (name,), text
