"""The page of a result, read back: one page, everything on it, and what gives way when there is too much."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.library import shared_library
from bot.knowledge.report import ReportTexts
from bot.results.page import HEIGHT, INNER, MARGIN, WIDTH, Page
from bot.results.report import MOST_LINES, Report, Source, _bottom, _top, fits, make_pdf

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: `make test` installs it")

TEXTS = shared_library().knowledge.report
GUIDE = shared_library().knowledge.guides["assistant-de-production-audiovisuelle"]
QUESTIONS = GUIDE.self_assessment

REPORT = Report(
    title="Auto-évaluation : assistant·e de production",
    date="25/11/2026",
    jobs=(GUIDE.title.short,),
    answers=tuple((question.text, "Plutôt oui") for question in QUESTIONS),
    result="75 sur 100 : à l'œuvre, beaucoup de tes réponses vont dans ce sens.",
    axes=tuple((question.trait, 15.0 * place) for place, question in enumerate(QUESTIONS)),
    strengths=tuple(question.strength_text for question in QUESTIONS[:4]),
    watch_points=tuple(question.watch_text for question in QUESTIONS[4:]),
    next_steps=("Lis la journée type du métier.", "Demande un stage d'un jour."),
    sources=(Source(GUIDE.source.title, "auto-évaluation", 2025),),
    hours=24,
)


def read(content: bytes) -> str:
    """The text of a PDF that must have one A4 page, with ordinary spaces."""
    pdf = pypdf.PdfReader(BytesIO(content))
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((WIDTH, HEIGHT), abs=0.1)
    return re.sub(r"\s+", " ", pdf.pages[0].extract_text())


def plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub(r"\s+", " ", text)


def page(report: Report, texts: ReportTexts = TEXTS) -> str:
    """The text of the page of a report."""
    return read(make_pdf(report, texts))


def test_everything_stands_on_the_page() -> None:
    text = page(REPORT)
    wanted = [REPORT.title, REPORT.result, *REPORT.strengths, *REPORT.watch_points, *REPORT.next_steps]
    wanted += [question for question, _ in REPORT.answers]
    wanted += [label[0].upper() + label[1:] for label, _ in REPORT.axes] + [str(round(value)) for _, value in REPORT.axes]
    wanted += [f"Métier : {GUIDE.title.short}", "Fait le 25/11/2026", "auto-évaluation (2025)", GUIDE.source.title]
    wanted += [TEXTS.no_verdict, TEXTS.erase.format(hours=24)]
    wanted += [TEXTS.result, TEXTS.strengths, TEXTS.watch_points, TEXTS.next_steps, TEXTS.answers, TEXTS.sources]
    assert [part for part in wanted if plain(part) not in text] == []
    assert text.count("Plutôt oui") == len(REPORT.answers)
    assert "…" not in text, "no answer is left out and no text is cut"


def test_what_the_file_says_of_itself() -> None:
    content = make_pdf(REPORT, TEXTS)
    pdf = pypdf.PdfReader(BytesIO(content))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == (REPORT.title, "Déclic")
    assert pdf.trailer["/Root"]["/Lang"] == "fr-BE"
    assert pdf.metadata.creation_date is not None and pdf.metadata.creation_date.year == 2000, "when it was made is not told"
    assert len(content) < 100_000
    assert content == make_pdf(REPORT, TEXTS)
    fonts = {str(font["/BaseFont"]) for font in (ref.get_object() for ref in pdf.pages[0]["/Resources"]["/Font"].values())}
    assert all("DejaVuSans" in name or name == "/Helvetica" for name in fonts), fonts


def test_several_jobs_have_their_own_word() -> None:
    text = page(replace(REPORT, jobs=("Libraire", "Gardien·ne de phare")))
    assert "Métiers : Libraire, Gardien·ne de phare" in text


EMPTY = Report("Titre", "25/11/2026", (), (), "Rien.", (), (), (), (), (), 1)


def test_a_section_without_anything_is_left_out() -> None:
    text = page(EMPTY)
    for heading in (TEXTS.strengths, TEXTS.watch_points, TEXTS.next_steps, TEXTS.answers, TEXTS.sources, TEXTS.job):
        assert heading not in text
    assert TEXTS.result in text and plain(TEXTS.no_verdict) in text


@pytest.mark.parametrize(("name", "other"), [("strengths", "watch_points"), ("watch_points", "strengths")])
def test_strengths_or_watch_points_alone(name: str, other: str) -> None:
    text = page(replace(EMPTY, **{name: ("Un point seul.",)}))
    assert getattr(TEXTS, name) in text and "Un point seul." in text
    assert getattr(TEXTS, other) not in text


def test_markup_emojis_and_line_ends_are_text() -> None:
    text = page(replace(EMPTY, title="<b>Toi</b> & moi 🎉", result="a < b\n&amp; <font size=90>"))
    assert "<b>Toi</b> & moi" in text
    assert "a < b &amp; <font size=90>" in text


def sentence(place: int, length: int) -> str:
    """A text of that length, with its number in front."""
    return (f"Numéro {place} : " + "travailler à l'œuvre, en équipe et dehors, même le week-end, " * 9)[:length].strip()


def full(answers: int, length: int, points: int = 4) -> Report:
    """A report with everything, each text of that length."""
    lines = tuple(sentence(place, length) for place in range(points))
    return Report(
        title=sentence(0, 80),
        date="25/11/2026",
        jobs=("Monteur·euse", "Infirmier·ère", "Éducateur·rice"),
        answers=tuple((sentence(place, length), "Plutôt oui") for place in range(100, 100 + answers)),
        result=sentence(0, length),
        axes=tuple((f"Axe {place} du test", 12.0 * place) for place in range(8)),
        strengths=lines,
        watch_points=lines,
        next_steps=lines[:3],
        sources=(REPORT.sources[0],) * 2,
        hours=24,
    )


@pytest.mark.parametrize(("answers", "length"), [(6, 160), (12, 120), (24, 75)])
def test_what_the_flows_can_give_is_shown_whole(answers: int, length: int) -> None:
    report = full(answers, length)
    text = page(report)
    assert [part for part in (*report.strengths, *report.next_steps, report.result) if plain(part) not in text] == []
    assert text.count("Plutôt oui") == answers
    assert "…" not in text


def test_answers_that_do_not_fit_are_counted() -> None:
    text = page(full(60, 80))
    shown = text.count("Plutôt oui")
    assert 8 <= shown < 60
    assert f"… et {60 - shown} autres réponses." in text
    assert plain(sentence(0, 80)) in text, "the rest is whole"


def test_one_answer_too_many_is_counted_in_the_singular() -> None:
    found = [page(full(answers, 500, points=0)) for answers in range(9, 25)]
    left_out = [answers - text.count("Plutôt oui") for answers, text in enumerate(found, start=9)]
    one = left_out.index(1)
    assert "… et 1 autre réponse." in found[one]
    assert all(left <= 1 for left in left_out[: one + 1])


def test_long_texts_are_cut_before_the_last_answers_go() -> None:
    text = page(full(20, 500))
    assert text.count("Plutôt oui") >= 8
    assert re.search(r"Numéro 0 : [^…]{80,240}…", text)


def height_at_the_end(report: Report, texts: ReportTexts) -> float:
    """How much of the page the last attempt takes; 1 is all."""
    fit = list(fits(len(report.answers)))[-1]
    page = Page(fit.size)
    used = page.height(_top(page, report, texts, fit)) + 2 * fit.size + page.height(_bottom(page, report, texts, fit))
    return used / (HEIGHT - 2 * MARGIN)


ANY = st.sampled_from(["W" * 500, "Œ W " * 125, "mot " * 125, "i" * 500, "oui"])


@settings(max_examples=20, deadline=None)
@given(text=ANY, label=ANY, answers=st.integers(0, 40), points=st.integers(0, MOST_LINES + 3))
def test_whatever_it_says_the_page_is_one_page(text: str, label: str, answers: int, points: int) -> None:
    lines = (text,) * points
    report = Report(
        title=text,
        date=text,
        jobs=lines,
        answers=((text, label),) * answers,
        result=text,
        axes=tuple((label, 8.0 * place) for place in range(12)),
        strengths=lines,
        watch_points=lines,
        next_steps=lines,
        sources=tuple(Source(text, label, 2025) for _ in lines),
        hours=720,
    )
    assert TEXTS.sources in page(report) or not points
    assert height_at_the_end(report, TEXTS) <= 1


def test_long_fixed_words_fit_too() -> None:
    texts = ReportTexts.parse_obj({**TEXTS.dict(), "no_verdict": "W" * 500, "erase": ("W" * 480) + " {hours}"})
    report = replace(full(40, 500, points=9), axes=tuple(("W" * 80, 8.0 * place) for place in range(12)))
    assert height_at_the_end(report, texts) <= 1


def test_the_best_page_is_tried_first() -> None:
    attempts = list(fits(20))
    assert attempts[0] == (10.0, 500, 20, MOST_LINES)
    assert [fit.size for fit in attempts] == sorted((fit.size for fit in attempts), reverse=True)
    assert min(fit.size for fit in attempts) >= 8
    assert (attempts[-1].answers, attempts[-1].lines) == (0, 3)
    assert INNER > 500


def test_an_axis_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="the value of 'calme' is 101"):
        make_pdf(replace(REPORT, axes=(("calme", 101.0),)), TEXTS)
