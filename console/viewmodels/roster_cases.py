"""Open technical trouble: whose, what, where, and for how long already."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.commands.attendance import solve_cases
from console.commands.groups import seating_item
from console.domain.rights import may_read_body
from console.domain.values import TechCase
from console.storage.change import Change
from console.viewmodels.desk import Desk
from console.viewmodels.row_list import RowList
from console.words import formats

_FAMILIES = ("participant", "tech_case", "seat", "draw", "group", "agenda_item", "run")


class CaseRow(Struct, frozen=True, kw_only=True):
    """One case in words; `where` is the trouble and the group, `time` how long it lasts."""

    id: str
    person: str
    name: str
    where: str
    time: str
    description: str
    solve_name: str
    solvable: bool


class TechCasesViewModel(QObject):
    """`model` holds the open cases, the longest first; `changed`: another number of them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: RowList[CaseRow] = RowList(_tell, parent=self)
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def is_readable(self) -> bool:
        """Whether this role receives technical trouble at all."""
        return may_read_body({self._desk.store.identity.role}, "tech_case.opened")

    @property
    def count(self) -> int:
        return len(self.model.rows)

    def solve(self, case: str) -> bool:
        """The trouble is over."""
        if not self._desk.may("tech_case.solved"):
            return False
        return self._desk.attempt(solve_cases, [case])

    def _on_change(self, change: Change) -> None:
        if change.touches(*_FAMILIES):
            self._read()

    def _on_tick(self) -> None:
        if self.model.rows:
            self._read()

    def _read(self) -> None:
        before = self.count
        found = self._desk.store.state.tech_cases.values() if self.is_readable else ()
        cases = [case for case in found if case.status == "open" and not case.hidden]
        cases.sort(key=lambda case: (case.made_at, case.id))
        rows = (self._row(case) for case in cases)
        self.model.show([row for row in rows if row is not None])
        if self.count != before:
            self.changed.emit()

    def _row(self, case: TechCase) -> CaseRow | None:
        words, state = self._desk.words, self._desk.store.state
        person = state.participants.get(case.participant)
        if person is None or person.hidden:
            return None
        item = seating_item(self._desk.store)
        seat = state.seat(item.id, person.id) if item is not None else None
        group = state.groups[seat].name.text if seat in state.groups else ""
        problem = words(f"roster.problem.{case.problem}")
        since = formats.spoken_clock(words, case.made_at, self._desk.zone)
        return CaseRow(
            id=case.id,
            person=person.id,
            name=person.name,
            where=words("roster.tech_where", problem=problem, group=group) if group else problem,
            time=formats.countdown(max(0, self._desk.evening.now - case.made_at) // 1000 * 1000),
            description=words(
                "roster.tech_name",
                name=person.name,
                problem=problem,
                group=group or words("roster.no_group"),
                time=since,
            ),
            solve_name=words("roster.tech_solve_name", name=person.name),
            solvable=self._desk.may("tech_case.solved"),
        )


def _tell(row: CaseRow, _column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.name
    return row.description if role == Qt.ItemDataRole.AccessibleTextRole else None
