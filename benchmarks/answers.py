"""`python -m benchmarks.answers`: how well free-text answers to the questions of guided flows are read, and how fast.

The sets are those of tests/answers. An answer is right when it takes the right side: for, neutral, against, or skipped; a
message that is none is right when it is read as none. Labels that say how, and not only on which side, are counted apart.
Times are of one process.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bot.guidance.answer_model import side_of
from bot.guidance.answers import Answer, AnswerReader, Question
from bot.knowledge.library import shared_library
from bot.paths import ROOT

FOLDER = ROOT / "tests" / "answers"
TEST_SETS = ("test_1.tsv", "test_2.tsv", "test_3.tsv")
"""Of three authors; nothing was learnt from them."""
HARD_SETS = ("test_4.tsv", "test_5.tsv")
"""Of two more authors, whose students tell what they did rather than say yes or no; nothing was learnt from them either."""
BUILDS = 5
_STANCES = {1.0: "keen", 0.5: "rather_keen", -0.5: "rather_averse", -1.0: "averse"}
_LITERALS = {1.0: "yes", 0.5: "rather_yes", 0.0: "neutral", -0.5: "rather_no", -1.0: "no", None: "unknown"}
_SIDES = {"yes": "for", "keen": "for", "no": "against", "averse": "against", "unknown": "skip", "none": "unread"}
_ROUGH = "rather_"
_NO_TEXT = re.compile(r"\(")
"""A remark in brackets stands where the text of a question was not kept."""


@dataclass(frozen=True)
class Case:
    """An answer, and what it is expected to be."""

    text: str
    expected: str
    """A side, or a label of `learning.tsv`."""
    question: str = ""


@dataclass(frozen=True)
class Measured:
    """How many answers of a set are read rightly, as shares of all."""

    count: int
    side: float
    label: float | None
    """Right to the label; None for a set that gives sides only."""
    unread: float
    """No answer was found in them."""


def labelled(name: str) -> list[Case]:
    """A set of `label, answer`."""
    return [Case(text, label) for label, text in _rows(FOLDER / name)]


def by_question(name: str) -> list[Case]:
    """A set of `question, side, answer`."""
    return [Case(text, side, question) for question, side, text in _rows(FOLDER / name)]


def load(name: str) -> list[Case]:
    """A set, of either form."""
    return labelled(name) if name in ("learning.tsv", "tuning.tsv") else by_question(name)


def held_out() -> list[Case]:
    """The answers of the three test sets."""
    return [case for name in TEST_SETS for case in by_question(name)]


def not_answers() -> list[str]:
    """Messages in the middle of a flow that answer no question."""
    return (FOLDER / "not_answers.txt").read_text(encoding="utf-8").splitlines()


def learning() -> list[str]:
    """The names of the sets that the model is fitted on; constants are chosen by leaving some out, and by tuning.tsv."""
    by_author = sorted(path.name for path in [*FOLDER.glob("by_guide_*.tsv"), *FOLDER.glob("by_writer_*.tsv")])
    return ["learning.tsv", "by_question.tsv", *by_author]


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """The questions by key: of guides, of the quiz, and those of tests/answers."""
    knowledge = shared_library().knowledge
    own = {key: Question(text, form == "reversed") for key, form, text in _rows(FOLDER / "questions.tsv")}
    own = {key: replace(question, text="") if _NO_TEXT.match(question.text) else question for key, question in own.items()}
    asked = [question for guide in knowledge.guides.values() for question in guide.self_assessment]
    own |= {question.key: Question(question.text, question.favours == "no") for question in asked}
    return own | {one.key: Question(one.text, one.reversed) for one in knowledge.quiz.statements}


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line:
            yield line.split("\t")


def label(answer: Answer | None) -> str:
    """The label of an answer that was read; `unread` for none."""
    if answer is None:
        return "unread"
    return _STANCES[answer.stance] if answer.stance is not None else _LITERALS[answer.literal]


def side(reader: AnswerReader, text: str, question: str = "") -> str:
    """The side that a message takes to a question; `unread` for none."""
    asked = questions().get(question, Question())
    taken = side_of(reader.read(text, asked), asked)
    return "unread" if taken == "none" else taken


def expected_side(case: Case) -> str:
    """The side that is expected of an answer, without nuances."""
    expected = case.expected.removeprefix(_ROUGH)
    return _SIDES.get(expected, expected)


def wrong(cases: list[Case], reader: AnswerReader) -> list[Case]:
    """The answers that are read on another side than expected."""
    return [case for case in cases if side(reader, case.text, case.question) != expected_side(case)]


def measure(cases: list[Case], reader: AnswerReader) -> Measured:
    """Read a set."""
    answers = [reader.read(case.text, questions().get(case.question, Question())) for case in cases]
    right = sum(label(answer) == case.expected for answer, case in zip(answers, cases, strict=True))
    asked = any(case.question for case in cases)
    return Measured(
        count=len(cases),
        side=1 - len(wrong(cases, reader)) / len(cases),
        label=None if asked else right / len(cases),
        unread=answers.count(None) / len(cases),
    )


def reading_times(cases: list[Case], reader: AnswerReader) -> list[float]:
    """Milliseconds to read each answer, sorted."""
    times = []
    for case in cases:
        asked = questions().get(case.question, Question())
        begun = time.perf_counter()
        reader.read(case.text, asked)
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)


def build_times() -> list[float]:
    """Seconds to build the reader, several times."""
    words, times = shared_library().knowledge.answers, []
    for _ in range(BUILDS):
        begun = time.perf_counter()
        AnswerReader(words)
        times.append(time.perf_counter() - begun)
    return times


def main() -> None:
    """Measure, and print the tables."""
    reader = shared_library().reader
    names = [*learning(), "tuning.tsv", *TEST_SETS]
    sets = {name: load(name) for name in names} | {"the three test sets": held_out()}
    sets |= {name: load(name) for name in HARD_SETS}
    print("| set | answers | right side | right label | unread |\n| --- | --- | --- | --- | --- |")
    for name, cases in sets.items():
        found = measure(cases, reader)
        exact = "" if found.label is None else f"{found.label:.1%}"
        print(f"| `{name}` | {found.count} | {found.side:.1%} | {exact} | {found.unread:.1%} |")
    others = not_answers()
    left = sum(reader.read(text) is None for text in others)
    print(f"\nMessages that are no answers, and are not read as one: {left} of {len(others)}.")
    times = reading_times([case for cases in sets.values() for case in cases], reader)
    print(f"Reading: p50 {statistics.median(times):.2f} ms, p95 {times[int(0.95 * len(times))]:.2f} ms.", end=" ")
    print(f"Building the reader: {statistics.median(build_times()):.2f} s.")


if __name__ == "__main__":
    main()
