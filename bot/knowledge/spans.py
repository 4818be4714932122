"""The stretches of a message that hold a name of a job, or enough of it, and how much each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.name_index import Hit, Name, NameIndex
from bot.knowledge.text import LINKING_WORDS, Token

SURE = 0.8
"""Share of a name's weight from which a mention is taken for granted."""

_MAX_GAP = 2
"""Words of the message that may stand between two words of one name."""
_TURNED = 0.95
"""What a name whose words stand in another order is worth beside one as it is written (« les écoles du directeur de … »)."""
_PRONOUNS = frozenset({"je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles"})
_SEPARATING_WORDS = frozenset("ou et vs contre versus puis plutot que".split()) | _PRONOUNS
"""Words that no name of a job holds: « assistant, tu peux monter ? » is not about an assistant monteur."""
_SEPARATORS = re.compile(r"[,;?!|+]|\s/\s")


@dataclass(frozen=True)
class Stretch:
    """A part of a message that holds words of one name."""

    name: Name
    first: int
    last: int
    score: float
    """Share of the name's weight that it holds, 0 to 1."""
    run: tuple[Hit, ...]
    """The words of the name that stand there, and near it."""

    @property
    def straight(self) -> bool:
        """Whether the words stand in the order of the name."""
        inside = [hit for hit in self.run if self.first <= hit.place <= self.last]
        places = [min((hit.place for hit in inside if hit.word == word), default=-1) for word in self.name.words]
        found = [place for place in places if place >= 0]
        return found == sorted(found)


@dataclass(frozen=True)
class Span:
    """A part of a message, with what the jobs that it may name are worth there."""

    first: int
    last: int
    jobs: dict[str, float]
    turned: bool = False
    """Whether the words stand in another order than in the names."""

    @property
    def best(self) -> float:
        """The score of the best job."""
        return max(self.jobs.values())


def stretches(index: NameIndex, found: list[Token], text: str) -> Iterator[Stretch]:
    """For every name of which `text`, the words of which are `found`, holds words near one another: the best stretch."""
    segments = _segments(found, text)
    for place, hits in index.hits(found).items():
        for run in _runs(hits, segments):
            yield _best_stretch(index, index.names[place], run)


def _best_stretch(index: NameIndex, name: Name, run: list[Hit]) -> Stretch:
    """The part of `run` that covers most of the name's weight, the shortest one."""
    options = []
    for begin, first in enumerate(run):
        best: dict[str, float] = {}
        used: dict[int, str] = {}
        for hit in run[begin:]:
            if used.setdefault(hit.place, hit.word) != hit.word:
                continue  # « con » is not « conseiller » and « conjugal » at once
            best[hit.word] = max(best.get(hit.word, 0.0), hit.quality)
            share = sum(index.weight[word] * quality for word, quality in best.items()) / name.weight
            options.append((round(share, 6), first.place - hit.place, -first.place, hit.place))
    share, _, minus_first, last = max(options)
    return Stretch(name, -minus_first, last, share, tuple(run))


def worth(found: list[Token], span: Span) -> float:
    """What a span counts for beside one that it touches: longer ones say more; of a turned one only its words count."""
    said = found[span.first : span.last + 1]
    telling = sum(token.word not in LINKING_WORDS for token in said)
    return span.best * (_TURNED * telling if span.turned else len(said))


def merge_doubts(found: list[Token], spans: list[Span]) -> list[Span]:
    """Doubtful spans side by side are one doubt: « assistant de postprod » may be either job."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before is not None and max(before.best, span.best) < SURE:
            between = found[before.last + 1 : span.first]
            if all(token.word in LINKING_WORDS for token in between):
                jobs = {job: max(before.jobs.get(job, 0.0), span.jobs.get(job, 0.0)) for job in before.jobs | span.jobs}
                merged[-1] = Span(before.first, span.last, jobs)
                continue
        merged.append(span)
    return merged


def _segments(found: list[Token], text: str) -> list[int]:
    """For each word, the part of the message that it stands in: « ou », « et », a comma begin another one."""
    segments: list[int] = []
    for place, token in enumerate(found):
        number = segments[-1] if segments else 0
        between = text[found[place - 1].end : token.start] if place else ""
        segments.append(number + (token.word in _SEPARATING_WORDS or bool(_SEPARATORS.search(between))))
    return segments


def _runs(hits: list[Hit], segments: list[int]) -> list[list[Hit]]:
    """Hits that stand near one another in one part of the message, as runs."""
    ordered = sorted(hits, key=lambda hit: hit.place)
    runs = [[ordered[0]]]
    for hit in ordered[1:]:
        last = runs[-1][-1].place
        if hit.place - last <= _MAX_GAP + 1 and segments[hit.place] == segments[last]:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs
