"""Both ways of composing YAML give the same nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import yaml_nodes
from bot.knowledge.yaml_nodes import compose, compose_slowly
from bot.paths import KNOWLEDGE, ROOT

FILES = sorted([*KNOWLEDGE.rglob("*.yml"), *(ROOT / "data").rglob("*.yml"), ROOT / "domain.yml"])


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_libyaml_and_ruamel_give_the_same_nodes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert compose(text) == compose_slowly(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "a: &x [1, 2]\nb: *x\nc: {d: *x}\n",
        "a: {b: http://x.be/?q=1, c: 'it''s'}\n",
        "- |\n  un\n  deux\n- >-\n  un\n  deux\n-\n  plain\n  text\n",
        '"key": "\\u00e9\\n"\n',
        "? a\n: b\n",
        "a: !!str 12\nb: ! 12\nc: 0o17\nd: 1_000\ne: .inf\n",
        "---\na: 1\n...\n",
        "a: 1\r\nb: 2\r\n",
    ],
)
def test_they_agree_on_what_people_seldom_write(text: str) -> None:
    assert compose(text) == compose_slowly(text)


def test_without_libyaml_ruamel_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = compose("a: [on, 1]\n")
    monkeypatch.setattr(yaml_nodes, "_LIBYAML", None)
    assert compose("a: [on, 1]\n") == expected


def test_what_only_ruamel_reads_is_read() -> None:
    """libyaml knows YAML 1.1 and 1.2 by name only."""
    assert compose("%YAML 1.3\n---\na: 1\n") == compose_slowly("%YAML 1.3\n---\na: 1\n")
