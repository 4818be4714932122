"""French typography: how numbers and pieces of text are put together. Sentences stand in YAML, their marks stand here."""

from __future__ import annotations

from collections.abc import Iterable

BULLET = "•"


def number(value: int | float) -> str:
    """A number as written in French: `2 200` with a no-break space, so that no line ends inside it; a decimal comma."""
    return f"{value:,}".replace(",", "\u00a0").replace(".", ",")


def bulleted(line: str) -> str:
    """One line of a list."""
    return f"{BULLET} {line}"


def bullets(lines: Iterable[str]) -> str:
    """A list, a line each."""
    return "\n".join(map(bulleted, lines))


def labelled(label: str, text: str) -> str:
    """`label : text`."""
    return f"{label} : {text}"


def dashed(*parts: str | None) -> str:
    """`name – detail`, without the parts that are empty."""
    return " – ".join(part for part in parts if part)


def clauses(texts: Iterable[str]) -> str:
    """`one ; another`."""
    return " ; ".join(texts)


def quoted_apart(texts: Iterable[str]) -> str:
    """`one », « another`, for a place between quotation marks."""
    return " », « ".join(texts)
