"""What is wrong with a release: every problem at once, with the file, the line, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.importer.rome import read_release
from bot.problems import DataError, Problem
from tests.bot.importer.conftest import TABLES, table, write_table


def refused(folder: Path) -> list[Problem]:
    """The problems of a release that cannot be used."""
    with pytest.raises(DataError) as raised:
        read_release(folder)
    return raised.value.problems


def test_a_sound_release_has_no_problem(release_folder: Path) -> None:
    assert set(read_release(release_folder).occupations) == {"D1102", "D1104", "L1507"}


# ── The folder ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "nowhere")
    assert problem.message.startswith("is not a folder; give the folder of a whole release in UTF-8")


def test_a_file_instead_of_the_folder(release_folder: Path) -> None:
    path = table(release_folder, "rubrique_mobilite")
    assert [(problem.path, problem.message[:15]) for problem in refused(path)] == [(path, "is not a folder")]


def test_the_wrong_folder_names_everything_that_it_lacks(tmp_path: Path) -> None:
    messages = [problem.message for problem in refused(tmp_path)]
    assert len(messages) == len(TABLES) + 1
    for name in TABLES:
        assert any(message.startswith(f"has no file unix_{name}_v*_utf8.csv; give the folder") for message in messages)


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table(release_folder: Path, name: str) -> None:
    table(release_folder, name).unlink()
    (problem,) = refused(release_folder)
    assert (problem.path, problem.message.split(";")[0]) == (release_folder, f"has no file unix_{name}_v*_utf8.csv")


def test_two_versions_of_a_table(release_folder: Path) -> None:
    old = release_folder / "unix_rubrique_mobilite_v450_utf8.csv"
    old.write_bytes(table(release_folder, "rubrique_mobilite").read_bytes())
    (problem,) = refused(release_folder)
    assert problem.message == (
        "has unix_rubrique_mobilite_v450_utf8.csv and unix_rubrique_mobilite_v460_utf8.csv; keep the files of one release"
    )


def test_tables_of_two_versions(release_folder: Path) -> None:
    path = table(release_folder, "rubrique_mobilite")
    path.rename(path.with_name("unix_rubrique_mobilite_v470_utf8.csv"))
    assert [problem.message for problem in refused(release_folder)] == [
        "mixes the versions v460, v470; keep the files of one release"
    ]


def test_another_version_is_as_good(release_folder: Path) -> None:
    for name in TABLES:
        path = table(release_folder, name)
        path.rename(path.with_name(path.name.replace("v460", "v500")))
    assert len(read_release(release_folder).occupations) == 3


def test_a_release_without_its_version(release_folder: Path) -> None:
    (release_folder / "version.txt").write_text("rien", encoding="utf-8")
    (problem,) = refused(release_folder)
    assert (problem.path.name, problem.message) == (
        "version.txt",
        "does not tell the version and the date of publication; take it from the release",
    )
    (release_folder / "version.txt").unlink()
    assert [problem.message.split(";")[0] for problem in refused(release_folder)] == ["is missing"]


# ── A table ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def as_text(change: Callable[[str], str], encoding: str = "utf-8") -> Callable[[Path], None]:
    """Change the text of a file."""
    return lambda path: path.write_bytes(change(path.read_text(encoding="utf-8")).encode(encoding)) and None


# How the file is broken -> (table, line, message).
BROKEN: dict[str, tuple[Callable[[Path], None], str, int, str]] = {
    "another encoding": (
        as_text(lambda text: text, "latin-1"),
        "referentiel_appellation",
        2,
        "byte 0xe8 is not UTF-8; give the folder of a whole release in UTF-8",
    ),
    "semicolons": (
        as_text(lambda text: text.replace('","', '";"')),
        "rubrique_mobilite",
        1,
        "is not comma-separated and quoted as it should be: ",
    ),
    "no quotes, semicolons": (
        as_text(lambda text: text.replace('","', ";").replace('"', "")),
        "rubrique_mobilite",
        1,
        "has no column 'code_rome', 'code_rome_cible', 'numero_ordre'; it has code_rome;code_rome_cible;numero_ordre",
    ),
    "a missing column": (
        as_text(lambda text: text.replace("principal", "prioritaire")),
        "arborescence_centre_interet",
        1,
        "has no column 'principal'; it has code_centre_interet, libelle_centre_interet, code_rome, prioritaire",
    ),
    "a row that is cut": (
        as_text(lambda text: text.replace('"D1104","R","A"', '"D1104","R"')),
        "referentiel_code_rome_riasec",
        3,
        "has 2 values, and the first line has 3",
    ),
    "a quote that is not closed": (
        as_text(lambda text: text.replace('"L1507","A","C"', '"L1507","A","C')),
        "referentiel_code_rome_riasec",
        4,
        "is not comma-separated and quoted as it should be: ",
    ),
    "an empty file": (as_text(lambda _: ""), "rubrique_mobilite", 1, "has no column 'code_rome'"),
    "a header and no rows": (
        as_text(lambda text: text.splitlines()[0]),
        "rubrique_mobilite",
        1,
        "has no rows; give the folder of a whole release in UTF-8",
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_table_is_named_with_its_line(release_folder: Path, how: str) -> None:
    break_it, name, line, message = BROKEN[how]
    path = table(release_folder, name)
    break_it(path)
    found = refused(release_folder)
    assert [problem for problem in found if (problem.path, problem.line) == (path, line)], found
    assert [problem for problem in found if problem.message.startswith(message)], found
    assert {problem.path for problem in found} == {path}


def test_a_mark_at_the_beginning_and_other_ends_of_lines_are_read(release_folder: Path) -> None:
    for name in TABLES:
        path = table(release_folder, name)
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_release(release_folder).occupations["D1102"].interests == [27, 14]


# ── What does not fit together ────────────────────────────────────────────────────────────────────────────────────────

# A row that is added -> (table, the message with its line).
MISFITS: dict[str, tuple[str, list[str], str]] = {
    "code that is none": ("referentiel_code_rome", ["boulanger", "4", "X"], "code_rome is 'boulanger', and a code such as"),
    "code twice": ("referentiel_code_rome", ["D1102", "4", "X"], "code_rome 'D1102' stands twice"),
    "no label": ("referentiel_code_rome", ["D1105", "4", ""], "libelle_rome of D1105 is empty"),
    "name of nothing": ("referentiel_appellation", ["15", "X", "Z9999"], "code_rome 'Z9999' is not in the table"),
    "no name": ("referentiel_appellation", ["15", "", "D1102"], "libelle_appellation_long is empty"),
    "letter that is none": ("referentiel_code_rome_riasec", ["D1102", "X", ""], "'X' and '' are not one or two different"),
    "letter twice": ("referentiel_code_rome_riasec", ["D1102", "R", "R"], "'R' and 'R' are not one or two different"),
    "letters of nothing": ("referentiel_code_rome_riasec", ["Z9999", "R", ""], "code_rome 'Z9999' is not in the table"),
    "interest that is not listed": (
        "arborescence_centre_interet",
        ["12", "x", "D1102", "non"],
        "code_centre_interet 12 is not in the table centre_interet",
    ),
    "interest of nothing": ("arborescence_centre_interet", ["27", "x", "Z9999", "non"], "code_rome 'Z9999' is not in the"),
    "interest that is no number": ("arborescence_centre_interet", ["x", "x", "D1102", "non"], "'x' is not a whole number"),
    "principal or not": ("arborescence_centre_interet", ["27", "x", "D1102", "1"], "principal is '1', and oui or non is"),
    "context that is not listed": (
        "liens_rome_referentiels",
        ["D1102", "6", "", "12"],
        "code_ogr 12 is not in the table referentiel_contexte_travail",
    ),
    "context of nothing": ("liens_rome_referentiels", ["Z9999", "6", "", "300803"], "code_rome 'Z9999' is not in the table"),
    "link to nothing": ("rubrique_mobilite", ["D1102", "Z9999", "3"], "code_rome_cible 'Z9999' is not in the table"),
    "link from nothing": ("rubrique_mobilite", ["Z9999", "D1102", "3"], "code_rome 'Z9999' is not in the table"),
    "order that is no number": ("rubrique_mobilite", ["D1102", "D1104", "-1"], "'-1' is not a whole number above zero"),
}


@pytest.mark.parametrize("kind", MISFITS)
def test_a_row_that_does_not_fit_is_named_with_its_line(release_folder: Path, kind: str) -> None:
    name, row, message = MISFITS[kind]
    write_table(release_folder, name, [*TABLES[name], row])
    (problem,) = refused(release_folder)
    assert (problem.path, problem.level) == (table(release_folder, name), "ERROR")
    assert table(release_folder, name).read_text(encoding="utf-8").splitlines()[problem.line - 1].count(row[0])
    assert problem.message.startswith(message)


def test_the_line_is_that_where_a_row_begins(release_folder: Path) -> None:
    write_table(release_folder, "centre_interet", [*TABLES["centre_interet"], ["x", "y\ny\ny", "z"]])
    assert [(problem.line, problem.message) for problem in refused(release_folder)] == [
        (6, "'x' is not a whole number above zero")
    ]


def test_a_new_centre_of_interest_needs_a_newer_version_of_declic(release_folder: Path) -> None:
    write_table(release_folder, "centre_interet", [*TABLES["centre_interet"], ["31", "le temps", ""]])
    rows = [*TABLES["arborescence_centre_interet"], ["31", "le temps", "D1102", "non"]]
    write_table(release_folder, "arborescence_centre_interet", rows)
    (problem,) = refused(release_folder)
    assert problem.message == "code_centre_interet 31 is new: this version of Déclic knows 1 to 30"


def test_an_occupation_without_letters_is_named(release_folder: Path) -> None:
    write_table(release_folder, "referentiel_code_rome_riasec", TABLES["referentiel_code_rome_riasec"][:3])
    assert [problem.message for problem in refused(release_folder)] == ["says nothing of L1507"]


def test_problems_of_several_tables_come_at_once_and_a_long_list_is_cut(release_folder: Path) -> None:
    for name in ("rubrique_mobilite", "referentiel_appellation"):
        column = {"rubrique_mobilite": 1, "referentiel_appellation": 2}[name]
        rows = [list(row) for row in TABLES[name]]
        for place in range(25):
            rows.append([*rows[1]])
            rows[-1][column] = f"Z90{place:02}"
        write_table(release_folder, name, rows)
    found = refused(release_folder)
    assert found == sorted(found)
    for name in ("rubrique_mobilite", "referentiel_appellation"):
        messages = [problem.message for problem in found if problem.path == table(release_folder, name)]
        assert (len(messages), messages[0]) == (11, "has 15 more problems of this kind")
