"""`python -m benchmarks.tune`: what each threshold would give on tests/tuning, the phrases that thresholds are chosen on."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from bot.checks.phrases import test_phrases
from bot.evaluate import OFF_TOPIC, measure
from bot.knowledge.library import shared_library
from bot.nlu.masking import masked
from bot.nlu.model import Settings, decide
from bot.nlu.storage import load_model
from bot.paths import ROOT
from bot.training import MODEL

FALLBACKS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
DISTRESS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)


def main() -> None:
    """Print one row a threshold."""
    phrases = test_phrases(ROOT / "tests" / "tuning", [])
    with tempfile.TemporaryDirectory() as folder, tarfile.open(MODEL) as archive:
        archive.extractall(folder, filter="data")
        model = load_model(next(Path(folder).rglob("model.json")).parent)
    linker = shared_library().linker
    chances = model.probabilities([masked(phrase.text, linker.link(phrase.text)) for phrase in phrases])
    print(f"{len(phrases)} phrases\nfallback  accuracy  off-topic  rejected")
    for fallback in FALLBACKS:
        settings = Settings(fallback=fallback)
        report = measure(phrases, [decide(model.intents, row, settings) for row in chances])
        print(f"{fallback:8.2f}  {report.accuracy:8.3f}  {report.off_topic_recall:9.3f}  {report.rejected:8.3f}")
    column = chances[:, model.intents.index("distress")]
    print("\ndistress    recall  false alarms (share of everything else)")
    for threshold in DISTRESS:
        hits = column >= threshold
        really = [phrase.intent == "distress" for phrase in phrases]
        recall = sum(hit and true for hit, true in zip(hits, really, strict=True)) / sum(really)
        others = [hit for hit, true in zip(hits, really, strict=True) if not true]
        print(f"{threshold:8.2f}  {recall:8.3f}  {sum(others) / len(others):12.4f}")
    print(f"\noff topic counts as {' or '.join(sorted(OFF_TOPIC))}")


if __name__ == "__main__":
    main()
