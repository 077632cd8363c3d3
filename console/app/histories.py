"""Ways to another backend, from the sync sheet and the menu; and what merging histories did."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.viewmodels.histories import HistoriesViewModel


class Histories(QObject):
    """Lives as long as its session. `rejoin_wanted` carries the address known so far."""

    rejoin_wanted = Signal(str)
    alone_wanted = Signal()
    publish_wanted = Signal()

    def __init__(self, session: Session, menu: RoleMenu) -> None:
        super().__init__(session)
        self._session = session
        self._menu = menu
        self._has_part = False
        self.model = HistoriesViewModel(session.desk, session.sync, self)
        self.model.told.connect(session.desk.refused)
        self.model.rejoin_wanted.connect(self.rejoin_wanted)
        self.model.alone_wanted.connect(self._stay_alone)
        self.model.publish_wanted.connect(self.publish_wanted)
        self.model.changed.connect(self._look)
        session.sync_opened.connect(self._on_open)
        session.ended.connect(self._end)
        menu.publish_wanted.connect(self.model.publish)
        self._look()

    def _on_open(self) -> None:
        from console.views.shell.history_part import HistoryPart

        if not self._has_part:
            self._has_part = True
            part = HistoryPart(self._session.window.theme, self.model)
            self._session.sync_sheet.add_part(part)
            part.show_histories()

    def _look(self) -> None:
        self._menu.offer_publishing(offered=self.model.may_publish)

    def _end(self) -> None:
        self._menu.publish_wanted.disconnect(self.model.publish)
        self._menu.offer_publishing(offered=False)

    def _stay_alone(self) -> None:
        self._session.sync_sheet.close_sheet()
        self.alone_wanted.emit()
