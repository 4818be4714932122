"""Twins of stories: a missing one, one under another name and one that goes another way are told with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.stories import read_stories
from bot.checks.twins import check_twin_stories, check_twins
from bot.paths import DATA, ROOT
from bot.problems import Problem
from tests.bot.checks.conftest import Write

STORY = """\
stories:
- story: "bonjour, salaire"
  steps:
  - intent: greet
  - action: action_menu
  - intent: ask_salary
  - action: action_answer
"""
TWIN = """\
stories:
- story: "bonjour, salaire"
  steps:
  - user: |
      salut toi
    intent: greet
  - action: action_menu
  - user: |
      on touche combien ?
    intent: ask_salary
  - action: action_answer
"""
ANOTHER = '- story: "merci"\n  steps:\n  - {intent: thank, user: merci}\n  - action: action_menu\n'


def told(write: Write, story: str, twin: str) -> list[tuple[str, str, int, str]]:
    """(level, file, line, message) of what is wrong with a story and its twin."""
    wrong: list[Problem] = []
    stories = read_stories([write("data/s.yml", story).parent], wrong)
    acted = read_stories([write("tests/test_s.yml", twin).parent], wrong, tests=True)
    found = sorted(check_twin_stories(stories, acted, wrong))
    return [(problem.level, problem.path.name, problem.line, problem.message) for problem in found]


def test_equal_twins_are_fine(write: Write) -> None:
    assert told(write, STORY, TWIN) == []


# What stands in the twin, what stands there instead, where, what is told.
DIFFERENT = [
    (
        "action: action_menu",
        "action: action_answer",
        7,
        "the story 'bonjour, salaire' has 'action_menu' here (s.yml:5), not 'action_answer'; write the same in both",
    ),
    (
        "intent: ask_salary",
        "intent: thank",
        10,
        "the story 'bonjour, salaire' has 'ask_salary' here (s.yml:6), not 'thank'; write the same in both",
    ),
    (
        "  - action: action_answer\n",
        "",
        10,
        "the story 'bonjour, salaire' goes on with 'action_answer' (s.yml:7), and its twin ends here; write it here, too",
    ),
    (
        "  - action: action_answer\n",
        "  - action: action_answer\n  - action: action_menu\n",
        12,
        "the story 'bonjour, salaire' ends before 'action_menu' (s.yml:7); remove it here, or write it there, too",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), DIFFERENT)
def test_a_twin_that_goes_another_way_is_told(write: Write, old: str, new: str, line: int, message: str) -> None:
    assert told(write, STORY, TWIN.replace(old, new)) == [("ERROR", "test_s.yml", line, message)]


def test_the_stories_of_the_project_have_their_twins() -> None:
    stories, acted = read_stories([DATA / "stories"], []), read_stories([ROOT / "tests" / "stories"], [], tests=True)
    assert len(stories) >= 20
    assert list(check_twin_stories(stories, acted, [])) == []


def test_only_the_first_difference_is_told(write: Write) -> None:
    changed = TWIN.replace("intent: greet", "intent: thank").replace("action: action_answer", "action: action_menu")
    assert len(told(write, STORY, changed)) == 1


def test_a_story_without_twin_is_told_at_the_story(write: Write) -> None:
    story = STORY + ANOTHER.replace(", user: merci", "")
    message = "the story 'merci' has no twin in tests/stories/test_s.yml; write it there, with messages of students"
    assert told(write, story, TWIN) == [("WARNING", "s.yml", 8, message)]


def test_a_twin_without_story_is_told_at_the_twin(write: Write) -> None:
    message = "the story 'merci' is not in data/stories/s.yml; write it there, or correct its name"
    assert told(write, STORY, TWIN + ANOTHER) == [("WARNING", "test_s.yml", 12, message)]


def test_a_twin_under_a_misspelt_name_is_told_once(write: Write) -> None:
    ((_, file, line, message),) = told(write, STORY, TWIN.replace("bonjour, salaire", "bonjour puis salaire"))
    assert (file, line) == ("test_s.yml", 2)
    assert message.endswith("; write it there, or correct its name; did you mean 'bonjour, salaire'?")


def test_a_twin_under_another_name_is_found_by_its_steps(write: Write) -> None:
    ((_, file, line, message),) = told(write, STORY, TWIN.replace("bonjour, salaire", "curieux"))
    assert (file, line) == ("test_s.yml", 2)
    assert message.endswith("; did you mean 'bonjour, salaire'?")


@pytest.mark.parametrize(
    ("story", "twin"),
    [
        (STORY, TWIN.replace("intent: greet", "intention: greet")),
        (STORY, TWIN.replace("intent: greet", "intent: greet action: x")),
        (STORY.replace("intent: greet", "intention: greet"), TWIN),
        (STORY.replace("- story:", "- storie:"), TWIN),
        (STORY.replace("intent: greet", "or: [{intent: greet}, {intent: thank}]"), TWIN),
    ],
    ids=[
        "strange key in the twin",
        "twin that is no YAML",
        "strange key in the story",
        "story without its name",
        "story with two ways",
    ],
)
def test_what_cannot_be_compared_is_not(write: Write, story: str, twin: str) -> None:
    assert told(write, story, twin) == []


def test_a_mistake_that_is_told_is_not_told_as_a_difference_too(write: Write) -> None:
    stories = read_stories([write("data/s.yml", STORY).parent], [])
    twin = write("tests/test_s.yml", TWIN.replace("ask_salary", "ask_salaire"))
    acted = read_stories([twin.parent], [], tests=True)
    assert len(list(check_twin_stories(stories, acted, []))) == 1
    assert list(check_twin_stories(stories, acted, [Problem(twin, 10, "is no intent; correct it")])) == []


def test_twins_have_the_same_name(write: Write, tmp_path: Path) -> None:
    for name in (
        "data/salaire.yml",
        "data/sans-idee.yml",
        "tests/test_salaire.yml",
        "tests/test_sans_idee.yml",
        "tests/x.yml",
    ):
        write(name, STORY)
    told = [
        (problem.level, problem.path.name, problem.message) for problem in check_twins(tmp_path / "data", tmp_path / "tests")
    ]
    assert told == [
        ("WARNING", "sans-idee.yml", "has no twin tests/stories/test_sans-idee.yml; write it, with messages of students"),
        ("WARNING", "test_sans_idee.yml", "has no twin data/stories/sans_idee.yml; give both the same name"),
        ("ERROR", "x.yml", "would not be read; name it test_x.yml"),
    ]
