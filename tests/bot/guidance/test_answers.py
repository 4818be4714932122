"""Answers of students, as they write them: the side that they take, how firmly, and what is no answer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.answers import Answer
from bot.knowledge.answer_forms import GAP, STEM
from bot.knowledge.library import shared_library

READER = shared_library().reader
WORDS = shared_library().knowledge.answers


def literal(text: str) -> float | None:
    """The yes or no that an answer gives to the words of a question."""
    answer = READER.read(text)
    assert answer is not None, text
    assert answer.stance is None, text
    return answer.literal


def stance(text: str) -> float | None:
    """How much at ease an answer says that one is."""
    answer = READER.read(text)
    assert answer is not None, text
    return answer.stance


def side(text: str) -> str:
    """The side that an answer takes to a plain question."""
    answer = READER.read(text)
    if answer is None:
        return "none"
    value = answer.value(reversed_question=False)
    return "skip" if value is None else "neutral" if not value else "for" if value > 0 else "against"


# ── What an answer is worth ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("value", [-1.0, -0.5, 0.5, 1.0])
def test_a_stance_is_turned_by_a_reversed_question_and_a_yes_is_not(value: float) -> None:
    assert Answer(stance=value).value(reversed_question=False) == value
    assert Answer(stance=value).value(reversed_question=True) == -value
    assert Answer(literal=value).value(reversed_question=True) == value


@pytest.mark.parametrize("turned", [True, False])
def test_a_skipped_question_has_no_value(turned: bool) -> None:
    assert Answer().value(reversed_question=turned) is None


# ── Sides ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

LITERALS = {
    "oui": 1,
    "ouiiii !!": 1,
    "wè": 1,
    "awel oui": 1,
    "carrément": 1,
    "c'est tout à fait moi": 1,
    "👍": 1,
    "10/10": 1,
    "plutôt oui": 0.5,
    "oui mais pas toujours": 0.5,
    "oui si c'est bien payé": 0.5,
    "la plupart du temps": 0.5,
    "7 sur 10": 0.5,
    "un bon 8": 0.5,
    "bof": 0,
    "ça dépend des jours": 0,
    "la nuit oui, le week-end non": 0,
    "le dessin me plaît, le calcul beaucoup moins": 0,
    "les gens j'adore, les papiers nettement moins": 0,
    "parfois j'adore, parfois je déteste": 0,
    "5": 0,
    "ni oui ni non": 0,
    "plutôt non": -0.5,
    "pas trop": -0.5,
    "pas vraiment, j'habite loin": -0.5,
    "entre 3 et 4": -0.5,
    "non": -1,
    "nn": -1,
    "nooon": -1,
    "non parce que j'aime dormir": -1,
    "jamais": -1,
    "je me reconnais pas là-dedans": -1,
    "zéro": -1,
    "👎": -1,
}
STANCES = {
    "j'adore": 1,
    "jador": 1,
    "ça me fait pas peur": 1,
    "même pas peur": 1,
    "peur ? jamais": 1,
    "peur non": 1,
    "aucun souci": 1,
    "la pression je la gère": 1,
    "c'est pas douze heures qui vont m'effrayer": 1,
    "non, ça m'a jamais dérangé": 1,
    "loin de me déranger, ça me plaît": 1,
    "les énigmes c'est mon truc": 1,
    "ça va": 0.5,
    "pas mal": 0.5,
    "ça me gêne pas trop": 0.5,
    "au début j'avais peur, maintenant ça va": 0.5,
    "je préférerais un contrat stable": -0.5,
    "j'ai un peu peur": -0.5,
    "j'aime moyen": -0.5,
    "je gère mal le stress": -1,
    "ça m'inquiète de pas savoir": -1,
    "ça me plaît de moins en moins": -0.5,
    "oui mais ça me fatigue vite": -0.5,
    "j'aime pas": -1,
    "ça me stresse de ouf": -1,
    "je sais pas planter un clou": -1,
    "hors de question": -1,
    "sans mes potes je pourrais pas": -1,
    "beurk": -1,
    "😱": -1,
}


@pytest.mark.parametrize(("text", "value"), LITERALS.items())
def test_a_yes_or_a_no(text: str, value: float) -> None:
    assert literal(text) == value


@pytest.mark.parametrize(("text", "value"), STANCES.items())
def test_a_stance(text: str, value: float) -> None:
    assert stance(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "jsp",
        "je sais pas",
        "passe",
        "question suivante svp",
        "hein ?",
        "quoi ?",
        "j'ai jamais essayé",
        "c'est privé",
        "🤷‍♀️ jsp",
    ],
)
def test_a_question_that_is_skipped(text: str) -> None:
    assert READER.read(text) == Answer()


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "...", "?", "!!!", "12345", "bien", "fort", "plus", "infirmière", "il pleut à Namur"),
        *("et le salaire ?", "c'est dur comme métier ?", "faut être fort en maths ?"),
        *("ok et les horaires ?", "mon gsm est à 3 % de batterie dans deux minutes"),
    ],
)
def test_what_is_no_answer(text: str) -> None:
    assert READER.read(text) is None


@pytest.mark.xfail(strict=True, reason="what one does is mostly told as an answer, and the model takes it for one")
def test_a_habit_that_has_nothing_to_do_with_the_question_is_no_answer() -> None:
    assert READER.read("je fais souvent des crêpes") is None


def test_who_asks_what_a_word_means_takes_no_side() -> None:
    """The dialogue answers it, or asks in other words (test_who_asks_back_is_asked_in_other_words)."""
    assert READER.read("c'est quoi le permis B ici ?") in (None, Answer())


@pytest.mark.parametrize("text", ["oui et toi ?", "pourquoi pas ?", "et comment !", "où je signe ?", "bof, et toi ?"])
def test_an_answer_may_ask_back(text: str) -> None:
    assert READER.read(text) is not None


def test_behind_a_but_stands_what_counts() -> None:
    assert side("j'ai peur mais j'adore") == "for"
    assert side("j'adore mais j'ai peur") == "against"
    assert side("oui, enfin non") == "against"


def test_behind_a_so_stands_the_answer_itself() -> None:
    assert side("le week-end je m'ennuie, donc ça m'arrange") == "for"
    assert side("j'aime l'équipe, pas le bruit, donc 50-50") == "neutral"


def test_words_count_before_pictures() -> None:
    assert side("j'adore 😭") == "for"
    assert side("oui 😬") == "for"


# ── However it is written ─────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = [text for text in (*LITERALS, *STANCES) if text[-1].isalpha()]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "written",
    [
        str.upper,
        lambda text: f"  {text} !!!",
        lambda text: f"{text}...",
        lambda text: text.replace("'", "’"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)),
        lambda text: text + 3 * text[-1],
    ],
    ids=["capitals", "exclamation", "dots", "apostrophes", "decomposed", "without accents", "drawn out"],
)
def test_the_way_of_writing_does_not_change_the_side(text: str, written: object) -> None:
    assert callable(written)
    assert side(written(text)) == side(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    answer = READER.read(text)
    assert answer is None or {answer.literal, answer.stance} <= {None, -1.0, -0.5, 0.0, 0.5, 1.0}


FRENCH = st.lists(
    st.sampled_from(
        [
            entry
            for key in ("yes", "soft_no", "likes", "dislikes", "weak", "negators", "but", "neutral")
            for entry in WORDS.entries(key)
        ]
        + [
            *WORDS.rules.conditions,
            *WORDS.rules.questions,
            *WORDS.rules.conclusions,
            ",",
            "?",
            "…",
            "je",
            "ça",
            "pas",
            "7/10",
            "👍",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(FRENCH)
def test_any_words_of_the_lexicon_are_read_and_read_alike_each_time(text: str) -> None:
    assert READER.read(text) == READER.read(text)


# ── Words and negations ───────────────────────────────────────────────────────────────────────────────────────────────

SIDES_OF_KEYS = {
    "for": ("yes", "rather_yes", "soft_yes", "likes", "rather_likes", "leans_for", "weak", "strong"),
    "against": (
        "no",
        "rather_no",
        "soft_no",
        "dislikes",
        "rather_dislikes",
        "leans_against",
        "badly",
        "negators",
        "weak_negators",
    ),
    "neutral": ("neutral", "middling"),
    "skip": ("unknown",),
    "none": ("nothing", "but"),
}


@pytest.mark.parametrize(("expected", "key"), [(side, key) for side, keys in SIDES_OF_KEYS.items() for key in keys])
def test_every_entry_alone_takes_the_side_of_its_key(expected: str, key: str) -> None:
    entries = [entry.rstrip(STEM).replace(GAP, "machin") for entry in WORDS.entries(key)]
    assert entries
    assert [entry for entry in entries if side(entry) != expected] == []


@pytest.mark.parametrize("key", ["yes", "no"])
def test_every_entry_of_yes_and_no_is_literal(key: str) -> None:
    assert {literal(entry) for entry in WORDS.entries(key)} == {1 if key == "yes" else -1}


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("j'aime", "j'aime pas"),
        ("j'aime ça", "j'aime pas ça"),
        ("ça me plaît", "ça ne me plaît pas"),
        ("ça me tente", "ça me tente pas du tout"),
        ("j'ai envie", "j'ai pas envie"),
        ("je suis à l'aise", "je suis pas à l'aise"),
        ("c'est facile", "c'est pas facile"),
        ("je supporte", "je supporte pas"),
        ("je gère", "je gère pas"),
        ("ça me dérange", "ça me dérange pas"),
        ("ça me stresse", "ça me stresse pas"),
        ("j'ai peur", "j'ai pas peur"),
        ("ça m'angoisse", "ça ne m'angoisse aucunement"),
        ("je panique", "je panique jamais"),
        ("c'est pénible", "c'est pas pénible"),
        ("c'est vrai", "c'est pas vrai"),
        ("ça me ressemble", "ça me ressemble pas"),
    ],
)
def test_a_negation_turns_the_side(text: str, negated: str) -> None:
    assert {side(text), side(negated)} == {"for", "against"}
