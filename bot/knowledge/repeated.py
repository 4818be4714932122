"""What stands twice in a list where each may stand once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def twice(what: str, values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(place, message) of each value that stood before in the list."""
    seen: set[str] = set()
    for place, value in enumerate(values):
        if value in seen:
            yield place, f"the {what} '{value}' stands twice; keep one of them, or give this one another name"
        seen.add(value)
