"""Words are found by their beginning and in spite of a typo, as a comparison with every word would find them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.knowledge.spelling import Vocabulary

WORDS = ["assistant", "assistante", "assistance", "assurance", "boulanger", "boulangere", "bois", "production", "producteur"]
TEXT = st.text("abcde", min_size=1, max_size=12)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS)


def test_words_as_they_are(vocabulary: Vocabulary) -> None:
    assert "boulanger" in vocabulary
    assert "boulang" not in vocabulary
    assert "" not in vocabulary


@pytest.mark.parametrize(
    ("word", "at_least", "found"),
    [
        ("prod", 3, ["producteur", "production"]),
        ("pro", 3, ["producteur", "production"]),
        ("pr", 3, []),
        ("prod", 5, []),
        ("assistant", 3, []),  # « assistante » is hardly longer
        ("assist", 3, ["assistance", "assistant", "assistante"]),
        ("zzz", 3, []),
        ("", 0, []),
    ],
)
def test_words_by_their_beginning(vocabulary: Vocabulary, word: str, at_least: int, found: list[str]) -> None:
    assert vocabulary.abbreviated(word, at_least=at_least) == found


def test_words_in_spite_of_a_typo_the_most_alike_first(vocabulary: Vocabulary) -> None:
    assert [word for word, _ in vocabulary.misspelt("assistent", 80)] == ["assistant", "assistante"]
    assert [word for word, _ in vocabulary.misspelt("boulnger", 90)] == ["boulanger"]
    assert vocabulary.misspelt("oulanger", 80) == []  # the first letter is that of the word
    assert vocabulary.misspelt("", 80) == []


@settings(deadline=None, database=None, derandomize=True, max_examples=300)
@given(st.sets(TEXT, max_size=30), TEXT, st.sampled_from([70.0, 80.0, 84.0, 90.0, 100.0]))
def test_no_word_is_missed_for_its_length(words: set[str], word: str, at_least: float) -> None:
    alike = {other: fuzz.ratio(word, other) for other in words if other[0] == word[0]}
    ranked = sorted((-ratio, other) for other, ratio in alike.items() if ratio >= at_least)
    found = Vocabulary(words).misspelt(word, at_least)
    assert found == [(other, pytest.approx(-minus)) for minus, other in ranked[:3]]
