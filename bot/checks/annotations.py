"""Entities that are marked in a phrase: `un [dir postprod]{"entity": "job", "value": "directeur-de-postproduction"}`."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from bot.problems import meant

_MARKED = re.compile(r"\[([^\[\]]*)\](?:\(([^()]*)\)|(\{[^{}]*\}))")
_JOBS = frozenset({"job", "job_doubt"})
"""Entities whose value is the slug of a job."""


class Known(NamedTuple):
    """What may be marked."""

    entities: Collection[str]
    jobs: Collection[str]
    """Slugs; empty when they are not known."""


def without_marks(phrase: str) -> str:
    """The phrase as a student writes it."""
    return _MARKED.sub(lambda found: found[1], phrase).strip()


def marks_problems(phrase: str, known: Known) -> Iterator[str]:
    """What is wrong with the marks of a phrase."""
    for found in _MARKED.finditer(phrase):
        marked = _read(found)
        if marked is None:
            yield f'what stands behind \'[{found[1]}]\' cannot be read; write {{"entity": "job", "value": "…"}}'
            continue
        entity, value = marked
        if entity not in known.entities:
            listed = ", ".join(sorted(known.entities)) + meant(entity, known.entities)
            yield f"'{entity}', behind '[{found[1]}]', is not an entity of domain.yml; write one of {listed}"
        elif entity in _JOBS and known.jobs and value not in known.jobs:
            yield f"'{value}', behind '[{found[1]}]', is not the slug of a job; correct it{meant(value, known.jobs)}"
    if set("[]") & set(_MARKED.sub("", phrase)):
        yield 'a bracket of this phrase marks nothing; remove it, or write [words]{"entity": "job", "value": "…"}'


def _read(found: re.Match[str]) -> tuple[str, str] | None:
    """(entity, value) of one mark; None when it cannot be read."""
    if found[2] is not None:
        entity, _, value = found[2].partition(":")
        return entity.strip(), value.strip() or found[1]
    try:
        given = json.loads(found[3])
    except ValueError:
        return None
    entity = given.get("entity")
    return (entity, str(given.get("value", found[1]))) if isinstance(entity, str) else None
