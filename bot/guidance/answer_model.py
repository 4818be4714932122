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
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.guidance.answer import Answer, Question
from bot.knowledge.text import fold

Side = Literal["for", "against", "neutral", "skip", "none"]
SIDES: tuple[Side, ...] = ("for", "against", "neutral", "skip", "none")
"""Speaks for the job, against it, in the middle, passes the question, no answer at all."""
WEIGHTS = Path(__file__).with_name("answer_model.npz")
PLACES = 2**18
READ, KNOWN, HEARD = 0.3, 0.8, 0.3
"""What the rules add to the score of the side that they read, the same where they know every word, and what they take from
the score of no answer. A score of 1 is where the margin of a side begins."""
PLAIN = 0.25
"""Score from which an answer that the rules do not read is a plain one, not a « plutôt »."""
LETTERS, WORDS, TURNED = "c:", "w:", "R"
"""How signs of letters and of words begin, and all others of a message to a reversed question."""


@dataclass(frozen=True, eq=False)
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

    def scores(self, signs: Mapping[str, float], question: Question) -> NDArray[np.float64]:
        """How much speaks for each of `SIDES`, shape (5,)."""
        hashed = list(places(signs, question))
        where, values = [place for place, _ in hashed], np.array([value for _, value in hashed])
        found: NDArray[np.float64] = values @ self.weights[where] * self.scale + self.bias
        return found


def places(signs: Mapping[str, float], question: Question) -> Iterator[tuple[int, float]]:
    """The places of the signs of a message in the table, with their values.

    « Oui » speaks against a job where the question is reversed: words and what the lexicon finds are then hashed a second
    time, by another name. Letters are too many for that, and seldom turn. Words are hashed with the question as well, since
    « mes insomnies » says something of nights only; for a question that nothing was learnt of, that adds next to nothing.
    """
    asked = fold(question.text)
    for sign, value in signs.items():
        yield _place(sign), value
        if question.is_reversed and not sign.startswith(LETTERS):
            yield _place(TURNED + sign), value
        if asked and sign.startswith(WORDS):
            yield _place(f"{asked} {sign}"), value
    yield _place(TURNED if question.is_reversed else "always"), 0.5
    if asked:
        yield _place(asked), 0.3


def weigh(scores: NDArray[np.float64], read: Answer | None, question: Question, *, known: bool = False) -> Answer | None:
    """The likeliest answer, where the model gives these scores and the rules read `read`.

    Args:
        known: whether the rules know every word of the message.
    """
    side = side_of(read, question)
    heard = scores.copy()
    if side != "none":
        heard[SIDES.index(side)] += KNOWN if known else READ
        heard[SIDES.index("none")] -= HEARD
    best = SIDES[int(heard.argmax())]
    return read if best == side else answer_of(best, plain=float(heard.max()) >= PLAIN)


def side_of(answer: Answer | None, question: Question) -> Side:
    """The side that an answer takes to a question."""
    if answer is None:
        return "none"
    value = answer.value(reversed_question=question.is_reversed)
    if value is None:
        return "skip"
    return "neutral" if not value else "for" if (value > 0) != question.is_reversed else "against"


def answer_of(side: Side, *, plain: bool) -> Answer | None:
    """An answer that takes a side, whatever the question."""
    size = 1.0 if plain else 0.5
    answers = {"for": Answer(stance=size), "against": Answer(stance=-size), "neutral": Answer(literal=0.0), "skip": Answer()}
    return answers.get(side)


@lru_cache(maxsize=2)
def load_model(path: Path = WEIGHTS) -> AnswerModel:
    """The fitted model.

    Raises:
        OSError: when the file is missing; it is part of the program.
        ValueError: when it is damaged, or of another version.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            model = AnswerModel(stored["weights"], float(stored["scale"]), stored["bias"])
    except (BadZipFile, KeyError, EOFError) as error:
        raise ValueError(f"{path.name} is damaged: {error}; put it back") from error
    if model.weights.shape != (PLACES, len(SIDES)) or model.weights.dtype != np.int8 or model.bias.shape != (len(SIDES),):
        raise ValueError(f"{path.name} is of another version; fit it again with python -m benchmarks.answer_model --write")
    return model


def save_model(model: AnswerModel, path: Path = WEIGHTS) -> None:
    """Write a model for `load_model`."""
    np.savez_compressed(path, weights=model.weights, scale=model.scale, bias=model.bias)


def _place(sign: str) -> int:
    return crc32(sign.encode()) % PLACES
