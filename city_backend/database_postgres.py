"""The backend's tables in PostgreSQL: how they are made once, which versions are taken."""

from __future__ import annotations

import uuid
from typing import Final

import psycopg
from psycopg import errors

from city_backend.connection_postgres import Raw, connect, shown
from city_backend.errors_postgres import named
from console.domain.errors import KnownFailure

SCHEMA_VERSION: Final = 3
#: Whoever makes the tables holds this lock ("DPCB"): processes may start side by side.
_LOCK: Final = 0x44504342

#: The same shapes as in SQLite. What people wrote is bytea, so that not a byte of it changes.
_TABLES: Final = """
CREATE TABLE dialogpult_schema (version integer NOT NULL);
CREATE TABLE backend (
    identity text NOT NULL,
    device text NOT NULL,
    closed_until bigint NOT NULL DEFAULT 0
);
CREATE TABLE dialogue (
    id text PRIMARY KEY,
    title text NOT NULL,
    nonce text NOT NULL,
    head bigint NOT NULL,
    chain bytea NOT NULL,
    received_at bigint NOT NULL,
    deputies integer NOT NULL DEFAULT 1,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'deleted')),
    created_at bigint NOT NULL
);
CREATE TABLE op (
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    seq bigint NOT NULL,
    op_id text NOT NULL,
    n bigint,
    author_device text NOT NULL,
    kind text NOT NULL,
    family text NOT NULL,
    entity text NOT NULL,
    undoes_kind text,
    action text NOT NULL,
    head bytea NOT NULL,
    body bytea,
    salt text,
    offset_ms bigint,
    "by" text NOT NULL,
    device text NOT NULL,
    role text NOT NULL,
    received_at bigint NOT NULL,
    first_received_at bigint NOT NULL,
    origin bytea,
    body_hash text NOT NULL,
    op_hash text NOT NULL,
    chain text NOT NULL,
    PRIMARY KEY (dialogue, seq)
);
CREATE UNIQUE INDEX op_once ON op (dialogue, op_id);
CREATE UNIQUE INDEX op_number ON op (dialogue, author_device, n) WHERE n IS NOT NULL;
CREATE INDEX op_rights ON op (dialogue, family)
    WHERE family IN ('member', 'lead', 'dialogue');
CREATE TABLE entity_scope (
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    entity text NOT NULL,
    family text NOT NULL,
    scope text,
    PRIMARY KEY (dialogue, entity, family)
);
CREATE TABLE blanked (
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    id text NOT NULL,
    entity text NOT NULL,
    PRIMARY KEY (dialogue, id, entity)
);
CREATE TABLE member (
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    id text NOT NULL,
    name text NOT NULL,
    base text NOT NULL,
    roles text NOT NULL,
    groups text NOT NULL,
    revoked integer NOT NULL,
    PRIMARY KEY (dialogue, id)
);
CREATE TABLE device (
    token_hash text PRIMARY KEY,
    id text NOT NULL,
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    member text NOT NULL,
    name text NOT NULL,
    enrolled_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    revoked_at bigint
);
CREATE INDEX device_of ON device (dialogue, id);
CREATE TABLE pairing (
    code_hash text PRIMARY KEY,
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    role text NOT NULL,
    groups text NOT NULL,
    invited_by text NOT NULL,
    expires_at bigint NOT NULL,
    used_by text,
    token_hash text
);
CREATE INDEX pairing_of ON pairing (dialogue);
CREATE TABLE pairing_failure (
    address text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX pairing_failure_at ON pairing_failure (at);
CREATE UNLOGGED TABLE presence (
    dialogue text NOT NULL,
    device text NOT NULL,
    member text NOT NULL,
    role text NOT NULL,
    view text NOT NULL,
    editing text NOT NULL,
    outbox bigint NOT NULL,
    seq bigint NOT NULL,
    digest text NOT NULL,
    ends_at bigint NOT NULL,
    PRIMARY KEY (dialogue, device)
);
"""
#: What each version has more than the one before; from version 2 on.
_ADDED: Final = {
    2: """
CREATE TABLE parked (
    dialogue text NOT NULL REFERENCES dialogue (id) ON UPDATE CASCADE,
    op_id text NOT NULL,
    entity text NOT NULL,
    head bytea NOT NULL,
    body bytea,
    salt text,
    offset_ms bigint,
    first_received_at bigint NOT NULL,
    family text NOT NULL,
    person text,
    author text NOT NULL,
    author_device text NOT NULL,
    role text NOT NULL,
    seq bigint,
    body_hash text NOT NULL,
    op_hash text NOT NULL,
    reason text NOT NULL,
    offered_by text NOT NULL,
    offered_device text NOT NULL,
    offered_at bigint NOT NULL,
    set_aside integer NOT NULL,
    PRIMARY KEY (dialogue, op_id)
);
CREATE INDEX parked_from ON parked (dialogue, offered_device);
""",
    3: """
CREATE TABLE city (
    name text PRIMARY KEY,
    created_at bigint NOT NULL
);
ALTER TABLE dialogue ADD COLUMN city text REFERENCES city (name) ON UPDATE CASCADE;
ALTER TABLE device ADD COLUMN enrolled_by text;
""",
}


def prepare(address: str) -> None:
    """Create the tables where they are missing; a database that is not ours is left alone.

    Raises: KnownFailure with postgresql_unavailable, postgresql_refused, postgresql_encoding,
        postgresql_newer, or postgresql_foreign.
    """
    where = shown(address)
    try:
        with connect(address) as raw, raw.transaction():
            _prepare(raw, where)
    except errors.DuplicateTable as error:
        raise KnownFailure("postgresql_foreign", path=where) from error
    except errors.InsufficientPrivilege as error:
        raise KnownFailure("postgresql_refused", path=where) from error
    except psycopg.Error as error:
        raise unavailable(address, error) from error


def _prepare(raw: Raw, where: str) -> None:
    if raw.info.parameter_status("server_encoding") != "UTF8":
        raise KnownFailure("postgresql_encoding", path=where)
    raw.execute(b"SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    row = raw.execute(b"SELECT to_regclass('dialogpult_schema') IS NOT NULL").fetchone()
    if row is None or not row[0]:
        raw.execute(_TABLES.encode())
        raw.execute(b"INSERT INTO dialogpult_schema VALUES (1)")
        identity = [str(uuid.uuid4()), str(uuid.uuid4())]
        raw.execute(b"INSERT INTO backend (identity, device) VALUES (%s, %s)", identity)
    version = raw.execute(b"SELECT version FROM dialogpult_schema").fetchone()
    if version is None or version[0] > SCHEMA_VERSION:
        raise KnownFailure("postgresql_newer", path=where)
    for later in range(version[0] + 1, SCHEMA_VERSION + 1):
        raw.execute(_ADDED[later].encode())
        raw.execute(b"UPDATE dialogpult_schema SET version = %s", [later])


def unavailable(address: str, error: psycopg.Error) -> KnownFailure:
    """Return what an administrator reads; PostgreSQL's own words say which of many causes it is."""
    said = " ".join(str(error).split()) or named(error)
    return KnownFailure("postgresql_unavailable", path=shown(address), reason=said)
