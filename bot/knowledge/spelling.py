"""The words of an index, found as they are, by their beginning, or in spite of a typo."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_PREFIX = 3
_LIMIT = 3
"""Words at most that a misspelt one may stand for."""


class Vocabulary:
    """A set of folded words; nothing that is looked up is kept."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            self._by_prefix[word[:_PREFIX]].append(word)
            by_letter[word[:1]].append(word)
        self._by_letter = {letter: sorted(several, key=len) for letter, several in by_letter.items()}
        self._lengths = {letter: [len(word) for word in several] for letter, several in self._by_letter.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def abbreviated(self, word: str, *, at_least: int = _PREFIX) -> list[str]:
        """Words that begin with `word` and are clearly longer; none when it is shorter than `at_least` letters."""
        if len(word) < at_least:
            return []
        alike = self._by_prefix.get(word[:_PREFIX], ())
        return [full for full in alike if full.startswith(word) and len(full) > len(word) + 1]

    def misspelt(self, word: str, at_least: float) -> list[tuple[str, float]]:
        """Words with the same first letter, and how alike they are (0 to 100, `fuzz.ratio`), the most alike first.

        Only words of a length that can be `at_least` as alike are compared: of two words, at most all letters of the
        shorter one are shared.
        """
        several = self._by_letter.get(word[:1])
        if not several:
            return []
        lengths, factor = self._lengths[word[0]], (200 - at_least) / at_least
        first = bisect_left(lengths, len(word) / factor)
        last = bisect_right(lengths, len(word) * factor)
        found = process.extract(word, several[first:last], scorer=fuzz.ratio, score_cutoff=at_least, limit=None)
        ranked = sorted((-similarity, full) for full, similarity, _ in found)
        return [(full, -minus) for minus, full in ranked[:_LIMIT]]
