"""Read the tables of a ROME release, and name everything that is wrong with them at once."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.problems import Problem

TABLES: dict[str, tuple[str, ...]] = {
    "referentiel_code_rome": ("code_rome", "libelle_rome"),
    "referentiel_appellation": ("code_rome", "libelle_appellation_long"),
    "referentiel_code_rome_riasec": ("code_rome", "riasec_majeur", "riasec_mineur"),
    "centre_interet": ("code_centre_interet",),
    "arborescence_centre_interet": ("code_rome", "code_centre_interet", "principal"),
    "referentiel_contexte_travail": ("code_ogr",),
    "liens_rome_referentiels": ("code_rome", "code_compo_bloc", "code_ogr"),
    "rubrique_mobilite": ("code_rome", "code_rome_cible", "numero_ordre"),
}
"""The tables that are read, and their columns that are; files are called `unix_<table>_v<version>_utf8.csv`."""

_SHOWN = 10
"""Problems shown of one table."""
_VERSION_FILE = "version.txt"
_VERSION = re.compile(r"^Num[ée]ro de version\s*:\s*(\S+)", re.MULTILINE | re.IGNORECASE)
_PUBLISHED = re.compile(r"^Date de publication\s*:\s*(\d\d)/(\d\d)/(\d{4})", re.MULTILINE | re.IGNORECASE)
_WHOLE_RELEASE = "give the folder of a whole release in UTF-8, as France Travail publishes it (CSV)"


@dataclass
class Table:
    """The rows of a table, cut to the columns that are read."""

    path: Path
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    """(line in the file, values in the order of `TABLES`)."""
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        """Note a problem of one line."""
        self.problems.append(Problem(self.path, line, message))

    def shown_problems(self) -> list[Problem]:
        """The first problems; a count stands for the others."""
        left = len(self.problems) - _SHOWN
        if left <= 0:
            return self.problems
        return [*self.problems[:_SHOWN], Problem(self.path, 0, f"has {left} more problems of this kind")]


@dataclass(frozen=True)
class Version:
    """Which release it is."""

    number: str
    published: str
    """`YYYY-MM-DD`."""


def read_tables(folder: Path, problems: list[Problem]) -> dict[str, Table]:
    """Every table of `TABLES` that can be read; what cannot is in `problems`."""
    if not folder.is_dir():
        problems.append(Problem(folder, 0, f"is not a folder; {_WHOLE_RELEASE}"))
        return {}
    tables = {}
    for name, columns in TABLES.items():
        path = _the_file(folder, name, problems)
        if path is not None:
            tables[name] = _read(path, columns)
    versions = {table.path.name.rsplit("_", 2)[1] for table in tables.values()}
    if len(versions) > 1:
        found = ", ".join(sorted(versions))
        problems.append(Problem(folder, 0, f"mixes the versions {found}; keep the files of one release"))
    return tables


def read_version(folder: Path, problems: list[Problem]) -> Version | None:
    """The number and the date in the release's `version.txt`."""
    path = folder / _VERSION_FILE
    try:
        text = path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        problems.append(Problem(path, 0, f"is missing; {_WHOLE_RELEASE}"))
        return None
    number, published = _VERSION.search(text), _PUBLISHED.search(text)
    if number is None or published is None:
        problems.append(Problem(path, 0, "does not tell the version and the date of publication; take it from the release"))
        return None
    day, month, year = published.groups()
    return Version(number[1], f"{year}-{month}-{day}")


def _the_file(folder: Path, name: str, problems: list[Problem]) -> Path | None:
    """The file of a table, whatever its version."""
    named = re.compile(rf"unix_{name}_v\d+_utf8\.csv")
    found = sorted(path for path in folder.iterdir() if named.fullmatch(path.name))
    if len(found) == 1:
        return found[0]
    if found:
        both = " and ".join(path.name for path in found)
        problems.append(Problem(folder, 0, f"has {both}; keep the files of one release"))
    else:
        problems.append(Problem(folder, 0, f"has no file unix_{name}_v*_utf8.csv; {_WHOLE_RELEASE}"))
    return None


def _read(path: Path, columns: Sequence[str]) -> Table:
    table = Table(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        table.wrong(line, f"byte 0x{error.object[error.start]:02x} is not UTF-8; {_WHOLE_RELEASE}")
        return table
    except OSError as error:
        table.wrong(0, f"cannot be read: {error}")
        return table
    rows = _rows(table, text)
    _, header = next(rows, (1, []))
    missing = [column for column in columns if column not in header]
    if missing:
        names = ", ".join(f"'{column}'" for column in missing)
        table.wrong(1, f"has no column {names}; it has {', '.join(header) or 'none'} (comma-separated, quoted)")
        return table
    places = [header.index(column) for column in columns]
    for line, row in rows:
        if len(row) != len(header):
            table.wrong(line, f"has {len(row)} values, and the first line has {len(header)}")
        else:
            table.rows.append((line, tuple(row[place].strip() for place in places)))
    if not table.rows and not table.problems:
        table.wrong(1, f"has no rows; {_WHOLE_RELEASE}")
    return table


def _rows(table: Table, text: str) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, values) of each row that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begin = 1
    try:
        for row in reader:
            if row:
                yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        table.wrong(begin, f"is not comma-separated and quoted as it should be: {error}")
