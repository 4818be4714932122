"""Read a release of ROME 4.0, the official register of occupations, and write what Déclic uses of it.

The register is published by France Travail under the Licence Ouverte 2.0; an operator downloads its CSV release. Codes,
names, letters and links are kept as they are. Nothing else is taken: no text of the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.importer.names import Name
from bot.importer.occupations import Occupation, Reading
from bot.importer.tables import Version, read_tables, read_version
from bot.knowledge.loader import read_rome_map
from bot.knowledge.register import CREDIT, FORMAT, Register, slug_of, write_register
from bot.knowledge.rome import RomeMap
from bot.paths import KNOWLEDGE
from bot.problems import DataError, Problem, errors

ROME_MAP = KNOWLEDGE / "rome.yml"


@dataclass(frozen=True)
class Release:
    """A release that was read and is sound."""

    version: Version
    occupations: dict[str, Occupation]
    """By code, in the order of the codes."""
    labels: int
    """How many names the register gives; one in both genders counts once."""
    mapping: RomeMap
    """What the codes mean in Déclic's own words."""
    warnings: list[Problem]


@dataclass(frozen=True)
class RomeFacts:
    """What the register says of one occupation, in Déclic's own ids."""

    title: Name
    riasec: list[str]
    """One or two letters, the major one first."""
    interests: list[str]
    """The principal one first."""
    criteria: list[str]
    """Those that its contexts of work show."""
    mobility: list[str]
    """Codes, the nearest first."""


def read_release(folder: Path, rome_map: Path = ROME_MAP) -> Release:
    """Read and check the tables in `folder`, and the file rome.yml.

    Raises:
        DataError: with every problem of every table, when there is at least one.
    """
    problems: list[Problem] = []
    mapping = read_rome_map(rome_map, problems)
    version = read_version(folder, problems) if folder.is_dir() else None
    tables = read_tables(folder, problems)
    reading = Reading(tables)
    problems += [problem for table in tables.values() for problem in table.shown_problems()]
    if mapping is None or version is None or errors(problems):
        raise DataError(problems)
    warnings = [*problems, *_unknown_contexts(mapping, rome_map, reading.contexts)]
    labels = len(tables["referentiel_appellation"].rows)
    return Release(version, reading.occupations, labels, mapping, warnings)


def facts(release: Release, rome_code: str) -> RomeFacts:
    """What the register says of one occupation.

    Raises:
        KeyError: when the release has no such code.
    """
    one = release.occupations[rome_code]
    return RomeFacts(
        title=one.names[0],
        riasec=one.riasec,
        interests=release.mapping.interests_of(one.interests),
        criteria=release.mapping.criteria_of(one.contexts),
        mobility=one.mobility,
    )


def import_rome(folder: Path, out: Path) -> Release:
    """Read the release in `folder`, and write the register to `out`.

    Raises:
        DataError: as `read_release`; `out` is then left as it was.
        OSError: when `out` cannot be written.
    """
    release = read_release(folder)
    slugs = _slugs(release.occupations)
    jobs = [
        {
            "rome": code,
            "slug": slugs[code],
            "title": one.names[0]._asdict(),
            "names": _other_names(one),
            "riasec": one.riasec,
            "interests": one.interests,
            "contexts": one.contexts,
            "near": one.mobility,
        }
        for code, one in release.occupations.items()
    ]
    head = {"format": FORMAT, "credit": CREDIT, "version": release.version.number, "published": release.version.published}
    write_register(Register.parse_obj({**head, "jobs": jobs}), out)
    return release


def _other_names(one: Occupation) -> list[str]:
    """Every form of every name once, without those of the title."""
    forms = [form for name in one.names[1:] for form in name]
    return [form for form in dict.fromkeys(forms) if form not in one.names[0]]


def _slugs(occupations: Mapping[str, Occupation]) -> dict[str, str]:
    """A slug for each code, from the masculine title; of two that are alike, the second has its code added."""
    codes: dict[str, str] = {}
    for code, one in occupations.items():
        slug = slug_of(one.names[0].masculine)
        codes[slug if slug and slug not in codes else slug_of(one.names[0].masculine, code)] = code
    return {code: slug for slug, code in codes.items()}


def _unknown_contexts(mapping: RomeMap, path: Path, contexts: set[int]) -> Iterator[Problem]:
    """Contexts of rome.yml that the release has no more: they show nothing, and nothing else breaks."""
    for criterion, codes in mapping.criteria.items():
        for code in codes:
            if code not in contexts:
                message = f"the context {code}, under '{criterion}', is not in this release; remove it"
                yield Problem(path, 0, message, level="WARNING")
