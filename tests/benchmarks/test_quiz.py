"""The benchmark of the quiz is fair, and the quiz is above its bar: four times random order at the middle noise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest

from benchmarks.quiz import Field, adaptive, by_lot, draw, every, measure_all, places_for, shuffled, table
from benchmarks.students import NOISES, Noise, answer_all, register_profiles
from bot.guidance.profiles import JobProfile, Profiles, job_profiles
from bot.guidance.scale import STEPS
from bot.guidance.statements import MAX_QUESTIONS
from bot.knowledge.library import shared_library
from bot.paths import KNOWLEDGE, ROOT

REGISTER = ROOT.parent / "shared" / "rome"
QUIZ = shared_library().knowledge.quiz
STILL = Noise("none", 1e-9, 0.0, 0.0)


def keeper(slug: str = "keeper", domain: str = "A15") -> JobProfile:
    """Somebody with animals, in the evening too, after long studies."""
    return JobProfile(slug, domain, ("R", "C"), frozenset({"animals"}), frozenset({"evenings_weekends"}), "long")


def answers_of(noise: Noise, seed: int = 0) -> dict[str, float | None]:
    return answer_all(QUIZ, Profiles([keeper()]), 0, noise, np.random.default_rng(seed))


def test_without_noise_a_student_says_what_the_profile_says() -> None:
    answers = answers_of(STILL)
    assert answers["look_after_animals"] == answers["fix_things"] == answers["put_in_order"] == 0.5
    assert answers["free_evenings"] == -0.5  # reversed
    assert answers["study_long"] == 0.5
    for key in ("cook", "help_somebody", "find_out_why", "work_soon"):  # nothing of the hexagon: I is beside R
        assert (answers[key] or 0) <= 0


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.name)
def test_students_answer_on_the_five_steps_and_skip_as_often_as_said(noise: Noise) -> None:
    drawn = [value for seed in range(60) for value in answers_of(noise, seed).values()]
    assert {value for value in drawn if value is not None} == set(STEPS)
    assert drawn.count(None) / len(drawn) == pytest.approx(noise.skips, abs=0.015)


def test_more_noise_strays_further_from_the_profile() -> None:
    def agreement(noise: Noise) -> float:
        pairs = [
            (answers_of(noise, seed)["look_after_animals"] or 0, answers_of(noise, seed)["cook"] or 0) for seed in range(300)
        ]
        return float(np.mean([liked > other for liked, other in pairs]))

    shares = [agreement(noise) for noise in NOISES]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.8 > shares[2]


def test_tastes_for_fields_that_overlap_are_alike() -> None:
    """Somebody who likes the one more than others do likes the other more, too."""
    drawn = [answers_of(NOISES[1], seed) for seed in range(400)]

    def alike(one: str, other: str) -> float:
        both = [(answers[one], answers[other]) for answers in drawn]
        told = np.array([pair for pair in both if None not in pair], dtype=np.float64)
        return float(np.corrcoef(told.T)[0, 1])

    assert alike("world_of_media", "world_of_creation") > 0.15 > abs(alike("world_of_media", "world_of_business"))


def test_the_same_student_answers_the_same() -> None:
    assert answers_of(NOISES[1]) == answers_of(NOISES[1])
    assert answers_of(NOISES[1]) != answers_of(NOISES[1], seed=1)


def test_random_order_is_worked_out_right() -> None:
    domains = ["A11", "A11", "B11", "B12", "C11", "A11", "D11"]
    profiles = Profiles([keeper(f"job-{number}", domain) for number, domain in enumerate(domains)])
    draws = list(combinations(range(7), 5))
    hits = [np.mean([any(domains[one] == domains[place] for one in draw) for draw in draws]) for place in range(7)]
    job, domain = by_lot(profiles, range(7))
    assert job == pytest.approx(5 / 7)
    assert domain == pytest.approx(np.mean(hits))
    assert by_lot(Profiles([keeper()]), [0]) == (1.0, 1.0)


def test_a_spread_draw_takes_one_of_each_domain_before_a_second() -> None:
    domains = ["A11"] * 20 + ["B11", "B11", "C11", "D11"]
    jobs = [keeper(f"job-{number}", domain) for number, domain in enumerate(domains)]
    assert {job.domain for job in draw(jobs, 4, seed=3, spread=True)} == set(domains)
    assert sorted(job.domain for job in draw(jobs, 6, 3, spread=True)) == ["A11", "A11", "B11", "B11", "C11", "D11"]
    assert sorted(job.slug for job in draw(jobs, 24, 3)) == sorted(job.slug for job in jobs)
    assert draw(jobs, 5, 1) == draw(jobs, 5, 1) != draw(jobs, 5, 2)


def test_the_halves_share_no_job_whatever_competes() -> None:
    jobs = [keeper(f"job-{number}") for number in range(60)]
    tuning, report = (set(places_for(Profiles(jobs), side)) for side in (True, False))
    assert tuning | report == set(range(60)) and not tuning & report
    assert len(tuning) > 15 < len(report)
    assert {place - 20 for place in report if place >= 20} == set(places_for(Profiles(jobs[20:]), False))


def test_ways_of_asking() -> None:
    profiles, answers, random = Profiles([keeper()]), answers_of(STILL), np.random.default_rng(0)
    assert every(QUIZ, profiles, answers, random) == answers
    assert len(shuffled(QUIZ, profiles, answers, random)) == MAX_QUESTIONS
    assert len(adaptive(QUIZ, profiles, answers, random)) == 6  # one job: nothing can change after the six types


def test_a_report_has_a_line_for_each_noise_and_way() -> None:
    profiles = Profiles([keeper(f"job-{number}", f"A1{number}") for number in range(8)])
    assert len(list(table(QUIZ, [Field(profiles, [0, 1])], 1))) == 2 + 3 * 3 + 1


def test_lots_are_counted_together() -> None:
    fields = [Field(Profiles([keeper(f"job-{number}") for number in range(count)]), [0]) for count in (3, 5)]
    tally = measure_all(QUIZ, fields, NOISES[1], 2, {"adaptive": adaptive})["adaptive"]
    assert len(tally.job) == len(tally.domain) == len(tally.asked) == len(tally.told) == 4
    lines = list(table(QUIZ, fields, 1))
    assert lines[-1] == "| any | random order of jobs | 100.0% | 100.0% | 1.0 | 0 |"


def above_the_bar(jobs: Sequence[JobProfile], *, spread: bool = False) -> None:
    """The bar of docs/quiz.md, in three draws of 120 jobs, on those that no constant was chosen on."""
    drawn = [Profiles(draw(jobs, 120, seed, spread)) for seed in range(3)]
    fields = [Field(profiles, places_for(profiles, tuning=False)) for profiles in drawn]
    tally = measure_all(QUIZ, fields, NOISES[1], 3, {"adaptive": adaptive})["adaptive"]
    assert len(tally.domain) > 400
    assert max(tally.asked) <= MAX_QUESTIONS
    shares = [by_lot(field.profiles, field.places)[1] for field in fields]
    assert np.mean(tally.domain) >= 4 * np.average(shares, weights=[len(field.places) for field in fields])


@pytest.mark.skipif(not REGISTER.is_dir(), reason="the tables of the register are not beside the project")
@pytest.mark.skipif(not (KNOWLEDGE / "rome.yml").is_file(), reason="knowledge/rome.yml is not there")
def test_the_quiz_is_above_its_bar_on_120_jobs_of_the_register() -> None:
    jobs = register_profiles(REGISTER, {criterion.id for criterion in shared_library().knowledge.topics.criteria})
    assert len(jobs) > 1500
    above_the_bar(jobs)


@pytest.mark.parametrize("spread", [False, True], ids=["by lot", "over all domains"])
def test_the_quiz_is_above_its_bar_on_120_jobs_of_the_catalogue(spread: bool) -> None:
    above_the_bar(job_profiles(shared_library().knowledge), spread=spread)
