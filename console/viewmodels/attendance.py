"""How many were there over the evening: the number now, the most, the curve, and it as a table."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.results.figures import attendance_rows
from console.results.model import AttendancePoint
from console.storage.change import Change
from console.timers.attendance import (
    Counts,
    Step,
    Tally,
    citizen_counts,
    citizen_steps,
    steps,
    tally,
)
from console.timers.phase import MINUTE_MS
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.viewmodels.row_list import RowList
from console.words import formats


class Axis(Struct, frozen=True, kw_only=True):
    """Where curve and bars lie (UTC ms): from Einlass to the planned or the real end."""

    begin: int
    end: int
    now: int


class AttendanceRow(Struct, frozen=True, kw_only=True):
    """The table beside the curve: a time, and how many were there then."""

    id: str
    time: str
    count: str


def axis_of(desk: Desk) -> Axis:
    """Return the axis as it is at this beat."""
    evening = desk.evening
    dialogue, course = evening.evening.dialogue, evening.evening.course
    now = min(evening.now, evening.forecast.ends_at) if course.is_over else evening.now
    begin = dialogue.starts_at - dialogue.admission_min * MINUTE_MS
    return Axis(begin=begin, end=max(dialogue.ends_at, now), now=now)


class AttendanceViewModel(QObject):
    """`changed`: other numbers or another curve; `moved`: a minute went by.

    Citizens are counted; a role that does not receive the roster cannot tell them from the
    others, so it counts everybody and says so.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.words
        heads = (words("roster.attendance_time"), words("roster.attendance_count"))
        self.table: RowList[AttendanceRow] = RowList(_tell, heads, self)
        self.tally = Tally()
        self.steps: tuple[Step, ...] = ()
        self._minute = -1
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._on_evening)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def axis(self) -> Axis:
        """From Einlass, or the first arrival, to the end."""
        axis = axis_of(self._desk)
        if not self.steps:
            return axis
        begin = min(axis.begin, self.steps[0].at)
        return Axis(begin=begin, end=axis.end, now=max(axis.now, self.steps[-1].at))

    @property
    def head(self) -> str:
        """Such as "41 jetzt, höchstens 44"."""
        words, tally_ = self._desk.words, self.tally
        return words("roster.attendance_now", now=tally_.present, most=tally_.most)

    @property
    def summary(self) -> str:
        """The curve in one sentence, for whoever does not see it."""
        if self.tally.most_at is None:
            return self.empty
        return self._desk.words(
            "roster.attendance_name",
            now=self.tally.present,
            most=self.tally.most,
            time=self.clock(self.tally.most_at),
        )

    @property
    def counted(self) -> str:
        """Whom the numbers count."""
        key = "roster.count_what" if reads_names(self._desk) else "roster.count_everybody"
        return self._desk.words(key)

    @property
    def empty(self) -> str:
        return self._desk.words("roster.attendance_empty")

    def clock(self, at: int) -> str:
        """Return a time of the axis (UTC ms) in words."""
        return formats.clock(at, self._desk.zone)

    def _on_change(self, change: Change) -> None:
        if change.touches("participant", "attendance"):
            self._read()

    def _on_evening(self) -> None:
        self._minute = -1
        self._on_tick()

    def _on_tick(self) -> None:
        minute = self._desk.evening.now // MINUTE_MS
        if minute != self._minute:
            self._minute = minute
            self.moved.emit()

    def _read(self) -> None:
        state, now = self._desk.store.state, self._desk.evening.now
        if reads_names(self._desk):
            found, course = citizen_counts(state, now).citizens, citizen_steps(state, now)
        else:
            logs = list(state.attendance.values())
            found, course = tally(logs, now), steps(logs, now)
        if (found, course) != (self.tally, self.steps):
            self.tally, self.steps = found, course
            self.table.show(self._rows())
            self.changed.emit()

    def _rows(self) -> list[AttendanceRow]:
        zone = self._desk.zone
        points = tuple(AttendancePoint(at=step.at, present=step.present) for step in self.steps)
        return [
            AttendanceRow(
                id=str(point.at), time=formats.clock(point.at, zone), count=str(point.present)
            )
            for point in attendance_rows(points, None, zone)
        ]


def people_counts(desk: Desk) -> Counts:
    """Count the roster as it is now; nobody for a role that does not receive it."""
    if not reads_names(desk):
        return Counts(citizens=Tally(), others=Tally())
    return citizen_counts(desk.store.state, desk.evening.now)


def _tell(row: AttendanceRow, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.count if column else row.time
    if role == Qt.ItemDataRole.TextAlignmentRole and column:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return None
