"""Phrases: those to learn from (data/nlu/) and those to test with, which must be others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.checks.annotations import Known, marks_problems, without_marks
from bot.checks.domain import Domain
from bot.knowledge.explaining import shown
from bot.knowledge.text import words
from bot.knowledge.yaml_source import Location, Source, read_yaml
from bot.paths import shown as shown_path
from bot.problems import Problem, meant

MIN_PHRASES = 40
"""Phrases that an `ask_*` intent needs to be learnt."""
_FALLBACK = "nlu_fallback"
"""The intent of what was not understood; it has no phrases."""


@dataclass(frozen=True)
class Phrase:
    """One phrase of a file."""

    intent: str
    text: str
    path: Path
    line: int
    intent_line: int = 0
    """Where the file names the intent."""

    @cached_property
    def key(self) -> str:
        """What makes two phrases the same: their words, without case, accents and punctuation; else the text itself."""
        plain = without_marks(self.text)
        return " ".join(words(plain)) or plain


def training_phrases(folder: Path, problems: list[Problem]) -> list[Phrase]:
    """The phrases of data/nlu/, in Rasa's format: `nlu:` with a list of `intent` and `examples`."""
    phrases: list[Phrase] = []
    for path in _files(folder, problems):
        source = read_yaml(path)
        problems += source.problems
        if source.data is not None or not source.problems:
            phrases += _training(source, problems)
    return phrases


def _training(source: Source, problems: list[Problem]) -> Iterator[Phrase]:
    data = source.data if isinstance(source.data, dict) else {}
    yield from ()
    for key in data:
        if key not in ("version", "nlu"):
            message = f"'{key}' is not a key of a phrase file; write 'version' or 'nlu'{meant(key, ('version', 'nlu'))}"
            problems.append(source.error((key,), message))
    blocks = data.get("nlu")
    if not isinstance(blocks, list):
        problems.append(Problem(source.path, 1, "has no list 'nlu'; write `nlu:` and under it `- intent: …`"))
        return
    for index, block in enumerate(blocks):
        yield from _block(source, ("nlu", index), block, problems)


def _block(source: Source, location: Location, block: Any, problems: list[Problem]) -> Iterator[Phrase]:
    if not isinstance(block, dict):
        message = f"'{str(block)[:40]}' stands outside its group; move the line to the right, under `examples: |`"
        problems.append(source.error(location, message))
        return
    if set(block) != {"intent", "examples"}:
        message = f"a group needs 'intent' and 'examples' and nothing else; it has {', '.join(block)}; correct them"
        problems.append(source.error(location, message))
        return
    intent, examples = block["intent"], block["examples"]
    if not isinstance(intent, str) or not isinstance(examples, str):
        message = "'intent' must be a name and 'examples' a text block; write `examples: |`, and the phrases under it"
        problems.append(source.error(location, message))
        return
    first, named = source.line((*location, "examples")), source.line((*location, "intent"))
    for offset, line in enumerate(examples.splitlines(), start=1):
        text = line.strip()
        if text.startswith("- ") and text[2:].strip():
            yield Phrase(intent, text[2:].strip(), source.path, first + offset, named)
        elif text:
            problems.append(Problem(source.path, first + offset, _without_dash(text)))


def _without_dash(line: str) -> str:
    """What is wrong with a line that is no phrase: dash, space or phrase is missing, or another sign is there."""
    phrase = line.lstrip("-–—*•").strip()
    if not phrase:
        return f"'{line}' has no phrase behind it; write one, or remove the line"
    if phrase != line:
        return f"'{line[:40]}' must begin with a dash and a space; write '- {phrase[:40]}'"
    return f"'{line[:40]}' must begin with '- '; add it"


def test_phrases(folder: Path, problems: list[Problem]) -> list[Phrase]:
    """The phrases of a folder such as tests/nlu/: `intent:` and a list `phrases:`, one file an intent."""
    phrases: list[Phrase] = []
    for path in _files(folder, problems):
        source = read_yaml(path)
        problems += source.problems
        data = source.data
        if data is None and source.problems:
            continue
        if not isinstance(data, dict) or set(data) != {"intent", "phrases"} or not isinstance(data["phrases"], list):
            problems.append(Problem(path, 1, "needs 'intent' and a list 'phrases', and nothing else; correct the keys"))
            continue
        for index, text in enumerate(data["phrases"]):
            if not isinstance(text, str):
                held = ", since it holds ': '" if isinstance(text, dict) else ""
                message = f'a phrase is {shown(text)}, and text is wanted; put it between quotes "…"{held}'
                problems.append(source.error(("phrases", index), message))
            else:
                line, named = source.line(("phrases", index)), source.line(("intent",))
                phrases.append(Phrase(str(data["intent"]), text, path, line, named))
    return phrases


def _files(folder: Path, problems: list[Problem]) -> list[Path]:
    files = sorted(folder.glob("*.yml"))
    if not files:
        problems.append(Problem(folder, 0, "no phrases here; write one file <intent>.yml an intent"))
    return files


def check_phrases(training: list[Phrase], tests: list[Phrase], domain: Domain, known: Known) -> Iterator[Problem]:
    """Unknown or misplaced intents, repeated phrases, marks that mean nothing."""
    firsts = {(phrase.path, phrase.intent): phrase for phrase in reversed([*training, *tests])}
    for phrase in reversed(firsts.values()):  # one error a file, not one a phrase
        if message := domain.unknown_intent(phrase.intent):
            yield Problem(phrase.path, phrase.intent_line, message)
        elif phrase.intent != phrase.path.stem:
            message = f"'{phrase.intent}' belongs in the file {phrase.intent}.yml; move its phrases there, or correct it"
            yield Problem(phrase.path, phrase.intent_line, message)
    for phrase in training:
        if domain.usable:
            yield from (Problem(phrase.path, phrase.line, message) for message in marks_problems(phrase.text, known))
    seen: dict[str, Phrase] = {}
    for phrase in training:
        first = seen.setdefault(phrase.key, phrase)
        if first is not phrase:
            where = f"{first.path.name}:{first.line}"
            message = f"'{phrase.text}' is already a phrase of {first.intent} ({where}); keep one of them"
            yield Problem(phrase.path, phrase.line, message)
    yield from repeated(tests)


def check_counts(training: list[Phrase], folder: Path, wrong: Iterable[Problem], domain: Domain) -> Iterator[Problem]:
    """Intents with too few phrases, told at their file; nothing of a file that has mistakes, which may be the reason."""
    broken = {problem.path for problem in wrong}
    broken |= {path.with_suffix(".yml") for path in folder.glob("*") if path.suffix != ".yml"}  # told to be no such file
    counts = dict.fromkeys(domain.intents - {_FALLBACK}, 0)
    for phrase in training:
        if phrase.intent in counts:
            counts[phrase.intent] += 1
    for intent, count in sorted(counts.items()):
        needed, path = MIN_PHRASES if intent.startswith("ask_") else 1, folder / f"{intent}.yml"
        if count >= needed or path in broken:
            continue
        if path.exists():
            yield Problem(path, 1, f"the intent '{intent}' has {count} phrases; write at least {needed}")
        else:
            message = f"the intent '{intent}' has no phrases; write at least {needed} in {shown_path(path)}"
            yield Problem(domain.source.path, domain.line("intents", intent), message)


def check_apart(training: list[Phrase], tests: Iterable[Phrase]) -> Iterator[Problem]:
    """Test phrases that are trained on."""
    trained = {phrase.key: phrase for phrase in reversed(training)}
    for phrase in tests:
        learnt = trained.get(phrase.key)
        if learnt is not None:
            message = (
                f"'{phrase.text}' is trained on ({learnt.path.name}:{learnt.line}); a test must be new; change one of them"
            )
            yield Problem(phrase.path, phrase.line, message)


def repeated(tests: Iterable[Phrase]) -> Iterator[Problem]:
    """Test phrases that stand twice."""
    seen: dict[str, Phrase] = {}
    for phrase in tests:
        first = seen.setdefault(phrase.key, phrase)
        if first is not phrase:
            where = f"{first.path.parent.name}/{first.path.name}:{first.line}"
            yield Problem(phrase.path, phrase.line, f"'{phrase.text}' stands twice, first in {where}; keep one of them")
