"""What a message means, its intent or those of its questions: the trained model and what is decided around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.linking import Mention
from bot.knowledge.topics import Topics
from bot.nlu.masking import masked
from bot.nlu.model import IntentModel, Settings, classify, decide
from bot.nlu.splitting import Question, Thresholds, questions

_WHOLE = frozenset("distress erase_my_data ask_human speak_english speak_dutch compare_jobs".split())
"""Intents of a whole message that is never taken apart."""
_UNCLEAR = frozenset({"nlu_fallback", "out_of_scope", "choose_job"})
"""Intents of a whole message in which one clear question tells more."""
_WEAK = 0.6
"""Confidence under which the message as a whole is not sure, and from which a question in it beats one not understood."""
_CLEAR = 0.8
"""Confidence from which a question makes an unclear message clear, and from which distress in a piece of it counts."""


@dataclass(frozen=True)
class Understood:
    """The meaning of one message."""

    intent: str
    confidence: float
    probabilities: NDArray[np.float64]
    """Of every intent of the model, for the message as a whole: (intents,)."""
    questions: list[Question] = field(default_factory=list)
    """The questions of a message of several sentences, in order; `intent` is that of the first one."""


def askable(topics: Topics) -> frozenset[str]:
    """The intents of which a message may hold several."""
    return frozenset({"compare_jobs", *(topic.intent for topic in topics.topics)})


def understand(
    model: IntentModel,
    text: str,
    mentions: Sequence[Mention],
    topics: Collection[str],
    settings: Settings,
    thresholds: Thresholds | None = None,
) -> Understood:
    """Classify a message, then look for several questions in it.

    Args:
        topics: what `askable` gives.
    """
    name, confidence, probabilities = classify(model, masked(text, mentions), text, settings)
    if name == "out_of_scope" and not model.features.knows_a_word_of(text):
        name = "nlu_fallback"  # « sdfkjh qsdlkfj » is about nothing
    whole = Understood(name, confidence, probabilities)
    if name in _WHOLE:
        return whole
    read: dict[str, tuple[str, float]] = {}

    def classify_piece(masked_text: str) -> tuple[str, float]:
        if masked_text not in read:
            read[masked_text] = decide(model.read(masked_text), settings)
        return read[masked_text]

    chances = dict(zip(model.intents, map(float, probabilities), strict=True))
    found = questions(text, mentions, classify_piece, chances, topics, thresholds)
    worst = max((sure for intent, sure in read.values() if intent == "distress"), default=0.0)
    if worst >= _CLEAR:
        return Understood("distress", worst, probabilities)
    if not found:
        return whole
    first = found[0]
    if len(found) == 1 and first.intent != name:
        unclear = name in _UNCLEAR or confidence < _WEAK or first.intent == "compare_jobs"
        if not unclear or first.confidence < (_WEAK if name == "nlu_fallback" else _CLEAR):
            return whole
    return Understood(first.intent, first.confidence, probabilities, found)
