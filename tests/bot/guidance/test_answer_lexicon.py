"""What is found of a lexicon in a text, and where."""

from __future__ import annotations

import pytest

from bot.guidance.answer_hits import SENSES
from bot.knowledge.answer_words import word_keys

from .conftest import answer_words, part_of

WORDS = answer_words(
    rules={"fillers": ["je", "me"], "between": ["vite"]},
    likes=["aime", "aime bien", "a l aise", "ca va", "je prefere", "mon point fort", "c est super", "super"],
    dislikes=["peur", "angoiss*", "peur bleue", "perds mes moyens", "pas du tout mon truc a moi", "ennuyeu*"],
    unknown=["je passe", "prefere pas repondre"],
    weak=["un peu", "plutot"],
    strong=["trop"],
    neutral=["parfois … parfois"],
    but=["mais"],
    nothing=["angoisser les autres"],
)


def found(text: str) -> list[str]:
    """The entries that are found in a text."""
    return [hit.form for hit in part_of(text, WORDS)[0].hits]


def test_every_key_has_a_sense_and_no_other() -> None:
    assert set(SENSES) == set(word_keys())


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("j'aime", ["aime"]),
        ("j'aime bien", ["aime bien"]),
        ("J’AIMEEE BIEN !", ["aime bien"]),
        ("je suis à l'aise", ["a l aise"]),
        ("angoissante", ["angoisant"]),
        ("jangoisse", ["jangois"]),
        ("une peur bleue", ["peur bleu"]),
        ("angoisser les autres", ["angoiser les autr"]),
        ("le piano", []),
    ],
)
def test_the_longest_entry_is_found(text: str, entries: list[str]) -> None:
    assert found(text) == entries


def test_a_nuance_may_stand_inside_an_expression_and_weakens_it() -> None:
    part, _ = part_of("je perds un peu mes moyens", WORDS)
    assert [(hit.form, hit.weak) for hit in part.hits] == [("perd mes moyen", True)]
    assert found("je perds vite mes moyens") == ["perd mes moyen"]
    assert found("je perds souvent mes moyens") == []


def test_an_expression_stops_at_a_comma_unless_it_is_long() -> None:
    assert found("aime, bien") == ["aime"]
    assert found("pas du tout, mon truc à moi") == ["pas du tout mon truc a moi"]


def test_an_expression_with_a_gap_reaches_to_the_end_of_its_clause() -> None:
    part, _ = part_of("parfois j'aime, parfois j'ai peur, voilà", WORDS)
    (hit,) = part.hits
    assert hit.sense.neutral
    assert part.words[hit.end].form == "|"
    assert found("parfois j'aime") == ["aime"]


def test_an_entry_that_begins_with_a_filler_gives_way_to_one_that_reaches_further() -> None:
    assert found("je préfère ça") == ["je prefer"]
    assert found("je préfère pas répondre") == ["prefer pas repondr"]


def test_an_expression_gives_way_where_its_last_word_only_strengthens() -> None:
    words = answer_words(likes=["c est super"], dislikes=["ennuyeu*"], strong=["super"])
    assert [hit.form for hit in part_of("c'est super", words)[0].hits] == ["c est super"]
    assert [hit.form for hit in part_of("c'est super ennuyeux", words)[0].hits] == ["super", "enuyeu"]
