"""What a message means, its intent or those of its questions: the trained model and what is decided around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.linking import Mention
from bot.knowledge.topics import Topics
from bot.nlu.masking import masked
from bot.nlu.model import IntentModel, Reading, Settings, classify
from bot.nlu.splitting import Question, questions

_WHOLE = frozenset("distress erase_my_data speak_english speak_dutch".split())
"""Intents of a whole message that is never taken apart."""
_UNCLEAR = frozenset(
    "nlu_fallback out_of_scope choose_job greet thank goodbye affirm deny unsure insult bot_challenge help".split()
)
"""Intents of a whole message in which the one question tells more (« bonjour bonjour ! c'est bien payé ? »)."""
_SURE = 0.95
"""Confidence from which the message as a whole wins over the only question in it, when they differ."""
_COMPARES = 0.9
"""Confidence from which a comparison is one question, though it names topics (« compare l'âge et le salaire »)."""
_SHORT_COMPARISON = 6
"""Words of a message in which a comparison and a topic are one question (« compare l'âge avec l'autre »)."""
_CLEAR = 0.93
"""Probability from which distress in a piece of a message counts."""


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
    weights: Mapping[str, float] | None = None,
) -> Understood:
    """Classify a message, then look for several questions in it.

    Args:
        topics: what `askable` gives.
        weights: of `bot.nlu.asking`, when they are not the fitted ones.
    """
    name, confidence, whole = classify(model, masked(text, mentions), text, settings)
    if name == "out_of_scope" and not model.features.knows_a_word_of(text):
        name = "nlu_fallback"  # « sdfkjh qsdlkfj » is about nothing
    alone = Understood(name, confidence, whole.chances)
    faint = name == "distress" and whole.intents[int(whole.chances.argmax())] in topics  # a piece may make it clear
    if (name in _WHOLE and not faint) or (name == "compare_jobs" and confidence >= _COMPARES):
        return alone
    read: dict[str, Reading] = {}

    def read_piece(masked_text: str) -> Reading:
        if masked_text not in read:
            read[masked_text] = model.read(masked_text)
        return read[masked_text]

    found = questions(text, mentions, read_piece, whole, topics, weights)
    worst = max((one.of("distress") for one in read.values() if one.is_distress(settings)), default=0.0)
    if worst >= _CLEAR:
        return Understood("distress", worst, whole.chances)
    if not found:
        return alone
    first = found[0]
    if faint and (worst or first.confidence < _CLEAR):
        return alone
    if first.intent == "compare_jobs" and len(text.split()) <= _SHORT_COMPARISON:
        return Understood(first.intent, max(first.confidence, settings.fallback), whole.chances)
    if len(found) == 1 and first.intent != name and confidence >= _SURE and name not in _UNCLEAR:
        return alone
    return Understood(first.intent, max(first.confidence, settings.fallback), whole.chances, found)
