"""What stands between braces in a response of domain.yml: a value that the code gives, well written."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from bot.checks.domain import Domain
from bot.knowledge.yaml_source import Location
from bot.problems import Problem, meant

_BRACES = re.compile(r"\{([^{}]*)\}")
_CARD = "type"
"""A key of what is said to programs, never of the values of a response."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_NOT_VALUES = frozenset({"response", "buttons", "text", "custom", "json_message"})


def check_placeholders(code: list[Path], said: Collection[str], domain: Domain) -> Iterator[Problem]:
    """Braces in the texts of the responses that are said, which nothing would replace."""
    given = _given(code)
    responses = domain.source.data.get("responses") if isinstance(domain.source.data, dict) else None
    for name, variants in responses.items() if isinstance(responses, dict) else ():
        for index, variant in enumerate(variants if isinstance(variants, list) and name in said else ()):
            text = variant.get("text") if isinstance(variant, dict) else None
            if isinstance(text, str):
                yield from _wrong(name, text, given.get(name, set()), ("responses", name, index, "text"), domain)


def _wrong(name: str, text: str, given: set[str], location: Location, domain: Domain) -> Iterator[Problem]:
    for value in _BRACES.findall(text):
        if value not in given:
            listed = f"write {' or '.join(f'{{{one}}}' for one in sorted(given))}, or remove it" if given else "remove it"
            message = f"'{name}' holds {{{value}}}, which nothing replaces; {listed}{meant(value, given)}"
            yield domain.source.error(location, message)
    if set("{}") & set(_BRACES.sub("", text)):
        yield domain.source.error(
            location, f"'{name}' holds a brace without its twin; write {{job}}, for example, or remove it"
        )


class _Function:
    """What a function of the code names."""

    def __init__(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.name = node.name
        self.responses: set[str] = set()
        self.values: set[str] = set()
        self.calls: set[str] = set()
        cards = {id(part) for call in ast.walk(node) for part in _cards(call)}
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and _is_response(part.value):
                self.responses.add(str(part.value))
            elif isinstance(part, ast.Dict) and id(part) not in cards:
                keys = {str(key.value) for key in part.keys if isinstance(key, ast.Constant)}
                self.values |= keys if _CARD not in keys else set()
            elif isinstance(part, ast.Call):
                called = part.func.attr if isinstance(part.func, ast.Attribute) else getattr(part.func, "id", "")
                self.calls.add(called)
                if called.startswith("utter"):  # rasa_sdk takes the values as keywords
                    self.values |= {keyword.arg for keyword in part.keywords if keyword.arg} - _NOT_VALUES


def _cards(call: Any) -> Iterator[ast.AST]:
    """The parts of what is said to programs."""
    for keyword in call.keywords if isinstance(call, ast.Call) else ():
        if keyword.arg in ("custom", "json_message"):
            yield from ast.walk(keyword.value)


def _given(code: list[Path]) -> dict[str, set[str]]:
    """By response, the values that its function gives, and those that the functions called there give.

    A response that is named outside of functions, in a table, may get those of its whole module.
    """
    modules = [ast.parse(path.read_text(encoding="utf-8")) for folder in code for path in sorted(folder.rglob("*.py"))]
    functions = {
        module: [_Function(node) for node in ast.walk(module) if isinstance(node, _FUNCTIONS)] for module in modules
    }
    by_name: dict[str, set[str]] = {}
    for function in (function for several in functions.values() for function in several):
        by_name.setdefault(function.name, set()).update(function.values)
    found: dict[str, set[str]] = {}
    for module, several in functions.items():
        inside = {response for function in several for response in function.responses}
        named = {str(part.value) for part in ast.walk(module) if isinstance(part, ast.Constant) and _is_response(part.value)}
        for function in several:
            values = function.values.union(*(by_name.get(name, set()) for name in function.calls))
            for response in function.responses | (named - inside):
                found.setdefault(response, set()).update(values)
    return found


def _is_response(value: object) -> bool:
    return isinstance(value, str) and value.startswith("utter_")
