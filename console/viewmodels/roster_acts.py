"""What can be done with people of the table: their state, their group, their technique."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QObject

from console.commands import attendance, groups
from console.domain.errors import CommandRejected
from console.domain.roster import Attendance, Problem
from console.domain.values import Group
from console.viewmodels.desk import Desk
from console.viewmodels.roster_rows import RosterRow, open_cases

PROBLEMS: tuple[Problem, ...] = ("no_sound", "no_picture", "unstable", "room_not_found", "other")
MARKS: tuple[Attendance, ...] = ("waiting", "present", "left")
TECH, GROUP = "tech", "group"


class Act(Struct, frozen=True):
    """One thing to do with the chosen rows: its code, its words, and the key for it."""

    code: str
    words: str
    key: str


class RosterActs(QObject):
    """Acts on people by id; what this role may not do is not offered and does nothing."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def may_mark(self) -> bool:
        return self._desk.may("attendance.marked")

    @property
    def may_seat(self) -> bool:
        return self._desk.may("seat.set")

    def offered(self, rows: Sequence[RosterRow]) -> tuple[Act, ...]:
        """Return what makes sense for these rows, the likeliest first."""
        if not rows or not self.may_mark:
            return ()
        states = {row.state for row in rows}
        codes: list[str] = []
        if states - {"present"}:
            codes.append("present")
        if states & {"present", "waiting"}:
            codes += [TECH, "left"] if states == {"present"} else [TECH]
        if states & {"registered", "promised"}:
            codes.append("waiting")
        acts = [Act(code, self._desk.words(f"roster.mark_{code}"), self.key_of(code))
                for code in codes]  # fmt: skip
        if self.may_seat and self.groups:
            digits = f"1\N{EN DASH}{min(9, len(self.groups))}"
            acts.append(Act(GROUP, self._desk.words("roster.mark_group"), digits))
        return tuple(acts)

    def key_of(self, code: str) -> str:
        """Return the letter that does it, of this language unless it was changed."""
        return self._desk.keys.label(code)

    def code_of(self, key: str) -> str | None:
        """Return what a letter does, None when it does nothing here."""
        letter = key.upper()
        codes = (*MARKS, TECH)
        return next((code for code in codes if self._desk.keys.of(code) == letter), None)

    @property
    def groups(self) -> list[Group]:
        """The groups in which people sit now, in order: key 1 means the first."""
        item = groups.seating_item(self._desk.store)
        return self._desk.store.state.groups_of(item.id) if item is not None else []

    @property
    def problems(self) -> tuple[tuple[Problem, str], ...]:
        """Kinds of technical trouble with their words."""
        return tuple((one, self._desk.words(f"roster.problem.{one}")) for one in PROBLEMS)

    def open_case_of(self, people: Sequence[str]) -> tuple[str, ...]:
        """Return the open cases of these people."""
        cases = open_cases(self._desk.store.state)
        return tuple(cases[one].id for one in people if one in cases)

    # what a person does

    def mark(self, people: Sequence[str], state: Attendance) -> bool:
        """Mark people as waiting, present or left, as one action."""
        if not people or not self.may_mark:
            return False
        return self._desk.attempt(attendance.mark, people, state)

    def seat(self, people: Sequence[str], number: int) -> bool:
        """Seat people in the group of that number, counted from 1; 0: in no group."""
        item = groups.seating_item(self._desk.store)
        if not people or not self.may_seat or item is None:
            return False
        known = self.groups
        if number > len(known):
            self._desk.refuse(CommandRejected("group_missing"))
            return False
        group = known[number - 1].id if number else None
        return self._desk.attempt(groups.seat, item.id, people, group)

    def report(self, people: Sequence[str], problem: Problem) -> bool:
        """Note technical trouble of people, as one action."""
        if not people or not self._desk.may("tech_case.opened"):
            return False
        return self._desk.attempt(attendance.open_cases, people, problem)

    def solve(self, cases: Sequence[str]) -> bool:
        """The trouble is over."""
        if not cases or not self._desk.may("tech_case.solved"):
            return False
        return self._desk.attempt(attendance.solve_cases, cases)
