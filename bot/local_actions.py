"""Run custom actions inside the server process, with the code that `rasa run actions` runs."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.tracker import read_event

logger = logging.getLogger(__name__)


class LocalActionEndpoint(EndpointConfig):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Stands where the URL of an action server would: calls the executor instead of the network."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="local")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *_: Any, **call: Any) -> dict[str, Any]:
        """What an action server answers to the JSON of `call`.

        An action that fails is logged with its trace, and the student hears a calm sentence: the conversation goes on.
        """
        action_call = call["json"]
        try:
            result: dict[str, Any] | None = await self._executor.run(action_call)
        except Exception:
            logger.exception("action '%s' failed", action_call.get("next_action"))
            return {"events": [], "responses": [{"response": "utter_technical_problem"}]}
        return result or {"events": [], "responses": []}


class QuickRemoteAction(RemoteAction):  # type: ignore[misc]
    """A custom action that calls the executor of this process without the detours that a network needs."""

    async def run(
        self, output_channel: OutputChannel, nlg: NaturalLanguageGenerator, tracker: DialogueStateTracker, domain: Domain
    ) -> list[Event]:
        """As Rasa's, whose validation and reading of the answer cost more than most actions.

        The executor has validated its events already.
        """
        if not isinstance(self.action_endpoint, LocalActionEndpoint):
            events: list[Event] = await super().run(output_channel, nlg, tracker, domain)
            return events
        answer = await self.action_endpoint.request(json=self._action_call_format(tracker, domain))
        said = await self._utter_responses(answer["responses"], output_channel, nlg, tracker)
        return [*said, *(read_event(event) for event in answer["events"])]

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Rasa's own checks the constant schema itself again at every call."""
        _validator().validate(result)
        return True


@lru_cache(maxsize=1)
def _validator() -> Draft7Validator:
    schema = RemoteAction.action_response_format_spec()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)
