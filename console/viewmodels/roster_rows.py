"""One person as a row of the table, in words; what does not move with time is made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt

from console.commands.groups import seating_item
from console.domain.roster import Attendance, Problem
from console.domain.values import Participant, TechCase
from console.storage.state import DialogueState
from console.timers.attendance import Stay, arrived_at, stays
from console.timers.phase import MINUTE_MS
from console.viewmodels.desk import Desk
from console.viewmodels.roster_search import NameKeys
from console.words import Words, formats

STATE, NAME, GROUP, PART, TECH, SINCE, TIMES = range(7)
COLUMNS = ("state", "name", "group", "part", "tech", "since", "times")


class RosterRow(Struct, frozen=True, kw_only=True):
    """`state` and `problem` are codes for looks, all else is words; `stays` is for the bar.

    `key` is the name as it is sorted. `note` stands behind the name: a guest, somebody on the
    telephone, a name that occurs twice. `rivals` says which two values two consoles gave.
    `fresh`: changed elsewhere a moment ago.
    """

    id: str
    state: Attendance
    state_words: str
    name: str
    key: str
    note: str = ""
    group: str = ""
    seated: bool = False
    part: str = ""
    problem: Problem | None = None
    tech: str = ""
    since: str = ""
    times: str = ""
    stays: tuple[Stay, ...] = ()
    rivals: str = ""
    spoken: str = ""
    fresh: bool = False


def tell(row: RosterRow, column: int, role: int) -> Any:
    """Answer a cell: what stands in it, what is read aloud, and what the tip says."""
    if role == Qt.ItemDataRole.DisplayRole:
        return _shown(row)[column]
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return row.spoken if column == STATE else _shown(row)[column]
    if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
        return "\n".join(part for part in (row.name, row.note, row.rivals) if part)
    return None


def _shown(row: RosterRow) -> tuple[str, ...]:
    return (row.state_words, row.name, row.group, row.part, row.tech, row.since, row.times)


def open_cases(state: DialogueState) -> dict[str, TechCase]:
    """Return the open technical trouble by participant; of two, the older."""
    cases = [case for case in state.tech_cases.values() if case.status == "open"]
    cases.sort(key=lambda case: (case.made_at, case.id), reverse=True)
    return {case.participant: case for case in cases if not case.hidden}


class RowMaker:
    """Reads the dialogue as it is now; made anew for every change, used for all rows of it."""

    def __init__(self, desk: Desk, keys: NameKeys, *, with_tech: bool) -> None:
        self._keys = keys
        self._words: Words = desk.words
        self._zone = desk.zone
        self._state = desk.store.state
        self._now = desk.evening.now
        self._cases: Mapping[str, TechCase] = open_cases(self._state) if with_tech else {}
        item = seating_item(desk.store)
        self._item = item.id if item is not None else None
        groups = self._state.groups_of(item.id) if item is not None else []
        self._groups = {group.id: group.name.text for group in groups}
        self._led = {one: group.name.text for group in groups
                     for one in (group.moderator, group.notetaker) if one}  # fmt: skip
        self._names = Counter(keys[person.name] for person in self._state.people())

    def row(self, person: Participant, *, fresh: bool = False) -> RosterRow:
        """Return the row of a person."""
        words, log = self._words, self._state.attendance_of(person.id)
        case, group = self._cases.get(person.id), self._group(person.id)
        arrived = arrived_at(log)
        state = words(f"roster.state.{log.state}")
        part = words(f"roster.part.{person.part}")
        there = stays(log, self._now)
        tech = self.tech_words(case) if case is not None else ""
        return RosterRow(
            id=person.id,
            state=log.state,
            state_words=state,
            name=person.name,
            key=self._keys[person.name],
            note=self._note(person),
            group=group or words("roster.no_group"),
            seated=bool(group),
            part=part,
            problem=case.problem if case is not None else None,
            tech=tech,
            since=formats.clock(arrived, self._zone) if arrived is not None else "",
            times=self._times(there),
            stays=there,
            rivals=self._rivals(person),
            spoken=", ".join(
                text
                for text in (
                    words(
                        "roster.row_name",
                        name=person.name,
                        state=state,
                        group=group or words("roster.no_group"),
                        part=part,
                    ),
                    tech,
                )
                if text
            ),
            fresh=fresh,
        )

    def tech_words(self, case: TechCase) -> str:
        """Return such as "Kein Ton, 3 Min"."""
        minutes = max(0, self._now - case.made_at) // MINUTE_MS
        problem = self._words(f"roster.problem.{case.problem}")
        length = formats.minutes(self._words, minutes)
        return self._words("roster.tech_for", problem=problem, minutes=length)

    def _group(self, person: str) -> str:
        seat = self._state.seat(self._item, person) if self._item is not None else None
        return self._groups.get(seat or "", "") or self._led.get(person, "")

    def _note(self, person: Participant) -> str:
        words = self._words
        notes = [words("roster.guest")] if person.guest else []
        if person.dial_in:
            notes.append(words("roster.dial_in"))
        if self._names[self._keys[person.name]] > 1:
            notes.append(words("roster.same_name"))
        return " · ".join(notes)

    def _times(self, there: tuple[Stay, ...]) -> str:
        words, zone = self._words, self._zone
        return ", ".join(
            words("roster.since", time=formats.clock(stay.start, zone))
            if stay.end is None
            else words(
                "roster.from_to",
                from_time=formats.clock(stay.start, zone),
                to_time=formats.clock(stay.end, zone),
            )
            for stay in there
        )

    def _rivals(self, person: Participant) -> str:
        told: list[str] = []
        for field, others in person.rivals.items():
            for other in others:
                first, second = getattr(person, field), other
                if field == "part":
                    first, second = (self._words(f"roster.part.{one}") for one in (first, second))
                told.append(self._words("roster.two_values", first=first, second=second))
        return "\n".join(told)
