"""A release is read, and written as the register: codes, names, letters and links as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.importer.names import Name
from bot.importer.rome import Release, RomeFacts, facts, import_rome, read_release
from bot.knowledge.register import CREDIT, Register, read_register
from tests.bot.importer.conftest import TABLES, write_table


def test_every_table_of_an_occupation_is_read(release_folder: Path) -> None:
    release = read_release(release_folder)
    baker = release.occupations["D1102"]
    assert baker.names == [Name("boulanger", "boulangère"), Name("tourier", "tourière")]  # the title first
    assert baker.riasec == ["R"]
    assert baker.interests == [27, 14]  # the principal one first
    assert baker.contexts == [300803]  # the other block is no context
    assert baker.mobility == ["D1104", "L1507"]  # by numero_ordre
    assert (release.version.number, release.version.published, release.labels) == ("60", "2025-09-18", 5)


def test_facts_are_told_in_the_ids_of_declic(release_folder: Path) -> None:
    assert facts(read_release(release_folder), "D1102") == RomeFacts(
        title=Name("boulanger", "boulangère"),
        riasec=["R"],
        interests=["cooking", "manual"],
        criteria=["evenings_weekends", "nights"],
        mobility=["D1104", "L1507"],
    )
    with pytest.raises(KeyError):
        facts(read_release(release_folder), "Z9999")


def test_a_context_that_is_gone_is_a_warning(release_folder: Path) -> None:
    warnings = read_release(release_folder).warnings
    assert warnings
    assert {warning.level for warning in warnings} == {"WARNING"}
    assert not [warning for warning in warnings if "300803" in warning.message]
    assert [warning for warning in warnings if "the context 300779, under 'on_the_move', is not" in warning.message]


def test_the_register_is_written_and_can_be_read(release_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "rome.json"
    import_rome(release_folder, out)
    register = read_register(out)
    assert (register.credit, register.version, str(register.published)) == (CREDIT, "60", "2025-09-18")
    assert [job.slug for job in register.jobs] == ["boulanger", "patissier", "monteur-video"]
    assert json.loads(register.json())["jobs"][2] == {
        "rome": "L1507",
        "slug": "monteur-video",
        "title": {"masculine": "monteur vidéo", "feminine": "monteuse vidéo"},
        "names": ["monteur truquiste", "monteuse truquiste"],
        "riasec": ["A", "C"],
        "interests": [30],
        "contexts": [300783],
        "near": ["D1104"],
    }
    assert list(out.parent.iterdir()) == [out]


def test_titles_that_are_alike_get_different_slugs(release_folder: Path) -> None:
    rows = [*TABLES["referentiel_code_rome"], ["L1508", "4", "Boulanger / Boulangère"], ["L1509", "5", "Пекарь"]]
    write_table(release_folder, "referentiel_code_rome", rows)
    letters = [*TABLES["referentiel_code_rome_riasec"], ["L1508", "R", ""], ["L1509", "R", ""]]
    write_table(release_folder, "referentiel_code_rome_riasec", letters)
    out = release_folder / "rome.json"
    import_rome(release_folder, out)
    slugs = {job.rome: job.slug for job in read_register(out).jobs}
    assert (slugs["D1102"], slugs["L1508"], slugs["L1509"]) == ("boulanger", "boulanger-l1508", "l1509")


def test_a_broken_release_leaves_the_file_as_it_was(
    release_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rome.json"
    out.write_text("as it was")
    write_table(release_folder, "rubrique_mobilite", [*TABLES["rubrique_mobilite"], ["D1102", "Z9999", "3"]])
    assert main(["import-rome", str(release_folder), "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert re.fullmatch(r"\[ERROR\] .*unix_rubrique_mobilite_v460_utf8.csv:6: code_rome_cible 'Z9999' .*\n", printed.err)
    assert out.read_text() == "as it was"


def test_the_command_says_what_it_wrote(release_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "rome.json"
    assert main(["import-rome", str(release_folder), "--out", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"3 jobs with 5 names (ROME 4.0, version 60, 2025-09-18) are in {out}."
    assert all(line.startswith("[WARNING] knowledge/rome.yml: ") for line in lines[:-1])


# ── The real release ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def release(rome: Path) -> Release:
    return read_release(rome)


@pytest.fixture(scope="module")
def register(rome: Path, tmp_path_factory: pytest.TempPathFactory) -> Register:
    out = tmp_path_factory.mktemp("register") / "rome.json"
    import_rome(rome, out)
    return read_register(out)


def test_the_whole_release_is_read(release: Release) -> None:
    assert (len(release.occupations), release.labels, release.version.number) == (1_584, 13_120, "60")
    assert release.warnings == []
    for one in release.occupations.values():
        assert one.names
        assert one.riasec
        assert one.interests
        assert one.mobility
        assert one.code not in one.mobility


# As the tables have them, in Déclic's ids: title, letters, interests, criteria, the two nearest.
OCCUPATIONS: dict[str, tuple[str, list[str], list[str], list[str], list[str]]] = {
    "D1104": (
        "pâtissier",
        ["R"],
        ["cooking", "detail", "manual"],
        ["variable_hours", "evenings_weekends", "physical"],
        ["D1102", "D1115"],
    ),
    "L1507": ("monteur vidéo", ["A", "R"], ["backstage", "detail"], ["variable_hours"], ["L1202", "L1508"]),
}


@pytest.mark.parametrize("code", OCCUPATIONS)
def test_some_occupations_as_they_stand_in_the_tables(release: Release, code: str) -> None:
    known = facts(release, code)
    found = (known.title.masculine, known.riasec, known.interests, known.criteria, known.mobility[:2])
    assert found == OCCUPATIONS[code]


def test_every_name_of_the_release_is_in_the_register(release: Release, register: Register) -> None:
    written = {job.rome: {job.title.masculine, job.title.feminine, *job.names} for job in register.jobs}
    assert {code: set() for code in written} == {
        code: {form for name in one.names for form in name} - written[code] for code, one in release.occupations.items()
    }
    assert len({job.slug for job in register.jobs}) == 1_584
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", job.slug) and len(job.slug) <= 80 for job in register.jobs)
