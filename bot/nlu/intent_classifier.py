"""Rasa component: the intent model, trained by `rasa train` and kept in Rasa's model archive."""

from __future__ import annotations

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
from bot.nlu.model import IntentModel, Settings, classify
from bot.nlu.storage import load_model, save_model
from bot.nlu.vectors import WordVectors

_RANKING = 10
"""Intents shown in `intent_ranking`."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Intent, confidence and ranking of each message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds of `bot.nlu.model.Settings`; config.yml may set them."""
        return {"fallback": Settings.fallback, "distress": Settings.distress}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        self._settings = Settings(float(config["fallback"]), float(config["distress"]))
        self._storage, self._resource, self._model = storage, resource, model

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
        texts = [masked(example.get(TEXT), linker.link(example.get(TEXT))) for example in examples]
        intents = [example.get(INTENT) for example in examples]
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
            text = message.get(TEXT) or ""
            masked_text = masked(text, message.get(JOB_MENTIONS) or [])
            name, confidence, probabilities = classify(self._model, masked_text, text, self._settings)
            best = np.argsort(-probabilities)[:_RANKING]
            ranking = [{"name": self._model.intents[at], "confidence": float(probabilities[at])} for at in best]
            if ranking[0]["name"] != name:
                ranking = [{"name": name, "confidence": confidence}, *ranking]
            message.set("intent", {"name": name, "confidence": confidence}, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
