"""`python -m benchmarks.tune`: what each threshold would give, on the sets of phrases that thresholds are chosen on.

Those are tests/tuning (all intents), tests/safety/tuning.yml (distress) and tests/questions/tuning.yml (several questions).
No phrase of theirs is trained on, and the figures of the docs come from other sets.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import yaml

from bot.checks.phrases import test_phrases
from bot.evaluate import OFF_TOPIC, load_classifier, measure, measure_questions
from bot.knowledge.library import shared_library
from bot.nlu.masking import masked
from bot.nlu.model import Reading, Settings, decide
from bot.nlu.splitting import Thresholds
from bot.nlu.understanding import askable, understand
from bot.paths import ROOT
from bot.training import MODEL

FALLBACKS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
DISTRESS = (-0.6, -0.5, -0.45, -0.4, -0.35, -0.3, -0.2)
CHANCES = (0.0, 0.05, 0.1, 0.2)
SURE, AFTER = (0.4, 0.5, 0.6), (0.0, 0.002, 0.005, 0.01, 0.02)


def main() -> None:
    """Print a table for each kind of threshold."""
    model, library = load_classifier(MODEL), shared_library()

    def read(texts: list[str]) -> list[Reading]:
        return [model.read(masked(text, library.linker.link(text))) for text in texts]

    phrases = test_phrases(ROOT / "tests" / "tuning", [])
    readings = read([phrase.text for phrase in phrases])
    print(f"{len(phrases)} phrases; off topic is {' or '.join(sorted(OFF_TOPIC))}\nfallback  accuracy  off-topic  rejected")
    for fallback in FALLBACKS:
        report = measure(phrases, [decide(reading, replace(Settings(), fallback=fallback)) for reading in readings])
        print(f"{fallback:8.2f}  {report.accuracy:8.3f}  {report.off_topic_recall:9.3f}  {report.rejected:8.3f}")

    safety: dict[str, list[str]] = _yaml("safety")
    distress, alike = read(safety["distress"]), read(safety["lookalike"])
    others = [reading for phrase, reading in zip(phrases, readings, strict=True) if phrase.intent != "distress"]
    print("\ndistress (margin, chance)  recall  false alarms: look-alikes, everything else")
    for margin, chance in product(DISTRESS, CHANCES):
        settings = replace(Settings(), distress=margin, distress_chance=chance)
        shares = [sum(one.is_distress(settings) for one in group) / len(group) for group in (distress, alike, others)]
        print(f"{margin:7.2f} {chance:5.2f}              {shares[0]:6.3f}  {shares[1]:25.3f} {shares[2]:10.4f}")

    questions: dict[str, list[dict[str, Any]]] = _yaml("questions")
    print("\nquestions (sure, after)  several right  single right")
    for sure, after in product(SURE, AFTER):
        limits = Thresholds(sure=sure, after=after)
        topics = askable(library.knowledge.topics)

        def meaning(text: str) -> Any:
            return understand(model, text, library.linker.link(text), topics, Settings(), limits)  # noqa: B023

        several, single, _ = measure_questions(questions, meaning)
        print(f"{sure:5.2f} {after:6.3f}             {several:13.3f} {single:13.3f}")


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / name / "tuning.yml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
