"""The names of jobs, by the words they are made of: which words of a message may stand for which words of which names.

A word of the message stands for a word of a name as it is, with a typo, or as an abbreviation. Rare words weigh more than
frequent ones (inverse document frequency over the names).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.knowledge.spelling import Vocabulary
from bot.knowledge.text import LINKING_WORDS, STOP_WORDS, Token, stem, telling_words

_TYPO, _ABBREVIATION = 0.92, 0.9
_MIN_TYPO_LENGTH, _MIN_TYPO_ALONE = 5, 7
_TYPO_SIMILARITY = 80.0
_BEFORE_A_JOB = frozenset("un une d de du des l la les comme etre devenir metier job en vs ou qu".split())


@dataclass(frozen=True)
class Name:
    """A name of a job."""

    job: str
    """Its slug."""
    words: tuple[str, ...]
    """Its telling words."""
    weight: float
    """The sum of theirs."""


@dataclass(frozen=True)
class Hit:
    """A word of a message that may stand for a word of a name."""

    place: int
    word: str
    """The word of the name."""
    quality: float
    """1 as written, less with a typo or as an abbreviation."""


class NameIndex:
    """An index of names, built once."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Index `names`: job slug to every name of it."""
        bags = {(job, tuple(telling_words(name))) for job, all_names in names.items() for name in all_names}
        words = {word for _, bag in bags for word in bag}
        bags = {(job, tuple(_join_known(bag, words))) for job, bag in bags if bag}
        spread: dict[str, set[str]] = defaultdict(set)
        for job, bag in bags:
            for word in bag:
                spread[word].add(job)
        self.weight = {word: math.log(1 + len(names) / len(jobs)) for word, jobs in spread.items()}
        """What a word counts for."""
        self.names = [Name(job, bag, sum(self.weight[word] for word in bag)) for job, bag in sorted(bags)]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self.names):
            for word in name.words:
                self._by_word[word].append(index)
        self._vocabulary = Vocabulary(self._by_word)

    def joined(self, found: list[Token]) -> list[Token]:
        """`found`, where two words that only together are a word of some name are one (« post prod »)."""
        result: list[Token] = []
        for token in found:
            if result and not {result[-1].word, token.word} & STOP_WORDS:
                both = result[-1].word + token.word
                alone = result[-1].word in self._by_word
                if both in self._by_word or (not alone and self._vocabulary.abbreviated(both, at_least=7)):
                    result[-1] = Token(both, result[-1].start, token.end)
                    continue
            result.append(token)
        return result

    def hits(self, found: list[Token]) -> dict[int, list[Hit]]:
        """By index of a name: the places of the message that hold one of its words."""
        hits: dict[int, list[Hit]] = defaultdict(list)
        for place, token in enumerate(found):
            if token.word in LINKING_WORDS:
                continue
            word = stem(token.word)
            for candidate, quality in self._candidates(word).items():
                alone_ok = quality == 1 or self._typo_alone(word, candidate, quality, found, place)
                for index in self._by_word[candidate]:
                    if len(self.names[index].words) > 1 or alone_ok:
                        hits[index].append(Hit(place, candidate, quality))
        return hits

    def _candidates(self, word: str) -> dict[str, float]:
        """Words of the index that `word` may stand for, and how well."""
        candidates: dict[str, float] = {}
        if word not in STOP_WORDS:
            candidates = dict.fromkeys(self._vocabulary.abbreviated(word), _ABBREVIATION)
        if word in self._by_word:
            candidates[word] = 1.0
        if not candidates and len(word) >= _MIN_TYPO_LENGTH:
            close = self._vocabulary.misspelt(word, _TYPO_SIMILARITY)
            candidates = {full: _TYPO * similarity / 100 for full, similarity in close}
        return candidates

    def _typo_alone(self, word: str, candidate: str, quality: float, found: list[Token], place: int) -> bool:
        """Whether a name of one word may be misspelt here: « monter » is a verb, « un infirmer » is not."""
        if quality == _ABBREVIATION or len(word) < _MIN_TYPO_ALONE or fuzz.ratio(word, candidate) < 90:
            return False
        return len(found) <= 2 or (place > 0 and found[place - 1].word in _BEFORE_A_JOB)


def _join_known(bag: tuple[str, ...], words: set[str]) -> list[str]:
    """`bag` with two neighbours joined where another name writes them as one word (« post prod », « postprod »)."""
    joined: list[str] = []
    for word in bag:
        if joined and joined[-1] + word in words:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
