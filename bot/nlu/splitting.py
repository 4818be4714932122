"""Find the questions of a message that asks several: « c'est quoi les études et combien on gagne ? ».

The message is cut where a new question may begin, every piece is read by itself, and a piece is a question when that, its
form and the message as a whole make it likely (`bot/nlu/asking.py`). What is no question belongs to the question beside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.linking import Mention
from bot.nlu.asking import Chances, evidence, load_weights, score
from bot.nlu.masking import MASK, masked
from bot.nlu.model import Reading
from bot.nlu.pieces import Piece, pieces

Read = Callable[[str], Reading]
"""A masked text to what the model makes of it."""

_OR = re.compile(r"\bou\b", re.IGNORECASE)
_MAX_PIECES = 12
ASKED = -0.3
"""Log odds from which a piece is a question: a little under even, since a question that gets no answer is asked again, and
one that is answered beside the others does little harm. `python -m benchmarks.asking` prints what others would give."""
_SURELY = 2.0
"""Log odds from which a sentence is so clearly a question that what the student tells before it is none."""
_CANDIDATES = 4
"""Topics of a piece that are weighed, the likeliest ones."""
_SHARE_OF_THE_WHOLE = 0.3
"""What the message as a whole counts for, beside the piece, in the choice of candidates (a power of its probability)."""
_FLOOR = 1e-4


@dataclass(frozen=True)
class Question:
    """One question of a message: its intent, and where it stands in the text."""

    intent: str
    confidence: float
    """How sure the piece by itself is."""
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """A topic that a piece may ask about, and what speaks for it."""

    intent: str
    confidence: float
    seen: dict[str, float]


def questions(
    text: str,
    mentions: Sequence[Mention],
    read: Read,
    whole: Reading,
    topics: Collection[str],
    weights: Mapping[str, float] | None = None,
) -> list[Question]:
    """The questions of `text` about `topics` (intents), in order; none when it cannot be cut.

    Args:
        whole: the message as a whole.
    """
    weights = weights or load_weights()
    found: list[Question] = []
    begins: int | None = None
    bare = False
    weighed = list(weigh(text, mentions, read, whole, topics))
    clear = [_is_clear(weights, piece, candidates) for piece, candidates in weighed]
    for place, (piece, candidates) in enumerate(weighed):
        bare |= piece.bare
        scores = [score(weights, one.seen) for one in candidates]
        best = candidates[scores.index(max(scores))] if scores else None
        asked = best is not None and max(scores) > ASKED
        if _is_remark(piece, [later for later, _ in weighed[place + 1 :]], clear[place + 1 :]):
            asked = False  # « je parle anglais. C'est quoi les missions ? » asks one thing
        if best is not None and asked and (not found or found[-1].intent != best.intent):
            start = piece.start if begins is None else begins
            found.append(Question(best.intent, best.confidence, start, piece.end))
            begins = None
        elif found:
            sure = best.confidence if best is not None and asked else 0.0  # the plainer of two pieces about one topic
            found[-1] = replace(found[-1], end=piece.end, confidence=max(found[-1].confidence, sure))
        elif piece.tells or piece.judges:
            begins = None  # « je suis en bac 1 ingénieur. » belongs to no question behind it
        elif begins is None:
            begins = piece.start
    return [] if bare and _OR.search(text) else found  # « école liège ou bxl » is one question


def _is_clear(weights: Mapping[str, float], piece: Piece, candidates: Sequence[Candidate]) -> bool:
    """Whether a sentence is surely a question, by its form and by what it asks."""
    return piece.asks and piece.opens and any(score(weights, one.seen) > _SURELY for one in candidates)


def _is_remark(piece: Piece, later: Sequence[Piece], clear: Sequence[bool]) -> bool:
    """Whether a piece only stands before what is asked: `clear` says which of the `later` ones surely is a question."""
    return (piece.tells and piece.opens and any(clear)) or (piece.judges and any(one.asks for one in later))


def weigh(
    text: str, mentions: Sequence[Mention], read: Read, whole: Reading, topics: Collection[str]
) -> Iterator[tuple[Piece, list[Candidate]]]:
    """Every piece of a message that can be cut, with the topics it may ask about."""
    cut = pieces(text, mentions)
    if not 2 <= len(cut) <= _MAX_PIECES:
        return
    readings = [_read(text, piece, mentions, read) for piece in cut]
    asked = np.array([intent in topics for intent in whole.intents])
    topical = float(whole.chances @ asked)
    prior = _SHARE_OF_THE_WHOLE * np.log(whole.chances + _FLOOR)
    table = np.array([np.zeros(len(asked)) if reading is None else reading.chances for reading in readings])
    alone = table.tolist()
    first_asking = next((place for place, piece in enumerate(cut) if piece.asks), None)
    for place, (piece, reading) in enumerate(zip(cut, readings, strict=True)):
        candidates = []
        if reading is not None:
            others = [*alone[:place], *alone[place + 1 :]]
            around = _around(table, place)
            best, second = _two_most(reading.chances[asked])
            most, next_most = _two_most(around[asked])
            off_topic = reading.of("out_of_scope")
            for topic in _likeliest(reading.chances, prior, asked):
                chance = alone[place][topic]
                chances = Chances(
                    piece=chance,
                    whole=float(whole.chances[topic]),
                    elsewhere=max(other[topic] for other in others),
                    enclosing=next_most if around[topic] == most else most,
                    rival=second if chance == best else best,
                    off_topic=off_topic,
                    topical=topical,
                )
                seen = evidence(whole.intents[topic], piece, chances, place, first_asking, len(cut))
                candidates.append(Candidate(whole.intents[topic], chance, seen))
        yield piece, candidates


def _around(table: NDArray[np.float64], place: int) -> NDArray[np.float64]:
    """How likely each topic is both before a piece and after it, in the likeliest pieces there."""
    if not 0 < place < len(table) - 1:
        return np.zeros(table.shape[1])
    enclosing: NDArray[np.float64] = np.minimum(table[:place].max(axis=0), table[place + 1 :].max(axis=0))
    return enclosing


def _two_most(chances: NDArray[np.float64]) -> tuple[float, float]:
    """The largest and the second largest; 0 where there are fewer."""
    most, second = sorted([0.0, 0.0, *chances.tolist()])[:-3:-1]
    return most, second


def _likeliest(alone: NDArray[np.float64], prior: NDArray[np.float64], asked: NDArray[np.bool_]) -> list[int]:
    """Places of the topics that a piece is likeliest to ask about; `prior` is what the whole message adds, a logarithm."""
    both = np.where(asked, np.log(alone + _FLOOR) + prior, -math.inf)
    return [int(place) for place in np.argsort(-both)[:_CANDIDATES] if asked[place]]


def _read(text: str, piece: Piece, mentions: Sequence[Mention], read: Read) -> Reading | None:
    """What a piece means by itself; None for a job's name alone, which asks nothing."""
    inside = [
        replace(mention, start=mention.start - piece.start, end=mention.end - piece.start)
        for mention in mentions
        if piece.start <= mention.start < piece.end
    ]
    masked_text = masked(text[piece.start : piece.end], inside)
    return read(masked_text) if masked_text.strip() != MASK.strip() else None
