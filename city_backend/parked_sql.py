"""What is parked beside a dialogue's log, in SQL tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar, Final

from city_backend.connection import Connection
from city_backend.log import Parked, Write
from console.domain.codec import decode_head
from console.domain.ops import Operation

_COLUMNS: Final = (
    "head, body, salt, offset_ms, first_received_at, family, person, author, author_device, role,"
    " seq, body_hash, op_hash, reason, offered_by, offered_device, offered_at, set_aside"
)
_INSERT: Final = (
    f"INSERT INTO parked (dialogue, op_id, entity, {_COLUMNS}) VALUES ({', '.join('?' * 21)})"
)


def _values(dialogue: str, row: Parked) -> Sequence[Any]:
    operation, head = row.operation, row.head
    return (
        dialogue,
        head.op_id,
        head.entity,
        operation.head.encode(),
        None if operation.body is None else operation.body.encode(),
        operation.salt,
        operation.offset_ms,
        operation.first_received_at,
        row.family,
        row.person,
        row.by,
        row.device,
        row.role,
        row.seq,
        row.body_hash,
        row.op_hash,
        row.reason,
        row.offered_by,
        row.offered_device,
        row.offered_at,
        int(row.set_aside),
    )


def _parked(row: Sequence[Any]) -> Parked:
    head, body, salt, offset, first, family, person, by, device, role, seq, *rest = row
    body_hash, op_hash, reason, offered_by, offered_device, offered_at, set_aside = rest
    text = head.decode()
    return Parked(
        operation=Operation(
            head=text,
            body=None if body is None else body.decode(),
            salt=salt,
            offset_ms=offset,
            first_received_at=first,
        ),
        head=decode_head(text),
        family=family,
        person=person,
        by=by,
        device=device,
        role=role,
        seq=seq,
        body_hash=body_hash,
        op_hash=op_hash,
        reason=reason,
        offered_by=offered_by,
        offered_device=offered_device,
        offered_at=offered_at,
        set_aside=bool(set_aside),
    )


class SqlParked:
    """The part of `city_backend.log.Log` that is about parked operations.

    What is different in SQLite and PostgreSQL is how a statement takes a list.
    """

    #: Goes behind a column and tells whether it is in the list that `_listed` made.
    AMONG: ClassVar[str]

    def __init__(self, connection: Connection, dialogue: str) -> None:
        self._db = connection
        self._dialogue = dialogue

    def _listed(self, values: Iterable[str]) -> Any:
        raise NotImplementedError

    def _parked_where(self, condition: str, parameters: Sequence[Any]) -> list[Parked]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM parked WHERE dialogue = ? AND {condition}",
            [self._dialogue, *parameters],
        )
        return [_parked(row) for row in rows]

    def parked(self, op_ids: Collection[str]) -> dict[str, Parked]:
        """Return those of `op_ids` that are parked."""
        if not op_ids:
            return {}
        rows = self._parked_where(f"op_id {self.AMONG}", [self._listed(op_ids)])
        return {row.head.op_id: row for row in rows}

    def parked_of(
        self, families: Collection[str], entities: Collection[str] | None = None
    ) -> list[Parked]:
        """Return what is parked of some families, or of some entities of them."""
        condition, parameters = f"family {self.AMONG}", [self._listed(families)]
        if entities is not None:
            condition += f" AND entity {self.AMONG}"
            parameters.append(self._listed(entities))
        return self._parked_where(f"{condition} ORDER BY op_id", parameters)

    def parked_by(self, devices: Collection[str]) -> list[Parked]:
        """Return what is parked of what was made on some devices, by id."""
        condition = f"author_device {self.AMONG} ORDER BY op_id"
        return self._parked_where(condition, [self._listed(devices)])

    def parked_after(self, op_id: str, limit: int) -> list[Parked]:
        """Return up to `limit` parked operations whose ids follow `op_id`, by id."""
        return self._parked_where("op_id > ? ORDER BY op_id LIMIT ?", [op_id, limit])

    def parked_count(self, device: str) -> int:
        """Return how much is parked that came from a device."""
        found = self._db.execute(
            "SELECT count(*) FROM parked WHERE dialogue = ? AND offered_device = ?",
            [self._dialogue, device],
        )
        return found.fetchone()[0]

    def _apply_parked(self, write: Write) -> None:
        db, dialogue = self._db, self._dialogue
        db.executemany(_INSERT, (_values(dialogue, row) for row in write.parked))
        if write.rows:
            db.execute(
                f"DELETE FROM parked WHERE dialogue = ? AND op_id {self.AMONG}",
                [dialogue, self._listed(row.head.op_id for row in write.rows)],
            )
        db.executemany(
            "UPDATE parked SET body = NULL, salt = NULL WHERE dialogue = ? AND op_id = ?",
            ((dialogue, op_id) for op_id in write.blank),
        )
        db.executemany(
            "UPDATE parked SET set_aside = 1 WHERE dialogue = ? AND op_id = ?",
            ((dialogue, op_id) for op_id in write.set_aside),
        )
