"""Several replies as one: every answer in order, and one set of quick replies at the end."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.dialogue.state import Button, Message, Reply

MAX_BUTTONS = 3
"""Quick replies after an answer."""


def joined(replies: Sequence[Reply]) -> Reply:
    """The messages of all `replies`, the memory of the last one.

    Quick replies stand under the last bubble only: first what completes a list, then what the last reply offers. When
    several replies ask for the same choice, it is asked once, at the end; what is said twice is said once.
    """
    if len(replies) == 1:
        return replies[0]
    answers = [reply for reply in replies if not asks(reply)]
    questions = [reply for reply in replies if asks(reply)][-1:]
    answers = [reply for at, reply in enumerate(answers) if all(reply.messages != other.messages for other in answers[:at])]
    kept = [*answers, *questions]
    messages = [message for reply in kept for message in reply.messages]
    offered = [button for message in messages for button in message.buttons]
    last = _with_buttons(kept[-1].messages)
    buttons = questions[0].messages[0].buttons if questions else _best(offered, last.buttons if last else [])
    for message in messages:
        message.buttons = []
    if last is not None:
        last.buttons = buttons
    wanted = next((reply.wanted_job for reply in replies if reply.wanted_job), None)
    return Reply(messages, replies[-1].memory, wanted)


def asks(reply: Reply) -> bool:
    """Whether a reply asks the student to choose instead of answering."""
    return any(message.custom is not None and message.custom.get("type") == "choice" for message in reply.messages)


def _with_buttons(messages: Sequence[Message]) -> Message | None:
    said = [message for message in messages if message.custom is None]
    return next((message for message in reversed(said) if message.buttons), said[-1] if said else None)


def _best(offered: Sequence[Button], of_the_last: Sequence[Button]) -> list[Button]:
    completing = [button for button in offered if _completes(button)]
    chosen = {button.payload: button for button in [*completing, *of_the_last]}
    return list(chosen.values())[:MAX_BUTTONS]


def _completes(button: Button) -> bool:
    """A button that shows the rest of a list."""
    _, brace, entities = button.payload.partition("{")
    return bool(brace) and "lines" in json.loads(brace + entities)
