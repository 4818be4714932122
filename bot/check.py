"""`python -m bot check`: every problem of the data at once, in seconds, without training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.checks.conversation import Domain, check_actions, check_stories, rule_actions, said_in_rules
from bot.checks.phrases import check_phrases, test_phrases, training_phrases
from bot.knowledge.answers import template_problems
from bot.knowledge.loader import Knowledge, check_knowledge
from bot.paths import ROOT
from bot.problems import Problem, errors


def problems(root: Path = ROOT) -> list[Problem]:
    """All problems of the project at `root`, errors and warnings, sorted by file and line."""
    knowledge, found = check_knowledge(root / "knowledge")
    found = list(found)
    domain = Domain.read(root / "domain.yml", found)
    if domain.source.problems:
        return sorted(set(found))  # without its intents and actions, all else would look wrong too
    training = training_phrases(root / "data" / "nlu", found)
    tests = [*test_phrases(root / "tests" / "nlu", found), *test_phrases(root / "tests" / "tuning", found)]
    found += check_phrases(training, tests, domain.intents, root / "domain.yml")
    folders = [root / "data" / "rules", root / "data" / "stories"]
    found += check_stories([folder for folder in folders if folder.exists()], domain)
    menu = rule_actions(folders, "action_menu") | rule_actions(folders, "action_affirm")
    said = {name.removeprefix("utter_") for name in said_in_rules(folders)}
    found += check_actions(root / "actions", [root / "bot"], domain, menu | said)
    if knowledge is not None:
        found += _topics(knowledge, domain, root)
    return sorted(set(found))


def _topics(knowledge: Knowledge, domain: Domain, root: Path) -> Iterator[Problem]:
    path = root / "knowledge" / "topics.yml"
    intents = {topic.intent for topic in knowledge.topics.topics}
    asked = {intent for intent in domain.intents if intent.startswith("ask_")} - {"ask_human", "ask_privacy"}
    for intent in sorted(intents - domain.intents):
        yield Problem(path, 0, f"the topic '{intent.removeprefix('ask_')}' needs the intent '{intent}' in domain.yml")
    for intent in sorted(asked - intents):
        message = f"the intent '{intent}' needs a topic '{intent.removeprefix('ask_')}' in knowledge/topics.yml"
        yield Problem(root / "domain.yml", domain.line("intents", intent), message)
    yield from template_problems(knowledge, path.parent)


def check() -> int:
    """Print every problem; 1 when there is an error, else 0."""
    found = problems()
    for problem in found:
        print(problem)
    wrong = len(errors(found))
    print(f"{wrong} error(s), {len(found) - wrong} warning(s).")
    return 1 if wrong else 0
