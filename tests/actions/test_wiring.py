"""What Python names exists in domain.yml, and what domain.yml names exists in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from bot.paths import DATA, ROOT

SOURCES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])
RULES = sorted((DATA / "rules").glob("*.yml"))


def strings(path: Path) -> Iterator[str]:
    """Every string constant of a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def rules() -> dict[str, list[str]]:
    """The actions of every rule, by intent."""
    found = [rule["steps"] for path in RULES for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]]
    return {steps[0]["intent"]: [step["action"] for step in steps[1:]] for steps in found}


@pytest.fixture(scope="module")
def classes() -> set[str]:
    """The names of the actions that `rasa run actions` would offer."""
    executor = ActionExecutor()
    executor.register_package("actions")
    return set(executor.actions)


def test_every_action_class_stands_in_the_domain_and_every_action_of_the_domain_has_a_class(
    classes: set[str], domain: dict[str, Any]
) -> None:
    assert len(domain["actions"]) == len(set(domain["actions"]))
    assert classes == set(domain["actions"])


def test_every_response_named_in_python_stands_in_the_domain(domain: dict[str, Any]) -> None:
    used = {
        text: path.name
        for path in SOURCES
        for text in strings(path)
        if re.fullmatch(r"utter_(?!message$|action$)\w*[a-z]", text)
    }
    assert len(used) > 20, "the search for responses finds too few of them"
    assert {name: path for name, path in used.items() if name not in domain["responses"]} == {}


def test_every_intent_that_leads_to_the_menu_has_its_sentence(domain: dict[str, Any]) -> None:
    intents = [intent for intent, actions in rules().items() if {"action_menu", "action_affirm"} & set(actions)]
    assert len(intents) > 5
    assert [intent for intent in intents if f"utter_{intent}" not in domain["responses"]] == []


def test_every_action_of_a_rule_exists(domain: dict[str, Any]) -> None:
    used = {action for actions in rules().values() for action in actions}
    assert used and used <= {*domain["actions"], *domain["responses"]}


def test_every_action_of_the_domain_is_reached_by_a_rule(domain: dict[str, Any]) -> None:
    assert set(domain["actions"]) - {action for actions in rules().values() for action in actions} == set()


def test_every_intent_has_one_rule(domain: dict[str, Any]) -> None:
    intents = [next(iter(item)) if isinstance(item, dict) else item for item in domain["intents"]]
    assert sorted(intents) == sorted(rules())


def test_every_entity_that_the_actions_read_stands_in_the_domain(domain: dict[str, Any]) -> None:
    assert set(domain["entities"]) == {
        *("job", "job_doubt", "lines", "confirm", "topic"),
        *("step", "answer", "flow"),
    }


def test_every_button_of_the_domain_sends_a_known_intent(domain: dict[str, Any]) -> None:
    buttons = [
        button for variants in domain["responses"].values() for item in variants for button in item.get("buttons", [])
    ]
    intents = [re.match(r"/(\w+)", button["payload"]) for button in buttons]
    assert len(intents) >= 3
    assert {found[1] for found in intents if found} <= set(rules()) and all(intents)


def test_every_bubble_of_the_domain_is_short_enough(domain: dict[str, Any]) -> None:
    texts = {name: len(item["text"]) for name, variants in domain["responses"].items() for item in variants}
    assert texts and {name: length for name, length in texts.items() if length > 500} == {}
