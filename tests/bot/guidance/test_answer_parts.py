"""Clauses of a part of an answer, and the words in it that nobody knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.answer_parts import Part, Phrases
from bot.knowledge.answer_forms import BREAKS, Forms

from .conftest import answer_words, part_of

FORMS = Forms({}, [])
WORDS = answer_words(rules={"fillers": ["moi"]}, strong=["vraiment"])


def test_clauses_end_at_breaks() -> None:
    part, _ = part_of("oui, j'aime. Non !", WORDS)
    assert part.spans == [(0, 1), (2, 4), (5, 6)]
    assert [part.clause(hit) for hit in part.hits] == [0, 1, 2]


@given(st.text(alphabet="ab,.? ", max_size=30))
def test_spans_hold_every_word_once_and_no_break(text: str) -> None:
    words = FORMS.words(text)
    part = Part(words, [])
    inside = [place for start, end in part.spans for place in range(start, end)]
    assert inside == [place for place, word in enumerate(words) if word.form not in BREAKS]


def test_unknown_words_are_those_of_no_entry_and_no_filler() -> None:
    part, grammar = part_of("oui moi le piano, la trompette", WORDS)
    assert part.unknown(grammar) == 2
    assert part.unknown(grammar, 0) == 1


def test_fillers_and_nuances_do_not_count_between_words() -> None:
    part, grammar = part_of("oui moi vraiment le piano", WORDS)
    assert part.between(1, 5, grammar) == 2


def test_the_longest_phrase_at_a_place() -> None:
    phrases = Phrases(["tant", "tant que"], FORMS)
    words = FORMS.words("oui tant que ça va")
    assert [phrases.at(words, place) for place in range(len(words))] == [0, 2, 0, 0, 0]
