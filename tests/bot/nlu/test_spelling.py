"""What students shorten is spelled out; whatever may be a word of its own is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.linking import Mention
from bot.knowledge.text import fold
from bot.nlu.masking import MASK, masked
from bot.nlu.spelling import spelled_out


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("c koi", "c'est quoi"),
        ("sa gagne cb par mois", "sa gagne combien par mois"),
        ("kel etude pr sa", "quel etude pour sa"),
        ("jsui en 5e, jveux savoir", "je suis en 5e, je veux savoir"),
        ("jcommence ds 1 mois", "je commence dans 1 mois"),
        ("ya du taf nn ?", "y a du taf non ?"),
        ("keske on fait pdt la journee", "qu'est ce que on fait pendant la journee"),
    ],
)
def test_short_forms_are_spelled_out(typed: str, spelled: str) -> None:
    assert spelled_out(typed) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "c'est quoi les etudes",
        "j'aime ca",
        "je joue le jeudi en journee",
        "un bac en com ou en droit",
        "sa soeur a 3k par mois",
        "jamais juste jeune job jt",
        "vitamine-c",
    ],
)
def test_whole_words_stay(text: str) -> None:
    assert spelled_out(text) == text


@given(st.text(max_size=60).map(fold))
def test_spelling_out_twice_changes_nothing_more(text: str) -> None:
    once = spelled_out(text)
    assert spelled_out(once) == once


def test_the_model_reads_the_spelled_text_and_never_changes_a_masked_job() -> None:
    text = "cmb gagne un tt"
    mention = Mention(13, 15, ("monteur",), 1.0, sure=True)
    assert masked(text, [mention]).split() == ["combien", "gagne", "un", MASK.strip()]
