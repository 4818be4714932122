"""Put the imported register beside the guides and catalogue.yml, so that no job and no name is there twice.

A name belongs to the guide that bears it, else to catalogue.yml, else to the register; among occupations, to the one whose
title it is, else to the first by code. An occupation whose title is a name of ours *is* that job: it lends it its facts, and
its other names as far as they are like ours. Any other one is a job of its own; it is not described a second time when one
of ours has its code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.catalogue import CatalogueJob, ImportedJob
from bot.knowledge.profile import Profile
from bot.knowledge.register import Occupation, slug_of
from bot.knowledge.rome import RomeMap
from bot.knowledge.schema import Guide
from bot.knowledge.text import telling_words

Key = tuple[str, ...]
"""What the spellings of one name have in common: its telling words."""


@dataclass(frozen=True)
class Merged:
    """The catalogue with the register in it."""

    catalogue: list[CatalogueJob]
    """The jobs of catalogue.yml, completed, then those that only the register has."""
    names: dict[str, list[str]]
    """By slug, the names that only the register gives; a guide may have some."""


def merge(
    occupations: Sequence[Occupation], mapping: RomeMap, catalogue: Sequence[CatalogueJob], guides: Mapping[str, Guide]
) -> Merged:
    """The jobs of `catalogue` with what the register knows of them, followed by its other occupations."""
    register = _Register(occupations, mapping, _Ours(catalogue, guides))
    names = register.names()
    jobs = [register.completed(job) for job in catalogue]
    return Merged([*jobs, *register.imported(names)], names)


class _Ours:
    """What the guides and catalogue.yml have already."""

    def __init__(self, catalogue: Sequence[CatalogueJob], guides: Mapping[str, Guide]) -> None:
        self.owners: dict[Key, str] = {}
        """By name, the job that bears it."""
        self.words: dict[str, set[str]] = {}
        """By job, the telling words of all its names."""
        self.bearers: dict[str, str] = {}
        """By code, the first job with it in its profile: a guide, if there is one."""
        for slug, guide in guides.items():
            self._add(slug, [guide.title.masculine, guide.title.feminine, *guide.aliases], guide.profile)
        for job in catalogue:
            self._add(job.slug, job.names(), job.profile)

    def _add(self, slug: str, names: Sequence[str], profile: Profile | None) -> None:
        for name in names:
            self.owners.setdefault(_key(name), slug)
            self.words.setdefault(slug, set()).update(_key(name))
        if profile is not None:
            self.bearers.setdefault(profile.rome, slug)


class _Register:
    """The occupations, and which of our jobs they are."""

    def __init__(self, occupations: Sequence[Occupation], mapping: RomeMap, ours: _Ours) -> None:
        self._mapping, self._ours = mapping, ours
        self._by_code = {str(one.rome): one for one in sorted(occupations, key=lambda one: one.rome)}
        self._titles = {code: _keyed([one.title.masculine, one.title.feminine]) for code, one in self._by_code.items()}
        """By code, its title in both genders, with their keys."""
        self._others = {code: _keyed(one.names) for code, one in self._by_code.items()}
        """By code, its other names, with their keys."""
        self._same = {
            code: next(ours.owners[key] for key in keys.values() if key in ours.owners)
            for code, keys in self._titles.items()
            if not ours.owners.keys().isdisjoint(keys.values())
        }
        """By code, the job of ours that it is."""
        self._slugs = {code: self._free_slug(one) for code, one in self._by_code.items()}
        self._codes: dict[Key, list[str]] = {}
        """By name of an occupation, its codes."""
        for code, keys in self._others.items():
            for key in keys.values():
                self._codes.setdefault(key, []).append(code)

    def names(self) -> dict[str, list[str]]:
        """By slug, the names that are not ours, each given to one job: titles first, then by code.

        One that has no word in common with the names of our job is left to the occupation: « directeur de cirque » stands
        under « producteur de film », and what we say of producers is not said of it.
        """
        names: dict[str, list[str]] = {}
        claimed = set(self._ours.owners)
        for code, keys in [*self._titles.items(), *self._others.items()]:
            for name, key in keys.items():
                if key and key not in claimed:
                    claimed.add(key)
                    names.setdefault(self._bearer(code, name, key), []).append(name)
        return names

    def _bearer(self, code: str, name: str, key: Key) -> str:
        """The job that a name of an occupation is given to."""
        same = self._same.get(code)
        alike = same is not None and (name in self._titles[code] or not self._ours.words[same].isdisjoint(key))
        return same if same and alike else self._slugs[code]

    def imported(self, names: Mapping[str, list[str]]) -> Iterator[CatalogueJob]:
        """The occupations that are no job of ours, or that have a name in `names` which is not that of ours."""
        for code, one in self._by_code.items():
            slug, same = self._slugs[code], self._same.get(code)
            if same is None or slug in names:
                facts = {} if same or code in self._ours.bearers else self._facts(one)
                near = [*([same] if same else []), *self._near(one)]
                aliases = [name for name in names.get(slug, ()) if name not in self._titles[code]]
                named = {"slug": slug, "title": one.title, "aliases": aliases}
                yield ImportedJob.parse_obj({**named, "rome": code, "near": list(dict.fromkeys(near)), **facts})

    def completed(self, job: CatalogueJob) -> CatalogueJob:
        """A job of catalogue.yml; what it does not say itself is taken from its occupation."""
        if job.profile is not None:
            known = self._by_code.get(job.profile.rome)
            return _with_near(job, [*job.near, *(self._near(known) if known else [])])
        codes = [code for code, slug in self._same.items() if slug == job.slug]
        if codes:
            one = self._by_code[codes[0]]
            return _with_near(job.copy(update=self._facts(one)), self._near(one))
        codes = list(dict.fromkeys(code for name in job.names()[:2] for code in self._codes.get(_key(name), ())))
        if len(codes) != 1:
            return job
        return _with_near(job, [self._shown(codes[0]), *self._near(self._by_code[codes[0]])])

    def _free_slug(self, one: Occupation) -> str:
        """A slug that none of our jobs has."""
        return one.slug if one.slug not in self._ours.words else slug_of(one.title.masculine, one.rome)

    def _facts(self, one: Occupation) -> dict[str, object]:
        interests = self._mapping.interests_of(one.interests)
        profile = Profile(rome=one.rome, riasec=one.riasec, interests=interests)
        return {"profile": profile, "criteria": self._mapping.criteria_of(one.contexts)}

    def _near(self, one: Occupation) -> list[str]:
        return [self._shown(code) for code in one.near if self._shown(code) != self._shown(one.rome)]

    def _shown(self, code: str) -> str:
        """The job to name for an occupation: the one of ours that it is, or that has its code, else itself."""
        return self._same.get(code) or self._ours.bearers.get(code) or self._slugs[code]


def _with_near(job: CatalogueJob, near: Iterable[str]) -> CatalogueJob:
    return job.copy(update={"near": [slug for slug in dict.fromkeys(near) if slug != job.slug]})


def _keyed(names: Iterable[str]) -> dict[str, Key]:
    return {name: _key(name) for name in names}


def _key(name: str) -> Key:
    return tuple(telling_words(name))
