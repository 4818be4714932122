"""Jobs side by side: the figures of the real guides, who stands highest, and no winner where the guides name none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.comparison import Range, Row, compare, compare_as_a_whole
from bot.knowledge.library import Library, shared_library
from bot.knowledge.schema import Guide
from bot.knowledge.topics import Topic

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
PAY: dict[str, Any] = {"level": "junior", "status": "any", "currency": "EUR", "period": "month", "gross": True}
RANGES = st.lists(
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda ends: (float(min(ends)), float(max(ends)))),
    min_size=2,
    max_size=4,
)


@pytest.fixture(scope="module")
def library() -> Library:
    return shared_library()


def topic_of(library: Library, topic_id: str) -> Topic:
    """A topic that must exist."""
    topic = library.knowledge.topics.by_id(topic_id)
    assert topic is not None, topic_id
    return topic


def changed(library: Library, slug: str, /, **fields: Any) -> Guide:
    """A guide with some fields changed."""
    return Guide.parse_obj({**library.knowledge.guides[slug].dict(), **fields})


def rows(library: Library, topic_id: str, guides: list[Guide] | None = None) -> dict[str, Row]:
    """The lines of one topic, by label; of both guides unless told otherwise."""
    both = [library.knowledge.guides[slug] for slug in (ASSISTANT, DIRECTOR)]
    return {row.label: row for row in compare(library.writer, guides or both, [topic_of(library, topic_id)])}


def row(*ranges: Range | None, values: int | None = None) -> Row:
    """A line with these figures; `values` texts when some figures are not even there."""
    return Row("salary", "💰", "Au début", ("x",) * (len(ranges) if values is None else values), ranges, "Le plus haut")


def plain(text: str) -> str:
    """With ordinary spaces in numbers."""
    return text.replace("\u00a0", " ")


# ── Who stands highest ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ranges", "highest"),
    [
        ([(2200, 2700), (2800, 2800)], 1),
        ([(2800, 2800), (2200, 2700)], 0),
        ([(3, 3), (3, 5)], None),  # they touch
        ([(3, 5), (4, 6)], None),  # they overlap
        ([(1, 9), (4, 5)], None),  # one holds the other
        ([(75, 75), (75, 75)], None),  # the same
        ([(1, 2), (5, 6), (3, 4)], 1),
        ([(1, 2), (5, 6), (4, 5)], None),
        ([(1, 2), None], None),
        ([None, None], None),
        ([(0, 0), (1, 1)], 1),
    ],
)
def test_the_highest_lies_above_all_others(ranges: list[Range | None], highest: int | None) -> None:
    assert row(*ranges).highest == highest


@pytest.mark.parametrize(
    ("made", "measured"),
    [(row((1, 2), (1, 2)), True), (row((1, 2), None), False), (row(values=2), False), (row(None, None), False)],
)
def test_a_line_is_measured_when_every_guide_gives_a_figure(made: Row, measured: bool) -> None:
    assert made.measured is measured


def test_a_line_without_figures_has_no_highest() -> None:
    assert row(values=2).highest is None


@given(RANGES)
def test_a_winner_beats_every_figure_of_the_others_and_does_not_depend_on_the_order(ranges: list[Range | None]) -> None:
    highest = row(*ranges).highest
    backwards = row(*reversed(ranges)).highest
    assert (highest is None) is (backwards is None)
    if highest is None:
        known = [one for one in ranges if one is not None]
        best = max(known, default=None)
        beaten = best is not None and sum(other[1] >= best[0] for other in known) == 1
        assert len(known) < len(ranges) or not beaten, "there is a clear winner"
    else:
        assert backwards == len(ranges) - 1 - highest
        best = ranges[highest]
        assert best is not None
        assert all(other is not None and other[1] < best[0] for place, other in enumerate(ranges) if place != highest)


# ── With the real guides ──────────────────────────────────────────────────────────────────────────────────────────────


def test_pay_at_the_beginning_and_with_experience(library: Library) -> None:
    found = rows(library, "salary")
    assert list(found) == ["Au début", "Avec de l'expérience"]
    start, later = found.values()
    assert plain(start.values[0]).startswith("2 200 à 2 700 € brut par mois")
    assert plain(start.values[1]) == "environ 2 800 € brut par mois"
    assert start.ranges == ((2200, 2700), (2800, 2800))
    assert later.ranges == ((2800, 3800), (4500, 5000)), "neither a weekly amount nor an open one is put in order"
    assert "1 500 à 2 500 € par semaine en indépendant·e" in plain(later.values[1]), "but it is shown"
    assert (start.highest, later.highest) == (1, 1)
    assert (start.most, start.icon, start.topic) == ("Le plus haut au début", "💰", "salary")


def test_studies_that_may_last_as_long_have_no_winner(library: Library) -> None:
    row_ = rows(library, "studies")["Durée des études"]
    assert row_.values == ("3 ans (bachelier)", "3 à 5 ans d'études, plus de l'expérience")
    assert row_.ranges == ((3, 3), (3, 5))
    assert row_.highest is None and row_.measured


@pytest.mark.parametrize(
    ("label", "values", "highest"),
    [
        ("Taux d'insertion", ("75 %", "70 %"), 0),
        ("Professionnels actifs", ("1 800", "environ 200"), 0),
        ("Âge moyen", ("32 ans", "42 ans"), 1),
        ("Femmes", ("65 %", "35 %"), 0),
        ("Croissance", ("stable", "+5 % par an"), None),
    ],
)
def test_the_figures_of_the_two_guides(library: Library, label: str, values: tuple[str, str], highest: int | None) -> None:
    found = rows(library, "figures")[label]
    assert tuple(map(plain, found.values)) == values
    assert found.highest == highest


def test_stress_is_told_and_not_measured(library: Library) -> None:
    row_ = rows(library, "conditions")["Stress"]
    assert all("stress" in value for value in row_.values)
    assert row_.ranges == () and not row_.measured and row_.highest is None


@pytest.mark.parametrize("topic_id", ["pros", "cons", "missions", "tips", "day", "overview", "testimonial"])
def test_a_topic_without_lines_of_its_own_is_compared_by_the_beginning_of_its_answer(
    library: Library, topic_id: str
) -> None:
    topic = topic_of(library, topic_id)
    assert not topic.compare, "choose a topic without lines of comparison"
    (found,) = rows(library, topic_id).values()
    guides = library.knowledge.guides
    assert found.values == tuple(library.writer.brief(topic, guides[slug]) for slug in (ASSISTANT, DIRECTOR))
    assert all(found.values) and found.label == topic.label and found.ranges == ()


@pytest.mark.parametrize("slug", [ASSISTANT, DIRECTOR])
@pytest.mark.parametrize("topic_id", ["pros", "cons", "missions", "tips"])
def test_the_beginning_of_a_list_reads_as_one_sentence(library: Library, topic_id: str, slug: str) -> None:
    brief = library.writer.brief(topic_of(library, topic_id), library.knowledge.guides[slug])
    assert brief.count(" ; ") == 2
    assert ". ;" not in brief and "! ;" not in brief


# ── What a guide does not say ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_one_guide_does_not_say_is_empty_and_nobody_wins(library: Library) -> None:
    without = changed(library, DIRECTOR, figures=None, salary=None)
    guides = [library.knowledge.guides[ASSISTANT], without]
    for label in ("Taux d'insertion", "Femmes", "Âge moyen"):
        found = rows(library, "figures", guides)[label]
        assert found.values[0] and found.values[1] == ""
        assert found.ranges[1] is None and found.highest is None and not found.measured
    assert rows(library, "salary", guides)["Au début"].highest is None


def test_a_line_that_no_guide_fills_is_left_out(library: Library) -> None:
    guides = [changed(library, slug, figures=None) for slug in (ASSISTANT, DIRECTOR)]
    assert rows(library, "figures", guides) == {}
    assert list(rows(library, "prospects", guides)) == ["Débouchés"], "the other line of the topic stays"


def test_a_topic_that_one_guide_lacks_is_shown_with_a_hole(library: Library) -> None:
    (found,) = rows(library, "challenge").values()
    assert found.values[0] == "" and "Le plus dur" in found.values[1]


@pytest.mark.parametrize(
    ("salary", "range_", "highest"),
    [
        ({"min": 3000, "max": 3500}, (3000, 3500), 1),
        ({"min": 2700, "max": 3500}, (2700, 3500), None),  # an assistant may begin with 2 700 too
        ({"min": 9000, "max": 9000, "period": "week"}, None, None),
        ({"min": 3000, "and_more": True}, None, None),
        ({"min": 3000, "max": 3500, "level": "any"}, None, None),
        ({"min": 3000}, (3000, 3000), 1),
    ],
)
def test_only_monthly_amounts_of_the_level_with_both_ends_are_put_in_order(
    library: Library, salary: dict[str, Any], range_: Range | None, highest: int | None
) -> None:
    other = changed(library, DIRECTOR, salary={"figures": [{**PAY, **salary}]})
    found = rows(library, "salary", [library.knowledge.guides[ASSISTANT], other])["Au début"]
    assert (found.ranges[1], found.highest) == (range_, highest)


def test_an_amount_of_which_only_the_top_is_known_does_not_win(library: Library) -> None:
    """« Jusqu'à 3 000 € » may be 2 300 as well."""
    other = changed(library, DIRECTOR, salary={"figures": [{**PAY, "max": 3000}]})
    found = rows(library, "salary", [library.knowledge.guides[ASSISTANT], other])["Au début"]
    assert "jusqu'à 3 000 €" in plain(found.values[1])
    assert found.highest is None


# ── As a whole, and several jobs ──────────────────────────────────────────────────────────────────────────────────────


def test_as_a_whole_only_the_lines_marked_so_are_shown(library: Library) -> None:
    topics = library.knowledge.topics.topics
    found = compare_as_a_whole(library.writer, list(library.knowledge.guides.values()), topics)
    assert [(one.topic, one.label) for one in found] == [
        (topic.id, line.label) for topic in topics for line in topic.compare if line.whole
    ]
    assert {"Durée des études", "Au début", "Horaires", "Stress"} <= {one.label for one in found}


def test_the_values_are_in_the_order_of_the_jobs(library: Library) -> None:
    guides = [library.knowledge.guides[slug] for slug in (DIRECTOR, ASSISTANT)]
    found = rows(library, "figures", guides)["Âge moyen"]
    assert (found.values, found.highest) == (("42 ans", "32 ans"), 0)


def test_three_jobs_stand_side_by_side(library: Library) -> None:
    third = changed(library, ASSISTANT, slug="troisieme", salary={"figures": [{**PAY, "min": 4000, "max": 4100}]})
    guides = [*library.knowledge.guides.values(), third]
    found = rows(library, "salary", guides)["Au début"]
    assert len(found.values) == len(found.ranges) == 3
    assert found.highest == 2


def test_no_topic_gives_no_line(library: Library) -> None:
    guides = list(library.knowledge.guides.values())
    assert compare(library.writer, guides, []) == compare_as_a_whole(library.writer, guides, []) == []


@pytest.mark.parametrize("expression", ["none", "[1]", "[1, 2, 3]", "['a', 'b']", "3", "guide.year", "[none, 3]"])
def test_what_is_no_range_counts_as_none(library: Library, expression: str) -> None:
    topic = topic_of(library, "figures")
    line = topic.compare[0].copy(update={"range": expression})
    broken = topic.copy(update={"compare": [line]})
    (found,) = compare(library.writer, list(library.knowledge.guides.values()), [broken])
    assert found.ranges == (None, None) and found.highest is None
