"""What students read stands in YAML: no French sentence in Python."""

from __future__ import annotations

import ast
import re

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


def test_there_are_files() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_french_sentence(path: object) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & WORD_LISTS:
            documentation |= {id(part) for part in ast.walk(node)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) > 2
        and id(node) not in documentation
        and FRENCH.search(NAMES.sub("", node.value))
    ]
    assert not found, found
