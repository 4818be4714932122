"""Which known word an unknown one may be meant for."""

from __future__ import annotations

import pytest

from bot.problems import meant, near

KNOWN = {"greet", "repeat", "ask_salary", "ask_schools", "utter_greet", "utter_kept", "action_answer", "steps"}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("gret", "greet"),
        ("setps", "steps"),
        ("ask_salaire", "ask_salary"),
        ("action_anwser", "action_answer"),
        ("utter_garde", None),  # the same beginning makes no two names alike
        ("salut", None),
        ("ask_", None),
        ("", None),
    ],
)
def test_the_known_word_that_is_like_it(word: str, name: str | None) -> None:
    assert near(word, KNOWN) == name
    assert meant(word, KNOWN) == (f"; did you mean '{name}'?" if name else "")
