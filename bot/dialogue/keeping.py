"""The flows that a conversation keeps beside the one under way: nothing that was answered is ever lost."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.flow import Flow
from bot.dialogue.state import MAX_KEPT, Memory


def keep(memory: Memory, flow: Flow) -> Memory:
    """Stop a flow and keep it."""
    memory = without(memory, flow.kind, flow.job)
    return replace(memory, flow=None, kept=(*memory.kept, replace(flow, paused=True))[-MAX_KEPT:])


def alone(memory: Memory, kind: str, job: str | None) -> Memory:
    """The memory for asking that flow: it is no longer among the kept ones, and another one that is under way is."""
    memory, other = without(memory, kind, job), memory.flow
    return keep(memory, other) if other is not None and (other.kind, other.job) != (kind, job) else memory


def without(memory: Memory, kind: str, job: str | None) -> Memory:
    """The memory without a kept flow of that kind and job."""
    return replace(memory, kept=tuple(flow for flow in memory.kept if (flow.kind, flow.job) != (kind, job)))
