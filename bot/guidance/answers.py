"""Read what a student answers in free text to a question of a guided flow; docs/flows.md says how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.guidance.answer import Answer, Question
from bot.guidance.answer_lexicon import Lexicon
from bot.guidance.answer_model import AnswerModel, weigh
from bot.guidance.answer_numbers import Marks
from bot.guidance.answer_parts import Grammar, Part
from bot.guidance.answer_reading import Reading, read_part
from bot.guidance.answer_signs import signs
from bot.knowledge.answer_forms import BREAKS, Forms, Word
from bot.knowledge.answer_words import AnswerWords

__all__ = ["Answer", "AnswerReader", "Question"]

_ANY = Question()
FEW = 4
"""Words, breaks included, of an answer that is left to the rules when the lexicon knows them all."""
LEAST = 2
"""Words of an answer that only the model reads: « bien » alone says too little."""
MOST_BESIDE_A_MARK = 3
"""Words that the lexicon does not have, beside a mark."""


class AnswerReader:
    """Reads answers with the words of `knowledge/answers.yml`, and with a model where one is given."""

    def __init__(self, words: AnswerWords, model: AnswerModel | None = None) -> None:
        self._model = model
        self._forms = Forms(words.spellings, words.unsaid)
        self._lexicon = Lexicon(words, self._forms)
        self._grammar = Grammar(words.rules, self._forms)
        self._marks = Marks(words.rules.numbers, words.rules.marks)

    def read(self, text: str, question: Question = _ANY) -> Answer | None:
        """The answer that a message gives to a question; None when it gives none, so that one can ask again."""
        words = self._forms.words(text)
        if " ".join(word.form for word in words if word.form not in BREAKS) in self._grammar.alone_unknown:
            return Answer()
        if self._is_entry(words):
            return self._spoken(words)
        return self._marked(text) or self._weighed(words, question)

    def is_plainly_an_answer(self, text: str) -> bool:
        """Whether both the rules and the model find an answer, whatever was asked.

        For where it matters more not to take a message for an answer than to read one.
        """
        by_rules = self._marked(text) or self._spoken(self._forms.words(text))
        return by_rules is not None and self.read(text) is not None

    def passes(self, text: str) -> bool:
        """Whether the rules read that a question is passed (« je sais pas ? »); the model reads it of who asks back."""
        words = self._forms.words(text)
        alone = " ".join(word.form for word in words if word.form not in BREAKS) in self._grammar.alone_unknown
        return alone or self._spoken(words) == Answer()

    def signs(self, text: str) -> dict[str, float]:
        """What the model sees in a message."""
        return signs(self._forms.words(text), self._lexicon, self._grammar)

    def _weighed(self, words: Sequence[Word], question: Question) -> Answer | None:
        """What the rules read, unless the model is surer of something else."""
        spoken = self._spoken(words)
        said = sum(word.form not in BREAKS for word in words)
        if self._model is None or (spoken is None and said < LEAST):
            return spoken
        known = not Part(words, self._lexicon.scan(words)).unknown(self._grammar)
        if spoken is not None and known and len(words) <= FEW:
            return spoken
        scores = self._model.scores(signs(words, self._lexicon, self._grammar), question)
        return weigh(scores, spoken, question, known=known)

    def _is_entry(self, words: Sequence[Word]) -> bool:
        """Whether a message is one entry of the lexicon, such as « entre deux »."""
        return [(hit.start, hit.end) for hit in self._lexicon.scan(words)] == [(0, len(words))]

    def _marked(self, text: str) -> Answer | None:
        """The mark that a message gives, where it says little else."""
        mark = self._marks.find(text)
        if mark is None:
            return None
        words = self._forms.words(mark.rest)
        part = Part(words, self._lexicon.scan(words))
        if any(hit.stance for hit in part.hits) or part.unknown(self._grammar) > MOST_BESIDE_A_MARK:
            return None
        return Answer(literal=mark.value)

    def _spoken(self, words: Sequence[Word]) -> Answer | None:
        """What the words say; behind a « donc » stands the answer itself."""
        for place in range(len(words) - 1, 0, -1):
            length = self._grammar.conclusions.at(words, place)
            if length and (answer := self._of_halves(words[place + length :])):
                return answer
        return self._of_halves(words)

    def _of_halves(self, words: Sequence[Word]) -> Answer | None:
        """What stands before and after the last « mais » that has something behind it, read together."""
        buts = sorted(self._buts(words))
        halves = [words[: buts[0][0]]] if buts else [words]
        for start, end in reversed(buts):
            if any(word.form not in BREAKS for word in words[end:]):
                halves = [words[:start], words[end:]]
                break
        return _decided([read_part(half, self._lexicon, self._grammar) for half in halves], contradicted=bool(buts))

    def _buts(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Where each « mais » begins and ends."""
        for hit in self._lexicon.scan(words):
            if hit.sense.but:
                yield hit.start, hit.end
        for place in range(1, len(words)):
            length = self._grammar.turns.at(words, place) if words[place - 1].form in BREAKS else 0
            if length:
                yield place, place + length


def _decided(halves: Sequence[Reading], *, contradicted: bool) -> Answer | None:
    """What the halves say together: a stance before a yes or a no, the second half before the first.

    Args:
        contradicted: whether a « mais » follows the first half, which weakens it.
    """
    for half in reversed(halves):
        weakened = contradicted and half is halves[0]
        if half.stance:
            return Answer(stance=_graded(half.stance, half.stance_weak or weakened))
        if half.torn:
            return Answer(literal=0.0)
    return _yes_or_no(halves, contradicted=contradicted) or _else(halves)


def _yes_or_no(halves: Sequence[Reading], *, contradicted: bool) -> Answer | None:
    first = halves[0]
    for half in reversed(halves):
        weakened = contradicted and half is first
        if half.literal:
            return Answer(literal=_graded(half.literal, half.literal_weak or weakened))
        if half.soft and half is not first and (not first.literal or half.rarely):
            return Answer(literal=_graded(half.soft, half.soft_weak))
    for half in reversed(halves):
        if half.soft and not half.unknown:
            weakened = contradicted and half is first
            return Answer(literal=_graded(half.soft, half.soft_weak or half.neutral or weakened))
    return None


def _else(halves: Sequence[Reading]) -> Answer | None:
    """In the middle, skipped, or a nuance alone."""
    if any(half.neutral for half in halves):
        return Answer(literal=0.0)
    if any(half.unknown for half in halves):
        return Answer()
    if any(half.weak for half in halves):
        return Answer(literal=0.5)
    return Answer(literal=1.0) if any(half.strong for half in halves) else None


def _graded(sign: int, weak: bool) -> float:
    return sign * (0.5 if weak else 1.0)
