"""A conversation in the terminal."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

CHANNEL = "cmdline"


def chat(agent: Agent) -> None:
    """Read lines until an empty end of input; a number taps the button of that number."""
    asyncio.run(_chat(agent, f"terminal-{uuid.uuid4().hex}"))


async def _chat(agent: Agent, sender: str) -> None:
    payloads: list[str] = []
    while True:
        try:
            text = input("\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if text.isdigit() and 1 <= int(text) <= len(payloads):
            text = payloads[int(text) - 1]
        output = CollectingOutputChannel()
        await agent.handle_message(UserMessage(text, output, sender, input_channel=CHANNEL))
        payloads = show(output.messages)


def show(messages: list[dict[str, Any]]) -> list[str]:
    """Print the bubbles and number the buttons; the payloads of the buttons in order."""
    payloads: list[str] = []
    for message in messages:
        if message.get("text"):
            print(f"\n{message['text']}")
        for button in message.get("buttons") or []:
            payloads.append(button["payload"])
            print(f"  [{len(payloads)}] {button['title']}")
    return payloads
