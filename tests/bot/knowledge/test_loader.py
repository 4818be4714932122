"""Every problem of every file of knowledge/ is reported at once, with its file, its line, the value and what to do."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from bot.knowledge import loader
from bot.knowledge.library import build_library
from bot.knowledge.loader import check_knowledge, load_knowledge
from bot.knowledge.register import REGISTER
from bot.knowledge.yaml_source import Source, read_yaml
from bot.paths import KNOWLEDGE, ROOT
from bot.problems import DataError, Problem, errors

ASSISTANT = "jobs/assistant-de-production-audiovisuelle.yml"
DIRECTOR = "jobs/directeur-de-postproduction.yml"
TOPICS = "topics.yml"
TALK = "talk.yml"
REPORT = "report.yml"
CATALOGUE = "catalogue.yml"
QUIZ = "quiz.yml"
ANSWERS = "answers.yml"
FLOWS = "flows.yml"
REQUIRED = (TOPICS, TALK, QUIZ, FLOWS, ANSWERS, "report.yml")
ROME_MAP = "rome.yml"
NO_GUIDE = "no guide here; add at least one <slug>.yml"

PRINTED = re.compile(r"\[(ERROR|WARNING)\] [^:]+(:[1-9]\d*)?: \S.*")


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first `old` of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}: mend the table of this test"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@dataclass(frozen=True)
class Mistake:
    """An edit of a copy of knowledge/, and the error that it must bring."""

    path: str
    old: str
    new: str
    at: str
    """Text of the one line that the error names, after the edit."""
    message: str
    """The beginning of the message: what is wrong, the value as written, what to do."""

    def make(self, folder: Path) -> None:
        """Edit the copy; the text that is replaced must stand there."""
        edit(folder / self.path, self.old, self.new)

    def matches(self, folder: Path, problem: Problem) -> bool:
        """Whether `problem` is the one of this mistake."""
        lines = (folder / self.path).read_text(encoding="utf-8").splitlines()
        found = [number for number, line in enumerate(lines, start=1) if self.at in line]
        assert len(found) == 1, f"{self.at!r} stands on the lines {found}: mend the table of this test"
        where = problem.path == folder / self.path and problem.line == found[0]
        return where and problem.message.startswith(self.message) and problem.level == "ERROR"


@lru_cache(maxsize=20)
def parsed(content: bytes, folder: Path) -> Source:
    """A text read before in this run: most files of a copy are as they were."""
    path = folder / "parsed.yml"
    path.write_bytes(content)
    return read_yaml(path)


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real knowledge/ with its first two guides and a short catalogue, to be broken."""
    copy = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, copy, ignore=shutil.ignore_patterns("README*", REGISTER))
    for path in (copy / "jobs").glob("*"):
        if path not in (copy / ASSISTANT, copy / DIRECTOR):
            path.unlink()
    assert len(list((copy / "jobs").glob("*.yml"))) == 2
    text = (copy / CATALOGUE).read_text(encoding="utf-8")
    jobs = text.split("  - slug: ")
    assert len(jobs) > 400
    kept = [job for job in jobs[1:] if job.startswith(("charge-de-production\n", "directeur-de-production\n", "monteur\n"))]
    kept = [re.sub(r"\n    near: \[[^\]]*\]", "", job) for job in kept]  # the jobs that they name are left out
    (copy / CATALOGUE).write_text("  - slug: ".join([jobs[0], *kept]), encoding="utf-8")

    files = (ASSISTANT, DIRECTOR, *REQUIRED, CATALOGUE, ROME_MAP)
    originals = {(copy / name).read_bytes() for name in files}
    scratch = tmp_path_factory.getbasetemp()

    def read(path: Path) -> Source:
        content = path.read_bytes() if path.is_file() else b""
        return replace(parsed(content, scratch), path=path) if content in originals else read_yaml(path)

    monkeypatch.setattr(loader, "read_yaml", read)
    return copy


def refused(folder: Path) -> list[Problem]:
    """The errors of a folder that cannot be used."""
    knowledge, problems = check_knowledge(folder)
    assert knowledge is None
    assert problems == sorted(problems)
    assert all(PRINTED.fullmatch(str(problem)) for problem in problems), problems
    return errors(problems)


def test_the_real_knowledge_has_warnings_and_no_error() -> None:
    knowledge, problems = check_knowledge(KNOWLEDGE)
    assert knowledge is not None
    assert errors(problems) == []
    assert knowledge.warnings == problems
    assert len(knowledge.guides) >= 2
    assert len(knowledge.catalogue) > 400
    assert list(knowledge.guides) == sorted(path.stem for path in (KNOWLEDGE / "jobs").glob("*.yml"))


def test_a_section_that_a_guide_lacks_is_a_warning_and_no_more(folder: Path) -> None:
    path = folder / DIRECTOR
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("pros:\n")] + text[text.index("# Les inconvénients") :], encoding="utf-8")
    message = "the guide has no section '{}', and students are told so; add it if the source has it"
    assert [str(warning) for warning in load_knowledge(folder).warnings] == [
        f"[WARNING] {folder / ASSISTANT}: {message.format('challenge')}",
        f"[WARNING] {folder / ASSISTANT}: {message.format('technical')}",
        f"[WARNING] {folder / DIRECTOR}: {message.format('pros')}",
    ]


LONG = "x" * 501
DESCRIBED = """  - slug: vitrier
    title: {masculine: vitrier, feminine: vitrière}
    summary: "Pose des vitres."
    profile: {rome: F1607, riasec: [R]}
"""

# One mistake at a time: what a trainer does -> the line that the trainer reads.
MISTAKES: dict[str, Mistake] = {
    "neither true, false nor null": Mistake(
        DIRECTOR,
        "gross: true",
        "gross: brut",
        "gross: brut",
        "'salary.figures.0.gross' is 'brut', and true (yes) or false (no) is wanted; write one of them, without quotes, or",
    ),
    "neither true nor false, where null has no sense": Mistake(
        DIRECTOR,
        "approximate: true",
        "approximate: oui",
        "approximate: oui",
        "'salary.figures.0.approximate' is 'oui', and true (yes) or false (no) is wanted; write one of them, without quotes",
    ),
    "missing key that may be null": Mistake(
        DIRECTOR,
        "currency: EUR, period: month, gross: true, ",
        "currency: EUR, period: month, ",
        "sur de grosses productions",
        "'salary.figures.2.gross' is missing; add it: true or false, or null where the source does not say",
    ),
    "missing key with a few words to choose from": Mistake(
        DIRECTOR,
        "{level: junior, status",
        "{status",
        "{status",
        "'salary.figures.0.level' is missing; add it: one of any, junior, experienced",
    ),
    "unknown key that is like none": Mistake(
        DIRECTOR,
        "sur de grosses productions}",
        "sur de grosses productions, montant: 3000}",
        "montant: 3000",
        "'salary.figures.2.montant' is not a key of the schema; check its spelling or remove it; the keys here are level, ",
    ),
    "word for which there is one only": Mistake(
        DIRECTOR,
        "currency: EUR, period: month, gross: true, note",
        "currency: €, period: month, gross: true, note",
        "currency: €",
        "'salary.figures.2.currency' is '€', and another word is wanted; write EUR",
    ),
    "year in words": Mistake(
        DIRECTOR,
        "year: 2025",
        "year: cette année",
        "year: cette année",
        "'year' is 'cette année', and a whole number is wanted; write it with figures alone, such as 2025",
    ),
    "empty text that must be there": Mistake(
        "flows.yml", "skip: ", "skip: ''  # ", "skip: ''", "'steps.skip' is empty; write its text between quotes \"…\""
    ),
    "text that YAML takes for a comment": Mistake(
        DIRECTOR,
        "  - leadership\n",
        "  - #leadership\n",
        "#leadership",
        "'skills.1' is empty, since what stands behind '#' is not read; put a text with '#' between quotes",
    ),
    "interest of a code that the quiz does not have": Mistake(
        ROME_MAP,
        "  animals:",
        "  animal:",
        "  animal:",
        "'animal' is not an interest of quiz.yml; correct it; did you mean 'animals'?",
    ),
    "text of spaces": Mistake(
        DIRECTOR, "aliases:\n  [", 'aliases:\n  ["  ",', '["  ",', "'aliases.0' is empty; write its text between quotes"
    ),
    "key with a capital and an accent": Mistake(
        TOPICS, "labels:\n", "labels:\n  Été: {}\n", "labels:", "'Été' is no key for 'labels': small letters without accents"
    ),
    "entry of a list that stands twice": Mistake(
        QUIZ,
        "types: [R]",
        "types: [R, R]",
        "types: [R, R]",
        "'interests.0.types' is a list, and each entry may stand in it once; remove what stands twice",
    ),
    "unknown key": Mistake(
        DIRECTOR,
        "  area: Belgique\n",
        "  area: Belgique\n  zone: Wallonie\n",
        "zone: Wallonie",
        "'figures.zone' is not a key of the schema; check its spelling or remove it",
    ),
    "unknown key in the catalogue": Mistake(
        CATALOGUE,
        "aliases: [chargé de prod,",
        "alias: [chargé de prod,",
        "alias: [chargé de prod,",
        "'jobs.1.alias' is not a key of the schema; check its spelling or remove it",
    ),
    "unknown key of a topic": Mistake(
        TOPICS,
        '    icon: "👋"\n',
        '    icon: "👋"\n    emoji: oui\n',
        "emoji: oui",
        "'topics.0.emoji' is not a key of the schema; check its spelling or remove it",
    ),
    "unknown key of the talk": Mistake(
        TALK,
        "  net: [net,",
        "  nette: []\n  net: [net,",
        "nette: []",
        "'pay.nette' is not a key of the schema; check its spelling or remove it",
    ),
    "braces of a comparison's button": Mistake(
        TALK,
        'more: "Comparer : {label}"',
        'more: "Comparer : {titre}"',
        "{titre}",
        "'comparison.more' is 'Comparer : {titre}': must hold {label} once, and no other braces",
    ),
    "unknown key of the report": Mistake(
        REPORT,
        'job: "Métier"',
        'job: "Métier"\ntitre: x',
        "titre: x",
        "'titre' is not a key of the schema; check its spelling or remove it",
    ),
    "braces of the report": Mistake(
        REPORT,
        "après {hours} h",
        "après {heures} h",
        "{heures}",
        "'erase' is \"Le lien vers cette page s'efface après {heures} h. Pour …': must hold {hours} once",
    ),
    "missing key": Mistake(DIRECTOR, "year: 2025\n", "", "slug: directeur-de-postproduction", "'year' is missing; add it"),
    "missing key of a part": Mistake(
        DIRECTOR,
        "women: {value: 35, of: ",
        "women: {value: 35, note: ",
        "women: {value: 35",
        "'figures.women.of' is missing; add it",
    ),
    "number where text is wanted": Mistake(
        DIRECTOR,
        "  - leadership\n",
        "  - 42\n",
        "  - 42",
        "'skills.1' is 42, and text is wanted; put it between quotes if it is meant",
    ),
    "nothing where text is wanted": Mistake(
        DIRECTOR,
        "  - leadership\n",
        "  - ~\n",
        "  - ~",
        "'skills.1' is empty; write its text between quotes \"…\", or remove the line",
    ),
    "nothing behind a key": Mistake(
        QUIZ,
        'for_text: "l\'art te passionne"',
        "for_text:  # rien",
        "# rien",
        "'statements.32.for_text' is empty; write its text between quotes \"…\"",
    ),
    "nothing where a list is wanted": Mistake(
        QUIZ,
        'label: "bâtir et rénover", types: [R]}',
        'label: "bâtir et rénover", types: }',
        "types: }",
        "'interests.0.types' is empty, and a list is wanted; write its entries, or [] for none, or remove the line",
    ),
    "text where keys are wanted": Mistake(
        DIRECTOR,
        "women: {value: 35, of: ",
        "women: 35 %  # ",
        "women: 35 %",
        "'figures.women' is '35 %', and a group of keys is wanted; write them: value, of, at_least,",
    ),
    "empty text": Mistake(
        DIRECTOR, "  - leadership\n", '  - ""\n', '  - ""', "'skills.1' is empty; write its text between quotes"
    ),
    "text with a colon": Mistake(
        DIRECTOR,
        "  - leadership\n",
        "  - leadership : oui\n",
        "leadership : oui",
        "'skills.1' is a group of keys, and text is wanted; put it between quotes \"…\" if it is a text that holds ': '",
    ),
    "yes where true is wanted": Mistake(
        QUIZ,
        "    reversed: true\n",
        "    reversed: oui\n",
        "reversed: oui",
        "'statements.34.reversed' is 'oui', and true (yes) or false (no) is wanted; write one of them, without quotes",
    ),
    "text where a list is wanted": Mistake(
        QUIZ,
        'label: "bâtir et rénover", types: [R]}',
        'label: "bâtir et rénover", types: R}',
        "types: R}",
        "'interests.0.types' is 'R', and a list is wanted; write [one, two], or each on a line of its own with '- '",
    ),
    "misspelt key": Mistake(
        DIRECTOR,
        "average_age: 42",
        "averege_age: 42",
        "averege_age",
        "'figures.averege_age' is not a key of the schema; check its spelling or remove it; did you mean 'average_age'?",
    ),
    "misspelt key that must be there": Mistake(
        DIRECTOR,
        "pitch: ",
        "pich: ",
        "pich: ",
        "'pich' is not a key of the schema; check its spelling or remove it; did you mean 'pitch'?",
    ),
    "key without a colon before a text that has one": Mistake(
        DIRECTOR,
        'pitch: "',
        'pitch "',
        'pitch "',
        """'pitch "Le tournage est fini ? C'est là q' has no ':' behind 'pitch'; write `pitch: …`""",
    ),
    "year of another century": Mistake(
        DIRECTOR, "year: 2025\n", "year: 25\n", "year: 25", "'year' is 25, and at least 1990 is wanted; check it"
    ),
    "list where text is wanted": Mistake(
        DIRECTOR,
        "  - leadership\n",
        "  - [calme, sang-froid]\n",
        "[calme, sang-froid]",
        "'skills.1' is a list, and text is wanted; put it between quotes if it is meant",
    ),
    "text where a number is wanted": Mistake(
        DIRECTOR,
        "average_age: 42",
        "average_age: 42 ans",
        "42 ans",
        "'figures.average_age' is '42 ans', and a whole number is wanted; write 42",
    ),
    "percent sign": Mistake(
        DIRECTOR,
        "insertion: {value: 70,",
        "insertion: {value: 70%,",
        "70%,",
        "'figures.insertion.value' is '70%', and a whole number is wanted; write 70",
    ),
    "thousands with a dot": Mistake(
        DIRECTOR,
        "min: 1500,",
        "min: 1.500,",
        "min: 1.500",
        "'salary.figures.3.min' is 1.5, and a whole number is wanted; write it without a dot, such as 2500",
    ),
    "thousands with a space": Mistake(
        DIRECTOR,
        "min: 1500,",
        "min: 1 500,",
        "min: 1 500",
        "'salary.figures.3.min' is '1 500', and a whole number is wanted; write 1500",
    ),
    "time as people write it": Mistake(
        ASSISTANT,
        'start: "06:00"',
        "start: 6h00",
        "6h00",
        "'day.0.start' is '6h00', and a time such as \"06:00\" is wanted; write it with four figures, between quotes",
    ),
    "word that is not in the list": Mistake(
        DIRECTOR,
        "level: junior",
        "level: débutant",
        "level: débutant",
        "'salary.figures.0.level' is 'débutant', and another word is wanted; write one of any, junior, experienced",
    ),
    "true where yes is wanted": Mistake(
        ASSISTANT,
        'favours: "no"',
        "favours: false",
        "favours: false",
        "'self_assessment.2.favours' is false, and another word is wanted; write one of yes, no; put it between quotes",
    ),
    "text too long": Mistake(
        DIRECTOR,
        "  - leadership\n",
        f"  - {LONG}\n",
        LONG,
        "'skills.1' has 501 characters, more than 500; shorten or split it",
    ),
    "title too long for a button": Mistake(
        DIRECTOR,
        "short: Directeur·rice de postproduction",
        "short: Directeur·rice de toute la postproduction",
        "toute la postproduction",
        "'title.short' is 'Directeur·rice de toute la postproduction': has 41 characters; a button shows at most 40",
    ),
    "bad slug": Mistake(
        DIRECTOR,
        "slug: directeur-de-postproduction",
        "slug: Directeur_De_Postprod",
        "Directeur_De_Postprod",
        "'slug' is 'Directeur_De_Postprod', and small letters without accents are wanted, with '-' between words",
    ),
    "slug that differs from the file name": Mistake(
        DIRECTOR,
        "slug: directeur-de-postproduction",
        "slug: directeur-de-postprod",
        "slug: ",
        "the slug 'directeur-de-postprod' and the file name 'directeur-de-postproduction.yml' differ",
    ),
    "dangling job": Mistake(
        DIRECTOR,
        "job: assistant-de-production-audiovisuelle",
        "job: assistant-de-prod",
        "job: assistant-de-prod",
        "there is no other guide 'assistant-de-prod'",
    ),
    "job near itself": Mistake(
        DIRECTOR,
        "job: assistant-de-production-audiovisuelle",
        "job: directeur-de-postproduction",
        "job: directeur-de-postproduction",
        "there is no other guide 'directeur-de-postproduction'",
    ),
    "unknown topic": Mistake(
        DIRECTOR,
        "- topic: technical",
        "- topic: technique",
        "- topic: technique",
        "'technique' is not a topic of topics.yml",
    ),
    "unknown criterion": Mistake(
        DIRECTOR, "id: leadership", "id: leader", "id: leader,", "'leader' is not a criterion of topics.yml"
    ),
    "repeated self-assessment key": Mistake(
        DIRECTOR, "key: tech_and_team", "key: cool_head # bis", "cool_head # bis", "the key 'cool_head' stands twice"
    ),
    "name of another guide": Mistake(
        DIRECTOR,
        "    dir postprod,",
        "    dir postprod, Assistante de PROD,",
        "Assistante de PROD",
        "'Assistante de PROD' already names the job 'assistant-de-production-audiovisuelle'; keep it in one guide",
    ),
    "repeated criterion": Mistake(
        DIRECTOR,
        "id: leadership",
        "id: teamwork",
        "Comme à la tête",
        "the criterion 'teamwork' stands twice",
    ),
    "slug twice in the catalogue": Mistake(
        CATALOGUE,
        "slug: directeur-de-production",
        "slug: charge-de-production  # bis",
        "# bis",
        "the slug 'charge-de-production' stands twice",
    ),
    "criterion that the catalogue lacks": Mistake(
        CATALOGUE,
        "jobs:\n",
        f"jobs:\n{DESCRIBED}    criteria: [teamwork, vacances]\n",
        "vacances",
        "'vacances' is not a criterion of topics.yml",
    ),
    "near job that is not there": Mistake(
        CATALOGUE,
        "jobs:\n",
        f"jobs:\n{DESCRIBED}    near: [plombier]\n",
        "plombier",
        "'plombier' is not another described job of this file",
    ),
    "criterion of the register that topics.yml lacks": Mistake(
        ROME_MAP,
        "  outdoors:\n",
        "  dehors:\n",
        "  dehors:",
        "'dehors' is not a criterion of topics.yml",
    ),
    "context of the register twice": Mistake(
        ROME_MAP,
        "    - 400005 ",
        "    - 300805  # bis\n    - 400005 ",
        "# bis",
        "the context '300805' stands twice; keep one of them",
    ),
    "interest of the register left out": Mistake(
        ROME_MAP,
        "  cooking: 27 ",
        "  cooking: 26 ",
        "interests:",
        "'interests': needs each code from 1 to 30 once; correct 26, 27",
    ),
    "name twice in the catalogue": Mistake(
        CATALOGUE,
        "feminine: directrice de production",
        "feminine: Chargée de Production",
        "slug: directeur-de-production",
        "'Chargée de Production' already names 'charge-de-production'; keep it in one entry",
    ),
    "min over max": Mistake(
        DIRECTOR,
        "min: 4500, max: 5000",
        "min: 5500, max: 5000",
        "min: 5500",
        "'salary.figures.1': min 5500 is more than max 5000; write the smaller one first, or correct one of them",
    ),
    "years in the wrong order": Mistake(
        DIRECTOR,
        "min_years: 3",
        "min_years: 8",
        "min_years: 8",
        "'studies.duration': min_years 8 is more than max_years 5; write the smaller one first, or correct one of them",
    ),
    "amount without a number": Mistake(
        DIRECTOR,
        "min: 4500, max: 5000, ",
        "",
        "{level: experienced, status: employee, currency",
        "'salary.figures.1': needs min, max or both; add one, or remove this amount",
    ),
    "repeated key": Mistake(
        DIRECTOR, "year: 2025\n", "year: 2025\nyear: 2024\n", "year: 2024", "the key 'year' stands twice, first on line "
    ),
    "syntax": Mistake(DIRECTOR, "year: 2025\n", "year: 2025: 2026\n", "2025: 2026", "not valid YAML: "),
    "follow-up that is no topic": Mistake(
        TOPICS,
        "follow_ups: [missions, studies, salary, day]",
        "follow_ups: [missions, etudes, salary, day]",
        "etudes",
        "'etudes' is not another topic of this file",
    ),
    "neighbour that is no topic": Mistake(
        TOPICS, "nearby: [schools, tips]", "nearby: [ecoles, tips]", "ecoles", "'ecoles' is not another topic of this file"
    ),
    "field that no guide has": Mistake(
        TOPICS,
        "fields: [missions]",
        "fields: [mission]",
        "fields: [mission]",
        "'topics.1.fields.0' is 'mission': no field of a guide has this name; write one of ",
    ),
    "unknown key of a statement": Mistake(
        QUIZ,
        "    reversed: true\n",
        "    reverse: true\n",
        "    reverse: true",
        "'statements.34.reverse' is not a key of the schema; check its spelling or remove it",
    ),
    "statement too long": Mistake(
        QUIZ,
        'text: "Écrire, trouver le mot juste, ça me plaît."',
        f"text: {LONG[:111]}",
        f"text: {LONG[:111]}",
        "'statements.16.text' has 111 characters, more than 110; shorten or split it",
    ),
    "statement that measures two things": Mistake(
        QUIZ,
        "    interest: words\n",
        "    interest: words\n    type: A\n",
        "key: play_with_words",
        "'statements.16': has 'type' and 'interest', and one is wanted; write one of type, interest, criterion, ",
    ),
    "statement that measures nothing": Mistake(
        QUIZ,
        "    interest: words\n",
        "",
        "key: play_with_words",
        "'statements.16': has none, and one is wanted; write one of type, interest, criterion, studies, ",
    ),
    "unknown type": Mistake(
        QUIZ,
        "    type: S\n",
        "    type: X\n",
        "type: X",
        "'statements.3.type' is 'X', and another word is wanted; write one of R, I, A, S, E, C",
    ),
    "unknown interest": Mistake(
        QUIZ,
        "interest: words\n",
        "interest: mots\n",
        "interest: mots",
        "'mots' is not an interest of this file; write one of animals, ",
    ),
    "unknown criterion of a statement": Mistake(
        QUIZ, "criterion: office", "criterion: bureau", "criterion: bureau", "'bureau' is not a criterion of topics.yml"
    ),
    "repeated key of a statement": Mistake(
        QUIZ, "key: work_soon", "key: study_long # bis", "# bis", "the key 'study_long' stands twice"
    ),
    "repeated interest": Mistake(QUIZ, "{id: thrills,", "{id: law,", "adrénaline", "the id 'law' stands twice"),
    "missing label of an interest": Mistake(
        QUIZ, '{id: art, label: "l\'art", ', "{id: art, ", "{id: art", "'interests.29.label' is missing; add it"
    ),
    "missing label of a type": Mistake(QUIZ, '    label: "Entraide"\n', "", "  S:", "'types.S.label' is missing; add it"),
    "reason that begins with a capital": Mistake(
        QUIZ,
        'for_text: "l\'art te passionne"',
        'for_text: "L\'art te passionne"',
        "L'art te passionne",
        "'statements.32.for_text' is \"L'art te passionne\": goes on after « Pour : »; begin it with a small letter",
    ),
    "word of an answer under two opposite keys": Mistake(
        ANSWERS,
        "\nno:\n",
        "\nno:\n  - [Voui]\n",
        "- [Voui]",
        "'Voui', which reads like 'voui', stands under 'no' and under its opposite 'yes'; keep one of them",
    ),
    "beginning of several words": Mistake(
        ANSWERS,
        "\nlikes:\n",
        "\nlikes:\n  - [ça kiffouill*]\n",
        "kiffouill*",
        "'ça kiffouill*' is a beginning of several words; take the '*' away, or keep one word",
    ),
    "beginning of two letters": Mistake(
        ANSWERS, "\nlikes:\n", "\nlikes:\n  - [zy*]\n", "[zy*]", "'zy*' is a beginning of 2 letters; write at least 3"
    ),
    "unknown key of the rules of answers": Mistake(
        ANSWERS,
        "  turns: [",
        "  tourne: []\n  turns: [",
        "tourne: []",
        "'rules.tourne' is not a key of the schema; check its",
    ),
    "word under two lists of the flows": Mistake(
        FLOWS,
        "  stop: [stop,",
        "  stop: [Reprendre, stop,",
        "[Reprendre, stop",
        "'Reprendre' stands under 'stop' and under 'resume'; keep one of them",
    ),
    "word for two of the proposed jobs": Mistake(
        FLOWS,
        "- [troisième,",
        "- [2ème, troisième,",
        "[2ème, troisième",
        "'2ème' stands under 'places.2' and under 'places.1'; keep one of them",
    ),
    "braces in a quick reply": Mistake(
        FLOWS,
        'so_so: "Bof"',
        'so_so: "Bof, {job}"',
        "Bof, {job}",
        "'steps.so_so' is 'Bof, {job}': must hold no braces: nothing would replace them; remove them",
    ),
    "braces in a guide": Mistake(
        DIRECTOR, "  - leadership\n", '  - "le {job}"\n', "le {job}", "'skills.1' is 'le {job}': must hold no braces"
    ),
    "the same statement twice": Mistake(
        QUIZ,
        'text: "Écrire, trouver le mot juste, ça me plaît."',
        'text: "Réparer un vélo, ou monter un meuble : ça me plaît !"',
        "ça me plaît !",
        "'Réparer un vélo, ou monter un meuble : ça me plaît !' is the text of 'fix_things', too; keep one of them",
    ),
    "button without its count": Mistake(
        TOPICS,
        "La suite ({count})",
        "La suite",
        'more: "',
        "'more' is '➕ La suite': must hold {count} once, and no other braces",
    ),
}


def test_the_sound_parts_of_a_guide_with_mistakes_are_checked_too(folder: Path) -> None:
    names = ("text where a number is wanted", "repeated key", "unknown topic", "unknown criterion", "dangling job")
    for name in names:
        MISTAKES[name].make(folder)
    found = refused(folder)
    assert len(found) == len(names)
    for name in names:
        assert any(MISTAKES[name].matches(folder, problem) for problem in found), name


def test_a_section_with_a_mistake_is_not_told_to_be_missing(folder: Path) -> None:
    MISTAKES["thousands with a space"].make(folder)
    assert [problem for problem in check_knowledge(folder)[1] if "no section 'salary'" in problem.message] == []


def test_an_open_quote_is_reported_where_it_opens(folder: Path) -> None:
    path = folder / ANSWERS
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  - [affirmatif,"))
    lines[place] = lines[place].replace("[affirmatif,", '["affirmatif,')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (problem,) = refused(folder)
    assert (problem.path, problem.line) == (path, place + 1)
    assert problem.message.startswith("not valid YAML: the quote that opens here is ")


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_file_line_and_value(folder: Path, name: str) -> None:
    mistake = MISTAKES[name]
    mistake.make(folder)
    found = refused(folder)
    assert [problem for problem in found if mistake.matches(folder, problem)], [str(problem) for problem in found]
    assert len(found) == 1  # one mistake, one line: the other guide, which names this one, is not accused


# Everything at once. « casse » is a copy of a guide that does not fit the schema, « lien » one that fits and points nowhere.
BROKEN, LINKED = "jobs/casse.yml", "jobs/lien.yml"
ALL_AT_ONCE: list[Mistake] = [
    Mistake(
        BROKEN,
        "  area: Belgique\n",
        "  area: Belgique\n  zone: ici\n",
        "zone: ici",
        "'figures.zone' is not a key of the schema",
    ),
    Mistake(BROKEN, "year: 2025\n", "", "slug: casse", "'year' is missing"),
    Mistake(BROKEN, "average_age: 42", "average_age: vieux", "vieux", "'figures.average_age' is 'vieux'"),
    Mistake(BROKEN, "  - leadership\n", f"  - {LONG}\n", LONG, "'skills.1' has 501 characters"),
    Mistake(BROKEN, "  - rigueur\n", "  - 12\n", "  - 12", "'skills.4' is 12, and text is wanted"),
    Mistake(BROKEN, "min: 4500, max: 5000", "min: 5500, max: 5000", "min: 5500", "'salary.figures.1': min 5500 is more"),
    Mistake(BROKEN, "period: week", "period: semaine", "period: semaine", "'salary.figures.3.period' is 'semaine'"),
    Mistake(
        LINKED,
        "slug: lien",
        "slug: autre-slug",
        "slug: autre-slug",
        "the slug 'autre-slug' and the file name 'lien.yml' differ",
    ),
    Mistake(
        LINKED, "job: directeur-de-postproduction", "job: nulle-part", "nulle-part", "there is no other guide 'nulle-part'"
    ),
    Mistake(LINKED, "- topic: workplaces", "- topic: patrons", "- topic: patrons", "'patrons' is not a topic of topics.yml"),
    Mistake(LINKED, "- {id: hands_on,", "- {id: mains,", "- {id: mains,", "'mains' is not a criterion of topics.yml"),
    Mistake(LINKED, "key: long_days", "key: urgent_tasks # bis", "# bis", "the key 'urgent_tasks' stands twice"),
    Mistake(LINKED, "aliases: [lieur]", "aliases: [dir postprod]", "[dir postprod]", "'dir postprod' already names the job"),
    Mistake(
        TOPICS, "follow_ups: [day, tools, skills]", "follow_ups: [day, outils]", "outils]", "'outils' is not another topic"
    ),
    Mistake(
        TOPICS,
        "nearby: [tools, studies]",
        "nearby: [tools, updating]",
        "[tools, updating]",
        "'updating' is not another topic",
    ),
    Mistake(
        CATALOGUE,
        "aliases: [chargé de prod,",
        "alias: [chargé de prod,",
        "alias: [chargé de prod,",
        "'jobs.1.alias' is not a key",
    ),
]
RAW: dict[str, tuple[bytes, str]] = {
    "jobs/syntaxe.yml": (b"slug: syntaxe\ntitle: [un\n", "2: not valid YAML: "),
    "jobs/latin.yml": (b"slug: latin\npitch: caf\xe9\n", "2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
    "jobs/double.yml": (
        b"slug: double\nslug: triple\ntitle: {masculine: Doubleur, feminine: Doubleuse, short: Doubleur, of: de doubleur}\n"
        b"year: 2025\nsource: {title: x}\npitch: x\nintroduction: []\nskills: []\n",
        "2: the key 'slug' stands twice, first on line 1; keep one of them",
    ),
    "jobs/vide.yml": (b"# rien\n", "1: is empty or is not a mapping of keys to values"),
    "jobs/liste.yml": (b"- slug: liste\n", "1: is empty or is not a mapping of keys to values"),
    "jobs/oubli.yaml": (b"slug: oubli\n", " would not be read; move it right into this folder, and name it <slug>.yml"),
}


def test_every_mistake_of_every_file_is_reported_in_one_run(folder: Path) -> None:
    broken = (folder / DIRECTOR).read_text(encoding="utf-8")
    (folder / BROKEN).write_text(broken.replace("slug: directeur-de-postproduction", "slug: casse", 1), encoding="utf-8")
    linked = (
        (folder / ASSISTANT)
        .read_text(encoding="utf-8")
        .replace("slug: assistant-de-production-audiovisuelle", "slug: lien", 1)
    )
    names = "title: {masculine: Lieur, feminine: Lieuse, short: Lieur·euse, of: de lieur}\naliases: [lieur]\n"
    start, end = linked.index("title:\n"), linked.index("# D'où viennent")
    (folder / LINKED).write_text(linked[:start] + names + linked[end:], encoding="utf-8")
    for mistake in ALL_AT_ONCE:
        mistake.make(folder)
    for path, (content, _) in RAW.items():
        (folder / path).write_bytes(content)

    found = refused(folder)

    unmatched = list(found)
    for mistake in ALL_AT_ONCE:
        mine = [problem for problem in unmatched if mistake.matches(folder, problem)]
        assert len(mine) == 1, (mistake, mine)
        unmatched.remove(mine[0])
    for path, (_, message) in RAW.items():
        mine = [problem for problem in unmatched if str(problem).startswith(f"[ERROR] {folder / path}:{message}")]
        assert len(mine) == 1, (path, unmatched)
        unmatched.remove(mine[0])
    assert unmatched == []
    assert len(found) == len(ALL_AT_ONCE) + len(RAW) >= 20
    assert len({problem.path for problem in found}) >= 10


def test_the_exception_carries_errors_and_warnings_sorted(folder: Path) -> None:
    for name in ("unknown key", "follow-up that is no topic"):
        MISTAKES[name].make(folder)
    with pytest.raises(DataError) as raised:
        load_knowledge(folder)
    assert raised.value.problems == check_knowledge(folder)[1]
    assert {problem.level for problem in raised.value.problems} == {"ERROR", "WARNING"}
    assert str(raised.value) == "\n".join(str(problem) for problem in raised.value.problems)


def test_paths_inside_the_project_are_shown_from_its_root() -> None:
    problem = Problem(KNOWLEDGE / "jobs" / "x.yml", 12, "is wrong; correct it")
    assert str(problem) == "[ERROR] knowledge/jobs/x.yml:12: is wrong; correct it"
    whole = Problem(ROOT / "domain.yml", 0, "is long; shorten it", level="WARNING")
    assert str(whole) == "[WARNING] domain.yml: is long; shorten it"


@pytest.mark.parametrize(
    ("keep", "messages"),
    [
        ([], {"jobs": NO_GUIDE, **dict.fromkeys(REQUIRED, "cannot be read: ")}),
        ([*REQUIRED, CATALOGUE], {"jobs": NO_GUIDE}),
        *(([*(set(REQUIRED) - {name}), ASSISTANT, DIRECTOR], {name: "cannot be read: "}) for name in REQUIRED),
    ],
    ids=["empty folder", "no guide", *(f"no {name}" for name in REQUIRED)],
)
def test_what_must_be_there(folder: Path, keep: list[str], messages: dict[str, str]) -> None:
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder).as_posix() not in keep:
            path.unlink()
    found = refused(folder)
    assert sorted(problem.path for problem in found) == sorted(folder / path for path in messages)
    assert all(problem.message.startswith(messages[problem.path.name]) for problem in found), found


def test_the_catalogue_may_be_absent(folder: Path) -> None:
    (folder / CATALOGUE).unlink()
    knowledge = load_knowledge(folder)
    assert (len(knowledge.guides), knowledge.catalogue) == (2, [])


def test_a_job_of_the_catalogue_is_found_by_its_slug(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    assert [knowledge.job(job.slug) for job in knowledge.catalogue] == knowledge.catalogue
    assert len(knowledge.catalogue) == 3
    assert knowledge.job("directeur-de-postproduction") is None  # a guide
    assert knowledge.job("") is None


def test_a_guide_replaces_the_entry_of_the_catalogue(folder: Path) -> None:
    slug, title = "directeur-de-postproduction", "{masculine: directeur postprod, feminine: directrice postprod}"
    edit(folder / CATALOGUE, "jobs:\n", f"jobs:\n  - {{slug: {slug}, title: {title}, aliases: [dir postprod]}}\n")
    assert slug in load_knowledge(folder).guides


def test_a_guide_does_not_take_the_name_of_another_job(folder: Path) -> None:
    edit(folder / DIRECTOR, "    dir postprod,", "    dir postprod, Monteuse,")
    (problem,) = refused(folder)
    assert "Monteuse" in (folder / DIRECTOR).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert problem.message.startswith("'Monteuse' already names the job 'monteur' of catalogue.yml; keep it in one of them")


def test_an_interest_of_a_job_must_be_one_of_the_quiz(folder: Path) -> None:
    profile = "profile: {rome: A1503, riasec: [R], interests: [animals, zoo]}"
    job = f"{{slug: soigneur, title: {{masculine: soigneur, feminine: soigneuse}}, summary: x, {profile}}}"
    edit(folder / CATALOGUE, "jobs:\n", f"jobs:\n  - {job}\n")
    guide = (folder / DIRECTOR).read_text(encoding="utf-8")
    if "\nprofile:" not in guide:
        (folder / DIRECTOR).write_text(f"{guide}\n{profile}\n", encoding="utf-8")
    lines = {(problem.path.name, problem.message) for problem in refused(folder)}
    assert (CATALOGUE, "'zoo' is not an interest of quiz.yml; correct it") in lines
    assert "\nprofile:" in guide or (Path(DIRECTOR).name, "'zoo' is not an interest of quiz.yml; correct it") in lines


def test_each_type_must_be_asked_about_and_be_named(folder: Path) -> None:
    edit(folder / QUIZ, "    type: S\n", "    interest: care\n")
    (problem,) = refused(folder)
    assert problem.message == "no statement measures the type S; add one with 'type: S'"
    assert (folder / QUIZ).read_text(encoding="utf-8").splitlines()[problem.line - 1] == "statements:"
    edit(folder / QUIZ, "  S:\n", "  X:\n")
    messages = [problem.message for problem in refused(folder)]
    assert messages == ["'X' is not a key of 'types'; write one of R, I, A, S, E, C"]


@pytest.mark.parametrize("key", ["2025", "true", "~"])
@pytest.mark.parametrize("path", [DIRECTOR, *REQUIRED, CATALOGUE])
def test_a_key_that_is_not_text_is_an_error_too(folder: Path, path: str, key: str) -> None:
    text = (folder / path).read_text(encoding="utf-8").rstrip()
    (folder / path).write_text(f"{text}\n{key}: x\n", encoding="utf-8")
    line = text.count("\n") + 2
    found = [
        (problem.path, problem.line) for problem in refused(folder) if f"the key '{key}' is not a word" in problem.message
    ]
    assert found == [(folder / path, line)]


@pytest.mark.parametrize(
    "name", ["jobs/metier.yaml", "jobs/metier.YML", "jobs/metier.yml.txt", "jobs/audiovisuel/metier.yml", "jobs/Guide.docx"]
)
def test_a_guide_that_would_not_be_read_is_an_error(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    shutil.copy(folder / DIRECTOR, folder / name)
    found = refused(folder)
    assert [str(problem).split(": ", 1)[0] for problem in found] == [f"[ERROR] {folder / name}"]
    assert "would not be read; " in found[0].message


@pytest.mark.parametrize("name", [".DS_Store", ".directeur-de-postproduction.yml.swp", ".gitkeep"])
def test_a_hidden_file_is_no_guide(folder: Path, name: str) -> None:
    (folder / "jobs" / name).write_bytes(b"\x00\x01")
    assert check_knowledge(folder)[0] is not None


# A template that cannot be rendered is found before the start: every topic is tried with every guide.
PITCH = '- "{{ guide.pitch }}"'
ANSWER = "the answer to '{}' cannot be put together: "
BROKEN_TEMPLATES: dict[str, tuple[str, str, str]] = {
    "unknown field": (
        PITCH,
        '- "{{ guide.pitsh }}"',
        ANSWER.format("overview") + "'pitsh' is no field of what stands before its dot; correct it; did you mean 'pitch'?",
    ),
    "field without its guide": (
        PITCH,
        '- "{{ pitch }}"',
        ANSWER.format("overview") + "'pitch' is no name that a template knows; write guide.pitch",
    ),
    "unknown filter": (PITCH, '- "{{ guide.pitch | majuscule }}"', ANSWER.format("overview")),
    "never closed": (PITCH, '- "{{ guide.pitch"', ANSWER.format("overview")),
    "bad expression": ("of: guide.missions", 'of: "guide.missions ["', ANSWER.format("missions")),
    "not a list": ("of: guide.missions", "of: guide.year", ANSWER.format("missions")),
    "unknown macro": ("{{ school(item) }}", "{{ ecole(item) }}", ANSWER.format("schools")),
    "value of a comparison": (
        "{{ guide.skills | join(', ') }}\"}",
        "{{ guide.skils | join(', ') }}\"}",
        ANSWER.format("skills"),
    ),
    "figures of a comparison": ("range: \"pay_range(guide, 'junior')", 'range: "pay_rang(guide)', ANSWER.format("salary")),
    "missing label": (
        'stress: "Stress"',
        'stres: "Stress"',
        "the answer to 'conditions' cannot be put together: 'stress' is not one of the labels",
    ),
    "macro that cannot be read": ("macro capital(text) -%}", "macro capital(text -%}", "the macros cannot be read: "),
}


@pytest.mark.parametrize("name", BROKEN_TEMPLATES)
def test_a_template_that_cannot_be_rendered_stops_the_start(folder: Path, name: str) -> None:
    old, new, message = BROKEN_TEMPLATES[name]
    edit(folder / TOPICS, old, new)
    with pytest.raises(DataError) as raised:
        build_library(folder)
    assert [problem.path for problem in raised.value.problems] == [folder / TOPICS]
    (problem, *_) = raised.value.problems
    assert problem.message.startswith(message)
    if " is no " in message:  # the line of the template itself, not of its topic
        assert new.strip("- ") in (folder / TOPICS).read_text(encoding="utf-8").splitlines()[problem.line - 1]


def test_broken_templates_of_several_topics_are_reported_together(folder: Path) -> None:
    for name in ("unknown field", "not a list", "unknown macro"):
        old, new, _ = BROKEN_TEMPLATES[name]
        edit(folder / TOPICS, old, new)
    with pytest.raises(DataError) as raised:
        build_library(folder)
    assert {problem.message.split("'")[1] for problem in raised.value.problems} == {"overview", "missions", "schools"}


@pytest.mark.parametrize("template", ["{{ 1 // 0 }}", "{{ guide.skills.index('x') }}"])
def test_other_failures_of_a_template_are_data_errors_too(folder: Path, template: str) -> None:
    edit(folder / TOPICS, PITCH, f'- "{template}"')
    with pytest.raises(DataError, match=r"the answer to 'overview' cannot be put together: "):
        build_library(folder)


def test_a_broken_template_is_reported_with_its_line_else_with_that_of_its_topic(folder: Path) -> None:
    old, new, _ = BROKEN_TEMPLATES["unknown macro"]
    edit(folder / TOPICS, old, new)
    edit(folder / TOPICS, "of: guide.missions", 'of: "guide.missions ["')
    edit(folder / "talk.yml", "{{ most }} : {{ title }}", "{{ most }} : {{ titel }}")
    with pytest.raises(DataError) as raised:
        build_library(folder)
    lines = {name: (folder / name).read_text(encoding="utf-8").splitlines() for name in (TOPICS, "talk.yml")}
    told = [lines[problem.path.name][problem.line - 1] for problem in raised.value.problems]
    assert [any(part in line for line in told) for part in ("{{ ecole(item) }}", "id: missions", "most:")] == [True] * 3


@pytest.mark.parametrize("name", ["question", "axes", "fit", "neighbour", "why_not", "fit_value"])
@pytest.mark.parametrize("broken", ["{% if %}", "{{ nothing_here }}"])
def test_a_template_of_the_flows_that_cannot_be_rendered_stops_the_start(folder: Path, name: str, broken: str) -> None:
    flows = folder / "flows.yml"
    lines = flows.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{name}:"))
    lines[place : place + 1] = [f"{name}: '{broken}'"]
    while place + 1 < len(lines) and lines[place + 1].startswith(" "):
        del lines[place + 1]
    flows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"flows.yml:{place + 1}: .*'{name}' cannot be put together: "):
        build_library(folder)


def test_a_misspelt_word_list_is_named_with_those_there_are(folder: Path) -> None:
    edit(folder / "talk.yml", "    year: [an", "    yeer: [an")
    with pytest.raises(
        DataError, match=r"talk.yml:\d+: 'yeer' is not a key of 'pay.periods'; write one of hour, day, week, month, year"
    ):
        build_library(folder)
