"""Phrases: those to learn from (data/nlu/) and those to test with (tests/nlu/, tests/tuning/)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.text import words
from bot.knowledge.yaml_source import Source, read_yaml
from bot.problems import Problem

MIN_PHRASES = 40
"""Phrases that an `ask_*` intent needs to be learnt."""


@dataclass(frozen=True)
class Phrase:
    """One phrase of a file."""

    intent: str
    text: str
    path: Path
    line: int

    @property
    def key(self) -> str:
        """What makes two phrases the same: their words, without case, accents and punctuation; else the text itself."""
        return " ".join(words(self.text)) or self.text.strip()


def training_phrases(folder: Path, problems: list[Problem]) -> list[Phrase]:
    """The phrases of data/nlu/, in Rasa's format: `nlu:` with a list of `intent` and `examples`."""
    phrases: list[Phrase] = []
    for path in _files(folder, problems):
        source = read_yaml(path)
        problems += source.problems
        if not source.problems:
            phrases += _training(source, problems)
    return phrases


def _training(source: Source, problems: list[Problem]) -> Iterator[Phrase]:
    data = source.data if isinstance(source.data, dict) else {}
    yield from ()
    for key in data:
        if key not in ("version", "nlu"):
            problems.append(source.error((key,), f"'{key}' is not a key of a phrase file; it has 'version' and 'nlu'"))
    blocks = data.get("nlu")
    if not isinstance(blocks, list):
        problems.append(Problem(source.path, 1, "has no list 'nlu'; write `nlu:` and under it `- intent: …`"))
        return
    for index, block in enumerate(blocks):
        yield from _block(source, ("nlu", index), block, problems)


def _block(source: Source, location: tuple[str | int, ...], block: Any, problems: list[Problem]) -> Iterator[Phrase]:
    if not isinstance(block, dict) or set(block) != {"intent", "examples"}:
        keys = ", ".join(block) if isinstance(block, dict) else type(block).__name__
        problems.append(source.error(location, f"a group needs 'intent' and 'examples' and nothing else; it has {keys}"))
        return
    intent, examples = block["intent"], block["examples"]
    if not isinstance(intent, str) or not isinstance(examples, str):
        problems.append(source.error(location, "'intent' must be a name and 'examples' a text block: `examples: |`"))
        return
    first = source.line((*location, "examples"))
    if intent != source.path.stem:
        problems.append(source.error((*location, "intent"), f"'{intent}' belongs in the file {intent}.yml"))
    for offset, line in enumerate(examples.splitlines(), start=1):
        text = line.strip()
        if text.startswith("- ") and text[2:].strip():
            yield Phrase(intent, text[2:].strip(), source.path, first + offset)
        elif text:
            problems.append(Problem(source.path, first + offset, f"'{text[:40]}' must begin with '- '"))


def test_phrases(folder: Path, problems: list[Problem]) -> list[Phrase]:
    """The phrases of a folder such as tests/nlu/: `intent:` and a list `phrases:`, one file an intent."""
    phrases: list[Phrase] = []
    for path in _files(folder, problems):
        source = read_yaml(path)
        problems += source.problems
        data = source.data
        if source.problems:
            continue
        if not isinstance(data, dict) or set(data) != {"intent", "phrases"} or not isinstance(data["phrases"], list):
            problems.append(Problem(path, 1, "needs 'intent' and a list 'phrases', and nothing else"))
            continue
        for index, text in enumerate(data["phrases"]):
            if not isinstance(text, str):
                problems.append(source.error(("phrases", index), f"{text!r} is not a text; put it between quotes"))
            else:
                phrases.append(Phrase(str(data["intent"]), text, path, source.line(("phrases", index))))
    return phrases


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    files = sorted(folder.glob("*.yml"))
    if not files:
        problems.append(Problem(folder, 0, "no phrases here; there should be one <intent>.yml an intent"))
    return files


def check_phrases(training: list[Phrase], tests: list[Phrase], intents: set[str], domain: Path) -> Iterator[Problem]:
    """Unknown intents, intents without phrases, repeated phrases, test phrases that are trained on."""
    strangers = [phrase for phrase in (*training, *tests) if phrase.intent not in intents]
    firsts = {(phrase.path, phrase.intent): phrase for phrase in reversed(strangers)}  # one error a file, not one a phrase
    for phrase in reversed(firsts.values()):
        message = f"the intent '{phrase.intent}' is not in domain.yml; correct it, or add it there"
        yield Problem(phrase.path, phrase.line, message)
    counts = dict.fromkeys(intents, 0)
    seen: dict[str, Phrase] = {}
    for phrase in training:
        counts[phrase.intent] = counts.get(phrase.intent, 0) + 1
        first = seen.setdefault(phrase.key, phrase)
        if first is not phrase:
            where = f"{first.path.name}:{first.line}"
            yield Problem(phrase.path, phrase.line, f"'{phrase.text}' is already a phrase of {first.intent} ({where})")
    yield from _tests_apart(seen, tests)
    for intent, count in sorted(counts.items()):
        needed = MIN_PHRASES if intent.startswith("ask_") else 1
        if count < needed and intent != "nlu_fallback":
            yield Problem(domain, 0, f"the intent '{intent}' has {count} phrases in data/nlu/; write at least {needed}")


def _tests_apart(trained: dict[str, Phrase], tests: list[Phrase]) -> Iterator[Problem]:
    seen: dict[str, Phrase] = {}
    for phrase in tests:
        learnt = trained.get(phrase.key)
        if learnt is not None:
            where = f"{learnt.path.name}:{learnt.line}"
            yield Problem(phrase.path, phrase.line, f"'{phrase.text}' is trained on ({where}); a test must be new")
        first = seen.setdefault(phrase.key, phrase)
        if first is not phrase:
            where = f"{first.path.parent.name}/{first.path.name}:{first.line}"
            yield Problem(phrase.path, phrase.line, f"'{phrase.text}' stands twice, first in {where}")
