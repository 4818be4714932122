"""A release of the register in small: three occupations in every table that is read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

TABLES: dict[str, list[list[str]]] = {
    "referentiel_code_rome": [
        ["code_rome", "code_fiche_metier", "libelle_rome"],
        ["D1102", "1", "Boulanger / Boulangère"],
        ["D1104", "2", "Pâtissier / Pâtissière"],
        ["L1507", "3", "Monteur / Monteuse vidéo"],
    ],
    "referentiel_appellation": [
        ["code_ogr", "libelle_appellation_long", "code_rome"],
        ["10", "Tourier / Tourière", "D1102"],
        ["11", "Boulanger / Boulangère", "D1102"],
        ["12", "Pâtissier / Pâtissière", "D1104"],
        ["13", "Monteur / Monteuse vidéo", "L1507"],
        ["14", "Monteur truquiste / Monteuse truquiste", "L1507"],
    ],
    "referentiel_code_rome_riasec": [
        ["code_rome", "riasec_majeur", "riasec_mineur"],
        ["D1102", "R", ""],
        ["D1104", "R", "A"],
        ["L1507", "A", "C"],
    ],
    "centre_interet": [
        ["code_centre_interet", "libelle_centre_interet", "definition_centre_interet"],
        ["14", "le travail manuel", "sur deux\nlignes"],
        ["27", "la cuisine", ""],
        ["30", "un / une artiste", ""],
    ],
    "arborescence_centre_interet": [
        ["code_centre_interet", "libelle_centre_interet", "code_rome", "principal"],
        ["14", "le travail manuel", "D1102", "non"],
        ["27", "la cuisine", "D1102", "oui"],
        ["27", "la cuisine", "D1104", "oui"],
        ["30", "un / une artiste", "L1507", "oui"],
    ],
    "referentiel_contexte_travail": [
        ["code_ogr", "libelle_cont_travail"],
        ["300803", "Travail de nuit"],
        ["300783", "En extérieur"],
    ],
    "liens_rome_referentiels": [
        ["code_rome", "code_compo_bloc", "code_rubrique", "code_ogr"],
        ["D1102", "6", "", "300803"],
        ["D1102", "5", "1", "999999"],
        ["L1507", "6", "", "300783"],
    ],
    "rubrique_mobilite": [
        ["code_rome", "code_rome_cible", "numero_ordre"],
        ["D1102", "L1507", "2"],
        ["D1102", "D1104", "1"],
        ["D1104", "D1102", "1"],
        ["L1507", "D1104", "1"],
    ],
}
VERSION = "Numero de version : 60\n\nDate de publication : 18/09/2025\n"


def table(folder: Path, name: str) -> Path:
    """The file of a table."""
    return folder / f"unix_{name}_v460_utf8.csv"


def write_table(folder: Path, name: str, rows: list[list[str]]) -> None:
    """Write a table as the register does: comma-separated, quoted, UTF-8."""
    with table(folder, name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)


@pytest.fixture
def release_folder(tmp_path: Path) -> Path:
    """The folder of the release, to be read or to be broken."""
    folder = tmp_path / "rome"
    folder.mkdir()
    for name, rows in TABLES.items():
        write_table(folder, name, rows)
    (folder / "version.txt").write_text(VERSION, encoding="utf-8")
    return folder
