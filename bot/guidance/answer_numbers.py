"""Marks given as an answer: « 7/10 », « trois sur cinq », « 80 % », « je mets 7 »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.knowledge.text import fold

_SHARE = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?)\s*(?:fois\s+)?(?:/|sur)\s*(2|3|4|5|10|20|100)\b")
_PER_CENT = re.compile(r"\b(\d{1,3})\s*(?:%|pourcents?\b|pour cents?\b|p\.?c\.?\b)")
_ALWAYS = re.compile(r"\b(?:7/7|24/24|24/7)\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_MOST, _HUNDRED = 10, 100
_LEAST_IN_A_HUNDRED = 25
"""A bare number from which it is out of a hundred; between 10 and this one it may be out of twenty, too."""
_LEAST_ALONE = 5
"""A number with nothing beside it may be the number of a quick reply, unless there are not that many."""
_STEPS = ((0.2, -1.0), (0.4, -0.5), (0.6, 0.0), (0.89, 0.5))
"""Up to which share of the most that can be given an answer has which value."""


@dataclass(frozen=True)
class Mark:
    """A mark, and the text around it."""

    value: float
    """From -1 to 1."""
    rest: str


class Marks:
    """Finds marks; `numbers` are the words for nought to ten, `beside` those that may stand beside a bare number."""

    def __init__(self, numbers: Sequence[str], beside: Iterable[str]) -> None:
        self._numbers = {fold(word): str(number) for number, word in enumerate(numbers)}
        word = "|".join(self._numbers)
        self._spelled = re.compile(rf"\b(?:{word})(?=\s+(?:fois\s+)?sur\b)|(?<=\bsur )(?:{word})\b")
        self._beside = {word for phrase in beside for word in fold(phrase).split()}

    def find(self, text: str) -> Mark | None:
        """The mark in `text`; None where there is none."""
        folded = self._spelled.sub(lambda found: self._numbers[found[0]], fold(text))
        if _ALWAYS.search(folded):
            return None
        if found := _SHARE.search(folded):
            share = float(found[1].replace(",", ".")) / float(found[2])
        elif found := _PER_CENT.search(folded):
            share = float(found[1]) / _HUNDRED
        else:
            return self._bare(folded)
        return Mark(_value(share), folded[: found.start()] + folded[found.end() :])

    def _bare(self, folded: str) -> Mark | None:
        """« 7 », « un bon 9 », « entre 3 et 4 »: out of ten, a higher number out of a hundred."""
        pieces = _NUMBER.findall(folded)
        words = [self._numbers.get(piece, piece) for piece in pieces if piece not in self._beside]
        if len(words) not in (1, 2) or not all(word[0] in "0123456789" for word in words):
            return None
        numbers = [float(word.replace(",", ".")) for word in words]
        mean = sum(numbers) / len(numbers)
        if len(pieces) == 1 and 0 < mean < _LEAST_ALONE:
            return None
        if max(numbers) <= _MOST:
            return Mark(_value(mean / _MOST), "")
        in_a_hundred = min(numbers) >= _LEAST_IN_A_HUNDRED and max(numbers) <= _HUNDRED
        return Mark(_value(mean / _HUNDRED), "") if in_a_hundred else None


def _value(share: float) -> float:
    return next((value for most, value in _STEPS if share <= most), 1.0)
