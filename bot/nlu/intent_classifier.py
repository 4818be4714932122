"""Rasa component: the intent model, trained by `rasa train` and kept in Rasa's model archive."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.library import shared_library
from bot.nlu.job_extractor import JOB_MENTIONS
from bot.nlu.masking import masked
from bot.nlu.model import IntentModel, Settings
from bot.nlu.storage import load_model, save_model
from bot.nlu.understanding import askable, understand
from bot.nlu.vectors import WordVectors

QUESTIONS = "questions"
"""Property of a message that asks several things: `intent`, `confidence`, `start`, `end` of each question."""
_SHOWN_WEIGHT = 3
"""How often the question and the name of a topic, as shown to students, stand among the phrases."""
_RANKING = 10
"""Intents shown in `intent_ranking`."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Intent, confidence and ranking of each message, and its questions when it asks several."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds of `bot.nlu.model.Settings`; config.yml may set them."""
        return asdict(Settings())

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        self._settings = Settings(**{name: float(config[name]) for name in asdict(Settings())})
        self._storage, self._resource, self._model = storage, resource, model
        self._topics = askable(shared_library().knowledge.topics)

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> IntentClassifier:
        """A component to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Training depends on this package and on the names of jobs too: Rasa's cache must know."""
        files = sorted(Path(__file__).parent.glob("*.py"))
        digest = blake2b(b"".join(path.read_bytes() for path in files))
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every phrase that has an intent, its jobs masked."""
        linker = shared_library().linker
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        pairs = [(example.get(TEXT), example.get(INTENT)) for example in examples]
        # What a quick reply shows may be typed as well; more than once, since it is the plainest way to ask.
        topics = shared_library().knowledge.topics.topics
        pairs += [(text, topic.intent) for topic in topics for text in (topic.ask, topic.label)] * _SHOWN_WEIGHT
        texts = [masked(text, linker.link(text)) for text, _ in pairs]
        intents = [intent for _, intent in pairs]
        self._model = IntentModel.train(texts, intents, WordVectors.from_spacy())
        with self._storage.write_to(self._resource) as folder:
            save_model(self._model, folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """The trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, load_model(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify messages one by one (Rasa gives one at a time)."""
        if self._model is None:
            raise RuntimeError("the intent classifier was not trained; run `rasa train`")
        for message in messages:
            text, mentions = message.get(TEXT) or "", message.get(JOB_MENTIONS) or []
            meaning = understand(self._model, text, mentions, self._topics, self._settings)
            best = np.argsort(-meaning.probabilities)[:_RANKING]
            ranking = [{"name": self._model.intents[at], "confidence": float(meaning.probabilities[at])} for at in best]
            first = {"name": meaning.intent, "confidence": meaning.confidence}
            if ranking[0]["name"] != meaning.intent:
                ranking = [first, *ranking]
            elif first["confidence"] > ranking[0]["confidence"]:
                ranking[0] = first  # one of its questions is surer than the message as a whole
            message.set("intent", first, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            if meaning.questions:
                message.set(QUESTIONS, [asdict(question) for question in meaning.questions], add_to_output=True)
        return messages
