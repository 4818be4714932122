"""What one part of an answer says, once its words are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.guidance.answer_asides import drop_questions, drop_subordinates, echo, mark_unable, set_topics_aside
from bot.guidance.answer_hits import Hit
from bot.guidance.answer_lexicon import Lexicon
from bot.guidance.answer_negation import negate
from bot.guidance.answer_parts import Grammar, Part
from bot.knowledge.answer_forms import BREAKS, Word

MOST_BESIDE = {"literal": 5, "neutral": 5, "neutral word": 4, "unknown": 3, "unknown word": 2, "soft": 2, "shade": 0}
"""How many words of its clause the lexicon may lack for a yes, a skip, a nuance … to be an answer."""
_ALIKE = 4
"""Letters at the beginning of two forms of one verb."""


@dataclass
class Reading:
    """What a part of an answer says; a part may say several of these."""

    stance: int = 0
    stance_weak: bool = False
    torn: bool = False
    """As much for as against."""
    literal: int = 0
    literal_weak: bool = False
    soft: int = 0
    """A yes or a no that gives way to any other."""
    soft_weak: bool = False
    rarely: bool = False
    """The soft no is a weak negation (« pas trop »)."""
    neutral: bool = False
    unknown: bool = False
    weak: bool = False
    """Holds a nuance that weakens."""
    strong: bool = False


def read_part(words: Sequence[Word], lexicon: Lexicon, grammar: Grammar) -> Reading:
    """Read a part of an answer."""
    part = Part(words, _words_before_emojis(lexicon.scan(words)))
    mark_unable(part, grammar)
    drop_subordinates(part, grammar)
    negate(part, grammar)
    echo(part, grammar)
    drop_questions(part, grammar)
    set_topics_aside(part, grammar)
    _drop_leanings(part)
    _weaken(part)
    reading = Reading()
    first = " ".join(word.form for word in takewhile(lambda word: word.form not in BREAKS, words))
    if first in grammar.alone_yes:
        reading.literal = 1
    _read_stance(part, reading, grammar)
    part.hits = [hit for hit in part.hits if _counts(part, hit, grammar)]
    _read_literal(part, reading)
    _read_rest(part, reading)
    return reading


# ── What counts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _words_before_emojis(hits: list[Hit]) -> list[Hit]:
    """Without the pictures where words say enough."""
    if any(not hit.emoji and not hit.shade for hit in hits):
        hits = [hit for hit in hits if not hit.emoji or hit.sense.literal]
    if any(not hit.emoji and hit.sense.literal for hit in hits):
        hits = [hit for hit in hits if not hit.emoji]
    return hits


def _drop_leanings(part: Part) -> None:
    """A mere leaning gives way to anything else that is said."""
    if any(not hit.shade and not hit.sense.lean and not hit.sense.neutral for hit in part.hits):
        part.hits = [hit for hit in part.hits if not hit.sense.lean]


def _weaken(part: Part) -> None:
    """A nuance weakens what else its clause says."""
    weakened = {part.clause(hit) for hit in part.hits if hit.weakens}
    for hit in part.hits:
        if (hit.stance or hit.literal) and part.clause(hit) in weakened:
            hit.weak = True


def _counts(part: Part, hit: Hit, grammar: Grammar) -> bool:
    """What is no stance is an answer only where little else stands beside it."""
    if hit.used or hit.stance or hit.sense.but:
        return True
    return part.unknown(grammar, part.clause(hit)) <= MOST_BESIDE[_kind(hit, grammar)]


def _kind(hit: Hit, grammar: Grammar) -> str:
    word = " word" if sum(form not in grammar.fillers for form in hit.form.split()) <= 1 else ""
    if hit.sense.neutral:
        return f"neutral{word}"
    if hit.literal and not hit.sense.soft:
        return "literal"
    if hit.sense.unknown:
        return f"unknown{word}"
    return "shade" if hit.shade else "soft"


# ── Stances ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_stance(part: Part, reading: Reading, grammar: Grammar) -> None:
    """The first stance of each clause, and then their sum."""
    first: dict[int, Hit] = {}
    for hit in part.hits:
        if hit.stance:
            other = first.setdefault(part.clause(hit), hit)
            reading.torn = reading.torn or _contradicts(other, hit, grammar)
    total = sum(hit.stance * (0.5 if hit.weak else 1.0) for hit in first.values())
    middling = sum(hit.sense.neutral and not hit.used for hit in part.hits)
    level = (first and not total) or (abs(total) < 1 and middling > 1)
    reading.torn = reading.torn or bool(level) or _is_contrast(part, first)
    if reading.torn:
        reading.neutral = True
    elif first:
        reading.stance = 1 if total > 0 else -1
        reading.stance_weak = abs(total) < 1 or part.conditional


def _contradicts(one: Hit, other: Hit, grammar: Grammar) -> bool:
    """« J'aime et j'aime pas », « ni peur ni envie »."""
    neither = one.turned_by == other.turned_by and one.turned_by in grammar.neither
    return one.stance != other.stance and (neither or one.form[:_ALIKE] == other.form[:_ALIKE])


def _is_contrast(part: Part, stances: Mapping[int, Hit]) -> bool:
    """« La nuit oui, le week-end non », « l'été ça va, toute l'année non »."""
    said = {part.clause(hit): hit.literal for hit in part.hits if _closes(part, hit)}
    signs = {stances[clause].stance for clause in stances if clause not in said} if said else set()
    return len(signs | set(said.values())) == 2


def _closes(part: Part, hit: Hit) -> bool:
    """Whether a yes or a no ends a clause that says what it is about."""
    if not hit.particle and (hit.used or not hit.sense.soft or hit.literal >= 0):
        return False
    start, end = next(span for span in part.spans if span[0] <= hit.start < span[1])
    answers = {place for other in part.hits if other.literal for place in range(other.start, other.end)}
    return hit.end == end and not answers.issuperset(range(start, end))


# ── Yes, no and the rest ──────────────────────────────────────────────────────────────────────────────────────────────


def _read_literal(part: Part, reading: Reading) -> None:
    """Yes and no; both of them are neither."""
    said = [hit for hit in part.hits if hit.literal and not hit.used]
    hard, soft = [hit for hit in said if not hit.sense.soft], [hit for hit in said if hit.sense.soft]
    weak = _is_weakened(part)
    if len({hit.literal for hit in hard}) == 2:
        reading.neutral = True
    elif hard:
        rarely = any(hit.sense.negates and hit.weak and not hit.used for hit in part.hits)
        reading.literal, reading.literal_weak = hard[0].literal, weak or rarely or any(hit.weak for hit in hard)
    else:
        reading.literal_weak = weak
    if soft:
        reading.soft, reading.soft_weak = soft[0].literal, weak or soft[0].weak


def _read_rest(part: Part, reading: Reading) -> None:
    """What is said beside stances, yes and no."""
    weak = _is_weakened(part)
    for hit in part.hits:
        if hit.used or hit.stance or hit.literal:
            continue
        if hit.sense.neutral:
            reading.neutral = True
        elif hit.sense.negates and not reading.soft:
            reading.soft, reading.soft_weak, reading.rarely = -1, weak or hit.weak, hit.weak
        elif hit.sense.unknown:
            reading.unknown = reading.unknown or " " in hit.form or not reading.soft
        elif hit.shade:
            reading.weak, reading.strong = reading.weak or hit.weak, reading.strong or hit.sense.strong


def _is_weakened(part: Part) -> bool:
    return part.conditional or any(hit.weakens or hit.sense.neutral for hit in part.hits)
