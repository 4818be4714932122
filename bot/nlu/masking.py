"""Hide which job a message names, so that the classifier learns the question and a new job needs no training."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.linking import Mention
from bot.knowledge.text import fold
from bot.nlu.spelling import spelled_out
from bot.privacy import without_masks

MASK = " zmetier "
"""Stands for a linked job; a word that no student writes."""
MAX_CHARACTERS = 1000
"""Of a longer message only the beginning is understood."""


def masked(text: str, mentions: Iterable[Mention]) -> str:
    """`text` folded, each mention replaced by `MASK`, doubtful ones too; offsets of `mentions` are those of `text`."""
    text, parts, at = without_masks(text), [], 0
    for mention in mentions:
        if mention.start >= at:
            parts += [text[at : mention.start], MASK]
            at = mention.end
    return spelled_out(fold("".join([*parts, text[at:]])[:MAX_CHARACTERS])).strip()
