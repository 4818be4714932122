"""Rules and stories: every mistake of form is named with its line, and stories go on as the rules say."""

from __future__ import annotations

import pytest

from bot.checks.domain import Domain
from bot.checks.stories import check_rules, check_stories, read_stories
from bot.problems import Problem
from tests.bot.checks.conftest import Write

STORY = """\
version: "3.1"
stories:
# L'élève dit bonjour, puis demande le salaire.
- story: "bonjour, salaire"
  steps:
  - intent: greet
  - action: action_menu
  - intent: ask_salary
  - action: action_answer
"""
TEST = """\
stories:
- story: "bonjour"
  steps:
  - user: |
      salut toi
    intent: greet
  - action: action_menu
"""
RULES = """\
rules:
- rule: "bonjour"
  steps:
  - intent: greet
  - action: action_menu
- rule: "salaire"
  steps:
  - intent: ask_salary
  - action: action_answer
"""


def found(write: Write, domain: Domain, text: str, *, tests: bool = False) -> list[tuple[int, str]]:
    """(line, message) of everything that is wrong with one file."""
    problems: list[Problem] = []
    stories = read_stories([write("stories/salaire.yml", text).parent], problems, tests=tests)
    problems += check_stories(stories, domain)
    return [(problem.line, problem.message) for problem in sorted(problems)]


@pytest.mark.parametrize(("text", "tests"), [(STORY, False), (TEST, True), (RULES, False)])
def test_what_is_well_written_is_fine(write: Write, domain: Domain, text: str, tests: bool) -> None:
    assert found(write, domain, text, tests=tests) == []


# old -> new, the line of the mistake, what is said.
MISTAKES = {
    "misspelt steps": (
        "  steps:",
        "  setps:",
        5,
        "'setps' is not a key of a story; correct or remove it; did you mean 'steps'?",
    ),
    "no stories": ("stories:", "recits:", 1, 'has no list of stories; write `stories:` and under it `- story: "…"`'),
    "misspelt stories": ("stories:", "storys:", 2, "'storys' is not a key of a file of stories; write 'stories' or"),
    "misspelt story": ("- story:", "- storie:", 4, "'storie' is not a key of a story"),
    "no name": ('- story: "bonjour, salaire"', "- story:", 4, 'the story has no name; write `- story: "…"`'),
    "intention": ("- intent: greet", "- intention: greet", 6, "'intention' is not a key of a step; write `- intent: …`"),
    "empty intent": ("- intent: greet", "- intent:", 6, "the intent of this step is empty; write its name behind 'intent:'"),
    "empty action": ("- action: action_menu", "- action:", 7, "the action of this step is empty"),
    "misspelt action": ("- action: action_answer", "- acton: action_answer", 9, "'acton' is not a key of a step; write"),
    "step without a key": ("- intent: greet", "- greet", 6, "'greet' is no step; write `- intent: …` or `- action: …`"),
    "two steps in one": (
        "  - action: action_menu",
        "    action: action_menu",
        7,
        "an intent and an action are two steps; write '- ' before the second one",
    ),
    "unknown intent": (
        "- intent: ask_salary",
        "- intent: ask_salaire",
        8,
        "the intent 'ask_salaire' is not in domain.yml; correct it, or add it there; did you mean 'ask_salary'?",
    ),
    "unknown action": (
        "action_answer",
        "action_anwser",
        9,
        "'action_anwser' is neither an action nor a response of domain.yml; correct it, or add it there; did you",
    ),
    "no action at the end": ("  - action: action_answer\n", "", 8, "no action follows the intent 'ask_salary'"),
    "a message in data": (
        "  - intent: greet",
        "  - user: salut\n    intent: greet",
        6,
        "a story of data/ holds no message; put it in the twin in tests/stories/",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_line(write: Write, domain: Domain, name: str) -> None:
    old, new, line, message = MISTAKES[name]
    assert old in STORY
    problems = found(write, domain, STORY.replace(old, new, 1))
    assert [problem for problem in problems if problem[0] == line and problem[1].startswith(message)], problems


@pytest.mark.parametrize(
    "name",
    [
        "misspelt steps",
        "misspelt story",
        "no name",
        "intention",
        "misspelt action",
        "empty intent",
        "step without a key",
        "unknown intent",
    ],
)
def test_one_mistake_is_one_line(write: Write, domain: Domain, name: str) -> None:
    old, new, _, _ = MISTAKES[name]
    assert len(found(write, domain, STORY.replace(old, new, 1))) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  - user: |\n      salut toi\n    intent", "  - intent", 4, "a step of a test story lacks its message"),
        ("    intent: greet\n", "", 4, "the message of this step has no intent; write `intent: …` under it"),
        ("intent: greet", "intent: gret", 6, "the intent 'gret' is not in domain.yml"),
    ],
)
def test_a_mistake_of_a_test_story(write: Write, domain: Domain, old: str, new: str, line: int, message: str) -> None:
    (problem,) = found(write, domain, TEST.replace(old, new, 1), tests=True)
    assert problem[0] == line
    assert problem[1].startswith(message)


def test_a_message_of_a_test_story_is_read_with_its_line(write: Write) -> None:
    (story,) = read_stories([write("stories/test_salaire.yml", TEST).parent], [], tests=True)
    first = story.steps[0]
    assert (first.kind, first.name, first.message, first.message_line) == ("intent", "greet", "salut toi", 5)


def test_a_name_that_stands_twice_is_told_across_files(write: Write, domain: Domain) -> None:
    write("stories/bonjour.yml", STORY)
    (problem,) = found(write, domain, STORY)
    assert problem == (4, "the story 'bonjour, salaire' stands twice, first in bonjour.yml:4; rename one")


def test_every_mistake_of_a_file_is_told_at_once(write: Write, domain: Domain) -> None:
    text = STORY.replace("greet", "gret").replace("action_answer", "action_answers") + '- story: "vide"\n'
    assert [line for line, _ in found(write, domain, text)] == [6, 9, 10]


def test_a_story_that_contradicts_a_rule_is_told_without_training(write: Write) -> None:
    rules = read_stories([write("rules/rules.yml", RULES).parent], [])
    stories = read_stories(
        [write("stories/s.yml", STORY.replace("action: action_menu", "action: action_answer")).parent], []
    )
    (problem,) = check_rules(rules, stories)
    assert problem.line == 7
    assert problem.message.startswith(
        "behind 'greet' comes 'action_menu', as its rule says (rules.yml:2), not 'action_answer'"
    )
    assert list(check_rules(rules, read_stories([write("other/s.yml", STORY).parent], []))) == []


def test_an_intent_that_another_intent_follows_lacks_its_action(write: Write, domain: Domain) -> None:
    message = "no action follows the intent 'greet'; write `- action: …` under it"
    assert found(write, domain, STORY.replace("  - action: action_menu\n", "")) == [(6, message)]
    either = STORY.replace("intent: greet", "or: [{intent: greet}, {intent: thank}]")
    assert found(write, domain, either) == []


def test_a_misspelt_list_of_stories_is_told_once(write: Write, domain: Domain) -> None:
    ((line, message),) = found(write, domain, STORY.replace("stories:", "storie:"))
    assert (line, message.split("; ")[-1]) == (2, "did you mean 'stories'?")


def test_an_intent_with_two_rules_is_told(write: Write) -> None:
    text = RULES + '- rule: "encore bonjour"\n  steps:\n  - intent: greet\n  - action: action_answer\n'
    (problem,) = check_rules(read_stories([write("rules/rules.yml", text).parent], []), [])
    assert (problem.line, problem.message) == (
        12,
        "the intent 'greet' has two rules, first in rules.yml:2; keep one of them",
    )
