"""`python -m benchmarks.turns`: what a turn costs the processor, in this process, without the network or the stock bot.

The model of models/ talks with conversations in a new SQLite file. Only the processor's time counts, and the lower tenth is
given beside the median, so that versions can be compared on a machine that does other work, though best turn about. Turns
come one after the other, then with a pause before each: a server that waits for students finds its caches cold, which
doubles the time. `python -m benchmarks.run` sees it so: it asks the stock bot in between.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
import uuid
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.run import JOB, ONE_QUESTION, QUESTIONS, TWO_QUESTIONS
from bot.quiet import be_quiet
from bot.settings import Settings

if TYPE_CHECKING:
    from rasa.core.agent import Agent

ROUNDS, WARM_UP, PAUSE = 200, 40, 0.02
KINDS = ("first turn", "later turn", "one question", "two questions")


def load() -> Agent:
    """The agent, with a database of its own."""
    url = f"sqlite:///{Path(tempfile.mkdtemp()) / 'turns.db'}"
    os.environ["DECLIC_DATABASE_URL"] = url  # custom actions read it there
    from bot.quiet import configure_structlog
    from bot.server import load_agent
    from bot.training import MODEL

    configure_structlog()
    return load_agent(MODEL, replace(Settings.from_environment(), database_url=url))


async def turn(agent: Agent, sender: str, text: str) -> float:
    """Milliseconds of the processor for one turn."""
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    channel = CollectingOutputChannel()
    message = UserMessage(text, channel, sender, input_channel="rest", metadata={"job": JOB})
    begun = time.thread_time()
    await agent.handle_message(message)
    elapsed = time.thread_time() - begun
    if not channel.messages:
        raise RuntimeError(f"no answer to {text!r}")
    return elapsed * 1000


async def measure(agent: Agent, rounds: int, pause: float) -> dict[str, list[float]]:
    """The times of every kind of turn, the kinds turn about."""
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    talking, asking = uuid.uuid4().hex, uuid.uuid4().hex
    for number in range(rounds):
        asked = {
            "first turn": (uuid.uuid4().hex, QUESTIONS[0]),
            "later turn": (talking, QUESTIONS[number % len(QUESTIONS)]),
            "one question": (asking, ONE_QUESTION[number % 2]),
            "two questions": (asking, TWO_QUESTIONS[number % 2]),
        }
        for kind, (sender, text) in asked.items():
            time.sleep(pause)
            times[kind].append(await turn(agent, sender, text))
    return times


def table(columns: dict[str, dict[str, list[float]]]) -> str:
    """The lower tenth and the median of each kind of turn, as Markdown."""
    head = " | ".join(f"{name}, p10 (ms) | {name}, p50 (ms)" for name in columns)
    lines = [f"| | {head} |", "| --- " * (1 + 2 * len(columns)) + "|"]
    for kind in KINDS:
        cells = (
            f"{sorted(times[kind])[len(times[kind]) // 10]:.2f} | {statistics.median(times[kind]):.2f}"
            for times in columns.values()
        )
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


async def _main() -> None:
    agent = load()
    await measure(agent, WARM_UP, 0)
    print(table({name: await measure(agent, ROUNDS, pause) for name, pause in (("in a row", 0.0), ("with pauses", PAUSE))}))


if __name__ == "__main__":
    be_quiet()
    asyncio.run(_main())
