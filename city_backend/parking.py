"""Keeping text that may not stand in the log, until somebody who leads adopts it."""

from __future__ import annotations

from collections.abc import Iterable
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
    """The room that one device has."""

    def __init__(self, log: Log, end: Appending, device: str) -> None:
        self._log: Final = log
        self._end: Final = end
        self._device: Final = device
        self._count: int | None = None
        self._here: dict[str, Parked] = {}

    def find(self, op_ids: set[str]) -> dict[str, Parked]:
        """Return what is parked of these, now or by this request."""
        found = {op_id: self._here[op_id] for op_id in op_ids if op_id in self._here}
        return {**self._log.parked(op_ids - found.keys()), **found}

    def keep(self, rows: Iterable[Parked]) -> bool:
        """Park the operations of one action, each once; tell whether there was room for all."""
        wanted = {row.head.op_id: row for row in rows}
        known = self.find(set(wanted))
        new = {op_id: row for op_id, row in wanted.items() if op_id not in known}
        if not new:
            return True
        if self._count is None:
            self._count = self._log.parked_count(self._device)
        if self._count + len(new) > MAX_PARKED:
            return False
        self._count += len(new)
        self._here.update(new)
        for row in new.values():
            self._end.park(row)
        return True
