"""What one part of an answer says, with a lexicon of a few words."""

from __future__ import annotations

import pytest

from bot.guidance.answer_lexicon import Lexicon
from bot.guidance.answer_parts import Grammar
from bot.guidance.answer_reading import MOST_BESIDE, Reading, read_part
from bot.knowledge.answer_forms import Forms

from .conftest import answer_words

WORDS = answer_words(
    rules={"alone_yes": ["si"], "neither": ["ni"], "fillers": ["je", "ca", "le"], "noun_negators": ["ni"]},
    likes=["aime", "envie", "😍"],
    rather_likes=["ca va"],
    dislikes=["peur", "deteste"],
    leans_against=["prefere"],
    soft_yes=["grave"],
    soft_no=["jamais"],
    negators=["pas", "ni"],
    weak=["un peu"],
    neutral=["bof", "depend"],
    unknown=["aucune idee"],
)
FORMS = Forms(WORDS.spellings, WORDS.unsaid)
LEXICON, GRAMMAR = Lexicon(WORDS, FORMS), Grammar(WORDS.rules, FORMS)


def read(text: str) -> Reading:
    """The reading of a part."""
    return read_part(FORMS.words(text), LEXICON, GRAMMAR)


@pytest.mark.parametrize(
    ("text", "stance", "weak"),
    [
        ("j'aime", 1, False),
        ("j'ai un peu peur", -1, True),
        ("ça va, j'ai peur", -1, True),
        ("j'aime, j'ai un peu peur", 1, True),
    ],
)
def test_stances_are_added_up(text: str, stance: int, weak: bool) -> None:
    reading = read(text)
    assert (reading.stance, reading.stance_weak) == (stance, weak)


@pytest.mark.parametrize(
    "text",
    [
        "j'aime, je déteste",
        "j'aime et j'aime pas",
        "ni peur ni envie",
        "la nuit oui, le soir non",
        "l'été ça va, l'hiver non",
    ],
)
def test_as_much_for_as_against_is_neither(text: str) -> None:
    reading = read(text)
    assert reading.torn
    assert reading.stance == 0


def test_yes_and_no_are_neither() -> None:
    assert read("oui et non").neutral
    assert read("oui et non").literal == 0


@pytest.mark.parametrize(("text", "soft"), [("grave", 1), ("jamais", -1), ("jamais le dimanche", -1)])
def test_a_soft_yes_or_no(text: str, soft: int) -> None:
    assert read(text).soft == soft


def test_a_yes_of_one_word_only_alone() -> None:
    assert read("si").literal == 1
    assert read("si, un peu").literal == 1
    assert read("si tu veux").literal == 0


def test_what_is_no_stance_counts_only_where_little_else_is_said() -> None:
    words = ["piano", "trompette", "violon", "guitare", "flute", "tambour", "harpe"]
    for kind, text in (("soft", "jamais"), ("literal", "oui"), ("neutral word", "bof"), ("unknown", "aucune idee du tout")):
        most = MOST_BESIDE[kind]
        short, long = " ".join([text, *words[:most]]), " ".join([text, *words[: most + 2]])
        assert read(short) != Reading(), kind
        assert read(long) == Reading(), kind


def test_a_leaning_gives_way_to_anything_else() -> None:
    assert read("je préfère le piano").stance == -1
    assert read("oui je préfère").stance == 0
    assert read("je préfère, j'aime").stance == 1


def test_pictures_give_way_to_words() -> None:
    assert read("😍").stance == 1
    assert read("j'ai peur 😍").stance == -1
    assert read("oui 😍").stance == 0
