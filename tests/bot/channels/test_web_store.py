"""What the web channel keeps, without a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.channels import web_store
from bot.channels.web_store import TURNS_SHOWN, WebStore, frame, is_gone
from bot.database import EVENTS, WEB_CONVERSATIONS, WEB_MESSAGES


@pytest.fixture
def store(tmp_path: Path) -> WebStore:
    """An empty database."""
    return WebStore(f"sqlite:///{tmp_path / 'web.db'}")


def talk(store: WebStore, conversation: str, turns: int) -> list[str]:
    """Store `turns` messages, each with one answer, as the tracker store does; their ids."""
    ids = [f"message-{place}" for place in range(turns)]
    with store.engine.begin() as connection:
        for message_id in ids:
            user = {"event": "user", "text": message_id, "message_id": message_id, "timestamp": 1.5, "metadata": {}}
            for kind, data in (("user", user), ("slot", {}), ("bot", {"text": f"à {message_id}", "data": {}})):
                row = {"sender_id": conversation, "type_name": kind, "data": json.dumps(data)}
                key = connection.execute(EVENTS.insert(), row).inserted_primary_key[0]
                if kind == "user":
                    values = {"sender_id": conversation, "message_id": message_id, "event_id": key}
                    connection.execute(WEB_MESSAGES.insert(), values)
    return ids


def test_a_token_opens_its_conversation_only(store: WebStore) -> None:
    one, other = store.open(), store.open()
    assert store.owns(one.conversation, one.token)
    assert not store.owns(one.conversation, other.token) and not store.owns("web-unknown", one.token)
    assert len({store.open().token for _ in range(100)}) == 100


def test_a_long_history_comes_in_parts(store: WebStore) -> None:
    ids = talk(store, "web-1", TURNS_SHOWN + 2)
    talk(store, "web-2", 1)
    newest, more = store.history("web-1")
    assert [turn.id for turn in newest] == ids[2:] and more
    assert newest[0].messages == [{"index": 0, "text": f"à {ids[2]}"}]
    older, more = store.history("web-1", before=ids[2])
    assert [turn.id for turn in older] == ids[:2] and not more
    assert store.history("web-1", before="unknown") == ([], False)
    assert store.history("web-3") == ([], False)


def test_only_a_conversation_with_a_token_can_be_gone(store: WebStore) -> None:
    open_one = store.open().conversation
    with store.engine.connect() as connection:
        assert is_gone(connection, "web-erased")
        assert not is_gone(connection, open_one) and not is_gone(connection, "eleve-42")


def test_the_answer_to_one_message(store: WebStore) -> None:
    talk(store, "web-1", 3)
    assert store.answered("web-1", "message-1") == [{"index": 0, "text": "à message-1"}]
    assert store.answered("web-1", "message-9") is None and store.answered("web-2", "message-1") is None


def test_conversations_in_which_nothing_was_said_are_forgotten(store: WebStore, monkeypatch: pytest.MonkeyPatch) -> None:
    used, unused = store.open(), store.open()
    talk(store, used.conversation, 1)
    assert store.forget_unused() == 0
    monkeypatch.setattr(web_store, "UNUSED_SECONDS", -1.0)
    assert store.forget_unused() == 1
    with store.engine.connect() as connection:
        assert connection.execute(sa.select(WEB_CONVERSATIONS.c.sender_id)).scalars().all() == [used.conversation]
    assert not store.owns(unused.conversation, unused.token)


def test_a_client_gets_what_it_needs_and_no_more() -> None:
    buttons = [{"title": "A", "payload": "/a", "type": "postback"}]
    message = {"text": "Salut", "buttons": buttons, "image": None, "metadata": {}}
    assert frame(3, message) == {"index": 3, "text": "Salut", "buttons": [{"title": "A", "payload": "/a"}]}
    assert frame(0, {"custom": {"type": "answer"}, "text": None}) == {"index": 0, "custom": {"type": "answer"}}
