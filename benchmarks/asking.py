"""`python -m benchmarks.asking [--write]`: fit the weights of `bot/nlu/asking.py`, and say what they are worth.

They are fitted on tests/questions/tuning.yml, and on the messages of tests/tuning and tests/safety/tuning.yml that ask about
no topic: nothing of these is trained on, and no figure of the docs comes from them. Which piece of a message asks for which
of its topics is not written there: the alignment with the highest probability is taken. What is printed is a five-fold
cross-validation over messages; `--write` fits on all of them and writes bot/nlu/asking.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.checks.phrases import test_phrases
from bot.evaluate import load_classifier
from bot.knowledge.library import shared_library
from bot.nlu.asking import WEIGHTS
from bot.nlu.masking import masked
from bot.nlu.model import IntentModel, Settings
from bot.nlu.splitting import ASKED, Candidate, weigh
from bot.nlu.understanding import askable, understand
from bot.paths import ROOT
from bot.training import MODEL

FOLDS, SEED, STRENGTH = 5, 20, 0.5
LEASTS = (-0.6, -0.45, -0.3, -0.15, 0.0, 0.15, 0.3)
_FLOOR = 1e-6


@dataclass(frozen=True)
class Case:
    """A message, the topics that it asks about in order, and what is known of its pieces."""

    kind: str
    text: str
    asked: list[str]
    pieces: list[list[Candidate]]


def load_cases(model: IntentModel) -> list[Case]:
    """Every message that weights are fitted on."""
    library = shared_library()
    topics = askable(library.knowledge.topics)
    told = [(kind, case["text"], _intents(case["asks"])) for kind, cases in _yaml("questions").items() for case in cases]
    told += [("none", text, []) for text in _yaml("safety")["distress"]]
    phrases = test_phrases(ROOT / "tests" / "tuning", [])
    told += [("none", phrase.text, []) for phrase in phrases if phrase.intent not in topics and phrase.intent != "distress"]
    cases = []
    for kind, text, asked in told:
        mentions = library.linker.link(text)
        whole = model.read(masked(text, mentions))
        cases.append(Case(kind, text, asked, [found for _, found in weigh(text, mentions, model.read, whole, topics)]))
    return cases


def _intents(asks: Sequence[str]) -> list[str]:
    named = (item.split()[-1] for item in asks)
    return [topic if topic == "compare_jobs" else f"ask_{topic}" for topic, _ in groupby(named)]


def aligned(case: Case) -> list[str | None] | None:
    """Which topic each piece asks for, in order, by the highest probability; None when a topic finds no piece."""
    pieces, asked = len(case.pieces), case.asked
    best = np.full((pieces + 1, len(asked) + 1), -np.inf)
    best[:, 0] = 0.0
    for place, candidates in enumerate(case.pieces, start=1):
        chances = {one.intent: one.confidence for one in candidates}
        for count, topic in enumerate(asked, start=1):
            here = best[place - 1, count - 1] + np.log(chances.get(topic, 0.0) + _FLOOR)
            best[place, count] = max(best[place - 1, count], here)
    if np.isinf(best[pieces, len(asked)]):
        return None
    found: list[str | None] = [None] * pieces
    count = len(asked)
    for place in range(pieces, 0, -1):
        if count and best[place, count] != best[place - 1, count]:
            count -= 1
            found[place - 1] = asked[count]
    return found


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weights of a logistic regression over every candidate of every piece."""
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    for case in cases:
        truth = aligned(case)
        for place, (candidates, topic) in enumerate(zip(case.pieces, truth or [], strict=bool(truth))):
            beside = set() if topic else _beside(truth or [], place)
            told = [one for one in candidates if one.intent not in beside]
            rows += [one.seen for one in told]
            labels += [one.intent == topic for one in told]
    names = list(dict.fromkeys(name for row in rows for name in row))
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    regression = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False).fit(matrix, labels)
    return {name: round(float(weight), 3) for name, weight in zip(names, regression.coef_[0], strict=True)}


def _beside(truth: Sequence[str | None], place: int) -> set[str | None]:
    """The topics asked next before and after a piece that asks none: if it is about one of them, no harm is done."""
    before = next((topic for topic in truth[:place][::-1] if topic), None)
    return {before, next((topic for topic in truth[place + 1 :] if topic), None)}


def right(model: IntentModel, case: Case, weights: Mapping[str, float]) -> bool:
    """Whether a message is understood as it asks, or, when it asks about no topic, as none."""
    library = shared_library()
    topics = askable(library.knowledge.topics)
    meaning = understand(model, case.text, library.linker.link(case.text), topics, Settings(), weights)
    found = [question.intent for question in meaning.questions] or [meaning.intent]
    return found == case.asked if case.asked else not set(found) & topics


def main() -> None:
    """Print the cross-validation; write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = load_classifier(MODEL)
    cases = load_cases(model)
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(cases))
    fitted = [fit([case for case, place in zip(cases, fold, strict=True) if place != held]) for held in range(FOLDS)]
    print("log odds from which a piece asks; share of the messages understood, by how many questions they hold")
    for least in LEASTS:
        results: dict[str, list[bool]] = {}
        for case, place in zip(cases, fold, strict=True):
            weights = {**fitted[place], "always": fitted[place]["always"] + ASKED - least}
            results.setdefault(case.kind, []).append(right(model, case, weights))
        shares = "  ".join(f"{kind} {np.mean(outcomes):.3f} of {len(outcomes)}" for kind, outcomes in results.items())
        print(f"{least:6.2f}  {shares}")
    if options.write:
        WEIGHTS.write_text(json.dumps(fit(cases), indent=1) + "\n", encoding="utf-8")
        print(f"wrote {WEIGHTS.name}")


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / name / "tuning.yml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
