"""`python -m benchmarks.answer_model [--write]`: fit the model of `bot/guidance/answer_model.py`; say what it is worth.

It is fitted on the answers of tests/answers, but for tuning.tsv and the test sets, and on training phrases of the intents
that answer nothing. What is printed leaves one set after the other out; `--write` fits on all of them and writes
bot/guidance/answer_model.npz.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from benchmarks.answers import Case, learning, load, measure, not_answers, questions, side
from bot.checks.phrases import test_phrases, training_phrases
from bot.guidance.answer_model import PLACES, SIDES, WEIGHTS, AnswerModel, Side, places, save_model
from bot.guidance.answers import AnswerReader, Question
from bot.knowledge.library import shared_library
from bot.paths import ROOT

OTHER_WEIGHT, HALF = 0.3, 0.6
"""Weight of a training phrase that answers nothing, and of an answer that counts twice; another answer weighs 1."""
EVERY = 5
"""One of these phrases in so many is taken, and all of distress."""
SOFTNESS = 0.5
"""The machine's C: how much a wrong example may cost."""
ANSWERING = frozenset({"affirm", "deny", "unsure"})
LEFT_OUT = ("by_guide_1.tsv", "by_guide_2.tsv", "by_writer_06.tsv", "by_writer_07.tsv", "by_writer_09.tsv", "tuning.tsv")
"""Sets that are left out in turn, from plain answers to little stories; by_guide_1 and by_guide_2 are of one author."""
_SIDE_OF: dict[str, Side] = {
    **{"for": "for", "yes": "for", "keen": "for", "against": "against", "no": "against", "averse": "against"},
    **{"neutral": "neutral", "skip": "skip", "unknown": "skip", "none": "none"},
}
_ANY = Question()
_TURNED: dict[str, Side] = {"yes": "against", "no": "for"}


@dataclass(frozen=True)
class Example:
    """A message, and the side that it takes to a question."""

    text: str
    side: Side
    question: Question = _ANY
    weight: float = 1.0


def of_answers(name: str) -> Iterator[Example]:
    """The examples of a set.

    An answer to a question counts with it and without, so that questions which nobody has answered yet are read as well.
    Where a set gives labels, each answer is one to a plain question, and one to a reversed one.
    """
    for case in load(name):
        label = case.expected.removeprefix("rather_")
        asked = questions()[case.question] if case.question else _ANY
        if asked.text:
            yield Example(case.text, _SIDE_OF[label], asked, HALF)
            yield Example(case.text, _SIDE_OF[label], replace(asked, text=""), HALF)
        else:
            yield Example(case.text, _SIDE_OF[label], asked)
        if not case.question:
            yield Example(case.text, _TURNED.get(label, _SIDE_OF[label]), Question(is_reversed=True))


def of_others() -> list[Example]:
    """Training phrases that answer nothing."""
    phrases = [phrase for phrase in training_phrases(ROOT / "data" / "nlu", []) if phrase.intent not in ANSWERING]
    taken = [phrase for place, phrase in enumerate(phrases) if place % EVERY == 0 or phrase.intent == "distress"]
    return [Example(phrase.text, "none", weight=OTHER_WEIGHT) for phrase in taken]


def fit(examples: Sequence[Example], rules: AnswerReader) -> AnswerModel:
    """The model that tells the sides of the examples apart."""
    machine = LinearSVC(C=SOFTNESS, random_state=0)
    sides = [SIDES.index(example.side) for example in examples]
    machine.fit(_matrix(examples, rules), sides, sample_weight=[example.weight for example in examples])
    scale = float(np.abs(machine.coef_).max()) / 127
    return AnswerModel(np.round(machine.coef_.T / scale).astype(np.int8), scale, machine.intercept_)


def _matrix(examples: Sequence[Example], rules: AnswerReader) -> sp.csr_matrix:
    """One row an example; two signs in one place add up."""
    rows = [list(places(rules.signs(one.text), one.question)) for one in examples]
    cells = [(row, place, value) for row, hashed in enumerate(rows) for place, value in hashed]
    first, second, values = zip(*cells, strict=True)
    return sp.csr_matrix((values, (first, second)), shape=(len(examples), PLACES))


def report(name: str, reader: AnswerReader) -> str:
    """How much of a set is read on the right side, and how many messages that are no answers are taken for one."""
    cases = load(name)
    answers, nones = ([one for one in cases if (one.expected == "none") == none] for none in (False, True))
    others = [phrase for phrase in test_phrases(ROOT / "tests" / "tuning", []) if phrase.intent not in ANSWERING]
    taken = [phrase.intent for phrase in others if reader.read(phrase.text) is not None]
    return (
        f"{name}: {measure(answers, reader).side:.1%} of {len(answers)}; taken for an answer: {_taken(nones, reader)}, "
        f"{_taken([Case(text, 'none') for text in not_answers()], reader)} of not_answers.txt, "
        f"{len(taken)} of {len(others)} phrases, {taken.count('distress')} of them distress"
    )


def _taken(cases: Sequence[Case], reader: AnswerReader) -> str:
    """How many messages that answer nothing are taken for an answer."""
    return f"{sum(side(reader, case.text, case.question) != 'unread' for case in cases)} of {len(cases)}"


def held_out(rules: AnswerReader, names: Iterable[str] = LEFT_OUT) -> Iterator[tuple[str, AnswerReader]]:
    """Each of some sets, and a reader that was fitted without it."""
    words, others = shared_library().knowledge.answers, of_others()
    for name in names:
        examples = [example for other in learning() if other != name for example in of_answers(other)]
        yield name, AnswerReader(words, fit([*examples, *others], rules))


def main() -> None:
    """Print the cross-validation; write the model when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.answer_model", description=__doc__)
    parser.add_argument("--write", action="store_true", help="fit on all sets and write the model, without the report")
    options = parser.parse_args()
    rules = AnswerReader(shared_library().knowledge.answers)
    if options.write:
        examples = [example for name in learning() for example in of_answers(name)]
        save_model(fit([*examples, *of_others()], rules))
        print(f"wrote {WEIGHTS.name}: {len(examples):,} answers, {WEIGHTS.stat().st_size:,} bytes")
        return
    for name, reader in held_out(rules):
        print("rules alone,", report(name, rules))
        print("with a model,", report(name, reader), flush=True)


if __name__ == "__main__":
    main()
