"""What students read stands in YAML: no French sentence in Python, and its marks are put in one module."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.paths import ROOT

FILES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])
FRENCH = re.compile(
    r"[àâçéèêëîïôûùœ]|\b(le|la|les|un|une|des|du|tu|je|est|pour|avec|dans|quel|quelle|métier|bonjour)\b\s+\w+\s",
    re.IGNORECASE,
)
WORD_LISTS = {
    *("STOP_WORDS", "LINKING_WORDS", "_BEFORE_A_JOB", "_ASKING", "_ABOUT_ONESELF", "_OPENERS", "_CONTINUES"),
    *("_ADVERBIAL", "_CLAUSE", "_SHORT_FORMS", "_OPENS_A_QUESTION", "_TAKES_UP"),
    *("_NOT_NAMES", "_PART", "_STREET", "_OTHER_WAY", "_HOUSE", "_ADDRESS", "_CAPITAL", "_PARTICLE", "_NAMED"),
    *("_INTRODUCED", "_FULL_NAME", "_POSSESSIVES", "_ENDINGS", "_VERSION", "_IN_BOTH_GENDERS", "_WITHOUT_ACCENT"),
}
"""Words and forms that students write, which are recognised and never said."""
NAMES = re.compile(r"Déclic")
MARKS = re.compile(r"[\s,]*([•–«»]|\s[:;?!])[\s,•–«»:;?!]*")
"""A piece of text that is nothing but what French puts between words, such as « : » after a space."""
TYPOGRAPHY = ROOT / "bot" / "knowledge" / "typography.py"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files() -> None:
    assert len(FILES) > 30


def texts_of(path: Path, *, word_lists: bool) -> list[str]:
    """The texts of a module that are no documentation; the lists of words only when asked for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & WORD_LISTS:
            left_out |= set() if word_lists else {id(part) for part in ast.walk(node)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in left_out)
    return [node.value for node in texts if isinstance(node.value, str)]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_french_sentence(path: Path) -> None:
    texts = texts_of(path, word_lists=False)
    assert [text for text in texts if len(text) > 2 and FRENCH.search(NAMES.sub("", text))] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_marks_are_put_in_one_module(path: Path) -> None:
    marks = [text for text in texts_of(path, word_lists=True) if MARKS.fullmatch(text)]
    assert bool(marks) is (path == TYPOGRAPHY), marks
