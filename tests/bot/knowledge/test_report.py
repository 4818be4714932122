"""The schema of report.yml, and the file of the project: what stands between braces, and its voice."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.library import shared_library
from bot.knowledge.report import ReportTexts
from bot.paths import KNOWLEDGE

FILE: dict[str, Any] = yaml.safe_load((KNOWLEDGE / "report.yml").read_text(encoding="utf-8"))
VALUES = {
    "picture": {"title": "T", "axes": "A"},
    "axis": {"label": "L", "value": 75},
    "made_on": {"date": "D"},
    "more_answer": {"count": 1},
    "more_answers": {"count": 9},
    "source": {"guide": "G", "section": "S", "year": 2025},
    "erase": {"hours": 24},
    "assessment_title": {"job": "J"},
    "assessment_result": {"score": 71, "answered": 5, "total": 6},
    "quiz_result": {"told": 12},
}


def test_every_text_can_be_filled() -> None:
    texts = shared_library().knowledge.report
    for name in set(ReportTexts.__fields__) - {"steps", "register_year"}:
        filled = getattr(texts, name).format(**VALUES.get(name, {}))
        assert not set(filled) & set("{}")
        assert all(str(value) in filled for value in VALUES.get(name, {}).values())


@pytest.mark.parametrize("name", sorted(ReportTexts.__fields__))
def test_every_key_is_required(name: str) -> None:
    with pytest.raises(ValidationError, match=f"{name}\n  field required"):
        ReportTexts.parse_obj({key: value for key, value in FILE.items() if key != name})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("title", "x", "extra fields not permitted"),
        ("name", "", "at least 1 characters"),
        ("job", "x" * 201, "at most 200 characters"),
        ("no_verdict", "x" * 501, "at most 500 characters"),
        ("job", "Métier {job}", "must hold no braces"),
        ("made_on", "Fait", "must hold {date} once, and no other braces"),
        ("made_on", "{date} {date}", "must hold {date} once, and no other braces"),
        ("made_on", "{date:>90}", "must hold {date} once, and no other braces"),
        ("made_on", "{date!r}", "must hold {date} once, and no other braces"),
        ("made_on", "{date.year}", "must hold {date} once, and no other braces"),
        ("made_on", "{}", "must hold {date} once, and no other braces"),
        ("made_on", "{date", "must hold {date} once, and no other braces"),
        ("axis", "{label}", "must hold {label} and {value} once, and no other braces"),
        ("source", "{guide} ({year})", "must hold {guide} and {section} and {year} once, and no other braces"),
    ],
)
def test_a_wrong_text_is_refused(name: str, text: str, message: str) -> None:
    with pytest.raises(ValidationError) as raised:
        ReportTexts.parse_obj({**FILE, name: text})
    (error,) = raised.value.errors()
    assert error["loc"] == (name,)
    assert message in error["msg"]


def test_the_page_says_that_it_is_no_verdict_and_how_to_erase_it() -> None:
    assert "pas un verdict" in FILE["no_verdict"]
    assert "efface mes données" in FILE["erase"]


def test_the_student_is_called_tu_and_french_is_typed_as_it_is() -> None:
    texts = [str(text) for value in FILE.values() for text in (value if isinstance(value, list) else [value])]
    assert [text for text in texts if re.search(r"(?i)\b(vous|votre|vos)\b", text)] == []
    assert [text for text in texts if re.search(r"\"|\.\.\.|  |\w[?!;%]|\w:", text)] == []
