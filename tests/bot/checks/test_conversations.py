"""Files of tests/conversations: every mistake is named with its line and its value."""

from __future__ import annotations

import pytest

from bot.checks.conversations import MIN_TURNS, Names, check_conversations
from bot.paths import ROOT
from tests.bot.checks.conftest import Write

NAMES = Names({"assistant-de-production-audiovisuelle", "boulanger"}, {"salary", "day"}, {"long_days"})
FILE = """\
# Lina compare les salaires.
conversation: "Lina compare les salaires"
page_job: boulanger
turns:
  - student: "yo, un assistant ça gagne {quoi} ?"
    answers: [assistant salary, none day]
    says: ["2 200"]
  - tap: "Comparer"
    kind: comparison
    not_kind: question
  - student: "stop"
    never: ["€ net"]
    asks: long_days
  - finish: ["Oui", "Bof"]
    kind: result
  - student: "un"
  - student: "deux"
  - student: "trois"
  - student: "quatre"
"""


def found(write: Write, text: str, names: Names = NAMES) -> list[tuple[int, str]]:
    """(line, message) of everything that is wrong with one file."""
    folder = write("conversations/lina.yml", text).parent
    return [(problem.line, problem.message) for problem in sorted(check_conversations(folder, names))]


def test_what_is_well_written_is_fine(write: Write) -> None:
    assert FILE.count("\n  - ") == MIN_TURNS
    assert found(write, FILE) == []


# old -> new, the line of the mistake, what is said.
MISTAKES = [
    ("answers:", "answer:", 6, "'turns.0.answer' is not a key of the schema; check its spelling or remove it; did you mean"),
    ("page_job:", "page_jobs:", 3, "'page_jobs' is not a key of the schema; check its spelling or remove it; did you mean"),
    ("page_job: boulanger", "page_job: boulange", 3, "'boulange' is not the slug of a job; correct it; did you mean 'bo"),
    ('    says: ["2 200"]', "    says: [2200]", 7, "'turns.0.says.0' is 2200, and text is wanted; put it between quotes"),
    ('    says: ["2 200"]', "    says: 2 200", 7, "'turns.0.says' is '2 200', and a list is wanted; write [one, two]"),
    ("kind: comparison", "kind: comparaison", 9, "'turns.1.kind' is 'comparaison', and another word is wanted; write on"),
    ("not_kind: question", "not_kind: quiz", 10, "'turns.1.not_kind' is 'quiz', and another word is wanted; write one of"),
    ("asks: long_days", "asks: long_day", 13, "'long_day' is not the key of a question of a guide or of quiz.yml; correct"),
    ("assistant salary", "assistant salaire", 6, "'salaire' is not a topic of topics.yml; correct it"),
    ("assistant salary", "salary", 6, "'salary' is not a job and a topic; write both, such as 'assistant salary', or"),
    ("assistant salary", "asistant salary", 6, "no slug of a job begins with 'asistant'; correct it, or write 'none' for"),
    ('  - tap: "Comparer"', '  - tap: "Comparer"\n    student: x', 8, "'turns.1': has 'student' and 'tap', and a turn i"),
    ('  - student: "stop"\n    never', "  - never", 11, "'turns.2': has neither 'student' nor 'tap', and a turn is one"),
    ('["Oui", "Bof"]', "[]", 14, "'turns.3.finish' has 0 entries, and at least 1 must be there; add what is missing"),
    ('  - student: "un"\n', "", 4, "'turns' has 7 entries, and at least 8 must be there; add what is missing"),
    ('  - student: "un"\n', "  - un\n", 16, "'turns.4' is 'un', and a group of keys is wanted; write them: student"),
    ("conversation:", "conversations:", 2, "'conversations' is not a key of the schema; check its spelling or remove it"),
    ('student: "stop"', "student: stop : ici", 11, "not valid YAML: the text holds ': '"),
    ("turns:", "turn:", 4, "'turn' is not a key of the schema; check its spelling or remove it; did you mean 'turns'?"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_line(write: Write, old: str, new: str, line: int, message: str) -> None:
    assert FILE.replace(old, new, 1) != FILE
    ((at, told),) = found(write, FILE.replace(old, new, 1))
    assert (at, told[: len(message)]) == (line, message)


def test_all_mistakes_of_a_file_are_told_at_once(write: Write) -> None:
    text = FILE.replace("answers:", "answer:").replace("long_days", "nights").replace("kind: result", "kind: fin")
    assert [line for line, _ in found(write, text)] == [6, 13, 15]


@pytest.mark.parametrize("text", ["", "# rien\n", "- student: x\n"])
def test_a_file_without_conversation_is_told(write: Write, text: str) -> None:
    assert found(write, text) == [(1, 'is empty or no conversation; write `conversation: "…"`, and `turns:` with its turns')]


def test_a_file_that_would_not_be_read_is_told(write: Write) -> None:
    folder = write("conversations/lina.yaml", FILE).parent
    (problem,) = check_conversations(folder, NAMES)
    assert problem.message == "would not be read; give it a name that ends in .yml, such as lina.yml"


def test_what_is_not_known_is_not_compared(write: Write) -> None:
    assert found(write, FILE, Names((), (), ())) == []


def test_the_files_of_the_project_are_there() -> None:
    assert len(list((ROOT / "tests" / "conversations").glob("*.yml"))) >= 40
