"""Which advances of the run the log has, so that one that comes late moves nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from city_backend.log import Row
from city_backend.rights_fold import entry_of
from console.domain.ids import visit_id
from console.domain.run import RunAdvanced


class Advances:
    """The earliest receipt (UTC ms) of every visit, by the visit that it comes from."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._from: dict[str | None, dict[str, int]] = defaultdict(dict)
        for row in rows:
            body, first = entry_of(row).body, row.record.first_received_at
            if isinstance(body, RunAdvanced) and first is not None:
                self.add(body, first)

    def add(self, body: RunAdvanced, first: int) -> None:
        """Take note of an advance and its first receipt (UTC ms)."""
        made = visit_id(body.from_visit, body.to)
        visits = self._from[body.from_visit]
        visits[made] = min(first, visits.get(made, first))

    def lived_by(self, body: RunAdvanced) -> int | None:
        """Return the first receipt of the advance by which another visit was gone on with.

        None when nobody went another way from there.
        """
        visits = self._from[body.from_visit]
        made = visit_id(body.from_visit, body.to)
        others = [first for visit, first in visits.items() if visit != made]
        first = min(others, default=None)
        if first is None or visits.get(made, first) < first:
            return None
        return first
