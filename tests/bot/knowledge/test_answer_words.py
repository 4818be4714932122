"""The lexicon of answers: what trainers may write, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.answer_words import AnswerWords, word_keys
from bot.knowledge.yaml_source import read_yaml
from bot.paths import KNOWLEDGE

SOURCE = read_yaml(KNOWLEDGE / "answers.yml")


def problems(**changed: Any) -> list[tuple[object, str]]:
    """The problems of the real lexicon with other words under some keys."""
    return list(AnswerWords.parse_obj({**SOURCE.data, **changed}).problems())


def test_the_real_lexicon_is_in_order() -> None:
    assert problems() == []


def test_the_words_of_a_key_come_group_after_group() -> None:
    words = AnswerWords.parse_obj({**SOURCE.data, "nothing": [["un", "deux"], ["trois"]]})
    assert list(words.entries("nothing")) == ["un", "deux", "trois"]
    assert {"yes", "nothing"} <= set(word_keys())
    assert "rules" not in word_keys()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("oui", "'oui' stands under 'yes' and under its opposite 'no'; keep one of them"),
        ("OUIII", "'OUIII', which reads like 'oui', stands under 'yes' and under its opposite 'no'; keep one of them"),
    ],
)
def test_a_word_under_two_opposite_keys_is_refused(entry: str, message: str) -> None:
    found = problems(no=[["non"], ["nan", entry]], yes=[["oui"]])
    where, _ = found[0]
    assert where == ("no", 1, 1)
    assert message.replace("'yes' and under its opposite 'no'", "'no' and under its opposite 'yes'") in [
        text for _, text in found
    ]


def test_a_word_under_two_keys_of_one_side_is_refused_too() -> None:
    ((where, message),) = problems(nothing=[["un mot neuf"]], but=[["mais", "un mot neuf"]])
    assert where == ("nothing", 0, 0)
    assert message == "'un mot neuf' stands under 'nothing' and under 'but'; keep one of them"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("ca gene*", "'ca gene*' is a beginning of several words; take the '*' away, or keep one word"),
        ("ge*", "'ge*' is a beginning of 2 letters; write at least 3"),
        ("*", "'*' is a beginning of 0 letters; write at least 3"),
        ("ne", "'ne' holds no word to compare on one side; write the word, or remove it"),
        ("… parfois", "'… parfois' holds no word to compare on one side; write the word, or remove it"),
    ],
)
def test_entries_that_cannot_be_compared_are_refused(entry: str, message: str) -> None:
    assert problems(nothing=[[entry]]) == [(("nothing", 0, 0), message)]


def test_a_spelling_is_one_word() -> None:
    spellings = {**SOURCE.data["spellings"], "pas": ["pa", "pas du"]}
    message = "'pas du' is several words; write one word, without spaces"
    assert problems(spellings=spellings) == [(("spellings", "pas", 1), message)]
