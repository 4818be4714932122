"""Compose the nodes of a YAML 1.2 text, with the line of each of them.

libyaml reads the text, in a fraction of the time that ruamel takes (`tests/bot/knowledge/test_yaml_nodes.py` compares what
they give); plain scalars are resolved by ruamel's rules for YAML 1.2. What libyaml refuses is read again by ruamel: its
messages say more, and where the two differ on what is YAML, ruamel decides. Nodes are composed without recursion, so that no
depth of a file breaks the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from ruamel.yaml import YAML, events
from ruamel.yaml.composer import ComposerError
from ruamel.yaml.resolver import implicit_resolvers

_LIBYAML = getattr(yaml, "CSafeLoader", None)
"""None where PyYAML was built without libyaml."""
_TEXT = "tag:yaml.org,2002:str"
_RULES = [(tag, rule, first) for versions, tag, rule, first in implicit_resolvers if (1, 2) in versions]
_SCALARS: tuple[type[Any], ...] = (yaml.ScalarEvent, events.ScalarEvent)
_MAPPINGS: tuple[type[Any], ...] = (yaml.MappingStartEvent, events.MappingStartEvent)
_SEQUENCES: tuple[type[Any], ...] = (yaml.SequenceStartEvent, events.SequenceStartEvent)
_ENDS = (yaml.CollectionEndEvent, events.CollectionEndEvent)
_ALIASES = (yaml.AliasEvent, events.AliasEvent)
_DOCUMENTS = (yaml.DocumentStartEvent, events.DocumentStartEvent)


@dataclass
class ScalarNode:
    """A text, number, truth value or nothing, as written."""

    line: int
    """1-based, like all lines here."""
    last_line: int
    tag: str
    value: str
    plain: bool
    """Without quotes, and not in a block."""


@dataclass
class SequenceNode:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass
class MappingNode:
    """A group of keys."""

    line: int
    items: list[tuple[Node, Node]] = field(default_factory=list)


Node = ScalarNode | SequenceNode | MappingNode


def compose(text: str) -> Node | None:
    """The node of the only document of a text; None for a text without any.

    Raises:
        ruamel.yaml.YAMLError: the text is no YAML, holds a second document, or an alias without its anchor.
    """
    if _LIBYAML is not None:
        try:
            return _composed(yaml.parse(text, Loader=_LIBYAML))
        except (yaml.YAMLError, ComposerError):
            pass  # ruamel says what is wrong, or reads it
    return compose_slowly(text)


def compose_slowly(text: str) -> Node | None:
    """The same by ruamel alone."""
    return _composed(YAML(typ="safe", pure=True).parse(text))


def _composed(parsed: Iterable[Any]) -> Node | None:
    """Put nodes together from the events of either parser."""
    root: Node | None = None
    anchors: dict[str, Node] = {}
    around: list[_Open] = []
    for event in parsed:
        if isinstance(event, _ENDS):
            around.pop()
        elif isinstance(event, _DOCUMENTS) and root is not None:
            raise ComposerError(None, None, "but found another document", event.start_mark)
        elif (node := _node(event, anchors)) is not None:
            root = root or node
            if around:
                around[-1].add(node)
            if not isinstance(node, ScalarNode) and not isinstance(event, _ALIASES):
                around.append(_Open(node))
    return root


@dataclass
class _Open:
    """A collection that is being read."""

    node: SequenceNode | MappingNode
    key: Node | None = None
    """The key of a mapping that waits for its value."""

    def add(self, child: Node) -> None:
        if isinstance(self.node, SequenceNode):
            self.node.items.append(child)
        elif self.key is None:
            self.key = child
        else:
            self.node.items.append((self.key, child))
            self.key = None


def _node(event: Any, anchors: dict[str, Node]) -> Node | None:
    """The node that begins with an event; None for an event that begins none."""
    node: Node
    if isinstance(event, _ALIASES):
        if event.anchor not in anchors:
            raise ComposerError(None, None, f"found undefined alias {event.anchor!r}", event.start_mark)
        return anchors[event.anchor]
    if isinstance(event, _SCALARS):
        node = _scalar(event)
    elif isinstance(event, _MAPPINGS):
        node = MappingNode(event.start_mark.line + 1)
    elif isinstance(event, _SEQUENCES):
        node = SequenceNode(event.start_mark.line + 1)
    else:
        return None
    if event.anchor is not None:
        anchors[event.anchor] = node
    return node


def _scalar(event: Any) -> ScalarNode:
    tag = event.tag
    if tag in (None, "!"):
        tag = _tag(event.value) if event.implicit[0] else _TEXT
    return ScalarNode(event.start_mark.line + 1, event.end_mark.line + 1, tag, event.value, plain=not event.style)


@lru_cache(maxsize=4096)
def _tag(written: str) -> str:
    """What a scalar without quotes is in YAML 1.2."""
    for tag, rule, first in _RULES:
        if written[:1] in first and rule.match(written):
            return str(tag)
    return _TEXT
