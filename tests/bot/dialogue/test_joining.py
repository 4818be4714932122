"""Tests of bot.dialogue.joining."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.answering import answer_topic
from bot.dialogue.clarifying import ask_which_job
from bot.dialogue.joining import MAX_BUTTONS, asks, joined
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.dialogue.unguided import no_guide
from bot.knowledge.library import Library

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
BOATMAN = "batelier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
CARD = {"type": "answer", "job": ASSISTANT, "topic": "salary"}
CHOICE = {"type": "choice", "reason": "which_job", "options": [ASSISTANT, DIRECTOR]}
NAMES = st.text("abc", min_size=1, max_size=3)


def button(name: str, lines: str | None = None) -> Button:
    """A quick reply; with `lines`, one that shows the rest of a list."""
    return Button(name, payload(f"ask_{name}", **({} if lines is None else {"lines": lines})))


def answer(text: str, *buttons: Button, memory: Memory | None = None) -> Reply:
    """An answer of one bubble with quick replies, and its card."""
    return Reply([Message(text=text, buttons=list(buttons)), Message(custom=dict(CARD))], memory or Memory(topic=text))


def question(*names: str) -> Reply:
    """A reply that asks which job is meant."""
    message = Message(response="utter_which_job", buttons=[button(name) for name in names])
    return Reply([message, Message(custom=dict(CHOICE))], Memory(topic="question"))


def texts(reply: Reply) -> list[str]:
    """What is said, in order."""
    return [message.text or message.response or "" for message in reply.messages if message.custom is None]


def offered(reply: Reply) -> list[list[str]]:
    """The titles of the quick replies under each bubble."""
    return [[button.title for button in message.buttons] for message in reply.messages if message.custom is None]


REPLIES = st.lists(st.tuples(st.booleans(), st.lists(NAMES, max_size=8, unique=True)), min_size=1, max_size=5).map(
    lambda kinds: [
        question(*(names or ["x"])) if asking else answer(f"answer {place}", *map(button, names[:MAX_BUTTONS]))
        for place, (asking, names) in enumerate(kinds)
    ]
)


def test_one_reply_stays_as_it_is() -> None:
    reply = answer("a", button("b"))
    assert joined([reply]) == copy.deepcopy(reply)


def test_answers_stand_in_order_with_quick_replies_under_the_last_one_only() -> None:
    reply = joined([answer("a", button("x")), answer("b", button("y"), button("z"))])
    assert texts(reply) == ["a", "b"]
    assert offered(reply) == [[], ["y", "z"]]
    assert [message.custom for message in reply.messages if message.custom] == [CARD, CARD]
    assert reply.memory == Memory(topic="b")


def test_what_completes_a_list_is_offered_first() -> None:
    first = answer("a", button("rest", "5-6"), button("x"))
    reply = joined([first, answer("b", button("y"), button("z"), button("u"))])
    assert offered(reply) == [[], ["rest", "y", "z"]]


def test_the_same_quick_reply_is_offered_once() -> None:
    reply = joined([answer("a", button("rest", "5-6")), answer("b", button("rest", "5-6"), button("y"))])
    assert offered(reply) == [[], ["rest", "y"]]


def test_more_lists_than_places_keep_three() -> None:
    reply = joined([answer(name, button(name, "5")) for name in "abcd"])
    assert offered(reply)[-1] == ["a", "b", "c"]
    assert MAX_BUTTONS == 3


def test_the_same_question_is_asked_once_at_the_end() -> None:
    reply = joined([question("x", "y"), answer("a", button("z")), question("x", "y")])
    assert texts(reply) == ["a", "utter_which_job"]
    assert offered(reply) == [[], ["x", "y"]]
    assert sum(asks(Reply([message], Memory())) for message in reply.messages) == 1


def test_a_choice_keeps_all_its_options() -> None:
    reply = joined([answer("a", button("rest", "5")), question(*"abcdefgh")])
    assert offered(reply)[-1] == list("abcdefgh")


def test_the_memory_is_that_of_the_last_reply_even_when_it_moved() -> None:
    assert joined([answer("a"), question("x")]).memory == Memory(topic="question")
    assert joined([question("x"), answer("a")]).memory == Memory(topic="a")


def test_quick_replies_stand_under_a_bubble_and_never_under_a_card() -> None:
    first = answer("a")
    last = Reply([Message(text="b"), Message(text="c", buttons=[button("x")]), Message(custom=dict(CARD))], Memory())
    assert [message.buttons for message in joined([first, last]).messages] == [[], [], [], [button("x")], []]


@pytest.mark.parametrize(
    ("wanted", "noted"),
    [((None, None), None), ((BOATMAN, None), BOATMAN), ((None, "avocat"), "avocat"), ((BOATMAN, "avocat"), BOATMAN)],
)
def test_a_job_without_a_guide_is_noted_whichever_reply_names_it(
    wanted: tuple[str | None, str | None], noted: str | None
) -> None:
    replies = [Reply([Message(text="x")], Memory(), wanted_job=job) for job in wanted]
    assert joined(replies).wanted_job == noted


@given(REPLIES)
def test_every_answer_is_said_in_order_and_quick_replies_stand_once(replies: list[Reply]) -> None:
    answers = [text for reply in replies if not asks(reply) for text in texts(reply)]
    asked = any(asks(reply) for reply in replies)
    options = [len(reply.messages[0].buttons) for reply in replies]
    alone = len(replies) == 1
    reply = joined(replies)
    assert texts(reply) == [*answers, *(["utter_which_job"] if asked else [])]
    assert sum(bool(titles) for titles in offered(reply)) <= 1
    assert alone or asked or len(offered(reply)[-1]) <= MAX_BUTTONS
    assert max(map(len, offered(reply))) <= max(options)


def test_real_answers_are_joined_and_the_rest_of_the_first_list_is_offered(library: Library) -> None:
    memory, replies = Memory(job=ASSISTANT), []
    for topic_id in ("schools", "salary"):
        topic = library.knowledge.topics.by_id(topic_id)
        assert topic is not None
        replies.append(answer_topic(library, topic, Request(intent=topic.intent), memory))
        memory = replies[-1].memory
    reply = joined(replies)
    assert [message.custom["topic"] for message in reply.messages if message.custom] == ["schools", "salary"]
    assert offered(reply)[-1][0] == "➕ La suite (3)"
    assert [titles for titles in offered(reply)[:-1] if titles] == []


def test_only_a_choice_asks(library: Library) -> None:
    assert asks(ask_which_job(library, (ASSISTANT, DIRECTOR), Memory()))
    assert not asks(no_guide(library, BOATMAN, Memory()))
    assert not asks(Reply([], Memory()))


def test_two_questions_about_a_job_without_a_guide_are_answered_once(library: Library) -> None:
    reply = joined([no_guide(library, BOATMAN, Memory()), no_guide(library, BOATMAN, Memory())])
    assert len(texts(reply)) == 1
    assert offered(reply) == [["Assistant·e de production", "Directeur·rice de postproduction"]]
    assert reply.wanted_job == BOATMAN
