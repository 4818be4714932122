"""The score of a self-assessment: its ends, its order, its certainty, and what it never does."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.assessment import MOST_POINTS, AssessmentResult, Axis, assess
from bot.knowledge.library import shared_library
from bot.knowledge.schema import AssessmentQuestion

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
YES, RATHER_YES, NEUTRAL, RATHER_NO, NO = 1.0, 0.5, 0.0, -0.5, -1.0
SCALE = (NO, RATHER_NO, NEUTRAL, RATHER_YES, YES)
Answers = dict[str, float | None]


def question(key: str, favours: str = "yes", trait: str = "") -> AssessmentQuestion:
    """A question; its trait is its own unless given."""
    say = {"favourable": "Bien.", "neutral": "Bon.", "unfavourable": "Merci."}
    return AssessmentQuestion.parse_obj(
        {"key": key, "text": "Et toi ?", "trait": trait or key, "favours": favours, "say": say}
    )


def result(*leanings: float | None) -> AssessmentResult:
    """The result of answers to as many questions as there are; each one's « oui » speaks for the job."""
    return assess([question(f"q{place}") for place in range(len(leanings))], keyed(leanings))


def keyed(leanings: tuple[float | None, ...] | list[float | None]) -> Answers:
    """Answers by the keys q0, q1, …"""
    return {f"q{place}": leaning for place, leaning in enumerate(leanings)}


# ── The real guides ───────────────────────────────────────────────────────────────────────────────────────────────────


def real(slug: str) -> list[AssessmentQuestion]:
    """The questions of a guide."""
    return shared_library().knowledge.guides[slug].self_assessment


@pytest.mark.parametrize("slug", [ASSISTANT, DIRECTOR])
def test_every_answer_for_the_job_is_100_and_every_answer_against_it_0(slug: str) -> None:
    questions = real(slug)
    best: Answers = {each.key: YES if each.favours == "yes" else NO for each in questions}
    worst: Answers = {key: -value for key, value in best.items() if value is not None}
    top, bottom = assess(questions, best), assess(questions, worst)
    assert (top.score, top.certainty, top.decided, top.watch_points) == (100, "high", 1.0, ())
    assert (bottom.score, bottom.certainty, bottom.decided, bottom.strengths) == (0, "high", 1.0, ())
    assert {axis.value for axis in top.axes} == {100}
    assert {axis.value for axis in bottom.axes} == {0}
    assert [axis.label for axis in top.axes] == [each.trait for each in questions]


def test_yes_to_everything_is_not_100_where_a_question_is_reversed() -> None:
    """« Est-ce que des journées de 12 heures te feraient peur ? » : a « oui » there speaks against the job."""
    questions = real(ASSISTANT)
    found = assess(questions, {each.key: YES for each in questions})
    assert found.score == 83  # 5 of 6
    assert found.watch_points == ("long_days",)
    assert found.strengths == ("urgent_tasks", "last_minute_problems", "administration", "creative_team")
    assert Axis("disponibilité pour de longues journées", 0) in found.axes


def test_a_mixed_self_assessment() -> None:
    answers: Answers = {
        "urgent_tasks": RATHER_YES,
        "last_minute_problems": YES,
        "long_days": RATHER_YES,  # rather frightening
        "administration": NO,
        "creative_team": NEUTRAL,
        "short_contracts": None,
        "since_removed": YES,
    }
    found = assess(real(ASSISTANT), answers)
    assert found.score == 50  # 1.5 for the job, 1.5 against it
    assert found.decided == pytest.approx(3 / 6)
    assert (found.certainty, found.answered, found.total) == ("medium", 5, 6)
    assert found.strengths == ("last_minute_problems", "urgent_tasks")
    assert found.watch_points == ("administration", "long_days")
    assert [axis.value for axis in found.axes] == [75, 100, 25, 0, 50]


# ── The rule, on small examples ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("leanings", "score", "certainty", "decided"),
    [
        ((YES,), 100, "high", 1.0),
        ((RATHER_YES, RATHER_YES), 75, "medium", 0.5),
        ((RATHER_NO, RATHER_NO, NEUTRAL), 25, "low", 1 / 3),
        ((YES, RATHER_YES), 100, "high", 0.75),
        ((RATHER_YES, RATHER_NO), 50, "medium", 0.5),
        ((YES, YES, YES, NO), 75, "high", 1.0),
        ((YES, RATHER_NO), 75, "high", 0.75),
        ((RATHER_YES, NO), 25, "high", 0.75),
        ((YES, NEUTRAL), 100, "medium", 0.5),
        ((YES, None), 100, "medium", 0.5),
        ((YES, NEUTRAL, NEUTRAL), 100, "low", 1 / 3),
        ((NO, NEUTRAL, None), 0, "low", 1 / 3),
        ((NEUTRAL, NEUTRAL), 50, "low", 0.0),
        ((None, None), 50, "low", 0.0),
    ],
)
def test_score_and_certainty(leanings: tuple[float | None, ...], score: int, certainty: str, decided: float) -> None:
    found = result(*leanings)
    assert (found.score, found.certainty) == (score, certainty)
    assert found.decided == pytest.approx(decided)


def test_a_guide_without_questions_gives_an_empty_result() -> None:
    assert assess([], {"long_days": YES}) == AssessmentResult(50, "low", 0.0, (), (), (), 0, 0)


def test_questions_on_the_same_trait_are_one_axis() -> None:
    questions = [question("a", trait="calme"), question("b"), question("c", "no", trait="calme")]
    found = assess(questions, {"a": YES, "b": NEUTRAL, "c": NEUTRAL})
    assert found.axes == (Axis("calme", 75), Axis("b", 50))


def test_a_trait_without_an_answer_is_no_axis() -> None:
    assert result(YES, None, NO).axes == (Axis("q0", 100), Axis("q2", 0))


def test_at_most_four_points_and_the_strongest_first() -> None:
    found = result(RATHER_YES, YES, RATHER_YES, YES, RATHER_YES, YES, NO, RATHER_NO)
    assert found.strengths == ("q1", "q3", "q5", "q0")
    assert found.watch_points == ("q6", "q7")


@pytest.mark.parametrize("value", [1.01, -2, math.inf, math.nan])
def test_an_answer_outside_the_scale_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"the answer to 'q0' is .*; a number from -1 \(no\) to 1 \(yes\)"):
        result(value)


# ── What holds for all answers ────────────────────────────────────────────────────────────────────────────────────────

ANSWER = st.none() | st.sampled_from(SCALE) | st.floats(-1, 1)
ANSWERS = st.lists(ANSWER, min_size=1, max_size=8)


@given(ANSWERS)
def test_everything_stays_in_its_range(answers: list[float | None]) -> None:
    found = result(*answers)
    assert 0 <= found.score <= 100
    assert 0 <= found.decided <= 1
    assert all(0 <= axis.value <= 100 for axis in found.axes)
    assert found.answered == len(answers) - answers.count(None) == len(found.axes)
    assert len(found.strengths) <= MOST_POINTS and len(found.watch_points) <= MOST_POINTS
    assert not set(found.strengths) & set(found.watch_points)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(answers: list[float | None], random: object) -> None:
    questions = [question(f"q{place}") for place in range(len(answers))]
    items = list(keyed(answers).items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert assess(questions, dict(items)) == result(*answers)


@given(ANSWERS)
def test_a_reversed_question_counts_the_other_way_round(answers: list[float | None]) -> None:
    reversed_questions = [question(f"q{place}", "no") for place in range(len(answers))]
    opposite: Answers = {key: None if value is None else -value for key, value in keyed(answers).items()}
    assert assess(reversed_questions, opposite) == result(*answers)


@given(ANSWERS)
def test_the_opposite_answers_give_the_opposite_result(answers: list[float | None]) -> None:
    here, there = result(*answers), result(*(None if value is None else -value for value in answers))
    assert abs(here.score + there.score - 100) <= 1  # each is rounded by itself
    assert here.decided == there.decided
    assert (here.strengths, here.watch_points) == (there.watch_points, there.strengths)


@given(ANSWERS, st.integers(0, 7), st.floats(-1, 1))
def test_a_more_favourable_answer_never_lowers_the_score(answers: list[float | None], place: int, better: float) -> None:
    place %= len(answers)
    before = answers[place]
    if before is not None and before <= better:
        assert result(*answers[:place], better, *answers[place + 1 :]).score >= result(*answers).score


@given(ANSWERS, st.integers(0, 7), st.sampled_from([None, NEUTRAL]))
def test_a_skipped_or_neutral_answer_moves_the_certainty_and_not_the_score(
    answers: list[float | None], place: int, nothing: float | None
) -> None:
    place %= len(answers) + 1
    found, others = result(*answers[:place], nothing, *answers[place:]), result(*answers)
    assert found.score == others.score
    assert found.decided <= others.decided
    assert found.decided < others.decided or others.decided == 0


@given(ANSWERS)
def test_keys_that_no_question_has_are_ignored(answers: list[float | None]) -> None:
    questions = [question(f"q{place}") for place in range(len(answers))]
    assert assess(questions, {**keyed(answers), "gone": NO, "gone_too": None}) == result(*answers)


@given(st.lists(st.sampled_from([NEUTRAL, RATHER_YES, None]), min_size=1, max_size=8))
def test_without_a_plain_yes_the_score_is_75_at_most(answers: list[float | None]) -> None:
    found = result(*answers)
    assert found.score == (75 if RATHER_YES in answers else 50)
    assert result(*answers, YES).score == 100
