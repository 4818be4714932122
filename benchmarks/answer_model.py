"""`python -m benchmarks.answer_model [--write]`: fit the weights of `bot/guidance/answer_model.py`; what they are worth.

They are fitted on the answers of tests/answers, but for tuning.tsv and the test sets, and on the training phrases of intents
that answer nothing. A set that gives sides only says of an answer « for » that it is a « oui » or a liking, or, where the
question is reversed, a « non » or a liking: the likelihood is that of either. What is printed leaves one set after the other
out, each being of another author; `--write` fits on all of them and writes bot/guidance/answer_model.json.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.answers import REVERSED, Case, by_question, expected_side, labelled, measure, not_answers, side
from bot.checks.phrases import test_phrases, training_phrases
from bot.guidance.answer_model import CLASSES, WEIGHTS
from bot.guidance.answers import AnswerReader
from bot.knowledge.library import shared_library
from bot.paths import ROOT

Floats = NDArray[np.float64]

SETS = ("learning.tsv", "by_question.tsv", "by_guide_1.tsv", "by_guide_2.tsv")
FRESH = frozenset({"by_guide_1.tsv", "by_guide_2.tsv"})
"""Sets that the lexicon was not written with: only they show how often the rules are wrong."""
FRESH_WEIGHT, OTHER_WEIGHT = 3.0, 0.3
"""Weight of an answer of these, and of a message that is no answer; one of the other sets weighs 1."""
EVERY = 10
"""One training phrase in so many is taken, and all of distress."""
STRENGTH = 10.0
RARE, SLIGHT = 3, 0.3
"""Signs of fewer messages are left out, and those of which no weight is greater."""
ANSWERING = frozenset({"affirm", "deny", "unsure"})
_OF_SIDES = {"for": ("keen", "yes", "no"), "against": ("averse", "no", "yes")}
_OF_LABELS = {"rather_yes": "yes", "rather_no": "no", "rather_keen": "keen", "rather_averse": "averse", "unknown": "skip"}


@dataclass(frozen=True)
class Example:
    """What a message may be, and how much it weighs."""

    text: str
    classes: frozenset[str]
    weight: float


def of_answers(name: str) -> list[Example]:
    """The examples of a set."""
    weight = FRESH_WEIGHT if name in FRESH else 1.0
    return [Example(case.text, _classes(case), weight) for case in load(name)]


def load(name: str) -> list[Case]:
    """A set, of either form."""
    return labelled(name) if name in ("learning.tsv", "tuning.tsv") else by_question(name)


def _classes(case: Case) -> frozenset[str]:
    if not case.question:
        return frozenset({_OF_LABELS.get(case.expected, case.expected)})
    wanted = expected_side(case)
    if wanted not in _OF_SIDES:
        return frozenset({wanted})
    stance, plain, turned = _OF_SIDES[wanted]
    return frozenset({stance, turned if case.question in REVERSED else plain})


def of_others() -> list[Example]:
    """Training phrases that answer nothing."""
    phrases = [phrase for phrase in training_phrases(ROOT / "data" / "nlu", []) if phrase.intent not in ANSWERING]
    taken = [phrase for place, phrase in enumerate(phrases) if place % EVERY == 0 or phrase.intent == "distress"]
    return [Example(phrase.text, frozenset({"none"}), OTHER_WEIGHT) for phrase in taken]


def fit(examples: Sequence[Example], reader: AnswerReader) -> dict[str, list[float]]:
    """The weights, by sign, with the greatest likelihood of one of the classes of each example."""
    seen = [reader.signs(example.text) for example in examples]
    counts = Counter(sign for signs in seen for sign in signs)
    names = ["always", *sorted(sign for sign, count in counts.items() if count >= RARE)]
    matrix = _matrix(seen, {name: place for place, name in enumerate(names)})
    allowed = np.array([[name in example.classes for name in CLASSES] for example in examples], dtype=np.float64)
    found = _likeliest(matrix, allowed, np.array([example.weight for example in examples])).round(1)
    kept = {name: row for name, row in zip(names, found.tolist(), strict=True) if max(map(abs, row)) > SLIGHT}
    return {"always": found[0].tolist(), **kept}


def _matrix(seen: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> sp.csr_matrix:
    rows = [(row, places[sign], value) for row, signs in enumerate(seen) for sign, value in signs.items() if sign in places]
    rows += [(row, 0, 1.0) for row in range(len(seen))]
    first, second, values = zip(*rows, strict=True)
    return sp.csr_matrix((values, (first, second)), shape=(len(seen), len(places)))


def _likeliest(matrix: sp.csr_matrix, allowed: Floats, weights: Floats) -> Floats:
    shape, turned = (matrix.shape[1], allowed.shape[1]), matrix.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        scores = matrix @ flat.reshape(shape)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        right = chances * allowed
        sums = right.sum(axis=1, keepdims=True) + 1e-12
        slope = turned @ ((chances - right / sums) * weights[:, None]) + flat.reshape(shape) / STRENGTH
        return float(-(weights * np.log(sums[:, 0])).sum() + flat @ flat / (2 * STRENGTH)), slope.ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    result: Floats = found.x.reshape(shape)
    return result


def report(name: str, reader: AnswerReader) -> str:
    """How many answers of a set take the right side, and how many messages that are no answers are taken for one."""
    others = [phrase for phrase in test_phrases(ROOT / "tests" / "tuning", []) if phrase.intent not in ANSWERING]
    taken = [phrase.intent for phrase in others if reader.read(phrase.text) is not None]
    wrongly = sum(side(reader.read(text)) != "unread" for text in not_answers())
    return (
        f"{name}: {measure(load(name), reader).side:.1%}; taken for an answer: {wrongly} of {len(not_answers())} messages, "
        f"{len(taken)} of {len(others)} phrases, {taken.count('distress')} of them distress"
    )


def held_out(rules: AnswerReader, others: list[Example]) -> Iterator[tuple[str, AnswerReader]]:
    """Each set that the lexicon was not written with, and a reader that was fitted without it."""
    words = shared_library().knowledge.answers
    for name in (*sorted(FRESH), "tuning.tsv"):
        examples = [example for other in SETS if other != name for example in of_answers(other)]
        yield name, AnswerReader(words, fit([*examples, *others], rules))


def main() -> None:
    """Print the cross-validation; write the weights when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answer_model", description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rules, others = AnswerReader(shared_library().knowledge.answers), of_others()
    for name, reader in held_out(rules, others):
        print("rules alone,", report(name, rules))
        print("with a model,", report(name, reader), flush=True)
    if options.write:
        weights = fit([example for name in SETS for example in of_answers(name)] + others, rules)
        lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in weights.items())
        WEIGHTS.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
        print(f"wrote {len(weights)} signs into {WEIGHTS.name}")


if __name__ == "__main__":
    main()
