"""Rasa's agent with our message processor: quick custom actions, and no turn without an answer."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.core.actions.action import Action, ActionBotResponse, ActionListen, ActionSessionStart, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.exceptions import ActionLimitReached, ModelNotFound
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.graph_runner import SequentialGraphRunner
from bot.local_actions import QuickRemoteAction
from bot.privacy import masked_text

_LOCK_POLL_SECONDS = 0.02
_STATELESS = frozenset({ActionListen, ActionSessionStart, ActionBotResponse, RemoteAction})
_PAYLOAD = re.compile(r"/[a-z_]+(?:\{[^{}]*\})?")
"""What a quick reply sends; its values are ours."""


class Processor(MessageProcessor):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Rasa's message processor with `QuickRemoteAction` for custom actions and `SequentialGraphRunner` for the model."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Rasa's; actions that keep nothing between two turns are made once."""
        super().__init__(*args, **kwargs)
        self._fills_slots = fills_slots(self.domain)
        actions = [super(Processor, self)._get_action(name) for name in self.domain.action_names_or_texts]
        self._actions = {action.name(): _quick(action) for action in actions if type(action) in _STATELESS}

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        """Unpack and load a model file.

        Raises:
            ModelNotFound: when there is none at `model_path`.
        """
        path = Path(model_path)
        if not path.is_file():
            raise ModelNotFound(f"No model at '{path}'.")
        with TemporaryDirectory() as folder:
            metadata, runner = load_predict_graph_runner(Path(folder), path, LocalModelStorage, SequentialGraphRunner)
        return path.name, metadata, runner

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """As Rasa's, on the text without personal data: nothing after this point ever sees, logs or stores them."""
        if message.text and not _PAYLOAD.fullmatch(message.text):
            message.text = masked_text(message.text)
        answers: list[dict[str, Any]] | None = await super().handle_message(message)
        return answers

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        """As Rasa's, without the deep copies of all events that it makes for a log entry that is dropped."""
        if not any(isinstance(event, ActionExecutionRejected) for event in events or []):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events or [], self.domain)

    def _get_action(self, action_name: str) -> Action | None:
        return self._actions.get(action_name) or super()._get_action(action_name)

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action | None, PolicyPrediction]:
        """As Rasa's, with our `_get_action`.

        Raises:
            rasa.exceptions.ActionLimitReached: when a turn has run too many actions.
        """
        if self.is_action_limit_reached(tracker, self.should_predict_another_action(tracker.latest_action_name)):
            raise ActionLimitReached("The limit of actions to predict has been reached.")
        prediction = self._predict_next_with_tracker(tracker)
        return self._get_action(self.domain.action_names_or_texts[prediction.max_confidence_index]), prediction

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """As Rasa's, which looks at every slot; nothing to do when no message fills one by itself, as in our domain."""
        if self._fills_slots:
            return await super().run_action_extract_slots(output_channel, tracker)
        return tracker

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Rasa's makes a domain and compares ours with it, to warn of what `python -m bot check` refuses."""


def fills_slots(domain: Domain) -> bool:
    """Whether slots are filled by what a message holds, and not by actions alone."""
    mappings = [mapping for slot in domain.slots for mapping in slot.mappings]
    by_message = any(mapping["type"] != str(SlotMappingType.CUSTOM) or mapping.get("action") for mapping in mappings)
    return by_message or ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions


def _quick(action: Action) -> Action:
    return QuickRemoteAction(action.name(), action.action_endpoint) if type(action) is RemoteAction else action


class QuickFailSafeStore(FailSafeTrackerStore):  # type: ignore[misc]
    """Rasa's, which goes on in memory when the database fails; new conversations get the store's own kind of tracker."""

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A tracker for a conversation that begins, from the primary store."""
        return self._tracker_store.init_tracker(sender_id)


class DeclicAgent(Agent):  # type: ignore[misc]
    """Rasa's agent, with `Processor`."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        return QuickFailSafeStore(store or InMemoryTrackerStore(domain))

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a trained model.

        Raises:
            rasa.exceptions.ModelNotFound: when there is none at `model_path`.
        """
        self.processor = Processor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses


class QuickLockStore(InMemoryLockStore):  # type: ignore[misc]
    """In-memory locks that look again after 20 ms, not after a second, when two messages of one student meet."""

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = _LOCK_POLL_SECONDS
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the lock of one conversation."""
        async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as held:
            yield held


def build_agent(model: Path, store: TrackerStore, actions: EndpointConfig) -> DeclicAgent:
    """An agent that can talk, from a model file.

    Raises:
        rasa.exceptions.ModelNotFound: when there is no model at `model`.
    """
    agent = DeclicAgent(tracker_store=store, lock_store=QuickLockStore(), action_endpoint=actions)
    agent.load_model(model)
    return agent
