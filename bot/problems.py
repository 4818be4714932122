"""Problems found in data files: collected all together, printed one per line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bot.paths import shown


@dataclass(frozen=True, order=True)
class Problem:
    """One problem at one place of one file."""

    path: Path
    line: int
    """1-based; 0 when the problem belongs to the file as a whole."""
    message: str
    level: str = "ERROR"
    """`ERROR` fails the check and the start, `WARNING` only prints."""

    def __str__(self) -> str:
        place = f"{shown(self.path)}:{self.line}" if self.line else shown(self.path)
        return f"[{self.level}] {place}: {self.message}"


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that must be mended before the bot can start."""
    return [problem for problem in problems if problem.level == "ERROR"]


_PREFIXES = ("utter_", "action_", "ask_")
"""What many names begin with, which makes them no more alike."""


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` may be a misspelling of; None when none is like it."""
    prefix = next((prefix for prefix in _PREFIXES if word.startswith(prefix)), "")
    names = {name.removeprefix(prefix): name for name in known if name.startswith(prefix)}
    found = get_close_matches(word.removeprefix(prefix), sorted(names), n=1, cutoff=0.75)
    return names[found[0]] if found else None


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the known one that is like it; empty when none is."""
    name = near(word, known)
    return f"; did you mean '{name}'?" if name else ""


class DataError(Exception):
    """Data files that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
