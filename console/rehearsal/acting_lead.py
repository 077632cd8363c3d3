"""What the lead moderator does: go on, start groups, give and take time, pause, edit an item."""

from __future__ import annotations

from console.domain.run import END
from console.rehearsal.seen import Acting
from console.timers.phase import MINUTE_MS


class ActingLead(Acting):
    """Steps at the Live view; the co-host uses those for groups as well."""

    async def do_primary(self, expect: str) -> None:
        """F5, and see that the expected item is on."""
        wanted = END if expect == "end" else self.item(expect)
        # What counts is on screen since a moment: the program asks for 300 ms.
        if self._has_strip:
            self.session.pages.mini.strip.content.go.click()
        else:
            self.session.pages.live_model.press_primary()
        await self.turn()
        current = self.store.state.course.current
        self.expect(current is not None and current.item == wanted, f"{expect} is on")
        self.write("advanced", entity=wanted)

    async def do_start_groups(self, key: str) -> None:
        """Start all groups' timers."""
        del key
        groups = self.session.pages.live_model.groups
        groups.start_all()
        await self.turn()
        self.expect(all(row.phase != "ready" for row in groups.rows), "all groups run")
        self.write("groups_started")

    async def do_extend(self, minutes: int) -> None:
        """F7 to F9."""
        given = self._given()
        if self._has_strip and minutes == 1:
            self.session.pages.mini.strip.content.plus.click()
        else:
            self.expect(self.session.pages.live_model.change_minutes(minutes), "time is changed")
        await self._write_given(given)

    async def do_strip(self, shown: bool) -> None:
        """Change to the Mini-Pult, above the conference, or back to the whole console."""
        mini = self.session.pages.mini
        if mini.model.is_shown != shown:
            mini.toggle()
        await self.turn()
        self.expect(mini.strip.isVisible() == shown, "the strip is there" if shown else "no strip")
        if shown:
            now = self.session.pages.live_model.now
            self.expect(mini.strip.content.time.text() == now.countdown, "the strip has the time")

    @property
    def _has_strip(self) -> bool:
        return self.session.pages.mini.model.is_shown

    async def do_extend_group(self, key: str, group: int, minutes: int) -> None:
        """+ on a group's card."""
        one, given = self.group(key, group), self._given()
        groups = self.session.pages.live_model.groups
        self.expect(groups.change_minutes(one, minutes), "the group gets more time")
        await self._write_given(given)

    def _given(self) -> dict[str, int]:
        """Return what each timer was given so far, in milliseconds."""
        timers = self.store.state.timers.values()
        return {one.id: sum(one.extensions.values()) for one in timers}

    async def _write_given(self, before: dict[str, int]) -> None:
        """Note what one press gave to which timer, before anything from others arrives."""
        after = self._given()
        changed = {one: ms - before.get(one, 0) for one, ms in after.items()}
        for timer, ms in changed.items():
            if ms:
                self.write("extended", entity=timer, field=str(ms // MINUTE_MS))
        await self.turn()
        self.expect(any(changed.values()), "a timer has more time")

    async def do_returned(self, key: str, group: int) -> None:
        """Mark a group as back in the plenary."""
        one = self.group(key, group)
        self.session.pages.live_model.groups.mark_back(one, back=True)
        await self.turn()
        timer = self.store.state.timer(self.item(key), one)
        self.expect(timer.is_returned, "the group is back")
        self.write("returned", entity=timer.id)

    async def do_pause(self) -> None:
        """Strg+P."""
        self.session.pages.live_model.toggle_pause()
        await self.turn()
        self.expect(self.store.state.course.is_paused, "everything stands still")

    async def do_resume(self) -> None:
        """Strg+P again."""
        self.session.pages.live_model.toggle_pause()
        await self.turn()
        self.expect(not self.store.state.course.is_paused, "everything goes on")

    async def do_edit_item(self, key: str, minutes: int) -> None:
        """Change an item's minutes in the sheet."""
        sheet = self.session.pages.live_model.sheet(self.item(key))
        sheet.type("minutes", str(minutes))
        problem = sheet.save()
        await self.turn()
        changed = self.store.state.agenda_items[self.item(key)].minutes == minutes
        self.expect(not problem and changed, f"{key} takes {minutes} minutes")
        self.write("item", entity=self.item(key), text=str(minutes), field="minutes")
