"""Actions and responses are named in domain.yml, in the rules and in the code, in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.actions import check_actions, check_answered, check_responses, said_responses
from bot.checks.domain import Domain
from bot.checks.placeholders import check_placeholders
from bot.checks.stories import Story, read_stories
from bot.problems import Problem
from tests.bot.checks.conftest import DOMAIN, Write

RULES = """\
rules:
- rule: "bonjour"
  steps: [{intent: greet}, {action: action_menu}]
- rule: "merci"
  steps: [{intent: thank}, {action: action_answer}]
- rule: "salaire"
  steps: [{intent: ask_salary}, {action: action_answer}]
"""
CODE = """
class Answer:
    def name(self):
        return "action_answer"

class Menu:
    def name(self):
        return "action_menu"

def tell(job):
    card = Message(custom={"type": "job"})
    return [Message(response="utter_job", values=values_of(job)), card]

def values_of(job):
    return {"job": job, "near": ""}
"""


@pytest.fixture
def code(write: Write) -> Path:
    return write("actions/answers.py", CODE).parent


@pytest.fixture
def rules(write: Write) -> list[Story]:
    return read_stories([write("rules/rules.yml", RULES).parent], [])


def responses(code: Path, domain: Domain, rules: list[Story]) -> list[tuple[str, int, str]]:
    """What is wrong with the responses."""
    said = said_responses([code], domain, rules)
    told = [*check_responses(said, domain), *check_placeholders([code], said, domain)]
    return [(problem.level, problem.line, problem.message) for problem in sorted(told)]


def changed(write: Write, old: str, new: str) -> Domain:
    assert old in DOMAIN
    return Domain.read(write("domain.yml", DOMAIN.replace(old, new, 1)), [])


def test_what_agrees_is_fine(code: Path, domain: Domain, rules: list[Story]) -> None:
    assert [*check_actions(code, domain), *check_answered(domain, rules)] == []
    assert responses(code, domain, rules) == []


def test_a_missing_response_is_told_at_domain_yml(write: Write, code: Path, rules: list[Story]) -> None:
    domain = changed(write, '  utter_job:\n    - text: "Le métier : {job}."\n', "")
    ((level, line, message),) = responses(code, domain, rules)
    assert (level, line) == ("ERROR", 11)
    assert message.startswith("the response 'utter_job' is not in domain.yml, and ")
    assert message.endswith("answers.py:12 says it; write it under 'responses'")


def test_a_misspelt_response_is_told_once_where_it_stands(write: Write, code: Path, rules: list[Story]) -> None:
    ((level, line, message),) = responses(code, changed(write, "utter_job:", "utter_jobs:"), rules)
    assert (level, line) == ("ERROR", 14)
    assert message.endswith("is 'utter_jobs' meant? Give it this name")


def test_a_response_named_after_its_intent_is_needed(write: Write, code: Path, rules: list[Story]) -> None:
    domain = changed(write, '  utter_greet:\n    - text: "Salut !"\n', "")
    ((_, line, message),) = responses(code, domain, rules)
    assert (line, message) == (
        11,
        "the response 'utter_greet' is not in domain.yml, and 'action_menu' says it for the intent 'greet'; "
        "write it under 'responses'",
    )


@pytest.mark.parametrize("action", ["action_menu", "action_affirm", "action_other_language"])
def test_actions_that_say_the_response_of_the_intent(write: Write, domain: Domain, code: Path, action: str) -> None:
    told = read_stories([write("rules/rules.yml", RULES.replace("action_menu", action)).parent], [])
    assert responses(code, domain, told) == []


def test_a_response_that_nothing_says_is_a_warning(write: Write, code: Path, rules: list[Story]) -> None:
    domain = changed(write, "  utter_job:", '  utter_aurevoir:\n    - text: "Le {titre}"\n  utter_job:')
    message = "the response 'utter_aurevoir' is never said; correct its name, or remove it"
    assert responses(code, domain, rules) == [("WARNING", 14, message)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Le métier : {jobs}.",
            "'utter_job' holds {jobs}, which nothing replaces; write {job} or {near}, or remove it; did you mean 'job'?",
        ),
        ("Le métier : {type}.", "'utter_job' holds {type}, which nothing replaces"),
        ("Le métier : { job }.", "'utter_job' holds { job }, which nothing replaces"),
        ("Le métier : {job.", "'utter_job' holds a brace without its twin"),
    ],
)
def test_braces_that_nothing_replaces_are_told(
    write: Write, code: Path, rules: list[Story], text: str, message: str
) -> None:
    ((level, line, told),) = responses(code, changed(write, "Le métier : {job}.", text), rules)
    assert (level, line) == ("ERROR", 15)
    assert told.startswith(message)


def test_a_response_of_a_table_may_get_the_values_of_its_module(write: Write, domain: Domain) -> None:
    table = 'TABLE = {"quiz": "utter_job"}\n\ndef tell(kind, job):\n    return say(TABLE[kind], values={"job": job})\n'
    folder = write("code/table.py", table).parent
    assert list(check_placeholders([folder], {"utter_job": ""}, domain)) == []


def test_a_response_without_values_holds_no_braces(write: Write, code: Path, rules: list[Story]) -> None:
    ((_, line, told),) = responses(code, changed(write, "Salut !", "Salut {name} !"), rules)
    assert (line, told) == (13, "'utter_greet' holds {name}, which nothing replaces; remove it")


@pytest.mark.parametrize(
    ("old", "new", "level", "line", "message"),
    [
        ("  - thank\n", "  - thank\n  - deny\n", "ERROR", 5, "the intent 'deny' has no rule and no story"),
        ("  - action_menu\n", "", "ERROR", 8, "the action 'action_menu' is not in domain.yml; add it under 'actions': "),
        (
            "  - action_menu\n",
            "  - action_menu\n  - action_x\n",
            "ERROR",
            11,
            "the action 'action_x' has no class in actions/",
        ),
    ],
)
def test_actions_and_intents_agree(
    write: Write, code: Path, rules: list[Story], old: str, new: str, level: str, line: int, message: str
) -> None:
    domain = changed(write, old, new)
    errors = [
        problem for problem in (*check_actions(code, domain), *check_answered(domain, rules)) if problem.level == level
    ]
    (problem,) = errors
    assert (problem.level, problem.line) == (level, line)
    assert problem.message.startswith(message)


def test_an_action_that_no_rule_names_is_a_warning(write: Write, domain: Domain) -> None:
    rules = read_stories([write("rules/rules.yml", RULES.replace("action_menu", "utter_greet")).parent], [])
    told: list[Problem] = list(check_answered(domain, rules))
    assert [(problem.level, problem.message) for problem in told] == [
        ("WARNING", "the action 'action_menu' is in no rule and no story; write its rule in data/rules/, or remove it")
    ]
