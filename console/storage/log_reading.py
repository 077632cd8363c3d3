"""The log as this file knows it, for audits and recordings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from console.domain.ops import Record
from console.storage.database import Database
from console.storage.rows import decode_origin

_RECORD = (
    "head, body, salt, offset_ms, first_received_at, seq, by, device, role, received_at, origin, "
    "body_hash, op_hash, chain"
)


def log_lines(db: Database) -> list[tuple[int, str, str, str]]:
    """Return (seq, op_id, op_hash, chain) of everything known of the log, in order."""
    rows = db.execute(
        "SELECT seq, op_id, op_hash, chain FROM ops WHERE seq IS NOT NULL ORDER BY seq"
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows.fetchall()]


def written(db: Database) -> list[tuple[str, str | None, str | None, str, str]]:
    """Return (kind, scope, undoes_kind, role, device) of every operation of the log."""
    rows = db.execute(
        "SELECT kind, scope, json_extract(head, '$.undoes_kind'), role, device FROM ops"
        " WHERE seq IS NOT NULL ORDER BY seq"
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows.fetchall()]


def records(db: Database) -> Iterator[Record]:
    """Yield the log as it came, text and stamps unchanged."""
    rows = db.execute(f"SELECT {_RECORD} FROM ops WHERE seq IS NOT NULL ORDER BY seq")
    for row in rows.fetchall():
        found: dict[str, Any] = dict(zip(_RECORD.split(", "), row, strict=True))
        origin, stamps = decode_origin(found["origin"])
        own = origin is None and found["first_received_at"] == found["received_at"]
        found.update(stamps, origin=origin)
        if own:
            found["first_received_at"] = None
        yield Record(**found)
