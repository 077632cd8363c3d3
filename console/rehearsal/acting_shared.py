"""What every actor can do: join, fill, undo, look at a view, try what the role may not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from console.commands import attendance, notes, run
from console.commands.dialogue import fill
from console.rehearsal.seen import Acting
from console.templates import person_id, sample_facts
from console.viewmodels.joining import JoinWish
from console.views.attendance_curve import draw_curves
from console.views.main_window import LIVE, NOTES, RESULTS, ROSTER

#: Turns of the event loop in which what was done reaches the screen.
_MOMENT = 50
_NUMBERS = {"live": LIVE, "notes": NOTES, "roster": ROSTER, "results": RESULTS}


class ActingShared(Acting):
    """Steps that do not belong to one role."""

    async def do_join(self, address: str, code: str, name: str) -> None:
        """Join the backend with a code, as the start page does."""
        console = self.console
        joining = partial(console.joiner.go, JoinWish(address, code, name))
        await console.go_to(joining, name, address)
        self.expect(console.session, "joined")

    async def do_open(self, path: str) -> None:
        """Open a dialogue file, as the start page does."""
        self.console.open_path(Path(path))
        await self.console.started.wait()
        await self.turn()
        self.expect(self.console.session, "opened")

    async def do_fill(self, people: int, groups: int) -> None:
        """Fill the empty dialogue with the sample, as its first lead."""
        choice = self.console.start_view.fill_choice
        self.expect(choice.isVisible(), "asked what to begin with")
        if (people, groups) == (75, 5):
            self.console.start.fill("sample")
        else:
            day = self.console.today()
            facts = sample_facts(self.store.state.dialogue_id, day, people=people, groups=groups)
            self.session.desk.attempt(fill, facts)
            self.console.window.show_frame()
        await self.turn()
        self.expect(self.store.state.agenda_items, "the run sheet")

    async def do_undo(self) -> None:
        """Strg+Z, and see what came back."""
        step = self.session.desk.history.last
        self.expect(step is not None, "there is something to take back")
        assert step is not None
        touched = [one for action in step.actions for one in self.store.operations_of(action)]
        self.session.desk.undo()
        await self.turn()
        self.expect(self.session.desk.history.last is not step, "it was taken back")
        for _, family, entity in touched:
            if family == "note" and not self.store.state.notes[entity].hidden:
                self.write("restored", entity=entity)

    async def do_picture(self, view: str, name: str, path: str) -> None:
        """Look at a view and keep what is seen."""
        del name
        window: QWidget = self.console.window
        projector = self.session.pages.projector
        if view == "projector":
            projector.show()
            await self.turn()
            window = self.session.pages.projector_window
        else:
            self.console.window.open_view(_NUMBERS[view])
        await self.turn()
        draw_curves(window)
        await self.turn()
        picture = window.grab()
        self.expect(picture.save(path), f"a picture of {view}")
        if view == "projector":
            projector.hide()

    async def do_ask_sync(self, people: int) -> None:
        """Press the sync chip, see who is there and that everything has arrived, and close it."""
        details, sheet = self.session.sync_details, self.session.sync_sheet
        self.session.open_sync()
        await self.turn()
        self.expect(sheet.is_open(), "the sheet comes")
        online = sum(person.online for person in details.people)
        self.expect(online == people, f"{people} consoles are connected, {online} are shown")
        self.expect(not details.refused, "nothing was refused")
        sheet.close_sheet()

    async def do_take_lead(self) -> None:
        """Choose "Leitung übernehmen" in the menu, and see everything made for it."""
        self.console.habits.menu.take_lead_wanted.emit()
        self.expect(await self._works_as("lead"), "this console leads now")

    async def do_give_back_lead(self) -> None:
        """Choose "Leitung abgeben"."""
        self.console.habits.menu.give_back_wanted.emit()
        self.expect(await self._works_as("cohost"), "this console is the deputy's again")

    async def _works_as(self, role: str) -> bool:
        """Look for a moment: it is written, the exchange hears of it, and then the screen."""
        for _ in range(_MOMENT):
            await self.turn()
            if self.session.role == role:
                return True
        return False

    async def do_forbidden(self, what: str) -> None:
        """Try what this role may not do: it has to be refused in words, and leave nothing."""
        desk = self.session.desk
        before = self.store.pending_count
        said: list[str] = []
        desk.refused.connect(said.append)
        try:
            if what == "advance":
                done = self.session.pages.live_model.press_primary() or desk.attempt(run.go_on)
            elif what == "add_note":
                done = desk.attempt(notes.add_note, "Das darf nicht sein", column=None)
            else:
                first = person_id(self.store.state.dialogue_id, 1)
                done = desk.attempt(attendance.mark, [first], "excluded")
        finally:
            desk.refused.disconnect(said.append)
        await self.turn()
        self.expect(not done and said, f"{what} is refused in words")
        self.expect(self.store.pending_count == before, f"{what} left nothing")
        self.write("refused", text=what)
