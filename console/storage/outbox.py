"""What the log does not have yet: a query, not a second list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from console.domain.ops import MAX_ACTION_OPERATIONS, Operation
from console.storage.database import Database
from console.storage.server_time import ServerTime


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


class Counts(Struct, frozen=True, kw_only=True):
    """How much is not in the log: all that is to be sent, what of it waits, what was refused."""

    pending: int = 0
    waiting: int = 0
    quarantined: int = 0


_OWN = "seq IS NULL AND quarantine IS NULL AND handed_over = 0"
#: Said aloud, for the unique index on seq looks as good to the planner and has to be sorted.
_BY_N = "ops INDEXED BY ops_unsent"
_COLUMNS = (
    "op_id, n, action, kind, head, body, salt, offset_ms, first_received_at, attempts, waiting, at,"
    " monotonic, boot"
)
#: What an operation costs on its way beside its text: salt, names, quotes.
_FRAME = 160


def counts(db: Database) -> Counts:
    """Return how many operations the log does not have, by what becomes of them."""
    row = db.execute(
        "SELECT coalesce(sum(quarantine IS NULL), 0),"
        " coalesce(sum(quarantine IS NULL AND waiting = 1), 0),"
        " coalesce(sum(quarantine IS NOT NULL), 0)"
        f" FROM {_BY_N} WHERE seq IS NULL AND handed_over = 0"
    ).fetchone()
    return Counts(pending=row[0], waiting=row[1], quarantined=row[2])


def unsent_families(db: Database) -> dict[str, int]:
    """Return how many own operations the log does not have yet, by family, the most first."""
    rows = db.execute(
        f"SELECT family, count(*) FROM {_BY_N} WHERE {_OWN} GROUP BY family"
        " ORDER BY count(*) DESC, family"
    )
    return dict(rows.fetchall())


def pending(
    db: Database,
    time: ServerTime,
    *,
    operations: int,
    size: int,
    waiting: bool,
    after_n: int = 0,
) -> list[Pending]:
    """Return whole actions in the order of their making, at least one if there is any.

    At most `operations` operations and about `size` bytes of text, unless the first action
    alone is more. `waiting`: those that were set aside because they fail alone, else all
    others. Only numbers greater than `after_n`. What was made before server time was known
    names the offset as soon as `time` knows it.
    """
    query = (
        f"SELECT {_COLUMNS} FROM {_BY_N} WHERE {_OWN} AND waiting = ? AND n > ? ORDER BY n LIMIT ?"
    )
    values = [int(waiting), after_n]
    rows = db.execute(query, [*values, operations + 1]).fetchall()
    if len(rows) > operations and rows[0][2] == rows[-1][2]:
        rows = db.execute(query, [*values, MAX_ACTION_OPERATIONS + 1]).fetchall()
        rows = [row for row in rows if row[2] == rows[0][2]]
        return [_pending(row, time) for row in rows]
    return [_pending(row, time) for row in rows[: _whole(rows, operations, size)]]


def _whole(rows: Sequence[Sequence[Any]], operations: int, size: int) -> int:
    """Return how many of the rows are whole actions within the limits, one action at least."""
    total = whole = 0
    for at, row in enumerate(rows):
        if at and row[2] != rows[at - 1][2]:
            whole = at
        total += len(row[4]) + len(row[5] or "") + _FRAME
        if whole and (at >= operations or total > size):
            return whole
    return len(rows)


def _pending(row: Sequence[Any], time: ServerTime) -> Pending:
    op_id, n, action, kind, head, body, salt, offset, first, attempts, waiting, *made = row
    if offset is None and made[1] is not None:
        offset = time.offset_of(*made)
    return Pending(
        op_id=op_id,
        n=n,
        action=action,
        kind=kind,
        operation=Operation(
            head=head, body=body, salt=salt, offset_ms=offset, first_received_at=first
        ),
        attempts=attempts,
        waiting=bool(waiting),
    )


def has_unsent(db: Database, up_to_n: int) -> bool:
    """Tell whether something with a number up to `up_to_n` is still to be sent."""
    row = db.execute(
        f"SELECT 1 FROM {_BY_N} WHERE {_OWN} AND waiting = 0 AND n <= ? LIMIT 1", [up_to_n]
    ).fetchone()
    return row is not None


def note_attempt(db: Database, op_ids: Iterable[str], error: str) -> None:
    """Remember a failed sending, within a transaction."""
    db.executemany(
        "UPDATE ops SET attempts = attempts + 1, last_error = ? WHERE op_id = ?",
        [(error, op_id) for op_id in op_ids],
    )


def set_waiting(db: Database, op_ids: Iterable[str], *, waiting: bool) -> None:
    """Set operations aside, or take them back into the row, within a transaction."""
    db.executemany(
        "UPDATE ops SET waiting = ? WHERE op_id = ? AND seq IS NULL",
        [(int(waiting), op_id) for op_id in op_ids],
    )


def set_quarantine(db: Database, reasons: Iterable[tuple[str, str]]) -> None:
    """Take refused operations (id, reason) out of the fold and the outbox."""
    db.executemany(
        "UPDATE ops SET quarantine = ?, waiting = 0 WHERE op_id = ? AND seq IS NULL",
        [(reason, op_id) for op_id, reason in reasons],
    )


def release(db: Database, reason: str) -> list[tuple[str, str]]:
    """Let quarantined operations of a reason be sent again; return (family, entity) of them."""
    found = db.execute(
        "SELECT DISTINCT family, entity FROM ops WHERE quarantine = ? OR quarantine LIKE ?",
        [reason, f"{reason}:%"],
    ).fetchall()
    db.execute(
        "UPDATE ops SET quarantine = NULL WHERE quarantine = ? OR quarantine LIKE ?",
        [reason, f"{reason}:%"],
    )
    return [(family, entity) for family, entity in found]


def quarantined(db: Database) -> list[Quarantined]:
    """Return what the backend refused, the latest first."""
    rows = db.execute(
        "SELECT op_id, kind, entity, body, quarantine, at FROM ops WHERE quarantine IS NOT NULL"
        " ORDER BY at DESC, n DESC"
    ).fetchall()
    return [
        Quarantined(op_id=op_id, kind=kind, entity=entity, body=body, reason=reason, at=at)
        for op_id, kind, entity, body, reason, at in rows
    ]


def is_vouched_for(db: Database, devices: Sequence[str]) -> bool:
    """Tell whether a log or a hand-over brought whatever none of `devices` made."""
    marks = ", ".join("?" * len(devices))
    row = db.execute(
        "SELECT 1 FROM ops WHERE handover IS NULL AND seq IS NULL AND lost_seq IS NULL"
        f" AND device NOT IN ({marks}) LIMIT 1",
        devices,
    ).fetchone()
    return row is None


def give_to_device(db: Database, device: str) -> None:
    """Let a sibling device send what the log does not have; the bytes stay as they are."""
    db.execute("UPDATE ops SET device = ? WHERE seq IS NULL AND handed_over = 0", [device])
