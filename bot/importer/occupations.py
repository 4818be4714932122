"""Put the tables of a ROME release together, occupation by occupation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from bot.importer.names import Name, read_names
from bot.importer.tables import Table
from bot.knowledge.fields import Riasec, RomeCode
from bot.knowledge.rome import INTERESTS

_CODE = re.compile(RomeCode.regex or "")
_LETTERS = frozenset(get_args(Riasec))
_CONTEXT_BLOCK = "6"
"""`code_compo_bloc` of the links between an occupation and its contexts of work."""
_SHOWN = 5
"""Codes named in one problem."""
_PRINCIPAL = {"oui": True, "non": False}


@dataclass
class Occupation:
    """One occupation of the register."""

    code: str
    names: list[Name]
    """Its title first."""
    riasec: list[str] = field(default_factory=list)
    """The major type, then the minor one if there is one."""
    interests: list[int] = field(default_factory=list)
    """Centres of interest: the principal one, then the others by code."""
    contexts: list[int] = field(default_factory=list)
    """Contexts of work, by code."""
    mobility: list[str] = field(default_factory=list)
    """Codes of the occupations that one can move to, in the order of the register (`numero_ordre`, 1 is the nearest)."""


class Reading:
    """The occupations of a release; what does not fit is noted in the table that it stands in."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Read `tables`; one that is missing leaves its part empty, and nothing is checked against it."""
        self._tables = tables
        self.contexts = self._listed("referentiel_contexte_travail")
        self.occupations: dict[str, Occupation] = {}
        """By code, in the order of the codes."""
        self._read_codes()
        if self.occupations:
            self._read_names()
            self._read_letters()
            self._read_interests()
            self._read_contexts()
            self._read_mobility()

    def _rows(self, name: str) -> Iterator[tuple[Table, int, tuple[str, ...]]]:
        """(table, line, values) of each row of a table; nothing when it is missing."""
        if (table := self._tables.get(name)) is not None:
            for line, values in table.rows:
                yield table, line, values

    def _listed(self, name: str) -> set[int]:
        """The numeric codes in the first column of a table."""
        codes = set()
        for table, line, (code, *_) in self._rows(name):
            if (number := _number(table, line, code)) is not None:
                codes.add(number)
        return codes

    def _read_codes(self) -> None:
        found: dict[str, Occupation] = {}
        for table, line, (code, label) in self._rows("referentiel_code_rome"):
            if not _CODE.fullmatch(code):
                table.wrong(line, f"code_rome is '{code}', and a code such as A1101 is wanted")
            elif code in found:
                table.wrong(line, f"code_rome '{code}' stands twice")
            elif not label:
                table.wrong(line, f"libelle_rome of {code} is empty")
            else:
                found[code] = Occupation(code, read_names(label))
        self.occupations = dict(sorted(found.items()))

    def _read_names(self) -> None:
        for table, line, (code, label) in self._rows("referentiel_appellation"):
            one = self._occupation(table, line, "code_rome", code)
            if not label:
                table.wrong(line, "libelle_appellation_long is empty")
            elif one is not None:
                one.names = list(dict.fromkeys([*one.names, *read_names(label)]))

    def _read_letters(self) -> None:
        for table, line, (code, major, minor) in self._rows("referentiel_code_rome_riasec"):
            one = self._occupation(table, line, "code_rome", code)
            letters = [letter for letter in (major, minor) if letter]
            if not major or not _LETTERS.issuperset(letters) or len(set(letters)) < len(letters):
                table.wrong(line, f"'{major}' and '{minor}' are not one or two different letters of RIASEC")
            elif one is not None:
                one.riasec = letters
        self._look_for_gaps("referentiel_code_rome_riasec", lambda one: one.riasec)

    def _read_interests(self) -> None:
        known = self._listed("centre_interet")
        links: dict[str, dict[int, bool]] = {code: {} for code in self.occupations}
        for table, line, (code, interest, principal) in self._rows("arborescence_centre_interet"):
            one = self._occupation(table, line, "code_rome", code)
            number = _number(table, line, interest)
            if principal not in _PRINCIPAL:
                table.wrong(line, f"principal is '{principal}', and oui or non is wanted")
            elif number is not None and known and number not in known:
                table.wrong(line, f"code_centre_interet {number} is not in the table centre_interet")
            elif number is not None and number not in INTERESTS:
                table.wrong(line, f"code_centre_interet {number} is new: this version of Déclic knows 1 to {INTERESTS[-1]}")
            elif one is not None and number is not None:
                links[one.code][number] = _PRINCIPAL[principal]
        for code, interests in links.items():
            self.occupations[code].interests = sorted(interests, key=lambda number: (not interests[number], number))

    def _read_contexts(self) -> None:
        links: dict[str, set[int]] = {code: set() for code in self.occupations}
        for table, line, (code, block, context) in self._rows("liens_rome_referentiels"):
            if block != _CONTEXT_BLOCK:
                continue
            one = self._occupation(table, line, "code_rome", code)
            number = _number(table, line, context)
            if number is not None and self.contexts and number not in self.contexts:
                table.wrong(line, f"code_ogr {number} is not in the table referentiel_contexte_travail")
            elif one is not None and number is not None:
                links[one.code].add(number)
        for code, contexts in links.items():
            self.occupations[code].contexts = sorted(contexts)

    def _read_mobility(self) -> None:
        links: dict[str, dict[str, int]] = {code: {} for code in self.occupations}
        for table, line, (code, target, order) in self._rows("rubrique_mobilite"):
            one = self._occupation(table, line, "code_rome", code)
            other = self._occupation(table, line, "code_rome_cible", target)
            number = _number(table, line, order)
            if one is not None and other is not None and number is not None and other is not one:
                links[one.code].setdefault(other.code, number)
        for code, targets in links.items():
            self.occupations[code].mobility = sorted(targets, key=lambda target: (targets[target], target))

    def _occupation(self, table: Table, line: int, column: str, code: str) -> Occupation | None:
        """The occupation of a code; an unknown one is noted."""
        one = self.occupations.get(code)
        if one is None:
            table.wrong(line, f"{column} '{code}' is not in the table referentiel_code_rome")
        return one

    def _look_for_gaps(self, name: str, part: Callable[[Occupation], object]) -> None:
        """Note the occupations of which a table says nothing."""
        table = self._tables.get(name)
        lacking = [code for code, one in self.occupations.items() if not part(one)]
        if table is not None and table.rows and lacking and not table.problems:
            table.wrong(0, f"says nothing of {', '.join(lacking[:_SHOWN])}{' …' if len(lacking) > _SHOWN else ''}")


def _number(table: Table, line: int, value: str) -> int | None:
    """A whole number above zero; anything else is noted."""
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    table.wrong(line, f"'{value}' is not a whole number above zero")
    return None
