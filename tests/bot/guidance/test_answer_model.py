"""The model beside the rules: what it outvotes, what it leaves, and that words of trainers count at once."""

from __future__ import annotations

import pytest

from bot.guidance.answer import Answer
from bot.guidance.answer_model import CLASSES, READ, UNREAD, answer_of, class_of, load_weights, weigh
from bot.guidance.answers import AnswerReader
from bot.knowledge.answer_words import AnswerWords
from bot.knowledge.library import shared_library

WORDS = shared_library().knowledge.answers
RULES, BOTH = AnswerReader(WORDS), shared_library().reader
NOTHING = [0.0] * len(CLASSES)
ANSWERS = [
    Answer(literal=1.0),
    Answer(literal=-0.5),
    Answer(stance=0.5),
    Answer(stance=-1.0),
    Answer(literal=0.0),
    Answer(),
    None,
]


def towards(name: str, weight: float) -> dict[str, list[float]]:
    """Weights that make a class likelier by so much."""
    return {"always": [weight if one == name else 0.0 for one in CLASSES]}


@pytest.mark.parametrize("read", ANSWERS)
def test_without_signs_the_rules_are_believed(read: Answer | None) -> None:
    assert weigh({}, read, {"always": NOTHING}) is read


@pytest.mark.parametrize(("place", "read"), enumerate(ANSWERS))
def test_a_class_and_its_answer(place: int, read: Answer | None) -> None:
    assert class_of(read) == place
    assert class_of(answer_of(place, plain=True)) == class_of(answer_of(place, plain=False)) == place


def test_the_model_outvotes_the_rules_only_when_it_is_surer() -> None:
    read = Answer(stance=1.0)
    assert weigh({}, read, towards("averse", READ - 0.5)) is read
    assert weigh({}, read, towards("averse", READ + 5)) == Answer(stance=-1.0)
    assert weigh({}, read, towards("averse", READ + 1.5)) == Answer(stance=-0.5)
    assert weigh({}, None, towards("no", UNREAD - 1)) is None
    assert weigh({}, None, towards("no", UNREAD + 5)) == Answer(literal=-1.0)
    assert weigh({}, read, towards("none", 20)) is None


def test_on_the_side_of_the_rules_it_changes_nothing() -> None:
    """« Oui » and « j'adore » are on one side; the rules tell which, and how firmly."""
    assert weigh({}, Answer(literal=0.5), towards("keen", 9)) == Answer(literal=0.5)


def test_the_weights_fit_the_classes() -> None:
    weights = load_weights()
    assert "always" in weights
    assert {len(row) for row in weights.values()} == {len(CLASSES)}
    assert 1000 < len(weights) < 6000


@pytest.mark.parametrize(
    ("key", "stance"), [("likes", 1.0), ("dislikes", -1.0), ("rather_likes", 0.5), ("rather_dislikes", -0.5)]
)
@pytest.mark.parametrize(
    "text", ["je zblorgue", "franchement ça, je zblorgue depuis toujours", "le matin au lycée je zblorgue"]
)
def test_a_word_that_is_added_counts_at_once(key: str, stance: float, text: str) -> None:
    groups = [*getattr(WORDS, key), ["je zblorgue"]]
    added = AnswerReader(AnswerWords.parse_obj({**WORDS.dict(), key: groups}), load_weights())
    assert added.read(text) == Answer(stance=stance)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("text", "literal", "stance"),
    [
        ("oui, ça me fait peur", None, -1),
        ("non, ça me fait pas peur du tout", None, 1),
        ("non pas du tout", -1, None),
        ("ça ne me dérange pas", None, 1),
        ("ça me dérange vraiment", None, -1),
        ("je n'aime pas ça", None, -1),
        ("c'est pas que j'aime pas, c'est que j'adore", None, 1),
    ],
)
def test_a_stance_is_turned_by_a_reversed_question_and_a_yes_is_not(
    turned: bool, text: str, literal: int | None, stance: int | None
) -> None:
    answer = BOTH.read(text)
    assert answer is not None
    value = answer.value(reversed_question=turned)
    assert value is not None
    expected = literal if literal is not None else -(stance or 0) if turned else stance
    assert (value > 0) == ((expected or 0) > 0)


def test_a_short_answer_of_known_words_is_left_to_the_rules() -> None:
    for text in ("oui", "peur ? jamais", "oui, enfin non", "pas trop", "bof", "jsp"):
        assert BOTH.read(text) == RULES.read(text)


def test_what_says_nothing_is_no_answer() -> None:
    for text in ("", "...", "?", "azertyuiop"):
        assert BOTH.read(text) is None
