"""What is set aside before a part of an answer is read."""

from __future__ import annotations

import pytest

from bot.guidance.answer_asides import drop_questions, drop_subordinates, echo, mark_unable, set_topics_aside

from .conftest import answer_words, part_of

WORDS = answer_words(
    rules={
        "conditions": ["si", "depend"],
        "causes": ["parce que"],
        "questions": ["comment", "quoi", "combien"],
        "requests": ["on peut"],
        "cannot": ["sais pas"],
        "topics": ["stress", "pression"],
        "articles": ["la", "le"],
        "not_verbs": ["peur"],
        "subjects": ["je", "me"],
        "fillers": ["je", "ben"],
    },
    likes=["aime", "gere", "adore", "mon truc", "on peut y aller", "comment resister"],
    dislikes=["peur", "stress", "pression", "problemes", "dur"],
    neutral=["ca depend", "bof"],
    unknown=["sais pas", "veut dire quoi"],
    soft_yes=["grave"],
)


def left(text: str, step: object) -> list[str]:
    """The entries that are left of a text after one step."""
    part, grammar = part_of(text, WORDS)
    assert callable(step)
    step(part, grammar)
    return [hit.form for hit in part.hits]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("oui si j'aime", ["oui"]),
        ("non parce que j'ai peur", ["non"]),
        ("si j'aime, oui", ["oui"]),
        ("si j'aime", ["aim"]),
        ("ça dépend si j'ai peur", ["ca depend"]),
        ("oui, j'aime", ["oui", "aim"]),
    ],
)
def test_conditions_and_reasons_are_left_out_where_anything_else_is_said(text: str, entries: list[str]) -> None:
    assert [form.replace("aime", "aim") for form in left(text, drop_subordinates)] == entries


def test_a_condition_is_noted_and_its_words_do_not_count_as_unknown() -> None:
    part, grammar = part_of("oui si le patron sourit souvent", WORDS)
    drop_subordinates(part, grammar)
    assert part.conditional
    assert part.unknown(grammar) == 0


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("c'est dur ?", []),
        ("oui, c'est dur ?", ["oui"]),
        ("ben oui et toi ?", ["oui"]),
        ("grave ?", []),
        ("j'aime comment gérer", ["aime"]),
        ("on peut adorer", []),
        ("on peut y aller", ["on peut y aler"]),
        ("comment résister", ["coment resister"]),
        ("ça veut dire quoi précaire ?", ["veut dire quoi"]),
        ("ça veut dire quoi le permis de conduire ?", []),
        ("je sais pas combien", ["sais pas"]),
    ],
)
def test_what_a_question_holds_is_left_out(text: str, entries: list[str]) -> None:
    assert left(text, drop_questions) == entries


def test_what_one_cannot_do_is_no_i_do_not_know() -> None:
    part, grammar = part_of("je sais pas planter un clou", WORDS)
    mark_unable(part, grammar)
    assert [hit.stance for hit in part.hits] == [-1]
    part, grammar = part_of("je sais pas trop", WORDS)
    mark_unable(part, grammar)
    assert [hit.sense.unknown for hit in part.hits] == [True]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("la pression je la gère", ["gere"]),
        ("le stress", ["str"]),
        ("régler des problèmes c'est mon truc", ["mon truc"]),
        ("j'aime quand c'est dur", ["aime", "dur"]),
    ],
)
def test_what_is_spoken_of_is_no_stance(text: str, entries: list[str]) -> None:
    assert left(text, set_topics_aside) == entries


@pytest.mark.parametrize(
    ("text", "stances"),
    [("peur ? non", [1]), ("peur non", [1]), ("la peur non", [1]), ("peur, non", [-1]), ("peur ?", [-1])],
)
def test_a_no_turns_the_word_of_the_question_that_is_said_again(text: str, stances: list[int]) -> None:
    part, grammar = part_of(text, WORDS)
    echo(part, grammar)
    assert [hit.stance for hit in part.hits if hit.sense.stance] == stances
