"""Where a new dialogue has its contents from: template, sample, or another evening."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.commands.dialogue import fill
from console.domain.errors import DialogpultError
from console.templates import sample_facts, template_evening, template_facts
from console.viewmodels.desk import Desk
from console.viewmodels.start_copy import CopyWish

if TYPE_CHECKING:
    from console.app.console_app import ConsoleApp


def fill_today(desk: Desk, what: str, today: date) -> bool:
    """Fill an empty dialogue with "template" or "sample" for a day; True if it is filled now.

    Somebody else may have filled it in the meantime: that counts as well.
    """
    dialogue = desk.store.state.dialogue_id
    if what == "sample":
        facts = sample_facts(dialogue, today)
    else:
        starts_at, ends_at = template_evening(today)
        facts = template_facts(dialogue, starts_at=starts_at, ends_at=ends_at)
    return desk.attempt(fill, facts) or bool(desk.store.state.agenda_items)


class Filling(QObject):
    """Answers the start page, and the entry of the menu that copies the open dialogue."""

    def __init__(self, app: ConsoleApp) -> None:
        super().__init__(app)
        self._app = app
        copying = app.start.copying
        app.start.fill_wanted.connect(self.fill)
        copying.look_wanted.connect(self.look)
        copying.wanted.connect(self.copy)
        app.habits.menu.copy_wanted.connect(self.copy_open)

    def fill(self, what: str) -> None:
        """Fill an empty dialogue with template or sample, dated today."""
        app = self._app
        if app.session is not None and fill_today(app.session.desk, what, app.today()):
            app.window.show_frame()
            app.start_view.begin_anew()

    def look(self, path: Path) -> None:
        """Read the dialogue that is to be copied, and ask for the new date."""
        app = self._app
        try:
            source = app.opener.look(path)
        except DialogpultError as error:
            app.start.tell(error)
            return
        # The form belongs to the page, which may not have been made so far.
        _ = app.start_view
        app.start.copying.show(source)

    def copy(self, wish: CopyWish) -> None:
        """Make the copy and open it."""
        self._app.change(partial(self._app.opener.copy, wish))

    def copy_open(self) -> None:
        """Leave the open dialogue for the form with which it is copied."""
        if self._app.session is not None:
            self._app.tasks.spawn(self._copy_open(self._app.session.store.path))

    async def _copy_open(self, path: Path) -> None:
        await self._app.leave()
        self._app.show_start()
        self.look(path)
