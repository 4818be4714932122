"""Rules and stories: their form, what they name, and that a story goes on as the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from bot.checks.domain import Domain
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import Problem, meant, near

_FAMILIES = {"rules": "rule", "stories": "story"}
_STORY_KEYS = frozenset({"steps", "metadata"})
_RULE_KEYS = _STORY_KEYS | {"condition", "conversation_start", "wait_for_user_input"}
_STEP_KEYS = frozenset({"intent", "action", "user", "entities", "slot_was_set", "checkpoint", "active_loop", "or"})
_FORM = "write `- intent: …` or `- action: …`"


@dataclass(frozen=True)
class Step:
    """An intent or an action of a story."""

    kind: str
    name: str
    path: Path
    line: int
    message: str = ""
    """What the student writes, in a test story."""
    message_line: int = 0


@dataclass(frozen=True)
class Story:
    """A rule or a story."""

    kind: str
    name: str
    path: Path
    line: int
    steps: tuple[Step, ...] = ()
    conditional: bool = False
    """A rule that holds in some conversations only."""
    whole: bool = True
    """False when some of it could not be read."""
    linear: bool = True
    """False when it has several ways to go on, so that its steps are no line."""


@dataclass
class _Reader:
    """Reads one file; what is wrong with its form is added to `problems`."""

    source: Source
    tests: bool
    problems: list[Problem] = field(default_factory=list)

    def stories(self) -> Iterator[Story]:
        data = self.source.data
        if not isinstance(data, dict) or not any(isinstance(data.get(key), list) for key in _FAMILIES):
            if not isinstance(data, dict) or not any(near(key, _FAMILIES) for key in data):
                self._wrong((), 'has no list of stories; write `stories:` and under it `- story: "…"`')
            data = data if isinstance(data, dict) else {}
        for key in data:
            if key not in ("version", *_FAMILIES):
                message = f"'{key}' is not a key of a file of stories; write 'stories' or 'rules'{meant(key, _FAMILIES)}"
                self._wrong((key,), message)
        for family, kind in _FAMILIES.items():
            found = data.get(family)
            for index, story in enumerate(found if isinstance(found, list) else []):
                if read := self._story((family, index), kind, story):
                    yield read

    def _story(self, location: Location, kind: str, story: Any) -> Story | None:
        allowed = (_RULE_KEYS if kind == "rule" else _STORY_KEYS) | {kind}
        if not isinstance(story, dict):
            self._wrong(location, f"'{str(story)[:40]}' is no {kind}; write `- {kind}: \"…\"` and its steps under it")
            return None
        before = len(self.problems)
        strange = [key for key in story if key not in allowed]
        for key in strange:
            known = meant(key, allowed) or f"; its keys are {kind} and steps"
            self._wrong((*location, key), f"'{key}' is not a key of a {kind}; correct or remove it{known}")
        name = story.get(kind)
        if not isinstance(name, str) or not name.strip():
            if not strange:
                self._wrong((*location, kind), f'the {kind} has no name; write `- {kind}: "…"`')
            name = ""
        steps = story.get("steps")
        if (not isinstance(steps, list) or not steps) and not strange:
            self._wrong(location, f"the {kind} '{name}' has no steps; write `steps:` and under it {_FORM[6:]}")
        read = [step for place, item in enumerate(steps or []) for step in self._step((*location, "steps", place), item)]
        line = self.source.line((*location, kind))
        whole = len(self.problems) == before
        linear = not any({"or", "checkpoint"} & set(item) for item in steps or [] if isinstance(item, dict))
        conditional = "condition" in story
        return Story(kind, name, self.source.path, line, tuple(read), conditional, whole, linear)

    def _step(self, location: Location, step: Any) -> Iterator[Step]:
        if not isinstance(step, dict):
            self._wrong(location, f"'{str(step)[:40]}' is no step; {_FORM}")
            return
        strange = [key for key in step if key not in _STEP_KEYS]
        for key in strange:
            near = meant(key, _STEP_KEYS) or ("; did you mean 'intent'?" if key.startswith("intent") else "")
            self._wrong((*location, key), f"'{key}' is not a key of a step; {_FORM}{near}")
        if {"intent", "action"} <= set(step):
            self._wrong((*location, "action"), "an intent and an action are two steps; write '- ' before the second one")
        for index, choice in enumerate(step.get("or") or []):
            yield from self._step((*location, "or", index), choice)
        for kind in ("intent", "action"):
            if kind in step:
                yield from self._named(location, kind, step)
        if not strange:
            self._message(location, step)

    def _named(self, location: Location, kind: str, step: dict[str, Any]) -> Iterator[Step]:
        name, message = step[kind], step.get("user") if kind == "intent" else None
        if not isinstance(name, str) or not name.strip():
            self._wrong((*location, kind), f"the {kind} of this step is empty; write its name behind '{kind}:'")
            return
        line, message_line = self.source.line((*location, kind)), self.source.line((*location, "user"))
        message_line += self.source.written[message_line - 1].rstrip().endswith("|")  # the message is below
        yield Step(kind, name, self.source.path, line, str(message or "").strip(), message_line)

    def _message(self, location: Location, step: dict[str, Any]) -> None:
        said = step.get("user")
        if "user" in step and not self.tests:
            self._wrong((*location, "user"), "a story of data/ holds no message; put it in the twin in tests/stories/")
        elif self.tests and "intent" in step and (not isinstance(said, str) or not said.strip()):
            self._wrong(location, "a step of a test story lacks its message; write `- user: |` and the message under it")
        elif "user" in step and "intent" not in step:
            self._wrong(location, "the message of this step has no intent; write `intent: …` under it")

    def _wrong(self, location: Location, message: str) -> None:
        self.problems.append(self.source.error(location, message))


def read_stories(folders: Iterable[Path], problems: list[Problem], *, tests: bool = False) -> list[Story]:
    """All rules and stories of some folders; what is wrong with their form is added to `problems`."""
    found: list[Story] = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.yml")):
        reader = _Reader(read_yaml(path), tests)
        problems += reader.source.problems
        if reader.source.data is not None or not reader.source.problems:
            found += reader.stories()
            problems += reader.problems
    return found


def check_stories(stories: list[Story], domain: Domain) -> Iterator[Problem]:
    """Names that are not there, names that stand twice, intents that no action follows."""
    firsts: dict[tuple[str, str], Story] = {}
    for story in stories:
        first = firsts.setdefault((story.kind, story.name), story)
        if first is not story and story.name:
            where = f"{first.path.name}:{first.line}"
            yield Problem(
                story.path, story.line, f"the {story.kind} '{story.name}' stands twice, first in {where}; rename one"
            )
        for step, following in zip_longest(story.steps, story.steps[1:]):
            wrong = (domain.unknown_intent if step.kind == "intent" else domain.unknown_action)(step.name)
            if wrong:
                yield Problem(step.path, step.line, wrong)
            silent = following is None or (following.kind == "intent" and story.linear)
            if step.kind == "intent" and silent and story.whole:
                yield Problem(
                    step.path, step.line, f"no action follows the intent '{step.name}'; write `- action: …` under it"
                )


def check_rules(rules: list[Story], stories: list[Story]) -> Iterator[Problem]:
    """An intent that two rules answer, and stories that do not go on as the rule of an intent says."""
    by_intent: dict[str, Story] = {}
    for rule in (rule for rule in rules if len(rule.steps) > 1 and rule.steps[0].kind == "intent" and not rule.conditional):
        first = by_intent.setdefault(rule.steps[0].name, rule)
        if first is not rule:
            where = f"{first.path.name}:{first.line}"
            message = f"the intent '{rule.steps[0].name}' has two rules, first in {where}; keep one of them"
            yield Problem(rule.path, rule.steps[0].line, message)
    for story in (story for story in stories if story.whole):
        for place, step in enumerate(story.steps):
            if step.kind == "intent" and step.name in by_intent:
                yield from _as_the_rule(by_intent[step.name], story.steps[place + 1 :])


def _as_the_rule(rule: Story, following: tuple[Step, ...]) -> Iterator[Problem]:
    for wanted, step in zip(rule.steps[1:], following, strict=False):
        if step.kind == "action" and step.name != wanted.name:
            where = f"{rule.path.name}:{rule.line}"
            message = f"behind '{rule.steps[0].name}' comes '{wanted.name}', as its rule says ({where}), not '{step.name}'"
            yield Problem(step.path, step.line, f"{message}; write the same here")
            return
