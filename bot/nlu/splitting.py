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
    for piece, candidates in weigh(text, mentions, read, whole, topics):
        bare |= piece.bare
        best = max(candidates, key=lambda one: score(weights, one.seen), default=None)
        asked = best is not None and score(weights, best.seen) > ASKED
        if best is not None and asked and (not found or found[-1].intent != best.intent):
            start = piece.start if begins is None else begins
            found.append(Question(best.intent, best.confidence, start, piece.end))
            begins = None
        elif found:
            found[-1] = replace(found[-1], end=piece.end)
        elif begins is None and not piece.tells:
            begins = piece.start
    return [] if bare and _OR.search(text) else found  # « école liège ou bxl » is one question


def weigh(
    text: str, mentions: Sequence[Mention], read: Read, whole: Reading, topics: Collection[str]
) -> Iterator[tuple[Piece, list[Candidate]]]:
    """Every piece of a message that can be cut, with the topics it may ask about."""
    cut = pieces(text, mentions)
    if not 2 <= len(cut) <= _MAX_PIECES:
        return
    readings = [_read(text, piece, mentions, read) for piece in cut]
    asked = np.array([intent in topics for intent in whole.intents])
    alone = np.stack([np.zeros(len(asked)) if reading is None else reading.chances for reading in readings])
    first_asking = next((place for place, piece in enumerate(cut) if piece.asks), None)
    for place, (piece, reading) in enumerate(zip(cut, readings, strict=True)):
        candidates = []
        if reading is not None:
            others = np.delete(alone, place, axis=0).max(axis=0)
            around = _around(alone * asked, place)
            for topic in _likeliest(alone[place], whole.chances, asked):
                chances = Chances(
                    piece=float(alone[place, topic]),
                    whole=float(whole.chances[topic]),
                    elsewhere=float(others[topic]),
                    enclosing=float(np.delete(around, topic).max()),
                    rival=float(np.delete(alone[place] * asked, topic).max()),
                    off_topic=reading.of("out_of_scope"),
                    topical=float(whole.chances @ asked),
                )
                seen = evidence(whole.intents[topic], piece, chances, place, first_asking, len(cut))
                candidates.append(Candidate(whole.intents[topic], chances.piece, seen))
        yield piece, candidates


def _around(alone: NDArray[np.float64], place: int) -> NDArray[np.float64]:
    """How likely each topic is both before a piece and after it, in the likeliest pieces there."""
    nothing = np.zeros(alone.shape[1])
    before, after = (part.max(axis=0) if len(part) else nothing for part in (alone[:place], alone[place + 1 :]))
    return np.minimum(before, after)


def _likeliest(alone: NDArray[np.float64], whole: NDArray[np.float64], asked: NDArray[np.bool_]) -> list[int]:
    """Places of the topics that a piece is likeliest to ask about."""
    both = np.where(asked, np.log(alone + _FLOOR) + _SHARE_OF_THE_WHOLE * np.log(whole + _FLOOR), -math.inf)
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
