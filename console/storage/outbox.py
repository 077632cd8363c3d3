"""What the log does not have yet: a query, not a second list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from console.domain.ops import Operation
from console.storage.database import Database


class Pending(Struct, frozen=True, kw_only=True):
    """An own operation that has not come back from the log."""

    op_id: str
    n: int
    action: str
    kind: str
    operation: Operation
    attempts: int = 0
    waiting: bool = False


class Quarantined(Struct, frozen=True, kw_only=True):
    """An own operation that the backend refused for good; its text is kept."""

    op_id: str
    kind: str
    entity: str
    body: str | None
    reason: str
    at: int


_OWN = "seq IS NULL AND quarantine IS NULL AND handed_over = 0"


def count(db: Database) -> int:
    """Return how many operations the log does not have yet."""
    return int(db.execute(f"SELECT count(*) FROM ops WHERE {_OWN}").fetchone()[0])


def pending(db: Database, *, operations: int, size: int, waiting: bool) -> list[Pending]:
    """Return whole actions in the order of their making, at least one if there is any.

    At most `operations` operations and about `size` bytes. `waiting`: those that were set
    aside because they fail alone, else all others.
    """
    rows = db.execute(
        "SELECT op_id, n, action, kind, head, body, salt, offset_ms, first_received_at, attempts,"
        f" waiting FROM ops WHERE {_OWN} AND waiting = ? ORDER BY n LIMIT ?",
        [int(waiting), operations + 500],
    ).fetchall()
    found: list[Pending] = []
    action: list[Pending] = []
    total = 0
    for op_id, n, action_id, kind, head, body, salt, offset, first, attempts, is_waiting in rows:
        operation = Operation(
            head=head, body=body, salt=salt, offset_ms=offset, first_received_at=first
        )
        one = Pending(
            op_id=op_id,
            n=n,
            action=action_id,
            kind=kind,
            operation=operation,
            attempts=attempts,
            waiting=bool(is_waiting),
        )
        if action and action[0].action != action_id:
            found += action
            action = []
        action.append(one)
        total += len(head) + len(body or "") + 120
        if found and (len(found) + len(action) > operations or total > size):
            return found
    return found + action


def note_attempt(db: Database, op_ids: Iterable[str], error: str) -> None:
    """Remember a failed sending, within a transaction."""
    db.executemany(
        "UPDATE ops SET attempts = attempts + 1, last_error = ? WHERE op_id = ?",
        [(error, op_id) for op_id in op_ids],
    )


def set_waiting(db: Database, op_ids: Iterable[str], *, waiting: bool) -> None:
    """Set operations aside, or take them back into the row, within a transaction."""
    db.executemany(
        "UPDATE ops SET waiting = ? WHERE op_id = ?", [(int(waiting), op_id) for op_id in op_ids]
    )


def set_quarantine(db: Database, reasons: Iterable[tuple[str, str]]) -> None:
    """Take refused operations (id, reason) out of the fold and the outbox."""
    db.executemany(
        "UPDATE ops SET quarantine = ? WHERE op_id = ? AND seq IS NULL",
        [(reason, op_id) for op_id, reason in reasons],
    )


def quarantined(db: Database) -> list[Quarantined]:
    """Return what the backend refused, the latest first."""
    rows = db.execute(
        "SELECT op_id, kind, entity, body, quarantine, at FROM ops WHERE quarantine IS NOT NULL"
        " ORDER BY at DESC"
    ).fetchall()
    return [
        Quarantined(op_id=op_id, kind=kind, entity=entity, body=body, reason=reason, at=at)
        for op_id, kind, entity, body, reason, at in rows
    ]


def name_offset(db: Database, device: str, offset_ms: int) -> None:
    """Give the offset to unsent operations that were made before one was known."""
    db.execute(
        "UPDATE ops SET offset_ms = ? WHERE device = ? AND seq IS NULL AND offset_ms IS NULL"
        " AND json_extract(head, '$.clock') = 'device'",
        [offset_ms, device],
    )
