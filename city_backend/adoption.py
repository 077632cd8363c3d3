"""Taking parked text into the log, or out of sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from city_backend.checked import Checked, check
from city_backend.core import OwnRight
from city_backend.judging import Author, Outcome, Verdict
from city_backend.log import Log, Parked, Result, Write
from city_backend.salvage import Salvage, stamps
from console.domain.ops import Salvaged

_DENIED: Final = "denied:"


def adopt(op_ids: Sequence[str], lead: Author, log: Log, now: int) -> Outcome:
    """Return what becomes of parked operations that somebody who leads adopts.

    Of what was denied the lead's own right decides, of what was offered its author's. An action
    is adopted whole and in its order, whichever part of it was asked for.
    """
    once = list(dict.fromkeys(op_ids))
    parked = _whole(once, log)
    given = check(_salvaged(row) for row in parked.values())
    outcome = _Adoption(given, lead, log, now, parked).outcome()
    said = {one.op_id: one for one in outcome.results}
    known = log.known(set(once) - parked.keys())
    for op_id in once:
        if op_id in known:
            said[op_id] = Result(op_id=op_id, status="duplicate", seq=known[op_id].seq)
        elif op_id not in said:
            said[op_id] = Result(op_id=op_id, status="invalid", reason="unknown")
    return Outcome(results=tuple(said[op_id] for op_id in once), write=outcome.write)


def _whole(op_ids: Sequence[str], log: Log) -> dict[str, Parked]:
    """Return what is parked of all actions that `op_ids` are part of, in order."""
    asked = log.parked(op_ids)
    rows = [asked[op_id] for op_id in op_ids if op_id in asked]
    actions = {row.head.action.id: [row] for row in rows}
    if any(row.head.action.of > 1 for row in rows):
        actions = {action: list[Parked]() for action in actions}
        for row in log.parked_by({row.device for row in rows}):
            if row.head.action.id in actions:
                actions[row.head.action.id].append(row)
    return {
        row.head.op_id: row
        for parts in actions.values()
        for row in sorted(parts, key=lambda one: one.head.action.i)
    }


def set_aside(op_ids: Sequence[str], log: Log) -> Outcome:
    """Return what puts parked operations out of sight; nothing of them is deleted."""
    once = list(dict.fromkeys(op_ids))
    parked = log.parked(once)
    results = (
        Result(op_id=one, status="parked")
        if one in parked
        else Result(op_id=one, status="invalid", reason="unknown")
        for one in once
    )
    found = tuple(one for one in once if one in parked)
    write = Write(head=log.head(), set_aside=found) if found else None
    return Outcome(results=tuple(results), write=write)


def _salvaged(row: Parked) -> Salvaged:
    """Return a parked operation as it was brought."""
    one = row.operation
    return Salvaged(
        head=one.head,
        body=one.body,
        salt=one.salt,
        offset_ms=one.offset_ms,
        first_received_at=one.first_received_at,
        by=row.by,
        device=row.device,
        role=row.role,  # pyright: ignore[reportArgumentType]
        body_hash=row.body_hash,
        op_hash=row.op_hash,
        seq=row.seq,
    )


class _Adoption(Salvage):
    """Parked operations that somebody who leads takes over."""

    def __init__(
        self,
        rows: Sequence[Checked],
        lead: Author,
        log: Log,
        now: int,
        parked: Mapping[str, Parked],
    ) -> None:
        super().__init__(rows, lead, log, now)
        self._parked: Final = parked
        # Whoever leads may write in every scope; that of the entity stays what it is.
        self._right: Final = OwnRight(self.end, lead, any_scope=True)

    def _via(self, one: Checked) -> str:
        return self._parked[one.op_id or ""].offered_device

    def _was_denied(self, one: Checked) -> bool:
        return self._parked[one.op_id or ""].reason.startswith(_DENIED)

    def _role(self, one: Checked) -> str:
        return stamps(one).role

    def _permit(self, one: Checked) -> Verdict:
        if not self._was_denied(one):
            return self.refusal(one) or Verdict("accepted")
        if one.operation.body is None and not self.end.is_blank(one):
            return Verdict("invalid", reason="body")
        return self._right.permit(one)
