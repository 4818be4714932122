"""What answers tell about jobs: likelihoods, order of the jobs, scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from bot.guidance.evidence import HAS, LACKS, belief, evidence, given, likelihood, ranked, scores
from bot.guidance.profiles import Profiles
from bot.guidance.scale import STEPS
from bot.knowledge.library import shared_library
from bot.knowledge.quiz import Quiz

from .conftest import job, some_answers, some_jobs

KEEPER = job("keeper", "R", interests=["animals"], criteria=["evenings_weekends"])
CLERK = job("clerk", "C", interests=["numbers"], criteria=["office"])
BOTH = Profiles([CLERK, KEEPER])


def real() -> Quiz:
    return shared_library().knowledge.quiz


def best(quiz: Quiz, answers: dict[str, float | None]) -> str:
    """The slug of the likelier of the two jobs."""
    return BOTH.jobs[ranked(BOTH, evidence(BOTH, given(quiz, answers)))[0]].slug


def test_the_tables_are_probabilities_and_bof_tells_nothing() -> None:
    for table in (LACKS, HAS):
        assert table.sum() == pytest.approx(1.0)
        assert (table > 0).all()
    ratios = HAS / LACKS
    assert (np.diff(ratios) > 0).all()
    assert ratios[STEPS.index(0.0)] == 1.0


def test_a_job_of_which_nothing_is_known_has_the_likelihood_of_an_average_one() -> None:
    for wanted in STEPS:
        three = likelihood(np.array([0.0, 1.0, 0.5]), wanted)
        assert three[2] == pytest.approx(three[:2].mean())
    assert sum(likelihood(np.array([0.3]), wanted)[0] for wanted in STEPS) == pytest.approx(1.0)


def test_what_is_wanted_counts_whichever_way_it_is_asked(quiz: Quiz) -> None:
    assert best(quiz, {"look_after_animals": 1.0}) == "keeper"
    assert best(quiz, {"look_after_animals": -1.0}) == "clerk"
    assert best(quiz, {"free_evenings": 1.0}) == "clerk"  # reversed: agreeing speaks against evenings
    assert best(quiz, {"free_evenings": -0.5}) == "keeper"
    (read,) = given(quiz, {"free_evenings": -0.5})
    assert read.step == 0.5


def test_skipped_neutral_and_unknown_answers_tell_nothing(quiz: Quiz) -> None:
    answers: dict[str, float | None] = {"look_after_animals": None, "handle_numbers": 0.0, "gone_from_the_file": 1.0}
    assert given(quiz, answers) == []
    told = evidence(BOTH, given(quiz, answers))
    assert belief(told).tolist() == [0.5, 0.5]
    assert ranked(BOTH, told) == [0, 1]  # level: by slug
    assert scores(told, []).tolist() == [50.0, 50.0]


@settings(max_examples=80, deadline=None)
@for_all(profiles=some_jobs(), answers=some_answers(), random=st.randoms())
def test_the_order_of_the_answers_changes_nothing(
    profiles: Profiles, answers: dict[str, float | None], random: object
) -> None:
    mixed = list(answers.items())
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (evidence(profiles, given(real(), each)) for each in (answers, dict(mixed)))
    assert one.tolist() == other.tolist()


@settings(max_examples=80, deadline=None)
@for_all(profiles=some_jobs(), answers=some_answers())
def test_scores_lie_between_0_and_100_in_the_order_of_the_evidence(
    profiles: Profiles, answers: dict[str, float | None]
) -> None:
    answered = given(real(), answers)
    told = evidence(profiles, answered)
    marks = scores(told, answered)
    assert ((marks >= -1e-9) & (marks <= 100 + 1e-9)).all()
    assert (np.diff(marks[ranked(profiles, told)]) <= 1e-6).all()
    assert belief(told).sum() == pytest.approx(1.0)


def test_few_answers_keep_a_score_near_the_middle(quiz: Quiz) -> None:
    def score(answers: dict[str, float | None]) -> float:
        answered = given(quiz, answers)
        return float(scores(evidence(BOTH, answered), answered)[1])

    assert score({"look_after_animals": 1.0}) == pytest.approx(50 + 50 / 3)
    assert score({"look_after_animals": 1.0, "free_evenings": -1.0}) == pytest.approx(75)
    assert score({"look_after_animals": 1.0, "free_evenings": 1.0}) == pytest.approx(50, abs=5)
