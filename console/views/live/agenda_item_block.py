"""One item of the Ablauf as a block that the keyboard walks through."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.viewmodels.agenda import AgendaRow
from console.views.shortcuts import pressed_keys
from console.views.theme import Theme
from console.views.widgets.agenda_block import AgendaBlock

_WALK = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}
#: Acts that go on while their key is held.
_HELD = {"up", "down"}


class AgendaItemBlock(AgendaBlock):
    """Enter or a click opens the item; at first Strg+Umschalt+Eingabe goes to it, Entf leaves it
    out, Alt+Up and Alt+Down change places with its neighbours.

    Up and Down go to these; it can be dragged as well.
    """

    # "up", "down", "first" or "last"
    walked = Signal(str)
    # the code of an act: "jump", "up", "down" or "skip"
    act_requested = Signal(str)
    # a place on the screen
    menu_requested = Signal(QPoint)
    dragged = Signal(QPoint)
    # whether it was let go there, or the drag was given up
    dropped = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        row: AgendaRow,
        meaning: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """`meaning` names the act of pressed keys, empty where they have none here."""
        super().__init__(theme, parent)
        self._meaning = meaning
        self.row: AgendaRow | None = None
        self._grabbed: QPoint | None = None
        self._dragging = False
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

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._dragging and key == Qt.Key.Key_Escape:
            self._end_drag(dropped=False)
        elif key in _WALK and not held:
            self.walked.emit(_WALK[key])
        elif code := self._meaning(pressed_keys(event)):
            # A held key must not jump again from where it has come to.
            if code in _HELD or not event.isAutoRepeat():
                self.act_requested.emit(code)
        else:
            super().keyPressEvent(event)

    # pointer

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.mapToGlobal(self.rect().bottomLeft())
        self.menu_requested.emit(below if by_keys else event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.globalPosition().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._grabbed is not None and not self._dragging:
            far = (at - self._grabbed).manhattanLength()
            self._dragging = far >= QApplication.startDragDistance()
        if self._dragging:
            self.dragged.emit(at)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._end_drag(dropped=True)
            return
        self._grabbed = None
        super().mouseReleaseEvent(event)

    def _end_drag(self, *, dropped: bool) -> None:
        self._dragging, self._grabbed = False, None
        # What was dragged was not clicked.
        self.setDown(False)
        self.dropped.emit(dropped)
