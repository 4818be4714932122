"""Entries of the catalogue are completed with the facts of their code, and nothing else is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.importer import fill as module
from bot.importer.fill import fill, main
from bot.importer.rome import Release, read_release
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.yaml_source import read_yaml
from bot.problems import DataError

PART = """# Métiers de bouche

- slug: boulanger
  title: {masculine: boulanger, feminine: boulangère}
  aliases: [artisan boulanger, "pain, brioche : boulange"]
  rome: D1102
  summary: "Pétrit et cuit le pain."
  studies: short
  criteria: [hands_on, nights]

- slug: boulanger-bio
  title: {masculine: boulanger bio, feminine: boulangère bio}
  rome: D1102
  summary: "Fait du pain bio."

# Images
- slug: monteur-image
  title: {masculine: monteur image, feminine: monteuse image}
  rome: L1507
  summary: "Assemble les images."
"""
COMPLETED = """  # Métiers de bouche
  - slug: boulanger
    title: {masculine: boulanger, feminine: boulangère}
    aliases: [artisan boulanger, "pain, brioche : boulange"]
    summary: "Pétrit et cuit le pain."
    profile: {rome: D1102, riasec: [R], interests: [cooking, manual], studies: short}
    criteria: [hands_on, nights, evenings_weekends]
    near: [boulanger-bio, patissier, monteur-image]
  - slug: boulanger-bio
    title: {masculine: boulanger bio, feminine: boulangère bio}
    summary: "Fait du pain bio."
    profile: {rome: D1102, riasec: [R], interests: [cooking, manual]}
    criteria: [evenings_weekends, nights]
    near: [boulanger, patissier, monteur-image]

  # Images
  - slug: monteur-image
    title: {masculine: monteur image, feminine: monteuse image}
    summary: "Assemble les images."
    profile: {rome: L1507, riasec: [A, C], interests: [art]}
    criteria: [outdoors]
    near: [patissier]
  - slug: patissier
    title: {masculine: pâtissier, feminine: pâtissière}
    summary: "Fait des gâteaux."
    profile: {rome: D1104, riasec: [R, A], interests: [cooking]}
    near: [boulanger, boulanger-bio]
"""
OTHER = """- slug: patissier
  title: {masculine: pâtissier, feminine: pâtissière}
  rome: D1104
  summary: "Fait des gâteaux."
"""


@pytest.fixture
def release(release_folder: Path) -> Release:
    return read_release(release_folder)


def part(folder: Path, text: str, name: str = "part.yml") -> Path:
    """A file of entries."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_are_completed(tmp_path: Path, release: Release) -> None:
    written = fill([part(tmp_path, PART), part(tmp_path, OTHER, "other.yml")], release)
    assert written == COMPLETED
    catalogue = part(tmp_path, f"jobs:\n{written}", "catalogue.yml")
    jobs = Catalogue.parse_obj(read_yaml(catalogue).data).jobs
    assert [job.slug for job in jobs] == ["boulanger", "boulanger-bio", "monteur-image", "patissier"]
    assert jobs[0].aliases == ["artisan boulanger", "pain, brioche : boulange"]


def test_at_most_a_few_near_jobs_and_no_long_line(tmp_path: Path, release: Release) -> None:
    entry = "- {{slug: boulangerie-numero-{0}, title: {{masculine: b{0}, feminine: b{0}}}, rome: D1102, summary: x}}\n"
    written = fill([part(tmp_path, "".join(entry.format(number) for number in range(12)))], release)
    assert max(map(len, written.splitlines())) <= 125
    jobs = Catalogue.parse_obj(read_yaml(part(tmp_path, f"jobs:\n{written}", "catalogue.yml")).data).jobs
    assert {len(job.near) for job in jobs} == {module.MAX_NEAR}


def test_every_problem_is_named_with_its_line(tmp_path: Path, release: Release) -> None:
    text = PART.replace("rome: L1507", "rome: L9999").replace("  studies: short", "  etudes: short")
    with pytest.raises(DataError) as raised:
        fill([part(tmp_path, text), part(tmp_path, OTHER.replace("D1104", "D9999"), "other.yml")], release)
    assert [(problem.path.name, problem.line, problem.message) for problem in raised.value.problems] == [
        ("other.yml", 3, "'D9999' is not a code of the register; look it up there"),
        ("part.yml", 8, "'0.etudes' is not a key of the schema; check its spelling or remove it; did you mean 'studies'?"),
    ]
    with pytest.raises(DataError, match="'L9999' is not a code of the register"):
        fill([part(tmp_path, PART.replace("rome: L1507", "rome: L9999"))], release)


@pytest.mark.parametrize("text", ["", "jobs: []", "- boulanger", "- [a\n"])
def test_a_file_that_is_no_list_of_entries(tmp_path: Path, release: Release, text: str) -> None:
    with pytest.raises(DataError):
        fill([part(tmp_path, text)], release)


def test_the_command(tmp_path: Path, release_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = part(tmp_path, OTHER)
    assert main([str(path), str(release_folder)]) == 0
    assert capsys.readouterr().out.startswith("  - slug: patissier\n")
    assert main([str(path), str(tmp_path / "nowhere")]) == 1
    assert "is not a folder" in capsys.readouterr().err
