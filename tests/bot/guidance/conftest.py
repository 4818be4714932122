"""What the tests of the quiz and of answers share: the real statements, invented jobs, small lexicons."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from bot.guidance.answer_lexicon import Lexicon
from bot.guidance.answer_parts import Grammar, Part
from bot.guidance.profiles import JobProfile, Profiles
from bot.guidance.scale import STEPS
from bot.knowledge.answer_forms import Forms
from bot.knowledge.answer_words import AnswerRules, AnswerWords, word_keys
from bot.knowledge.library import shared_library
from bot.knowledge.quiz import TYPES, Quiz

INTERESTS = ("animals", "manual", "contact", "technology", "nature")
CRITERIA = ("evenings_weekends", "on_the_move", "hands_on")


@pytest.fixture(scope="session")
def quiz() -> Quiz:
    """knowledge/quiz.yml."""
    return shared_library().knowledge.quiz


def job(slug: str, letters: str, domain: str = "A11", **facts: object) -> JobProfile:
    """A job with these facts."""
    sets = {name: frozenset(facts.pop(name, ())) for name in ("interests", "criteria", "unsaid")}  # type: ignore[call-overload]
    return JobProfile(slug, domain, tuple(letters), **sets, **facts)  # type: ignore[arg-type]


@st.composite
def some_jobs(draw: st.DrawFn, least: int = 1, most: int = 9) -> Profiles:
    """A few jobs of any profile, some without interests, criteria or studies."""
    count = draw(st.integers(least, most))
    return Profiles(
        [
            job(
                f"job-{number}",
                "".join(draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=2, unique=True))),
                draw(st.sampled_from(["A11", "A12", "B11", "C12", "J15", "K21", "L15"])),
                interests=draw(st.sets(st.sampled_from(INTERESTS))),
                criteria=draw(st.sets(st.sampled_from(CRITERIA))),
                studies=draw(st.sampled_from([None, "short", "medium", "long"])),
            )
            for number in range(count)
        ]
    )


ANSWER = st.sampled_from([*STEPS, None])


@st.composite
def some_answers(draw: st.DrawFn, least: int = 0, most: int = 18) -> dict[str, float | None]:
    """Answers to any statements of quiz.yml, in any order."""
    keys = [statement.key for statement in shared_library().knowledge.quiz.statements]
    chosen = draw(st.lists(st.sampled_from(keys), min_size=least, max_size=most, unique=True))
    return {key: draw(ANSWER) for key in chosen}


RULES: dict[str, list[str]] = {
    **{name: [] for name in AnswerRules.__fields__},
    "numbers": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
}
"""Rules without any word."""


def answer_words(rules: dict[str, list[str]] | None = None, **groups: list[str]) -> AnswerWords:
    """A small lexicon: the words of each key, and rules with only the words that are given."""
    least = {"yes": ["oui"], "no": ["non"], "likes": ["aime"], "dislikes": ["peur"]}
    words = {key: [least[key]] if key in least else [] for key in word_keys()}
    words |= {key: [entries] for key, entries in groups.items()}
    spellings = {"c est": ["c"], "je": ["j"]}
    return AnswerWords.parse_obj({**words, "rules": {**RULES, **(rules or {})}, "spellings": spellings, "unsaid": ["ne"]})


def part_of(text: str, words: AnswerWords) -> tuple[Part, Grammar]:
    """A text with what the lexicon finds in it, before anything is set aside, and the words that are rules."""
    forms = Forms(words.spellings, words.unsaid)
    said = forms.words(text)
    return Part(said, Lexicon(words, forms).scan(said)), Grammar(words.rules, forms)
