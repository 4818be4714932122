"""`python -m bot check`: the project is clean, and every mistake of an author is named with file and line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.check import problems
from bot.paths import ROOT
from bot.problems import errors
from tests.advice import every_problem_says_what_to_do

__all__ = ["every_problem_says_what_to_do"]

LINE = re.compile(r"^\[(ERROR|WARNING)\] [^:]+(:\d+)?: .{10,}$")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what authors write."""
    tests = ("nlu", "tuning", "stories", "questions", "safety", "personal", "languages", "conversations", "answers")
    for name in ("knowledge", "data", "actions", *(f"tests/{name}" for name in tests)):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "bot").mkdir()
    for path in (ROOT / "bot").rglob("*.py"):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(path, target)
    shutil.copy(ROOT / "domain.yml", tmp_path / "domain.yml")
    (tmp_path / "knowledge" / "catalogue.yml").unlink()  # it may be absent, and takes the longest to read
    for folder, lines in (("data/nlu", 60), ("tests/nlu", 5), ("tests/tuning", 5)):
        for path in (tmp_path / folder).glob("*.yml"):  # a part of the phrases: the checks are the same, and quicker
            kept = path.read_text(encoding="utf-8").splitlines()[:lines]
            while not kept[-1].startswith("  ") or "examples:" in kept[-1]:
                kept.pop()  # a group that has just begun
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return tmp_path


def edit(file: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    """A mistake: change the text of one file."""

    def apply(project: Path) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        changed = change(text)
        assert changed != text, "the mistake must change the file"
        path.write_text(changed, encoding="utf-8")

    return apply


def test_the_copy_is_clean(project: Path) -> None:
    assert [str(problem) for problem in errors(problems(project))] == []


def test_the_project_is_clean() -> None:
    assert not errors(problems())


MISTAKES: list[tuple[Callable[[Path], None], str, str]] = [
    (edit("data/nlu/greet.yml", lambda t: t + "    - salaire ?\n"), "data/nlu/", "is already a phrase of"),
    (edit("data/nlu/greet.yml", lambda t: t + "    sans tiret\n"), "data/nlu/greet.yml", "must begin with '- '"),
    (edit("data/nlu/greet.yml", lambda t: t.replace("intent: greet", "intent: gret", 1)), "data/nlu/greet.yml", "'gret'"),
    (
        edit("data/nlu/greet.yml", lambda t: t.replace("examples:", "exemples:", 1)),
        "data/nlu/greet.yml",
        "'intent' and 'examples'",
    ),
    (edit("data/nlu/greet.yml", lambda t: t.replace("nlu:", "nlus:", 1)), "data/nlu/greet.yml", "'nlus'"),
    (edit("data/nlu/greet.yml", lambda _: 'version: "3.1"\nnlu:\n'), "data/nlu/greet.yml", "no list 'nlu'"),
    (edit("data/nlu/greet.yml", lambda t: t.replace("- intent", "- [intent", 1)), "data/nlu/greet.yml", "not valid YAML"),
    (edit("tests/nlu/greet.yml", lambda t: t + '  - "salaire ?"\n'), "tests/nlu/greet.yml", "a test must be new"),
    (edit("tests/nlu/greet.yml", lambda t: t + "  - 12\n"), "tests/nlu/greet.yml", "put it between quotes"),
    (edit("tests/nlu/greet.yml", lambda t: t.replace("phrases:", "phrase:")), "tests/nlu/greet.yml", "'phrases'"),
    (
        edit("data/rules/conversation.yml", lambda t: t.replace("intent: greet", "intent: hello")),
        "conversation.yml",
        "'hello'",
    ),
    (
        edit("data/rules/conversation.yml", lambda t: t.replace("action: utter_goodbye", "action: utter_godbye")),
        "conversation.yml",
        "'utter_godbye'",
    ),
    (
        edit("data/rules/topics.yml", lambda t: t.replace("action_answer", "action_anwser", 1)),
        "topics.yml",
        "'action_anwser'",
    ),
    (edit("domain.yml", lambda t: t.replace("  - action_repeat\n", "")), "actions/conversation.py", "'action_repeat'"),
    (
        edit("domain.yml", lambda t: t.replace("  - action_repeat\n", "  - action_repeat\n  - action_dance\n")),
        "domain.yml",
        "'action_dance'",
    ),
    (
        edit("domain.yml", lambda t: t.replace("  utter_erased:", "  utter_erasd:")),
        "actions/conversation.py",
        "'utter_erased'",
    ),
    (edit("domain.yml", lambda t: t.replace("C'est fait : j'ai effacé", "x" * 600)), "domain.yml", "at most 500"),
    (
        edit("domain.yml", lambda t: t.replace("  utter_stop:\n", "  utter_stop:\n  utter_stop:\n", 1)),
        "domain.yml",
        "stands twice",
    ),
    (edit("domain.yml", lambda t: t.replace("  - ask_day:", "  - ask_dya:")), "domain.yml", "ask_day"),
    (edit("knowledge/topics.yml", lambda t: t.replace("id: salary", "id: salry")), "topics.yml", "not another topic"),
    (edit("knowledge/talk.yml", lambda t: t.replace("  gross:", "  brut:")), "talk.yml", "'pay.brut'"),
    (lambda project: (project / "knowledge" / "talk.yml").unlink(), "talk.yml", "cannot be read"),
    (edit("knowledge/topics.yml", lambda t: t.replace("{{ guide.pitch }}", "{{ guide.ptich }}")), "topics.yml", "ptich"),
    (edit("knowledge/topics.yml", lambda t: t.replace("{{ guide.pitch }}", "{{ guide.pitch }")), "topics.yml", "overview"),
]


@pytest.mark.parametrize(
    ("mistake", "file", "words"), MISTAKES, ids=[f"{number}-{m[2][:20]}" for number, m in enumerate(MISTAKES)]
)
def test_a_mistake_is_named_with_its_file(project: Path, mistake: Callable[[Path], None], file: str, words: str) -> None:
    mistake(project)
    found = [str(problem) for problem in errors(problems(project))]
    assert any(file in line and words in line for line in found), "\n".join(found)
    assert all(LINE.match(line) for line in found)


def test_many_mistakes_are_reported_at_once(project: Path) -> None:
    edit("data/nlu/greet.yml", lambda t: t + "    sans tiret\n")(project)
    edit("data/rules/topics.yml", lambda t: t.replace("action_answer", "action_anwser", 1))(project)
    edit("knowledge/jobs/directeur-de-postproduction.yml", lambda t: t.replace("pitch:", "pich:", 1))(project)
    edit("knowledge/jobs/assistant-de-production-audiovisuelle.yml", lambda t: t.replace("min: 2200", "min: deux", 1))(
        project
    )
    found = "\n".join(str(problem) for problem in errors(problems(project)))
    for words in ("must begin with '- '", "action_anwser", "'pich'", "'deux'"):
        assert words in found
    assert "'pitch' is missing" not in found  # it is misspelt: one mistake, one line


def test_an_unknown_intent_is_one_error_a_file(project: Path) -> None:
    path = project / "data/nlu/ask_salary.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("intent: ask_salary", "intent: ask_salaire"), encoding="utf-8")
    found = [
        problem for problem in errors(problems(project)) if "the intent 'ask_salaire' is not in domain.yml" in str(problem)
    ]
    assert len(found) == 1
    first = next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith("- intent: "))
    assert found[0].path.name == "ask_salary.yml" and found[0].line == first


# What a trainer does wrong in one afternoon: file, what stood there, what stands there now, text of its line, words told.
AN_AFTERNOON: list[tuple[str, str, str, str, str]] = [
    ("data/nlu/thank.yml", "    - ", "\t- ", "\t- ", "a tab stands at the beginning of this line"),
    (
        "data/nlu/ask_day.yml",
        "    - ",
        "    - une [soirée\n    - ",
        "[soirée",
        "a bracket of this phrase marks nothing",
    ),
    ("data/stories/salaire.yml", "  steps:", "  setps:", "setps", "did you mean 'steps'?"),
    ("data/stories/etudes.yml", "  - intent: ", "  - intention: ", "intention", "did you mean 'intent'?"),
    ("domain.yml", "{contact}", "{contacte}", "{contacte}", "write {contact}, or remove it"),
    ("domain.yml", "payload: '/deny'", "payload: '/denyy'", "/denyy", "did you mean 'deny'?"),
    ("knowledge/answers.yml", "[confirme,", '["confirme,', '["confirme', "the quote that opens here is not closed"),
    ("knowledge/quiz.yml", "    text: ", "    text, ", "    text, ", "has no ':' behind 'text'"),
    ("knowledge/report.yml", 'jobs: "Métiers"', "jobs:", "jobs:", "'jobs' is empty; write its text between quotes"),
    ("knowledge/topics.yml", "together: false", "together: non", "together: non", "true (yes) or false (no) is wanted"),
    ("knowledge/jobs/directeur-de-postproduction.yml", "  - leadership", "  - “leadership”", "“leadership”", "curly"),
    ("knowledge/jobs/directeur-de-postproduction.yml", "min: 1500", "min: 1 500", "min: 1 500", "write 1500"),
    ("knowledge/jobs/directeur-de-postproduction.yml", "job: assistant", "job: asistant", "asistant", "no other guide"),
    ("tests/answers/learning.tsv", "\tsiii", " siii", "yes siii", "with a tab between them"),
    ("tests/conversations/papa_d_elise.yml", "answers:", "answer:", "answer:", "did you mean 'answers'?"),
    ("tests/nlu/greet.yml", "phrases:", "phrases:\n  - aide : moi", "aide : moi", "since it holds ': '"),
    ("tests/nlu/thank.yml", "phrases:", "phrases:\n- [merci", "- [merci", "the '[' that opens here is not closed"),
    ("tests/safety/test.yml", "lookalike:", "lookalike:\n  - bonjour", "- bonjour", "a test must be new"),
    ("tests/stories/test_conditions.yml", "ask_challenge", "ask_pros", "ask_pros", "has 'ask_challenge' here (conditions"),
    ("tests/stories/test_doutes.yml", 'value": "assistant-', 'value": "asistant-', "asistant", "is not the slug of a job"),
]


def test_an_afternoon_of_mistakes_is_told_in_one_run(project: Path) -> None:
    """Every mistake has its line, and nothing else is told."""
    for file, old, new, _, _ in AN_AFTERNOON:
        edit(file, lambda text, old=old, new=new: text.replace(old, new, 1))(project)
    (project / "data/nlu/insult.yml").unlink()
    found = [problem for problem in problems(project) if problem.level == "ERROR"]
    told = []
    for file, _, _, at, words in AN_AFTERNOON:
        lines = (project / file).read_text(encoding="utf-8").splitlines()
        mine = [one for one in found if one.path == project / file and words in one.message and at in lines[one.line - 1]]
        assert mine, (file, words, [str(problem) for problem in found if problem.path.name == Path(file).name])
        told += mine
    told += [problem for problem in found if "'insult' has no phrases" in problem.message]
    assert [str(problem) for problem in found if problem not in told] == []


def test_a_misnamed_action_of_a_rule_is_no_mistake_of_the_stories(project: Path) -> None:
    edit("data/rules/topics.yml", lambda t: t.replace("action: action_answer", "action: action_anwser", 1))(project)
    assert [problem.path.name for problem in errors(problems(project))] == ["topics.yml"]
