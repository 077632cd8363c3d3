"""The tables of version 2, word for word as that version made them."""

from typing import Final

SQLITE: Final = """
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
"""
POSTGRES: Final = """
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
"""
