"""Find the questions of a message that asks several: « c'est quoi les études et combien on gagne ? ».

The message is cut where a new question may begin, and every piece is classified by itself. A piece is a question when it
asks about a topic with enough confidence, and when its form or the message as a whole supports that: in « la pression, les
clients, où est la plus grosse difficulté ? » the first two are no questions, though each alone would be one. What is no
question belongs to the question beside it. `python -m benchmarks.tune` chose the thresholds, on tests/questions/tuning.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.knowledge.linking import Mention
from bot.knowledge.text import words
from bot.nlu.masking import MASK, masked

Classify = Callable[[str], tuple[str, float]]
"""A masked text to its intent and confidence."""

_STRONG = re.compile(r"[?!;:\n+]+|\.(?!\d)|…")
_WEAK = re.compile(r",(?!\d)|/|&|\b(?:et|puis|pis|mais|sinon|ainsi que|aussi)\b", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"(?:^|[?!.;:\n+…])\s*(?:(?:et|puis|pis|mais|sinon|aussi)\s*)?$", re.IGNORECASE)
_OR = re.compile(r"\bou\b", re.IGNORECASE)
_MAX_PIECES = 12
_MAX_WORDS_ALONE = 4
"""A message of so few words, with nothing between them, is cut between any two (« salaire horaires »)."""

_ASKING = frozenset(
    """
    quoi koi kwa combien combi cb cmb comment coment quel quelle quels quelles kel kelle quand pourquoi pk
    keske esque estce ya faut fo doit peut lequel laquelle lesquels dis donne donner balance explique
    expliquer parle raconte savoir connaitre montre indiquer liste cite resume renseigner aimerais voudrais
    veux jveux cherche
    """.split()
)
"""Words that make a piece a question or a request by its form."""
_ASKING_PAIRS = (["est", "ce"], ["t", "as"])
"""Two first words that do so."""
_ABOUT_ONESELF = frozenset("je j jai jsuis chui jaime jhabite jadore mon ma mes nous personne".split())
"""First words of a piece that tells about the student instead of asking."""
_CONTINUES = frozenset("apres avant pendant depuis jusqu jusque".split())
"""First words of a piece that goes on with what was asked (« combien au début et après dix ans ? »)."""
_OPENERS = frozenset(
    "ok bon ah oh oui non et mais donc alors hello bonjour salut coucou slt merci bref ben bah en fait moi".split()
)
"""Words before the first one that counts."""


@dataclass(frozen=True)
class Thresholds:
    """From when a piece is a question."""

    sure: float = 0.5
    """Confidence of a piece by itself."""
    bare: float = 0.95
    """The same where nothing stands between two words."""
    before: float = 0.02
    """Probability of its topic in the whole message, for a piece before the first one that asks by its form."""
    after: float = 0.001
    """The same for a piece after it, or where none does."""


@dataclass(frozen=True)
class Question:
    """One question of a message: its intent, and where it stands in the text."""

    intent: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    bare: bool
    """Cut between two words."""
    asks: bool
    """A question or a request by its form."""
    tells: bool
    """About the student."""
    continues: bool
    """Going on with what stands before it."""


def questions(
    text: str,
    mentions: Sequence[Mention],
    classify: Classify,
    whole: Mapping[str, float],
    topics: Collection[str],
    thresholds: Thresholds | None = None,
) -> list[Question]:
    """The questions of `text` about `topics` (intents), in order; none when it cannot be cut.

    Args:
        whole: the probability of every intent for the message as a whole.
    """
    limits = thresholds or Thresholds()
    pieces = _pieces(text, mentions)
    if not 2 <= len(pieces) <= _MAX_PIECES:
        return []
    first_asking = next((place for place, piece in enumerate(pieces) if piece.asks), 0)
    found: list[Question] = []
    begins: int | None = None
    for place, piece in enumerate(pieces):
        intent, confidence = _read(text, piece, mentions, classify)
        support = 0.0 if piece.asks else limits.before if place < first_asking else limits.after
        needed = limits.bare if piece.bare else limits.sure
        sure = confidence >= needed and whole.get(intent, 0.0) >= support
        if intent in topics and sure and not (piece.tells or piece.continues) and (not found or found[-1].intent != intent):
            found.append(Question(intent, confidence, piece.start if begins is None else begins, piece.end))
            begins = None
        elif found:
            found[-1] = replace(found[-1], end=piece.end)
        elif begins is None and not piece.tells:
            begins = piece.start
    bare = any(piece.bare for piece in pieces)
    return [] if bare and _OR.search(text) else found  # « école liège ou bxl » is one question


def _read(text: str, piece: _Piece, mentions: Sequence[Mention], classify: Classify) -> tuple[str, float]:
    """The intent of a piece and its confidence; a job's name alone asks nothing."""
    inside = [
        replace(mention, start=mention.start - piece.start, end=mention.end - piece.start)
        for mention in mentions
        if piece.start <= mention.start < piece.end
    ]
    masked_text = masked(text[piece.start : piece.end], inside)
    return classify(masked_text) if masked_text.strip() != MASK.strip() else ("", 0.0)


def _pieces(text: str, mentions: Sequence[Mention]) -> list[_Piece]:
    """The pieces of `text` between places where a new question may begin; a name of a job is never cut."""
    pieces = list(_between(text, [*_STRONG.finditer(text), *_WEAK.finditer(text)], mentions, bare=False))
    if len(pieces) == 1 and not pieces[0].asks and len(text.split()) <= _MAX_WORDS_ALONE:
        pieces = list(_between(text, [*re.finditer(r"\s+", text)], mentions, bare=True))
    return pieces


def _between(text: str, cuts: Sequence[re.Match[str]], mentions: Sequence[Mention], *, bare: bool) -> list[_Piece]:
    ends = [
        match.span()
        for match in sorted(cuts, key=re.Match.start)
        if not any(mention.start < match.end() and match.start() < mention.end for mention in mentions)
    ]
    pieces: list[_Piece] = []
    start = 0
    for end, next_start in [*ends, (len(text), len(text))]:
        inside = text[start:end]
        if words(inside):
            first = start + len(inside) - len(inside.lstrip())
            piece = _piece(text, first, start + len(inside.rstrip()), bare)
            if pieces and pieces[-1].tells and not piece.asks and not _ENDS_A_SENTENCE.search(text[:first]):
                piece = replace(piece, tells=True)  # « j'hésite entre l'unif et une haute école »
            pieces.append(piece)
        start = next_start
    return pieces


def _piece(text: str, start: int, end: int, bare: bool) -> _Piece:
    said = words(text[start:end])
    marked = text[end:].lstrip().startswith("?") and bool(_ENDS_A_SENTENCE.search(text[:start]))
    asks = marked or not _ASKING.isdisjoint(said) or said[0].startswith("qu") or said[:2] in _ASKING_PAIRS
    first = next((word for word in said if word not in _OPENERS), "")
    return _Piece(start, end, bare, asks, not asks and first in _ABOUT_ONESELF, not asks and said[0] in _CONTINUES)
