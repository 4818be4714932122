"""A message of the web channel while it is being answered: it goes on whether or not anybody listens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.channels.errors import UNEXPECTED
from bot.channels.web_store import CHANNEL, Frame, frame

logger = logging.getLogger(__name__)

PING_SECONDS = 5.0
"""Silence after which a client is told that the answer is still being made."""

Handler = Callable[[UserMessage], Awaitable[Any]]
Line = dict[str, Any]
"""What is sent to the client in one line."""


class Turn:
    """The lines of one answer. Any number of clients follow it, from its beginning, at any time."""

    def __init__(self) -> None:
        """Nothing has been said yet."""
        self.lines: list[Line] = [{"type": "typing"}]
        self._finished = False
        self._changed = asyncio.Event()

    @classmethod
    def of_stored(cls, frames: list[Frame]) -> Turn:
        """An answer that was given before."""
        turn = cls()
        turn.lines += [{"type": "message", **stored} for stored in frames]
        turn.finish({"type": "done", "messages": len(frames)})
        return turn

    @property
    def said(self) -> int:
        """How many messages the bot has said."""
        return sum(line["type"] == "message" for line in self.lines)

    def add(self, line: Line) -> None:
        """One more line."""
        self.lines.append(line)
        self._changed.set()
        self._changed = asyncio.Event()

    def finish(self, line: Line) -> None:
        """The last line."""
        self._finished = True
        self.add(line)

    async def follow(self) -> AsyncIterator[Line]:
        """Every line as it comes, and a ping after each `PING_SECONDS` without one."""
        place = 0
        while True:
            while place < len(self.lines):
                yield self.lines[place]
                place += 1
            if self._finished:
                return
            try:
                async with asyncio.timeout(PING_SECONDS):
                    await self._changed.wait()
            except TimeoutError:
                yield {"type": "ping"}


class TurnOutput(OutputChannel):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Rasa's way out, into a turn: each message as soon as it is said, as a whole."""

    def __init__(self, turn: Turn) -> None:
        """Say everything to `turn`."""
        self._turn = turn

    @classmethod
    def name(cls) -> str:
        """The name of the channel."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """One message of the bot."""
        self._turn.add({"type": "message", **frame(self._turn.said, message)})
        await asyncio.sleep(0)  # what answers never waits: let those who follow send this bubble before the next one


class Turns:
    """The turns that are under way, by conversation and message."""

    def __init__(self, on_new_message: Handler) -> None:
        """`on_new_message` has a message answered, and stored, in the order of the messages of one conversation."""
        self._on_new_message = on_new_message
        self._running: dict[str, dict[str, tuple[Turn, asyncio.Task[None]]]] = {}

    def get(self, conversation: str, message_id: str) -> Turn | None:
        """The turn of a message that is being answered now."""
        found = self._running.get(conversation, {}).get(message_id)
        return found[0] if found else None

    def waiting(self, conversation: str) -> int:
        """How many messages of a conversation are being answered, or wait for that."""
        return len(self._running.get(conversation, {}))

    def start(self, conversation: str, message_id: str, text: str, metadata: dict[str, Any]) -> Turn:
        """Have a message answered, to the end, even when the client goes away."""
        turn = Turn()
        message = UserMessage(
            text, TurnOutput(turn), conversation, input_channel=CHANNEL, message_id=message_id, metadata=metadata
        )
        task = asyncio.get_running_loop().create_task(self._answer(turn, message))
        self._running.setdefault(conversation, {})[message_id] = (turn, task)  # a task that nobody holds may be collected
        return turn

    async def _answer(self, turn: Turn, message: UserMessage) -> None:
        try:
            await self._on_new_message(message)
            turn.finish({"type": "done", "messages": turn.said})
        except Exception:  # whatever went wrong, the client is told, and the conversation stays
            logger.exception("a message could not be handled")
            status, code, told = UNEXPECTED
            turn.finish({"type": "error", "status": status, "error": code, "message": told})
        finally:
            running = self._running[message.sender_id]
            del running[message.message_id]
            if not running:
                del self._running[message.sender_id]
