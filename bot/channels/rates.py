"""How much a client may do in a time.

The library `limits` would do, but it needs `packaging` 21, and Rasa 3.6 needs one below.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Hashable

MAX_KEYS = 10_000
"""Clients remembered at once; beyond, those with nothing to remember are dropped, then the oldest."""


class Rate:
    """At most `most` events in any `seconds` for each key (a sliding window, exact)."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds that never go back."""
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._times: dict[Hashable, deque[float]] = {}

    def wait(self, key: Hashable) -> float:
        """Count one event of `key` and return 0; or count nothing and return the seconds until the next may come."""
        now = self._clock()
        times = self._times.get(key)
        if times is None:
            self._make_room(now)
            times = self._times[key] = deque()
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.most:
            return times[0] + self.seconds - now
        times.append(now)
        return 0.0

    def _make_room(self, now: float) -> None:
        if len(self._times) < MAX_KEYS:
            return
        self._times = {key: times for key, times in self._times.items() if times and times[-1] > now - self.seconds}
        while len(self._times) >= MAX_KEYS:
            del self._times[next(iter(self._times))]
