"""The agent: Rasa's own leaves the same conversation, event by event, for more work."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.core.actions.action import ActionListen
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from bot.agent import DeclicAgent, build_agent, fills_slots
from bot.local_actions import LocalActionEndpoint, QuickRemoteAction
from bot.paths import DOMAIN
from bot.tracker_store import SnapshotTrackerStore

JOB = "assistant-de-production-audiovisuelle"
CONVERSATION = [
    "combien on gagne ?",
    "et les études ?",
    '/choose_job{"job":"directeur-de-postproduction"}',
    "c'est quoi les horaires et combien on gagne ?",
    "zblorg kwak",
    "je veux parler à quelqu'un",
    "merci",
]
OF_THE_MOMENT = frozenset({"timestamp", "message_id"})


@pytest.fixture(scope="module")
def agent(model: Path, tmp_path_factory: pytest.TempPathFactory) -> DeclicAgent:
    folder = tmp_path_factory.mktemp("agent")
    return build_agent(model, SnapshotTrackerStore(url=f"sqlite:///{folder / 'a.db'}"), LocalActionEndpoint())


def events_of(agent: Agent, store: TrackerStore) -> list[dict[str, Any]]:
    """Everything that a conversation leaves in the store, without times and random ids."""

    async def talk() -> list[dict[str, Any]]:
        for text in CONVERSATION:
            np.random.seed(1)  # variants of a response are drawn
            channel = CollectingOutputChannel()
            await agent.handle_message(UserMessage(text, channel, "one", input_channel="rest", metadata={"job": JOB}))
        tracker = await store.retrieve_full_tracker("one")
        assert tracker is not None
        return [_lasting(event.as_dict()) for event in tracker.events]

    return asyncio.run(talk())


def _lasting(event: dict[str, Any]) -> dict[str, Any]:
    event = {name: value for name, value in event.items() if name not in OF_THE_MOMENT}
    if "parse_data" in event:
        event["parse_data"] = {name: value for name, value in event["parse_data"].items() if name not in OF_THE_MOMENT}
    return event


def test_rasas_own_agent_leaves_the_same_events(model: Path, agent: DeclicAgent, tmp_path: Path) -> None:
    stock_store = SQLTrackerStore(Domain.load(str(DOMAIN)), db=str(tmp_path / "stock.db"))
    stock = Agent(tracker_store=stock_store, action_endpoint=LocalActionEndpoint())
    stock.load_model(model)
    ours, rasas = events_of(agent, agent.tracker_store), events_of(stock, stock_store)
    assert [event["text"] for event in ours if event["event"] == "user"] == CONVERSATION
    assert ours == rasas


def test_custom_actions_are_quick_and_the_rest_rasas(agent: DeclicAgent) -> None:
    get = agent.processor._get_action
    assert isinstance(get("action_answer"), QuickRemoteAction)
    assert type(get("action_listen")) is ActionListen
    assert get("action_restart").name() == "action_restart"


@pytest.mark.parametrize(
    ("mapping", "actions", "expected"),
    [
        ({"type": "custom"}, [], False),
        ({"type": "custom", "action": "action_fill"}, ["action_fill"], True),
        ({"type": "from_text"}, [], True),
        ({"type": "custom"}, ["action_validate_slot_mappings"], True),
    ],
)
def test_slots_are_looked_at_when_a_message_may_fill_one(
    mapping: dict[str, str], actions: list[str], expected: bool
) -> None:
    domain = Domain.from_dict({"slots": {"mood": {"type": "text", "mappings": [mapping]}}, "actions": actions})
    assert fills_slots(domain) is expected
