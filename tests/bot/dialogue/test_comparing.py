"""Tests of bot.dialogue.comparing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogue.comparing import MAX_COMPARED, compare_jobs
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.dialogue.subject import other_job
from bot.knowledge.library import Library
from bot.knowledge.schema import MAX_BUBBLE, Guide

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
NURSE = "infirmier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
NEW = Memory()
"""A conversation that begins."""
BOTH = Memory(job=ASSISTANT, previous_job=DIRECTOR, compared=GUIDES)
"""A comparison that goes on."""

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def compare(library: Library, text: str = "", memory: Memory = NEW, **request: Any) -> Reply:
    """Ask for a comparison; the question is the text."""
    return compare_jobs(library, Request(intent="compare_jobs", text=text, question=text, **request), memory)


def cards(reply: Reply) -> list[dict[str, Any]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def card(reply: Reply) -> dict[str, Any]:
    """The only comparison of a reply."""
    (found,) = cards(reply)
    assert found["type"] == "comparison"
    return found


def labels(reply: Reply) -> list[str]:
    """The lines that are compared."""
    return [row["label"] for row in card(reply)["rows"]]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


def with_guide(library: Library, slug: str, /, **fields: Any) -> Library:
    """The library with one guide changed."""
    guide = Guide.parse_obj({**library.knowledge.guides[slug].dict(), **fields})
    return replace(library, knowledge=replace(library.knowledge, guides={**library.knowledge.guides, slug: guide}))


# ── Which jobs ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("request_", "memory", "jobs"),
    [
        ({"jobs": GUIDES}, NEW, [ASSISTANT, DIRECTOR]),
        ({"jobs": (DIRECTOR, ASSISTANT)}, NEW, [DIRECTOR, ASSISTANT]),
        ({"jobs": (DIRECTOR,)}, Memory(job=ASSISTANT), [DIRECTOR, ASSISTANT]),
        ({"jobs": (DIRECTOR,)}, NEW, [DIRECTOR, ASSISTANT]),  # there is only one other guide
        ({"jobs": (ASSISTANT,), "doubtful": (DIRECTOR,)}, NEW, [ASSISTANT, DIRECTOR]),
        ({}, Memory(job=DIRECTOR, previous_job=ASSISTANT), [DIRECTOR, ASSISTANT]),
        ({}, BOTH, [ASSISTANT, DIRECTOR]),
        ({"page_job": DIRECTOR}, NEW, [DIRECTOR, ASSISTANT]),
        ({"jobs": (ASSISTANT, ASSISTANT)}, NEW, [ASSISTANT, DIRECTOR]),
        ({}, Memory(job="guide-retire", previous_job=DIRECTOR), [DIRECTOR, ASSISTANT]),
    ],
)
def test_the_jobs_meant_are_compared(library: Library, request_: dict[str, Any], memory: Memory, jobs: list[str]) -> None:
    reply = compare(library, memory=memory, **request_)
    assert card(reply)["jobs"] == list(reply.memory.compared) == jobs


def test_the_bubbles_say_which_jobs_and_where_it_comes_from(library: Library, render: Render) -> None:
    first = render(compare(library, jobs=GUIDES))[0]
    assert first == "Assistant·e de production et Directeur·rice de postproduction, côte à côte, d'après leurs guides :"


@pytest.mark.parametrize("memory", [NEW, Memory(job=ASSISTANT), BOTH])
def test_a_job_without_a_guide_is_not_compared(library: Library, render: Render, memory: Memory) -> None:
    reply = compare(library, "combien gagne un infirmier à côté ?", memory, jobs=(ASSISTANT, NURSE))
    assert cards(reply) == [{"type": "fallback", "reason": "no_guide", "job": NURSE}]
    assert reply.wanted_job == NURSE
    assert "2 200" not in " ".join(render(reply))


def test_the_second_job_is_asked_for_when_there_are_many(many_guides: Library, render: Render, tap: Tap) -> None:
    reply = compare(many_guides, "compare avec assistant", jobs=(ASSISTANT,))
    assert render(reply)[0].startswith("Avec plaisir : je compare quels métiers ?")
    offered = [tap(button).jobs[0] for button in buttons(reply)]
    assert ASSISTANT not in offered and len(offered) == 8
    assert reply.memory.job == ASSISTANT and reply.memory.compared == ()


def test_no_job_at_all_is_asked_for_when_there_are_many(many_guides: Library) -> None:
    reply = compare(many_guides, "compare")
    assert cards(reply)[0]["type"] == "choice"
    assert reply.memory.job is None


def test_at_most_three_jobs_stand_side_by_side(many_guides: Library) -> None:
    jobs = (ASSISTANT, DIRECTOR, "copie-1", "copie-2")
    assert card(compare(many_guides, jobs=jobs))["jobs"] == list(jobs[:3])
    assert MAX_COMPARED == 3


def test_a_comparison_of_three_goes_on_with_three(many_guides: Library) -> None:
    first = compare(many_guides, jobs=(ASSISTANT, DIRECTOR, "copie-1"))
    assert card(compare(many_guides, "et le stress ?", first.memory))["jobs"] == [ASSISTANT, DIRECTOR, "copie-1"]


def test_two_jobs_named_end_the_comparison_before(many_guides: Library) -> None:
    memory = Memory(job=ASSISTANT, compared=(ASSISTANT, "copie-1", "copie-2"))
    assert card(compare(many_guides, memory=memory, jobs=(DIRECTOR, "copie-3")))["jobs"] == [DIRECTOR, "copie-3"]


# ── On what ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lequel gagne le plus ?", ["Au début", "Avec de l'expérience"]),
        ("LEQUEL EST LE MIEUX PAYÉ ?", ["Au début", "Avec de l'expérience"]),
        ("lequel a les études les plus longues ?", ["Durée des études", "Le chemin"]),
        ("où y a-t-il le moins de stress ?", ["Stress"]),
        ("les horaires des deux ?", ["Horaires"]),
        ("où y a-t-il le plus de femmes ?", ["Femmes"]),
        ("lequel a le meilleur taux d'insertion ?", ["Taux d'insertion"]),
        ("compare les inconvénients", ["Inconvénients"]),
        ("compare les salaires et les inconvénients", ["Au début", "Avec de l'expérience", "Inconvénients"]),
    ],
)
def test_the_lines_that_the_message_names_are_compared(library: Library, text: str, found: list[str]) -> None:
    assert labels(compare(library, text, BOTH)) == found


@pytest.mark.parametrize("text", ["", "compare les deux", "lequel choisir ?", "😀", "bla " * 500])
def test_without_a_topic_jobs_are_compared_as_a_whole(library: Library, text: str) -> None:
    found = labels(compare(library, text, BOTH))
    assert {"Durée des études", "Au début", "Avec de l'expérience", "Horaires", "Stress", "Taux d'insertion"} <= set(found)
    assert "Écoles" not in found


@pytest.mark.parametrize(
    ("topic", "found"),
    [("salary", ["Au début", "Avec de l'expérience"]), ("pros", ["Avantages"]), ("skills", ["Qualités"])],
)
def test_the_topic_of_a_button_is_compared_whatever_its_payload_says(library: Library, topic: str, found: list[str]) -> None:
    assert labels(compare(library, f'/compare_jobs{{"topic":"{topic}"}}', BOTH, topic=topic)) == found


def test_a_topic_that_is_no_more_compares_as_a_whole(library: Library) -> None:
    assert len(labels(compare(library, memory=BOTH, topic="theme-retire"))) > 4


# ── What is said ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pay_is_shown_with_the_figures_of_both_guides_and_the_highest_is_named(library: Library, render: Render) -> None:
    text = "\n".join(render(compare(library, "lequel gagne le plus ?", BOTH)))
    assert "• Assistant·e de production : 2 200 à 2 700 € brut par mois" in text
    assert "• Directeur·rice de postproduction : environ 2 800 € brut par mois" in text
    assert "→ Le plus haut au début : Directeur·rice de postproduction." in text
    assert "→ Le plus haut avec de l'expérience : Directeur·rice de postproduction." in text
    assert "1 500 à 2 500 € par semaine en indépendant·e" in text


def test_ranges_that_overlap_name_no_winner(library: Library, render: Render) -> None:
    text = "\n".join(render(compare(library, "lequel a les études les plus longues ?", BOTH)))
    assert "3 ans (bachelier)" in text and "3 à 5 ans d'études, plus de l'expérience" in text
    assert "→ Les guides donnent la même chose, ou des fourchettes qui se recoupent." in text
    assert "Les études les plus longues" not in text


def test_what_a_guide_does_not_say_is_said_so_and_nobody_wins(library: Library, render: Render) -> None:
    reply = compare(with_guide(library, DIRECTOR, salary=None), "lequel gagne le plus ?", BOTH)
    text = "\n".join(render(reply))
    assert text.count("• Directeur·rice de postproduction : le guide ne le dit pas") == 2
    assert "→" not in text
    assert [row["values"][1] for row in card(reply)["rows"]] == [None, None]
    assert not any("highest" in row for row in card(reply)["rows"])


def test_a_topic_that_one_guide_lacks_shows_the_hole(library: Library, render: Render) -> None:
    text = "\n".join(render(compare(library, memory=BOTH, topic="challenge")))
    assert "• Assistant·e de production : le guide ne le dit pas" in text
    assert "• Directeur·rice de postproduction : Le plus dur" in text


def test_a_topic_that_no_guide_has_is_compared_as_a_whole_instead(library: Library) -> None:
    without = with_guide(library, DIRECTOR, challenge=None)
    assert "Au début" in labels(compare(without, memory=BOTH, topic="challenge"))


@pytest.mark.parametrize("text", ["où y a-t-il le moins de stress ?", "compare les inconvénients"])
def test_what_has_no_figure_is_left_to_the_student(library: Library, render: Render, text: str) -> None:
    said = render(compare(library, text, BOTH))
    assert said[-1].startswith("Les guides ne le mesurent pas avec un chiffre : à toi de voir")
    assert "→" not in "\n".join(said)


def test_what_has_a_figure_is_not_left_to_the_student(library: Library, render: Render) -> None:
    said = render(compare(library, "où y a-t-il le plus de femmes ?", BOTH))
    assert not any("à toi de voir" in bubble for bubble in said)
    assert "→ La plus grande part de femmes : Assistant·e de production." in said[-1]


@pytest.mark.parametrize("topic_id", [None, "salary", "conditions", "studies", "pros", "day", "overview", "testimonial"])
@pytest.mark.parametrize("jobs", [GUIDES, (*GUIDES, "copie-1")])
def test_bubbles_are_short_with_quick_replies_under_the_last_one(
    many_guides: Library, topic_id: str | None, jobs: tuple[str, ...]
) -> None:
    reply = compare(many_guides, jobs=jobs, topic=topic_id)
    *bubbles, _ = reply.messages
    assert all(bubble.text and len(bubble.text) <= MAX_BUBBLE for bubble in bubbles)
    assert [bool(bubble.buttons) for bubble in bubbles] == [False] * (len(bubbles) - 1) + [True]


def test_the_card_is_json_with_the_highest_by_its_place(library: Library) -> None:
    found = card(compare(library, "où y a-t-il le plus de femmes ?", BOTH))
    assert json.loads(json.dumps(found)) == {
        "type": "comparison",
        "jobs": list(GUIDES),
        "titles": ["Assistant·e de production", "Directeur·rice de postproduction"],
        "rows": [{"topic": "figures", "label": "Femmes", "values": ["65 %", "35 %"], "highest": 0}],
    }


# ── Quick replies ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_other_topics_are_offered_and_a_tap_goes_on(library: Library, tap: Tap) -> None:
    reply = compare(library, "lequel gagne le plus ?", BOTH)
    requests = [tap(button) for button in buttons(reply)]
    assert [request.topic for request in requests] == ["studies", "conditions", "freelance"]
    assert buttons(reply)[0].title == "Comparer : Études"
    second = compare_jobs(library, requests[0], reply.memory)
    assert labels(second) == ["Durée des études", "Le chemin"]
    assert card(second)["jobs"] == list(GUIDES)


def test_what_no_guide_says_is_not_offered(library: Library, tap: Tap) -> None:
    bare = with_guide(with_guide(library, ASSISTANT, studies=None), DIRECTOR, studies=None)
    offered = [tap(button).topic for button in buttons(compare(bare, "lequel gagne le plus ?", BOTH))]
    assert "studies" not in offered and len(offered) == 3


# ── Memory ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_comparison_on_one_topic_remembers_it_and_one_of_everything_does_not(library: Library) -> None:
    assert compare(library, "lequel gagne le plus ?", BOTH).memory.topic == "salary"
    assert compare(library, "compare les deux", replace(BOTH, topic="day")).memory.topic == "day"


def test_a_comparison_ends_what_was_waiting(library: Library) -> None:
    memory = compare(library, memory=replace(BOTH, pending_topics=("day",), rest=("5",))).memory
    assert (memory.pending_topics, memory.rest) == ((), ())


@pytest.mark.parametrize(
    ("memory", "jobs", "job", "other"),
    [
        (NEW, GUIDES, ASSISTANT, DIRECTOR),
        (NEW, (DIRECTOR, ASSISTANT), DIRECTOR, ASSISTANT),
        (Memory(job=DIRECTOR), GUIDES, DIRECTOR, ASSISTANT),
        (Memory(job=ASSISTANT), (DIRECTOR,), ASSISTANT, DIRECTOR),
    ],
)
def test_the_other_one_is_the_other_job_of_the_comparison(
    library: Library, memory: Memory, jobs: tuple[str, ...], job: str, other: str
) -> None:
    """« Et l'autre ? » right after."""
    after = compare(library, memory=memory, jobs=jobs).memory
    assert (after.job, other_job(library, after)) == (job, other)


def test_the_job_talked_about_before_gives_way_when_it_is_not_compared(many_guides: Library) -> None:
    after = compare(many_guides, memory=Memory(job="copie-5"), jobs=GUIDES).memory
    assert (after.job, after.previous_job) == (ASSISTANT, DIRECTOR)
