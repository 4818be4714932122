"""A turn goes on whether or not anybody follows it, and whoever follows gets all of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels import web_turns
from bot.channels.web_turns import Turn, Turns


async def lines_of(turn: Turn) -> list[dict[str, Any]]:
    return [line async for line in turn.follow()]


async def answer_slowly(message: UserMessage) -> None:
    await asyncio.sleep(0.05)
    await message.output_channel.send_response(message.sender_id, {"text": "oui"})
    await asyncio.sleep(0.05)
    await message.output_channel.send_response(message.sender_id, {"text": "et non"})


def test_those_who_come_later_get_everything() -> None:
    async def run() -> None:
        turns = Turns(answer_slowly)
        turn = turns.start("web-1", "message-1", "salut", {})
        early = asyncio.create_task(lines_of(turn))
        await asyncio.sleep(0.07)
        assert turns.get("web-1", "message-1") is turn and turns.waiting("web-1") == 1
        late = asyncio.create_task(lines_of(turn))
        assert await early == await late
        assert [line["type"] for line in await early] == ["typing", "message", "message", "done"]
        await asyncio.sleep(0)
        assert turns.get("web-1", "message-1") is None and turns.waiting("web-1") == 0

    asyncio.run(run())


def test_nobody_has_to_listen() -> None:
    async def run() -> None:
        turn = Turns(answer_slowly).start("web-1", "message-1", "salut", {})
        follower = asyncio.create_task(lines_of(turn))
        await asyncio.sleep(0)
        follower.cancel()
        await asyncio.sleep(0.15)
        assert turn.said == 2

    asyncio.run(run())


def test_a_bubble_is_sent_before_the_next_one_is_made() -> None:
    order: list[str] = []

    async def answer_at_once(message: UserMessage) -> None:
        for text in ("un", "deux"):
            order.append(f"made {text}")
            await message.output_channel.send_response(message.sender_id, {"text": text})

    async def run() -> None:
        async for line in Turns(answer_at_once).start("web-1", "message-1", "salut", {}).follow():
            order.append(f"sent {line.get('text') or line['type']}")

    asyncio.run(run())
    assert order.index("sent un") < order.index("made deux")


def test_a_slow_answer_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_turns, "PING_SECONDS", 0.01)
    kinds = [line["type"] for line in asyncio.run(_answer(answer_slowly))]
    assert kinds[0] == "typing" and kinds[1] == "ping" and kinds[-1] == "done"


def test_an_error_is_told_without_its_trace() -> None:
    async def fail(message: UserMessage) -> None:
        raise RuntimeError("a secret of the inside")

    *_, last = asyncio.run(_answer(fail))
    assert (last["type"], last["status"], last["error"]) == ("error", 500, "internal_error")
    assert "secret" not in str(last)


async def _answer(handler: web_turns.Handler) -> list[dict[str, Any]]:
    return await lines_of(Turns(handler).start("web-1", "message-1", "salut", {}))
