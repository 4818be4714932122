"""French word vectors from spaCy's `fr_core_news_md`, looked up without accents and loaded in milliseconds.

The whole spaCy pipeline takes seconds to load and most of a millisecond a message, for a tagger, a parser and a tokenizer
that the classifier does not use. Training reads the vectors from the package once and keeps in the model what is needed:
the 64-bit hash of every word without accents, and its row. Students leave accents out; « etudes » must find « études ».
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.text import fold

Floats = NDArray[np.float32]


class WordVectors:
    """A table of word vectors."""

    def __init__(self, hashes: NDArray[np.uint64], rows: NDArray[np.int32], table: NDArray[np.float16]) -> None:
        """Keep the table; `hashes` is sorted, `rows[i]` is the row of `table` (words x width) for `hashes[i]`."""
        self._hashes, self._rows, self._table = hashes, rows, table
        self.width = int(table.shape[1])
        self._cache: dict[str, Floats | None] = {}

    @classmethod
    def from_spacy(cls, package: str = "fr_core_news_md") -> WordVectors:
        """Read the vectors of an installed spaCy package, without loading its pipeline.

        Raises:
            ImportError: when the package is not installed.
        """
        from importlib import import_module

        from spacy.strings import hash_string  # type: ignore[attr-defined]  # compiled
        from spacy.vectors import Vectors

        module = import_module(package)
        vocab = next(Path(str(module.__file__)).parent.glob(f"{package}-*")) / "vocab"
        vectors = Vectors()
        vectors.from_disk(vocab)
        rows = dict(vectors.key2row)
        found: dict[int, tuple[int, int]] = {}
        for word in json.loads((vocab / "strings.json").read_text(encoding="utf-8")):
            if not word.isalpha():
                continue
            row = rows.get(hash_string(word))
            folded = word.lower() if word.isascii() else fold(word)
            if row is not None and folded.isalpha():
                # Of « ETUDES », « études », « etudes », the lower-case spelling with accents is the one well learnt.
                rank = (word == word.lower()) * 2 + (word.lower() != folded)
                key = _hash(folded)
                if rank > found.get(key, (-1, 0))[0]:
                    found[key] = (rank, int(row))
        hashes = np.array(sorted(found), dtype=np.uint64)
        places = np.array([found[int(key)][1] for key in hashes], dtype=np.int32)
        return cls(hashes, places, np.asarray(vectors.data, dtype=np.float16))

    def get(self, word: str) -> Floats | None:
        """The vector of a folded word, of shape (width,), unit length; None when it has none."""
        if word not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[word] = self._look_up(word)
        return self._cache[word]

    def _look_up(self, word: str) -> Floats | None:
        key = np.uint64(_hash(word))
        at = int(np.searchsorted(self._hashes, key))
        if at >= len(self._hashes) or self._hashes[at] != key:
            return None
        vector = self._table[self._rows[at]].astype(np.float32)
        length = float(np.linalg.norm(vector))
        return vector / length if length else None

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `__init__` takes, for saving."""
        return {"hashes": self._hashes, "rows": self._rows, "table": self._table}


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
