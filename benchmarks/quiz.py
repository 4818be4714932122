"""`python -m benchmarks.quiz [--jobs N [--lots L]] [--rome DIR]`: how often the discovery quiz finds a student's job.

Students are simulated (benchmarks/students.py) for one half of the jobs, those that no constant was chosen on (`--tune`: the
other half). All jobs compete either way. docs/quiz.md says what the figures show, and what they do not.
"""

from __future__ import annotations

import argparse
import math
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.students import HALF_SKIPPED, NOISES, Noise, answer_all, register_profiles
from bot.guidance.evidence import PROPOSED
from bot.guidance.profiles import JobProfile, Profiles, job_profiles
from bot.guidance.quiz import result
from bot.guidance.scale import Answers
from bot.guidance.statements import MAX_QUESTIONS, next_question
from bot.knowledge.loader import load_knowledge
from bot.knowledge.quiz import Quiz
from bot.paths import KNOWLEDGE

Way = Callable[[Quiz, Profiles, Answers, np.random.Generator], Answers]
"""Which of a student's answers are asked for."""


@dataclass
class Tally:
    """What came of one way of asking at one level of noise, student by student."""

    job: list[bool] = field(default_factory=list)
    """Whether the student's job was in the first five."""
    domain: list[bool] = field(default_factory=list)
    """Whether it or one of its ROME domain was."""
    asked: list[int] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    """How many answers told something."""

    def __iadd__(self, other: Tally) -> Tally:
        for name in ("job", "domain", "asked", "told"):
            getattr(self, name).extend(getattr(other, name))
        return self


@dataclass(frozen=True)
class Field:
    """Jobs that compete, and the places of those that students are made for."""

    profiles: Profiles
    places: Sequence[int]


def adaptive(quiz: Quiz, profiles: Profiles, answers: Answers, _: np.random.Generator) -> Answers:
    """As the quiz asks."""
    told: dict[str, float | None] = {}
    while (key := next_question(quiz, profiles, told)) is not None:
        told[key] = answers[key]
    return told


def every(quiz: Quiz, profiles: Profiles, answers: Answers, _: np.random.Generator) -> Answers:
    """All statements."""
    return answers


def shuffled(quiz: Quiz, profiles: Profiles, answers: Answers, random: np.random.Generator) -> Answers:
    """As many statements as the quiz asks at most, drawn by lot."""
    return {str(key): answers[str(key)] for key in random.permutation(list(answers))[:MAX_QUESTIONS]}


WAYS: dict[str, Way] = {"adaptive": adaptive, "every question": every, "18 at random": shuffled}


def draw(jobs: Sequence[JobProfile], count: int, seed: int, spread: bool = False) -> list[JobProfile]:
    """`count` of the jobs by lot; `spread` over the ROME domains: one of each, then a second of each, and so on."""
    random = np.random.default_rng(seed)
    order = [jobs[place] for place in random.permutation(len(jobs))]
    if spread:
        seen: Counter[str] = Counter()
        rounds = []
        for job in order:
            rounds.append(seen[job.domain])
            seen[job.domain] += 1
        order = [order[place] for place in np.argsort(rounds, kind="stable")]
    return order[:count]


def places_for(profiles: Profiles, tuning: bool) -> list[int]:
    """One half of the jobs: a job is in the same half whichever jobs it competes with."""
    return [place for place, job in enumerate(profiles.jobs) if bool(zlib.crc32(job.slug.encode()) % 2) == tuning]


def measure(
    quiz: Quiz, profiles: Profiles, places: Sequence[int], noise: Noise, students: int, ways: Mapping[str, Way] = WAYS
) -> dict[str, Tally]:
    """Ask `students` students of each job; all ways of asking meet the same ones."""
    tallies = {name: Tally() for name in ways}
    domains = {job.slug: job.domain for job in profiles.jobs}
    for place in places:
        job = profiles.jobs[place]
        for number in range(students):
            random = np.random.default_rng([zlib.crc32(job.slug.encode()), number])
            answers = answer_all(quiz, profiles, place, noise, random)
            for name, way in ways.items():
                asked = way(quiz, profiles, answers, random)
                found = result(quiz, profiles, asked)
                first, tally = [fit.slug for fit in found.jobs], tallies[name]
                tally.job.append(job.slug in first)
                tally.domain.append(job.domain in [domains[slug] for slug in first])
                tally.asked.append(len(asked))
                tally.told.append(found.told)
    return tallies


def measure_all(
    quiz: Quiz, fields: Sequence[Field], noise: Noise, students: int, ways: Mapping[str, Way] = WAYS
) -> dict[str, Tally]:
    """The students of several fields, together."""
    tallies = {name: Tally() for name in ways}
    for one in fields:
        for name, tally in measure(quiz, one.profiles, one.places, noise, students, ways).items():
            tallies[name] += tally
    return tallies


def by_lot(profiles: Profiles, places: Sequence[int]) -> tuple[float, float]:
    """The same two shares when the jobs are put in random order: worked out, not drawn."""
    count, domains = len(profiles.jobs), [job.domain for job in profiles.jobs]
    shown = min(PROPOSED, count)
    misses = [math.comb(count - domains.count(domains[place]), shown) / math.comb(count, shown) for place in places]
    return shown / count, 1 - sum(misses) / len(misses)


def table(quiz: Quiz, fields: Sequence[Field], students: int) -> Iterator[str]:
    """The lines of the report, in Markdown."""
    shares = [by_lot(one.profiles, one.places) for one in fields]
    job, domain = np.average(shares, axis=0, weights=[len(one.places) for one in fields])
    yield "| noise | asks | job in the first five | job or its domain | beside random order | questions, mean and most |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for noise in NOISES:
        for name, tally in measure_all(quiz, fields, noise, students).items():
            found = f"{np.mean(tally.job):.1%} | {np.mean(tally.domain):.1%} | {np.mean(tally.domain) / domain:.1f}"
            yield f"| {noise.name} | {name} | {found} | {np.mean(tally.asked):.2f}, {max(tally.asked)} |"
    yield f"| any | random order of jobs | {job:.1%} | {domain:.1%} | 1.0 | 0 |"


def by_answers(quiz: Quiz, fields: Sequence[Field], students: int) -> Iterator[str]:
    """What few answers are worth: students with the middle noise, half of whom skip much, by how many told something."""
    yield "| answers that told something | students | job or its domain in the first five |"
    yield "| --- | --- | --- |"
    both = Tally()
    for noise in (NOISES[1], HALF_SKIPPED):
        both += measure_all(quiz, fields, noise, students, {"": adaptive})[""]
    told, right = np.array(both.told), np.array(both.domain)
    for low, high in ((0, 2), (3, 5), (6, 8), (9, 11), (12, 14), (15, 18)):
        chosen = (told >= low) & (told <= high)
        if chosen.any():
            yield f"| {low} to {high} | {chosen.sum()} | {right[chosen].mean():.0%} |"


def slowest(quiz: Quiz, profiles: Profiles) -> float:
    """The slowest `next_question` of a whole quiz, in milliseconds; the best of five quizzes, columns ready."""
    answers = answer_all(quiz, profiles, len(profiles.jobs) // 2, NOISES[1], np.random.default_rng(0))
    runs = []
    for _ in range(5):
        asked: dict[str, float | None] = {}
        times = []
        while True:
            start = time.perf_counter()
            key = next_question(quiz, profiles, asked)
            times.append(1000 * (time.perf_counter() - start))
            if key is None:
                break
            asked[key] = answers[key]
        runs.append(max(times))
    return min(runs)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quiz", description=__doc__)
    parser.add_argument("--jobs", type=int, help="take only this many jobs, drawn by lot")
    parser.add_argument("--spread", action="store_true", help="draw them over the ROME domains, as evenly as can be")
    parser.add_argument("--seed", type=int, default=0, help="of that lot (0)")
    parser.add_argument("--lots", type=int, default=1, help="so many lots, with one seed after the other (1)")
    parser.add_argument("--rome", type=Path, help="jobs of these ROME tables instead of those of knowledge/")
    parser.add_argument("--students", type=int, default=20, help="students of each job (20)")
    parser.add_argument("--tune", action="store_true", help="the half of the jobs that constants are chosen on")
    options = parser.parse_args()
    knowledge = load_knowledge(KNOWLEDGE)
    criteria = {criterion.id for criterion in knowledge.topics.criteria}
    jobs = register_profiles(options.rome, criteria) if options.rome else job_profiles(knowledge)
    if not jobs:
        parser.error("no job of knowledge/ has a profile; give --rome")
    print(f"{len(jobs)} jobs: next_question takes at most {slowest(knowledge.quiz, Profiles(jobs)):.1f} ms")
    seeds = range(options.seed, options.seed + options.lots)
    drawn = [Profiles(draw(jobs, options.jobs or len(jobs), seed, options.spread)) for seed in seeds]
    fields = [Field(profiles, places_for(profiles, options.tune)) for profiles in drawn]
    made = sum(len(one.places) for one in fields)
    print(
        f"{len(drawn[0].jobs)} jobs compete, in {len(fields)} lot(s); {options.students} students of each of {made} jobs\n"
    )
    for report in (table, by_answers):
        for line in report(knowledge.quiz, fields, options.students):
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
