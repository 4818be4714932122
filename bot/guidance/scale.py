"""The scale of the answers in a guided flow: five steps from « Non » to « Oui », or no answer."""

from __future__ import annotations

import math
from collections.abc import Mapping

from bot.knowledge.flows import Step

Answers = Mapping[str, float | None]
"""By key of a question, in the order asked: from -1 (« Non ») to 1 (« Oui »), None when it was skipped."""

REPLIES: dict[Step, float | None] = {
    "yes": 1.0,
    "rather_yes": 0.5,
    "so_so": 0.0,
    "rather_no": -0.5,
    "no": -1.0,
    "skip": None,
}
"""What the quick replies stand for."""
STEPS = tuple(sorted(value for value in REPLIES.values() if value is not None))


def step(value: object) -> float | None:
    """The nearest of `STEPS`; None for what is no answer (a skipped question, something that is not a number)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return min(STEPS, key=lambda one: abs(one - value))


def reply(value: object) -> Step:
    """The quick reply that says it nearest."""
    nearest = step(value)
    return next(name for name, stands_for in REPLIES.items() if stands_for == nearest)
