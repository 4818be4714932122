"""`python -m bot.importer.fill PART.yml… DIR`: complete entries of catalogue.yml from a release of the register.

For those who write the catalogue. Each PART is a list of entries with what people write (names, one sentence, the code of
the register, studies, criteria). The facts of the code are added: letters, interests, criteria that its contexts of work
show, near jobs among the entries of all PARTs. The result goes to the standard output, with the comments between entries.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError, parse_obj_as

from bot.importer.rome import Release, facts, read_release
from bot.knowledge.catalogue import CatalogueTitle
from bot.knowledge.explaining import problems_of
from bot.knowledge.fields import Id, RomeCode, Slug, Strict, StudyLength, Text
from bot.knowledge.yaml_source import read_yaml
from bot.problems import DataError, Problem

MAX_NEAR = 8
_MAX_LINE = 125
_PLAIN = re.compile(r"[^\W\d_][\w '’·()&/.+-]*")
"""Texts that need no quotes, in a list or a mapping in brackets."""
_NOT_TEXT = frozenset("true false yes no on off null y n".split())


class Entry(Strict):
    """A job as it is written by hand."""

    slug: Slug
    title: CatalogueTitle
    aliases: list[Text] = []
    rome: RomeCode
    summary: Text
    studies: StudyLength | None = None
    criteria: list[Id] = []


class Part:
    """One file of entries, and the comments before each of them."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        """Read the file; what is wrong with it is added to `problems`."""
        self.source = read_yaml(path)
        self.entries: list[Entry] = []
        problems += self.source.problems
        if self.source.problems:
            return
        try:
            self.entries = parse_obj_as(list[Entry], self.source.data)
        except ValidationError as error:
            problems += problems_of(error, self.source, Entry)
        self._lines = path.read_text(encoding="utf-8").splitlines()

    def comments(self, index: int) -> list[str]:
        """The lines of comment between the entry before and that of `index`."""
        first = self.source.line((index - 1,)) if index else 0
        between = self._lines[first : self.source.line((index,)) - 1]
        return [line for line in between if line.startswith("#")]


def fill(paths: Sequence[Path], release: Release) -> str:
    """The entries of all files, completed, as they go into catalogue.yml.

    Raises:
        DataError: with every problem of every file, unknown codes included.
    """
    problems: list[Problem] = []
    parts = [Part(path, problems) for path in paths]
    for part in parts:
        problems += _unknown_codes(part, release)
    if problems:
        raise DataError(problems)
    entries = [entry for part in parts for entry in part.entries]
    lines = []
    for part in parts:
        for index, entry in enumerate(part.entries):
            comments = [f"  {comment}" for comment in part.comments(index)]
            lines += ["", *comments] if comments else []
            lines += _written(entry, entries, release)
    return "\n".join([*lines, ""]).lstrip("\n")


def near_jobs(entry: Entry, entries: Iterable[Entry], release: Release) -> list[str]:
    """Slugs of the entries with the same code, then of those that it leads to, the nearest first; at most `MAX_NEAR`."""
    order = [entry.rome, *facts(release, entry.rome).mobility]
    near = [other for other in entries if other.slug != entry.slug and other.rome in order]
    return [str(other.slug) for other in sorted(near, key=lambda other: order.index(other.rome))][:MAX_NEAR]


def _unknown_codes(part: Part, release: Release) -> Iterator[Problem]:
    for index, entry in enumerate(part.entries):
        if entry.rome not in release.occupations:
            yield part.source.error((index, "rome"), f"'{entry.rome}' is not a code of the register; look it up there")


def _written(entry: Entry, entries: Iterable[Entry], release: Release) -> list[str]:
    """The lines of one entry."""
    known = facts(release, entry.rome)
    criteria = list(dict.fromkeys([*map(str, entry.criteria), *known.criteria]))
    profile = [f"rome: {entry.rome}", f"riasec: [{', '.join(known.riasec)}]"]
    profile += [f"interests: [{', '.join(known.interests)}]"] if known.interests else []
    profile += [f"studies: {entry.studies}"] if entry.studies else []
    title = f"masculine: {_text(entry.title.masculine)}, feminine: {_text(entry.title.feminine)}"
    lines = [f"  - slug: {entry.slug}", f"    title: {{{title}}}"]
    lines += _list("aliases", map(_text, entry.aliases))
    lines += [f"    summary: {json.dumps(entry.summary, ensure_ascii=False)}", f"    profile: {{{', '.join(profile)}}}"]
    return [*lines, *_list("criteria", criteria), *_list("near", near_jobs(entry, entries, release))]


def _list(key: str, items: Iterable[str]) -> list[str]:
    """A list in brackets, on as many lines as it needs; nothing when it is empty."""
    lines = [f"    {key}: ["]
    for item in items:
        if len(lines[-1]) + len(item) + 2 > _MAX_LINE:
            lines[-1] = lines[-1].rstrip()
            lines.append("      ")
        lines[-1] += f"{item}, "
    lines[-1] = lines[-1].removesuffix(", ") + "]"
    return lines if lines != [f"    {key}: []"] else []


def _text(text: str) -> str:
    """A text as YAML, with quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT and not text.endswith(" ")
    return text if plain else json.dumps(text, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the entries; 1 when a file or the release has a problem."""
    parser = argparse.ArgumentParser(prog="python -m bot.importer.fill", description="Complete entries of catalogue.yml.")
    parser.add_argument("parts", metavar="PART.yml", type=Path, nargs="+")
    parser.add_argument("release", metavar="DIR", type=Path, help="the folder with the files unix_*_utf8.csv")
    options = parser.parse_args(arguments)
    try:
        print(fill(options.parts, read_release(options.release)), end="")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
