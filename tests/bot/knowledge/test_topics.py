"""The schema of topics.yml, its references, and the file of the project against the contract."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from bot.knowledge.focus import stems
from bot.knowledge.library import shared_library
from bot.knowledge.schema import Guide, Pay, Point
from bot.knowledge.topics import Topics

Location = tuple[str | int, ...]

TOPIC: dict[str, Any] = {
    "id": "pros",
    "label": "Avantages",
    "icon": "✅",
    "ask": "Quels avantages ?",
    "section": "Avantages",
    "fields": ["pros"],
    "follow_ups": ["cons"],
    "nearby": ["cons"],
}
ROW: dict[str, Any] = {"label": "Salaire", "value": "{{ guide.year }}"}
FILE: dict[str, Any] = {
    "labels": {"level": {"any": "tous"}},
    "macros": "{% macro up(text) %}{{ text | upper }}{% endmacro %}",
    "missing": ["Rien là-dessus."],
    "named": "📌 {{ text }}",
    "more": "La suite ({count})",
    "criteria": [{"id": "teamwork", "label": "en équipe", "words": ["équipe"]}],
    "topics": [
        TOPIC,
        {**TOPIC, "id": "cons", "fields": ["cons", "pros"], "follow_ups": ["pros"], "nearby": ["pros"]},
    ],
}

# The table of the contract, section 3: what a student asks, and the fields that answer.
CONTRACT: dict[str, set[str]] = {
    "overview": {"pitch", "introduction"},
    "studies": {"studies"},
    "schools": {"schools"},
    "skills": {"skills"},
    "salary": {"salary"},
    "conditions": {"conditions"},
    "figures": {"figures"},
    "missions": {"missions"},
    "tools": {"tools"},
    "day": {"day"},
    "facts": {"facts"},
    "testimonial": {"testimonials"},
    "workplaces": {"workplaces"},
    "regions": {"regions"},
    "pros": {"pros"},
    "cons": {"cons"},
    "tips": {"tips"},
    "freelance": {"freelance"},
    "prospects": {"prospects"},
    "career": {"career"},
    "languages": {"languages"},
    "difference": {"difference"},
    "technical": {"technical"},
    "challenge": {"challenge"},
    "updating": {"updating"},
    "similar": {"similar"},
    "criteria": {"criteria"},
}


def parse(**changes: Any) -> Topics:
    """The file with some parts changed."""
    return Topics.parse_obj({**copy.deepcopy(FILE), **changes})


def with_topic(**changes: Any) -> dict[str, Any]:
    """The file with its first topic changed."""
    return {"topics": [{**TOPIC, **changes}, FILE["topics"][1]]}


def test_a_file_is_read() -> None:
    topics = parse()
    assert [(topic.id, topic.intent) for topic in topics.topics] == [("pros", "ask_pros"), ("cons", "ask_cons")]
    assert topics.by_id("cons") is topics.topics[1]
    assert topics.by_id("salary") is None
    assert topics.references() == []


def test_a_list_has_five_lines_in_one_bubble_unless_told_otherwise() -> None:
    items = parse(**with_topic(items={"of": "guide.pros"})).topics[0].items
    assert items is not None
    assert (items.line, items.head, items.together, items.in_order, items.at_once) == ("{{ item }}", None, True, False, 5)


def test_a_line_of_a_comparison_has_no_figures_unless_told_otherwise() -> None:
    (row,) = parse(**with_topic(compare=[ROW])).topics[0].compare
    assert (row.range, row.most, row.whole) == (None, None, False)


def test_a_word_that_narrows_stands_alone_or_among_others_that_mean_the_same() -> None:
    assert parse(**with_topic(refined_by=["permis", ["soir", "nuit"]])).topics[0].refined_by == [
        ["permis"],
        ["soir", "nuit"],
    ]


@pytest.mark.parametrize(
    ("question", "narrowed", "widened"),
    [
        ("et la nuit ?", {"soir", "nuit"}, "et la nuit ? soir nuit"),
        ("et le permis ?", {"permis"}, "et le permis ?"),
        ("le permis, la nuit", {"permis", "soir", "nuit"}, "le permis, la nuit soir nuit"),
        ("et à Liège ?", set(), "et à Liège ?"),
        ("", set(), ""),
    ],
)
def test_a_question_that_narrows_brings_the_words_that_mean_the_same(
    question: str, narrowed: set[str], widened: str
) -> None:
    topic = parse(**with_topic(refined_by=["permis", ["soir", "nuit"]])).topics[0]
    assert topic.narrowed_by(question) == {stem for word in narrowed for stem in stems(word)}
    assert topic.widened(question) == widened


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"macro": ""}, ("macro",), "extra fields not permitted"),
        ({"topics": []}, ("topics",), "at least 1 item"),
        ({"missing": []}, ("missing",), "at least 1 item"),
        ({"more": "La suite"}, ("more",), "must hold {count} once, and no other braces"),
        ({"more": "{count} sur {count}"}, ("more",), "must hold {count} once"),
        ({"more": "La suite ({count}) {total}"}, ("more",), "must hold {count} once"),
        ({"more": 5}, ("more",), "str type expected"),
        ({"labels": {"level": {"any": True}}}, ("labels", "level", "any"), "str type expected"),
        ({"criteria": [{"id": "a", "label": "b", "words": []}]}, ("criteria", 0, "words"), "at least 1 item"),
        (with_topic(fields=[]), ("topics", 0, "fields"), "at least 1 item"),
        (
            with_topic(fields=["pros", "avantages"]),
            ("topics", 0, "fields", 1),
            "no field of a guide has this name; write one of",
        ),
        (with_topic(follow_ups=[]), ("topics", 0, "follow_ups"), "at least 1 item"),
        (with_topic(nearby=[]), ("topics", 0, "nearby"), "at least 1 item"),
        (with_topic(icon=""), ("topics", 0, "icon"), "at least 1 character"),
        (with_topic(before=[""]), ("topics", 0, "before", 0), "at least 1 character"),
        (with_topic(after=[12]), ("topics", 0, "after", 0), "str type expected"),
        (with_topic(follow_up=["cons"]), ("topics", 0, "follow_up"), "extra fields not permitted"),
        (
            with_topic(items={"of": "guide.pros", "at_once": 0}),
            ("topics", 0, "items", "at_once"),
            "greater than or equal to 1",
        ),
        (
            with_topic(items={"of": "guide.pros", "at_once": 11}),
            ("topics", 0, "items", "at_once"),
            "less than or equal to 10",
        ),
        (with_topic(items={"of": "guide.pros", "together": "oui"}), ("topics", 0, "items", "together"), "valid boolean"),
        (with_topic(items={"line": "• {{ item }}"}), ("topics", 0, "items", "of"), "field required"),
        (with_topic(compare=[{"label": "Salaire"}]), ("topics", 0, "compare", 0, "value"), "field required"),
        (with_topic(compare=[{**ROW, "range": "none"}]), ("topics", 0, "compare", 0, "__root__"), "together"),
        (with_topic(compare=[{**ROW, "most": "Le plus"}]), ("topics", 0, "compare", 0, "__root__"), "together"),
        (with_topic(compare=[{**ROW, "whole": "oui"}]), ("topics", 0, "compare", 0, "whole"), "valid boolean"),
        (with_topic(refined_by=[["soir", 12]]), ("topics", 0, "refined_by", 0, 1), "str type expected"),
        (with_topic(words={"de": ["Gehalt"]}), ("topics", 0, "words", "__key__"), "unexpected value"),
    ],
)
def test_a_mistake_is_refused_in_its_place(changes: dict[str, Any], place: Location, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse(**changes)
    errors = refused.value.errors()
    assert [error["loc"] for error in errors] == [place]
    assert words in errors[0]["msg"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"follow_ups": ["cons", "etudes"]}, [(("topics", 0, "follow_ups", 1), "etudes")]),
        ({"nearby": ["etudes"]}, [(("topics", 0, "nearby", 0), "etudes")]),
        ({"follow_ups": ["pros"]}, [(("topics", 0, "follow_ups", 0), "pros")]),  # itself
        (
            {"follow_ups": ["a", "cons", "b"], "nearby": ["c"]},
            [
                (("topics", 0, "follow_ups", 0), "a"),
                (("topics", 0, "follow_ups", 2), "b"),
                (("topics", 0, "nearby", 0), "c"),
            ],
        ),
    ],
)
def test_every_dangling_reference_is_found(changes: dict[str, Any], found: list[tuple[Location, str]]) -> None:
    expected = [(place, f"'{name}' is not another topic of this file; correct it") for place, name in found]
    assert parse(**with_topic(**changes)).references() == expected


def test_a_topic_that_stands_twice_is_found() -> None:
    topics = parse(topics=[TOPIC, FILE["topics"][1], {**TOPIC, "label": "Points forts"}])
    assert topics.references() == [
        (("topics", 2, "id"), "the topic 'pros' stands twice; keep one of them, or give this one another name")
    ]


# ── The file of the project ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def topics() -> Topics:
    return shared_library().knowledge.topics


def test_the_topics_are_those_of_the_contract(topics: Topics) -> None:
    assert len(topics.topics) == len(CONTRACT) == 27
    assert {topic.id: set(topic.fields) for topic in topics.topics} == CONTRACT


UNIQUE: dict[str, Callable[[Any], str]] = {
    "id": lambda topic: topic.id,
    "label": lambda topic: topic.label,
    "icon": lambda topic: topic.icon,
    "ask": lambda topic: topic.ask,
}


@pytest.mark.parametrize("name", UNIQUE)
def test_no_two_topics_look_alike(topics: Topics, name: str) -> None:
    values = [UNIQUE[name](topic) for topic in topics.topics]
    assert sorted(values) == sorted(set(values))


def test_quick_replies_offer_other_topics_without_repeating_one(topics: Topics) -> None:
    for topic in topics.topics:
        assert len(topic.follow_ups) == len(set(topic.follow_ups)) >= 3, topic.id
        assert len(topic.nearby) == len(set(topic.nearby)) >= 2, topic.id


def test_a_quick_reply_fits_a_button(topics: Topics) -> None:
    """On a phone a line holds some 45 characters."""
    buttons = [f"{topic.icon} {topic.ask}" for topic in topics.topics]
    assert [button for button in buttons if len(button) > 45] == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("level", get_args(Pay.__fields__["level"].type_)),
        ("status", tuple(value for value in get_args(Pay.__fields__["status"].type_) if value != "any")),
        ("period", get_args(Pay.__fields__["period"].type_)),
        ("about", get_args(Point.__fields__["about"].type_)),
    ],
)
def test_every_value_of_a_guide_has_a_french_label(topics: Topics, field: str, values: tuple[str, ...]) -> None:
    assert len(values) >= 2
    assert set(topics.dict()["labels"][field]) == set(values)


def test_every_field_that_a_student_may_ask_about_has_a_topic(topics: Topics) -> None:
    without_topic = {"slug", "title", "aliases", "year", "source", "training", "faq", "self_assessment", "profile"}
    asked = {field for topic in topics.topics for field in topic.fields}
    assert set(Guide.__fields__) - asked == without_topic


def test_criteria_have_distinct_ids_and_words(topics: Topics) -> None:
    words = [word for criterion in topics.criteria for word in criterion.words]
    assert len(topics.criteria) >= 10
    assert sorted(words) == sorted(set(words))
    assert len({criterion.id for criterion in topics.criteria}) == len(topics.criteria)
