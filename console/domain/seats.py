"""Which of a participant's seats count after a draw."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.fold_undo import left_out_by_undo
from console.domain.groups import SeatSet
from console.domain.ops import Entry


def lost_seats(seat: Iterable[Entry], winning: str | None) -> set[str]:
    """Return the operations of one seat that do not count because another draw won.

    `winning` is the operation of the item's draw that won. Whoever has no seat in it, because it
    did not consider them, keeps the latest other one.
    """
    entries = {entry.head.op_id: entry for entry in seat}
    undone = left_out_by_undo(entries)
    drawn = {
        op_id: entry.body.draw
        for op_id, entry in entries.items()
        if isinstance(entry.body, SeatSet) and entry.body.draw is not None and op_id not in undone
    }
    if winning not in drawn.values():
        return set()
    return {op_id for op_id, draw in drawn.items() if draw != winning}
