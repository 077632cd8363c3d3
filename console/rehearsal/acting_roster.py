"""What the co-host does: check in, seat, note technical trouble."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt

from console.commands import attendance, groups
from console.domain.roster import Attendance, Problem
from console.rehearsal.fingers import press, type_text
from console.rehearsal.seen import Acting
from console.templates import person_id
from console.views.main_window import ROSTER


class ActingRoster(Acting):
    """Steps at the Teilnehmende view."""

    def _person(self, number: int) -> str:
        return person_id(self.store.state.dialogue_id, number)

    async def _mark(self, number: int, state: Attendance) -> None:
        person = self._person(number)
        self.session.pages.roster_model.acts.mark([person], state)
        await self.turn()
        self.expect(self.store.state.attendance_of(person).state == state, f"{state} is shown")
        self.write("attendance", entity=person, field=state)

    async def do_waiting(self, person: int) -> None:
        """E in the table."""
        await self._mark(person, "waiting")

    async def do_present(self, person: int) -> None:
        """A in the table."""
        await self._mark(person, "present")

    async def do_left(self, person: int) -> None:
        """G in the table."""
        await self._mark(person, "left")

    async def do_check_in(self, person: int) -> None:
        """Type the name into the search, and press Enter."""
        name = self.store.state.participants[self._person(person)].name
        self._search(name)
        await self.turn()
        state = self.store.state.attendance_of(self._person(person)).state
        self.expect(state == "present", "the person is there")
        self.write("attendance", entity=self._person(person), field="present")

    async def do_guest(self, name: str) -> str:
        """Type an unknown name and press Enter."""
        self._search(name)
        await self.turn()
        found = [one.id for one in self.store.state.people() if one.name == name]
        self.expect(len(found) == 1, "the guest is on the list")
        self.write("attendance", entity=found[0], text=name, field="present")
        return found[0]

    def _search(self, name: str) -> None:
        self.console.window.open_view(ROSTER)
        editor = self.session.pages.roster_view.people.search.edit
        editor.clear()
        type_text(editor, name)
        press(editor, Qt.Key.Key_Return)

    async def do_seat_evenly(self, key: str) -> None:
        """Give everybody who is there and has no group yet a group."""
        item = self.item(key)
        self.session.desk.attempt(groups.seat_evenly, item, self._citizens_present())
        await self.turn()
        unseated = [one for one in self._citizens_present() if not self.store.state.seat(item, one)]
        self.expect(not unseated, "everybody has a group")

    def _citizens_present(self) -> Iterable[str]:
        state = self.store.state
        return [
            person.id
            for person in sorted(state.people(), key=lambda one: one.id)
            if person.part == "citizen" and state.attendance_of(person.id).state == "present"
        ]

    async def do_seat(self, person: int, key: str, group: int) -> None:
        """A digit in the table."""
        one = self._person(person)
        self.session.desk.attempt(groups.seat, self.item(key), [one], self.group(key, group))
        await self.turn()
        seated = self.store.state.seat(self.item(key), one)
        self.expect(seated == self.group(key, group), "the seat is taken")

    async def do_trouble(self, person: int, problem: Problem, text: str) -> str:
        """T in the table."""
        case = self.session.desk.made(attendance.open_case, self._person(person), problem, text)
        await self.turn()
        self.expect(case in self.store.state.tech_cases, "the case is open")
        return case or ""

    async def do_solved(self, person: int) -> None:
        """Say that the trouble is over."""
        one = self._person(person)
        for case in self.store.state.tech_cases.values():
            if case.participant == one and case.status == "open":
                self.session.desk.attempt(attendance.solve_case, case.id)
                break
        await self.turn()
        open_cases = [
            case
            for case in self.store.state.tech_cases.values()
            if case.participant == one and case.status == "open"
        ]
        self.expect(not open_cases, "the case is solved")
