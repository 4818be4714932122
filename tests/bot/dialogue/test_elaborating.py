"""Tests of bot.dialogue.elaborating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.dialogue.answering import answer_topic
from bot.dialogue.elaborating import MAX_OTHERS, more, why
from bot.dialogue.missing import menu
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.knowledge.library import Library, shared_library
from bot.knowledge.schema import MAX_BUBBLE

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
TOPICS = [topic.id for topic in shared_library().knowledge.topics.topics]
NO_MORE = {"type": "fallback", "reason": "no_more"}
ALL = "C'est tout ce que le guide dit là-dessus."
UNKNOWN = "Le guide ne dit pas pourquoi, et je ne veux pas deviner."
EXPLAINED = "Le guide ne répond pas toujours au « pourquoi », mais il explique ceci :"

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def ask(library: Library, topic_id: str, memory: Memory) -> Reply:
    """Ask about a topic."""
    topic = library.knowledge.topics.by_id(topic_id)
    assert topic is not None, topic_id
    return answer_topic(library, topic, Request(intent=topic.intent), memory)


def ask_more(library: Library, memory: Memory, **request: Any) -> Reply:
    """« Plus de détails »."""
    text = "dis m'en plus"
    return more(library, Request(intent="tell_more", text=text, question=text, **request), memory)


def ask_why(library: Library, memory: Memory, **request: Any) -> Reply:
    """« Pourquoi ? »."""
    return why(library, Request(intent="explain_why", text="pourquoi ?", question="pourquoi ?", **request), memory)


def cards(reply: Reply) -> list[dict[str, Any]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def answered(reply: Reply) -> list[tuple[object, object]]:
    """(job, topic) of each answer of a reply, in order."""
    return [(card["job"], card["topic"]) for card in cards(reply) if card["type"] == "answer"]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


def lines(texts: list[str]) -> list[str]:
    """The lines of a list in some bubbles."""
    return [line for text in texts for line in text.splitlines() if line.startswith(("•", "✅", "⚠️", "💡"))]


def knows(library: Library, slug: str, topic_id: str) -> bool:
    """Whether a guide has something on a topic."""
    topic = library.knowledge.topics.by_id(topic_id)
    return topic is not None and any(getattr(library.knowledge.guides[slug], name) for name in topic.fields)


# ── More of a list ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_lines_not_shown_yet_come_first(library: Library, render: Render) -> None:
    first = ask(library, "missions", Memory(job=ASSISTANT))
    second = ask_more(library, first.memory)
    missions = library.knowledge.guides[ASSISTANT].missions
    assert [line.removeprefix("• ") for line in lines(render(first) + render(second))] == missions
    assert answered(second) == [(ASSISTANT, "missions")]
    assert second.memory.rest == ()


def test_after_the_last_line_the_guide_has_no_more_and_says_so(library: Library, render: Render, tap: Tap) -> None:
    memory = ask_more(library, ask(library, "missions", Memory(job=ASSISTANT)).memory).memory
    reply = ask_more(library, memory)
    assert render(reply) == [f"{ALL} Ce qui est juste à côté :"]
    assert cards(reply) == [NO_MORE]
    assert [tap(button).intent for button in buttons(reply)] == ["ask_overview", "ask_day", "ask_tools"]
    assert reply.memory == memory


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("topic_id", TOPICS)
def test_asking_for_more_and_more_comes_to_an_end_and_repeats_no_line(
    library: Library, render: Render, slug: str, topic_id: str
) -> None:
    reply = ask(library, topic_id, Memory(job=slug))
    shown = lines(render(reply))
    for _ in range(8):
        reply = ask_more(library, reply.memory)
        if NO_MORE in cards(reply):
            break
        assert answered(reply) == [(slug, topic_id)]
        shown += lines(render(reply))
    assert cards(reply) == [NO_MORE]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("rest", [("99",), ("-1",), ("x",), ("5", "x", "99")])
def test_places_that_do_not_exist_are_left_out(library: Library, render: Render, rest: tuple[str, ...]) -> None:
    reply = ask_more(library, Memory(job=ASSISTANT, topic="schools", rest=rest))
    assert lines(render(reply)) == (["• HELHa – Haute École Louvain en Hainaut (Mons)"] if "5" in rest else [])
    assert render(reply)


def test_the_rest_of_a_list_belongs_to_the_job_it_was_cut_from(library: Library, render: Render) -> None:
    memory = ask(library, "missions", Memory(job=ASSISTANT)).memory
    said = render(ask_more(library, memory, jobs=(DIRECTOR,)))
    assert not set(lines(said)) & {f"• {line}" for line in library.knowledge.guides[ASSISTANT].missions}


# ── What the guide's own questions say ────────────────────────────────────────────────────────────────────────────────


def test_the_guides_answer_to_the_frequent_question_is_given_once(library: Library, render: Render) -> None:
    first = ask_more(library, ask(library, "salary", Memory(job=DIRECTOR)).memory)
    faq = next(item.answer for item in library.knowledge.guides[DIRECTOR].faq if item.topic == "salary")
    assert render(first) == [faq]
    assert answered(first) == [(DIRECTOR, "salary")]
    assert f"{DIRECTOR}:salary+" in first.memory.asked
    second = ask_more(library, first.memory)
    assert render(second)[0].startswith(ALL) and cards(second) == [NO_MORE]


def test_other_passages_of_the_guide_are_given_without_what_was_shown(library: Library, render: Render) -> None:
    memory = ask(library, "updating", Memory(job=ASSISTANT)).memory
    said = render(ask_more(library, memory))
    topic = library.knowledge.topics.by_id("updating")
    assert topic is not None
    shown = "\n".join(library.writer.whole(topic, library.knowledge.guides[ASSISTANT]))
    found = lines(said)
    assert found and len(found) <= MAX_OTHERS == 5
    assert not any(line.removeprefix("• ") in shown for line in found)
    assert any("GSARA" in line for line in found)


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("topic_id", TOPICS)
def test_what_is_explained_comes_from_the_guide_word_for_word(library: Library, slug: str, topic_id: str) -> None:
    guide = library.knowledge.guides[slug]
    reply = ask_why(library, Memory(job=slug, topic=topic_id))
    if answered(reply):
        texts = [item.answer for item in guide.faq if item.topic == topic_id] or library.index.about(slug, topic_id)
        said = "\n".join(message.text for message in reply.messages if message.text)
        assert all(any(line.removeprefix("• ") in text for text in texts) for line in said.splitlines())
    else:
        assert cards(reply) == [NO_MORE]


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("topic_id", [topic for topic in TOPICS if topic not in ("criteria",)])
@pytest.mark.parametrize("function", [ask_more, ask_why])
def test_every_reply_is_short_with_quick_replies_at_its_end(
    library: Library, function: Callable[[Library, Memory], Reply], slug: str, topic_id: str
) -> None:
    reply = function(library, Memory(job=slug, topic=topic_id))
    bubbles = [message for message in reply.messages if message.custom is None]
    assert all(len(message.text or "") <= MAX_BUBBLE for message in bubbles)
    assert [bool(message.buttons) for message in bubbles] == [False] * (len(bubbles) - 1) + [True]
    assert len(bubbles[-1].buttons) <= 3


# ── Why ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_guide_explains_is_announced_without_claiming_a_reason(library: Library, render: Render) -> None:
    said = render(ask_why(library, Memory(job=ASSISTANT, topic="salary")))
    assert said[0] == EXPLAINED
    assert "2 200 à 2 700 € brut par mois" in said[1]


@pytest.mark.parametrize("topic_id", ["pros", "cons", "missions"])
def test_a_reason_that_the_guide_does_not_give_is_not_made_up(library: Library, render: Render, topic_id: str) -> None:
    memory = Memory(job=ASSISTANT, topic=topic_id)
    reply = ask_why(library, memory)
    assert render(reply)[0].startswith(UNKNOWN)
    assert cards(reply) == [NO_MORE] and reply.memory == memory
    assert len(buttons(reply)) == 3


def test_asking_why_again_does_not_repeat_the_explanation(library: Library, render: Render) -> None:
    first = ask_why(library, Memory(job=ASSISTANT, topic="salary"))
    assert render(ask_why(library, first.memory))[0].startswith(UNKNOWN)


def test_the_job_that_is_named_is_explained(library: Library) -> None:
    assert answered(ask_why(library, Memory(job=ASSISTANT, topic="salary"), jobs=(DIRECTOR,))) == [(DIRECTOR, "salary")]


# ── Nothing to go on ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "memory",
    [
        Memory(),
        Memory(job=ASSISTANT),
        Memory(topic="salary"),
        Memory(job=ASSISTANT, topic="theme-retire"),
        Memory(job="guide-retire", topic="salary"),
    ],
)
@pytest.mark.parametrize(
    ("function", "begin"), [(ask_more, "Plus de détails, avec plaisir ! Sur quoi ?"), (ask_why, "Pourquoi quoi ?")]
)
def test_without_an_answer_before_it_the_student_is_asked_about_what(
    library: Library, render: Render, function: Callable[[Library, Memory], Reply], begin: str, memory: Memory
) -> None:
    reply = function(library, memory)
    assert render(reply)[0].startswith(begin)
    assert buttons(reply) == menu(library, memory) != []
    assert reply.memory == memory


@pytest.mark.parametrize("topic_id", ["technical", "challenge"])
@pytest.mark.parametrize("function", [ask_more, ask_why])
def test_after_a_topic_that_the_guide_lacks_nothing_is_made_up(
    library: Library, render: Render, function: Callable[[Library, Memory], Reply], topic_id: str
) -> None:
    assert not knows(library, ASSISTANT, topic_id), "choose a topic that this guide lacks"
    (said,) = render(function(library, ask(library, topic_id, Memory(job=ASSISTANT)).memory))
    assert "le guide" in said.lower() and "•" not in said


def test_the_neighbours_offered_are_those_that_the_guide_has(library: Library, tap: Tap) -> None:
    reply = ask_why(library, Memory(job=ASSISTANT, topic="tools", asked=(f"{ASSISTANT}:tools+",)))
    offered = [tap(button) for button in buttons(reply)]
    assert "ask_technical" not in [request.intent for request in offered]
    assert all(knows(library, ASSISTANT, request.intent.removeprefix("ask_")) for request in offered)
    assert all(request.jobs == (ASSISTANT,) for request in offered)


# ── During a comparison ───────────────────────────────────────────────────────────────────────────────────────────────


def test_more_of_a_comparison_compares_as_a_whole(library: Library) -> None:
    reply = ask_more(library, Memory(job=ASSISTANT, previous_job=DIRECTOR, topic="salary", compared=GUIDES))
    (card,) = cards(reply)
    assert card["type"] == "comparison" and card["jobs"] == list(GUIDES)
    assert {"Durée des études", "Au début", "Stress"} <= {row["label"] for row in card["rows"]}


def test_why_one_job_stands_higher_is_not_explained(library: Library, render: Render) -> None:
    memory = Memory(job=ASSISTANT, previous_job=DIRECTOR, topic="salary", compared=GUIDES)
    assert render(ask_why(library, memory))[0].startswith("Pourquoi quoi ?")
