"""Find names that are written in full: every telling word, in order, side by side.

The imported register has 13,000 names, long and official, many of them made of everyday words. Weighing the share of a name
that a message holds, as `linking` does for our own names, would find them everywhere, and slowly. Here a name counts only as
a whole: without its linking words, in either gender, in the plural, with one typo. Names of one everyday word need a word
before them that says that a job is meant (« devenir commercial », not « une école commerciale »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.knowledge.spelling import Vocabulary
from bot.knowledge.text import LINKING_WORDS, STOP_WORDS, Token, fold, stem, tokens

_TYPO = 0.92
_SIMILARITY, _SIMILARITY_ALONE, _ABBREVIATED = 80.0, 90.0, 99.0
_MIN_TYPO, _MIN_TYPO_ALONE = 5, 7
_JOINING = LINKING_WORDS - {"et", "ou"}
"""Not counted; « boulanger et pâtissier » are two jobs, unless a name holds the « et » itself."""
_SEPARATOR = ","
"""Stands for whatever ends a part of a sentence."""
_SEPARATORS = re.compile(r"[,;:?!|+\n]|\.\s|\s/\s")
_ENDINGS = frozenset("e es ne nes te se le re ve ere iere euse euses rice trice trices esse".split())
_BEFORE_AN_ENDING = "·•.(/-"
_POSSESSIVES = frozenset("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs".split())
_ARTICLES = frozenset({"un", "une"})
_SKIPPED = LINKING_WORDS | _ARTICLES
"""Between a cue and the word that it is about."""

_Node = dict[str, Any]
"""By next word, the node that follows; under the empty word, the slug of the name that ends here."""


@dataclass(frozen=True)
class FullName:
    """A place of the message that holds a whole name."""

    start: int
    end: int
    """Offsets in the text as typed."""
    job: str
    """Its slug."""
    words: int
    """Telling words of the name."""
    score: float
    """The mean over its words: 1 as written, less with a typo."""


@dataclass(frozen=True)
class _Item:
    """A word of a text that counts, or a separator."""

    word: str
    place: int
    """Of its token in the text; -1 for a separator."""


class FullNames:
    """An index of names that are linked as a whole only."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        everyday: Iterable[str] = (),
        cues: Iterable[str] = (),
        short: Mapping[str, str] | None = None,
    ) -> None:
        """Index `names` (job slug to its names).

        A word of `everyday` is no name by itself, unless one of `cues` stands before it. `short` gives the words that
        abbreviations stand for (« prof »).
        """
        self._root: _Node = {}
        words: set[str] = set()
        for slug, several in names.items():
            for name in several:
                node = self._root
                for item in _items(name, tokens(name)):
                    words.add(item.word)
                    node = node.setdefault(item.word, {})
                if node is not self._root:
                    node.setdefault("", slug)
        self._vocabulary = Vocabulary(words)
        self._everyday = frozenset(stem(fold(word)) for word in everyday)
        self._cues = frozenset(fold(word) for word in cues)
        self._short = {stem(fold(word)): stem(fold(full)) for word, full in (short or {}).items()}

    def find(self, text: str, found: Sequence[Token]) -> list[FullName]:
        """The names in `text`, of which `found` are the words; the longest first, never overlapping."""
        if not self._root:
            return []
        items = _items(text, found)
        corrected = [self._corrected(item.word) for item in items]
        names = [name for at in range(len(items)) for name in self._names_at(items, corrected, at, found)]
        chosen: list[FullName] = []
        for name in sorted(names, key=lambda name: (-name.words, -name.score, name.start)):
            if all(name.end <= other.start or name.start >= other.end for other in chosen):
                chosen.append(name)
        return chosen

    def _corrected(self, word: str) -> list[tuple[str, float]]:
        """What a word may be short for, or else a typo of, and how alike they are (below 100)."""
        if word in self._short:
            return [(self._short[word], _ABBREVIATED)]
        if word in self._vocabulary or len(word) < _MIN_TYPO or word in STOP_WORDS:
            return []
        return [item for item in self._vocabulary.misspelt(word, _SIMILARITY) if not _is_its_verb(word, item[0])]

    def _names_at(
        self, items: Sequence[_Item], corrected: Sequence[Sequence[tuple[str, float]]], at: int, found: Sequence[Token]
    ) -> Iterator[FullName]:
        """The names that begin with the item at `at`."""
        first = items[at].place
        if first > 0 and found[first - 1].word in _POSSESSIVES:
            return  # « mon prof d'anglais m'énerve » is about somebody, not about a job
        for last, slug, alike in self._paths(self._root, items, corrected, at, 100.0):
            meant = [items[at].word] if alike == 100 else [full for full, _ in corrected[at]]
            if last > at or self._stands_alone(meant, alike, found, first):
                start, end = found[first].start, found[items[last].place].end
                words = last - at + 1
                score = 1.0 if alike == 100 else (words - 1 + _TYPO * alike / 100) / words
                yield FullName(start, end, slug, words, score)

    def _paths(
        self, node: _Node, items: Sequence[_Item], corrected: Sequence[Sequence[tuple[str, float]]], at: int, alike: float
    ) -> Iterator[tuple[int, str, float]]:
        """(last item, slug, likeness) of every name under `node` that goes on with the item at `at`; one typo at most."""
        if at == len(items):
            return
        options = [(items[at].word, alike)]
        if alike == 100:
            options += corrected[at]
        for word, likeness in options:
            child = node.get(word)
            if child is not None:
                if "" in child:
                    yield at, child[""], likeness
                yield from self._paths(child, items, corrected, at + 1, likeness)

    def _stands_alone(self, meant: Iterable[str], alike: float, found: Sequence[Token], place: int) -> bool:
        """Whether the word at `place` names a job by itself; misspelt or everyday, it needs more to go by.

        `meant` are the words that it is, or may be a typo of.
        """
        typo = alike < 100
        if typo and (len(found[place].word) < _MIN_TYPO_ALONE or alike < _SIMILARITY_ALONE):
            return False
        before = next((token.word for token in reversed(found[:place]) if token.word not in _SKIPPED), "")
        if before in self._cues:
            return True
        if not self._everyday.isdisjoint(meant):
            return False
        return not typo or len(found) <= 2 or (place > 0 and found[place - 1].word in _ARTICLES)


def _is_its_verb(word: str, candidate: str) -> bool:
    """Whether `word` is the verb of a name rather than its misspelling: « monter » of « monteur »."""
    return word.endswith("er") and candidate.startswith(word[:-2] + "eu")


def _items(text: str, found: Sequence[Token]) -> list[_Item]:
    """The words that count, without plurals and without the second ending of « technicien·ne »."""
    items: list[_Item] = []
    for place, token in enumerate(found):
        between = text[found[place - 1].end : token.start] if place else ""
        if len(between) == 1 and between in _BEFORE_AN_ENDING and token.word in _ENDINGS:
            continue
        if between.strip() and _SEPARATORS.search(between):
            items.append(_Item(_SEPARATOR, -1))
        if token.word not in _JOINING:
            items.append(_Item(stem(token.word), place))
    return items
