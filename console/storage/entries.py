"""Stored operations as the fold takes them, and what the file knows of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from console.domain import codec
from console.domain.bodies import Body
from console.domain.ops import Entry, Head, effective_instant
from console.storage.database import Database
from console.storage.rows import Row

#: Parameters of one statement; SQLite takes far more, but statements are cached by their text.
BATCH = 500
_ENTRY = "head, body, first_received_at, seq, offset_ms, by, device, role"


def entry_of(
    head_text: str,
    body: str | None,
    first_received_at: int | None,
    seq: int | None,
    offset_ms: int | None,
    by: str,
    device: str,
    role: str,
) -> Entry:
    """Return a stored operation as the fold takes it (see `entry_with`)."""
    head = codec.decode_head(head_text)
    return entry_with(head, body, first_received_at, seq, offset_ms, by, device, role)


def entry_with(
    head: Head,
    body: str | None,
    first_received_at: int | None,
    seq: int | None,
    offset_ms: int | None,
    by: str,
    device: str,
    role: str,
) -> Entry:
    """Return an operation whose head is decoded as the fold takes it.

    A body that does not decode counts as one this program does not know.
    """
    kind = codec.known_kind(head)
    decoded: Body | None = None
    if kind is not None and body is not None:
        try:
            decoded = codec.decode_body(kind, body)
        except codec.Invalid:
            kind = None
    return Entry(
        head=head,
        kind=kind,
        body=decoded,
        first_received_at=first_received_at,
        sent=seq is not None,
        instant=effective_instant(head, offset_ms, first_received_at),
        by=by,
        device=device,
        role=role,
    )


def entry_of_row(row: Row, head: Head | None = None) -> Entry:
    """Return the entry of a row that is at hand, decoded head or not."""
    return entry_with(
        head or codec.decode_head(row.head),
        row.body,
        row.first_received_at,
        row.seq,
        row.offset_ms,
        row.by,
        row.device,
        row.role,
    )


def entries_of(db: Database, family: str, entity: str) -> list[Entry]:
    """Return all stored operations of one entity; the quarantined ones do not count."""
    rows = db.execute(
        f"SELECT {_ENTRY} FROM ops WHERE entity = ? AND family = ? AND quarantine IS NULL",
        [entity, family],
    )
    return [entry_of(*row) for row in rows.fetchall()]


def entries_in_log(db: Database, family: str, entity: str) -> list[Entry]:
    """Return what `entries_of` does without what only other installations' files had."""
    rows = db.execute(
        f"SELECT {_ENTRY} FROM ops WHERE entity = ? AND family = ? AND quarantine IS NULL"
        " AND handed_over = 0",
        [entity, family],
    )
    return [entry_of(*row) for row in rows.fetchall()]


def entries_of_many(db: Database, entities: Iterable[str]) -> dict[tuple[str, str], list[Entry]]:
    """Return all stored operations of some entities by (family, entity)."""
    found: dict[tuple[str, str], list[Entry]] = {}
    wanted = list(entities)
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        rows = db.execute(
            f"SELECT family, entity, {_ENTRY} FROM ops WHERE entity IN ({marks})"
            " AND quarantine IS NULL",
            part,
        ).fetchall()
        for family, entity, *rest in rows:
            found.setdefault((family, entity), []).append(entry_of(*rest))
    return found


def all_entries(db: Database) -> Iterator[tuple[tuple[str, str], list[Entry]]]:
    """Yield every entity's key and operations, one entity after the other."""
    rows = db.execute(
        f"SELECT family, entity, {_ENTRY} FROM ops WHERE quarantine IS NULL ORDER BY family, entity"
    )
    key: tuple[str, str] | None = None
    entries: list[Entry] = []
    for family, entity, *rest in rows:
        if key is not None and key != (family, entity):
            yield key, entries
            entries = []
        key = (family, entity)
        entries.append(entry_of(*rest))
    if key is not None:
        yield key, entries


def counted(db: Database, entities: Iterable[str]) -> dict[tuple[str, str], int]:
    """Return how many operations count for each (family, entity) of some entities."""
    wanted = list(entities)
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        rows = db.execute(
            f"SELECT family, entity, count(*) FROM ops WHERE entity IN ({marks})"
            " AND quarantine IS NULL GROUP BY entity, family",
            part,
        ).fetchall()
        found.update(((family, entity), count) for family, entity, count in rows)
    return found


class Known(Struct, frozen=True, kw_only=True, gc=False):
    """An operation that the file has: its hash, whether it was to be sent, or lost its words."""

    op_hash: str
    is_unsent: bool
    is_blank: bool


def known_operations(db: Database, op_ids: Iterable[str]) -> dict[str, Known]:
    """Return those of `op_ids` that the file has."""
    wanted = list(op_ids)
    found: dict[str, Known] = {}
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        rows = db.execute(
            "SELECT op_id, op_hash, seq IS NULL AND quarantine IS NULL AND handed_over = 0,"
            f" body IS NULL FROM ops WHERE op_id IN ({marks})",
            part,
        ).fetchall()
        found.update(
            (op_id, Known(op_hash=hashed, is_unsent=bool(unsent), is_blank=bool(blank)))
            for op_id, hashed, unsent, blank in rows
        )
    return found
