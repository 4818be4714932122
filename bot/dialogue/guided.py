"""What a guided flow asks and gives: one interface for the self-assessment of a job and the discovery quiz."""

from __future__ import annotations

from typing import Protocol

from bot.dialogue.flow import Flow, Kind
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply
from bot.guidance.answer import Question
from bot.guidance.scale import Answers
from bot.knowledge.library import Library


class Guided(Protocol):
    """The questions of one flow, read anew at every turn, and its result."""

    @property
    def kind(self) -> Kind:
        """Which flow."""

    @property
    def title(self) -> str:
        """What it is about, as students read it."""

    def total(self) -> int:
        """How many questions there are at most."""

    def next_key(self, answers: Answers) -> str | None:
        """The key of the question to ask now; None when it is over."""

    def text(self, key: str) -> str | None:
        """The question; None for one that is no longer there."""

    def again(self, key: str) -> str:
        """The same in other words, with an example."""

    def question(self, key: str) -> Question:
        """What is asked, for reading an answer; reversed where being at ease with it is a literal « non »."""

    def reaction(self, key: str, value: float | None) -> str | None:
        """What to say of an answer, before the next question."""

    def names(self) -> dict[str, str]:
        """Short names of the questions by key, to choose one by; empty when there are too many."""

    def intro(self) -> list[Message]:
        """What is said before the first question."""

    def why(self, key: str) -> Message:
        """Why a question is asked."""

    def result(self, flow: Flow, memory: Memory) -> Reply:
        """The result of a finished flow, and what can be done next."""


def progress(guided: Guided, flow: Flow) -> tuple[int, int]:
    """Which question it is that is asked next, and of how many; a flow may hold more answers than are still asked for."""
    step = len(flow.answers) + 1
    return step, max(guided.total(), step)


def question(library: Library, guided: Guided, flow: Flow, text: str | None = None) -> list[Message]:
    """The question that waits for an answer, with its step and its quick replies; `text` asks it in other words."""
    key, flows = flow.asked or "", library.knowledge.flows
    step, total = progress(guided, flow)
    asked = library.writer.render(flows.question, step=step, total=total, text=text or guided.text(key) or "")
    card = {"type": "question", "flow": flow.kind, "job": flow.job, "step": step, "total": total, "key": key}
    return [Message(text=asked, buttons=_steps(library, flow, key)), Message(custom=card)]


_INTENTS = {"yes": "affirm", "rather_yes": "affirm", "so_so": "unsure", "rather_no": "deny", "no": "deny", "skip": "unsure"}
"""The intents that answers to a question have anyway; a short payload, since some channels allow 64 bytes."""


def _steps(library: Library, flow: Flow, key: str) -> list[Button]:
    """The five quick replies; a sixth one skips a question that could not be read twice."""
    titles = library.knowledge.flows.steps
    names = [name for name in titles if name != "skip" or flow.unread > 1]
    return [Button(titles[name], payload(_INTENTS[name], step=key, answer=name)) for name in names]
