"""One form for all ways of writing a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.answer_forms import Forms, base

FORMS = Forms({"pas": ["pa"], "c est": ["c"], "mais": ["mé"], "je": ["j"], "me": ["m"], "assez": ["asse"]}, ["ne"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("non", "NOOOON"),
        ("stressée", "stressé"),
        ("contents", "contente"),
        ("à l'aise", "A L’AISE"),
        ("j'aime pas", "j'aime pa"),
        ("c'est clair", "c clair"),
        ("je ne veux pas", "je veux pas"),
        ("je dors", "jdors"),
        ("me gonfle", "mgonfle"),
        ("ça ferait", "ça ferais"),
        ("assez", "assé"),
        ("rendez-vous", "rendez vous"),
        ("💪🏽", "💪"),
        ("🤷‍♀️", "🤷"),
        ("cœur", "coeur"),
    ],
)
def test_ways_of_writing_are_one(one: str, other: str) -> None:
    assert FORMS.entry(one) == FORMS.entry(other)


@pytest.mark.parametrize(("one", "other"), [("me", "mé"), ("nn", "n"), ("mal", "mali"), ("oui", "ui"), ("matin", "me atin")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert FORMS.entry(one) != FORMS.entry(other)


def test_breaks_stand_for_punctuation() -> None:
    assert [word.form for word in FORMS.words("oui, non ?! bof…")] == ["oui", "|", "non", "?", "bof", "|"]


@given(st.text(max_size=80))
def test_any_text_has_words_and_its_accents_written_apart_do_not_count(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert FORMS.words(composed) == FORMS.words(decomposed)
    assert all(word.form and word.base for word in FORMS.words(text))


def test_beginnings_and_gaps_are_shown() -> None:
    assert base("Angoiss*") == "angois"
    assert FORMS.shown("angoiss*") == "angois*"
    assert FORMS.shown("parfois … Parfois") == "parfoi … parfoi"
