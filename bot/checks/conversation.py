"""The conversation: domain.yml, rules, stories and actions agree with one another, in both directions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.knowledge.yaml_source import Source, read_yaml
from bot.problems import Problem

_UTTER = re.compile(r"""["'](utter_(?!action["'])[a-z_]+)["']""")
"""Names of responses in code; `utter_action` is Rasa's own key of what was said."""
_BUILT_IN = ("action_listen", "action_restart", "action_back", "action_session_start", "action_unlikely_intent")
_MENU_ACTION = "action_menu"
"""Says the response named after the intent."""


@dataclass
class Domain:
    """What domain.yml declares, and where."""

    source: Source
    intents: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    responses: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path, problems: list[Problem]) -> Domain:
        """Read the file; problems of its form are added to `problems`."""
        source = read_yaml(path)
        problems += source.problems
        data = source.data if isinstance(source.data, dict) else {}
        domain = cls(source)
        domain.intents = {_name(item) for item in data.get("intents") or []}
        domain.actions = {str(item) for item in data.get("actions") or []}
        domain.responses = set(data.get("responses") or {})
        problems += domain._texts(data.get("responses") or {})
        return domain

    def _texts(self, responses: dict[str, Any]) -> Iterator[Problem]:
        for name, variants in responses.items():
            for index, variant in enumerate(variants if isinstance(variants, list) else []):
                text = variant.get("text") if isinstance(variant, dict) else None
                if not isinstance(text, str) or not text.strip():
                    yield self.source.error(("responses", name, index), f"'{name}' has a variant without a text")
                elif len(text) > 500:
                    yield self.source.error(
                        ("responses", name, index), f"'{name}' has {len(text)} characters; a bubble has at most 500"
                    )

    def line(self, section: str, name: str) -> int:
        """The line of an entry, 0 when it is not found."""
        data = self.source.data.get(section) or []
        if isinstance(data, dict):
            return self.source.line((section, name))
        places = [index for index, item in enumerate(data) if _name(item) == name]
        return self.source.line((section, places[0])) if places else 0


def _name(item: Any) -> str:
    return str(next(iter(item))) if isinstance(item, dict) and item else str(item)


def check_stories(folders: list[Path], domain: Domain) -> Iterator[Problem]:
    """Every intent and action of a rule or story is declared; every intent is in a rule or story."""
    seen: set[str] = set()
    uttered: set[str] = set()
    for path in sorted(path for folder in folders for path in folder.rglob("*.yml")):
        source = read_yaml(path)
        yield from source.problems
        for location, kind, name in _steps(source):
            if kind == "intent":
                seen.add(name)
                if name not in domain.intents:
                    yield source.error(location, f"the intent '{name}' is not in domain.yml")
            else:
                uttered.add(name)
                if name not in domain.actions | domain.responses and name not in _BUILT_IN:
                    yield source.error(location, f"'{name}' is neither an action nor a response of domain.yml")
    for intent in sorted(domain.intents - seen):
        message = f"the intent '{intent}' has no rule and no story; the bot could not answer it"
        yield Problem(domain.source.path, domain.line("intents", intent), message)
    yield from _unused_actions(domain, uttered)


def _unused_actions(domain: Domain, used: set[str]) -> Iterator[Problem]:
    for action in sorted(domain.actions - used):
        message = f"the action '{action}' is in no rule and no story"
        yield Problem(domain.source.path, domain.line("actions", action), message, level="WARNING")


def _steps(source: Source) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    data = source.data if isinstance(source.data, dict) else {}
    for family in ("rules", "stories"):
        for index, story in enumerate(data.get(family) or []):
            steps = story.get("steps") if isinstance(story, dict) else None
            for place, step in enumerate(steps or []):
                location = (family, index, "steps", place)
                for kind in ("intent", "action"):
                    if isinstance(step, dict) and isinstance(step.get(kind), str):
                        yield location, kind, step[kind]


def check_actions(folder: Path, code: list[Path], domain: Domain, menu_intents: set[str]) -> Iterator[Problem]:
    """Action classes and domain.yml name the same actions; responses that the code says exist, and the others are used."""
    classes = dict(_action_classes(folder))
    for name, (path, line) in sorted(classes.items()):
        if name not in domain.actions:
            yield Problem(path, line, f"the action '{name}' is not in domain.yml; add it under 'actions'")
    for name in sorted(domain.actions - set(classes)):
        message = f"the action '{name}' has no class in actions/"
        yield Problem(domain.source.path, domain.line("actions", name), message)
    said = {f"utter_{intent}" for intent in menu_intents}
    for path in sorted(path for root in (folder, *code) for path in root.rglob("*.py")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for name in _UTTER.findall(text):
                said.add(name)
                if name not in domain.responses:
                    yield Problem(path, number, f"the response '{name}' is not in domain.yml; add it under 'responses'")
    for name in sorted(said - domain.responses):
        if name.removeprefix("utter_") in menu_intents:
            message = f"'{_MENU_ACTION}' needs the response '{name}' for that intent; add it under 'responses'"
            yield Problem(domain.source.path, 0, message)
    for name in sorted(domain.responses - said):
        message = f"the response '{name}' is never said"
        yield Problem(domain.source.path, domain.line("responses", name), message, level="WARNING")


def _action_classes(folder: Path) -> Iterator[tuple[str, tuple[Path, int]]]:
    """Names of actions, found in the source without importing it: `action_name = "…"` or `return "…"` in `name()`."""
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                for item in ast.walk(node):
                    value = item.value if isinstance(item, ast.Assign | ast.Return) else None
                    name = value.value if isinstance(value, ast.Constant) else None
                    if isinstance(name, str) and name.startswith("action_"):
                        yield name, (path, node.lineno)


def rule_actions(folders: list[Path], action: str) -> set[str]:
    """The intents whose rule leads to `action`."""
    intents: set[str] = set()
    for path in sorted(path for folder in folders for path in folder.rglob("*.yml")):
        last = ""
        for _, kind, name in _steps(read_yaml(path)):
            if kind == "intent":
                last = name
            elif name == action:
                intents.add(last)
    return intents


def said_in_rules(folders: list[Path]) -> set[str]:
    """Responses that rules and stories say directly."""
    names = {
        name
        for folder in folders
        for path in folder.rglob("*.yml")
        for _, kind, name in _steps(read_yaml(path))
        if kind == "action"
    }
    return {name for name in names if name.startswith("utter_")}
