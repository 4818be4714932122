"""The imported file: written whole, read quickly, and refused with what to do when it is broken or old."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.library import build_library
from bot.knowledge.loader import check_knowledge
from bot.knowledge.register import CREDIT, FORMAT, REGISTER, Register, read_register, slug_of, write_register
from bot.problems import DataError

BAKER = {
    "rome": "D1102",
    "slug": "boulanger",
    "title": {"masculine": "boulanger", "feminine": "boulangère"},
    "names": ["tourier", "tourière"],
    "riasec": ["R"],
    "interests": [27, 14],
    "contexts": [300803],
    "near": ["D1104"],
}
PASTRY = {**BAKER, "rome": "D1104", "slug": "patissier", "names": [], "near": ["D1102"]}
DATA: dict[str, Any] = {
    "format": FORMAT,
    "credit": CREDIT,
    "version": "60",
    "published": "2025-09-18",
    "jobs": [BAKER, PASTRY],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / REGISTER


def messages(path: Path) -> list[str]:
    """What is said of a file that cannot be used."""
    with pytest.raises(DataError) as raised:
        read_register(path)
    assert {problem.path for problem in raised.value.problems} == {path}
    return [problem.message for problem in raised.value.problems]


def test_what_is_written_is_read_again(path: Path) -> None:
    register = Register.parse_obj(DATA)
    write_register(register, path)
    assert read_register(path) == register
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(register.jobs) + 1
    assert "boulangère" in lines[1]


def changed(**values: object) -> Callable[[], str]:
    """The file with other values at the top."""
    return lambda: json.dumps({**DATA, **values})


def job(**values: object) -> Callable[[], str]:
    """The file with other values in its first job."""
    return lambda: json.dumps({**DATA, "jobs": [{**BAKER, **values}, PASTRY]})


BROKEN: dict[str, tuple[Callable[[], str], str]] = {
    "cut": (lambda: json.dumps(DATA)[:-40], "is not valid JSON: "),
    "empty": (lambda: "", "is not valid JSON: "),
    "a list": (lambda: "[1]", "'the file' does not fit: "),
    "another format": (changed(format=FORMAT + 1), "was made by another version of Déclic (its format is not 1)"),
    "no format": (lambda: json.dumps({"jobs": []}), "was made by another version of Déclic"),
    "no jobs": (changed(jobs=[]), "'jobs' does not fit: "),
    "another key": (changed(licence="x"), "'licence' does not fit: "),
    "no code": (job(rome="boulanger"), "'jobs.0.rome' does not fit: "),
    "no letter": (job(riasec=["X"]), "'jobs.0.riasec.0' does not fit: "),
    "a slug that is none": (job(slug="Boulanger"), "'jobs.0.slug' does not fit: "),
    "an empty name": (job(names=[""]), "'jobs.0.names.0' does not fit: "),
    "a link to nothing": (job(near=["Z9999"]), "'jobs.0.near.0' does not fit: "),
    "a link to no job": (job(near=["A1101"]), "D1102: 'near' names A1101, which is not there"),
    "a code twice": (job(rome="D1104", near=[]), "a code or a slug stands twice"),
    "a slug twice": (job(slug="patissier"), "a code or a slug stands twice"),
    "an interest that is none": (job(interests=[31]), "D1102: 31 is not a centre of interest"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_cannot_be_used_says_what_to_do(path: Path, how: str) -> None:
    text, message = BROKEN[how]
    path.write_text(text(), encoding="utf-8")
    found = messages(path)
    assert any(one.startswith(message) for one in found), found
    what_to_do = "run `python -m bot import-rome DIR` again, or delete the file to do without it"
    assert all(one.endswith(what_to_do) for one in found)


def test_a_file_in_another_encoding(path: Path) -> None:
    path.write_bytes(json.dumps(DATA, ensure_ascii=False).encode("latin-1"))
    assert messages(path)[0].startswith("cannot be read: ")


def test_many_problems_are_cut_short(path: Path) -> None:
    path.write_text(json.dumps({**DATA, "jobs": [{**BAKER, "rome": str(number)} for number in range(50)]}), encoding="utf-8")
    found = messages(path)
    assert len(found) == 6
    assert any(one.startswith("and 45 more; run ") for one in found)


def test_a_broken_file_stops_the_start_with_the_problems_of_all_other_files(register_folder: Path) -> None:
    (register_folder / REGISTER).write_text("{", encoding="utf-8")
    (register_folder / "talk.yml").write_text("{", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        build_library(register_folder)
    assert {problem.path.name for problem in raised.value.problems if problem.level == "ERROR"} == {REGISTER, "talk.yml"}


def test_the_register_needs_its_mapping(register_folder: Path) -> None:
    (register_folder / REGISTER).write_text(json.dumps(DATA), encoding="utf-8")
    (register_folder / "rome.yml").unlink()
    knowledge, problems = check_knowledge(register_folder)
    assert knowledge is None
    assert [(problem.path.name, problem.message[:15]) for problem in problems if problem.level == "ERROR"] == [
        ("rome.yml", "cannot be read:")
    ]


@pytest.mark.parametrize(
    ("name", "code", "slug"),
    [
        ("agent d'escale aéroportuaire", "", "agent-d-escale-aeroportuaire"),
        ("Œnologue", "", "oenologue"),
        ("animateur 3D - films d'animation", "L1505", "animateur-3d-films-d-animation-l1505"),
        ("mot " * 40, "", "-".join(["mot"] * 20)),
        ("mot " * 40, "A1101", "-".join([*["mot"] * 18, "a1101"])),
        ("пекарь", "D1102", "d1102"),
        ("пекарь", "", ""),
    ],
)
def test_slugs(name: str, code: str, slug: str) -> None:
    assert slug_of(name, code) == slug
    assert len(slug) <= 80
