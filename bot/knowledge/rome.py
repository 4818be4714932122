"""The closed schema of `knowledge/rome.yml`: what the codes of the register of occupations mean in Déclic's own words.

The register is ROME 4.0 (France Travail, Licence Ouverte 2.0). Its contexts of work become criteria of topics.yml, its
centres of interest become interests of quiz.yml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from pydantic import ConstrainedInt, validator

from bot.knowledge.fields import Id, Strict, Text
from bot.knowledge.repeated import twice
from bot.knowledge.yaml_source import Location
from bot.problems import meant

INTERESTS = range(1, 31)
"""Codes of the centres of interest of the register."""


class Code(ConstrainedInt):
    """A code of the register, `code_ogr` or `code_centre_interet`."""

    strict = True
    ge = 1


class RomeNames(Strict):
    """How the names of the register are linked."""

    everyday: list[Text] = []
    """Names of one word that mean something else most of the time."""
    cues: list[Text] = []
    """Words after which such a word names a job."""
    short: dict[str, Text] = {}
    """Abbreviations of students, and the word of the register that they stand for."""


class RomeMap(Strict):
    """The whole file."""

    criteria: dict[Id, list[Code]]
    """Contexts of work that show a criterion, by the id of the criterion."""
    interests: dict[Id, Code]
    """The centre of interest of each interest."""
    names: RomeNames = RomeNames()

    @validator("interests")
    def _each_once(cls, value: dict[str, int]) -> dict[str, int]:  # noqa: N805 - pydantic passes the class
        times = Counter(value.values())
        wrong = [str(code) for code in sorted({*INTERESTS, *times}) if times[code] != 1 or code not in INTERESTS]
        if wrong:
            raise ValueError(f"needs each code from 1 to 30 once; correct {', '.join(wrong)}")
        return value

    def criteria_of(self, contexts: Collection[int]) -> list[str]:
        """Ids of the criteria that these contexts show, in the order of the file."""
        return [criterion for criterion, codes in self.criteria.items() if not set(codes).isdisjoint(contexts)]

    def interests_of(self, codes: Iterable[int]) -> list[str]:
        """Ids of these centres of interest, in the same order."""
        names = {int(code): str(interest) for interest, code in self.interests.items()}
        return [names[code] for code in codes]

    def references(self, criteria: Collection[str]) -> Iterator[tuple[Location, str]]:
        """What is dangling or repeated, as (location, message); `criteria` are those of topics.yml."""
        for criterion, codes in self.criteria.items():
            if criterion not in criteria:
                wrong = f"'{criterion}' is not a criterion of topics.yml; correct it{meant(criterion, criteria)}"
                yield ("criteria", criterion), wrong
            for index, message in twice("context", map(str, codes)):
                yield ("criteria", criterion, index), message
