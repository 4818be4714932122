"""`python -m bot evaluate`: how well phrases that were never trained on are understood.

What is measured is what the server does: the trained model's own components, with their thresholds. A phrase of an intent
counts as right when that intent is given; an off-topic phrase also when the model says that it did not understand.
"""

from __future__ import annotations

import tarfile
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.checks.phrases import Phrase, test_phrases
from bot.paths import NLU_TESTS
from bot.problems import DataError, Problem, errors

if TYPE_CHECKING:  # the commands that do not need the model start without numpy and scikit-learn
    from bot.nlu.model import IntentModel
    from bot.nlu.understanding import Understood

OFF_TOPIC = frozenset({"out_of_scope", "nlu_fallback"})

BAR_ACCURACY, BAR_F1, BAR_OFF_TOPIC, BAR_REJECTED = 0.95, 0.85, 0.90, 0.03


@dataclass(frozen=True)
class Report:
    """The result over a set of phrases."""

    accuracy: float
    """Share of in-scope phrases that got their intent."""
    f1: dict[str, float]
    """By intent, in-scope ones."""
    off_topic_recall: float
    """Share of off-topic phrases that were recognised as such."""
    rejected: float
    """Share of in-scope phrases taken for off-topic or not understood."""
    errors: list[tuple[Phrase, str, float]]
    """(phrase, what was understood, confidence)."""

    def misses(self) -> list[str]:
        """Which bars are missed, in words; empty when all are met."""
        found = []
        if self.accuracy < BAR_ACCURACY:
            found.append(f"accuracy {self.accuracy:.3f} < {BAR_ACCURACY}")
        if self.off_topic_recall < BAR_OFF_TOPIC:
            found.append(f"off-topic recall {self.off_topic_recall:.3f} < {BAR_OFF_TOPIC}")
        if self.rejected > BAR_REJECTED:
            found.append(f"in-scope rejected {self.rejected:.3f} > {BAR_REJECTED}")
        found += [f"F1 of {intent} {value:.3f} < {BAR_F1}" for intent, value in sorted(self.f1.items()) if value < BAR_F1]
        return found


def measure(phrases: list[Phrase], understood: list[tuple[str, float]]) -> Report:
    """Compare each phrase's intent with what was understood (intent, confidence).

    Raises:
        ValueError: when there is no in-scope or no off-topic phrase.
    """
    pairs = list(zip(phrases, understood, strict=True))
    inside = [(phrase, got) for phrase, got in pairs if phrase.intent not in OFF_TOPIC]
    outside = [(phrase, got) for phrase, got in pairs if phrase.intent in OFF_TOPIC]
    if not inside or not outside:
        raise ValueError("needs in-scope and off-topic phrases")
    truth = Counter(phrase.intent for phrase, _ in pairs)
    given = Counter(name for _, (name, _) in pairs)
    right = Counter(phrase.intent for phrase, (name, _) in pairs if name == phrase.intent)
    f1 = {intent: 2 * right[intent] / (truth[intent] + given[intent]) for intent in truth if intent not in OFF_TOPIC}
    wrong = [(phrase, name, confidence) for phrase, (name, confidence) in inside if name != phrase.intent]
    wrong += [(phrase, name, confidence) for phrase, (name, confidence) in outside if name not in OFF_TOPIC]
    return Report(
        accuracy=sum(right[intent] for intent in f1) / len(inside),
        f1=f1,
        off_topic_recall=sum(name in OFF_TOPIC for _, (name, _) in outside) / len(outside),
        rejected=sum(name in OFF_TOPIC for _, (name, _) in inside) / len(inside),
        errors=wrong,
    )


def load_classifier(model: Path) -> IntentModel:
    """The intent model inside a trained model's archive.

    Raises:
        FileNotFoundError: when there is none there.
    """
    from bot.nlu.storage import load_model

    with tempfile.TemporaryDirectory() as folder, tarfile.open(model) as archive:
        archive.extractall(folder, filter="data")
        parts = sorted(Path(folder).rglob("model.json"))
        if not parts:
            raise FileNotFoundError(f"{model} holds no intent model; train again")
        return load_model(parts[0].parent)


def understand_all(texts: Sequence[str], model: Path) -> list[Understood]:
    """What each text means to a trained model, thresholds included.

    Raises:
        FileNotFoundError: when there is no model there.
    """
    from bot.knowledge.library import shared_library
    from bot.nlu.model import Settings
    from bot.nlu.understanding import askable, understand

    classifier, library = load_classifier(model), shared_library()
    topics = askable(library.knowledge.topics)
    return [understand(classifier, text, library.linker.link(text), topics, Settings()) for text in texts]


def evaluate(folder: str | None = None) -> int:
    """Print the report on tests/nlu, or on `folder`; 0 when every bar is met."""
    from bot.training import MODEL

    found: list[Problem] = []
    phrases = test_phrases(Path(folder) if folder else NLU_TESTS, found)
    if errors(found):
        raise DataError(found)
    understood = understand_all([phrase.text for phrase in phrases], MODEL)
    report = measure(phrases, [(meaning.intent, round(meaning.confidence, 4)) for meaning in understood])
    print(render(report, phrases))
    return 1 if report.misses() else 0


def render(report: Report, phrases: list[Phrase]) -> str:
    """The report as text."""
    outside = sum(phrase.intent in OFF_TOPIC for phrase in phrases)
    lines = [
        f"{len(phrases)} phrases, {outside} of them off topic",
        f"accuracy in scope   {report.accuracy:.1%}   (bar {BAR_ACCURACY:.0%})",
        f"off-topic recall    {report.off_topic_recall:.1%}   (bar {BAR_OFF_TOPIC:.0%})",
        f"in scope rejected   {report.rejected:.1%}   (bar at most {BAR_REJECTED:.0%})",
        f"lowest F1           {min(report.f1.values()):.3f}   (bar {BAR_F1})",
        "",
        "F1 by intent:",
    ]
    ranked = sorted(report.f1.items(), key=lambda item: item[1])
    lines += [f"  {value:.3f}  {intent}" for intent, value in ranked]
    confusions = Counter((phrase.intent, name) for phrase, name, _ in report.errors)
    lines += ["", "Worst confusions (said -> understood):"]
    for (said, understood), count in confusions.most_common(15):
        lines.append(f"  {count}  {said} -> {understood}")
        shown = [phrase.text for phrase, name, _ in report.errors if (phrase.intent, name) == (said, understood)]
        lines += [f"       {text}" for text in shown[:4]]
    misses = report.misses()
    lines += ["", "All bars met." if not misses else "Missed: " + "; ".join(misses)]
    return "\n".join(lines)
