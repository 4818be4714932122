"""What a message most likely answers, when the signs in it are weighed beside what the rules read.

A logistic regression over the signs of `bot/guidance/answer_signs.py`; `python -m benchmarks.answer_model --write` fits it
and writes its weights into answer_model.json. It outvotes the rules only where it is much surer of something else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.guidance.answer import Answer

WEIGHTS = Path(__file__).with_name("answer_model.json")
CLASSES = ("yes", "no", "keen", "averse", "neutral", "skip", "none")
"""A yes or a no to the words of a question, at ease with it or not, in the middle, skipped, no answer."""
NEUTRAL, NONE = CLASSES.index("neutral"), CLASSES.index("none")
READ, TORN, UNREAD, HEARD = 1.0, 2.0, 1.5, 4.0
"""Log odds for what the rules read, for the middle where they found a pro and a con, for no answer where they read none, and
against it where they read one."""
PLAIN = 0.75
"""Probability from which an answer that the rules do not read is a plain one, not a « plutôt »."""
_APART = ((4,), (5,), (NONE,))
_PLAIN, _TURNED = ((0, 2), (1, 3), *_APART), ((0, 3), (1, 2), *_APART)
"""Classes on the same side of a question, and of a reversed one, to which a yes is ill at ease."""

Weights = Mapping[str, Sequence[float]]


def weigh(seen: Mapping[str, float], read: Answer | None, weights: Weights) -> Answer | None:
    """The likeliest answer of a message with these signs, where the rules read `read`."""
    scores = totals(seen, weights)
    mine = class_of(read)
    if mine == NONE:
        scores[NONE] += UNREAD
    else:
        scores[mine] += TORN if mine == NEUTRAL else READ
        scores[NONE] -= HEARD
    chances = _softmax(scores)
    group, turned = (max(groups, key=lambda places: sum(chances[place] for place in places)) for groups in (_PLAIN, _TURNED))
    if mine in group or mine in turned:
        return read
    best = max(group, key=lambda place: chances[place])
    return answer_of(best, plain=sum(chances[place] for place in group) >= PLAIN)


def totals(seen: Mapping[str, float], weights: Weights) -> list[float]:
    """The score of each class."""
    scores = list(weights["always"])
    for sign, value in seen.items():
        for place, weight in enumerate(weights.get(sign, ())):
            scores[place] += value * weight
    return scores


def class_of(answer: Answer | None) -> int:
    """The place in `CLASSES` of an answer that was read."""
    if answer is None:
        return NONE
    if answer.stance is not None:
        return 2 if answer.stance > 0 else 3
    if answer.literal is None:
        return 5
    return 4 if not answer.literal else 0 if answer.literal > 0 else 1


def answer_of(place: int, *, plain: bool) -> Answer | None:
    """The answer that a class stands for."""
    size = 1.0 if plain else 0.5
    answers = (
        Answer(literal=size),
        Answer(literal=-size),
        Answer(stance=size),
        Answer(stance=-size),
        Answer(literal=0.0),
        Answer(),
        None,
    )
    return answers[place]


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS) -> dict[str, list[float]]:
    """The fitted weights of each sign, one for each class.

    Raises:
        OSError, ValueError: when the file is missing or is no JSON; it is part of the program.
    """
    read: dict[str, list[float]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    shares = [math.exp(score - most) for score in scores]
    return [share / sum(shares) for share in shares]
