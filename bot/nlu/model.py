"""The intent model: a linear classifier over `Features`, with confidences that mean what they say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from joblib import parallel_config
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from bot.knowledge.text import fold
from bot.nlu.features import Features
from bot.nlu.masking import MAX_CHARACTERS
from bot.nlu.vectors import WordVectors

_REGULARISATION = 1.0
_TOLERANCE = 0.01
"""A hundred times liblinear's own: the same accuracy on the tuning phrases in less time."""
_PROBE, _HELD_OUT = 0.4, 0.15
"""Shares of the phrases that the temperature is fitted with: margins of a machine trained on the first, on the second."""
OFF_TOPIC = "out_of_scope"
HEAD_START = 0.2
"""Added to the margin of what is off topic: its phrases are less alike than those of a topic, so that its machine is more
cautious than theirs. Chosen on tests/tuning with `python -m benchmarks.tune`."""
_DIRECTIONS = 256
"""Main directions of the word vectors that are trained on: numbers that are never zero are what takes time."""
_SEED = 20
_MAX_READ = 10_000


@dataclass(frozen=True)
class Settings:
    """Thresholds, chosen on tests/tuning and tests/safety/tuning.yml with `python -m benchmarks.tune`."""

    fallback: float = 0.35
    """Confidence under which a message counts as not understood."""
    distress: float = -0.45
    """Margin from which distress wins over a likelier intent: missing it costs more than a false alarm."""
    distress_chance: float = 0.1
    """Probability that distress must have at least, too: a message that is clearly something else is no alarm."""


@dataclass(frozen=True)
class Reading:
    """What a model makes of one message."""

    intents: list[str]
    margins: NDArray[np.float64]
    """(intents,)"""
    chances: NDArray[np.float64]
    """(intents,), sum 1."""

    def of(self, intent: str) -> float:
        """The probability of an intent; 0 for one that the model was not trained on."""
        return float(self.chances[self.intents.index(intent)]) if intent in self.intents else 0.0

    def is_distress(self, settings: Settings) -> bool:
        """Whether distress comes before any other intent."""
        if "distress" not in self.intents or self.of("distress") < settings.distress_chance:
            return False
        return float(self.margins[self.intents.index("distress")]) >= settings.distress


class IntentModel:
    """A linear support vector machine, one against the rest, its margins made probabilities by a softmax.

    The softmax has one parameter, its temperature, fitted on held-out training phrases by maximum likelihood (Guo et al.,
    « On Calibration of Modern Neural Networks », 2017, section 4.2).
    """

    def __init__(
        self,
        features: Features,
        intents: list[str],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        sharpness: float,
    ) -> None:
        """`weights` is (features, intents), `bias` (intents,), `sharpness` the inverse temperature."""
        self.features, self.intents = features, intents
        self.weights, self.bias, self.sharpness = weights, bias, sharpness

    @classmethod
    def train(cls, texts: list[str], intents: list[str], vectors: WordVectors) -> IntentModel:
        """Fit on masked messages and their intents.

        Raises:
            ValueError: when there are fewer than two intents, or an intent has fewer than two phrases.
        """
        features = Features(vectors).fit(texts)
        rows, dense = features.transform(texts).astype(np.float64), features.dense
        basis = _main_directions(rows[:, -dense:].toarray())
        matrix = sp.hstack([rows[:, :-dense], sp.csr_matrix(rows[:, -dense:] @ basis)], format="csr")
        with parallel_config(backend="threading"):
            return cls._fit(features, matrix, basis, np.array(intents))

    @classmethod
    def _fit(
        cls, features: Features, matrix: sp.csr_matrix, basis: NDArray[np.float64], labels: NDArray[np.str_]
    ) -> IntentModel:
        split = StratifiedShuffleSplit(1, train_size=_PROBE, test_size=_HELD_OUT, random_state=_SEED)
        fitted, held = next(split.split(matrix, labels))
        probe = _classifier().fit(matrix[fitted], labels[fitted])
        sharpness = _sharpness(probe.decision_function(matrix[held]), np.searchsorted(probe.classes_, labels[held]))
        final = _classifier().fit(matrix, labels)
        learnt, width = np.vstack([one.coef_ for one in final.estimators_]).T, basis.shape[1]
        weights = np.vstack([learnt[:-width], basis @ learnt[-width:]]).astype(np.float32)
        bias = np.concatenate([one.intercept_ for one in final.estimators_]).astype(np.float32)
        bias[final.classes_ == OFF_TOPIC] += HEAD_START
        return cls(features, [str(name) for name in final.classes_], weights, bias, sharpness)

    def margins(self, texts: list[str]) -> NDArray[np.float64]:
        """Shape (messages, intents): how far each message lies on the intent's side, 1 for a typical phrase of it."""
        rows = np.stack([self.features.project(text, self.weights) for text in texts]) + self.bias
        return rows.astype(np.float64)

    def chances(self, margins: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probabilities that margins stand for; same shape, rows sum to 1."""
        return softmax(margins * self.sharpness)

    def probabilities(self, texts: list[str]) -> NDArray[np.float64]:
        """Shape (messages, intents), rows sum to 1."""
        return self.chances(self.margins(texts))

    def read(self, text: str) -> Reading:
        """One masked message."""
        margins = self.margins([text])
        return Reading(self.intents, margins[0], self.chances(margins)[0])


def _main_directions(dense: NDArray[np.float64]) -> NDArray[np.float64]:
    """An orthonormal basis of the directions in which rows differ most: (width, directions)."""
    _, directions = np.linalg.eigh(dense.T @ dense)  # in ascending order
    found: NDArray[np.float64] = directions[:, -_DIRECTIONS:]
    return found


def _classifier() -> OneVsRestClassifier:
    """One machine an intent, trained in threads (liblinear lets go of the interpreter lock)."""
    return OneVsRestClassifier(LinearSVC(C=_REGULARISATION, tol=_TOLERANCE, random_state=_SEED), n_jobs=-1)


def decide(reading: Reading, settings: Settings) -> tuple[str, float]:
    """The intent of one message and its confidence; `nlu_fallback` when none is confident enough."""
    if reading.is_distress(settings):
        return "distress", reading.of("distress")
    best = int(reading.chances.argmax())
    confidence = float(reading.chances[best])
    if confidence < settings.fallback:
        return "nlu_fallback", 1 - confidence
    return reading.intents[best], confidence


def classify(model: IntentModel, masked_text: str, text: str, settings: Settings) -> tuple[str, float, Reading]:
    """One message: its intent, the confidence, and what the model makes of it.

    Of a message that is longer than what is understood at once only distress is looked for, all through it.
    """
    reading = model.read(masked_text)
    if len(text) <= MAX_CHARACTERS:
        return (*decide(reading, settings), reading)
    pieces = [fold(text[at : at + MAX_CHARACTERS]) for at in range(0, min(len(text), _MAX_READ), MAX_CHARACTERS)]
    worst = max((model.read(piece) for piece in pieces), key=lambda piece: piece.of("distress"))
    if worst.is_distress(settings):
        return "distress", worst.of("distress"), reading
    return "nlu_fallback", 1.0, reading


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Row by row."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = shifted / shifted.sum(axis=1, keepdims=True)
    return result


def _sharpness(margins: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The inverse temperature with the least log loss on held-out margins."""

    def loss(log_sharpness: float) -> float:
        chances = softmax(margins * np.exp(log_sharpness))
        return float(-np.log(chances[np.arange(len(truth)), truth] + 1e-12).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 4.0), method="bounded").x))
