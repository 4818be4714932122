"""Find the jobs that a message names: by title, alias, feminine, abbreviation, without accents, with typos.

Every name is a bag of telling words. Each word of the message is matched with the words of all names (as it is, with a typo,
as an abbreviation), and a name is worth the share of its words that the message holds near one another, rare words counting
more (inverse document frequency over the names). New jobs need no training: the index is built from knowledge/ at the start.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.knowledge.full_names import FullName, FullNames
from bot.knowledge.spelling import Vocabulary
from bot.knowledge.text import LINKING_WORDS, STOP_WORDS, Token, stem, telling_words, tokens

SURE = 0.8
"""Share of a name's weight from which a mention is taken for granted."""
DOUBTFUL = 0.4
"""Share from which a mention is worth asking back."""
CLOSE = 0.1
"""Two jobs whose shares differ by less are both possible."""

_TYPO, _ABBREVIATION = 0.92, 0.9
_MIN_TYPO_LENGTH, _MIN_TYPO_ALONE = 5, 7
_TYPO_SIMILARITY = 80.0
_MAX_GAP = 2
"""Words of the message that may stand between two words of one name."""
_TURNED = 0.95
"""What a name whose words stand in another order is worth beside one as it is written (« les écoles du directeur de … »)."""
_MAX_CHARACTERS, _MAX_WORDS = 4000, 120
"""Only the beginning of a very long message is searched."""
_PRONOUNS = frozenset({"je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles"})
_SEPARATING_WORDS = frozenset("ou et vs contre versus puis plutot que".split()) | _PRONOUNS
"""Words that no name of a job holds: « assistant, tu peux monter ? » is not about an assistant monteur."""
_SEPARATORS = re.compile(r"[,;?!|+]|\s/\s")
_BEFORE_A_JOB = frozenset("un une d de du des l la les comme etre devenir metier job en vs ou qu".split())


@dataclass(frozen=True)
class Mention:
    """A place of the message that names a job, or could."""

    start: int
    end: int
    """Offsets in the text as typed."""
    jobs: tuple[str, ...]
    """Slugs, the best first; more than one when the mention is doubtful."""
    score: float
    """Share of the best name that the message holds, 0 to 1."""
    sure: bool
    """True when it can be answered without asking back; `jobs` then has one slug."""


@dataclass(frozen=True)
class _Name:
    job: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _Hit:
    place: int
    word: str
    quality: float


@dataclass(frozen=True)
class _Span:
    first: int
    last: int
    jobs: dict[str, float]
    turned: bool = False
    """Whether the words stand in another order than in the names."""

    @property
    def best(self) -> float:
        return max(self.jobs.values())


class JobLinker:
    """An index of the names of all jobs."""

    def __init__(
        self,
        names: Mapping[str, Iterable[str]],
        guides: Mapping[str, Iterable[str]],
        full_names: FullNames | None = None,
    ) -> None:
        """Index `names` (job slug to every name of it); `guides` gives the titles of those that have a guide.

        Only a guide is worth a doubt, and only the first word of its titles raises one (« directeur »). `full_names` are
        those of the imported register.
        """
        self._guides = {job: {telling_words(title)[0] for title in titles} for job, titles in guides.items()}
        bags = {(job, tuple(telling_words(name))) for job, all_names in names.items() for name in all_names}
        words = {word for _, bag in bags for word in bag}
        bags = {(job, tuple(_join_known(bag, words))) for job, bag in bags if bag}
        spread: dict[str, set[str]] = defaultdict(set)
        for job, bag in bags:
            for word in bag:
                spread[word].add(job)
        self._weight = {word: math.log(1 + len(names) / len(jobs)) for word, jobs in spread.items()}
        self._names = [_Name(job, bag, sum(self._weight[word] for word in bag)) for job, bag in sorted(bags)]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(self._names):
            for word in name.words:
                self._by_word[word].append(index)
        self._vocabulary = Vocabulary(self._by_word)
        self._full_names = full_names or FullNames({})

    def link(self, text: str) -> list[Mention]:
        """The mentions of `text` in order, never overlapping; an empty list when it names no job."""
        found = tokens(text[:_MAX_CHARACTERS])[:_MAX_WORDS]
        mentions = self._own_mentions(text, self._joined(found))
        for name in self._full_names.find(text, found):
            beside = [mention for mention in mentions if mention.end <= name.start or mention.start >= name.end]
            if all(mention in beside or _is_more(name, mention) for mention in mentions):
                mentions = [*beside, Mention(name.start, name.end, (name.job,), round(name.score, 3), sure=True)]
        return sorted(mentions, key=lambda mention: mention.start)

    def _own_mentions(self, text: str, found: list[Token]) -> list[Mention]:
        """Mentions of the names that are weighed; `found` are the words of `text`."""
        chosen: list[_Span] = []
        for span in self._spans(found, _segments(found, text)):
            if all(span.last < other.first or span.first > other.last for other in chosen):
                chosen.append(span)
        chosen.sort(key=lambda span: span.first)
        return [self._mention(found, span) for span in _merge_doubts(found, chosen)]

    def _joined(self, found: list[Token]) -> list[Token]:
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

    def _hits(self, found: list[Token]) -> dict[int, list[_Hit]]:
        """By index of a name: the places of the message that hold one of its words."""
        hits: dict[int, list[_Hit]] = defaultdict(list)
        for place, token in enumerate(found):
            if token.word in LINKING_WORDS:
                continue
            word = stem(token.word)
            for candidate, quality in self._candidates(word).items():
                alone_ok = quality == 1 or self._typo_alone(word, candidate, quality, found, place)
                for index in self._by_word[candidate]:
                    if len(self._names[index].words) > 1 or alone_ok:
                        hits[index].append(_Hit(place, candidate, quality))
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

    def _spans(self, found: list[Token], segments: list[int]) -> list[_Span]:
        """Every stretch of the message with the jobs it may name, the most convincing first."""
        by_place: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        straight: set[tuple[int, int]] = set()
        for index, hits in self._hits(found).items():
            name = self._names[index]
            for run in _runs(hits, segments):
                score, first, last = self._best_stretch(name, run)
                if score >= SURE or (score >= DOUBTFUL and self._worth_a_doubt(name, run)):
                    jobs = by_place[first, last]
                    jobs[name.job] = max(score, jobs.get(name.job, 0.0))
                    if _in_order(name, [hit for hit in run if first <= hit.place <= last]):
                        straight.add((first, last))
        spans = [_Span(*place, jobs, place not in straight) for place, jobs in by_place.items()]
        return sorted(spans, key=lambda span: (span.best < SURE, -_worth(found, span), span.first))

    def _worth_a_doubt(self, name: _Name, run: list[_Hit]) -> bool:
        """Part of a name is asked back only for a guide, when the first word of its title is there as written."""
        first_words = self._guides.get(name.job, ())
        return any(hit.word in first_words and hit.quality == 1 for hit in run)

    def _best_stretch(self, name: _Name, run: list[_Hit]) -> tuple[float, int, int]:
        """The part of `run` that covers most of the name's weight, the shortest one: (share, first, last)."""
        options = []
        for begin, first in enumerate(run):
            best: dict[str, float] = {}
            used: dict[int, str] = {}
            for hit in run[begin:]:
                if used.setdefault(hit.place, hit.word) != hit.word:
                    continue  # « con » is not « conseiller » and « conjugal » at once
                best[hit.word] = max(best.get(hit.word, 0.0), hit.quality)
                share = sum(self._weight[word] * quality for word, quality in best.items()) / name.weight
                options.append((round(share, 6), first.place - hit.place, -first.place, hit.place))
        share, _, minus_first, last = max(options)
        return share, -minus_first, last

    def _mention(self, found: list[Token], span: _Span) -> Mention:
        ranked = sorted(span.jobs, key=lambda job: (-span.jobs[job], job not in self._guides, job))
        jobs = tuple(job for job in ranked if span.best - span.jobs[job] < CLOSE)
        sure = span.best >= SURE and len(jobs) == 1
        return Mention(found[span.first].start, found[span.last].end, jobs, round(span.best, 3), sure)


def _worth(found: list[Token], span: _Span) -> float:
    """What a span counts for beside one that it touches: longer ones say more; of a turned one only its words count."""
    said = found[span.first : span.last + 1]
    telling = sum(token.word not in LINKING_WORDS for token in said)
    return span.best * (_TURNED * telling if span.turned else len(said))


def _in_order(name: _Name, hits: list[_Hit]) -> bool:
    """Whether the words of a name stand in the message as they do in the name."""
    places = [min((hit.place for hit in hits if hit.word == word), default=-1) for word in name.words]
    found = [place for place in places if place >= 0]
    return found == sorted(found)


def _is_more(name: FullName, mention: Mention) -> bool:
    """Whether a whole name of the register says more than a mention that it touches: it holds it, and is clearer."""
    if name.start > mention.start or name.end < mention.end:
        return False
    if not mention.sure:
        return name.words > 1
    longer = name.end - name.start > mention.end - mention.start
    return longer or (name.score == 1 and (name.words > 1 or mention.score < 1))


def _merge_doubts(found: list[Token], spans: list[_Span]) -> list[_Span]:
    """Doubtful spans side by side are one doubt: « assistant de postprod » may be either job."""
    merged: list[_Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before is not None and max(before.best, span.best) < SURE:
            between = found[before.last + 1 : span.first]
            if all(token.word in LINKING_WORDS for token in between):
                jobs = {job: max(before.jobs.get(job, 0.0), span.jobs.get(job, 0.0)) for job in before.jobs | span.jobs}
                merged[-1] = _Span(before.first, span.last, jobs)
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


def _runs(hits: list[_Hit], segments: list[int]) -> list[list[_Hit]]:
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


def _join_known(bag: tuple[str, ...], words: set[str]) -> list[str]:
    """`bag` with two neighbours joined where another name writes them as one word (« post prod », « postprod »)."""
    joined: list[str] = []
    for word in bag:
        if joined and joined[-1] + word in words:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
