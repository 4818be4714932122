"""The one database: its tables, and how it is opened."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from bot.paths import ROOT

METADATA = sa.MetaData()
EVENTS = sa.Table(
    "events",  # the table and the columns of Rasa's own SQL store, so that its tools read it
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
)
SNAPSHOTS = sa.Table(
    "snapshots",
    METADATA,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("event_id", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)
WEB_CONVERSATIONS = sa.Table(
    "web_conversations",
    METADATA,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("opened", sa.Float, nullable=False),
)
WEB_MESSAGES = sa.Table(
    "web_messages",
    METADATA,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("event_id", sa.Integer, nullable=False),
)
RATINGS = sa.Table(
    "ratings",
    METADATA,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("value", sa.String(4), nullable=False),
    sa.Column("job", sa.String(80)),
    sa.Column("topic", sa.String(80)),
)
WANTED_JOBS = sa.Table(
    "wanted_jobs",
    METADATA,
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("job", sa.String(80), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
OF_ONE_CONVERSATION = (EVENTS, SNAPSHOTS, WEB_CONVERSATIONS, WEB_MESSAGES, RATINGS)
"""Every table that holds something of one conversation, by its `sender_id`: what erasing empties."""


@lru_cache(maxsize=4)
def open_database(url: str = "") -> sa.engine.Engine:
    """The engine of a database, with the tables made: one for all of the process, so that it has one pool of connections.

    An empty `url` means the SQLite file var/conversations.db of the project. `Settings.database_url` says which is wanted.
    """
    if not url:
        folder = ROOT / "var"
        folder.mkdir(exist_ok=True)
        url = f"sqlite:///{folder / 'conversations.db'}"
    if not url.startswith("sqlite"):
        engine = sa.create_engine(url, pool_pre_ping=True)
    else:
        engine = sa.create_engine(url, poolclass=QueuePool, connect_args={"check_same_thread": False, "timeout": 30})
        sa.event.listen(engine, "connect", _prepare_sqlite)
    METADATA.create_all(engine)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead log: a commit survives the end of the process, and readers do not wait for the writer."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
