"""What each guide of the project holds: its topics, its questions, its self-assessment, its testimonials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.knowledge.library import shared_library
from bot.knowledge.schema import Guide
from bot.knowledge.topics import Topics

ASSISTANT = "assistant-de-production-audiovisuelle"
DIRECTOR = "directeur-de-postproduction"
SOURCED = (ASSISTANT, DIRECTOR)

KNOWLEDGE = shared_library().knowledge
ALL = list(KNOWLEDGE.guides)

# The topics on which the page of a guide says nothing; a topic that is in no list must be filled.
MISSING: dict[str, set[str]] = {ASSISTANT: {"challenge", "technical"}, DIRECTOR: set()}

# The questions of the page, by the topic that answers them, in their order.
FAQ: dict[str, list[str]] = {
    ASSISTANT: ["salary", "studies", "conditions", "workplaces", "career", "prospects", "freelance", "difference"],
    DIRECTOR: [
        "salary", "studies", "prospects", "technical", "difference",
        "freelance", "career", "challenge", "languages", "updating",
    ],
}  # fmt: skip

# The self-assessment: (key, side that speaks for the job, words that the question holds).
QUESTIONS: dict[str, list[tuple[str, str, list[str]]]] = {
    ASSISTANT: [
        ("urgent_tasks", "yes", ["urgences", "calme"]),
        ("last_minute_problems", "yes", ["logistique", "dernier moment"]),
        ("long_days", "no", ["12 heures", "peur"]),
        ("administration", "yes", ["Excel", "papiers"]),
        ("creative_team", "yes", ["équipe", "créatif"]),
        ("short_contracts", "yes", ["contrats", "précaire"]),
    ],
    DIRECTOR: [
        ("plans_and_budgets", "yes", ["plannings", "budgets"]),
        ("cool_head", "yes", ["calme"]),
        ("tech_and_team", "yes", ["équipe", "technique"]),
    ],
}

TESTIMONIALS: dict[str, list[tuple[str, list[str], list[str]]]] = {
    ASSISTANT: [("Chloé", ["assistante de production"], ["lamas", "Charleroi", "Bruxelles"])],
    DIRECTOR: [("Marc", ["45 ans", "Liège", "freelance"], ["RTBF", "coproductions", "serveur", "mixage"])],
}

WORDS_OF_NUMBERS = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq"}


@pytest.fixture(params=ALL)
def guide(request: pytest.FixtureRequest) -> Guide:
    """Each guide of knowledge/jobs/ in turn."""
    return KNOWLEDGE.guides[request.param]


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a part of a guide, with the path to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, f"{path}.{name}".strip("."))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from texts(part, f"{path}.{index}")


def sentences(guide: Guide) -> list[tuple[str, str]]:
    """The texts that a student reads; what the student types (aliases) and where it comes from apart."""
    data = guide.dict(exclude={"aliases", "source", "slug"})
    found = list(texts(data))
    assert len(found) > 100
    return found


def test_both_guides_are_there() -> None:
    assert set(SOURCED) <= set(ALL)
    assert set(MISSING) == set(FAQ) == set(QUESTIONS) == set(TESTIMONIALS) == set(SOURCED)


def topics() -> Topics:
    """What can be asked."""
    assert len(KNOWLEDGE.topics.topics) >= 27
    return KNOWLEDGE.topics


@pytest.mark.parametrize("slug", SOURCED)
def test_every_topic_is_filled_or_known_to_be_missing(slug: str) -> None:
    guide = KNOWLEDGE.guides[slug]
    empty = {topic.id for topic in topics().topics if not any(getattr(guide, name) for name in topic.fields)}
    assert empty == MISSING[slug]


@pytest.mark.parametrize("slug", SOURCED)
def test_every_field_of_a_filled_topic_is_filled(slug: str) -> None:
    guide = KNOWLEDGE.guides[slug]
    filled = [topic for topic in topics().topics if topic.id not in MISSING[slug]]
    assert {name for topic in filled for name in topic.fields if not getattr(guide, name)} == set()


@pytest.mark.parametrize(("slug", "count"), [(ASSISTANT, 8), (DIRECTOR, 10)])
def test_the_questions_of_the_page_are_all_there_in_order(slug: str, count: int) -> None:
    asked = KNOWLEDGE.guides[slug].faq
    assert [question.topic for question in asked] == FAQ[slug]
    assert len(asked) == count


def test_a_frequent_question_is_a_question_with_an_answer(guide: Guide) -> None:
    for question in guide.faq:
        assert question.question.endswith("?")
        assert len(question.answer) > 80
        assert not question.answer.endswith("?")
        topic = topics().by_id(question.topic)
        assert topic is not None
        assert any(getattr(guide, name) for name in topic.fields)


@pytest.mark.parametrize(("slug", "count"), [(ASSISTANT, 6), (DIRECTOR, 3)])
def test_the_self_assessment_of_the_page_is_all_there_in_order(slug: str, count: int) -> None:
    asked = KNOWLEDGE.guides[slug].self_assessment
    assert [(question.key, question.favours) for question in asked] == [(key, side) for key, side, _ in QUESTIONS[slug]]
    assert len(asked) == count
    for question, (_, _, words) in zip(asked, QUESTIONS[slug], strict=True):
        assert [word for word in words if word not in question.text] == []


def test_only_the_question_that_frightens_is_reversed() -> None:
    reversed_ones = [
        (slug, question.key)
        for slug in SOURCED
        for question in KNOWLEDGE.guides[slug].self_assessment
        if question.favours == "no"
    ]
    assert reversed_ones == [(ASSISTANT, "long_days")]


def test_each_kind_of_answer_has_words_of_its_own(guide: Guide) -> None:
    for question in guide.self_assessment:
        said = [question.say.favourable, question.say.neutral, question.say.unfavourable]
        assert len(set(said)) == 3
        assert question.text.endswith("?")


VERDICT = re.compile(
    r"(?i)\b(n'es pas fait|es fait|pas pour toi|n'est pas fait pour|es nul|mauvaise réponse|bonne réponse)\b"
)


def test_no_answer_to_a_question_is_a_verdict(guide: Guide) -> None:
    """A job is never « for you » or « not for you »."""
    said = [text for question in guide.self_assessment for _, text in texts(question.say.dict())]
    assert len(said) == 3 * len(guide.self_assessment)
    assert [text for text in said if VERDICT.search(text)] == []


# What of a guide the strength and the watch point of a question lean on: (key, which, field of the guide, words in both).
LEANS_ON: dict[str, list[tuple[str, str, str, list[str]]]] = {
    ASSISTANT: [
        ("urgent_tasks", "strength", "conditions", ["élais", "court", "imprévus"]),
        ("urgent_tasks", "watch", "conditions", ["élais", "court", "imprévus"]),
        ("last_minute_problems", "strength", "missions", ["petit", "pépin", "vite"]),
        ("last_minute_problems", "watch", "missions", ["petit", "pépin", "vite"]),
        ("long_days", "strength", "conditions", ["journée type", "de 6 h à 20 h"]),
        ("long_days", "watch", "conditions", ["journée type", "de 6 h à 20 h"]),
        ("long_days", "watch", "conditions", ["oirées et week-ends", "souvent pris"]),
        ("administration", "strength", "missions", ["factures", "contrats", "notes de frais"]),
        ("administration", "watch", "cons", ["administration et les tâches qui se répètent prennent beaucoup de place"]),
        ("creative_team", "strength", "skills", ["esprit d'équipe"]),
        ("creative_team", "strength", "conditions", ["ambiance est créative"]),
        ("creative_team", "watch", "skills", ["esprit d'équipe"]),
        ("short_contracts", "strength", "prospects", ["n entre souvent", "par des stages et des CDD courts"]),
        ("short_contracts", "watch", "cons", ["emploi est précaire", "indépendant", "CDD", "le plus souvent"]),
    ],
    DIRECTOR: [
        ("plans_and_budgets", "strength", "missions", ["ixer", "avec la production", "budget", "planning"]),
        ("plans_and_budgets", "watch", "introduction", ["près le tournage, c'est toi qui réponds", "planning", "budget"]),
        ("cool_head", "strength", "conditions", ["a pression est constante"]),
        ("cool_head", "watch", "conditions", ["le stress grimpe très haut", "deadlines"]),
        ("tech_and_team", "strength", "pros", ["technique", "artistique", "gestion"]),
        ("tech_and_team", "watch", "missions", ["équipes", "encadre"]),
        ("tech_and_team", "watch", "missions", ["workflow technique"]),
    ],
}


def test_every_strength_and_watch_point_leans_on_the_guide() -> None:
    leaning = {(slug, key, name) for slug, rows in LEANS_ON.items() for key, name, _, _ in rows}
    questions = [(slug, question) for slug in SOURCED for question in KNOWLEDGE.guides[slug].self_assessment]
    assert leaning == {(slug, question.key, name) for slug, question in questions for name in ("strength", "watch")}


@pytest.mark.parametrize(("slug", "row"), [(slug, row) for slug, rows in LEANS_ON.items() for row in rows])
def test_a_strength_says_what_the_guide_says(slug: str, row: tuple[str, str, str, list[str]]) -> None:
    key, name, field, words = row
    guide = KNOWLEDGE.guides[slug]
    (question,) = [question for question in guide.self_assessment if question.key == key]
    said = getattr(question, name)
    assert [word for word in words if word not in said] == []
    held = guide.dict()[field]
    parts = [" ".join(text for _, text in texts(part)) for part in held] if isinstance(held, list) else [str(held)]
    assert any(all(word in part for word in words) for part in parts), words


def test_the_texts_of_the_result_are_short_and_no_verdict(guide: Guide) -> None:
    for question in guide.self_assessment:
        assert question.again is not None and question.again.endswith("?")
        assert question.again != question.text
        for said in (question.strength, question.watch):
            assert said is not None and 40 < len(said) <= 160
            assert not VERDICT.search(said)
            assert re.search(r"(?i)\b(tu|te|t')", said), "the student is spoken to"


@pytest.mark.parametrize("slug", SOURCED)
def test_a_testimonial_names_the_person(slug: str) -> None:
    found = KNOWLEDGE.guides[slug].testimonials
    assert [item.name for item in found] == [name for name, _, _ in TESTIMONIALS[slug]]
    for item, (name, who, said) in zip(found, TESTIMONIALS[slug], strict=True):
        assert name in item.text
        assert [words for words in who if words not in item.who] == []
        assert [words for words in said if words not in item.text] == []


def test_a_testimonial_is_told_in_indirect_speech(guide: Guide) -> None:
    first_person = re.compile(r"(?i)\b(je|j'|me|m'|mon|ma|mes)\b|\bj'|\bm'")
    assert [item.text for item in guide.testimonials if first_person.search(item.text)] == []


def test_every_figure_of_a_fact_stands_in_its_text() -> None:
    found = [(fact, figure) for guide in KNOWLEDGE.guides.values() for fact in guide.facts for figure in fact.figures]
    assert len(found) >= 6
    for fact, figure in found:
        for value in figure.values:
            words = [str(value), WORDS_OF_NUMBERS.get(value, str(value))]
            assert any(re.search(rf"\b{word}\b", fact.text) for word in words), (fact.title, value)


def test_a_fact_with_a_figure_has_it_typed(guide: Guide) -> None:
    """« 80 % » in a text without a typed figure could not be checked."""
    for fact in guide.facts:
        for value in re.findall(r"(\d+) ?%", fact.text):
            assert any(int(value) in figure.values and figure.unit == "percent" for figure in fact.figures), fact.title


def test_the_student_is_called_tu(guide: Guide) -> None:
    formal = re.compile(r"(?i)\b(vous|votre|vos)\b")
    assert [path for path, text in sentences(guide) if formal.search(text)] == []


def test_titles_name_both_genders(guide: Guide) -> None:
    assert guide.title.masculine != guide.title.feminine or "·" not in guide.title.short
    assert len(guide.title.short) <= 40
    assert guide.title.of.startswith(("de ", "d'", "du ", "des "))


MASCULINE_ONLY = re.compile(
    r"\b(le directeur|le réalisateur|le chargé|le producteur|un assistant|les réalisateurs|des étudiants)\b(?! ou l)"
)


def test_people_are_named_in_both_genders(guide: Guide) -> None:
    lonely = [
        text
        for _, text in sentences(guide)
        if MASCULINE_ONLY.search(text) and not re.search(r"\bou (la|une)\b|une .* ou un ", text)
    ]
    assert lonely == []


def test_texts_are_typed_as_french_is(guide: Guide) -> None:
    """No straight quotes, three dots or double spaces; a space before the high marks and the percent sign."""
    wrong = re.compile(r"\"|\.\.\.|  |\w[?!;%]|\w:(?!\d)(?!/)|€\d")
    assert [(path, text) for path, text in sentences(guide) if wrong.search(text)] == []


def test_a_list_says_nothing_twice(guide: Guide) -> None:
    for name in ("missions", "pros", "cons", "tips", "skills", "training", "introduction", "aliases"):
        lines = [line.lower() for line in getattr(guide, name)]
        assert len(lines) == len(set(lines)), name


@pytest.mark.parametrize(
    ("slug", "counts"),
    [
        (
            ASSISTANT,
            {"skills": 8, "missions": 10, "schools": 8, "facts": 5, "pros": 8, "cons": 8, "tips": 8, "day": 5, "regions": 6},
        ),
        (
            DIRECTOR,
            {"skills": 7, "missions": 6, "schools": 4, "facts": 5, "pros": 5, "cons": 5, "tips": 3, "day": 3, "regions": 5},
        ),
    ],
)
def test_a_list_is_at_least_as_long_as_on_the_page(slug: str, counts: dict[str, int]) -> None:
    guide = KNOWLEDGE.guides[slug]
    found = {name: len(getattr(guide, name)) for name in counts}
    assert {name: count for name, count in found.items() if count < counts[name]} == {}


def test_the_day_goes_by_the_clock_without_a_gap() -> None:
    day = KNOWLEDGE.guides[ASSISTANT].day
    assert [(moment.start, moment.end) for moment in day] == [
        ("06:00", "09:00"),
        ("09:00", "12:00"),
        ("12:00", "14:00"),
        ("14:00", "18:00"),
        ("18:00", "20:00"),
    ]
    assert [moment.label for moment in KNOWLEDGE.guides[DIRECTOR].day] == ["Matin", "Après-midi", "Soir"]


def test_near_jobs_with_a_guide_are_linked_to_it() -> None:
    linked = {(slug, near.job) for slug in SOURCED for near in KNOWLEDGE.guides[slug].similar if near.job}
    assert linked == {(ASSISTANT, DIRECTOR), (DIRECTOR, ASSISTANT)}


def test_a_guide_says_where_it_comes_from(guide: Guide) -> None:
    assert guide.source.title
    assert 2020 <= guide.year <= 2100


@pytest.mark.parametrize("slug", SOURCED)
def test_the_figures_are_those_of_2025(slug: str) -> None:
    guide = KNOWLEDGE.guides[slug]
    assert guide.year == 2025
    assert guide.source.title.endswith("Le Guide Complet du Métier en Belgique")
