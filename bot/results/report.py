"""The page that a student takes along: answers, result, strengths, what to look at, sources, on one A4 page as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.knowledge.report import ReportTexts
from bot.knowledge.typography import clauses, labelled
from bot.results.fonts import clipped
from bot.results.page import ACCENT, HEIGHT, INNER, MARGIN, Block, Page, write_pdf
from bot.results.picture import checked

MOST_LINES = 6
"""Jobs, strengths, watch points, next steps and sources that the page shows at most, of each."""

_FEW_ANSWERS = 8
"""Answers that stay as long as shorter texts can make room for them."""
_SECTION, _TITLE, _DATE = 60, 90, 40
"""Characters of these at most."""


@dataclass(frozen=True)
class Source:
    """Where facts of the result come from."""

    guide: str
    """The title of the guide."""
    section: str
    year: int
    """The year of its figures."""


@dataclass(frozen=True)
class Report:
    """What the page says, in French and ready to be read; its headings are those of knowledge/report.yml."""

    title: str
    date: str
    """The day it was made, as it is read."""
    jobs: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    """(question, answer) in their order."""
    result: str
    """The score in words."""
    axes: tuple[tuple[str, float], ...]
    """(label, value from 0 to 100) of each bar; at most twelve, or none."""
    strengths: tuple[str, ...]
    watch_points: tuple[str, ...]
    next_steps: tuple[str, ...]
    sources: tuple[Source, ...]
    hours: int
    """After how many the page is deleted."""


class Fit(NamedTuple):
    """How much of a report a page shows, and how large."""

    size: float
    """Of the letters, in points; under 8 they are not legible on paper."""
    length: int
    """Characters of one text at most."""
    answers: int
    lines: int = MOST_LINES
    """Entries of each list at most."""


def make_pdf(report: Report, texts: ReportTexts) -> bytes:
    """The page as a PDF file of exactly one page.

    What does not fit is made smaller first; then answers are left out, with how many; then long texts are cut with « … ».

    Raises:
        ValueError: when an axis has a value that is not from 0 to 100, or there are more than twelve axes.
    """
    for fit in fits(len(report.answers)):
        page = Page(fit.size)
        top, bottom = _top(page, report, texts, fit), _bottom(page, report, texts, fit)
        if page.height(top) + 2 * fit.size + page.height(bottom) <= HEIGHT - 2 * MARGIN:
            break
    return write_pdf(page, top, bottom, report.title, texts.name)


def fits(answers: int) -> Iterator[Fit]:
    """What is tried for that many answers, the best page first; whatever the report says, the last ones fit."""
    few, step = min(answers, _FEW_ANSWERS), max(1, answers // 10)
    for size in (10.0, 9.5, 9.0, 8.5, 8.0):
        yield Fit(size, 500, answers)
    for length in (500, 220, 110):
        yield from (Fit(8.0, length, shown) for shown in range(answers, few, -step))
        yield Fit(8.0, length, few)
    yield from (Fit(8.0, 110, shown) for shown in range(few - 1, -1, -1))
    yield from (Fit(8.0, length, 0, lines) for length, lines in ((80, 6), (60, 4), (40, 3), (20, 3)))


def _top(page: Page, report: Report, texts: ReportTexts, fit: Fit) -> list[Block]:
    blocks = _head(page, report, texts, fit)
    blocks += [page.heading(texts.result), page.paragraph(clipped(report.result, fit.length))]
    if report.axes:
        blocks.append(page.bars([(clipped(label, fit.length), value) for label, value in checked(report.axes)]))
    blocks += _sides(page, report, texts, fit)
    if report.next_steps:
        blocks += [page.heading(texts.next_steps), page.points(_cut(report.next_steps, fit))]
    if report.answers:
        blocks += [page.heading(texts.answers), *_answers(page, report, texts, fit)]
    return blocks


def _head(page: Page, report: Report, texts: ReportTexts, fit: Fit) -> list[Block]:
    """Name, date, title, jobs."""
    name = page.paragraph(texts.name, bold=True, colour=ACCENT)
    date = page.small(texts.made_on.format(date=clipped(report.date, _DATE)), right=True)
    title = page.paragraph(clipped(report.title, _TITLE), share=1.7, bold=True)
    blocks = [page.table([[name, date]], [0.5 * INNER, 0.5 * INNER], pad=0), title]
    if report.jobs:
        label = texts.job if len(report.jobs) == 1 else texts.jobs
        blocks.append(page.paragraph(labelled(label, ", ".join(_cut(report.jobs, fit)))))
    return blocks


def _sides(page: Page, report: Report, texts: ReportTexts, fit: Fit) -> list[Block]:
    """Strengths and watch points side by side; one of them alone takes the whole width."""
    found = [(texts.strengths, report.strengths), (texts.watch_points, report.watch_points)]
    sides = [(title, _cut(lines, fit)) for title, lines in found if lines]
    if len(sides) == 2:
        left, right = ([page.heading(title), page.points(lines, page.half)] for title, lines in sides)
        return [page.columns(left, right)]
    return [block for title, lines in sides for block in (page.heading(title), page.points(lines))]


def _answers(page: Page, report: Report, texts: ReportTexts, fit: Fit) -> Iterator[Block]:
    shown = report.answers[: fit.answers]
    if shown:
        yield page.answers(
            [(clipped(question, fit.length), clipped(answer, min(fit.length, 120))) for question, answer in shown]
        )
    left_out = len(report.answers) - len(shown)
    if left_out:
        yield page.small((texts.more_answer if left_out == 1 else texts.more_answers).format(count=left_out))


def _bottom(page: Page, report: Report, texts: ReportTexts, fit: Fit) -> list[Block]:
    """Sources, that it is no verdict, how to erase."""
    named = [
        (clipped(source.guide, fit.length), clipped(source.section, min(fit.length, _SECTION)), source.year)
        for source in report.sources[: fit.lines]
    ]
    lines = [texts.source.format(guide=guide, section=section, year=year) for guide, section, year in named]
    sources = [page.small(labelled(texts.sources, clauses(lines)))] if lines else []
    words = [page.paragraph(texts.no_verdict, bold=True, share=0.9), page.small(texts.erase.format(hours=report.hours))]
    return [*sources, page.box(words)]


def _cut(lines: Sequence[str], fit: Fit) -> list[str]:
    return [clipped(line, fit.length) for line in lines[: fit.lines]]
