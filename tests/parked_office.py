"""A city backend's list of parked rows, made of what another console wrote."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from console.domain import codec
from console.domain.errors import DialogpultError
from console.sync.wire import Result
from console.sync.wire_parked import ParkedRow
from tests.handover_team import Place
from tests.small_dialogue import START


def parked_of(place: Place, **more: object) -> list[ParkedRow]:
    """Return everything that a console has to send as if it were parked, in its order."""
    who = place.store.identity
    found: list[ParkedRow] = []
    for one in place.store.replica.pending(operations=1000):
        head = codec.decode_head(one.operation.head)
        row = ParkedRow(
            op_id=head.op_id,
            kind=head.kind,
            entity=head.entity,
            head=one.operation.head,
            body=one.operation.body,
            reason="offered",
            by=who.device,
            role=who.role,
            device=who.device,
            offered_at=START,
        )
        found.append(replace(row, **more))
    return found


class ParkedShelf:
    """`asked` notes every request; `answer` is what an adoption comes to; `failure` ends all."""

    def __init__(self, rows: Sequence[ParkedRow] = ()) -> None:
        self.rows = list(rows)
        self.asked: list[tuple[str, ...]] = []
        self.failure: DialogpultError | None = None
        self.answer = ("accepted", None)

    def _take(self, *asked: str) -> None:
        self.asked.append(asked)
        if self.failure is not None:
            raise self.failure

    async def parked(self) -> tuple[ParkedRow, ...]:
        self._take("parked")
        return tuple(self.rows)

    async def adopt(self, op_ids: Sequence[str]) -> tuple[Result, ...]:
        self._take("adopt", *op_ids)
        status, reason = self.answer
        if status == "accepted":
            self.rows = [row for row in self.rows if row.op_id not in op_ids]
        return tuple(Result(op_id=one, status=status, reason=reason) for one in op_ids)

    async def set_aside(self, op_ids: Sequence[str]) -> tuple[Result, ...]:
        self._take("set_aside", *op_ids)
        self.rows = [
            replace(row, set_aside=True) if row.op_id in op_ids else row for row in self.rows
        ]
        return tuple(Result(op_id=one, status="parked") for one in op_ids)
