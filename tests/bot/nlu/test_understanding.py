"""How well phrases that were never trained on are understood: the bars of the project, by intent."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checks.phrases import test_phrases as read_phrases
from bot.evaluate import BAR_F1, OFF_TOPIC, Report, measure, render, understand_all
from bot.paths import NLU_TESTS

PHRASES = read_phrases(NLU_TESTS, [])


@pytest.fixture(scope="module")
def report(model: Path) -> Report:
    understood = understand_all([phrase.text for phrase in PHRASES], model)
    return measure(PHRASES, [(meaning.intent, meaning.confidence) for meaning in understood])


def test_there_are_enough_phrases() -> None:
    assert len(PHRASES) >= 600
    assert sum(phrase.intent in OFF_TOPIC for phrase in PHRASES) >= 80
    assert len({phrase.intent for phrase in PHRASES}) == 54


def test_the_bars_are_met(report: Report) -> None:
    assert not report.misses(), render(report, PHRASES)


def test_distress_is_recognised(report: Report) -> None:
    really = [phrase for phrase in PHRASES if phrase.intent == "distress"]
    missed = [phrase.text for phrase, _, _ in report.errors if phrase.intent == "distress"]
    false = [phrase.text for phrase, name, _ in report.errors if name == "distress"]
    assert len(missed) <= 0.05 * len(really), missed
    assert len(false) <= 0.01 * len(PHRASES), false


@pytest.mark.parametrize("wrong", ["ask_salary", "out_of_scope"])
def test_a_worse_result_misses_the_bars(wrong: str) -> None:
    """The measure itself: everything taken for one intent is far from the bars."""
    bad = measure(PHRASES, [(wrong, 1.0)] * len(PHRASES))
    assert any("accuracy" in miss for miss in bad.misses())
    assert sum("F1 of" in miss for miss in bad.misses()) >= 40
    assert min(bad.f1.values()) < BAR_F1
