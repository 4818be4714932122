"""Words of a message that may stand for words of names: as they are, joined, misspelt, abbreviated."""

from __future__ import annotations

import pytest

from bot.knowledge.name_index import NameIndex
from bot.knowledge.text import tokens

INDEX = NameIndex(
    {
        "assistant": ["assistant de production"],
        "post": ["directeur de postproduction", "directeur de post production"],
        "nurse": ["infirmier"],
    }
)


def words_hit(text: str) -> dict[str, set[tuple[str, float]]]:
    """By job: the words of its names that a message holds, and how well."""
    found: dict[str, set[tuple[str, float]]] = {}
    for place, hits in INDEX.hits(INDEX.joined(tokens(text))).items():
        found.setdefault(INDEX.names[place].job, set()).update((hit.word, round(hit.quality, 2)) for hit in hits)
    return found


def test_two_spellings_of_one_name_are_one() -> None:
    assert [name.words for name in INDEX.names if name.job == "post"] == [("directeur", "postproduction")]


def test_a_word_of_fewer_names_weighs_more() -> None:
    names = NameIndex({"a": ["directeur financier"], "b": ["directeur artistique"], "c": ["directeur"]})
    assert names.weight["financier"] == names.weight["artistique"] > names.weight["directeur"]
    assert {name.job: name.weight for name in names.names}["c"] == names.weight["directeur"]


@pytest.mark.parametrize(
    ("text", "job", "word", "exact"),
    [
        ("production", "assistant", "production", True),
        ("prod", "assistant", "production", False),
        ("assitant", "assistant", "assistant", False),
        ("post production", "post", "postproduction", True),
        ("un infirrmier", "nurse", "infirmier", False),
    ],
)
def test_a_word_stands_for_one_of_a_name(text: str, job: str, word: str, exact: bool) -> None:
    (quality,) = [quality for found, quality in words_hit(text)[job] if found == word]
    assert (quality == 1) is exact


@pytest.mark.parametrize("text", ["de la", "infirme alors pas", "prof"])
def test_other_words_stand_for_none(text: str) -> None:
    assert words_hit(text) == {}
