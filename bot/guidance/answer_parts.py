"""A part of an answer with what the lexicon finds in it, and the words of the lexicon that are rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.guidance.answer_hits import Hit
from bot.knowledge.answer_forms import BREAKS, Forms, Word
from bot.knowledge.answer_words import AnswerRules
from bot.knowledge.text import STOP_WORDS


class Phrases:
    """Words and expressions to look for at a place of a text."""

    def __init__(self, entries: Iterable[str], forms: Forms) -> None:
        self._phrases = frozenset(forms.entry(entry) for entry in entries)
        self._lengths = sorted({len(phrase) for phrase in self._phrases}, reverse=True)

    def at(self, words: Sequence[Word], place: int) -> int:
        """How many words from `place` on are one of them; 0 when none is."""
        for length in self._lengths:
            if tuple(word.form for word in words[place : place + length]) in self._phrases:
                return length
        return 0


class Grammar:
    """The words that are rules (`AnswerRules`), in the form in which they are compared."""

    def __init__(self, rules: AnswerRules, forms: Forms) -> None:
        def joined(entries: Iterable[str]) -> frozenset[str]:
            return frozenset(" ".join(forms.entry(entry)) for entry in entries)

        self.turns, self.conclusions = Phrases(rules.turns, forms), Phrases(rules.conclusions, forms)
        self.conditions, self.causes = Phrases(rules.conditions, forms), Phrases(rules.causes, forms)
        self.questions, self.requests = Phrases(rules.questions, forms), Phrases(rules.requests, forms)
        self.alone_yes, self.alone_unknown = joined(rules.alone_yes), joined(rules.alone_unknown)
        self.fillers = joined(rules.fillers)
        self.little = self.fillers | BREAKS | STOP_WORDS
        """Words that say nothing beside an answer."""
        self.subjects, self.new_subjects = joined(rules.subjects), joined(rules.new_subjects)
        self.pronouns, self.articles = joined(rules.pronouns), joined(rules.articles)
        self.before_nouns, self.not_verbs = joined(rules.before_nouns), joined(rules.not_verbs)
        self.noun_negators, self.ahead_negators = joined(rules.noun_negators), joined(rules.ahead_negators)
        self.neither, self.cannot = joined(rules.neither), joined(rules.cannot)
        self.topics, self.before_verbs = joined(rules.topics), joined(rules.before_verbs)
        self.nothings, self.superlatives = joined(rules.nothings), Phrases(rules.superlatives, forms)


@dataclass
class Part:
    """Words of an answer with the hits of the lexicon in them."""

    words: Sequence[Word]
    hits: list[Hit]
    conditional: bool = False
    """Something in it was said under a condition."""
    aside: set[int] = field(default_factory=set)
    """Places of conditions and reasons, which are left out."""

    @cached_property
    def clauses(self) -> list[int]:
        """For each word, the number of the clause in which it stands; a break begins a clause."""
        numbers, number = [], 0
        for word in self.words:
            number += word.form in BREAKS
            numbers.append(number)
        return numbers

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each clause begins and ends, its breaks not included; without empty ones."""
        ends = [*(place for place, word in enumerate(self.words) if word.form in BREAKS), len(self.words)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]

    def clause(self, hit: Hit) -> int:
        """The clause in which a hit begins."""
        return self.clauses[hit.start]

    def unknown(self, grammar: Grammar, clause: int | None = None) -> int:
        """How many of its words, or of those of one clause, are neither in the lexicon nor mere little words."""
        covered = self.aside.union(*(range(hit.start, hit.end) for hit in self.hits))
        return sum(
            clause in (None, self.clauses[place]) and place not in covered and word.form not in grammar.little
            for place, word in enumerate(self.words)
        )

    def between(self, start: int, end: int, grammar: Grammar) -> int:
        """Words between two places; fillers and nuances do not count."""
        shades = {place for hit in self.hits if hit.shade for place in range(hit.start, hit.end)}
        return sum(
            place not in shades and self.words[place].form not in grammar.fillers | BREAKS for place in range(start, end)
        )
