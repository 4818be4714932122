"""domain.yml: what it declares and where, and what is wrong inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.knowledge.fields import MAX_BUBBLE
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.problems import Problem, meant, near

SECTIONS = frozenset(
    {"version", "intents", "entities", "slots", "actions", "forms", "responses", "session_config", "e2e_actions"}
)
_VARIANT = frozenset({"text", "buttons", "image", "custom", "channel", "condition", "metadata", "id"})
_PAYLOAD = re.compile(r"/(\w+)")
_BUILT_IN = frozenset({"action_listen", "action_restart", "action_back", "action_session_start", "action_unlikely_intent"})


@dataclass
class Domain:
    """What domain.yml declares, and where."""

    source: Source
    intents: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    responses: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path, problems: list[Problem]) -> Domain:
        """Read the file; what is wrong inside it is added to `problems`."""
        source = read_yaml(path)
        problems += source.problems
        domain = cls(source)
        if not isinstance(source.data, dict):
            if not source.problems:
                problems.append(Problem(path, 1, "is empty or no list of sections; put the file back as it was"))
            return domain
        for section in ("intents", "entities", "actions"):
            setattr(domain, section, {name_of(item) for item in domain.section(section)})
        responses = source.data.get("responses")
        domain.responses = set(responses) if isinstance(responses, dict) else set()
        problems += domain._sections()
        problems += domain._variants(responses if isinstance(responses, dict) else {})
        return domain

    @property
    def usable(self) -> bool:
        """False when it lacks what it must name; what others say of it cannot be compared then."""
        return bool(self.intents and self.actions and self.responses)

    def section(self, name: str) -> list[Any]:
        """The entries of a list of the file; none when it is not one."""
        found = self.source.data.get(name) if isinstance(self.source.data, dict) else None
        return found if isinstance(found, list) else []

    def line(self, section: str, name: str) -> int:
        """The line of an entry; that of its section when it is not there."""
        places = [index for index, item in enumerate(self.section(section)) if name_of(item) == name]
        return self.source.line((section, places[0] if places else name))

    def unknown_intent(self, name: str) -> str | None:
        """What is wrong with an intent that is named elsewhere; None when nothing is."""
        if not self.usable or name in self.intents:
            return None
        return f"the intent '{name}' is not in domain.yml; correct it, or add it there{meant(name, self.intents)}"

    def unknown_action(self, name: str) -> str | None:
        """What is wrong with an action that is named elsewhere; None when nothing is."""
        known = self.actions | self.responses
        if not self.usable or name in known or name in _BUILT_IN:
            return None
        return f"'{name}' is neither an action nor a response of domain.yml; correct it, or add it there{meant(name, known)}"

    def _sections(self) -> Iterator[Problem]:
        meant_by = {near(key, SECTIONS) for key in self.source.data if key not in SECTIONS}
        for section in ("intents", "actions", "responses"):
            if not getattr(self, section) and section not in meant_by:
                yield self.source.error((section,), f"domain.yml names no {section}; write them under `{section}:`")
        for key in self.source.data:
            if key not in SECTIONS:
                message = f"'{key}' is not a section of domain.yml; correct or remove it{meant(key, SECTIONS)}"
                yield self.source.error((key,), message)

    def _variants(self, responses: dict[str, Any]) -> Iterator[Problem]:
        for name, variants in responses.items():
            if not name.startswith("utter_"):
                yield self.source.error(("responses", name), f"'{name}' must begin with 'utter_'; rename it")
            if not isinstance(variants, list) or not variants:
                yield self.source.error(("responses", name), f"'{name}' says nothing; write `- text: \"…\"` under it")
                continue
            for index, variant in enumerate(variants):
                yield from self._variant(name, ("responses", name, index), variant)

    def _variant(self, name: str, location: Location, variant: Any) -> Iterator[Problem]:
        text = variant.get("text") if isinstance(variant, dict) else None
        strange = sorted(set(variant) - _VARIANT) if isinstance(variant, dict) else []
        for key in strange:
            message = f"'{key}' is not a key of a variant of '{name}'; correct or remove it{meant(key, _VARIANT)}"
            yield self.source.error((*location, key), message)
        if not isinstance(text, str) or not text.strip():
            if not strange:
                message = f"'{name}' has a variant without a text; write `- text: \"…\"`, its text between quotes"
                yield self.source.error(location, message)
        elif len(text) > MAX_BUBBLE:
            message = f"'{name}' has {len(text)} characters; a bubble has at most {MAX_BUBBLE}; shorten it"
            yield self.source.error(location, message)
        for place, button in enumerate(variant.get("buttons") or [] if isinstance(variant, dict) else []):
            yield from self._button(name, (*location, "buttons", place), button)

    def _button(self, name: str, location: Location, button: Any) -> Iterator[Problem]:
        if not isinstance(button, dict) or not all(isinstance(button.get(key), str) for key in ("title", "payload")):
            message = f"a button of '{name}' needs 'title' and 'payload', each with a text; write both"
            yield self.source.error(location, message)
            return
        intent = _PAYLOAD.match(button["payload"])
        if intent is not None and (wrong := self.unknown_intent(intent[1])):
            yield self.source.error((*location, "payload"), wrong)


def name_of(item: Any) -> str:
    """The name of an entry of a list: the entry, or its one key."""
    return str(next(iter(item))) if isinstance(item, dict) and item else str(item)


def strays(folder: Path) -> Iterator[Problem]:
    """Files that would not be read, because of how their names end."""
    files: Iterable[Path] = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()
    for path in files:
        if path.suffix != ".yml" and path.suffix != ".md" and not path.name.startswith("."):
            yield Problem(path, 0, f"would not be read; give it a name that ends in .yml, such as {path.stem}.yml")
