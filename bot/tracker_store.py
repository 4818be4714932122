"""Conversations in a database: everything is kept, a bounded part is loaded, so that turn 200 costs what turn 1 does.

Rasa's SQL store loads and replays every event of a conversation at every turn, and its policies and actions then walk them
all. This store keeps the whole history in the same table `events`, and beside it one *snapshot* a conversation: the slots,
the active loop and whether the bot is paused, as they were right after one event. A conversation is loaded as that state
and the events since. When those grow past `MAX_TURNS` user turns, a later snapshot is taken. Nothing is trimmed that the
bot needs (slots, running loop, the last turns that policies look at), and nothing at all from the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.web_store import is_gone, note_messages
from bot.database import EVENTS, OF_ONE_CONVERSATION, SNAPSHOTS, open_database
from bot.records import as_row, events_of, state_of
from bot.settings import Settings
from bot.tracker import QuickTracker, read_event

KEPT_TURNS = 2
"""User turns loaded right after a snapshot: what actions look back at, and one more."""
MAX_TURNS = 3
"""User turns loaded at most, before a new snapshot is taken."""
ERASE_SLOT = "erase"
"""Slot that an action sets to have the conversation deleted."""

_INSERT_EVENTS = EVENTS.insert()
_OF_SENDER = EVENTS.c.sender_id == sa.bindparam("sender")
_SELECT_EVENTS = (
    sa.select(EVENTS.c.id, EVENTS.c.data).where(_OF_SENDER, EVENTS.c.id > sa.bindparam("after")).order_by(EVENTS.c.id)
)
_SELECT_NEWEST = (
    sa.select(EVENTS.c.id).where(_OF_SENDER).order_by(EVENTS.c.id.desc()).limit(sa.bindparam("count", type_=sa.Integer))
)
_SNAPSHOT_OF_SENDER = SNAPSHOTS.c.sender_id == sa.bindparam("sender")
_SNAPSHOT_VALUES = {"event_id": sa.bindparam("event"), "state": sa.bindparam("as_json")}
_MOVE_SNAPSHOT = SNAPSHOTS.update().where(_SNAPSHOT_OF_SENDER).values(_SNAPSHOT_VALUES)
_INSERT_SNAPSHOT = SNAPSHOTS.insert().values({"sender_id": sa.bindparam("sender"), **_SNAPSHOT_VALUES})
_LAST_IN_SNAPSHOT = sa.select(SNAPSHOTS.c.event_id).where(_SNAPSHOT_OF_SENDER).scalar_subquery()
_SELECT_RECENT = sa.union_all(
    sa.select(SNAPSHOTS.c.event_id.label("id"), SNAPSHOTS.c.state.label("data"), sa.true().label("is_snapshot")).where(
        _SNAPSHOT_OF_SENDER
    ),
    sa.select(EVENTS.c.id, EVENTS.c.data, sa.false()).where(
        _OF_SENDER, EVENTS.c.id > sa.func.coalesce(_LAST_IN_SNAPSHOT, sa.literal_column("0"))
    ),
).order_by("id")
"""The snapshot, if there is one, and then the events since: one statement, as each costs about as much as an action."""


class SnapshotTrackerStore(TrackerStore):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """A tracker store for `endpoints.yml`: `type: bot.tracker_store.SnapshotTrackerStore`."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Open the database at `url`, else that of the settings, which the web channel and the actions open, too.

        Args:
            host: what stock Rasa makes of the `url` in its endpoints file; the settings have read it in endpoints.yml.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: when it cannot be opened.
        """
        super().__init__(domain, event_broker, **kwargs)
        self.engine = open_database(url or Settings.from_environment().database_url or host or "")
        self._select_recent = _SELECT_RECENT.compile(self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's state and last turns; None when there is no such conversation."""
        rows = self._recent_rows(sender_id)
        state = json.loads(rows.pop(0)[1]) if rows and rows[0][2] else None
        return self._tracker(sender_id, state, [(row, data) for row, data, _ in rows])

    def _recent_rows(self, sender_id: str) -> list[tuple[int, str, bool]]:
        """What `_SELECT_RECENT` gives, asked of the driver itself: SQLAlchemy's way takes twice as long, at every turn."""
        places = len(self._select_recent.positiontup) if self._select_recent.positional else 0
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(str(self._select_recent), [sender_id] * places or {"sender": sender_id})
            return list(cursor.fetchall())

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The conversation with every event that it ever had; None when there is no such conversation."""
        with self.engine.connect() as connection:
            rows = connection.execute(_SELECT_EVENTS, {"sender": conversation_id, "after": 0}).all()
        return self._tracker(conversation_id, None, rows)

    def _tracker(
        self, sender_id: str, state: dict[str, Any] | None, rows: Sequence[tuple[int, str]]
    ) -> DialogueStateTracker | None:
        if not rows and state is None:
            return None
        before = list(events_of(state)) if state else []
        events = [*before, *(read_event(json.loads(data)) for _, data in rows)]
        tracker = QuickTracker.from_events(sender_id, events, self.domain.slots)
        tracker.stored = _Stored(len(before), [row for row, _ in rows])
        return tracker

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A tracker for a conversation that begins: nothing of it is stored."""
        tracker = QuickTracker(sender_id, self.domain.slots)
        tracker.stored = _Stored(0, [])
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events since the tracker was loaded, or delete the conversation if that is what they ask."""
        if not tracker.events:
            return  # Rasa saves every new tracker once before anything has happened
        await self.stream_events(tracker)
        with self.engine.begin() as connection:
            if is_gone(connection, tracker.sender_id):
                return
            stored: _Stored | None = getattr(tracker, "stored", None)
            if stored is None:
                known = connection.execute(_SELECT_EVENTS, {"sender": tracker.sender_id, "after": 0}).all()
                stored = _Stored(0, [row.id for row in known])
            new = list(islice(tracker.events, stored.count, None))
            if not any(isinstance(event, SlotSet) and event.key == ERASE_SLOT and event.value for event in new):
                self._append(connection, tracker, stored, new)
                return
        await self.delete(tracker.sender_id)
        tracker.stored = _Stored(len(tracker.events), [])

    def _append(
        self, connection: sa.engine.Connection, tracker: DialogueStateTracker, stored: _Stored, new: list[Event]
    ) -> None:
        if new:
            connection.execute(_INSERT_EVENTS, [as_row(tracker.sender_id, event) for event in new])
            stored.added += len(new)
            note_messages(connection, tracker.sender_id, new)
        tracker.stored = stored
        self._take_snapshot(connection, tracker, stored)

    def _take_snapshot(self, connection: sa.engine.Connection, tracker: DialogueStateTracker, stored: _Stored) -> None:
        """Move the snapshot forward once more than `MAX_TURNS` turns stand after it."""
        events = list(tracker.events)
        boundary = _boundary(events, stored.prefix)
        if boundary <= stored.prefix:
            return
        past = QuickTracker.from_events(tracker.sender_id, events[:boundary], self.domain.slots)
        last = boundary - 1 - stored.prefix
        if last >= len(stored.ids):  # a tracker that went on without being loaded again
            newest = connection.execute(_SELECT_NEWEST, {"sender": tracker.sender_id, "count": stored.added}).scalars()
            stored.ids, stored.added = [*stored.ids, *reversed(newest.all())], 0
        values = {"sender": tracker.sender_id, "event": stored.ids[last], "as_json": json.dumps(state_of(past))}
        if not connection.execute(_MOVE_SNAPSHOT, values).rowcount:
            connection.execute(_INSERT_SNAPSHOT, values)

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        with self.engine.connect() as connection:
            return [row.sender_id for row in connection.execute(sa.select(EVENTS.c.sender_id).distinct())]

    async def delete(self, sender_id: str) -> int:
        """Delete a conversation for good; how many events it had."""
        with self.engine.begin() as connection:
            deletions = (table.delete().where(table.c.sender_id == sender_id) for table in OF_ONE_CONVERSATION)
            count = max(int(connection.execute(deletion).rowcount) for deletion in deletions)
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:  # what was deleted stands in the journal until it is emptied
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return count


class _Stored:
    """What of a loaded tracker is in the database already."""

    def __init__(self, prefix: int, ids: list[int]) -> None:
        self.prefix = prefix
        """Events at its beginning that stand for the snapshot; they are not rows."""
        self.ids = ids
        """Row ids of the events after them."""
        self.added = 0
        """Events saved since; a snapshot seldom ends there, so their ids are not asked for."""

    @property
    def count(self) -> int:
        return self.prefix + len(self.ids) + self.added


def _boundary(events: Sequence[Event], prefix: int) -> int:
    """Where the last `KEPT_TURNS` turns begin when more than `MAX_TURNS` stand behind `prefix`; else 0."""
    turns = [place for place, event in enumerate(events) if isinstance(event, UserUttered) and place >= prefix]
    if len(turns) <= MAX_TURNS:
        return 0
    place = turns[-KEPT_TURNS]
    before = events[place - 1] if place else None
    waited = isinstance(before, ActionExecuted) and before.action_name == ACTION_LISTEN_NAME
    return place - waited  # a turn begins with the `action_listen` that waited for it
