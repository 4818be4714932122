"""The model beside the rules: what it outvotes, what it leaves, and that words of trainers count at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.guidance.answer import Answer, Question
from bot.guidance.answer_model import (
    HEARD,
    PLACES,
    PLAIN,
    READ,
    SIDES,
    AnswerModel,
    Side,
    answer_of,
    load_model,
    places,
    save_model,
    side_of,
    weigh,
)
from bot.guidance.answers import AnswerReader
from bot.knowledge.answer_words import AnswerWords
from bot.knowledge.library import shared_library

WORDS = shared_library().knowledge.answers
RULES, BOTH = AnswerReader(WORDS), shared_library().reader
PLAINLY, TURNED = Question(), Question(is_reversed=True)
ANSWERS = [Answer(stance=1.0), Answer(stance=-0.5), Answer(literal=0.0), Answer(), None]


def scores(**said: float) -> NDArray[np.float64]:
    """Scores of the sides; -1 for those that are not given."""
    return np.array([said.get(side, -1.0) for side in SIDES])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("side", "read"), zip(SIDES, ANSWERS, strict=True))
def test_a_side_and_its_answer(side: Side, read: Answer | None, turned: bool) -> None:
    assert side_of(read, Question(is_reversed=turned)) == side
    for plain in (True, False):
        assert side_of(answer_of(side, plain=plain), Question(is_reversed=turned)) == side


def test_a_yes_speaks_against_the_job_where_the_question_is_reversed() -> None:
    yes, no = Answer(literal=1.0), Answer(literal=-0.5)
    assert [side_of(one, PLAINLY) for one in (yes, no)] == ["for", "against"]
    assert [side_of(one, TURNED) for one in (yes, no)] == ["against", "for"]


@pytest.mark.parametrize("read", ANSWERS)
def test_where_nothing_speaks_for_a_side_the_rules_are_believed(read: Answer | None) -> None:
    assert weigh(scores(none=-1.0 + READ / 2), read, PLAINLY) is read


def test_the_model_outvotes_the_rules_when_it_is_surer() -> None:
    read = Answer(stance=1.0)
    assert weigh(scores(against=READ - 1.01), read, PLAINLY) is read
    assert weigh(scores(against=READ - 0.99), read, PLAINLY) == Answer(stance=-0.5)
    assert weigh(scores(against=PLAIN), read, PLAINLY) == Answer(stance=-1.0)
    assert weigh(scores(none=READ + HEARD - 0.99), read, PLAINLY) is None
    assert weigh(scores(none=0.5, skip=0.6), None, PLAINLY) == Answer()


def test_on_the_side_of_the_rules_it_changes_nothing() -> None:
    """« Oui » and « j'adore » are on one side; the rules tell which, and how firmly."""
    assert weigh(scores(**{"for": 9.0}), Answer(literal=0.5), PLAINLY) == Answer(literal=0.5)
    assert weigh(scores(**{"for": 9.0}), Answer(literal=-1.0), TURNED) == Answer(literal=-1.0)


def test_signs_count_again_in_a_reversed_question_but_for_letters() -> None:
    seen = {"w:oui": 0.5, "c:ou": 0.25}
    plain, turned = (dict(places(seen, way)) for way in (PLAINLY, TURNED))
    assert (len(plain), len(turned)) == (3, 4)
    assert all(0 <= place < PLACES for place in {*plain, *turned})
    assert len(set(turned) - set(plain)) == 2  # « oui » there, and that it is reversed


def test_words_count_again_with_the_question_that_is_known() -> None:
    seen = {"w:oui": 0.5, "c:ou": 0.25}
    known, other = (dict(places(seen, Question(text))) for text in ("Te lever tôt ?", "Autre chose ?"))
    assert len(known) == len(other) == 5 and len(set(known) & set(other)) == 3
    assert known == dict(places(seen, Question("te lever TOT ?")))


def test_a_model_is_stored_and_read_back(tmp_path: Path) -> None:
    weights = np.random.default_rng(0).integers(-127, 128, (PLACES, len(SIDES)), dtype=np.int8)
    model = AnswerModel(weights, 0.5, np.arange(5.0))
    save_model(model, tmp_path / "model.npz")
    again = load_model(tmp_path / "model.npz")
    assert (again.weights == weights).all()
    assert (again.scale, again.bias.tolist()) == (0.5, [0.0, 1.0, 2.0, 3.0, 4.0])
    seen = {"w:oui": 1.0}
    expected = sum(weights[place] * value for place, value in places(seen, TURNED)) * 0.5 + model.bias
    assert again.scores(seen, TURNED) == pytest.approx(expected)


def test_a_damaged_model_or_one_of_another_version_is_told(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(AnswerModel(np.zeros((8, 5), dtype=np.int8), 1.0, np.zeros(5)), path)
    with pytest.raises(ValueError, match="another version"):
        load_model(path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ValueError, match="damaged"):
        load_model(path)


def test_the_stored_model_is_one() -> None:
    model = load_model()
    assert np.isfinite(model.bias).all() and model.scale > 0
    assert (model.weights != 0).any(axis=1).mean() > 0.1


@pytest.mark.parametrize(
    ("key", "stance"), [("likes", 1.0), ("dislikes", -1.0), ("rather_likes", 0.5), ("rather_dislikes", -0.5)]
)
@pytest.mark.parametrize(
    "text", ["je zblorgue", "franchement ça, je zblorgue depuis toujours", "le matin au lycée je zblorgue"]
)
def test_a_word_that_is_added_counts_at_once(key: str, stance: float, text: str) -> None:
    groups = [*getattr(WORDS, key), ["je zblorgue"]]
    added = AnswerReader(AnswerWords.parse_obj({**WORDS.dict(), key: groups}), load_model())
    answer = added.read(text)
    assert answer is not None and answer.stance is not None and (answer.stance > 0) == (stance > 0)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("text", "literal", "stance"),
    [
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
    answer = BOTH.read(text, Question(is_reversed=turned))
    assert answer is not None
    value = answer.value(reversed_question=turned)
    assert value is not None
    expected = literal if literal is not None else -(stance or 0) if turned else stance
    assert (value > 0) == ((expected or 0) > 0)


def test_to_a_reversed_question_a_yes_and_its_fear_are_on_one_side() -> None:
    answer = BOTH.read("oui, ça me fait peur", TURNED)
    assert side_of(answer, TURNED) == "against"


def test_a_short_answer_of_known_words_is_left_to_the_rules() -> None:
    for text in ("oui", "peur ? jamais", "oui, enfin non", "pas trop", "bof", "jsp"):
        assert BOTH.read(text) == RULES.read(text)


def test_what_says_nothing_is_no_answer() -> None:
    for text in ("", "...", "?", "azertyuiop"):
        assert BOTH.read(text) is None
