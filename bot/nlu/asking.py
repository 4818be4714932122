"""How likely it is that a piece of a message asks about a topic, from the piece, its form, and the message around it.

In « la pression, les clients, où est la plus grosse difficulté ? » the first two pieces are no questions, though each alone
would be one. A logistic regression weighs what speaks for and against; `python -m benchmarks.asking --write` fits it on
tests/questions/tuning.yml and writes its weights into asking.json, which says by the names what each of them is worth.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.nlu.pieces import Piece

WEIGHTS = Path(__file__).with_name("asking.json")
_FLOOR = 1e-4
"""A probability under this is as good as none."""
_SHORT = 2
_TWO = 2
_LONG = 8
_MANY = 3


@dataclass(frozen=True)
class Chances:
    """Probabilities that speak for or against one topic in one piece, 0 to 1."""

    piece: float
    """Of the topic, for the piece by itself."""
    whole: float
    """Of the topic, for the message as a whole."""
    elsewhere: float
    """Of the topic, for the piece that is likeliest to be about it among the others."""
    enclosing: float
    """Of another topic, for a piece before and for one after: what stands between two pieces about it is a detail."""
    rival: float
    """Of the likeliest other topic, for the piece."""
    off_topic: float
    """That the piece is off topic."""
    topical: float
    """That the message as a whole is about any topic."""


def evidence(
    topic: str, piece: Piece, chances: Chances, place: int, first_asking: int | None, count: int
) -> dict[str, float]:
    """What the regression weighs, by name; the topic's own is last, since some stand beside a question more often.

    Args:
        topic: its intent.
        place: of the piece among the `count` pieces of the message.
        first_asking: place of the first one that is a question by its form; None when there is none.
    """
    fragment = not piece.clause and first_asking not in (None, place)
    vague = not piece.telling
    alone, whole = math.log(chances.piece + _FLOOR), math.log(chances.whole + _FLOOR)
    return {
        "always": 1.0,
        "piece": chances.piece,
        "piece_log": alone,
        "whole": chances.whole,
        "whole_log": whole,
        "whole_log_if_asks": whole * piece.asks,
        "whole_log_if_opens": whole * piece.opens,
        "whole_log_if_tells": whole * piece.tells,
        "whole_log_if_vague": whole * vague,
        "whole_log_if_adverbial": whole * piece.adverbial,
        "whole_log_if_fragment": whole * fragment,
        "whole_log_if_two": whole * (count == _TWO),
        "elsewhere": chances.elsewhere,
        "enclosing": chances.enclosing,
        "rival_log": math.log(chances.rival + _FLOOR),
        "off_topic": chances.off_topic,
        "topical_log": math.log(chances.topical + _FLOOR),
        "asks": float(piece.asks),
        "tells": float(piece.tells),
        "tells_beside_asking": float(piece.tells and first_asking is not None),
        "continues": float(piece.continues),
        "adverbial": float(piece.adverbial),
        "clause": float(piece.clause),
        "fragment_beside_asking": float(fragment),
        "vague": float(vague),
        "vague_after": float(vague and place > 0),
        "telling": min(piece.telling, _MANY) / _MANY,
        "concedes": float(piece.concedes),
        "bare": float(piece.bare),
        "opens": float(piece.opens),
        "closes": float(piece.closes),
        "a_sentence": float(piece.opens and piece.closes),
        "before_asking": float(first_asking is not None and place < first_asking),
        "after_asking": float(not piece.asks and first_asking is not None and place > first_asking),
        "short": float(piece.count <= _SHORT),
        "length": min(piece.count, _LONG) / _LONG,
        "of_many": float(count > _MANY),
        topic: 1.0,
    }


def score(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """The log odds that the piece asks about the topic; one that is newer than the weights has none of its own."""
    return sum(weights.get(name, 0.0) * value for name, value in seen.items())


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS) -> dict[str, float]:
    """The fitted weights, by name.

    Raises:
        OSError, ValueError: when the file is missing or is no JSON; it is part of the program.
    """
    return {str(name): float(weight) for name, weight in json.loads(path.read_text(encoding="utf-8")).items()}
