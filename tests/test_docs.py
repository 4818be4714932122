"""The documents say what the program is: settings, commands, fields, folders, examples, links."""

from __future__ import annotations

import argparse
import inspect
import json
import re
import shutil
import textwrap
import typing
from pathlib import Path

import pytest
import yaml

from bot import settings
from bot.__main__ import _parser
from bot.guidance.answers import AnswerReader
from bot.knowledge.answer_words import AnswerWords
from bot.knowledge.answers import AnswerWriter
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.flows import Flows
from bot.knowledge.loader import check_knowledge
from bot.knowledge.quiz import InterestKind, Quiz, Statement, TypeKind
from bot.knowledge.report import ReportTexts
from bot.knowledge.schema import Guide, Strict
from bot.knowledge.talk import Talk
from bot.knowledge.template_checks import topic_problems
from bot.knowledge.topics import Items, Topic, Topics
from bot.knowledge.yaml_source import read_yaml
from bot.paths import KNOWLEDGE, ROOT
from bot.problems import errors

README = ROOT / "README.md"
GUIDE_HOW_TO = KNOWLEDGE / "README.md"
TRAINERS = ROOT / "docs" / "trainers.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), GUIDE_HOW_TO])


def read(path: Path) -> str:
    """The text of a document."""
    return path.read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands under the heading `## title`."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"there is no heading '## {title}'"
    return found[1]


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language, those inside a list included."""
    return [found[1] for found in re.findall(rf"^( *)```{language}\n(.*?)^\1```", text, re.MULTILINE | re.DOTALL)]


def first_cells(text: str) -> list[str]:
    """What stands between backquotes in the first column of the tables of `text`."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def fields_of(model: type[Strict]) -> set[str]:
    """The fields of a model and of every model inside it."""
    names: set[str] = set()
    for name, hint in typing.get_type_hints(model).items():
        if name not in model.__fields__:
            continue
        names.add(name)
        for part in (hint, *typing.get_args(hint)):
            if inspect.isclass(part) and issubclass(part, Strict):
                names |= fields_of(part)
    return names


def words_of(text: str) -> set[str]:
    """The keys and words of a document that may be names of the program."""
    return set(re.findall(r"\w+", text))


# ── Settings ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_environment_variable_is_documented_and_no_other() -> None:
    read_by_the_program = set(re.findall(r'"(HOST|PORT|DECLIC_[A-Z_]+)"', inspect.getsource(settings)))
    assert len(read_by_the_program) >= 6
    documented = first_cells(read(ROOT / "docs" / "configuration.md"))
    assert set(documented) == read_by_the_program
    assert len(documented) == len(set(documented))


def test_documented_defaults_are_the_defaults() -> None:
    defaults = settings.Settings()
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", read(ROOT / "docs" / "configuration.md"), re.MULTILINE))
    for name, shown in rows.items():
        value = getattr(defaults, name.removeprefix("DECLIC_").lower())
        assert shown == (f"`{value}`" if value not in ("", ()) else "empty"), name


# ── Commands ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def commands() -> set[str]:
    """The commands of `python -m bot`."""
    actions = _parser()._actions
    return {name for action in actions if isinstance(action, argparse._SubParsersAction) for name in action.choices}


def test_every_command_is_in_the_readme_and_no_other() -> None:
    assert len(commands()) >= 5
    cells = first_cells(section(read(README), "Commands"))
    documented = {cell.split()[3] for cell in cells if cell.startswith("python -m bot ")}
    assert documented == commands()


def test_documented_targets_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    assert targets
    for path in DOCUMENTS:
        code = re.findall(r"`(?:[A-Z]+=\S+ )?make ([a-z]+)", read(path))
        code += re.findall(r"^make ([a-z]+)", "".join(blocks(read(path), "bash")), re.MULTILINE)
        assert set(code) <= targets, path.name


# ── Knowledge ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_field_of_a_guide_is_explained() -> None:
    names = fields_of(Guide)
    assert {"slug", "self_assessment", "gross", "unfavourable"} <= names
    assert names - words_of(section(read(GUIDE_HOW_TO), "Un guide, champ par champ")) == set()


@pytest.mark.parametrize("model", [Topics, Topic, Items])
def test_every_key_of_topics_is_explained(model: type[Strict]) -> None:
    names = set(model.__fields__) - {"topics"}
    assert names
    assert names - words_of(section(read(GUIDE_HOW_TO), "Les thèmes : `topics.yml`")) == set()


def test_every_key_of_the_report_is_explained() -> None:
    explained = set(re.findall(r"`(\w+)`", section(read(GUIDE_HOW_TO), "Le bilan : `report.yml`")))
    assert set(ReportTexts.__fields__) == explained & set(ReportTexts.__fields__)


def test_every_key_of_answers_is_explained() -> None:
    text = section(read(GUIDE_HOW_TO), "Lire une réponse libre : `answers.yml`")
    explained = set(re.findall(r"`(\w+)`", text))
    names = fields_of(AnswerWords)
    assert {"yes", "rules", "ahead_negators", "spellings"} <= names
    assert names - explained == set()
    rows = " ".join(re.findall(r"^\| (`.*?) \|", text, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows)) <= names


def test_every_key_of_the_quiz_is_explained() -> None:
    names = fields_of(Quiz) | set(TypeKind.__fields__)
    assert {"statements", "reversed", "lacking_text", "interests", "label"} <= names
    assert names - words_of(section(read(GUIDE_HOW_TO), "Le quiz de découverte : `quiz.yml`")) == set()


def test_the_examples_of_the_quiz_are_those_of_the_file() -> None:
    quiz = Quiz.parse_obj(read_yaml(KNOWLEDGE / "quiz.yml").data)
    statements, kinds = blocks(section(read(GUIDE_HOW_TO), "Le quiz de découverte : `quiz.yml`"), "yaml")
    for example in yaml.safe_load(statements):
        assert Statement.parse_obj(example) in quiz.statements
    parts = yaml.safe_load(kinds)
    for letter, example in parts["types"].items():
        assert TypeKind.parse_obj(example) == quiz.types[letter]
    for example in parts["interests"]:
        assert InterestKind.parse_obj(example) in quiz.interests


def test_the_examples_of_guides_pass_the_check(tmp_path: Path) -> None:
    how_to = read(GUIDE_HOW_TO)
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    examples = {
        "libraire": blocks(section(how_to, "Un guide minimal"), "yaml")[0],
        "gardien-de-phare": "".join(blocks(section(how_to, "Un guide, champ par champ"), "yaml")),
    }
    for slug, text in examples.items():
        (folder / "jobs" / f"{slug}.yml").write_text(text, encoding="utf-8")
    knowledge, problems = check_knowledge(folder)
    assert errors(problems) == []
    assert knowledge is not None
    assert topic_problems(knowledge, AnswerWriter(knowledge)) == []
    full = knowledge.guides["gardien-de-phare"]
    assert [name for name in Guide.__fields__ if not getattr(full, name)] == []
    required = {name for name, field in Guide.__fields__.items() if field.required}
    assert set(knowledge.guides["libraire"].__fields_set__) == required


def test_the_steps_for_trainers_pass_the_check(tmp_path: Path) -> None:
    """The examples of trainers.md, put where it says; the answer is then read."""
    how_to, folder = read(TRAINERS), tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    statement = blocks(section(how_to, "Ajouter une affirmation au quiz"), "yaml")[0]
    quiz, answers = folder / "quiz.yml", folder / "answers.yml"
    quiz.write_text(f"{read(quiz).rstrip()}\n{textwrap.indent(textwrap.dedent(statement), '  ')}", encoding="utf-8")
    key, line = textwrap.dedent(blocks(section(how_to, "Ajouter un mot de réponse"), "yaml")[0]).splitlines()
    text = read(answers)
    assert f"\n{key}\n" in text
    answers.write_text(text.replace(f"\n{key}\n", f"\n{key}\n{line}\n", 1), encoding="utf-8")
    knowledge, problems = check_knowledge(folder)
    assert errors(problems) == []
    assert knowledge is not None
    assert knowledge.quiz.statement("cook_with_leftovers") is not None
    read_answer = AnswerReader(knowledge.answers).read("franchement ça me fait grave vibrer")
    assert read_answer is not None and read_answer.stance == 1.0


def test_the_counts_of_the_samples_are_those_of_the_check(tmp_path: Path) -> None:
    how_to, folder = read(TRAINERS), tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    first, with_a_guide = re.findall(r"\d error\(s\), (\d+) warning\(s\)\.", how_to)
    assert int(first) == len(check_knowledge(folder)[1])
    conditions = blocks(section(how_to, "Ajouter un métier"), "yaml")[0]
    guide = blocks(section(read(GUIDE_HOW_TO), "Un guide minimal"), "yaml")[0] + textwrap.dedent(conditions)
    (folder / "jobs" / "libraire.yml").write_text(guide, encoding="utf-8")
    assert int(with_a_guide) == len(check_knowledge(folder)[1])


def test_the_examples_of_topics_and_of_the_catalogue_are_those_of_the_files() -> None:
    topics = Topics.parse_obj(read_yaml(KNOWLEDGE / "topics.yml").data)
    catalogue = Catalogue.parse_obj(read_yaml(KNOWLEDGE / "catalogue.yml").data)
    topic_example = blocks(section(read(GUIDE_HOW_TO), "Les thèmes : `topics.yml`"), "yaml")[0]
    job_example = blocks(section(read(GUIDE_HOW_TO), "Les autres métiers : `catalogue.yml`"), "yaml")[0]
    assert Topic.parse_obj(_only(topic_example)) in topics.topics
    assert _only(job_example) in [job.dict(exclude_unset=True) for job in catalogue.jobs]


def _only(example: str) -> object:
    (item,) = yaml.safe_load(example)
    return item


def required(model: type[Strict], path: str = "") -> dict[str, tuple[set[str], set[str]]]:
    """By place: the keys that must be there, and the lists that may not be empty; "" is the top of the file."""
    fields = model.__fields__
    filled = {name for name, field in fields.items() if field.field_info.min_items}
    found = {path: ({name for name, field in fields.items() if field.required}, filled)}
    for name, field in fields.items():
        if inspect.isclass(field.type_) and issubclass(field.type_, Strict):
            found |= required(field.type_, f"{path}.{name}" if path else name)
    return found


@pytest.mark.parametrize(
    ("file", "model"),
    [("jobs/<slug>.yml", Guide), ("topics.yml", Topics), ("quiz.yml", Quiz), ("catalogue.yml", Catalogue)],
)
def test_the_required_keys_are_those_of_the_schema(file: str, model: type[Strict]) -> None:
    text = section(read(GUIDE_HOW_TO), "Les clés obligatoires")
    table = text.split(f"### `{file}`\n", 1)[1].split("###", 1)[0]
    rows = re.findall(r"^\| (?!où|---)(.*?) \| (.*?) \|(.*?)\|$", table, re.MULTILINE)
    documented: dict[str, tuple[set[str], set[str]]] = {}
    for places, *cells in rows:
        keys, filled = (set(re.findall(r"`(\w+)`", cell)) for cell in cells)
        for place in re.findall(r"`([\w.]+)`", places) or [""]:
            assert place not in documented, place
            documented[place] = (keys, filled)
    assert documented == required(model)


@pytest.mark.parametrize("model", [Talk, Flows, AnswerWords, ReportTexts])
def test_files_of_which_every_key_is_required(model: type[Strict]) -> None:
    assert [name for name, field in model.__fields__.items() if not field.required] == []
    file = {Talk: "talk", Flows: "flows", AnswerWords: "answers", ReportTexts: "report"}[model]
    assert f"`{file}.yml`" in section(read(GUIDE_HOW_TO), "Les clés obligatoires").split("catalogue.yml", 1)[1]


# ── Folders, links, form ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_folder_of_the_map_exists_and_no_top_folder_is_left_out() -> None:
    mapped = first_cells(section(read(README), "Folders"))
    assert len(mapped) >= 8
    assert [folder for folder in mapped if not (ROOT / folder).is_dir()] == []
    made = {"models", "var", "results"}
    top = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._" and path.name not in made}
    assert top - {folder.split("/")[0] for folder in mapped} == set()


def test_links_between_documents_lead_somewhere() -> None:
    assert len(DOCUMENTS) >= 6
    for path in DOCUMENTS:
        for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", read(path)):
            linked = path.parent / target if target else path
            assert linked.exists(), f"{path.name}: {target}"
            if anchor:
                headings = re.findall(r"^#+ (.*)$", read(linked), re.MULTILINE)
                assert anchor in map(_anchor, headings), f"{path.name}: {target}#{anchor}"


def _anchor(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_form_of_the_documents(path: Path) -> None:
    text = read(path)
    assert [number for number, line in enumerate(text.splitlines(), start=1) if len(line) > 125] == []
    for example in blocks(text, "json"):
        json.loads(example)


def test_the_changelog_has_the_version_of_the_project() -> None:
    version = re.search(r'^version = "(.*)"$', read(ROOT / "pyproject.toml"), re.MULTILINE)
    assert version is not None
    assert re.search(rf"^## {re.escape(version[1])} - \d{{4}}-\d\d-\d\d$", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
