"""Sums with pay: read amounts from a message, turn them into another period, put them beside those of a guide.

Only what needs no assumption about a person's life is worked out: twelve months a year, fifty-two weeks a year. No net pay
(it depends on the household, the status and the year), nothing from hours or days (guides do not say how many are worked).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.guide_figures import Pay
from bot.knowledge.talk import Period
from bot.knowledge.text import Token, tokens

Side = Literal["above", "below", "within"]

_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<whole>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<decimals>\d{1,2}))?(?!\d)"
    r"\s*(?P<unit>k\b|mille\b|€|euros?\b|eur\b|balles\b|boules\b)?",
    re.IGNORECASE,
)
_SMALLEST = 300
"""A number under this is not an amount of pay unless it says so (« 12 mois », « 2 ans »)."""
_LARGEST = 100_000_000
_YEARLY = 12_000
"""An amount from here on, without a period, is meant per year."""
_BEFORE_A_YEAR = frozenset({"en", "annee", "depuis", "vers", "guide"})
_ASKS_FOR_A_SUM = frozenset({"combien", "cb", "fait"})
_YEARS = range(1950, 2100)
_NEAR = 3
"""Words after an amount among which its period is looked for."""
_FACTORS: dict[tuple[str, str], float] = {
    ("month", "year"): 12,
    ("year", "month"): 1 / 12,
    ("month", "week"): 12 / 52,
    ("year", "week"): 1 / 52,
}


@dataclass(frozen=True)
class Amount:
    """An amount in a student's message."""

    value: float
    """Euros."""
    period: Period


@dataclass(frozen=True)
class Beside:
    """An amount of a guide beside a student's."""

    pay: Pay
    side: Side
    """Where the guide's amount stands, seen from the student's."""
    gap: int
    """Euros between them, 0 when the student's lies within the guide's range."""


def convert(value: float, given: Period, wanted: Period) -> float | None:
    """`value` per `given` as an amount per `wanted`; None when that takes a number that no guide gives."""
    if given == wanted:
        return value
    factor = _FACTORS.get((given, wanted))
    return None if factor is None else value * factor


def convert_pay(pay: Pay, wanted: Period) -> Pay | None:
    """The same amount in another period, rounded to euros; None for a daily rate, a fee a project …"""
    if pay.period == "project" or pay.period == wanted:
        return None
    ends = {}
    for end in ("min", "max"):
        value = getattr(pay, end)
        ends[end] = None if value is None else convert(value, pay.period, wanted)
        if value is not None and ends[end] is None:
            return None
    rounded = {end: None if value is None else round(value) for end, value in ends.items()}
    return pay.copy(update={**rounded, "period": wanted, "note": None})


def put_beside(amount: Amount, figures: Iterable[Pay]) -> list[Beside]:
    """Each figure that can be compared with `amount`, in the figure's own period."""
    found = []
    for pay in figures:
        value = None if pay.period == "project" else convert(amount.value, amount.period, pay.period)
        if value is None:
            continue
        low = pay.min if pay.min is not None else 0
        high = math.inf if pay.and_more else pay.max if pay.max is not None else low
        if low > value:
            found.append(Beside(pay, "above", round(low - value)))
        elif high < value:
            found.append(Beside(pay, "below", round(value - high)))
        else:
            found.append(Beside(pay, "within", 0))
    return found


def read_amount(text: str, words: Mapping[Period, Iterable[str]]) -> Amount | None:
    """The first amount of pay in a message; `words` are the words of each period. None when there is none.

    Without a period of its own, an amount is meant per month, a large one per year.
    """
    found = tokens(text)
    for match in _NUMBER.finditer(text):
        value = float(re.sub(r"\D", "", match["whole"]))
        if match["decimals"]:
            value += int(match["decimals"]) / 10 ** len(match["decimals"])
        unit = (match["unit"] or "").lower()
        if unit in ("k", "mille"):
            value *= 1000
        if value < _SMALLEST and not unit:
            continue
        before = [token.word for token in found if token.end <= match.start()][-1:]
        if not unit and value in _YEARS and set(before) & _BEFORE_A_YEAR:
            continue
        if value > _LARGEST:
            continue
        period = _first_period(_right_after(text, match.end(), found), words)
        if period is None and value < _SMALLEST:
            continue
        return Amount(value, period or ("year" if value >= _YEARLY else "month"))
    return None


def _right_after(text: str, place: int, found: list[Token]) -> list[Token]:
    """The words that may give the period of an amount that ends at `place`: « 2 500 par mois, ça fait combien par an ? »."""
    clause = re.split(r"[,;?!\n]|\.(?!\d)", text[place:])[0]
    near = [token for token in found if place <= token.start < place + len(clause)][:_NEAR]
    asks = next((at for at, token in enumerate(near) if token.word in _ASKS_FOR_A_SUM), len(near))
    return near[:asks]


def wanted_period(text: str, words: Mapping[Period, Iterable[str]], amount: Amount | None) -> Period | None:
    """The period in which an answer is wanted; the one that `amount` is given in does not count. None when none is named."""
    named = [period for period in words if _first_period(tokens(text), {period: words[period]})]
    others = [period for period in named if amount is None or period != amount.period]
    return others[0] if others else None


def _first_period(found: list[Token], words: Mapping[Period, Iterable[str]]) -> Period | None:
    by_word = {word: period for period, several in words.items() for name in several for word in [tokens(name)[0].word]}
    before = ["", *(token.word for token in found)]
    counted = {place for place, word in enumerate(before) if word.isdigit()}  # « à 25 ans » is an age, no period
    return next(
        (by_word[token.word] for place, token in enumerate(found) if token.word in by_word and place not in counted), None
    )
