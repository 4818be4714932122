"""Actions and responses: domain.yml, the rules and the code name the same ones, in both directions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.checks.domain import Domain
from bot.checks.stories import Story
from bot.paths import shown
from bot.problems import Problem, near

_UTTER = re.compile(r"""["'](utter_(?!action["'])[a-z_]+)["']""")
"""Names of responses in code; `utter_action` is Rasa's own key of what was said."""
_NAMED_AFTER_THE_INTENT = frozenset({"action_menu", "action_affirm", "action_other_language"})
"""Actions that say the response named after the intent."""


def check_answered(domain: Domain, stories: list[Story]) -> Iterator[Problem]:
    """Intents and actions that no rule and no story names."""
    answered = {step.name for story in stories for step in story.steps if step.kind == "intent"}
    used = {step.name for story in stories for step in story.steps if step.kind == "action"}
    for intent in sorted(domain.intents - answered):
        message = f"the intent '{intent}' has no rule and no story, so nothing answers it; write its rule in data/rules/"
        yield Problem(domain.source.path, domain.line("intents", intent), message)
    for name in sorted(domain.actions - used):
        message = f"the action '{name}' is in no rule and no story; write its rule in data/rules/, or remove it"
        yield Problem(domain.source.path, domain.line("actions", name), message, level="WARNING")


def check_actions(folder: Path, domain: Domain) -> Iterator[Problem]:
    """Actions of domain.yml without a class, and classes that it does not name."""
    classes = dict(_action_classes(folder))
    for name, (path, line) in sorted(classes.items()):
        if name not in domain.actions:
            message = f"the action '{name}' is not in domain.yml; add it under 'actions': {shown(path)}:{line} defines it"
            yield Problem(domain.source.path, domain.line("actions", name), message)
    for name in sorted(domain.actions - set(classes)):
        message = f"the action '{name}' has no class in actions/; remove it, or correct its name"
        yield Problem(domain.source.path, domain.line("actions", name), message)


def said_responses(code: list[Path], domain: Domain, stories: list[Story]) -> dict[str, str]:
    """By response that is said, what says it; nothing for those of stories, which are checked there."""
    said = dict(_said_in_code(code))
    for intent, action in _answers(stories):
        if action in _NAMED_AFTER_THE_INTENT and intent in domain.intents:
            said.setdefault(f"utter_{intent}", f"'{action}' says it for the intent '{intent}'")
    said.update({step.name: "" for story in stories for step in story.steps if step.name.startswith("utter_")})
    return said


def check_responses(said: Mapping[str, str], domain: Domain, *, all_known: bool = True) -> Iterator[Problem]:
    """Responses that are said and not there, and, when `all_known` that are said, those that are there and never said."""
    unused = domain.responses - set(said)
    renamed: set[str] = set()
    for name, why in sorted(said.items()):
        if name not in domain.responses and why:
            other = near(name, unused)
            renamed |= {other} if other else set()
            advice = f"is '{other}' meant? Give it this name" if other else "write it under 'responses'"
            message = f"the response '{name}' is not in domain.yml, and {why}; {advice}"
            yield Problem(domain.source.path, domain.source.line(("responses", other or name)), message)
    for name in sorted(unused - renamed if all_known else ()):
        message = f"the response '{name}' is never said; correct its name, or remove it"
        yield Problem(domain.source.path, domain.source.line(("responses", name)), message, level="WARNING")


def _answers(stories: list[Story]) -> Iterator[tuple[str, str]]:
    """(intent, action behind it) of every turn."""
    for story in stories:
        intent = ""
        for step in story.steps:
            if step.kind == "intent":
                intent = step.name
            elif intent:
                yield intent, step.name


def _said_in_code(folders: list[Path]) -> Iterator[tuple[str, str]]:
    """(response, where it is said); of several places, the last one."""
    for path in sorted((path for folder in folders for path in folder.rglob("*.py")), reverse=True):
        lines = list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))
        for number, line in reversed(lines):
            for name in _UTTER.findall(line):
                yield name, f"{shown(path)}:{number} says it"


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
