"""What the co-host does: check in, seat, note technical trouble."""

from __future__ import annotations

from PySide6.QtCore import Qt

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

    async def do_seat_evenly(self) -> None:
        """Press "Alle einteilen": everybody who is there and has no group gets one."""
        beside = self.session.pages.roster_model.groups
        if beside.may_assign:
            self.expect(beside.assign_all(), "the button does it")
            await self.turn()
        self.expect(not beside.unassigned, "everybody has a group")

    async def do_seat(self, person: int, key: str, group: int) -> None:
        """Press a digit in the table."""
        one = self._person(person)
        self.expect(self.session.pages.roster_model.acts.seat([one], group), "the key does it")
        await self.turn()
        seated = self.store.state.seat(self.item(key), one)
        self.expect(seated == self.group(key, group), "the seat is taken")
        self.write("seat", entity=one, text=self.group(key, group), field=self.item(key))

    async def do_trouble(self, person: int, problem: Problem) -> None:
        """Press T in the table, and choose."""
        acts, one = self.session.pages.roster_model.acts, self._person(person)
        self.expect(acts.report([one], problem), "the menu does it")
        await self.turn()
        self.expect(acts.open_case_of([one]), "the case is open")

    async def do_solved(self, person: int) -> None:
        """Press "Gelöst" beside the case."""
        roster, one = self.session.pages.roster_model, self._person(person)
        for case in roster.acts.open_case_of([one]):
            self.expect(roster.cases.solve(case), "the button does it")
        await self.turn()
        self.expect(not roster.acts.open_case_of([one]), "the case is solved")
