"""What the model of answers sees in a message: its words, and what the lexicon finds in them, before and after negations.

Runs of these are signs (`bot/guidance/answer_model.py` weighs them): « w:tout-de » for words, « f:NEG-S+ » for what the
lexicon finds from left to right, « r:S- » for what is left of it once negations turned what they turn, « c:flemm » for
letters, so that forms and typos of a word are near each other. Since the lexicon names what it finds, a word that is added
to answers.yml counts at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bot.guidance.answer_asides import drop_questions, drop_subordinates, echo, mark_unable, set_topics_aside
from bot.guidance.answer_hits import Hit
from bot.guidance.answer_lexicon import Lexicon
from bot.guidance.answer_negation import negate
from bot.guidance.answer_parts import Grammar, Part
from bot.knowledge.answer_forms import BREAK, BREAKS, Word

_WORDS, _KINDS = 2, 3
"""The longest runs of words, and of what the lexicon finds."""
_LETTERS = range(2, 6)
"""Lengths of runs of letters."""
_BEGIN, _END, _OTHER = "^", "$", "o"


def signs(words: Sequence[Word], lexicon: Lexicon, grammar: Grammar) -> dict[str, float]:
    """The signs of a message with their weights; those of one sort have a length of 1 together."""
    hits = lexicon.scan(words)
    found = list(_found(words, hits, grammar))
    left = list(_resolved(Part(words, hits), grammar))
    sorts = (
        _runs("w", [word.form for word in words], _WORDS),
        _runs("f", [_BEGIN, *found, _END], _KINDS),
        _runs("r", [_BEGIN, *left, _END], _KINDS),
        _letters(f" {' '.join(word.form for word in words)} "),
    )
    seen: dict[str, float] = {}
    for sort in sorts:
        names = set(sort)
        seen |= dict.fromkeys(sorted(names), 1 / math.sqrt(len(names) or 1))
    return seen


def _runs(sort: str, items: Sequence[str], longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        for start in range(len(items) - length + 1):
            yield f"{sort}:{'-'.join(items[start : start + length])}"


def _letters(text: str) -> Iterator[str]:
    for length in _LETTERS:
        for start in range(len(text) - length + 1):
            yield f"c:{text[start : start + length]}"


def _found(words: Sequence[Word], hits: Sequence[Hit], grammar: Grammar) -> Iterator[str]:
    """What the lexicon finds, breaks, and where it finds nothing, from left to right."""
    starts = {hit.start: hit for hit in hits}
    place, other = 0, False
    while place < len(words):
        hit, form = starts.get(place), words[place].form
        if hit is not None:
            kind = _kind(hit)
            if kind:
                yield kind
            other = other and not kind
        elif form in BREAKS:
            yield form
            other = False
        elif form not in grammar.little and not other:
            yield _OTHER
            other = True
        place = hit.end if hit is not None else place + 1


def _resolved(part: Part, grammar: Grammar) -> Iterator[str]:
    """What is left once conditions, questions and topics are set aside and negations have turned what they turn."""
    mark_unable(part, grammar)
    drop_subordinates(part, grammar)
    negate(part, grammar)
    echo(part, grammar)
    drop_questions(part, grammar)
    set_topics_aside(part, grammar)
    last = None
    for hit in part.hits:
        kind = _kind(hit)
        if hit.used or not kind:
            continue
        clause = part.clause(hit)
        if last is not None and clause != last:
            yield BREAK
        last = clause
        yield kind


def _kind(hit: Hit) -> str:
    """A short name for what a hit says as it stands; empty when it says nothing."""
    sense = hit.sense
    if hit.stance or hit.literal:
        name = f"S{hit.stance:+d}" if hit.stance else f"L{hit.literal:+d}"
        return name + "s" * sense.soft + "l" * sense.lean + "w" * hit.weak
    if sense.negates:
        return "NEGw" if hit.weak else "NEG"
    names = {"NEU": sense.neutral, "UNK": sense.unknown, "BUT": sense.but, "WEAK": sense.weak, "STR": sense.strong}
    return next((name for name, said in names.items() if said), "")
