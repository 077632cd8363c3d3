"""One item of the Ablauf as a block that the keyboard walks through."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.viewmodels.agenda import AgendaRow
from console.views.theme import Theme
from console.views.widgets.agenda_block import AgendaBlock

_WALK = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class AgendaItemBlock(AgendaBlock):
    """Enter or a click opens the item; Entf leaves it out; Up and Down go to its neighbours."""

    # "up", "down", "first" or "last"
    walked = Signal(str)
    skip_requested = Signal()

    def __init__(self, theme: Theme, row: AgendaRow, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.row: AgendaRow | None = None
        self.show_row(row)

    def show_row(self, row: AgendaRow) -> None:
        """Take over what has changed, and nothing else."""
        before, self.row = self.row, row
        if before is None or (before.title, before.icon, before.details) != (
            row.title,
            row.icon,
            row.details,
        ):
            self.set_item(row.title, row.icon, row.details)
        if before is None or before.state != row.state:
            self.set_state(row.state)
        if before is None or (before.trailing, before.check) != (row.trailing, row.check):
            self.set_trailing(row.trailing, row.check)
        if self.accessibleName() != row.name:
            self.setAccessibleName(row.name)

    def show_elapsed(self, share: float) -> None:
        """Repaint only when the filled part grows by a pixel."""
        if round(share * self.height()) != round(self._elapsed * self.height()):
            self.set_elapsed(share)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WALK.get(Qt.Key(event.key()))
        if way is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(way)
        elif event.key() == Qt.Key.Key_Delete:
            self.skip_requested.emit()
        else:
            super().keyPressEvent(event)
