"""Twins: each story of data/stories has one of the same name in tests/stories, with the same steps and with messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path

from bot.checks.stories import Step, Story
from bot.problems import Problem, near


def check_twins(data: Path, tests: Path) -> Iterator[Problem]:
    """A file of stories has a twin of the same name with messages, and the other way round."""
    for path in sorted(data.glob("*.yml")):
        if not (tests / f"test_{path.name}").exists():
            message = f"has no twin tests/stories/test_{path.name}; write it, with messages of students"
            yield Problem(path, 0, message, level="WARNING")
    for path in sorted(tests.glob("*.yml")):
        name = path.name.removeprefix("test_")
        if name == path.name:
            yield Problem(path, 0, f"would not be read; name it test_{path.name}")
        elif not (data / name).exists():
            yield Problem(path, 0, f"has no twin data/stories/{name}; give both the same name", level="WARNING")


def check_twin_stories(told: list[Story], acted: list[Story], wrong: Collection[Problem]) -> Iterator[Problem]:
    """Stories of twin files that lack their twin, or that go another way than it.

    Args:
        told: the stories of data/stories.
        acted: the stories of tests/stories.
        wrong: what is wrong with them; a mistake that is told is not told again as a difference.
    """
    broken = {problem.path for problem in wrong if problem.message.startswith("not valid YAML")}
    lines = {(problem.path, problem.line) for problem in wrong}
    pairs = _files(told, acted)
    for mine, theirs in pairs:
        known = all(story.name for story in [*mine, *theirs])
        if not {story.path for story in [*mine, *theirs]} & broken and mine and theirs and known:
            yield from _lacking(mine, theirs)
    twins = {(story.path.name, story.name): story for story in acted}
    for story in told:
        twin = twins.get((f"test_{story.path.name}", story.name))
        if twin is None or not (story.linear and story.whole and twin.whole):
            continue
        if not {(step.path, step.line) for step in (*story.steps, *twin.steps)} & lines:
            yield from _difference(story, twin)


def _files(told: list[Story], acted: list[Story]) -> Iterator[tuple[list[Story], list[Story]]]:
    """The stories of each file, and those of its twin."""
    for name in sorted({story.path.name for story in told}):
        mine = [story for story in told if story.path.name == name]
        yield mine, [story for story in acted if story.path.name == f"test_{name}"]


def _lacking(mine: list[Story], theirs: list[Story]) -> Iterator[Problem]:
    """Names that only one of two files has; of two names that are alike, the one of the test is told."""
    told, acted = {story.name for story in mine}, {story.name for story in theirs}
    single = {story.name: _way(story) for story in mine if story.name and story.name not in acted}
    for twin in (story for story in theirs if story.name and story.name not in told):
        same = (name for name, way in single.items() if way == _way(twin))
        name = near(twin.name, single) or next(same, None)
        message = f"the story '{twin.name}' is not in data/stories/{mine[0].path.name}; write it there, or correct its name"
        yield Problem(twin.path, twin.line, message + (f"; did you mean '{name}'?" if name else ""), level="WARNING")
        single.pop(name or "", None)
    for story in (story for story in mine if story.name in single):
        message = f"the story '{story.name}' has no twin in tests/stories/{theirs[0].path.name}; write it there"
        yield Problem(story.path, story.line, f"{message}, with messages of students", level="WARNING")


def _difference(story: Story, twin: Story) -> Iterator[Problem]:
    """The first step at which a twin goes another way."""
    for step, other in zip_longest(story.steps, twin.steps):
        if step is None or other is None or (step.kind, step.name) != (other.kind, other.name):
            yield _told(story, twin, step, other)
            return


def _way(story: Story) -> list[tuple[str, str]]:
    return [(step.kind, step.name) for step in story.steps]


def _told(story: Story, twin: Story, step: Step | None, other: Step | None) -> Problem:
    name = f"the story '{story.name}'"
    if other is None and step is not None:
        last = twin.steps[-1].line if twin.steps else twin.line
        message = f"{name} goes on with '{step.name}' ({_place(step)}), and its twin ends here; write it here, too"
        return Problem(twin.path, last, message)
    assert other is not None, "two steps that differ are not both missing"
    if step is None:
        message = f"{name} ends before '{other.name}' ({_place(story.steps[-1])}); remove it here, or write it there, too"
    else:
        message = f"{name} has '{step.name}' here ({_place(step)}), not '{other.name}'; write the same in both"
    return Problem(other.path, other.line, message)


def _place(step: Step) -> str:
    return f"{step.path.name}:{step.line}"
