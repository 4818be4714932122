"""Cut a message where a new question may begin: « c'est quoi les études et combien on gagne ? »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.knowledge.linking import Mention
from bot.knowledge.text import words

_PLUS = r"(?<!\ble )(?<!\bla )(?<!\bles )(?<!\bde )(?<!\bbac)(?<!\bbac )\+(?! ?\d)"
_STRONG = re.compile(rf"[?!;:\n]+|{_PLUS}|\.(?!\d)|…", re.IGNORECASE)
"""« bac+3 » and « le + dur » are no sums of questions."""
_AND = r"et|puis(?![- ]je\b)|pis|mais|sinon|ainsi que|aussi|parce qu[e']?|pcq|vu que"
_WEAK = re.compile(rf",(?!\d)|(?<!\d)/|/(?!\d)|&|\b(?:{_AND})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bentre\b[^,;.?!\n]{1,40}?\b(?:et|ou)\b", re.IGNORECASE)
"""« Entre l'unif et une haute école »: what « et » joins there is one thing."""
_CONCEDES = re.compile(r"\s*,?\s*mais\b", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"(?:^|[?!.;:\n+…])\s*(?:(?:et|puis|pis|mais|sinon|aussi)\s*)?$", re.IGNORECASE)
_NEAR = 100
"""Characters before and after a piece that tell whether it is a sentence; spaces may stand there, hence so many."""
_MAX_WORDS_ALONE = 4
"""A message of so few words, with nothing between them, is cut between any two (« salaire horaires »)."""

_ASKING = frozenset(
    """
    quoi koi kwa combien combi cb cmb comment coment quel quelle quels quelles kel kelle quand pourquoi pk
    keske esque estce ya faut fo doit peut lequel laquelle lesquels dis donne donner balance compare comparer explique
    expliquer parle raconte savoir connaitre montre indiquer liste cite resume renseigner aimerais voudrais
    veux jveux cherche
    """.split()
)
"""Words that make a piece a question or a request by its form."""
_ASKING_PAIRS = (["est", "ce"], ["t", "as"])
"""Two first words that do so."""
_ABOUT_ONESELF = frozenset("je j jai jsuis chui jaime jhabite jadore mon ma mes nous personne".split())
"""First words of a piece that tells about the student instead of asking."""
_CONTINUES = frozenset("apres avant pendant depuis jusqu jusque genre cad voire".split())
"""First words of a piece that goes on with what was asked (« combien au début et après dix ans ? »)."""
_OPENERS = frozenset(
    "ok bon ah oh oui non et mais donc alors hello bonjour salut coucou slt merci bref ben bah en fait moi".split()
)
"""Words before the first one that counts."""


@dataclass(frozen=True)
class Piece:
    """A part of a message, and what its form tells."""

    start: int
    end: int
    """Offsets in the text as typed."""
    bare: bool
    """Cut between two words."""
    asks: bool
    """A question or a request by its form."""
    tells: bool
    """About the student."""
    continues: bool
    """Going on with what stands before it."""
    opens: bool
    """At the beginning of a sentence."""
    closes: bool
    """At the end of one."""
    concedes: bool
    """Before a « mais », without asking (« on dit que c'est varié, mais … »)."""
    count: int
    """How many words it has."""


def pieces(text: str, mentions: Sequence[Mention]) -> list[Piece]:
    """The pieces of `text` between places where a new question may begin; a name of a job is never cut."""
    joined = [match.span() for match in _BETWEEN.finditer(text)]
    weak = [cut for cut in _WEAK.finditer(text) if not any(start <= cut.start() < end for start, end in joined)]
    found = list(_between(text, [*_STRONG.finditer(text), *weak], mentions, bare=False))
    if len(found) == 1 and not found[0].asks and len(text.split()) <= _MAX_WORDS_ALONE:
        found = list(_between(text, [*re.finditer(r"\s+", text)], mentions, bare=True))
    return found


def _between(text: str, cuts: Sequence[re.Match[str]], mentions: Sequence[Mention], *, bare: bool) -> list[Piece]:
    ends = [
        match.span()
        for match in sorted(cuts, key=re.Match.start)
        if not any(mention.start < match.end() and match.start() < mention.end for mention in mentions)
    ]
    found: list[Piece] = []
    start = 0
    for end, next_start in [*ends, (len(text), len(text))]:
        inside = text[start:end]
        if words(inside):
            first = start + len(inside) - len(inside.lstrip())
            piece = _piece(text, first, start + len(inside.rstrip()), bare)
            if found and found[-1].tells and not piece.asks and not piece.opens:
                piece = replace(piece, tells=True)  # « j'hésite entre l'unif et une haute école »
            found.append(piece)
        start = next_start
    return found


def _piece(text: str, start: int, end: int, bare: bool) -> Piece:
    said, after = words(text[start:end]), text[end : end + _NEAR]
    opens = bool(_ENDS_A_SENTENCE.search(text, max(0, start - _NEAR), start))
    marked = after.lstrip().startswith("?") and opens
    asks = marked or not _ASKING.isdisjoint(said) or said[0].startswith("qu") or said[:2] in _ASKING_PAIRS
    first = next((word for word in said if word not in _OPENERS), "")
    return Piece(
        start,
        end,
        bare,
        asks,
        tells=not asks and first in _ABOUT_ONESELF,
        continues=not asks and said[0] in _CONTINUES,
        opens=opens,
        closes=not after.strip(" \t") or bool(_STRONG.match(after.lstrip(" \t"))),
        concedes=not asks and bool(_CONCEDES.match(text, end)),
        count=len(said),
    )
