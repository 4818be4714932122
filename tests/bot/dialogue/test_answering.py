"""Tests of bot.dialogue.answering."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogue.answering import answer_topic
from bot.dialogue.cards import answer_card
from bot.dialogue.clarifying import MAX_JOB_BUTTONS, ask_which_job
from bot.dialogue.flow import Flow
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import payload, quick_replies
from bot.dialogue.state import MAX_ASKED, Button, Memory, Reply, Request
from bot.dialogue.subject import about, with_page
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library, shared_library
from bot.knowledge.topics import Topic

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
BOATMAN, PRODUCER = "batelier", "producteur"
"""Jobs of knowledge/catalogue.yml: known by name, without a guide."""
TOPICS = [topic.id for topic in shared_library().knowledge.topics.topics]

NEW = Memory()
"""A conversation that begins."""

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def topic_of(library: Library, topic_id: str) -> Topic:
    """A topic that must exist."""
    topic = library.knowledge.topics.by_id(topic_id)
    assert topic is not None, topic_id
    return topic


def ask(library: Library, topic_id: str, memory: Memory = NEW, **request: Any) -> Reply:
    """Ask about a topic; the question is the text unless it is given."""
    request.setdefault("question", request.get("text", ""))
    return answer_topic(library, topic_of(library, topic_id), Request(intent=f"ask_{topic_id}", **request), memory)


def cards(reply: Reply) -> list[dict[str, object]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def answered(reply: Reply) -> list[tuple[object, object]]:
    """(job, topic) of each answer of a reply, in order."""
    return [(card["job"], card["topic"]) for card in cards(reply) if card["type"] == "answer"]


def texts_of(reply: Reply) -> list[str]:
    """The bubbles that are not responses of domain.yml."""
    return [message.text for message in reply.messages if message.text is not None]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


def knows(library: Library, slug: str, topic_id: str) -> bool:
    """Whether a guide has something on a topic."""
    guide = library.knowledge.guides[slug]
    return any(getattr(guide, name) for name in topic_of(library, topic_id).fields)


# ── Payloads ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_payload_is_an_intent_and_compact_json() -> None:
    assert payload("ask_salary") == "/ask_salary"
    assert payload("ask_schools", job="a-b", lines="5-6") == '/ask_schools{"job":"a-b","lines":"5-6"}'
    assert payload("x", word="équipe") == '/x{"word":"équipe"}'


# ── Which job ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_about_another_job_remembers_the_one_before() -> None:
    assert about(Memory(job="a", previous_job="z"), "b") == Memory(job="b", previous_job="a")


def test_about_the_same_job_changes_nothing() -> None:
    assert about(Memory(job="a", previous_job="z"), "a") == Memory(job="a", previous_job="z")


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (None, Memory(job="a"), Memory(job="a")),
        ("b", Memory(), Memory(job="b", page_job="b")),
        ("b", Memory(job="a", page_job="a"), Memory(job="b", previous_job="a", page_job="b")),
        ("b", Memory(job="a", page_job="b"), Memory(job="a", page_job="b")),  # the student named another job on this page
        ("b", Memory(job="b", page_job="a"), Memory(job="b", page_job="b")),
    ],
)
def test_the_page_moves_the_job_when_it_changes(page: str | None, before: Memory, after: Memory) -> None:
    assert with_page(Request(page_job=page), before) == after


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


@pytest.mark.parametrize(
    "memory", [Memory(), Memory(job=ASSISTANT, topic="day", pending_topics=("tools",), asked=("x:day",))]
)
def test_a_job_without_a_guide_is_said_so_and_nothing_is_invented(library: Library, render: Render, memory: Memory) -> None:
    reply = ask(library, "salary", memory, jobs=(BOATMAN,))
    (text,) = render(reply)
    assert "batelier" in text and not re.search(r"\d", text)
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert cards(reply) == [{"type": "fallback", "reason": "no_guide", "job": BOATMAN}]
    assert reply.wanted_job == BOATMAN
    assert reply.memory == replace(memory, pending_topics=("salary",))  # for the job that is chosen instead


def test_a_guide_that_names_the_job_as_a_neighbour_is_offered_first(library: Library, render: Render) -> None:
    reply = no_guide(library, PRODUCER, NEW)
    near = buttons(reply)[0].title
    assert reply.messages[0].response == "utter_no_guide_but_near"
    assert near in render(reply)[0] and "(producteur)" in render(reply)[0]
    assert sorted(button.payload for button in buttons(reply)) == [f'/choose_job{{"job":"{slug}"}}' for slug in GUIDES]
    assert reply.memory == NEW


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


def test_one_doubtful_job_is_asked_back_by_name(library: Library, render: Render) -> None:
    reply = ask(library, "salary", Memory(job=ASSISTANT), doubtful=(DIRECTOR,))
    assert render(reply) == ["Tu parles de ce métier-ci : Directeur·rice de postproduction ?"]
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{DIRECTOR}"}}']
    assert cards(reply) == [{"type": "choice", "reason": "which_job", "options": [DIRECTOR]}]
    assert reply.memory == Memory(job=ASSISTANT, pending_topics=("salary",), offered_job=DIRECTOR)


def test_two_doubtful_jobs_are_offered(library: Library, render: Render) -> None:
    reply = ask(library, "salary", doubtful=(DIRECTOR, ASSISTANT))
    assert render(reply) == ["Tu parles de quel métier ?"]
    assert [button.title for button in buttons(reply)] == ["Directeur·rice de postproduction", "Assistant·e de production"]
    assert reply.memory == Memory(pending_topics=("salary",))


def test_a_doubt_that_holds_the_job_talked_about_means_that_one(library: Library) -> None:
    reply = ask(library, "salary", Memory(job=ASSISTANT), doubtful=(DIRECTOR, ASSISTANT))
    assert answered(reply) == [(ASSISTANT, "salary")]


def test_a_sure_job_settles_a_doubt(library: Library) -> None:
    assert answered(ask(library, "salary", jobs=(ASSISTANT,), doubtful=(DIRECTOR,))) == [(ASSISTANT, "salary")]


def test_at_most_eight_jobs_are_offered(many_guides: Library) -> None:
    reply = ask_which_job(many_guides, tuple(many_guides.knowledge.guides), Memory())
    assert len(buttons(reply)) == MAX_JOB_BUTTONS == 8
    assert len(no_guide(many_guides, BOATMAN, Memory()).messages[0].buttons) == 8


def test_jobs_without_a_guide_are_not_offered(library: Library) -> None:
    reply = ask_which_job(library, (BOATMAN, DIRECTOR, "inconnu"), Memory())
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{DIRECTOR}"}}']


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


# ── Quick replies ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("topic_id", TOPICS)
def test_quick_replies_are_three_new_topics_that_the_guide_has(library: Library, tap: Tap, slug: str, topic_id: str) -> None:
    topic, guide = topic_of(library, topic_id), library.knowledge.guides[slug]
    asked = tuple(f"{slug}:{other}" for other in (topic_id, topic.follow_ups[0]))
    offered = quick_replies(library, topic, guide, Memory(job=slug, asked=asked))
    ids = [tap(button).intent.removeprefix("ask_") for button in offered]
    assert len(ids) == len(set(ids)) == MAX_BUTTONS == 3
    assert not {f"{slug}:{other}" for other in ids} & set(asked)
    assert all(knows(library, slug, other) for other in ids)
    assert all(tap(button).jobs == (slug,) for button in offered)


def test_follow_ups_come_first_in_the_order_of_topics_yml(library: Library, tap: Tap) -> None:
    offered = buttons(ask(library, "salary", Memory(job=ASSISTANT)))
    assert [tap(button).intent for button in offered] == ["ask_freelance", "ask_career", "ask_conditions"]
    assert offered[0].title == "🧾 Faut-il être indépendant·e ?"


def test_what_was_asked_about_another_job_is_still_offered(library: Library, tap: Tap) -> None:
    memory = Memory(job=ASSISTANT, asked=(f"{DIRECTOR}:freelance",))
    assert "ask_freelance" in [tap(button).intent for button in buttons(ask(library, "salary", memory))]


def test_a_lacking_topic_is_not_offered_and_the_next_one_is(library: Library, tap: Tap) -> None:
    assert topic_of(library, "tools").follow_ups[0] == "technical"
    here = [tap(button).intent for button in buttons(ask(library, "tools", Memory(job=ASSISTANT)))]
    there = [tap(button).intent for button in buttons(ask(library, "tools", Memory(job=DIRECTOR)))]
    assert "ask_technical" not in here and len(here) == 3
    assert "ask_technical" in there


@pytest.mark.parametrize("slug", GUIDES)
def test_tapping_on_and_on_walks_through_the_whole_guide_once(library: Library, tap: Tap, slug: str) -> None:
    reply = ask(library, "overview", Memory(job=slug))
    seen = ["overview"]
    while offered := [button for button in buttons(reply) if tap(button).places is None]:
        assert len(buttons(reply)) <= MAX_BUTTONS
        request = tap(offered[0])
        seen.append(request.intent.removeprefix("ask_"))
        assert len(seen) <= len(TOPICS), f"offered twice: {seen}"
        reply = answer_topic(library, topic_of(library, seen[-1]), request, reply.memory)
    assert sorted(seen) == sorted(topic_id for topic_id in TOPICS if knows(library, slug, topic_id))


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


# ── Criteria ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_criterion_that_is_named_gives_the_jobs_that_meet_it(library: Library, render: Render) -> None:
    memory = Memory(job=DIRECTOR, topic="day", asked=("x:day",))
    reply = ask(library, "criteria", memory, text="un métier où on bouge beaucoup, où on voyage")
    (text,) = render(reply)
    assert "en déplacement" in text and "• Assistant·e de production – " in text
    assert "Directeur" not in text
    assert [button.payload for button in buttons(reply)] == [f'/choose_job{{"job":"{ASSISTANT}"}}']
    assert answered(reply) == [(None, "criteria")]
    assert reply.memory == memory


def test_a_criterion_that_several_jobs_meet_lists_them(library: Library, render: Render) -> None:
    reply = ask(library, "criteria", text="d'autres métiers en équipe ?")
    assert render(reply)[0].count("\n• ") == 2
    assert [button.title for button in buttons(reply)] == ["Assistant·e de production", "Directeur·rice de postproduction"]


def test_at_most_three_jobs_are_offered_and_five_told_for_a_criterion(many_guides: Library, render: Render) -> None:
    reply = ask(many_guides, "criteria", text="un métier créatif")
    assert len(buttons(reply)) == 3
    assert render(reply)[0].count("\n• ") == 5


def test_a_criterion_that_no_guide_meets_is_said_so(one_guide: Library, render: Render) -> None:
    reply = ask(one_guide, "criteria", Memory(job=ASSISTANT), text="je veux être chef et diriger")
    (text,) = render(reply)
    assert text.startswith("Aucun des métiers dont j'ai le guide n'est décrit avec ce critère (responsabilités).")
    assert [button.payload for button in reply.messages[0].buttons] == ["/start_quiz"]  # never a dead end


def test_no_criterion_and_no_job_asks_which_criterion(library: Library, render: Render) -> None:
    reply = ask(library, "criteria", text="d'autres métiers avec le même critère")
    assert render(reply)[0].startswith("Quel critère compte pour toi ?")
    assert reply.memory == Memory()


@pytest.mark.parametrize("request_", [{"text": "d'autres métiers"}, {"text": "/ask_criteria"}])
def test_no_criterion_but_a_job_gives_its_criteria(library: Library, request_: dict[str, str]) -> None:
    assert answered(ask(library, "criteria", Memory(job=ASSISTANT), **request_)) == [(ASSISTANT, "criteria")]


# ── The self-assessment among the quick replies ───────────────────────────────────────────────────────────────────────


def test_after_three_answers_the_self_assessment_is_offered_once_it_was_not_begun(library: Library) -> None:
    guide = library.knowledge.guides[ASSISTANT]
    asked = tuple(f"{ASSISTANT}:{topic}" for topic in ("salary", "studies", "day"))
    offered = [button.payload for button in quick_replies(library, None, guide, Memory(asked=asked))]
    assert offered[-1] == f'/start_self_assessment{{"job":"{ASSISTANT}"}}' and len(offered) == 3
    for memory in (
        Memory(asked=asked[:2]),
        Memory(asked=tuple(item.replace(ASSISTANT, DIRECTOR) for item in asked)),
        Memory(asked=asked, finished=Flow("self_assessment", ASSISTANT)),
        Memory(asked=asked, kept=(Flow("self_assessment", ASSISTANT),)),
    ):
        offered = [button.payload for button in quick_replies(library, None, guide, memory)]
        assert not any("start_self_assessment" in payload for payload in offered)
