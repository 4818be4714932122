"""Tests of bot.dialogue.computing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.computing import compute_pay
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.knowledge.library import Library, shared_library
from bot.knowledge.schema import MAX_BUBBLE, Guide
from bot.paths import DOMAIN

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
BOATMAN = "batelier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
NEW = Memory()
"""A conversation that begins."""
YEAR = "Calcul simple : 12 mois pleins, en brut"
CANNOT = "Je ne peux pas recalculer ceci sans inventer"
GROSS = "Ce sont des montants bruts : le guide ne donne pas de net."

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def compute(library: Library, text: str, memory: Memory = NEW, **request: Any) -> Reply:
    """Ask for a sum; the question is the text unless it is given."""
    request.setdefault("question", text)
    return compute_pay(library, Request(intent="compute_pay", text=text, **request), memory)


def cards(reply: Reply) -> list[dict[str, Any]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def answered(reply: Reply) -> list[tuple[object, object]]:
    """(job, topic) of each answer of a reply, in order."""
    return [(card["job"], card["topic"]) for card in cards(reply) if card["type"] == "answer"]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


def with_guide(library: Library, slug: str, /, **fields: Any) -> Library:
    """The library with one guide changed."""
    guide = Guide.parse_obj({**library.knowledge.guides[slug].dict(), **fields})
    return replace(library, knowledge=replace(library.knowledge, guides={**library.knowledge.guides, slug: guide}))


# ── The figures of a guide in another period ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ["ça fait combien par an ?", "et à l'année ?", "combien au total ?", "", "😀", "bla " * 1000]
)
def test_a_years_pay_is_twelve_months_and_the_assumption_is_said(library: Library, render: Render, text: str) -> None:
    said = "\n".join(render(compute(library, text, Memory(job=ASSISTANT))))
    assert "• Tous profils : 2 200 à 3 800 € brut par mois" in said
    assert "soit 26 400 à 45 600 € brut par an" in said
    assert "soit 26 400 à 32 400 € brut par an" in said
    assert "soit 33 600 à 45 600 € brut par an" in said
    assert "guide Assistant·e de production (2025)" in said and YEAR in said
    assert CANNOT not in said


def test_weekly_freelance_pay_is_not_converted(library: Library, render: Render) -> None:
    said = "\n".join(render(compute(library, "par an ?", Memory(job=DIRECTOR))))
    assert "soit environ 33 600 € brut par an" in said
    assert "soit 54 000 à 60 000 € brut par an" in said
    assert "soit jusqu'à 60 000 € brut par an et plus" in said
    before, after = said.split(CANNOT)
    assert "1 500 à 2 500 € par semaine" in after and "soit" not in after
    assert "par semaine" not in before


@pytest.mark.parametrize("wrong", ["78 000", "130 000", "6 000", "6 500", "10 833"])
def test_no_month_or_year_is_made_up_from_a_week(library: Library, render: Render, wrong: str) -> None:
    for text in ("par an ?", "par mois ?"):
        assert wrong not in "\n".join(render(compute(library, text, Memory(job=DIRECTOR))))


def test_a_months_pay_in_weeks(library: Library, render: Render) -> None:
    said = "\n".join(render(compute(library, "par semaine ?", Memory(job=ASSISTANT))))
    assert "soit 508 à 877 € brut par semaine" in said
    assert "12 mois répartis sur 52 semaines" in said


@pytest.mark.parametrize("text", ["et de l'heure ?", "par jour ça fait combien ?", "à la journée"])
@pytest.mark.parametrize("job", GUIDES)
def test_nothing_is_worked_out_by_the_hour_or_the_day(library: Library, render: Render, text: str, job: str) -> None:
    said = "\n".join(render(compute(library, text, Memory(job=job))))
    assert CANNOT in said and "soit" not in said
    assert "par heure" not in said and "par jour" not in said


def test_a_guide_that_gives_the_wanted_period_is_quoted_as_it_is(library: Library, render: Render) -> None:
    said = "\n".join(render(compute(library, "par mois ?", Memory(job=ASSISTANT))))
    assert "• Au début : 2 200 à 2 700 € brut par mois (quand on débute)" in said
    assert "soit" not in said and CANNOT not in said


def test_the_job_that_is_named_is_computed_and_remembered(library: Library, render: Render) -> None:
    reply = compute(library, "par an ?", Memory(job=ASSISTANT, topic="day"), jobs=(DIRECTOR,))
    assert "33 600" in "\n".join(render(reply)) and "26 400" not in "\n".join(render(reply))
    assert (reply.memory.job, reply.memory.previous_job, reply.memory.topic) == (DIRECTOR, ASSISTANT, "salary")


def test_both_jobs_of_a_comparison_are_computed_and_it_goes_on(library: Library, render: Render) -> None:
    reply = compute(library, "et par an ?", Memory(job=ASSISTANT, compared=GUIDES))
    said = "\n".join(render(reply))
    assert "26 400" in said and "33 600" in said
    assert answered(reply) == [(ASSISTANT, "salary"), (DIRECTOR, "salary")]
    assert reply.memory.compared == GUIDES


def test_a_named_job_ends_the_comparison(library: Library) -> None:
    reply = compute(library, "et par an ?", Memory(job=ASSISTANT, compared=GUIDES), jobs=(DIRECTOR,))
    assert answered(reply) == [(DIRECTOR, "salary")]
    assert reply.memory.compared == ()


def test_the_page_gives_the_job(library: Library) -> None:
    assert answered(compute(library, "par an ?", page_job=DIRECTOR)) == [(DIRECTOR, "salary")]


def test_a_doubtful_job_counts_when_it_was_talked_about(library: Library) -> None:
    memory = Memory(job=ASSISTANT, previous_job=DIRECTOR)
    assert answered(compute(library, "par an pour le directeur ?", memory, doubtful=(DIRECTOR,))) == [(DIRECTOR, "salary")]


@pytest.mark.parametrize("text", ["ça fait combien par an ?", "", "😀"])
def test_an_unknown_job_is_asked_and_pay_waits(library: Library, text: str) -> None:
    reply = compute(library, text)
    assert cards(reply) == [{"type": "choice", "reason": "which_job", "options": list(GUIDES)}]
    assert reply.memory.pending_topics == ("salary",)


def test_a_job_without_a_guide_is_said_so(library: Library) -> None:
    reply = compute(library, "un batelier, par an ?", Memory(job=ASSISTANT), jobs=(BOATMAN,))
    assert cards(reply) == [{"type": "fallback", "reason": "no_guide", "job": BOATMAN}]
    assert reply.wanted_job == BOATMAN


def test_a_guide_that_says_nothing_of_pay_is_said_so(library: Library, render: Render) -> None:
    without = with_guide(library, DIRECTOR, salary=None)
    for request in ({"memory": Memory(job=DIRECTOR)}, {"jobs": (DIRECTOR,)}):
        reply = compute(without, "par an ?", **request)
        assert "ne dit rien" in "\n".join(render(reply))
        assert not re.search(r"\d \d{3} €", "\n".join(render(reply)))


# ── An amount of the student's ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("2 200 par mois ça fait combien par an ?", "2 200 € par mois, cela fait 26 400 € par an."),
        ("2,5k par mois", "2 500 € par mois, cela fait 30 000 € par an."),
        ("2.500 ça fait combien par an ?", "2 500 € par mois, cela fait 30 000 € par an."),
        ("3 mille par an en mois", "3 000 € par an, cela fait 250 € par mois."),
        ("30 000 par an", "30 000 € par an, cela fait 2 500 € par mois."),
        ("2600 par mois en semaines", "2 600 € par mois, cela fait 600 € par semaine."),
        ("2 500,50 € par mois", "2 500,5 € par mois, cela fait 30 006 € par an."),
    ],
)
def test_an_amount_is_worked_out_without_any_job(library: Library, render: Render, text: str, sum_: str) -> None:
    reply = compute(library, text)
    assert render(reply)[0] == sum_
    assert render(reply)[1].startswith("Calcul simple : ")
    assert answered(reply) == [(None, "salary")]
    assert [button.payload for button in buttons(reply)] == [f'/ask_salary{{"job":"{slug}"}}' for slug in GUIDES]
    assert reply.memory == NEW


@pytest.mark.parametrize("text", ["3 000 euros, par an ça fait combien ?", "3000 combien par an ?"])
def test_the_period_asked_for_is_not_that_of_the_amount(library: Library, render: Render, text: str) -> None:
    assert render(compute(library, text))[0] == "3 000 € par mois, cela fait 36 000 € par an."


@pytest.mark.parametrize(
    "text",
    ["2500 par mois, et de l'heure ?", "20 euros de l'heure, par mois ?", "150€ par jour", "1500 par semaine, par an ?"],
)
@pytest.mark.parametrize("memory", [NEW, Memory(job=ASSISTANT)])
def test_what_depends_on_the_hours_is_not_worked_out(library: Library, render: Render, text: str, memory: Memory) -> None:
    said = "\n".join(render(compute(library, text, memory)))
    assert CANNOT in said and "cela fait" not in said


def test_an_amount_stands_beside_the_figures_of_the_job(library: Library, render: Render) -> None:
    said = "\n".join(render(compute(library, "et 3 000 ?", Memory(job=ASSISTANT, topic="salary"))))
    assert "3 000 € par mois, cela fait 36 000 € par an." in said
    assert "3 000 € par mois, à côté des montants du guide Assistant·e de production (2025) :" in said
    lines = [line for line in said.splitlines() if line.startswith("•")]
    assert [line.rsplit(" : ", 1)[1] for line in lines] == [
        "c'est dans cette fourchette",
        "300 € de moins",
        "c'est dans cette fourchette",
    ]
    assert GROSS in said


@pytest.mark.parametrize(
    ("text", "first", "later"),
    [
        ("on gagne plus que 2 000 ?", "200 € de plus", "800 € de plus"),
        ("je peux dépasser 4 000 par mois ?", "1 300 € de moins", "200 € de moins"),
        ("c'est au dessus de 30 000 par an ?", "c'est dans cette fourchette", "300 € de plus"),
    ],
)
def test_a_comparison_is_answered_by_the_side_alone(
    library: Library, render: Render, text: str, first: str, later: str
) -> None:
    said = "\n".join(render(compute(library, text, Memory(job=ASSISTANT))))
    assert f"(quand on débute) : {first}" in said
    assert f"indemnités de tournage en plus) : {later}" in said
    assert "cela fait" not in said


def test_an_amount_stands_beside_every_job_of_a_comparison(library: Library, render: Render) -> None:
    reply = compute(library, "et 3 000 ?", Memory(job=ASSISTANT, compared=GUIDES))
    said = "\n".join(render(reply))
    assert "guide Assistant·e de production" in said and "guide Directeur·rice de postproduction" in said
    assert said.count(GROSS) <= 1


@pytest.mark.parametrize("text", ["100 euros par jour", "15 € de l'heure", "1500 par semaine"])
def test_a_list_is_never_announced_and_left_empty(library: Library, render: Render, text: str) -> None:
    said = render(compute(library, text, Memory(job=ASSISTANT)))
    assert not any(bubble.endswith(":") for bubble in said)


def test_an_amount_is_called_gross_only_when_the_guide_says_so(library: Library, render: Render) -> None:
    """The guide does not say whether its weekly freelance amount is gross."""
    said = render(compute(library, "2 000 par semaine, c'est bien ?", Memory(job=DIRECTOR)))
    assert "1 500 à 2 500 € par semaine" in "\n".join(said)
    assert GROSS not in said


@pytest.mark.parametrize(
    "text",
    ["9" * 400 + " par mois", "9" * 5000, "1" + "0" * 400 + " € par an, plus que ça ?"],
    ids=["a month", "alone", "compared"],
)
@pytest.mark.parametrize("memory", [NEW, Memory(job=ASSISTANT)], ids=["no job", "a job"])
def test_an_endless_number_is_answered_too(library: Library, text: str, memory: Memory) -> None:
    reply = compute(library, text, memory)
    assert all(len(message.text) <= MAX_BUBBLE for message in reply.messages if message.text)


# ── Net ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "et en net ?",
        "NET ça fait combien ?",
        "2500 brut c'est combien en net par mois ?",
        "combien il reste après impôts ?",
        "combien j'ai en poche à la fin du mois ?",
        "et sans les taxes ?",
        "on déduit l'ONSS ?",
        "3 000 nets par an",
    ],
)
@pytest.mark.parametrize(
    "memory", [NEW, Memory(job=ASSISTANT), Memory(job=ASSISTANT, compared=GUIDES)], ids=["no job", "a job", "two jobs"]
)
def test_a_net_amount_is_never_given(library: Library, render: Render, text: str, memory: Memory) -> None:
    reply = compute(library, text, memory)
    (said,) = render(reply)
    assert said.startswith("Je ne calcule pas de net") and "Tax-Calc" in said
    assert not re.search(r"\d", said)
    assert buttons(reply)


def test_every_wording_about_net_gives_no_figure(library: Library) -> None:
    variants = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]["utter_net"]
    assert len(variants) >= 2
    assert not any(re.search(r"\d", variant["text"]) for variant in variants)


@pytest.mark.parametrize("text", ["c'est sur internet ?", "une planète par an", "nettement plus par an"])
def test_a_word_with_net_inside_does_not_ask_for_net(library: Library, text: str) -> None:
    assert all(message.response != "utter_net" for message in compute(library, text, Memory(job=ASSISTANT)).messages)


# ── In every case ─────────────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.lists(
    st.sampled_from("2500 3.000 2,5k 15 € par mois an heure semaine net plus que de jour ? 😀 12 et combien 30k en".split()),
    max_size=12,
).map(" ".join)


@given(TEXTS, st.sampled_from([NEW, Memory(job=ASSISTANT), Memory(job=DIRECTOR), Memory(compared=GUIDES)]))
def test_every_sum_is_short_ends_with_quick_replies_and_gives_no_net(text: str, memory: Memory) -> None:
    reply = compute(shared_library(), text, memory)
    bubbles = [message for message in reply.messages if message.custom is None]
    assert bubbles and bubbles[-1].buttons
    assert [bool(message.buttons) for message in bubbles[:-1]] == [False] * (len(bubbles) - 1)
    for message in bubbles:
        assert message.response or (message.text and len(message.text) <= MAX_BUBBLE)
        assert not re.search(r"€ net\b", message.text or "")


def test_a_sum_ends_what_was_waiting(library: Library) -> None:
    memory = Memory(job=ASSISTANT, pending_topics=("day",), rest=("5",))
    after = compute(library, "par an ?", memory).memory
    assert (after.pending_topics, after.rest, after.topic) == ((), (), "salary")
