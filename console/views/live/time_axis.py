"""Where instants lie on the vertical time axis, with room for what is left out."""

from collections.abc import Sequence

from console.viewmodels.agenda import QUARTER_MS, AgendaRow

LEAST_BLOCK = 18


class TimeAxis:
    """Maps UTC ms to px. Items that take no time get a fixed height at their instant."""

    def __init__(
        self, rows: Sequence[AgendaRow], now: int | None, height: float, still: float
    ) -> None:
        """`height`: px for the whole evening; `still`: px for an item that takes no time."""
        starts = [row.planned_start for row in rows] + [row.start for row in rows]
        ends = [row.planned_end for row in rows] + [row.end for row in rows]
        present = [] if now is None else [now]
        self.first = min([*starts, *present], default=0)
        self.last = max([*ends, *present], default=0)
        self._still = still
        self._stops = [row.start for row in rows if is_still(row)]
        length = max(1, self.last - self.first)
        self._per_ms = max(0.0, height - still * len(self._stops)) / length

    def px_of(self, length_ms: int) -> float:
        """Return the height of a stretch of time."""
        return length_ms * self._per_ms

    def start_y(self, at: int) -> float:
        """Return where something begins that begins at `at`: below what takes no time there."""
        return self._y(at, sum(stop <= at for stop in self._stops))

    def end_y(self, at: int) -> float:
        """Return where something ends that ends at `at`: above what takes no time there."""
        return self._y(at, sum(stop < at for stop in self._stops))

    def _y(self, at: int, stops: int) -> float:
        return (at - self.first) * self._per_ms + stops * self._still

    def places(self, rows: Sequence[AgendaRow]) -> list[tuple[float, float]]:
        """Return top and bottom (px) of each row's block."""
        places: list[tuple[float, float]] = []
        stills: dict[int, int] = {}
        for row in rows:
            if is_still(row):
                before = stills.get(row.start, 0)
                stills[row.start] = before + 1
                top = self.end_y(row.start) + before * self._still
                places.append((top, top + self._still))
            else:
                places.append((self.start_y(row.start), self.end_y(row.end)))
        return places

    def fits(self, rows: Sequence[AgendaRow], least: float) -> bool:
        """Whether every block that takes time is at least `least` px high."""
        return all(self.px_of(row.end - row.start) >= least for row in rows if not is_still(row))

    def quarters(self) -> list[int]:
        """Return the instants of the labels: every quarter of an hour within the axis."""
        begin = -(-self.first // QUARTER_MS) * QUARTER_MS
        return list(range(begin, self.last + 1, QUARTER_MS))


def is_still(row: AgendaRow) -> bool:
    """Whether an item takes no time: it was left out."""
    return row.state == "skipped"
