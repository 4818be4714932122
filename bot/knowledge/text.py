"""Plain text helpers: the one way in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*", re.UNICODE)
"""A word; decomposed accents (as macOS copies them) belong to it."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
"""The usual combining accents; taking them out first is several times faster than asking of each character."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "’": "'", "ʼ": "'"})

STOP_WORDS = frozenset(
    """
    a ai ait alors as au aussi autre aux avec avoir c ca ce cela ces cet cette ceux chez comme comment d dans de des donc du
    elle elles en encore est et etes etre eu faire fait faut fo il ils j je jai jusqu l la le les leur leurs lui m ma mais me
    mes moi mon n ne ni nos notre nous on ont ou par pas pour pourquoi pcq parce plus q qu que quel quelle quelles quels qui
    quoi koi kwa kel kelle keske dit dire explique expliquer s sa sans se sera ses si son sont sur t ta te tes toi ton tout
    tres tu un une vas va vers vos votre vous y estce bonjour salut stp svp merci peux peut peu dis metier metiers job boulot
    travail travailler
    """.split()
)


LINKING_WORDS = frozenset("d de du des l la le les en et a au aux the of ou".split())
"""Words that join the others in the name of a job."""


class Token(NamedTuple):
    """A word of a text: its folded form, and where it stands in the text as typed."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, without accents; ligatures spelled out."""
    if text.isascii():
        return text.lower()
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_LIGATURES)))
    if decomposed.isascii():
        return decomposed.lower()
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def tokens(text: str) -> list[Token]:
    """The words of `text`, folded, with the offsets that they have in `text` itself."""
    return [Token(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The folded words of `text`."""
    return [token.word for token in tokens(text)]


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of `phrases`, written by trainers, stands in `text` as whole words."""
    said = f" {' '.join(words(text))} "
    return any(_as_spoken(phrase) in said for phrase in phrases)


@lru_cache(maxsize=1024)
def _as_spoken(phrase: str) -> str:
    return f" {' '.join(words(phrase))} "


def content_words(text: str) -> list[str]:
    """The folded words of `text` that carry meaning."""
    return [word for word in words(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


def stem(word: str) -> str:
    """Without the plural: `assistants` and `assistant` are one word."""
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def telling_words(name: str) -> list[str]:
    """The words of the name of a job that tell it from others, without plurals; each once."""
    return list(dict.fromkeys(stem(word) for word in _WORD.findall(fold(name)) if word not in LINKING_WORDS))
