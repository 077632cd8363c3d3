"""The order of the table: who needs something first, then by name."""

from __future__ import annotations

from collections.abc import Iterable

from console.viewmodels.roster_rows import RosterRow


def in_order(rows: Iterable[RosterRow]) -> list[RosterRow]:
    """Return rows with technical trouble, then those in the waiting room, then all by name."""
    return sorted(rows, key=lambda row: (_need(row), row.key, row.id))


def _need(row: RosterRow) -> int:
    if row.problem is not None:
        return 0
    return 1 if row.state == "waiting" else 2
