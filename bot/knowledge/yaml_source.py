"""Read YAML 1.2 with the line of every value, and refuse what authors do not see: repeated keys.

PyYAML's loaders read YAML 1.1, where `on` is true, `12:30` is 750 and the last of two equal keys wins in silence. Nodes are
composed by YAML 1.2 here (`yaml_nodes.py`); walking them keeps the lines and finds every repeated key of a file at once.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAMLError

from bot.knowledge.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from bot.knowledge.yaml_syntax import syntax_problems
from bot.problems import Problem

Location = tuple[str | int, ...]
"""The keys and indices that lead to a value, as pydantic's `loc`."""

_SCALARS = {"int": int, "float": float}
_MAX_FILE_BYTES = 5_000_000
_MAX_DEPTH = 20
_MAX_VALUES = 500_000
"""Of a file, each alias counted as often as it is used: `a: &a [*a, *a]` never ends."""
_CURLY = ("“", "”", "„", "‘", "’")
"""Quotes that word processors write."""


@dataclass
class Source:
    """A parsed file: plain Python data, and where each part of it stands.

    With problems, the data are still there as far as they could be read, so that the other mistakes of the file are found;
    without, when it is no YAML at all.
    """

    path: Path
    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: list[str] = field(default_factory=list, repr=False)
    """The lines of the file."""

    def line(self, location: Location) -> int:
        """The line of the value at `location`, or of the nearest part around it that exists."""
        for length in range(len(location), -1, -1):
            if location[:length] in self.lines:
                return self.lines[location[:length]]
        return 0

    def written_at(self, location: Location) -> str:
        """The line at `location` as it is written; empty when it is not known."""
        line = self.line(location)
        return self.written[line - 1] if 0 < line <= len(self.written) else ""

    def error(self, location: Location, message: str) -> Problem:
        """A problem at `location` of this file."""
        return Problem(self.path, self.line(location), message)


def read_yaml(path: Path) -> Source:
    """Parse one file; syntax errors and repeated keys are in `.problems`, never raised.

    The file must be UTF-8. Scalars become str, int, float, bool or None by YAML 1.2 rules.
    """
    source = Source(path)
    try:
        raw = path.read_bytes()
        if len(raw) > _MAX_FILE_BYTES:
            raise ValueError(f"the file has {len(raw):,} bytes; at most {_MAX_FILE_BYTES:,} are read; shorten it")
        raw = raw.removeprefix(codecs.BOM_UTF8)
        text = raw.decode("utf-8")
        source.written = text.splitlines()
        node = compose(text)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        source.problems.append(Problem(path, line, f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"))
    except YAMLError as error:
        source.problems += syntax_problems(path, text, error)
    except FileNotFoundError:
        source.problems.append(Problem(path, 0, "cannot be read: there is no such file; put it back, or check its name"))
    except OSError as error:
        message = f"cannot be read: {error.strerror}; check that it is a file, and that you may read it"
        source.problems.append(Problem(path, 0, message))
    except ValueError as error:
        source.problems.append(Problem(path, 0, f"cannot be read: {error}"))
    else:
        source.data = None if node is None else _build(node, (), source)
    return source


def _build(node: Node, location: Location, source: Source) -> Any:
    source.lines.setdefault(location, node.line)
    if len(location) > _MAX_DEPTH or len(source.lines) > _MAX_VALUES:
        deep = f"is nested more than {_MAX_DEPTH} levels deep, or holds itself; write it out with fewer levels"
        many = f"the file holds more than {_MAX_VALUES:,} values, each alias counted; write out what the aliases stand for"
        problem = Problem(source.path, node.line, deep if len(location) > _MAX_DEPTH else many)
        if problem not in source.problems:  # an alias within itself comes by here very often
            source.problems.append(problem)
        return None
    if isinstance(node, MappingNode):
        return _build_mapping(node, location, source)
    if isinstance(node, SequenceNode):
        return [_build(child, (*location, index), source) for index, child in enumerate(node.items)]
    if node.plain:
        source.problems += _plain_problems(node, source)
    return _scalar(node)


def _plain_problems(node: ScalarNode, source: Source) -> Iterator[Problem]:
    """Texts without quotes that YAML takes in silence and that are not meant so."""
    if node.value.startswith("-\u00a0"):
        yield Problem(source.path, node.line, "a no-break space stands behind '-'; delete it and type a space")
        return
    if node.value.startswith(_CURLY):
        message = f'the quote {node.value[0]} is a curly one, and would be shown; put straight quotes "…" around the text'
        yield Problem(source.path, node.line, message)
    if node.tag.startswith("!"):
        yield Problem(source.path, node.line, "a text that begins with '!' needs quotes around it; write \"…\"")
    for number, line in enumerate(source.written[node.line : node.last_line], start=node.line + 1):
        if line.lstrip().startswith("-"):
            message = f"'{line.strip()[:40]}' would be read as more of the text above"
            yield Problem(source.path, number, f"{message}; align its '-' with those above, and put a space behind it")


def _build_mapping(node: MappingNode, location: Location, source: Source) -> dict[Any, Any]:
    data: dict[Any, Any] = {}
    for key_node, value_node in node.items:
        line = key_node.line
        if not isinstance(key_node, ScalarNode):
            message = "a key must be a word, not a list or a mapping; put it between quotes if it is meant"
            if "{{" in source.written[line - 1]:
                message = "a text that begins with '{{' needs quotes around it; write \"…\""
            source.problems.append(Problem(source.path, line, message))
            continue
        key = _scalar(key_node)
        if not isinstance(key, str):
            message = f"the key {key_node.value!r} is not a word; put it between quotes if it is meant"
            source.problems.append(Problem(source.path, line, message))
            continue
        if re.match(r"-\w", key):
            source.problems.append(Problem(source.path, line, f"'{key}:' lacks a space behind '-'; write it"))
            continue
        if "\u00a0" in key:
            key = key.replace("\u00a0", " ").strip()
            message = f"a no-break space stands beside the key {key!r}; delete it and type a space"
            source.problems.append(Problem(source.path, line, message))
        if key in data:
            first = source.lines[(*location, key)]
            source.problems.append(
                Problem(source.path, line, f"the key '{key}' stands twice, first on line {first}; keep one of them")
            )
            continue
        source.lines[(*location, key)] = line
        data[key] = _build(value_node, (*location, key), source)
    return data


def _scalar(node: ScalarNode) -> Any:
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() == "true"
    if kind in _SCALARS:
        try:
            return _SCALARS[kind](node.value.replace("_", ""))
        except ValueError:  # 0o17, .inf and the like: kept as written, the schema then says what it wants
            return node.value
    return node.value
