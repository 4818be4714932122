"""What the channels let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.limits import MAX_SENDER, MAX_TEXT, BadRequestError, clean, read_message


def test_a_good_message() -> None:
    incoming = read_message({"sender": "s", "message": " salut ", "metadata": {"job": "x"}})
    assert (incoming.sender, incoming.text, incoming.metadata) == ("s", "salut", {"job": "x"})
    assert read_message({"sender": 12, "message": ""}).sender == "12"


def test_a_missing_sender_gets_a_new_conversation() -> None:
    senders = {read_message({"message": "salut"}).sender for _ in range(20)}
    assert len(senders) == 20


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ([], "a list"),
        ({"sender": "s"}, "'message' is missing"),
        ({"message": 1}, "'message' is a number"),
        ({"message": "x", "sender": 1.5}, "'sender' is a number"),
        ({"message": "x", "sender": "y" * (MAX_SENDER + 1)}, "'sender' must have"),
        ({"message": "x", "metadata": []}, "'metadata' is a list"),
    ],
)
def test_what_is_wrong_is_named(body: object, named: str) -> None:
    with pytest.raises(BadRequestError, match=named.replace("(", r"\(")):
        read_message(body)


@given(st.text(st.characters(), max_size=300))
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned
    assert len(clean(text * 100)) <= MAX_TEXT
