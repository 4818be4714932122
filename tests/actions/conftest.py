"""Shared by the tests of actions/: trackers as Rasa sends them, and whole conversations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.state import Memory
from bot.knowledge.library import Library, shared_library
from bot.paths import DOMAIN

Events = list[dict[str, Any]]
SLOTS = (*(item.name for item in fields(Memory)), "erase")


@dataclass
class Turn:
    """What an action said and did."""

    messages: list[dict[str, Any]]
    """As in the dispatcher."""
    events: Events

    @property
    def responses(self) -> list[str]:
        """Names of the responses of domain.yml that were said."""
        return [message["response"] for message in self.messages if message["response"]]

    @property
    def texts(self) -> list[str]:
        """Texts that were said as they are."""
        return [message["text"] for message in self.messages if message["text"]]

    @property
    def payloads(self) -> list[str]:
        """What the quick replies send."""
        return [button["payload"] for message in self.messages for button in message["buttons"]]

    @property
    def custom(self) -> list[dict[str, Any]]:
        """The machine-readable messages."""
        return [message["custom"] for message in self.messages if message["custom"]]

    @property
    def answered(self) -> list[tuple[str | None, str]]:
        """(job, topic) of each answer."""
        return [(card["job"], card["topic"]) for card in self.custom if card["type"] == "answer"]


def make_tracker(
    text: str = "",
    intent: str = "",
    entities: Iterable[Any] = (),
    *,
    slots: dict[str, Any] | None = None,
    metadata: Any = None,
    channel: str | None = "rest",
    confidence: float = 1.0,
    before: Iterable[dict[str, Any]] = (),
    understood: dict[str, Any] | None = None,
) -> Tracker:
    """The tracker of a turn whose message is `text`, after the events `before`; `understood` is what else was read in it."""
    intent_of = {"name": intent, "confidence": confidence}
    message = {"text": text, "intent": intent_of, "entities": list(entities), **(understood or {})}
    user = {"event": "user", "text": text, "parse_data": message, "input_channel": channel, "metadata": metadata}
    state = {
        "sender_id": "eleve",
        "slots": {**dict.fromkeys(SLOTS), **(slots or {})},
        "latest_message": message,
        "events": [*before, {"event": "action", "name": "action_listen"}, user],
        "latest_action_name": "action_listen",
    }
    return Tracker.from_dict(state)


def run_action(action: Action, tracker: Tracker) -> Turn:
    """Run an action as the executor does."""
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    return Turn(dispatcher.messages, events)


@dataclass
class Conversation:
    """Turns one after the other: slots and events are kept as Rasa keeps them."""

    responses: dict[str, Any]
    """Of domain.yml."""
    channel: str | None = "rest"
    slots: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(SLOTS))
    events: Events = field(default_factory=list)

    def send(self, action: Action, text: str = "", intent: str = "", entities: Iterable[Any] = (), **message: Any) -> Turn:
        """One message of the student, answered by `action`."""
        tracker = make_tracker(text, intent, entities, slots=self.slots, channel=self.channel, before=self.events, **message)
        turn = run_action(action, tracker)
        self.events = [*tracker.events, {"event": "action", "name": action.name()}]
        self.events += [self._bot_event(message) for message in turn.messages]
        for event in turn.events:
            self.events.append(event)
            if event["event"] == "slot":
                self.slots = {**self.slots, event["name"]: event["value"]}
        return turn

    def _bot_event(self, message: dict[str, Any]) -> dict[str, Any]:
        text = message["text"]
        if message["response"]:
            text = re.sub(r"{(\w+)}", lambda name: message[name[1]], self.responses[message["response"]][0]["text"])
        data = {"buttons": message["buttons"] or None, "custom": message["custom"] or None, "image": None}
        return {"event": "bot", "text": text, "data": data, "metadata": {"utter_action": message["response"]}}


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty database: nothing that an action notes reaches the one of the project."""
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DECLIC_DATABASE_URL", url)
    return url


@pytest.fixture(scope="session")
def library() -> Library:
    """The library that the actions use."""
    return shared_library()


@pytest.fixture(scope="session")
def domain() -> dict[str, Any]:
    """The content of domain.yml."""
    content: dict[str, Any] = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    return content


@pytest.fixture
def tracker() -> Callable[..., Tracker]:
    """`make_tracker`."""
    return make_tracker


@pytest.fixture
def run() -> Callable[[Action, Tracker], Turn]:
    """`run_action`."""
    return run_action


@pytest.fixture
def conversation(domain: dict[str, Any]) -> Conversation:
    """A conversation that begins, on the channel `rest`."""
    return Conversation(domain["responses"])
