"""Cut a message where a new question may begin: « c'est quoi les études et combien on gagne ? »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.knowledge.linking import Mention
from bot.knowledge.text import STOP_WORDS, fold, words
from bot.nlu.spelling import spelled_out

_PLUS = r"(?<!\ble )(?<!\bla )(?<!\bles )(?<!\bde )(?<!\bbac)(?<!\bbac )\+(?! ?\d)"
_STRONG = re.compile(rf"[?!;:\n]+|{_PLUS}|\.(?!\d)|…", re.IGNORECASE)
"""« bac+3 » and « le + dur » are no sums of questions."""
_AND = r"et|puis(?![- ]je\b)|pis|mais|sinon|ainsi que|aussi(?! s[i'’])|parce qu[e']?|pcq|vu que"
_WEAK = re.compile(rf",(?!\d)|(?<!\d)/|/(?!\d)|&|\b(?:{_AND})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bentre\b[^,;.?!\n]{1,40}?\b(?:et|ou)\b", re.IGNORECASE)
"""« Entre l'unif et une haute école »: what « et » joins there is one thing."""
_OPENS_A_QUESTION = re.compile(
    r"\b(?:(?:on|tu|ils?|elles?|[sc]a|ça) \w+ )?(?:(?:a|à|dans|ds|pour|pr|de|en|avec|sur|chez) )?"
    r"(?:[qk]u?el(?:le)?s?|combien|cb|cmb|comment|cmt|pourquoi|pk|keske|(?:qu['’ ]?)?est[- ]ce(?: que?| qu['’])?|"
    r"c(?:['’]est)? ?[qk]u?oi|[qk]u?oi com(?:me)?)(?!\w)",
    re.IGNORECASE,
)
"""« kel sont les taches kel sont les outils »: from the second one on, a question begins though nothing is between them."""
_TAKES_UP = re.compile(r"(?:c|[cçs]a|ils?|elles?|y)\b", re.IGNORECASE)
_SOME = re.compile(r"(?:il )?y['’ ]?en ?a\b|t['’ ]?en as\b", re.IGNORECASE)
"""« Les écoles, y en a à Liège ? »: « en » takes up what is named, whatever else is said."""
_JUDGES = re.compile(
    r"(?:c|est|sont) (?:(?:trop|tres|vraiment|pas|assez|super|plutot|deja|grave) )?"
    r"(?:bien|cool|top|nickel|parfait|nul|chouette|genial|super|mal|bof)$"
)
_CONCEDES = re.compile(r"\s*,?\s*mais\b", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"(?:^|[?!.;:\n+…])\s*(?:(?:et|puis|pis|mais|sinon|aussi)\s*)?$", re.IGNORECASE)
_ENDS_FLATLY = re.compile(r"\s*[.!]")
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
_ASKING_PAIRS = (["est", "ce"], ["t", "as"], ["y", "a"])
"""Two first words that do so."""
_ABOUT_ONESELF = frozenset("je j jai jsuis chui jaime jhabite jadore mon ma mes nous personne".split())
"""First words of a piece that tells about the student instead of asking."""
_CONTINUES = frozenset("apres avant pendant depuis jusqu jusque genre cad voire".split())
"""First words of a piece that goes on with what was asked (« combien au début et après dix ans ? »)."""
_ADVERBIAL = frozenset("en a au aux dans chez avec sans comme vers sur ou".split())
"""First words of a piece that says where, when or how (« …, en début de carrière »), unless it asks."""
_PEOPLE = frozenset("il elle ils elles on".split())
_SAYS = frozenset("dit disent trouve trouvent pense pensent croit croient rale".split())
"""« Il dit … »: what somebody beside the student thinks of it."""
_WANTS_TO_KNOW = frozenset("demande demandent".split())
_CLAUSE = frozenset(
    """
    je j on tu t il elle ils elles ca cela c vous nous y est sont a ont faut fait gagne paye paie recrute embauche bosse
    travaille dois doit peut peux existe
    """.split()
)
"""Words of a piece that says something by itself (« ça recrute »), in contrast to a mere name (« salaire », « à Liège »)."""
_EMPTY = STOP_WORDS | {"combien"}
"""Words that tell nothing by themselves."""
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
    """About the student, or somebody beside them."""
    judges: bool
    """A sentence that only finds something good or bad (« la HEAJ c'est bien. »)."""
    continues: bool
    """Going on with what stands before it."""
    opens: bool
    """At the beginning of a sentence."""
    closes: bool
    """At the end of one."""
    adverbial: bool
    """Says where, when or how."""
    clause: bool
    """Has a subject or a verb."""
    telling: int
    """How many of its words carry a meaning of their own: none in « c'est quoi »."""
    concedes: bool
    """Before a « mais », without asking (« on dit que c'est varié, mais … »)."""
    count: int
    """How many words it has."""


def pieces(text: str, mentions: Sequence[Mention]) -> list[Piece]:
    """The pieces of `text` between places where a new question may begin; a name of a job is never cut."""
    joined = [match.span() for match in _BETWEEN.finditer(text)]
    weak = [cut for cut in _WEAK.finditer(text) if not any(start <= cut.start() < end for start, end in joined)]
    marks = [match.span() for match in (*_STRONG.finditer(text), *weak)]
    found = _joined(text, _between(text, marks, mentions, bare=False))
    again = [start for piece in found for start in _later_questions(text, piece)]
    if again:
        return _joined(text, _between(text, [*marks, *((start, start) for start in again)], mentions, bare=False))
    if len(found) == 1 and not found[0].asks and len(text.split()) <= _MAX_WORDS_ALONE:
        found = list(_between(text, [match.span() for match in re.finditer(r"\s+", text)], mentions, bare=True))
    return found


def _joined(text: str, found: Iterable[Piece]) -> list[Piece]:
    """« le matériel, c'est quoi ? » is one piece: what is named first, and a question that says nothing by itself."""
    result: list[Piece] = []
    for piece in found:
        named = result[-1] if result else None
        vague = not piece.telling and _TAKES_UP.match(text, piece.start)
        takes_up = (vague or _SOME.match(text, piece.start)) and text[: piece.start].rstrip().endswith(",")
        if named and takes_up and not (named.clause or named.asks or named.tells):
            piece = _piece(text, result.pop().start, piece.end, piece.bare)
        result.append(piece)
    return result


def _later_questions(text: str, piece: Piece) -> list[int]:
    """Where the second question of a piece begins, the third …, by their first words."""
    found = _OPENS_A_QUESTION.finditer(text, piece.start, piece.end)
    return [later.start() for before, later in pairwise(found) if words(text[before.end() : later.start()])]


def _between(text: str, cuts: Sequence[tuple[int, int]], mentions: Sequence[Mention], *, bare: bool) -> list[Piece]:
    ends = [
        (start, end)
        for start, end in sorted(cuts)
        if not any(mention.start < end and start < mention.end for mention in mentions)
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
    said, after = words(spelled_out(fold(text[start:end]))), text[end : end + _NEAR]
    opens = bool(_ENDS_A_SENTENCE.search(text, max(0, start - _NEAR), start))
    marked = after.lstrip().startswith("?") and opens
    asks = marked or not _ASKING.isdisjoint(said) or said[0].startswith("qu") or said[:2] in _ASKING_PAIRS
    asks = asks or any(who in _PEOPLE and does in _WANTS_TO_KNOW for who, does in pairwise(said))
    clause = not _CLAUSE.isdisjoint(said[1:] if said[0] in _ADVERBIAL else said)  # « a » is a verb and « à »
    first, second = ([word for word in said if word not in _OPENERS] + ["", ""])[:2]
    return Piece(
        start,
        end,
        bare,
        asks,
        tells=not asks and (first in _ABOUT_ONESELF or (first in _PEOPLE and second in _SAYS)),
        judges=not asks and bool(_ENDS_FLATLY.match(after) and _JUDGES.search(" ".join(said))),
        continues=not asks and said[0] in _CONTINUES,
        opens=opens,
        closes=not after.strip(" \t") or bool(_STRONG.match(after.lstrip(" \t"))),
        adverbial=not asks and not clause and said[0] in _ADVERBIAL,
        clause=clause,
        telling=sum(word not in _EMPTY and len(word) > 1 for word in said),
        concedes=not asks and bool(_CONCEDES.match(text, end)),
        count=len(said),
    )
