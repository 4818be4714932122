"""The one form in which the words of an answer and those of `knowledge/answers.yml` are compared.

Accents, capitals, doubled letters, plurals, feminines and the ways of writing by sound are taken away on both sides, so that
« nooon », « Non ! » and « nonn » are one word, and « stressée » is « stressé ».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.knowledge.fields import Text
from bot.knowledge.text import fold

BREAK, QUESTION = "|", "?"
"""Forms of the end of a part of a sentence, and of a question mark."""
BREAKS = frozenset({BREAK, QUESTION})
STEM, GAP = "*", "…"
"""At the end of an entry: any ending; inside an entry: any words."""

_EMOJI = "\u203c\u2049\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_LOOKS = re.compile("[\ufe0e\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]")
"""What changes the look of an emoji and not its meaning: skin, gender, joiners."""
_PIECE = re.compile(rf"[^\W_]+|[{_EMOJI}]|[,.;:!?()\n…]+", re.UNICODE)
_WORD = re.compile(r"[^\W_]")
_DOUBLED = re.compile(r"([a-z])\1+")
_GLUED = re.compile(r"[jm](?=[bcdfghklmnpqrstvwxz][^\d]*[aeiouy])(?=[^\d]{4})")
"""A pronoun written together with a verb (« jdors », « mgonfle »): no French word begins like that."""
_MAYBE = re.compile(r"r(?:ai|ait|aient)$")
"""Endings of « je ferai », « il ferait », written as « je ferais »."""
_ENDING = re.compile(r"(?:es|e|s|x)$")
_LONG = 5
"""Letters from which a word has an ending to lose."""


class Word(NamedTuple):
    """A word, an emoji or a break of a text."""

    form: str
    """What is compared with whole words."""
    base: str
    """The same with its ending, compared with beginnings of words."""


class Forms:
    """Turns texts into words.

    Args:
        spellings: for a usual word or two, the other ways in which it is written.
        unsaid: words that are left out, since they are as often left out in writing (« ne »).
    """

    def __init__(self, spellings: Mapping[Text, Iterable[str]], unsaid: Iterable[str]) -> None:
        self._unsaid = frozenset(unsaid)
        self._meant: dict[str, tuple[str, ...]] = {}
        for usual, others in spellings.items():
            for other in others:
                meant = tuple(_pieces(usual))
                self._meant[_plain(other)] = meant
                if other.isascii():  # « assé » is meant, too, where « asse » is given
                    self._meant.setdefault(_squeezed(fold(other)), meant)

    def words(self, text: str) -> list[Word]:
        """The words of a text, with its breaks; empty where there is none."""
        found: list[Word] = []
        pieces = _pieces(text)
        for index, piece in enumerate(pieces):
            if not _WORD.match(piece):
                found.append(_sign(piece))
                continue
            meant = self._said(piece)
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
            if len(meant) > 1 and meant[-1] == following:  # « c est »: « c » alone would be « c est », too
                meant = meant[:-1]
            found += [_word(one) for one in meant if one not in self._unsaid]
        return found

    def entry(self, text: str) -> tuple[str, ...]:
        """The forms of an entry of the lexicon, without breaks."""
        return tuple(word.form for word in self.words(text) if word.form not in BREAKS)

    def shown(self, entry: str) -> str:
        """An entry in one string: two entries with the same one are read alike."""
        if entry.endswith(STEM):
            return base(entry) + STEM
        return f" {GAP} ".join(" ".join(self.entry(part)) for part in entry.split(GAP))

    def _said(self, piece: str) -> tuple[str, ...]:
        """The usual words for a word as it is written."""
        meant = self._usual(piece)
        if meant == (piece,) and (glued := _GLUED.match(fold(piece))):
            return (*self._usual(glued[0]), *self._usual(piece[1:]))
        return meant

    def _usual(self, piece: str) -> tuple[str, ...]:
        return self._meant.get(piece) or self._meant.get(_squeezed(fold(piece))) or (piece,)


def base(word: str) -> str:
    """The beginning of a word (« angoiss* »), as it is compared."""
    return _squeezed(fold(word.removesuffix(STEM)))


def _plain(text: str) -> str:
    """Lower case, composed accents, nothing that only changes the look."""
    return _LOOKS.sub("", unicodedata.normalize("NFC", text)).lower()


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(_plain(text))


def _sign(piece: str) -> Word:
    form = piece if re.match(f"[{_EMOJI}]", piece) else QUESTION if "?" in piece else BREAK
    return Word(form, form)


@lru_cache(maxsize=8192)
def _word(piece: str) -> Word:
    whole = _squeezed(fold(piece))
    form = _MAYBE.sub("rais", whole) if len(whole) > _LONG else whole
    if len(form) >= _LONG and form.isascii():
        form = _ENDING.sub("", form)
    return Word(form, whole)


@lru_cache(maxsize=8192)
def _squeezed(word: str) -> str:
    """Each letter once; a word of one letter only (« nn ») keeps two."""
    squeezed = _DOUBLED.sub(r"\1", word)
    return squeezed * 2 if len(squeezed) == 1 and len(word) > 1 else squeezed
