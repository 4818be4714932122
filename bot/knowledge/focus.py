"""Bring the line that a question is about to the front of a list (« y a une école à Liège ? »)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from bot.knowledge.text import content_words

_STEM = 5


def stems(text: str) -> set[str]:
    """Content words cut to their first letters, so that plurals and feminines meet."""
    return {word[:_STEM] for word in content_words(text)}


@lru_cache(maxsize=4096)
def known_stems(text: str) -> frozenset[str]:
    """`stems` of a text of knowledge/, worked out once; what students write is not kept like this."""
    return frozenset(stems(text))


def by_relevance(lines: list[str], question: str, topic: str = "") -> list[int]:
    """The places of `lines` in their own order, those that share a rare word with `question` first.

    A word that more than half of the lines hold says nothing about which one is meant, nor does a word of the topic's own
    name (`topic`): « quelle école ? » is not about the lines with « école » in them.
    """
    asked = stems(question) - known_stems(topic)
    if not asked:
        return list(range(len(lines)))
    line_stems = [known_stems(line) for line in lines]
    spread = Counter(stem for found in line_stems for stem in found)
    telling = {stem for stem in asked if 0 < spread[stem] <= max(1, len(lines) // 2)}
    return sorted(range(len(lines)), key=lambda place: -len(line_stems[place] & telling))
