"""Keep every bubble readable: at most 500 characters, cut where a reader would pause."""

from __future__ import annotations

import re

from bot.knowledge.fields import MAX_BUBBLE

_PAUSES = (re.compile(r"\n"), re.compile(r"(?<=[.!?…]) "), re.compile(r"(?<=[,;:]) "), re.compile(r" "))


def pack(bubbles: list[str]) -> list[str]:
    """The same texts without empty ones, each cut into bubbles of at most `MAX_BUBBLE` characters."""
    return [part for bubble in bubbles for part in split(bubble.strip()) if part]


def split(text: str) -> list[str]:
    """Cut one text at line ends first, then at sentences, commas, spaces; a longer word is cut anywhere."""
    if len(text) <= MAX_BUBBLE:
        return [text]
    for pause in _PAUSES:
        places = [match.end() for match in pause.finditer(text, 0, MAX_BUBBLE + 1) if match.start() > 0]
        if places:
            return [text[: places[-1]].strip(), *split(text[places[-1] :].strip())]
    return [text[:MAX_BUBBLE], *split(text[MAX_BUBBLE:])]
