"""Full-text search over the guides, for questions that no topic covers (« c'est quoi le Tax Shelter ? »)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge.schema import Guide
from bot.knowledge.text import content_words
from bot.knowledge.typography import dashed, labelled

THRESHOLD = 0.75
"""Share of the question's weight that a passage must hold; tests/bot/knowledge/test_search.py holds it to account."""

_STEM = 6
_RARE = 6
"""Passages that may hold a word that is looked for alone."""
_TYPO_SIMILARITY = 86.0


@dataclass(frozen=True)
class Passage:
    """A piece of a guide that can be shown by itself."""

    job: str
    topic: str
    text: str


@dataclass(frozen=True)
class Found:
    """A passage, and the share of the question's weight that it holds (0 to 1)."""

    passage: Passage
    score: float


class PassageIndex:
    """An inverted index of passages; built once from all guides."""

    def __init__(self, guides: Iterable[Guide]) -> None:
        self._passages = [passage for guide in guides for passage in passages(guide)]
        self._vectorizer = TfidfVectorizer(analyzer=stems, binary=True, norm=None)
        self._matrix = self._vectorizer.fit_transform(passage.text for passage in self._passages).tocsc()
        self._vocabulary: dict[str, int] = self._vectorizer.vocabulary_
        self._known = sorted(self._vocabulary)
        self._idf = self._vectorizer.idf_
        self._names = {name for passage in self._passages for name in proper_names(passage.text)}

    def search(self, question: str, job: str | None = None) -> Found | None:
        """The best passage for `question`, one of `job` before others; None when nothing is close enough.

        The score is the share of the question's inverse document frequency that the passage holds; a word that no
        guide knows weighs as much as the rarest one, so that « c'est quoi un trou noir » finds nothing.
        """
        asked = [stem for stem in dict.fromkeys(stems(question)) if not stem.isdigit()]
        if not asked or (len(asked) == 1 and not self._tells(asked[0])):
            return None
        columns = [self._vocabulary[known] for known in map(self._nearest, asked) if known is not None]
        unknown = len(asked) - len(columns)
        weight = float(self._idf[columns].sum()) + unknown * float(self._idf.max())
        if not columns:
            return None
        held = np.asarray((self._matrix[:, columns] > 0) @ self._idf[columns]).ravel() / weight
        here = np.array([passage.job == job for passage in self._passages])
        order = np.arange(len(self._passages))
        best = int(np.lexsort((-order, here, np.round(held, 6)))[-1])
        score = float(held[best])
        return Found(self._passages[best], round(score, 4)) if score >= THRESHOLD else None

    def about(self, job: str, topic: str) -> list[str]:
        """The texts of every passage of a guide about a topic."""
        return [passage.text for passage in self._passages if passage.job == job and passage.topic == topic]

    def _tells(self, stem: str) -> bool:
        """Whether one word alone can be looked for: « catering », « wallimage »; not « calme », « question »."""
        known = self._nearest(stem)
        if known is None:
            return False
        spread = int((self._matrix[:, self._vocabulary[known]] > 0).sum())
        return known in self._names or (len(stem) >= _STEM and spread <= _RARE) or (len(stem) == _STEM - 1 and spread == 1)

    def _nearest(self, stem: str) -> str | None:
        if stem in self._vocabulary:
            return stem
        if len(stem) < 5:
            return None
        close = process.extractOne(stem, self._known, scorer=fuzz.ratio, score_cutoff=_TYPO_SIMILARITY)
        return close[0] if close and close[0][0] == stem[0] else None


def stems(text: str) -> list[str]:
    """Content words cut to their first letters, so that plurals, feminines and verb endings meet."""
    return [word[: max(_STEM, len(word) - 3)] for word in content_words(text)]


def proper_names(text: str) -> set[str]:
    """Stems of the names in `text`: words with a capital inside a sentence, and words in capitals."""
    words = re.findall(r"(?<=[^\W\d_,;(] )\w[\w'-]+", text)
    inside = [word for word in words if word[0].isupper()]
    return set(stems(" ".join([*inside, *re.findall(r"\b[A-Z]{2,}\b", text)])))


def passages(guide: Guide) -> list[Passage]:
    """Every piece of a guide that makes sense by itself, with its topic; those that explain most come first."""
    found: list[tuple[str, str]] = [("facts", labelled(fact.title, fact.text)) for fact in guide.facts]
    found += [(question.topic, f"{question.question} {question.answer}") for question in guide.faq]
    found += [("overview", text) for text in (guide.pitch, *guide.introduction)]
    found += [("testimonial", labelled(f"{item.name}, {item.who}", item.text)) for item in guide.testimonials]
    found += [("difference", labelled(item.other, item.text)) for item in guide.difference]
    found += [("day", moment.text) for moment in guide.day]
    found += [("conditions", point.text) for point in guide.conditions]
    for topic in ("missions", "pros", "cons", "tips"):
        found += [(topic, text) for text in getattr(guide, topic)]
    found += [("tools", labelled(tools.family, ", ".join(tools.names))) for tools in guide.tools]
    for place in guide.workplaces:
        examples = f" ({', '.join(place.examples)})" if place.examples else ""
        found.append(("workplaces", place.kind + examples))
    for school in guide.schools:
        found.append(("schools", dashed(school.name, school.full_name, school.city, school.programme)))
    found += [("updating", text) for text in guide.training]
    found += [("skills", text) for text in guide.skills]
    for topic in ("freelance", "prospects", "career", "languages", "technical", "challenge", "updating"):
        section = getattr(guide, topic)
        found += [(topic, text) for text in (section.summary, *section.points)] if section else []
    found += [("regions", labelled(region.name, region.detail)) for region in guide.regions if region.detail]
    if guide.studies:
        found += [("studies", text) for text in (guide.studies.summary, *guide.studies.path, *guide.studies.notes)]
    return [Passage(guide.slug, topic, text) for topic, text in found]
