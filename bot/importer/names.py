"""Read the names of the register: « Abatteur / Abatteuse de carrière » is one name in two genders, with a shared tail."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.knowledge.text import fold

_BETWEEN_GENDERS = " / "
_ENDING = re.compile(r"(?<=\w)\((\w{1,4})\)")
"""An ending after a word: « assistant(e) », « site(s) »."""
_PLURAL = frozenset({"s", "x"})
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_IN_BOTH_GENDERS = re.compile(r"(?<= )\(([a-zàâçéèêîôûœ]+)\)")
"""A word in brackets in both genders is part of the name: « Huissier (menuisier) / Huissière (menuisière) »."""
_DASHES = re.compile(r"\s-\s?[A-Z]{2,}(?:\s?-(?=\s|$)|$)")
"""An abbreviation between dashes, or after one at the end."""
_ALTERNATIVE = " - "
_WITHOUT_ACCENT = re.compile(r"E(?=(?:[bcdfgpt][lr]|qu|ch|ph|th|[bcdfghjklmnpqrstvz])[aeiouyéèêâîô])")
"""A capital E of an open syllable, which is an É: the register writes « Educateur », « Employé »."""
_ENGLISH = ("Energy", "Event")


class Name(NamedTuple):
    """A name in both genders; twice the same when it has one form."""

    masculine: str
    feminine: str


def read_names(label: str) -> list[Name]:
    """The names that a label of the register gives: the one it is, then what stands before a dash in it.

    Remarks in brackets are left out, and a name begins with a small letter unless it is an abbreviation.
    """
    if f"){_BETWEEN_GENDERS}" in label:
        label = _IN_BOTH_GENDERS.sub(r"\1", label)
    name = Name(*(_small(_plain(side)) for side in _both_genders(label)))
    found = [name]
    if all(len(side.split(_ALTERNATIVE)[0].split()) > 1 for side in name):
        found.append(Name(*(side.split(_ALTERNATIVE)[0] for side in name)))
    return list(dict.fromkeys(found))


def _both_genders(label: str) -> Name:
    """Both forms in full: what stands after the feminine belongs to both."""
    if _BETWEEN_GENDERS not in label:
        return _with_endings(label, label)
    left, right = (side.split() for side in label.split(_BETWEEN_GENDERS, 1))
    if not _alike(left[0], right[0]):
        start = next((place for place, word in enumerate(left) if _alike(word, right[0])), None)
        if start is not None and fold(left[start]) != fold(right[0]):  # « Garde forestier / Forestière »
            return _with_endings(" ".join(left + right[len(left) - start :]), " ".join(left[:start] + right))
        if start is not None or any(_alike(left[0], word) for word in right):  # two names: « Tubiste / Contre tubiste »
            return _with_endings(" ".join(left), " ".join(right))
        if len(right) < len(left):  # « Responsable expédition / Livraison »
            return _with_endings(" ".join(left), " ".join(left[: -len(right)] + right))
    feminine, taken = _feminine_of(left, right)
    return _with_endings(" ".join(left + right[taken:]), " ".join(feminine + right[taken:]))


def _feminine_of(left: list[str], right: list[str]) -> tuple[list[str], int]:
    """The feminine of each word of `left`, and how many words of `right` that takes.

    « Chef d'équipe dépanneur / Cheffe dépanneuse » does not repeat what has no gender; « Valet / Femme de chambre » has
    another word for it.
    """
    feminine: list[str] = []
    taken = 0
    for place, word in enumerate(left):
        later = taken < len(right) and any(_alike(other, right[taken]) for other in left[place + 1 :])
        if taken < len(right) and (_alike(word, right[taken]) or not later):
            feminine.append(right[taken])
            taken += 1
        else:
            feminine.append(word)
    return feminine, taken


def _alike(word: str, other: str) -> bool:
    """Whether two words may be the two genders of one."""
    one, two = fold(word), fold(other)
    return one == two or (len(one) >= 3 and one[:3] == two[:3])


def _with_endings(masculine: str, feminine: str) -> Name:
    """« assistant(e) » in both genders, « site(s) » in the singular."""
    added = _ENDING.sub(lambda found: "" if found[1] in _PLURAL else found[1], feminine)
    return Name(_ENDING.sub("", masculine), added)


def _plain(name: str) -> str:
    """Without remarks in brackets and abbreviations between dashes."""
    short = " ".join(_DASHES.sub("", _BRACKETS.sub("", name)).split())
    return short or name


def _small(name: str) -> str:
    """With a small first letter, and the accent that a capital hides; abbreviations stay."""
    if not name[1:2].islower():
        return name
    if _WITHOUT_ACCENT.match(name) and not name.startswith(_ENGLISH):
        return "é" + name[1:]
    return name[0].lower() + name[1:]
