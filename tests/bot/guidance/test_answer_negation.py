"""What a negation turns: the verb before it, else what stands after it."""

from __future__ import annotations

import pytest

from bot.guidance.answer_negation import negate

from .conftest import answer_words, part_of

WORDS = answer_words(
    rules={
        "fillers": ["me", "ca", "de", "je", "que", "un"],
        "subjects": ["je", "ca", "me"],
        "new_subjects": ["je"],
        "pronouns": ["la"],
        "before_nouns": ["la", "ai", "est"],
        "not_verbs": ["peur"],
        "noun_negators": ["pas de"],
        "ahead_negators": ["sans"],
        "before_verbs": ["de"],
        "nothings": ["rien"],
        "superlatives": ["davantage"],
    },
    yes=["oui", "me ressemble"],
    likes=["aime", "gere", "plait", "envie", "pourrais"],
    dislikes=["peur", "inquiete", "effrayer", "derange"],
    negators=["pas", "pas de", "sans", "rien", "c est pas que"],
    weak_negators=["pas trop"],
    soft_no=["pas du tout"],
    strong=["vraiment"],
    badly=["mal"],
)


def signs(text: str) -> list[int]:
    """The stance of each like and dislike, the yes or no of each other word, after negation."""
    part, grammar = part_of(text, WORDS)
    negate(part, grammar)
    return [hit.stance or hit.literal for hit in part.hits if hit.sense.stance or hit.sense.literal > 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j'aime", [1]),
        ("j'aime pas", [-1]),
        ("j'aime vraiment pas", [-1]),
        ("je la gère pas", [-1]),
        ("ça me ressemble pas", [-1]),
        ("oui pas trop", [1]),
        ("pas peur", [1]),
        ("pas trop envie", [-1]),
        ("j'ai peur, pas envie", [-1, -1]),
        ("pas de peur", [1]),
        ("sans peur", [1]),
        ("sans eux je pourrais", [1]),
        ("pas du tout mdr je gère", [1]),
        ("ça m'inquiète de pas savoir", [-1]),
        ("c'est pas douze longues heures de suite qui vont m'effrayer", [1]),
        ("c'est pas que j'aime pas", [1]),
        ("rien ne me dérange", [1]),
        ("rien ne me dérange davantage", [-1]),
    ],
)
def test_what_is_turned(text: str, expected: list[int]) -> None:
    assert signs(text) == expected


def test_a_weak_negation_weakens() -> None:
    part, grammar = part_of("ça me dérange pas trop", WORDS)
    negate(part, grammar)
    turned, negation = part.hits
    assert (turned.stance, turned.weak) == (1, True)
    assert negation.used


@pytest.mark.parametrize(
    ("text", "expected"), [("je gère mal", [-1, 0]), ("mal", [-1]), ("il a mal compris ma demande", [0])]
)
def test_an_adverb_turns_the_verb_beside_it_and_is_an_answer_only_alone(text: str, expected: list[int]) -> None:
    assert signs(text) == expected
