"""Which side a message takes to a question: a linear model over the signs of `bot/guidance/answer_signs.py`.

One support vector machine a side (Cortes, C. and Vapnik, V., "Support-vector networks", *Machine Learning* 20, 1995), fitted
by `python -m benchmarks.answer_model --write`. Signs are hashed into a table of fixed size (Weinberger, K. et al., "Feature
hashing for large scale multitask learning", *ICML*, 2009): it stays small, whatever is learnt, and two signs in one place do
little harm (docs/flows.md has the measurement). What the rules read is heard beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.guidance.answer import Answer

Side = Literal["for", "against", "neutral", "skip", "none"]
SIDES: tuple[Side, ...] = ("for", "against", "neutral", "skip", "none")
"""Speaks for the job, against it, in the middle, passes the question, no answer at all."""
WEIGHTS = Path(__file__).with_name("answer_model.npz")
PLACES = 2**17
READ, HEARD = 0.2, 0.3
"""What the rules add to the score of the side that they read, and take from that of no answer. A score of 1 is where the
margin of a side begins."""
PLAIN = 0.25
"""Score from which an answer that the rules do not read is a plain one, not a « plutôt »."""
LETTERS, TURNED = "c:", "R"
"""How signs begin that say the same to a reversed question, and the others where the question is reversed."""


@dataclass(frozen=True)
class AnswerModel:
    """The fitted weights.

    Args:
        weights: of each place for each side, int8, shape (`PLACES`, 5).
        scale: what the weights are multiplied by.
        bias: of each side, shape (5,).
    """

    weights: NDArray[np.int8]
    scale: float
    bias: NDArray[np.float64]

    def scores(self, signs: Mapping[str, float], *, reversed_question: bool) -> NDArray[np.float64]:
        """How much speaks for each of `SIDES`, shape (5,)."""
        hashed = list(places(signs, reversed_question=reversed_question))
        where, values = [place for place, _ in hashed], np.array([value for _, value in hashed])
        found: NDArray[np.float64] = values @ self.weights[where] * self.scale + self.bias
        return found


def places(signs: Mapping[str, float], *, reversed_question: bool) -> Iterator[tuple[int, float]]:
    """The places of the signs of a message in the table, with their values.

    « Oui » speaks against a job where the question is reversed: words and what the lexicon finds are then hashed a second
    time, by another name. Letters are too many for that, and seldom turn.
    """
    for sign, value in signs.items():
        yield _place(sign), value
        if reversed_question and not sign.startswith(LETTERS):
            yield _place(TURNED + sign), value
    yield _place(TURNED if reversed_question else "always"), 0.5


def weigh(scores: NDArray[np.float64], read: Answer | None, *, reversed_question: bool) -> Answer | None:
    """The likeliest answer, where the model gives these scores and the rules read `read`."""
    side = side_of(read, reversed_question=reversed_question)
    heard = scores.copy()
    if side != "none":
        heard[SIDES.index(side)] += READ
        heard[SIDES.index("none")] -= HEARD
    best = SIDES[int(heard.argmax())]
    return read if best == side else answer_of(best, plain=float(heard.max()) >= PLAIN)


def side_of(answer: Answer | None, *, reversed_question: bool) -> Side:
    """The side that an answer takes to a question."""
    if answer is None:
        return "none"
    value = answer.value(reversed_question=reversed_question)
    if value is None:
        return "skip"
    return "neutral" if not value else "for" if (value > 0) != reversed_question else "against"


def answer_of(side: Side, *, plain: bool) -> Answer | None:
    """An answer that takes a side, whatever the question."""
    size = 1.0 if plain else 0.5
    answers = {"for": Answer(stance=size), "against": Answer(stance=-size), "neutral": Answer(literal=0.0), "skip": Answer()}
    return answers.get(side)


@lru_cache(maxsize=1)
def load_model(path: Path = WEIGHTS) -> AnswerModel:
    """The fitted model.

    Raises:
        OSError, ValueError, KeyError: when the file is missing or damaged; it is part of the program.
    """
    with np.load(path, allow_pickle=False) as stored:
        return AnswerModel(stored["weights"], float(stored["scale"]), stored["bias"])


def save_model(model: AnswerModel, path: Path = WEIGHTS) -> None:
    """Write a model for `load_model`."""
    np.savez_compressed(path, weights=model.weights, scale=model.scale, bias=model.bias)


def _place(sign: str) -> int:
    return crc32(sign.encode()) % PLACES
