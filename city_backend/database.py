"""The backend's SQLite file: how it is opened, its tables, which versions are taken."""

from __future__ import annotations

import secrets
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Final

from console.domain.errors import KnownFailure

SCHEMA_VERSION: Final = 3
_APPLICATION: Final = 0x44504342  # "DPCB"
_BUSY_MS: Final = 5000
#: Quiet moments are used before it comes to this (16 MiB).
_WAL_PAGES: Final = 4000

_TABLES: Final = """
CREATE TABLE backend (
    identity TEXT NOT NULL,
    device TEXT NOT NULL,
    closed_until INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE dialogue (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    nonce TEXT NOT NULL,
    head INTEGER NOT NULL,
    chain BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    deputies INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'deleted')),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE op (
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    seq INTEGER NOT NULL,
    op_id TEXT NOT NULL,
    n INTEGER,
    author_device TEXT NOT NULL,
    kind TEXT NOT NULL,
    family TEXT NOT NULL,
    entity TEXT NOT NULL,
    undoes_kind TEXT,
    action TEXT NOT NULL,
    head BLOB NOT NULL,
    body BLOB,
    salt TEXT,
    offset_ms INTEGER,
    "by" TEXT NOT NULL,
    device TEXT NOT NULL,
    role TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    first_received_at INTEGER NOT NULL,
    origin BLOB,
    body_hash TEXT NOT NULL,
    op_hash TEXT NOT NULL,
    chain TEXT NOT NULL,
    PRIMARY KEY (dialogue, seq)
) STRICT;
CREATE UNIQUE INDEX op_once ON op (dialogue, op_id);
CREATE UNIQUE INDEX op_number ON op (dialogue, author_device, n) WHERE n IS NOT NULL;
CREATE INDEX op_rights ON op (dialogue, family)
    WHERE family IN ('member', 'lead', 'dialogue');
CREATE TABLE entity_scope (
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    entity TEXT NOT NULL,
    family TEXT NOT NULL,
    scope TEXT,
    PRIMARY KEY (dialogue, entity, family)
) STRICT, WITHOUT ROWID;
CREATE TABLE blanked (
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    id TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (dialogue, id, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE member (
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    roles TEXT NOT NULL,
    groups TEXT NOT NULL,
    revoked INTEGER NOT NULL,
    PRIMARY KEY (dialogue, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    member TEXT NOT NULL,
    name TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_of ON device (dialogue, id);
CREATE TABLE pairing (
    code_hash TEXT PRIMARY KEY,
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    role TEXT NOT NULL,
    groups TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by TEXT,
    token_hash TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE pairing_failure (
    address TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX pairing_failure_at ON pairing_failure (at);
"""
#: What each version has more than the one before; from version 2 on.
_ADDED: Final = {
    2: """
CREATE TABLE parked (
    dialogue TEXT NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    op_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    head BLOB NOT NULL,
    body BLOB,
    salt TEXT,
    offset_ms INTEGER,
    first_received_at INTEGER NOT NULL,
    family TEXT NOT NULL,
    person TEXT,
    author TEXT NOT NULL,
    author_device TEXT NOT NULL,
    role TEXT NOT NULL,
    seq INTEGER,
    body_hash TEXT NOT NULL,
    op_hash TEXT NOT NULL,
    reason TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    offered_device TEXT NOT NULL,
    offered_at INTEGER NOT NULL,
    set_aside INTEGER NOT NULL,
    PRIMARY KEY (dialogue, op_id)
) STRICT;
CREATE INDEX parked_from ON parked (dialogue, offered_device);
""",
    3: """
CREATE TABLE city (
    name TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE dialogue ADD COLUMN city TEXT REFERENCES city (name) ON UPDATE CASCADE;
ALTER TABLE device ADD COLUMN enrolled_by TEXT;
ALTER TABLE backend ADD COLUMN copies_left INTEGER NOT NULL DEFAULT 0;
""",
}


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection as every part of the backend needs it; transactions are explicit.

    Raises: sqlite3.Error.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        f"wal_autocheckpoint = {_WAL_PAGES}",
        "synchronous = FULL",
        "fullfsync = ON",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def prepare(path: Path) -> None:
    """Create the file and its tables where they are missing; a file that is not ours is left alone.

    Raises: KnownFailure with database_newer, database_foreign, database_damaged, or
        database_unavailable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        if path.stat().st_size:
            _check(path)
        with closing(connect(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if _is_empty(connection):
                create_tables(connection)
            else:
                _add_tables(connection)
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise KnownFailure("database_unavailable", path=str(path)) from error
    except sqlite3.DatabaseError as error:
        raise KnownFailure("database_damaged", path=str(path)) from error
    except OSError as error:
        raise KnownFailure("database_unavailable", path=str(path)) from error


def _check(path: Path) -> None:
    """Look whose file it is before anything in it changes, the journal mode included."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        if not _is_empty(connection) and application != _APPLICATION:
            raise KnownFailure("database_foreign", path=str(path))
    if version > SCHEMA_VERSION:
        raise KnownFailure("database_newer", path=str(path))


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0


def create_tables(connection: sqlite3.Connection) -> None:
    """Create all tables, and the backend's identity, within the caller's transaction."""
    _run(connection, _TABLES)
    identity = [str(uuid.uuid4()), str(uuid.uuid4())]
    connection.execute("INSERT INTO backend (identity, device) VALUES (?, ?)", identity)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute("PRAGMA user_version = 1")
    _add_tables(connection)


def _add_tables(connection: sqlite3.Connection) -> None:
    """Bring the tables of an earlier version to this one, within the caller's transaction."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for later in range(version + 1, SCHEMA_VERSION + 1):
        _run(connection, _ADDED[later])
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def note_copies(connection: sqlite3.Connection) -> None:
    """Remember, within the caller's transaction, that words were taken whose copies may be left.

    SQLite overwrites what it deletes, but not what it moves while it divides or joins pages.
    """
    connection.execute("UPDATE backend SET copies_left = 1")


def rewrite(connection: sqlite3.Connection) -> None:
    """Write every page anew, so that nothing is left of what the tables have no longer.

    Raises: sqlite3.Error; what was noted stays noted then.
    """
    connection.execute("VACUUM")
    connection.execute("UPDATE backend SET copies_left = 0")


def new_nonce() -> str:
    """Return the random beginning of a dialogue's chain, 32 hex digits."""
    return secrets.token_hex(16)
