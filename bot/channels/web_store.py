"""What the web channel keeps of conversations, beside their events: tokens, which message is which turn, ratings."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from rasa.shared.core.events import Event, UserUttered

from bot.channels.limits import WEB_PREFIX
from bot.database import EVENTS, RATINGS, WEB_CONVERSATIONS, WEB_MESSAGES, open_database

CHANNEL = "web"
TURNS_SHOWN = 50
"""Turns of a page of the history."""
UNUSED_SECONDS = 86_400.0
"""After which a conversation in which nothing was said is forgotten."""
_TOKEN_BYTES = 32

_SELECT_CONVERSATION = sa.select(WEB_CONVERSATIONS.c.opened).where(WEB_CONVERSATIONS.c.sender_id == sa.bindparam("sender"))
_SELECT_NEWEST_USER = (
    sa.select(EVENTS.c.id)
    .where(EVENTS.c.sender_id == sa.bindparam("sender"), EVENTS.c.type_name == "user")
    .order_by(EVENTS.c.id.desc())
    .limit(1)
)

Value = Literal["up", "down"]
Frame = dict[str, Any]
"""What a client gets for one thing that the bot said: `index`, and `text`, `buttons`, `image` or `custom`."""


@dataclass(frozen=True)
class Opened:
    """A new conversation; the token is told once and never stored."""

    conversation: str
    token: str


@dataclass(frozen=True)
class StoredTurn:
    """A message of a student and everything that was answered."""

    id: str
    text: str
    time: float
    """Seconds since the epoch."""
    messages: list[Frame]
    ratings: dict[int, Value]


class WebStore:
    """Conversations of the web channel, in the database of their events; any method may raise `SQLAlchemyError`."""

    def __init__(self, url: str = "") -> None:
        """Open the database at `url`; empty for the default one."""
        self.engine = open_database(url)

    def open(self) -> Opened:
        """A new conversation."""
        opened = Opened(WEB_PREFIX + uuid.uuid4().hex, secrets.token_urlsafe(_TOKEN_BYTES))
        values = {"sender_id": opened.conversation, "token_hash": _hashed(opened.token), "opened": time.time()}
        with self.engine.begin() as connection:
            connection.execute(WEB_CONVERSATIONS.insert(), values)
        return opened

    def owns(self, conversation: str, token: str) -> bool:
        """Whether `token` is the one of that conversation. False when there is no such conversation."""
        query = sa.select(WEB_CONVERSATIONS.c.token_hash).where(WEB_CONVERSATIONS.c.sender_id == conversation)
        with self.engine.connect() as connection:
            stored = connection.execute(query).scalar()
        return stored is not None and secrets.compare_digest(stored, _hashed(token))

    def forget_unused(self) -> int:
        """Forget the conversations opened long ago in which nothing was said; how many."""
        used = sa.exists().where(EVENTS.c.sender_id == WEB_CONVERSATIONS.c.sender_id)
        old = WEB_CONVERSATIONS.c.opened < time.time() - UNUSED_SECONDS
        with self.engine.begin() as connection:
            return int(connection.execute(WEB_CONVERSATIONS.delete().where(old, ~used)).rowcount)

    def answered(self, conversation: str, message_id: str) -> list[Frame] | None:
        """What was answered to a message of a client; None when it has not been processed."""
        with self.engine.connect() as connection:
            turns = self._turns(connection, conversation, self._event(connection, conversation, message_id), 1)
        return turns[0].messages if turns else None

    def history(self, conversation: str, before: str | None = None) -> tuple[list[StoredTurn], bool]:
        """The last `TURNS_SHOWN` turns, or those before the message `before`, oldest first; whether there are older ones.

        An unknown `before` brings nothing.
        """
        is_user = (EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "user")
        query = sa.select(EVENTS.c.id).where(*is_user).order_by(EVENTS.c.id.desc()).limit(TURNS_SHOWN + 1)
        with self.engine.connect() as connection:
            if before is not None:
                query = query.where(EVENTS.c.id < (self._event(connection, conversation, before) or 0))
            ids = connection.execute(query).scalars().all()
            shown = ids[:TURNS_SHOWN]
            turns = self._turns(connection, conversation, shown[-1] if shown else None, len(shown))
        return turns, len(ids) > TURNS_SHOWN

    def rate(self, conversation: str, message_id: str, place: int, value: Value | None) -> bool:
        """Keep what a student thinks of an answer; None takes it back. False when there is no such answer."""
        frames = self.answered(conversation, message_id)
        if frames is None or not 0 <= place < len(frames):
            return False
        custom = frames[place].get("custom") or {}
        key = {"sender_id": conversation, "message_id": message_id, "place": place}
        with self.engine.begin() as connection:
            connection.execute(RATINGS.delete().where(*(RATINGS.c[name] == part for name, part in key.items())))
            if value is not None:
                about = {"job": custom.get("job"), "topic": custom.get("topic") or custom.get("type")}
                connection.execute(RATINGS.insert(), {**key, "value": value, **about})
        return True

    def _event(self, connection: sa.engine.Connection, conversation: str, message_id: str) -> int | None:
        key = (WEB_MESSAGES.c.sender_id == conversation, WEB_MESSAGES.c.message_id == message_id)
        found: int | None = connection.execute(sa.select(WEB_MESSAGES.c.event_id).where(*key)).scalar()
        return found

    def _turns(self, connection: sa.engine.Connection, conversation: str, first: int | None, count: int) -> list[StoredTurn]:
        """`count` turns from the event `first` on."""
        if first is None:
            return []
        query = (
            sa.select(EVENTS.c.type_name, EVENTS.c.data)
            .where(EVENTS.c.sender_id == conversation, EVENTS.c.id >= first, EVENTS.c.type_name.in_(("user", "bot")))
            .order_by(EVENTS.c.id)
        )
        turns: list[StoredTurn] = []
        for kind, data in connection.execute(query):
            event = json.loads(data)
            if kind == "user":
                if len(turns) == count:
                    break
                turns.append(_turn(event))
            else:
                frames = turns[-1].messages
                frames.append(frame(len(frames), {**(event.get("data") or {}), "text": event.get("text")}))
        rated = sa.select(RATINGS.c.message_id, RATINGS.c.place, RATINGS.c.value).where(RATINGS.c.sender_id == conversation)
        by_id = {turn.id: turn for turn in turns}
        for message_id, place, value in connection.execute(rated):
            if message_id in by_id:
                by_id[message_id].ratings[place] = value
        return turns


def is_gone(connection: sa.engine.Connection, sender_id: str) -> bool:
    """Whether a conversation of this channel has been erased: what waited behind that turn must not be stored."""
    if not sender_id.startswith(WEB_PREFIX):
        return False
    return connection.execute(_SELECT_CONVERSATION, {"sender": sender_id}).scalar() is None


def note_messages(connection: sa.engine.Connection, sender_id: str, new: Iterable[Event]) -> None:
    """Within the transaction that stores `new`, remember which event is the client's message: so none is processed twice."""
    for event in new:
        if isinstance(event, UserUttered) and event.input_channel == CHANNEL:
            place = connection.execute(_SELECT_NEWEST_USER, {"sender": sender_id}).scalar()
            values = {"sender_id": sender_id, "message_id": event.message_id, "event_id": place}
            connection.execute(WEB_MESSAGES.insert(), values)


def frame(index: int, message: dict[str, Any]) -> Frame:
    """What a client gets for one message of the bot, said now or read back from an event."""
    kept = {name: message[name] for name in ("text", "buttons", "image", "custom") if message.get(name)}
    if "buttons" in kept:
        kept["buttons"] = [{"title": button["title"], "payload": button["payload"]} for button in kept["buttons"]]
    return {"index": index, **kept}


def _turn(event: dict[str, Any]) -> StoredTurn:
    text = event.get("text") or ""
    if text.startswith("/"):  # a tapped button is shown by its title
        text = (event.get("metadata") or {}).get("title") or ""
    return StoredTurn(event.get("message_id") or "", text, event.get("timestamp") or 0.0, [], {})


def _hashed(token: str) -> str:
    """The token has 256 random bits: a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
