"""report.yml: characters that the page cannot show are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.report import check_report
from bot.knowledge.report import ReportTexts
from bot.knowledge.yaml_source import read_yaml
from bot.paths import KNOWLEDGE
from tests.bot.checks.conftest import Write

TEXT = (KNOWLEDGE / "report.yml").read_text(encoding="utf-8")


def told(path: Path) -> list[tuple[int, str]]:
    """(line, message) of what is wrong."""
    texts = ReportTexts.parse_obj(read_yaml(path).data)
    return [(problem.line, problem.message) for problem in check_report(texts, path)]


def test_the_real_file_is_fine() -> None:
    assert told(KNOWLEDGE / "report.yml") == []


@pytest.mark.parametrize(
    ("old", "new", "shown"), [('job: "Métier"', 'job: "🎬 Métier"', "🎬"), ('  - "Parler', '  - "🧭 Parler', "🧭")]
)
def test_an_emoji_is_told_with_its_line(write: Write, old: str, new: str, shown: str) -> None:
    assert old in TEXT
    path = write("report.yml", TEXT.replace(old, new, 1))
    line = next(number for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if shown in text)
    assert told(path) == [(line, f"the page cannot show {shown}, which its font lacks; remove it")]


def test_a_rare_character_that_the_font_has_is_fine(write: Write) -> None:
    assert told(write("report.yml", TEXT.replace('job: "Métier"', 'job: "→ Métier"', 1))) == []
