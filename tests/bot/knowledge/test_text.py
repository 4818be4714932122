"""Folding, words and their offsets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.text import STOP_WORDS, content_words, fold, says, tokens, words

EXAMPLES = settings(deadline=None, database=None, derandomize=True, max_examples=300)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Étalonneuse", "etalonneuse"),
        ("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "aaaceeeeiioouuuy"),
        ("cœur", "coeur"),
        ("ŒUVRE", "oeuvre"),
        ("Lætitia", "laetitia"),
        ("l’été", "l'ete"),
        ("e\u0301cole", "ecole"),
        ("ﬁlm", "film"),
        ("Hôtel İstanbul", "hotel istanbul"),
        ("RTL-TVI 2025", "rtl-tvi 2025"),
        ("", ""),
        ("🎬", "🎬"),
        ("𝐀𝐬𝐬𝐢𝐬𝐭𝐚𝐧𝐭", "assistant"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le métier d'assistante", ["le", "metier", "d", "assistante"]),
        ("post-prod, post_prod ; postprod", ["post", "prod", "post", "prod", "postprod"]),
        ("assistant·e (de prod)", ["assistant", "e", "de", "prod"]),
        ("l’école", ["l", "ecole"]),
        ("3-5 ans", ["3", "5", "ans"]),
        ("18h30 ?!", ["18h30"]),
        ("screen.brussels", ["screen", "brussels"]),
        ("c'est 100% sûr", ["c", "est", "100", "sur"]),
        ("مرحبا", ["مرحبا"]),
        ("🎬🎬 … !?", []),
        ("", []),
        (" \t\n\u00a0\u202f", []),
        ("le me\u0301tier", ["le", "metier"]),
        ("De\u0301ve\u0301loppeuse", ["developpeuse"]),
        ("e\u0301te\u0301", ["ete"]),
        ("\u0301 a", ["a"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le cœur, à L'ÉCOLE", [("le", "Le"), ("coeur", "cœur"), ("a", "à"), ("l", "L"), ("ecole", "ÉCOLE")]),
        ("🎬 œuvre 🎬 d’art", [("oeuvre", "œuvre"), ("d", "d"), ("art", "art")]),
        ("\n  fin", [("fin", "fin")]),
    ],
)
def test_tokens_keep_their_place_in_the_text_as_typed(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.word, text[token.start : token.end]) for token in tokens(text)] == expected


@EXAMPLES
@given(st.text())
def test_tokens_of_any_text_are_in_order_and_fold_what_stands_there(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.word == fold(text[token.start : token.end])
        end = token.end


@EXAMPLES
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F)))
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C'est quoi le Tax Shelter ?", ["tax", "shelter"]),
        ("Quelles études faut-il pour ce métier ?", ["etudes"]),
        ("c koi le tax shelter stp", ["tax", "shelter"]),
        ("Y a-t-il une école à Liège ?", ["ecole", "liege"]),
        ("bonjour", []),
        ("plan B", ["plan"]),
        ("permis B et 2 ans", ["permis", "2", "ans"]),
        ("", []),
    ],
)
def test_content_words(text: str, expected: list[str]) -> None:
    assert content_words(text) == expected


def test_stop_words_are_written_as_folded_words() -> None:
    """A stop word with an accent or a hyphen would never be met."""
    assert len(STOP_WORDS) > 100
    assert {word for word in STOP_WORDS if words(word) != [word]} == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [("et l'autre ?", True), ("ET L’AUTRE", True), ("l'autrement", False), ("autre", False), ("", False)],
)
def test_phrases_are_found_as_whole_words(text: str, said: bool) -> None:
    assert says(text, ["l autre", "celui-là"]) is said
