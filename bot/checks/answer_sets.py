"""tests/answers: free-text answers to the questions of guided flows, one a line, with tabs between its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.problems import Problem, meant

LABELS = (
    *("yes", "rather_yes", "rather_no", "no"),
    *("keen", "rather_keen", "rather_averse", "averse"),
    *("neutral", "unknown"),
)
"""How an answer is meant, whatever the question."""
SIDES = ("for", "rather_for", "neutral", "rather_against", "against", "skip", "none")
"""Which side an answer takes to its question; `none` for a message that is no answer."""
FORMS = ("plain", "reversed")
"""Whether a « oui » to a question speaks for the job, or a « non »."""
QUESTIONS = "questions.tsv"
"""The questions that stand in no guide and not in quiz.yml: they were asked for these files only."""
_LABELLED = re.compile(r"(learning|tuning)")
"""Beginnings of the names of files with labels; the others have questions and sides."""


class _Row(NamedTuple):
    path: Path
    line: int
    parts: list[str]

    def error(self, message: str) -> Problem:
        return Problem(self.path, self.line, message)


def check_answer_sets(folder: Path, questions: Collection[str]) -> Iterator[Problem]:
    """Everything that is wrong with the files of a folder.

    Args:
        questions: the keys of the questions of guided flows; empty when they are not known.
    """
    paths = sorted(path for path in folder.glob("*") if path.is_file() and path.suffix != ".md" and path.name[0] != ".")
    if not any(path.suffix == ".tsv" for path in paths):
        yield Problem(folder, 0, "no answers here; put back the files that end in .tsv")
    known = {*questions, *_own_questions(folder / QUESTIONS)} if questions else questions
    for path in paths:
        if path.suffix not in (".tsv", ".txt"):
            yield Problem(path, 0, f"would not be read; name it {path.stem}.tsv, or move it elsewhere")
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")  # Windows puts a mark at the beginning
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            yield Problem(path, line, f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8")
            continue
        rows = [_Row(path, number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line]
        yield from _check(rows, known)


def _own_questions(path: Path) -> Iterator[str]:
    """The keys of `questions.tsv`; of a file that cannot be read, none: it is told with the others."""
    if path.is_file():
        for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
            yield line.split("\t")[0]


def _check(rows: list[_Row], questions: Collection[str]) -> Iterator[Problem]:
    """The rows of one file, each by itself, then those that stand twice."""
    columns = _columns(rows[0].path) if rows else ()
    seen: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        wrong = _wrong(row.parts, columns, questions)
        if wrong is not None:
            yield row.error(wrong)
            continue
        itself = row.parts[:1] if row.path.name == QUESTIONS else [*row.parts[:-2], row.parts[-1].strip().casefold()]
        first = seen.setdefault(tuple(itself), row)
        if first is not row:
            if row.path.name == QUESTIONS:
                yield row.error(f"'{row.parts[0]}' stands twice, first on line {first.line}; keep one of them")
                continue
            same = first.parts[:-1] == row.parts[:-1]
            what = "stands twice" if same else f"is '{row.parts[-2]}' here and '{first.parts[-2]}' there"
            yield row.error(f"'{row.parts[-1]}' {what}, first on line {first.line}; keep one of them")


def _columns(path: Path) -> tuple[str, ...]:
    if path.suffix == ".txt":
        return ("message",)
    if path.name == QUESTIONS:
        return ("key", "form", "text")
    return ("label", "answer") if _LABELLED.match(path.name) else ("question", "side", "answer")


def _wrong(parts: list[str], columns: tuple[str, ...], questions: Collection[str]) -> str | None:
    """What is wrong with one row; None when nothing is."""
    if len(parts) != len(columns):
        found = f"'{' '.join(parts)[:40]}' has {len(parts)} part{'s' if len(parts) > 1 else ''}"
        if len(columns) == 1:
            return f"{found}; write a message alone, without a tab"
        return f"{found}, and {len(columns)} are wanted; write {', '.join(columns)}, with a tab between them"
    known = {"label": LABELS, "side": SIDES, "form": FORMS}
    for name, part in zip(columns, parts, strict=True):
        if not part.strip():
            return f"the {name} is empty; write it, or remove the line"
        if name in known and part not in known[name]:
            return f"'{part}' is not a {name}; write one of {', '.join(known[name])}{meant(part, known[name])}"
        if name == "question" and questions and part not in questions:
            where = f"of a guide, of quiz.yml or of {QUESTIONS}"
            return f"'{part}' is not the key of a question {where}; correct it{meant(part, questions)}"
    return None
