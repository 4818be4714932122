"""Find the jobs that a message names: by title, alias, feminine, abbreviation, without accents, with typos.

Every name is a bag of telling words. Each word of the message is matched with the words of all names, and a name is worth
the share of its words that the message holds near one another (`name_index`, `spans`). Of mentions that overlap, the most
convincing one is kept. New jobs need no training: the index is built from knowledge/ at the start.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.knowledge.full_names import FullName, FullNames
from bot.knowledge.name_index import NameIndex
from bot.knowledge.spans import SURE, Span, Stretch, merge_doubts, stretches, worth
from bot.knowledge.text import Token, telling_words, tokens

DOUBTFUL = 0.4
"""Share of a name's weight from which a mention is worth asking back."""
CLOSE = 0.1
"""Two jobs whose shares differ by less are both possible."""

_MAX_CHARACTERS, _MAX_WORDS = 4000, 120
"""Only the beginning of a very long message is searched."""


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
        self._index = NameIndex(names)
        self._full_names = full_names or FullNames({})

    def link(self, text: str) -> list[Mention]:
        """The mentions of `text` in order, never overlapping; an empty list when it names no job."""
        found = tokens(text[:_MAX_CHARACTERS])[:_MAX_WORDS]
        mentions = self._own_mentions(text, self._index.joined(found))
        for name in self._full_names.find(text, found):
            beside = [mention for mention in mentions if mention.end <= name.start or mention.start >= name.end]
            if all(mention in beside or _is_more(name, mention) for mention in mentions):
                mentions = [*beside, Mention(name.start, name.end, (name.job,), round(name.score, 3), sure=True)]
        return sorted(mentions, key=lambda mention: mention.start)

    def _own_mentions(self, text: str, found: list[Token]) -> list[Mention]:
        """Mentions of the names that are weighed; `found` are the words of `text`."""
        chosen: list[Span] = []
        for span in self._spans(text, found):
            if all(span.last < other.first or span.first > other.last for other in chosen):
                chosen.append(span)
        chosen.sort(key=lambda span: span.first)
        return [self._mention(found, span) for span in merge_doubts(found, chosen)]

    def _spans(self, text: str, found: list[Token]) -> list[Span]:
        """Every stretch of the message with the jobs it may name, the most convincing first."""
        by_place: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        straight: set[tuple[int, int]] = set()
        for one in stretches(self._index, found, text):
            if one.score >= SURE or (one.score >= DOUBTFUL and self._worth_a_doubt(one)):
                jobs = by_place[one.first, one.last]
                jobs[one.name.job] = max(one.score, jobs.get(one.name.job, 0.0))
                if one.straight:
                    straight.add((one.first, one.last))
        spans = [Span(*place, jobs, place not in straight) for place, jobs in by_place.items()]
        return sorted(spans, key=lambda span: (span.best < SURE, -worth(found, span), span.first))

    def _worth_a_doubt(self, one: Stretch) -> bool:
        """Part of a name is asked back only for a guide, when the first word of its title is there as written."""
        first_words = self._guides.get(one.name.job, ())
        return any(hit.word in first_words and hit.quality == 1 for hit in one.run)

    def _mention(self, found: list[Token], span: Span) -> Mention:
        ranked = sorted(span.jobs, key=lambda job: (-span.jobs[job], job not in self._guides, job))
        jobs = tuple(job for job in ranked if span.best - span.jobs[job] < CLOSE)
        sure = span.best >= SURE and len(jobs) == 1
        return Mention(found[span.first].start, found[span.last].end, jobs, round(span.best, 3), sure)


def _is_more(name: FullName, mention: Mention) -> bool:
    """Whether a whole name of the register says more than a mention that it touches: it holds it, and is clearer."""
    if name.start > mention.start or name.end < mention.end:
        return False
    if not mention.sure:
        return name.words > 1
    longer = name.end - name.start > mention.end - mention.start
    return longer or (name.score == 1 and (name.words > 1 or mention.score < 1))
