"""The groups beside the table: who sits there, how many places are free, how long they have."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.commands import groups
from console.domain.values import AgendaItem, Group
from console.storage.change import Change
from console.timers.phase import MINUTE_MS
from console.timers.present import group_views
from console.timers.timer import TimerView
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.viewmodels.row_list import RowList
from console.words import formats


class GroupSeats(Struct, frozen=True, kw_only=True):
    """One group in words; citizens are counted.

    `here` sit in it and are present, `away` sit in it and are not; `places` is 0 where no number
    was set. `people` is empty for a role that does not see where people sit.
    """

    id: str
    name: str
    topic: str
    here: int
    away: int
    places: int
    people: str
    phase: str
    time: str
    description: str


class RosterGroupsViewModel(QObject):
    """`model` holds the groups of the item that seats are about; `changed`: the head says more."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: RowList[GroupSeats] = RowList(_tell, parent=self)
        self.unassigned: tuple[str, ...] = ()
        self._item: AgendaItem | None = None
        self._seated: dict[str, tuple[int, int]] = {}
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._show)

    @property
    def round(self) -> str:
        """The item whose groups these are."""
        return self._item.title.text if self._item is not None else ""

    @property
    def assigned(self) -> str:
        """How many of those present sit in a group; empty for a role that does not see it."""
        if not reads_names(self._desk) or not self.model.rows:
            return ""
        here = sum(row.here for row in self.model.rows)
        return self._desk.words("roster.groups_assigned", n=here)

    @property
    def without(self) -> str:
        """How many citizens who are present sit in no group; empty for none."""
        n = len(self.unassigned)
        return self._desk.words("roster.unassigned", n=n) if n and self.model.rows else ""

    @property
    def may_assign(self) -> bool:
        """Whether there is somebody to seat, and this role may do it."""
        return bool(self.without) and self._desk.may("seat.set")

    @property
    def assign_words(self) -> str:
        """What `assign_all` would do, with the number of people."""
        return self._desk.words("roster.assign_all", n=len(self.unassigned))

    def assign_all(self) -> bool:
        """Seat every citizen who is present and has no group where there are fewest."""
        if not self.may_assign or self._item is None:
            return False
        return self._desk.attempt(groups.seat_evenly, self._item.id, self.unassigned)

    def _on_change(self, change: Change) -> None:
        if change.touches("participant", "attendance", "seat", "draw", "group"):
            self._read()

    def _read(self) -> None:
        before = (self._item, self.unassigned, self._seated)
        self._item = groups.seating_item(self._desk.store)
        self._seated, unassigned = {}, []
        state = self._desk.store.state
        people = state.people() if reads_names(self._desk) and self._item is not None else []
        for person in people:
            if person.part != "citizen" or self._item is None:
                continue
            group = state.seat(self._item.id, person.id)
            present = state.attendance_of(person.id).state == "present"
            if group is not None:
                here, away = self._seated.get(group, (0, 0))
                self._seated[group] = (here + present, away + (not present))
            elif present:
                unassigned.append(person.id)
        self.unassigned = tuple(unassigned)
        self._show()
        if before != (self._item, self.unassigned, self._seated):
            self.changed.emit()

    def _show(self) -> None:
        evening, item = self._desk.evening, self._item
        if item is None:
            self.model.show([])
            return
        views = group_views(evening.evening, item, evening.now)
        shown = evening.evening.groups.get(item.id, ())
        self.model.show([self._row(group, views[group.id]) for group in shown])

    def _row(self, group: Group, view: TimerView) -> GroupSeats:
        words = self._desk.words
        here, away = self._seated.get(group.id, (0, 0))
        reads = reads_names(self._desk)
        people = words("roster.citizens", n=here) if reads else ""
        free = max(0, group.places - here - away)
        places = words("roster.group_free", n=free) if reads and group.places else ""
        time = formats.countdown(view.remaining_ms)
        # In minutes: what is read aloud need not change each second.
        minutes = formats.minutes(words, abs(view.remaining_ms) // MINUTE_MS)
        key = "roster.group_over" if view.is_over else "roster.group_left"
        state = words(key, state=words(f"live.phase.{view.phase.value}"), time=minutes)
        return GroupSeats(
            id=group.id,
            name=group.name.text,
            topic=group.topic.text,
            here=here if reads else 0,
            away=away if reads else 0,
            places=group.places if reads else 0,
            people=people,
            phase=view.phase.value,
            time=time,
            description=", ".join(part for part in (people, places, state) if part),
        )


def _tell(row: GroupSeats, _column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.name
    return row.description if role == Qt.ItemDataRole.AccessibleTextRole else None
