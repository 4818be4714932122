"""The imported register of occupations, `knowledge/rome.json`: written by `python -m bot import-rome`, read at the start.

It holds facts of ROME 4.0 (France Travail, Licence Ouverte 2.0) as they are, with the register's own codes; rome.yml says
what they mean, so a change there needs no new import. JSON, because 13,000 names take ruamel half a minute.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from bot.knowledge.catalogue import CatalogueTitle
from bot.knowledge.fields import MAX_SLUG, Riasec, RomeCode, Slug, Strict, Text
from bot.knowledge.rome import INTERESTS, Code
from bot.knowledge.text import words
from bot.problems import DataError, Problem

REGISTER = "rome.json"
"""The file in knowledge/."""
FORMAT: Literal[1] = 1
"""Of the file; another one is refused."""
CREDIT = "ROME 4.0, France Travail, Licence Ouverte 2.0"
_AGAIN = "run `python -m bot import-rome DIR` again, or delete the file to do without it"
_SHOWN = 5
"""Problems of a broken file that are shown; one new import mends them all."""


class Occupation(Strict):
    """One occupation, under its code."""

    rome: RomeCode
    slug: Slug
    title: CatalogueTitle
    names: list[Text] = []
    """Its other names, in both genders."""
    riasec: list[Riasec] = Field(min_items=1, max_items=2, unique_items=True)
    interests: list[Code] = []
    """Centres of interest, the principal one first."""
    contexts: list[Code] = []
    """Contexts of work."""
    near: list[RomeCode] = []
    """Occupations that one can move to, the nearest first."""


class Register(Strict):
    """The whole file."""

    format: Literal[1]
    credit: Text
    version: Text
    """The version of the release."""
    published: date
    jobs: list[Occupation] = Field(min_items=1)

    def dangling(self) -> Iterator[str]:
        """What is repeated or leads nowhere."""
        codes = {job.rome for job in self.jobs}
        if len(codes) < len(self.jobs) or len({job.slug for job in self.jobs}) < len(self.jobs):
            yield "a code or a slug stands twice"
        for job in self.jobs:
            for target in job.near:
                if target not in codes:
                    yield f"{job.rome}: 'near' names {target}, which is not there"
            for code in job.interests:
                if code not in INTERESTS:
                    yield f"{job.rome}: {code} is not a centre of interest"


def read_register(path: Path) -> Register:
    """Read and validate the file.

    Raises:
        DataError: when it is broken or of another format; the messages say how to make it anew.
    """
    try:
        register = Register.parse_obj(json.loads(path.read_bytes()))
        found = list(register.dangling())
    except ValidationError as error:
        found = [_explained(item) for item in error.errors()]
    except json.JSONDecodeError as error:
        raise DataError([Problem(path, error.lineno, f"is not valid JSON: {error.msg}; {_AGAIN}")]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError([Problem(path, 0, f"cannot be read: {error}; {_AGAIN}")]) from error
    if found:
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        raise DataError([Problem(path, 0, f"{message}; {_AGAIN}") for message in [*found[:_SHOWN], *more]])
    return register


def write_register(register: Register, path: Path) -> None:
    """Write the file whole or not at all, one occupation a line."""
    data: dict[str, Any] = json.loads(register.json())
    jobs = ",\n".join(json.dumps(job, ensure_ascii=False) for job in data.pop("jobs"))
    head = json.dumps(data, ensure_ascii=False)[:-1]
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(f'{head}, "jobs": [\n{jobs}\n]}}\n', encoding="utf-8")
    new.replace(path)


def slug_of(name: str, code: str = "") -> str:
    """A slug of as many whole ASCII words of `name` as fit; with `code`, it ends in the code of the occupation."""
    slug, ending = "", f"-{code.lower()}" if code else ""
    for word in words(name):
        longer = f"{slug}-{word}" if slug else word
        if not word.isascii() or len(longer) + len(ending) > MAX_SLUG:
            break
        slug = longer
    return (slug + ending).strip("-")


def _explained(item: Any) -> str:
    location = ".".join(str(part) for part in item["loc"] if part != "__root__") or "the file"
    if item["loc"] == ("format",):
        return f"was made by another version of Déclic (its format is not {FORMAT})"
    return f"'{location}' does not fit: {item['msg']}"
