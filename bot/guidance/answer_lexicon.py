"""The words of `knowledge/answers.yml` in a form in which they are found quickly, and where they stand in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.guidance.answer_hits import SENSES, Hit
from bot.knowledge.answer_forms import BREAKS, GAP, STEM, Forms, Word, base
from bot.knowledge.answer_words import SHORTEST_STEM, AnswerWords

_FREE = 4
"""Words from which an expression may go on behind a comma."""
_MOST_SKIPPED = 2
"""Nuances that may stand inside an expression (« c'est vraiment pas mon truc »)."""
_GLUED = re.compile(r"[jm](?=[^\d]{4})")
"""« jadore », « mangoisse »: a pronoun that is written together with its verb."""


@dataclass
class _Node:
    """A word of expressions that begin alike."""

    following: dict[str, _Node] = field(default_factory=dict)
    key: str | None = None


@dataclass(frozen=True)
class _Match:
    """An entry that may be read at one place."""

    words: int
    skipped: int
    end: int
    key: str
    form: str
    weak: bool


@dataclass(frozen=True)
class _Path:
    """How an expression has been followed so far."""

    said: tuple[str, ...] = ()
    skipped: int = 0
    weak: bool = False
    broken: bool = False
    """A comma stands inside it."""


class Lexicon:
    """Finds the entries of the lexicon in words."""

    def __init__(self, words: AnswerWords, forms: Forms) -> None:
        self._root = _Node()
        self._stems: dict[str, str] = {}
        self._gapped: dict[str, list[tuple[list[tuple[str, ...]], str]]] = {}
        for key in SENSES:
            for entry in words.entries(key):
                self._add(entry, key, forms)
        self._longest_stem = max(map(len, self._stems), default=0)
        self._fillers = {form for filler in words.rules.fillers for form in forms.entry(filler)}
        alone = {form: node.key for form, node in self._root.following.items()}
        self._shades = {form for form, key in alone.items() if key in ("weak", "strong", "soft_yes")}
        self._buts = {form for form, key in alone.items() if key == "but"}
        self._nuances: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        for key in ("weak", "strong"):
            for entry in words.entries(key):
                self._add_nuance(forms.entry(entry), weak=key == "weak")
        for entry in words.rules.between:
            self._add_nuance(forms.entry(entry), weak=False)
        for form in self._shades:
            self._add_nuance((form,), weak=alone[form] == "weak")

    def scan(self, words: Sequence[Word]) -> list[Hit]:
        """The entries that stand in `words`, from left to right, the longest first."""
        hits: list[Hit] = []
        place = 0
        while place < len(words):
            match = self._at(words, place)
            if match is None or self._gives_way(match, words, place):
                place += 1
                continue
            sense = SENSES[match.key]
            hits.append(Hit(place, match.end, match.form, sense, match.weak or sense.weak))
            place = match.end
        return hits

    # ── Building ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _add(self, entry: str, key: str, forms: Forms) -> None:
        if entry.endswith(STEM):
            self._stems[base(entry)] = key
            return
        if GAP in entry:
            parts = [forms.entry(part) for part in entry.split(GAP)]
            self._gapped.setdefault(parts[0][0], []).append((parts, key))
            return
        node = self._root
        for form in forms.entry(entry):
            node = node.following.setdefault(form, _Node())
        node.key = key

    def _add_nuance(self, phrase: tuple[str, ...], *, weak: bool) -> None:
        several = self._nuances.setdefault(phrase[0], [])
        several.append((phrase, weak))
        several.sort(key=lambda nuance: -len(nuance[0]))

    # ── Finding ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _at(self, words: Sequence[Word], place: int) -> _Match | None:
        return self._with_gap(words, place) or self._longest(words, place) or self._single(words[place], place)

    def _gives_way(self, match: _Match, words: Sequence[Word], place: int) -> bool:
        """« Je préfère » before « préfère pas répondre »: its first word is a filler, and the other one reaches further."""
        if words[place].form not in self._fillers or match.end >= len(words) or match.end == place + 1:
            return False
        other = self._at(words, place + 1)
        return other is not None and other.end > match.end and other.words >= match.words

    def _with_gap(self, words: Sequence[Word], place: int) -> _Match | None:
        """An expression of several parts (« parfois … parfois »), up to the end of the clause of its last part."""
        for parts, key in self._gapped.get(words[place].form, ()):
            at = _ends(words, place, parts)
            if at is not None:
                end = next((end for end in range(at, len(words)) if words[end].form in BREAKS), len(words))
                return _Match(len(parts), 0, end, key, f" {GAP} ".join(map(" ".join, parts)), weak=False)
        return None

    def _longest(self, words: Sequence[Word], place: int) -> _Match | None:
        if words[place].form not in self._root.following:
            return None
        matches = [match for match in self._walk(self._root, words, place, _Path()) if not self._strengthens(match, words)]
        return max(matches, key=lambda match: (match.words, -match.skipped), default=None)

    def _strengthens(self, match: _Match, words: Sequence[Word]) -> bool:
        """« C'est super » before « ennuyeux »: its last word only strengthens what follows."""
        if match.words == 1 or match.end >= len(words) or words[match.end - 1].form not in self._shades:
            return False
        following = self._at(words, match.end)
        return bool(SENSES[match.key].stance) and following is not None and bool(SENSES[following.key].stance)

    def _walk(self, node: _Node, words: Sequence[Word], place: int, path: _Path) -> Iterator[_Match]:
        """Every entry that begins with what was `said` and may end at `place` or behind it."""
        said = path.said
        if node.key is not None and (not path.broken or len(said) >= _FREE):
            yield _Match(len(said), path.skipped, place, node.key, " ".join(said), path.weak)
        if place == len(words) or not node.following:
            return
        form = words[place].form
        if form in BREAKS:
            yield from self._walk(node, words, place + 1, _Path(said, path.skipped, path.weak, broken=True))
            return
        if form in node.following:
            further = _Path((*said, form), path.skipped, path.weak, path.broken)
            yield from self._walk(node.following[form], words, place + 1, further)
        if said and path.skipped < _MOST_SKIPPED and said[0] not in self._buts:
            length, weakens = self._nuance(words, place)
            if length:
                further = _Path(said, path.skipped + 1, path.weak or weakens, path.broken)
                yield from self._walk(node, words, place + length, further)

    def _nuance(self, words: Sequence[Word], place: int) -> tuple[int, bool]:
        """How many words from `place` on may stand inside an expression, and whether they weaken it."""
        for phrase, weak in self._nuances.get(words[place].form, ()):
            if tuple(word.form for word in words[place : place + len(phrase)]) == phrase:
                return len(phrase), weak
        return 0, False

    def _single(self, word: Word, place: int) -> _Match | None:
        """A word by its beginning, or without the pronoun that is written together with it."""
        key = self._by_stem(word.base)
        if key is None and _GLUED.match(word.base):
            node = self._root.following.get(word.form[1:])
            key = (node.key if node else None) or self._by_stem(word.base[1:])
            if key is None or not SENSES[key].stance:
                return None
        return None if key is None else _Match(1, 0, place + 1, key, word.form, weak=False)

    def _by_stem(self, text: str) -> str | None:
        for length in range(min(len(text), self._longest_stem), SHORTEST_STEM - 1, -1):
            if text[:length] in self._stems:
                return self._stems[text[:length]]
        return None


def _ends(words: Sequence[Word], start: int, parts: Sequence[Sequence[str]]) -> int | None:
    """Where the last of `parts` ends, when the first one stands at `start` and the others behind it; else None."""
    at = start
    for index, part in enumerate(parts):
        places = [start] if index == 0 else range(at, len(words))
        found = next((place for place in places if _stands(words, place, part)), None)
        if found is None:
            return None
        at = found + len(part)
    return at


def _stands(words: Sequence[Word], place: int, part: Sequence[str]) -> bool:
    return [word.form for word in words[place : place + len(part)]] == list(part)
