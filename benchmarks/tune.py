"""`python -m benchmarks.tune`: what each threshold would give, on the sets of phrases that thresholds are chosen on.

Those are tests/tuning (all intents) and tests/safety/tuning.yml (distress). No phrase of theirs is trained on, and the
figures of the docs come from other sets. What makes a piece of a message a question is fitted by benchmarks.asking.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import yaml

from bot.checks.phrases import test_phrases
from bot.evaluate import load_classifier, measure
from bot.knowledge.library import shared_library
from bot.nlu.masking import masked
from bot.nlu.model import HEAD_START, OFF_TOPIC, IntentModel, Reading, Settings, decide
from bot.paths import ROOT
from bot.training import MODEL

HEAD_STARTS = (0.0, 0.1, 0.2, 0.3)
FALLBACKS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
DISTRESS = (-0.6, -0.5, -0.45, -0.4, -0.35, -0.3, -0.2)
CHANCES = (0.0, 0.05, 0.1, 0.2)


def main() -> None:
    """Print a table for each kind of threshold."""
    model, library = load_classifier(MODEL), shared_library()

    def read(texts: list[str]) -> list[Reading]:
        return [model.read(masked(text, library.linker.link(text))) for text in texts]

    phrases = test_phrases(ROOT / "tests" / "tuning", [])
    readings = read([phrase.text for phrase in phrases])
    print(f"{len(phrases)} phrases; off topic is out_of_scope or nlu_fallback\nfallback  accuracy  off-topic  rejected")
    for fallback in FALLBACKS:
        report = measure(phrases, [decide(reading, replace(Settings(), fallback=fallback)) for reading in readings])
        print(f"{fallback:8.2f}  {report.accuracy:8.3f}  {report.off_topic_recall:9.3f}  {report.rejected:8.3f}")

    print("\nhead start of off topic  accuracy  off-topic  rejected")
    for start in HEAD_STARTS:
        moved = [decide(_moved(model, reading, start - HEAD_START), Settings()) for reading in readings]
        report = measure(phrases, moved)
        print(f"{start:22.2f}  {report.accuracy:8.3f}  {report.off_topic_recall:9.3f}  {report.rejected:8.3f}")

    safety: dict[str, list[str]] = _yaml("safety")
    distress, alike = read(safety["distress"]), read(safety["lookalike"])
    others = [reading for phrase, reading in zip(phrases, readings, strict=True) if phrase.intent != "distress"]
    print("\ndistress (margin, chance)  recall  false alarms: look-alikes, everything else")
    for margin, chance in product(DISTRESS, CHANCES):
        settings = replace(Settings(), distress=margin, distress_chance=chance)
        shares = [sum(one.is_distress(settings) for one in group) / len(group) for group in (distress, alike, others)]
        print(f"{margin:7.2f} {chance:5.2f}              {shares[0]:6.3f}  {shares[1]:25.3f} {shares[2]:10.4f}")


def _moved(model: IntentModel, reading: Reading, by: float) -> Reading:
    """A reading as it would be with another head start."""
    margins = reading.margins + by * np.array([intent == OFF_TOPIC for intent in model.intents])
    return Reading(model.intents, margins, model.chances(margins[None])[0])


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / name / "tuning.yml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
