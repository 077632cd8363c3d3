"""How the lead moderator lets somebody in, and sees that they came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from console.app.inviting import Inviting
from console.domain.members import MemberRole
from console.rehearsal.seen import Acting, Lost


class ActingInvites(Acting):
    """Steps at the sheet for inviting; a code is said to a colleague and written nowhere."""

    @property
    def inviting(self) -> Inviting:
        """What is behind the menu's entry.  Raises: Lost."""
        found = self.console.inviting
        if found is None or not found.is_available:
            raise Lost("devices can be invited")
        return found

    async def do_invite(self, role: MemberRole) -> str:
        """Make a code in the sheet; returns it."""
        inviting = self.inviting
        inviting.open()
        model = inviting.invitations
        model.choose_role(role)
        model.make_code()
        await self._until(inviting, lambda: not model.is_asking)
        await self.turn()
        self.expect(model.code, model.sentence or "a code")
        assert model.code is not None
        self.expect(inviting.sheet.box.code.text() == model.code.shown, "the code is on screen")
        return model.code.plain

    async def do_see_joined(self, name: str) -> None:
        """See in the open sheet who came, connected, and close it."""
        inviting = self.inviting
        await self._until(
            inviting, lambda: any(row.name == name and row.online for row in inviting.team.rows)
        )
        await self.turn()
        inviting.sheet.close_sheet()

    async def do_revoke(self, name: str) -> None:
        """Take somebody's place away, in the sheet's two steps."""
        inviting, team = self.inviting, self.inviting.team
        inviting.open()
        await self._until(inviting, lambda: team.is_known)
        (row,) = (row for row in team.rows if row.name == name and row.revoke_name)
        team.ask(row.id)
        await self.turn()
        self.expect(inviting.sheet.team_list.open_step(), "asked once more")
        team.revoke()
        await self._until(inviting, lambda: not team.is_revoking)
        gone = {one.id for one in team.rows if one.revoked}
        self.expect(row.id in gone, team.sentence or f"{name} has no place any more")
        inviting.sheet.close_sheet()

    async def do_see_place_lost(self) -> None:
        """See in words that this console has lost its place; the dialogue is still there."""
        lost = self.session.desk.words("shell.sync_long.reconnect_revoked")
        heard = asyncio.Event()
        self.session.sync.changed.connect(heard.set)
        while self.session.sync.long_text != lost:
            heard.clear()
            await heard.wait()
        self.session.sync.changed.disconnect(heard.set)
        self.expect(self.store.state.agenda_items, "the run sheet stays")

    async def _until(self, inviting: Inviting, seen: Callable[[], bool]) -> None:
        """Wait for the sheet to say something; the conductor loses patience if it never does."""
        heard = asyncio.Event()
        models = (inviting.invitations, inviting.team)
        for model in models:
            model.changed.connect(heard.set)
        try:
            while not seen():
                heard.clear()
                await heard.wait()
        finally:
            for model in models:
                model.changed.disconnect(heard.set)
