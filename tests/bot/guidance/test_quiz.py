"""The discovery quiz: what is asked and when it ends, and what the result says; properties over invented jobs."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.guidance.evidence import HAS, LACKS, PROPOSED, belief, evidence, given, ranked, varied
from bot.guidance.profiles import Floats, Profiles
from bot.guidance.quiz import ENOUGH, fit_of, result
from bot.guidance.scale import STEPS
from bot.guidance.statements import DECIDED, MAX_QUESTIONS, information, most_telling, next_question, settled
from bot.knowledge.library import shared_library
from bot.knowledge.quiz import TYPES, Quiz

from .conftest import ANSWER, job, some_answers, some_jobs

Told = dict[str, float | None]

VET = job("vet", "IR", "A15", interests=["animals", "care"], criteria=["evenings_weekends"], studies="long")
KEEPER = job("keeper", "R", "A15", interests=["animals", "nature"], criteria=["hands_on"], studies="short")
JOINER = job("joiner", "R", "H22", interests=["manual", "building"], criteria=["hands_on"], studies="short")
NURSE = job("nurse", "S", "J15", interests=["care", "contact"], criteria=["evenings_weekends"], studies="medium")
TEACHER = job("teacher", "SA", "K21", interests=["teaching", "children"], criteria=["office"], studies="medium")
SELLER = job("seller", "EC", "D12", interests=["business", "contact"], criteria=["evenings_weekends"], studies="short")
CODER = job("coder", "IC", "M18", interests=["technology", "numbers"], criteria=["office"], studies="long")
PAINTER = job("painter", "A", "B11", interests=["art", "drawing"], criteria=["hands_on"], studies="medium")
JOBS = Profiles([VET, KEEPER, JOINER, NURSE, TEACHER, SELLER, CODER, PAINTER])


def real() -> Quiz:
    return shared_library().knowledge.quiz


def play(quiz: Quiz, profiles: Profiles, wanted: dict[str, float], default: float | None = -0.5) -> Told:
    """Answer the whole quiz; `wanted` is by what statements measure, such as `animals` or `R`."""
    answers: Told = {}
    while (key := next_question(quiz, profiles, answers)) is not None:
        statement = quiz.statement(key)
        assert statement is not None and key not in answers
        value = wanted.get(statement.dimension[1], default)
        answers[key] = -value if value and statement.reversed else value
    return answers


def first_of(profiles: Profiles, told: Floats) -> set[int]:
    """The first jobs, which no further answer may change once the quiz is over."""
    return set(varied(profiles, ranked(profiles, told))[:DECIDED])


# ── What is asked, and when it ends ───────────────────────────────────────────────────────────────────────────────────


def test_each_type_is_asked_about_first(quiz: Quiz) -> None:
    answers: Told = {}
    for _ in TYPES:
        key = next_question(quiz, JOBS, answers)
        assert key is not None
        answers[key] = None
    asked = [quiz.statement(key) for key in answers]
    assert {statement.type for statement in asked if statement} == set(TYPES)


def test_what_was_said_decides_what_is_asked_next(quiz: Quiz) -> None:
    two = Profiles([*JOBS.jobs, *(job(f"vet-{number}", "IR", interests=["animals"]) for number in range(4))])
    handy = play(quiz, two, {"R": 1.0, "I": 1.0, "animals": 1.0})
    social = play(quiz, two, {"S": 1.0, "contact": 1.0, "teaching": 1.0})
    assert set(handy) != set(social)


def test_the_statement_that_tells_most_is_worked_out_as_defined(quiz: Quiz) -> None:
    shares = np.array([0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    (got,) = information(JOBS, shares, [statement for statement in quiz.statements if statement.key == "look_after_animals"])
    has = np.array([1, 1, 0, 0, 0, 0, 0, 0])
    joint = shares[:, None] * np.where(has[:, None] == 1, HAS, LACKS)
    domains = [job.domain for job in JOBS.jobs]
    grouped = np.stack([joint[[one == domain for one in domains]].sum(axis=0) for domain in sorted(set(domains))])
    told = [(table * np.log(table / np.outer(table.sum(axis=1), table.sum(axis=0)))).sum() for table in (joint, grouped)]
    assert told[0] >= told[1] > 0
    assert got == pytest.approx((told[0] + told[1]) / 2, abs=1e-8)


def test_a_statement_about_what_no_job_or_every_job_has_tells_nothing(quiz: Quiz) -> None:
    alike = Profiles([job("a", "R", interests=["animals"]), job("b", "I", interests=["animals"])])
    asked = [statement for statement in quiz.statements if statement.interest in ("animals", "cooking")]
    assert len(asked) == 2
    assert information(alike, np.array([0.5, 0.5]), asked).tolist() == [0.0, 0.0]


def test_never_more_than_18_even_when_the_file_changed_meanwhile(quiz: Quiz) -> None:
    assert MAX_QUESTIONS == 18
    gone: Told = {f"gone_{number}": 1.0 for number in range(10)}
    answers = dict(gone)
    while (key := next_question(quiz, JOBS, answers)) is not None:
        answers[key] = 0.0
    assert len(answers) == MAX_QUESTIONS
    assert next_question(quiz, JOBS, {f"gone_{number}": 1.0 for number in range(40)}) is None


def test_with_no_job_there_is_nothing_to_ask(quiz: Quiz) -> None:
    assert next_question(quiz, Profiles([]), {}) is None


def test_it_ends_after_the_six_types_when_the_first_three_cannot_change(quiz: Quiz) -> None:
    three = Profiles(JOBS.jobs[:3])
    twins = Profiles([job(f"twin-{number}", "RC", interests=["animals"]) for number in range(6)])
    for profiles in (three, twins):
        assert len(play(quiz, profiles, {"R": 1.0})) == len(TYPES)


def test_it_ends_before_18_when_the_statements_are_used_up(quiz: Quiz) -> None:
    short = Quiz.parse_obj({**quiz.dict(), "statements": [one.dict() for one in quiz.statements[:7]]})
    assert len(play(short, JOBS, {}, default=0.0)) == 7


@settings(max_examples=60, deadline=None)
@for_all(profiles=some_jobs(), reply=st.lists(ANSWER, min_size=18, max_size=18), data=st.data())
def test_when_it_ends_early_no_answer_would_have_changed_the_first_three(
    profiles: Profiles, reply: list[float | None], data: st.DataObject
) -> None:
    quiz, answers = real(), {}
    while (key := next_question(quiz, profiles, answers)) is not None:
        answers[key] = reply[len(answers)]
    left = MAX_QUESTIONS - len(answers)
    assert {one.type for one in quiz.statements if one.key in answers} >= set(TYPES)
    assume(left > 0)
    told = evidence(profiles, given(quiz, answers))
    first = first_of(profiles, told)
    rest = [one for one in quiz.statements if one.key not in answers]
    if left == 1:
        rest = [most_telling(profiles, told, rest)]
    more = data.draw(st.lists(st.sampled_from(rest), min_size=min(left, len(rest)), max_size=left, unique_by=id))
    answers |= {one.key: data.draw(st.sampled_from(STEPS)) for one in more}
    assert first_of(profiles, evidence(profiles, given(quiz, answers))) == first


@settings(max_examples=60, deadline=None)
@for_all(profiles=some_jobs(least=4), answers=some_answers(most=17))
def test_one_statement_is_settled_exactly_when_no_answer_to_it_changes_the_first_three(
    profiles: Profiles, answers: Told
) -> None:
    quiz = real()
    told = evidence(profiles, given(quiz, answers))
    first = first_of(profiles, told)
    for one in quiz.statements:
        if one.key not in answers and settled(profiles, told, [one], 1):
            for value in STEPS:
                after = evidence(profiles, given(quiz, {**answers, one.key: value}))
                assert first_of(profiles, after) == first


# ── The result ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lover_of_animals_finds_the_jobs_with_animals(quiz: Quiz) -> None:
    answers = play(quiz, JOBS, {"animals": 1.0, "R": 1.0, "nature": 1.0, "hands_on": 1.0, "short": 1.0})
    found = result(quiz, JOBS, answers)
    assert found.jobs[0].slug == "keeper"
    assert len(found.jobs) == 5
    assert [fit.score for fit in found.jobs] == sorted((fit.score for fit in found.jobs), reverse=True)
    assert found.jobs[0].score > 70
    assert not found.doubtful


def test_reasons_are_the_students_own_answers(quiz: Quiz) -> None:
    answers: Told = {"look_after_animals": 1.0, "take_care_of_people": -1.0, "make_things_up": 1.0, "free_evenings": 1.0}
    (vet,) = result(quiz, Profiles([VET]), answers).jobs
    assert [(reason.statement, reason.text) for reason in vet.reasons] == [("look_after_animals", "tu aimes les animaux")]
    assert [reason.statement for reason in vet.watch_points] == ["take_care_of_people", "free_evenings"]
    painter = result(quiz, Profiles([PAINTER]), answers).jobs[0]
    assert [reason.statement for reason in painter.reasons] == ["make_things_up"]
    assert painter.watch_points == ()


def test_what_is_wanted_and_a_job_lacks_is_a_watch_point_where_the_file_has_a_text_for_it(quiz: Quiz) -> None:
    answers: Told = {"help_somebody": 1.0, "look_after_animals": 0.5, "work_soon": 1.0}
    (coder,) = result(quiz, Profiles([CODER]), answers).jobs
    assert {reason.statement for reason in coder.watch_points} == {"help_somebody", "work_soon"}
    assert all("tu " in reason.text for reason in coder.watch_points)
    assert coder.reasons == ()


def test_nothing_is_said_of_what_is_not_known_of_a_job(quiz: Quiz) -> None:
    bare = job("bare", "R")
    answers: Told = {"work_soon": 1.0, "study_long": -1.0, "look_after_animals": 1.0, "practical_work": -1.0}
    (fit,) = result(quiz, Profiles([bare]), answers).jobs
    assert fit.reasons == fit.watch_points == ()


def test_the_reason_that_tells_most_comes_first(quiz: Quiz) -> None:
    answers: Told = {"practical_work": 1.0, "look_after_animals": 1.0}
    keeper = next(fit for fit in result(quiz, JOBS, answers).jobs if fit.slug == "keeper")
    assert [reason.statement for reason in keeper.reasons] == ["look_after_animals", "practical_work"]


def test_any_job_can_be_put_beside_the_answers(quiz: Quiz) -> None:
    answers: Told = {"look_after_animals": 1.0, "free_evenings": 1.0}
    for fit in result(quiz, JOBS, answers).jobs:
        assert fit_of(quiz, JOBS, answers, fit.slug) == fit
    assert fit_of(quiz, JOBS, answers, "nobody") is None
    assert fit_of(quiz, JOBS, {"look_after_animals": 0.0}, "vet") is None


def test_the_neighbour_is_the_best_job_of_another_field(quiz: Quiz) -> None:
    near = [job(f"keeper-{number}", "R", f"A1{number}", interests=["animals", "nature"]) for number in range(6)]
    groom = job("groom", "R", "G12", interests=["animals"])
    clerk = job("clerk", "C", "C11", interests=["numbers"])
    answers: Told = {"look_after_animals": 1.0, "be_in_nature": 1.0, "handle_numbers": -1.0}
    found = result(quiz, Profiles([*near, clerk, groom]), answers)
    assert {fit.slug[:6] for fit in found.jobs} == {"keeper"}
    assert found.neighbour is not None and found.neighbour.slug == "groom"
    assert found.neighbour.reasons
    assert result(quiz, Profiles([*near, clerk]), answers).neighbour is None  # nothing speaks for the clerk
    assert result(quiz, Profiles(near), answers).neighbour is None  # no other field


def test_the_five_are_the_best_of_five_domains(quiz: Quiz) -> None:
    twins = [job(f"vet-{number}", "IR", "A15", interests=["animals", "care"], studies="long") for number in range(6)]
    answers: Told = {"look_after_animals": 1.0, "find_out_why": 1.0, "study_long": 1.0}
    slugs = [fit.slug for fit in result(quiz, Profiles([*JOBS.jobs, *twins]), answers).jobs]
    assert len([slug for slug in slugs if slug.startswith("vet")]) == 1
    assert slugs[0].startswith("vet") and "coder" in slugs
    few = Profiles([VET, NURSE, *twins])  # two domains: variety gives way
    assert len(result(quiz, few, answers).jobs) == 5


@pytest.mark.parametrize(
    ("answers", "letter", "value"),
    [
        ({}, "R", 50),
        ({"fix_things": None}, "R", 50),
        ({"fix_things": 0.0}, "R", 50),
        ({"fix_things": 1.0}, "R", 83),
        ({"fix_things": 0.5}, "R", 67),
        ({"fix_things": -1.0}, "R", 17),
        ({"fix_things": 1.0, "make_by_hand": 1.0}, "R", 88),
        ({"fix_things": 1.0, "make_by_hand": -1.0}, "R", 62),
        ({"make_by_hand": 1.0}, "R", 75),
        ({"make_by_hand": 1.0}, "S", 50),
        ({"free_evenings": 1.0}, "R", 50),
    ],
)
def test_an_axis_is_the_mean_of_the_answers_about_its_type(quiz: Quiz, answers: Told, letter: str, value: int) -> None:
    axes = dict(result(quiz, JOBS, answers).axes)
    assert list(axes) == list(TYPES)
    assert axes[letter] == value  # type: ignore[index]


@pytest.mark.parametrize("answers", [{}, {"fix_things": None, "cook": 0.0}, {"gone": 1.0}])
def test_answers_that_tell_nothing_propose_nothing(quiz: Quiz, answers: Told) -> None:
    found = result(quiz, JOBS, answers)
    assert (found.jobs, found.neighbour, found.told) == ((), None, 0)
    assert found.doubtful


def test_skipping_and_bof_make_a_result_doubtful(quiz: Quiz) -> None:
    sure = play(quiz, JOBS, {"animals": 1.0, "R": 1.0})
    hazy: Told = {key: value if place < 4 else None if place % 2 else 0.0 for place, (key, value) in enumerate(sure.items())}
    clear, vague = result(quiz, JOBS, sure), result(quiz, JOBS, hazy)
    assert clear.told >= ENOUGH > vague.told
    assert (clear.doubtful, vague.doubtful) == (False, True)


@settings(max_examples=80, deadline=None)
@for_all(profiles=some_jobs(), answers=some_answers(), random=st.randoms())
def test_order_json_and_strangers_change_nothing(profiles: Profiles, answers: Told, random: object) -> None:
    quiz = real()
    mixed = [*answers.items(), ("gone_from_the_file", 1.0)]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    expected = result(quiz, profiles, answers)
    assert result(quiz, profiles, dict(mixed)) == expected
    assert result(quiz, profiles, json.loads(json.dumps(answers))) == expected
    assert next_question(quiz, profiles, dict(reversed(answers.items()))) == next_question(quiz, profiles, answers)


@settings(max_examples=80, deadline=None)
@for_all(profiles=some_jobs(least=0), answers=some_answers())
def test_whatever_is_answered_the_result_keeps_its_promises(profiles: Profiles, answers: Told) -> None:
    found = result(real(), profiles, answers)
    assert [letter for letter, _ in found.axes] == list(TYPES)
    assert all(0 <= value <= 100 for _, value in found.axes)
    slugs = [fit.slug for fit in found.jobs]
    assert len(slugs) == len(set(slugs)) <= 5
    by_slug = {one.slug: one for one in profiles.jobs}
    domains = [by_slug[slug].domain for slug in slugs]
    if len({one.domain for one in profiles.jobs}) >= PROPOSED:
        assert len(set(domains)) == len(domains)
    for fit in [*found.jobs, *([found.neighbour] if found.neighbour else [])]:
        assert 0 <= fit.score <= 100
        for reason in (*fit.reasons, *fit.watch_points):
            assert answers[reason.statement]
        assert not {reason.text for reason in fit.reasons} & {reason.text for reason in fit.watch_points}
    if found.neighbour:
        assert by_slug[found.neighbour.slug].field not in {by_slug[slug].field for slug in slugs}


def test_wanting_more_of_what_a_job_has_never_lowers_it(quiz: Quiz) -> None:
    for statement in quiz.statements:
        wanted = [-step if statement.reversed else step for step in STEPS]
        shares = [belief(evidence(JOBS, given(quiz, {statement.key: value}))) for value in wanted]
        values = JOBS.column(statement.dimension)
        highest = values == values.max()
        gained = [share[highest].sum() for share in shares]
        assert gained == sorted(gained), statement.key
