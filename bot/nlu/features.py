"""A message as numbers: character n-grams, word n-grams, the mean and the strongest sides of its word vectors."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge.text import fold
from bot.nlu.spelling import spelled_out
from bot.nlu.vectors import Floats, WordVectors

_WORD = re.compile(r"\w+|[?!]+")
_MEAN_WEIGHT = 2.0
"""The mean vector counts twice: chosen on the tuning phrases (docs/understanding.md)."""


class Features:
    """Fitted on the training messages, then the same for every message."""

    def __init__(self, vectors: WordVectors) -> None:
        self._vectors = vectors
        self._char = _char_vectorizer()
        self._word = _word_vectorizer()
        self._idf: dict[str, float] = {}
        self._unknown_idf = 1.0
        self._counters: tuple[_NgramCounter, _NgramCounter] | None = None

    @property
    def dense(self) -> int:
        """How many of the features, the last ones, are those of word vectors."""
        return 2 * self._vectors.width

    def fit(self, texts: list[str]) -> Features:
        """Learn the n-grams and the weights of words from masked messages."""
        self._char.fit(texts)
        self._word.fit(texts)
        counts = Counter(word for text in texts for word in set(_WORD.findall(text)))
        self._idf = {word: float(np.log(1 + len(texts) / count)) for word, count in counts.items()}
        self._unknown_idf = float(np.log(1 + len(texts)))
        return self

    def transform(self, texts: list[str]) -> sp.csr_matrix:
        """Shape (messages, features), one row a masked message."""
        vectors = np.stack([self._word_vectors(text) for text in texts])
        blocks = [self._char.transform(texts), self._word.transform(texts), vectors]
        return sp.hstack([sp.csr_matrix(block) for block in blocks], format="csr", dtype=np.float32)

    def project(self, text: str, weights: Floats) -> Floats:
        """The row of `transform` for one message times `weights` (features, width), without making the row: (width,).

        Only the weights of the message's own n-grams are read, which is quicker than scikit-learn's matrices of one row.
        """
        self._counters = self._counters or (_NgramCounter(self._char, 0), _NgramCounter(self._word, len(self._char.idf_)))
        (places, values), (more_places, more_values) = (counter.count(text) for counter in self._counters)
        total = np.concatenate([values, more_values]) @ weights[np.concatenate([places, more_places])]
        dense = self._word_vectors(text)
        result: Floats = total + dense @ weights[len(weights) - len(dense) :]
        return result

    def knows_a_word_of(self, text: str) -> bool:
        """Whether a word of a message stood in the training phrases, or has a vector."""
        return any(
            word in self._idf or self._vectors.get(word) is not None for word in _WORD.findall(spelled_out(fold(text)))
        )

    def _word_vectors(self, text: str) -> Floats:
        """The mean weighted by idf, then the element-wise maximum, each of unit length or zero: (twice the width,)."""
        pairs = [(self._idf.get(word, self._unknown_idf), self._vectors.get(word)) for word in _WORD.findall(text)]
        known = [(weight, vector) for weight, vector in pairs if vector is not None]
        if not known:
            return np.zeros(2 * self._vectors.width, dtype=np.float32)
        table = np.array([vector for _, vector in known])
        mean = np.array([weight for weight, _ in known], dtype=np.float32) @ table
        return np.concatenate([_MEAN_WEIGHT * _unit(mean), _unit(table.max(axis=0))])

    def save(self) -> tuple[dict[str, NDArray[Any]], str]:
        """What was learnt, as (arrays, JSON); no pickle, so that loading a model never runs its code."""
        arrays = {"char_idf": self._char.idf_, "word_idf": self._word.idf_, **self._vectors.arrays()}
        vocabularies = {
            "char": _in_order(self._char.vocabulary_),
            "word": _in_order(self._word.vocabulary_),
            "idf": self._idf,
            "unknown_idf": self._unknown_idf,
        }
        return arrays, json.dumps(vocabularies, ensure_ascii=False)

    @classmethod
    def load(cls, arrays: dict[str, NDArray[Any]], text: str) -> Features:
        """The features that `save` gave."""
        learnt = json.loads(text)
        features = cls(WordVectors(arrays["hashes"], arrays["rows"], arrays["table"]))
        features._char = _char_vectorizer(learnt["char"], arrays["char_idf"])
        features._word = _word_vectorizer(learnt["word"], arrays["word_idf"])
        features._idf, features._unknown_idf = learnt["idf"], learnt["unknown_idf"]
        return features


class _NgramCounter:
    """What a fitted vectorizer gives to the n-grams of one message: scikit-learn's TF-IDF, sublinear, of unit length."""

    def __init__(self, vectorizer: TfidfVectorizer, offset: int) -> None:
        """`offset` is the place of its first n-gram among all features."""
        self._ngrams: Callable[[str], list[str]] = vectorizer.build_analyzer()
        self._places: dict[str, int] = vectorizer.vocabulary_
        self._idf: NDArray[np.float64] = vectorizer.idf_
        self._offset = offset

    def count(self, text: str) -> tuple[NDArray[np.int64], Floats]:
        """(places among all features, weights), both (known n-grams,)."""
        counts = Counter(place for ngram in self._ngrams(text) if (place := self._places.get(ngram)) is not None)
        places = np.array(list(counts), dtype=np.int64)
        values = (1 + np.log(np.array(list(counts.values()), dtype=np.float64))) * self._idf[places]
        return places + self._offset, _unit(values).astype(np.float32)


def _char_vectorizer(vocabulary: list[str] | None = None, idf: NDArray[Any] | None = None) -> TfidfVectorizer:
    return _with_idf(
        TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 5),
            min_df=2 if vocabulary is None else 1,
            sublinear_tf=True,
            lowercase=False,
            vocabulary=vocabulary,
        ),
        idf,
    )


def _word_vectorizer(vocabulary: list[str] | None = None, idf: NDArray[Any] | None = None) -> TfidfVectorizer:
    return _with_idf(
        TfidfVectorizer(
            token_pattern=_WORD.pattern, ngram_range=(1, 2), sublinear_tf=True, lowercase=False, vocabulary=vocabulary
        ),
        idf,
    )


def _with_idf(vectorizer: TfidfVectorizer, idf: NDArray[Any] | None) -> TfidfVectorizer:
    if idf is not None:
        vectorizer.idf_ = idf
    return vectorizer


def _in_order(vocabulary: dict[str, int]) -> list[str]:
    return sorted(vocabulary, key=vocabulary.__getitem__)


def _unit(vector: NDArray[Any]) -> NDArray[Any]:
    length = math.sqrt(vector @ vector)
    return vector / length if length else vector
