"""How much a client may do in a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import rates
from bot.channels.rates import Rate


class Clock:
    """A clock that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_over_the_limit_waits() -> None:
    clock = Clock()
    rate = Rate(2, 60, clock)
    assert [rate.wait("a"), rate.wait("a"), rate.wait("b")] == [0, 0, 0]
    clock.now += 10
    assert rate.wait("a") == 50
    clock.now += 50
    assert rate.wait("a") == 0


@given(st.lists(st.integers(0, 30), max_size=80))
def test_no_window_holds_more(steps: list[int]) -> None:
    clock = Clock()
    rate = Rate(3, 60, clock)
    accepted = []
    for step in steps:
        clock.now += step
        wait = rate.wait("a")
        assert 0 <= wait <= 60
        if not wait:
            accepted.append(clock.now)
    assert all(later - first >= 60 for first, later in zip(accepted, accepted[3:], strict=False))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAX_KEYS", 10)
    clock = Clock()
    rate = Rate(1, 60, clock)
    for key in range(100):
        assert rate.wait(key) == 0
    assert len(rate._times) == 10
    assert rate.wait(99) > 0
