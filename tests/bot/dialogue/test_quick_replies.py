"""Quick replies: their payloads, and which stand under an answer."""

from __future__ import annotations

import pytest

from bot.dialogue.answering import answer_topic
from bot.dialogue.flow import Flow
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import payload, quick_replies
from bot.dialogue.state import Memory
from bot.knowledge.library import Library

from .conftest import ASSISTANT, DIRECTOR, GUIDES, TOPICS, Tap, ask, buttons, knows, topic_of


def test_a_payload_is_an_intent_and_compact_json() -> None:
    assert payload("ask_salary") == "/ask_salary"
    assert payload("ask_schools", job="a-b", lines="5-6") == '/ask_schools{"job":"a-b","lines":"5-6"}'
    assert payload("x", word="équipe") == '/x{"word":"équipe"}'


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
