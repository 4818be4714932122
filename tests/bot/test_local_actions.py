"""The same conversation with `rasa run actions` over HTTP and with the actions in the process gives the same answers."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig

from bot.agent import DeclicAgent, build_agent
from bot.local_actions import LocalActionEndpoint
from bot.paths import ROOT
from bot.tracker_store import SnapshotTrackerStore
from tests.conftest import fetch, free_port

CONVERSATION = [
    "salut",
    "combien on gagne ?",
    '/choose_job{"job":"directeur-de-postproduction"}',
    "et les études ?",
    "et pour l'autre métier ?",
    "c'est quoi le tax shelter",
    "zblorg kwak",
    "frtt plonk",
    "tu peux répéter",
    "je veux parler à quelqu'un",
    "/ask_missions",
    "efface toutes mes données",
    "et les horaires ?",
]


@pytest.fixture(scope="module")
def action_server() -> Iterator[str]:
    """`rasa run actions`, as trainers start it."""
    port = free_port()
    command = [sys.executable, "-m", "rasa", "run", "actions", "--port", str(port)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                if fetch(f"http://localhost:{port}/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail("the action server did not start")
        yield f"http://localhost:{port}/webhook"
        process.terminate()


def converse(agent: DeclicAgent) -> list[list[dict[str, Any]]]:
    """Every answer of the conversation; variants of a response are drawn from the same seed."""

    async def run() -> list[list[dict[str, Any]]]:
        answers = []
        for text in CONVERSATION:
            np.random.seed(1)
            output = CollectingOutputChannel()
            await agent.handle_message(UserMessage(text, output, "one", input_channel="rest"))
            answers.append(output.messages)
        return answers

    return asyncio.run(run())


def test_both_ways_say_the_same(model: Path, action_server: str, tmp_path: Path) -> None:
    stores = [SnapshotTrackerStore(url=f"sqlite:///{tmp_path / name}.db") for name in ("local", "remote")]
    local = converse(build_agent(model, stores[0], LocalActionEndpoint()))
    remote = converse(build_agent(model, stores[1], EndpointConfig(url=action_server)))
    for text, here, there in zip(CONVERSATION, local, remote, strict=True):
        assert here == there, text
        assert here, text


def test_an_action_that_fails_answers_calmly_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    endpoint = LocalActionEndpoint()
    result = asyncio.run(endpoint.request(json={"next_action": "action_answer", "tracker": {"broken": True}}))
    assert result == {"events": [], "responses": [{"response": "utter_technical_problem"}]}
    assert "action 'action_answer' failed" in caplog.text


def test_an_unknown_action_answers_calmly() -> None:
    result = asyncio.run(LocalActionEndpoint().request(json={"next_action": "action_nope", "tracker": {}}))
    assert result["responses"] == [{"response": "utter_technical_problem"}]
