"""Files of tests/answers: every mistake is named with its line and its value."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import answers
from bot.checks.answer_sets import LABELS, SIDES, check_answer_sets
from bot.paths import ROOT
from tests.bot.checks.conftest import Write

FILES = {
    "learning.tsv": "yes\toui\nrather_no\tpas trop\n",
    "test_1.tsv": "q1\tfor\toui\nlong_days\tskip\tjsp\nq2\tfor\toui\n\n",
    "questions.tsv": "q1\tplain\tÇa te va ?\nq2\treversed\tÇa te fait peur ?\n",
    "not_answers.txt": "c'est quoi le permis B ?\n",
}


def found(write: Write, files: dict[str, str]) -> list[tuple[str, int, str]]:
    """(file, line, message) of everything that is wrong with a folder."""
    paths = [write(f"answers/{name}", text) for name, text in {**FILES, **files}.items()]
    return [
        (problem.path.name, problem.line, problem.message)
        for problem in sorted(check_answer_sets(paths[0].parent, {"long_days", "cool_head"}))
    ]


def test_what_is_well_written_is_fine(write: Write) -> None:
    assert found(write, {"README.md": "# Réponses\n"}) == []


# file, its text, the line of the mistake, what is said.
MISTAKES = [
    ("learning.tsv", "yes\toui\nyess\tsi\n", 2, "'yess' is not a label; write one of yes, rather_yes, rather_no, no, ke"),
    ("tuning.tsv", "yes oui\n", 1, "'yes oui' has 1 part, and 2 are wanted; write label, answer, with a tab between them"),
    ("tuning.tsv", "q1\tyes\toui\n", 1, "'q1 yes oui' has 3 parts, and 2 are wanted; write label, answer, with a tab"),
    ("test_2.tsv", "for\toui\n", 1, "'for oui' has 2 parts, and 3 are wanted; write question, side, answer, with a tab"),
    ("test_2.tsv", "q1\trather\toui\n", 1, "'rather' is not a side; write one of for, rather_for, neutral, rather_against"),
    ("test_2.tsv", "long_day\tfor\toui\n", 1, "'long_day' is not the key of a question of a guide, of quiz.yml or of ques"),
    ("test_2.tsv", "q1\tfor\t \n", 1, "the answer is empty; write it, or remove the line"),
    ("test_2.tsv", "q1\tfor\toui\n\nq1\tfor\tOui\n", 3, "'Oui' stands twice, first on line 1; keep one of them"),
    ("test_2.tsv", "q1\tfor\toui\nq1\tskip\toui\n", 2, "'oui' is 'skip' here and 'for' there, first on line 1; keep one"),
    ("questions.tsv", "q1\tplain\tA ?\nq2\tturned\tB ?\n", 2, "'turned' is not a form; write one of plain, reversed"),
    (
        "questions.tsv",
        "q1\tplain\tA ?\nq2\tplain\tC ?\nq1\treversed\tB ?\n",
        3,
        "'q1' stands twice, first on line 1; keep one",
    ),
    ("not_answers.txt", "a\tb\n", 1, "'a b' has 2 parts; write a message alone, without a tab"),
    ("notes.csv", "a,b\n", 0, "would not be read; name it notes.tsv, or move it elsewhere"),
]


@pytest.mark.parametrize(("file", "text", "line", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_line(write: Write, file: str, text: str, line: int, message: str) -> None:
    ((name, at, told),) = found(write, {file: text})
    assert (name, at, told[: len(message)]) == (file, line, message)


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    told = found(write, {"learning.tsv": "oui\tyes\nyes\n", "test_1.tsv": "q1\tpour\toui\n"})
    assert [(name, line) for name, line, _ in told] == [("learning.tsv", 1), ("learning.tsv", 2), ("test_1.tsv", 1)]


def test_another_encoding_is_told_with_its_line(write: Write) -> None:
    folder = write("answers/learning.tsv", "").parent
    (folder / "learning.tsv").write_bytes(b"yes\toui\nyes\tr\xe9el\n")
    (problem,) = check_answer_sets(folder, ())
    assert (problem.line, problem.message) == (2, "byte 0xe9 is not UTF-8; save the file as UTF-8")


def test_a_folder_without_answers_is_told(tmp_path: Path) -> None:
    (problem,) = check_answer_sets(tmp_path, ())
    assert problem.message == "no answers here; put back the files that end in .tsv"


def test_labels_and_sides_are_those_that_are_measured_and_documented() -> None:
    text = (ROOT / "tests" / "answers" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{word}`" in text for word in (*LABELS, *SIDES))
    assert {answers.expected_side(answers.Case("", label)) for label in LABELS} <= set(SIDES)
    used = {case.expected for name in ("learning.tsv", "tuning.tsv") for case in answers.labelled(name)}
    assert used == set(LABELS)


def test_a_byte_order_mark_is_no_part_of_the_first_key(write: Write) -> None:
    mark = "\ufeff"
    assert found(write, {"questions.tsv": mark + FILES["questions.tsv"], "test_1.tsv": mark + FILES["test_1.tsv"]}) == []
