"""The answer to a topic: for which job, what it is made of, how it goes on."""

from __future__ import annotations

import json

import pytest

from bot.dialogue.answering import answer_topic
from bot.dialogue.cards import answer_card
from bot.dialogue.state import MAX_ASKED, Memory
from bot.knowledge.library import Library

from .conftest import (
    ASSISTANT,
    BOATMAN,
    DIRECTOR,
    GUIDES,
    NEW,
    PRODUCER,
    TOPICS,
    Render,
    Tap,
    answered,
    ask,
    buttons,
    cards,
    knows,
    texts_of,
    topic_of,
)

# ── Which job ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_job_named_in_the_message_is_answered_and_remembered(library: Library) -> None:
    reply = ask(library, "salary", Memory(job=ASSISTANT), jobs=(DIRECTOR,))
    assert answered(reply) == [(DIRECTOR, "salary")]
    assert (reply.memory.job, reply.memory.previous_job) == (DIRECTOR, ASSISTANT)


@pytest.mark.parametrize(("slug", "figures"), [(ASSISTANT, ("2 200", "3 800")), (DIRECTOR, ("2 800", "5 000"))])
def test_the_job_talked_about_is_answered_when_none_is_named(
    library: Library, render: Render, slug: str, figures: tuple[str, str]
) -> None:
    reply = ask(library, "salary", Memory(job=slug))
    text = "\n".join(render(reply))
    assert answered(reply) == [(slug, "salary")]
    assert all(figure in text for figure in figures)
    assert "brut par mois" in text and "2025" in text


def test_the_page_gives_the_job(library: Library) -> None:
    reply = ask(library, "salary", page_job=DIRECTOR)
    assert answered(reply) == [(DIRECTOR, "salary")]
    assert (reply.memory.job, reply.memory.page_job) == (DIRECTOR, DIRECTOR)


def test_a_change_of_page_moves_the_job(library: Library) -> None:
    first = ask(library, "salary", page_job=ASSISTANT)
    second = ask(library, "salary", first.memory, page_job=DIRECTOR)
    assert answered(second) == [(DIRECTOR, "salary")]
    assert (second.memory.job, second.memory.previous_job, second.memory.page_job) == (DIRECTOR, ASSISTANT, DIRECTOR)


def test_a_named_job_wins_over_the_page_and_stays_on_it(library: Library) -> None:
    named = ask(library, "salary", page_job=ASSISTANT, jobs=(DIRECTOR,))
    after = ask(library, "day", named.memory, page_job=ASSISTANT)
    assert answered(named) == [(DIRECTOR, "salary")]
    assert answered(after) == [(DIRECTOR, "day")]


def test_an_unknown_job_is_asked_and_the_topic_waits(library: Library, render: Render) -> None:
    reply = ask(library, "salary")
    assert render(reply) == ["Tu parles de quel métier ?"]
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert cards(reply) == [{"type": "choice", "reason": "which_job", "options": list(GUIDES)}]
    assert reply.memory == Memory(pending_topics=("salary",))


def test_the_only_guide_there_is_needs_no_question(one_guide: Library) -> None:
    reply = ask(one_guide, "salary")
    assert answered(reply) == [(ASSISTANT, "salary")]
    assert reply.memory.job == ASSISTANT


def test_a_job_whose_guide_is_gone_is_asked_again(library: Library) -> None:
    reply = ask(library, "salary", Memory(job="guide-retire"))
    assert cards(reply) == [{"type": "choice", "reason": "which_job", "options": list(GUIDES)}]


def test_several_jobs_get_an_answer_each_in_order(library: Library) -> None:
    reply = ask(library, "salary", Memory(topic="day"), jobs=(DIRECTOR, ASSISTANT))
    assert answered(reply) == [(DIRECTOR, "salary"), (ASSISTANT, "salary")]
    assert (reply.memory.job, reply.memory.previous_job, reply.memory.topic) == (ASSISTANT, DIRECTOR, "salary")
    assert reply.memory.asked == (f"{DIRECTOR}:salary", f"{ASSISTANT}:salary")
    texts = [message.text for message in reply.messages if message.text]
    alone = [texts_of(ask(library, "salary", jobs=(slug,))) for slug in (DIRECTOR, ASSISTANT)]
    assert texts == [
        f"📌 Directeur·rice de postproduction\n{alone[0][0]}",
        *alone[0][1:],
        f"📌 Assistant·e de production\n{alone[1][0]}",
        *alone[1][1:],
    ]


@pytest.mark.parametrize(
    ("memory", "named"),
    [
        (NEW, False),
        (Memory(job=ASSISTANT), False),
        (Memory(job=ASSISTANT, topic="day"), True),
        (Memory(job=DIRECTOR, topic="day"), False),
    ],
)
def test_an_answer_says_its_job_when_the_job_changed_in_the_conversation(
    library: Library, memory: Memory, named: bool
) -> None:
    first = texts_of(ask(library, "salary", memory, jobs=(DIRECTOR,)))[0]
    assert first.startswith("📌 Directeur·rice de postproduction\n") is named


# ── A job without a guide, a doubtful one ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("jobs", [(), (DIRECTOR,), (BOATMAN, DIRECTOR)])
def test_an_answer_wants_no_other_job(library: Library, jobs: tuple[str, ...]) -> None:
    assert ask(library, "salary", Memory(job=ASSISTANT), jobs=jobs).wanted_job is None


def test_the_job_with_a_guide_is_answered_beside_one_without(library: Library) -> None:
    assert answered(ask(library, "salary", jobs=(BOATMAN, DIRECTOR))) == [(DIRECTOR, "salary")]


@pytest.mark.parametrize("topic_id", ["difference", "similar"])
def test_a_question_about_two_jobs_is_answered_for_the_one_talked_about(library: Library, topic_id: str) -> None:
    reply = ask(library, topic_id, Memory(job=DIRECTOR), jobs=(PRODUCER,))
    assert answered(reply) == [(DIRECTOR, topic_id)]
    assert reply.memory.job == DIRECTOR


@pytest.mark.parametrize(("other", "noted"), [(PRODUCER, False), (BOATMAN, True)])
def test_a_comparison_that_the_guide_does_not_make_is_said_so(
    library: Library, render: Render, other: str, noted: bool
) -> None:
    said = render(ask(library, "difference", Memory(job=DIRECTOR), jobs=(other,)))
    assert (
        said[0] == f"Mon guide ne compare pas ce métier avec celui-là ({library.title(other)}). Ce qu'il compare :"
    ) is noted
    assert "Producteur ou productrice" in " ".join(said)


def test_a_comparison_with_a_job_of_a_similar_name_is_said_so(library: Library, render: Render) -> None:
    said = render(ask(library, "difference", Memory(job=ASSISTANT), jobs=(PRODUCER,)))
    assert "Chargé·e de production" in " ".join(said), "choose a job that this guide does not compare with"
    assert said[0].startswith("Mon guide ne compare pas")


@pytest.mark.parametrize("topic_id", ["difference", "similar"])
def test_a_question_about_two_jobs_without_any_guide_finds_none(library: Library, topic_id: str) -> None:
    assert cards(ask(library, topic_id, jobs=(PRODUCER,))) == [{"type": "fallback", "reason": "no_guide", "job": PRODUCER}]


def test_a_doubt_that_holds_the_job_talked_about_means_that_one(library: Library) -> None:
    reply = ask(library, "salary", Memory(job=ASSISTANT), doubtful=(DIRECTOR, ASSISTANT))
    assert answered(reply) == [(ASSISTANT, "salary")]


def test_a_sure_job_settles_a_doubt(library: Library) -> None:
    assert answered(ask(library, "salary", jobs=(ASSISTANT,), doubtful=(DIRECTOR,))) == [(ASSISTANT, "salary")]


# ── What an answer is made of ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("topic_id", TOPICS)
def test_every_topic_is_answered_in_short_bubbles_with_buttons_on_the_last(
    library: Library, tap: Tap, slug: str, topic_id: str
) -> None:
    reply = ask(library, topic_id, Memory(job=slug))
    *bubbles, card = reply.messages
    assert bubbles and all(bubble.text and len(bubble.text) <= 500 for bubble in bubbles)
    assert [bool(bubble.buttons) for bubble in bubbles] == [False] * (len(bubbles) - 1) + [True]
    assert card.custom == answer_card(topic_of(library, topic_id), library.knowledge.guides[slug])
    left = next((tap(button).places for button in buttons(reply) if tap(button).places), None) or ()
    rest = tuple(str(place) for place in left)
    assert reply.memory == Memory(job=slug, topic=topic_id, asked=(f"{slug}:{topic_id}",), rest=rest)


def test_the_card_names_the_guide_its_section_and_its_year(library: Library) -> None:
    (card,) = cards(ask(library, "salary", Memory(job=DIRECTOR)))
    assert card == {
        "type": "answer",
        "job": DIRECTOR,
        "topic": "salary",
        "title": "Salaire",
        "source": {
            "guide": "Directeur / Directrice de postproduction : Le Guide Complet du Métier en Belgique",
            "section": "Salaire et questions fréquentes",
            "year": 2025,
        },
    }


def test_cards_are_json(library: Library) -> None:
    card = cards(ask(library, "salary", Memory(job=DIRECTOR)))[0]
    assert json.loads(json.dumps(card)) == card


def test_an_answer_ends_the_wait_for_a_job(library: Library) -> None:
    memory = ask(library, "day", Memory(job=ASSISTANT, pending_topics=("salary",), offered_job=DIRECTOR)).memory
    assert (memory.pending_topics, memory.offered_job) == ((), None)


def test_an_answer_ends_a_comparison(library: Library) -> None:
    assert ask(library, "day", Memory(job=ASSISTANT, compared=GUIDES)).memory.compared == ()


def test_the_line_asked_for_comes_first(library: Library) -> None:
    typed = ask(library, "schools", Memory(job=ASSISTANT), text="y a une école à Liège ?").messages[0].text
    plain = ask(library, "schools", Memory(job=ASSISTANT), text="c'est où ?").messages[0].text
    assert typed is not None and plain is not None
    assert typed.splitlines()[1].startswith("• HEPL")
    assert plain.splitlines()[1].startswith("• IAD")


def test_words_of_the_topic_itself_do_not_change_the_order(library: Library) -> None:
    plain = ask(library, "schools", Memory(job=ASSISTANT), text="quelles écoles ?").messages[0].text
    assert plain is not None and plain.splitlines()[1].startswith("• IAD")


def test_continuing_education_is_one_line_each(library: Library) -> None:
    bubbles = [message.text for message in ask(library, "schools", Memory(job=ASSISTANT)).messages if message.text]
    (training,) = [bubble for bubble in bubbles if bubble.startswith("Pour continuer")]
    assert len(training.splitlines()) == 1 + len(library.knowledge.guides[ASSISTANT].training)


def test_the_words_of_a_payload_are_not_a_question(library: Library) -> None:
    tapped = ask(library, "schools", Memory(job=ASSISTANT), text='/ask_schools{"job":"liège"}').messages[0].text
    assert tapped is not None and tapped.splitlines()[1].startswith("• IAD")


@pytest.mark.parametrize("topic_id", ["technical", "challenge"])
def test_a_topic_that_the_guide_lacks_is_said_so_with_what_is_near(library: Library, render: Render, topic_id: str) -> None:
    assert not knows(library, ASSISTANT, topic_id), "choose a topic that this guide lacks"
    reply = ask(library, topic_id, Memory(job=ASSISTANT))
    text = " ".join(render(reply))
    near = [topic_of(library, other).label.lower() for other in topic_of(library, topic_id).nearby]
    assert "ne dit rien" in text
    assert all(label in text for label in near)
    assert answered(reply) == [(ASSISTANT, topic_id)]


# ── « La suite » ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_rest_of_a_list_is_the_first_quick_reply(library: Library, tap: Tap) -> None:
    offered = buttons(ask(library, "schools", Memory(job=ASSISTANT)))
    assert offered[0].title == "➕ La suite (3)"
    more = tap(offered[0])
    assert (more.intent, more.jobs, more.places) == ("ask_schools", (ASSISTANT,), (5, 6, 7))
    assert len(offered) == 3


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("topic_id", ["schools", "missions", "pros", "cons", "tips", "tools", "conditions", "workplaces"])
def test_la_suite_goes_on_to_the_end_of_the_list_and_repeats_nothing(
    library: Library, tap: Tap, slug: str, topic_id: str
) -> None:
    items = getattr(library.knowledge.guides[slug], topic_id)
    reply = ask(library, topic_id, Memory(job=slug))
    lines: list[str] = []
    while True:
        texts = [message.text for message in reply.messages if message.text and "continuer à te former" not in message.text]
        new = [line for text in texts for line in text.splitlines() if line.startswith(("•", "✅", "⚠️"))]
        assert 0 < len(new) <= 6
        assert len(new) <= 5 or len(items) in (6, 11), "a sixth line is shown only where a button would bring no other"
        lines += new
        more = [button for button in buttons(reply) if tap(button).places is not None]
        if not more:
            break
        reply = answer_topic(library, topic_of(library, topic_id), tap(more[0]), reply.memory)
    assert len(lines) == len(set(lines)) == len(items)


@pytest.mark.parametrize("places", [(99,), (50, 51)])
def test_la_suite_past_the_end_says_that_this_is_all(library: Library, render: Render, places: tuple[int, ...]) -> None:
    reply = ask(library, "schools", Memory(job=ASSISTANT), text="/ask_schools", places=places)
    assert render(reply) == ["C'est tout ce que le guide dit là-dessus. Ce qui est juste à côté :"]
    assert answered(reply) == [(ASSISTANT, "schools")]
    assert len(buttons(reply)) == 3


def test_places_that_do_not_exist_are_left_out(library: Library) -> None:
    reply = ask(library, "schools", Memory(job=ASSISTANT), text="/ask_schools", places=(99, 7))
    assert [message.text for message in reply.messages if message.text] == ["• SFPME : formations en gestion"]


def test_la_suite_of_an_answer_without_a_list_says_that_this_is_all(library: Library, render: Render) -> None:
    reply = ask(library, "overview", Memory(job=ASSISTANT), text="/ask_overview", places=(1,))
    assert render(reply) == ["C'est tout ce que le guide dit là-dessus. Ce qui est juste à côté :"]


# ── Memory ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_given_twice_is_remembered_once_as_the_latest(library: Library) -> None:
    memory = Memory(job=ASSISTANT, asked=(f"{ASSISTANT}:salary", f"{ASSISTANT}:day"))
    assert ask(library, "salary", memory).memory.asked == (f"{ASSISTANT}:day", f"{ASSISTANT}:salary")


def test_memory_is_bounded_and_forgets_the_oldest(library: Library) -> None:
    old = tuple(f"metier-{number}:salary" for number in range(MAX_ASKED))
    asked = ask(library, "salary", Memory(job=ASSISTANT, asked=old)).memory.asked
    assert len(asked) == MAX_ASKED == 60
    assert asked == (*old[1:], f"{ASSISTANT}:salary")
