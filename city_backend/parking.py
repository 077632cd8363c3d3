"""Keeping text that may not stand in the log, until somebody who leads adopts it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from city_backend.appending import Appending
from city_backend.checked import Checked
from city_backend.erasure import named_person
from city_backend.judging import Author
from city_backend.log import Log, Parked
from console.domain.ops import Operation

#: Operations that may be parked from one device.
MAX_PARKED: Final = 2000


def parked_of(
    one: Checked, *, bringer: Author, by: str, device: str, role: str, reason: str, now: int
) -> Parked:
    """Return an operation as it is parked: what is its author's, and who brought it when.

    Whatever it never was, it was received now (UTC ms).
    """
    operation, head = one.operation, one.head
    assert head is not None
    assert one.body_hash is not None
    assert one.op_hash is not None
    received_at = getattr(operation, "received_at", None)
    first = operation.first_received_at
    claimed = received_at if first is None else first
    return Parked(
        operation=Operation(
            head=operation.head,
            body=operation.body,
            salt=operation.salt,
            offset_ms=operation.offset_ms,
            first_received_at=min(now, now if claimed is None else claimed),
        ),
        head=head,
        family=one.family,
        person=named_person(one.body),
        by=by,
        device=device,
        role=role,
        seq=getattr(operation, "seq", None),
        body_hash=one.body_hash.hex(),
        op_hash=one.op_hash.hex(),
        reason=reason,
        offered_by=bringer.member,
        offered_device=bringer.device,
        offered_at=now,
    )


class Parking:
    """The room that one device has; `asked` are the operations of its request."""

    def __init__(self, log: Log, end: Appending, device: str, asked: Collection[str]) -> None:
        self._log: Final = log
        self._end: Final = end
        self._device: Final = device
        self._asked: Final = asked
        self._hashes: dict[str, str] | None = None
        self._count = 0

    def hashes(self) -> dict[str, str]:
        """Return op_hash (hex) of what was asked and is parked, by now; it is looked up once."""
        if self._hashes is None:
            self._hashes = {
                op_id: row.op_hash for op_id, row in self._log.parked(self._asked).items()
            }
            self._count = self._log.parked_count(self._device)
        return self._hashes

    def keep(self, rows: Iterable[Parked]) -> bool:
        """Park the operations of one action, each once; tell whether there was room for all."""
        known = self.hashes()
        new = {row.head.op_id: row for row in rows if row.head.op_id not in known}
        if new and self._count + len(new) > MAX_PARKED:
            return False
        self._count += len(new)
        for op_id, row in new.items():
            known[op_id] = row.op_hash
            self._end.park(row)
        return True
