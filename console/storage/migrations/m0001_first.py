"""The first form: the log, its position, projections, drafts, and the search index."""

from __future__ import annotations

from typing import Final

from console.storage.database import Database

PROJECTIONS: Final = (
    "dialogues",
    "courses",
    "columns",
    "agenda_items",
    "checks",
    "groups",
    "timers",
    "draws",
    "seats",
    "participants",
    "attendance",
    "tech_cases",
    "notes",
    "themes",
    "measures",
    "questions",
    "answers",
    "speakers",
    "polls",
    "points",
    "signals",
    "messages",
    "members",
    "leads",
)

_LOG: Final = """
    op_id TEXT NOT NULL PRIMARY KEY,
    n INTEGER,
    seq INTEGER UNIQUE,
    kind TEXT NOT NULL,
    family TEXT NOT NULL,
    entity TEXT NOT NULL,
    scope TEXT,
    action TEXT NOT NULL,
    head TEXT NOT NULL,
    body TEXT,
    salt TEXT,
    hlc INTEGER NOT NULL,
    at INTEGER NOT NULL,
    offset_ms INTEGER,
    by TEXT NOT NULL DEFAULT '',
    device TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    received_at INTEGER,
    first_received_at INTEGER,
    origin TEXT,
    body_hash TEXT NOT NULL,
    op_hash TEXT NOT NULL,
    chain TEXT,
    monotonic REAL,
    boot TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    waiting INTEGER NOT NULL DEFAULT 0,
    quarantine TEXT,
    handed_over INTEGER NOT NULL DEFAULT 0
"""


def migrate(db: Database) -> None:
    """Create every table, all STRICT."""
    for table in ("ops", "ops_aside"):
        db.execute(f"CREATE TABLE {table} ({_LOG}) STRICT")
    db.execute("CREATE INDEX ops_entity ON ops (entity, seq)")
    db.execute("CREATE INDEX ops_action ON ops (action)")
    db.execute("CREATE INDEX ops_unsent ON ops (device, n) WHERE seq IS NULL")
    db.execute("CREATE INDEX ops_device ON ops (device, n)")
    db.execute(
        """
        CREATE TABLE sync (
            only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
            dialogue TEXT NOT NULL,
            cursor INTEGER NOT NULL DEFAULT 0,
            chain TEXT NOT NULL DEFAULT '',
            nonce TEXT NOT NULL DEFAULT '',
            server TEXT,
            address TEXT,
            offset_ms INTEGER,
            contact_at INTEGER,
            fold_version INTEGER NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE drafts (
            place TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL,
            base TEXT NOT NULL DEFAULT '[]',
            saved_at INTEGER NOT NULL
        ) STRICT
        """
    )
    for name in PROJECTIONS:
        db.execute(
            f"CREATE TABLE {name} (id TEXT NOT NULL PRIMARY KEY, hidden INTEGER NOT NULL,"
            " value BLOB NOT NULL) STRICT"
        )
    db.execute(
        "CREATE TABLE damaged (family TEXT, entity TEXT, PRIMARY KEY (family, entity)) STRICT"
    )
    db.execute(
        "CREATE VIRTUAL TABLE notes_search USING fts5"
        ' (id UNINDEXED, text, tokenize = "unicode61 remove_diacritics 2")'
    )
