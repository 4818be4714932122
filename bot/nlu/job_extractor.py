"""Rasa component: links the jobs that a message names, from knowledge/ as it is when the model is loaded."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.library import shared_library
from bot.knowledge.linking import JobLinker, Mention

JOB_MENTIONS = "job_mentions"
"""Property of a message: its `Mention`s, for the classifier."""


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class JobExtractor(GraphComponent):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Entities `job` (sure, one slug) and `job_doubt` (one for each slug that may be meant)."""

    def __init__(self, linker: JobLinker) -> None:
        self._linker = linker

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> JobExtractor:
        """Build from the shared library; a broken guide raises `DataError` with all its problems."""
        return cls(shared_library().linker)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            mentions = self._linker.link(message.get(TEXT) or "")
            message.set(JOB_MENTIONS, mentions)
            found = [entity for mention in mentions for entity in entities(mention)]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def entities(mention: Mention) -> list[dict[str, Any]]:
    """A mention in Rasa's format."""
    place = {"start": mention.start, "end": mention.end, "confidence_entity": mention.score, "extractor": "JobExtractor"}
    kind = "job" if mention.sure else "job_doubt"
    return [{"entity": kind, "value": job, **place} for job in mention.jobs]
