"""Run custom actions inside the server process, with the code that `rasa run actions` runs."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

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
    """A custom action whose answer is validated with a schema that was checked once.

    Rasa's own checks the constant schema itself again at every call, which is most of the cost of a custom action.
    """

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        if isinstance(self.action_endpoint, LocalActionEndpoint):
            return True  # the executor in this process has validated the events already
        _validator().validate(result)
        return True


@lru_cache(maxsize=1)
def _validator() -> Draft7Validator:
    schema = RemoteAction.action_response_format_spec()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)
