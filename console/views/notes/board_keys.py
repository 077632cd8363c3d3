"""What keys mean on the board while a note has the keyboard."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from console.viewmodels.board import BoardViewModel
from console.views.notes.board_column import ColumnPanel
from console.views.shortcuts import pressed_keys

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: +1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: +5,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: +1_000_000,
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: +1}


class Board(Protocol):
    """What keys need of the board."""

    def panels(self) -> list[ColumnPanel]: ...
    def focus_note(self, note: str) -> None: ...
    def leave(self) -> None: ...
    def ask_for_history(self, note: str) -> None: ...


class BoardKeys:
    """Arrows move between notes and columns, with Alt they move the note itself at first."""

    def __init__(self, board: BoardViewModel, view: Board) -> None:
        self._board, self._view = board, view

    def obey(self, note: str, event: QKeyEvent) -> bool:
        """Do what a key means to this note; False when it means nothing here."""
        key = Qt.Key(event.key())
        if self._obey_changeable(note, pressed_keys(event)):
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            self._go(note, _STEPS[key])
        elif key in _SIDEWAYS:
            self._go_sideways(note, _SIDEWAYS[key])
        elif key == Qt.Key.Key_Delete:
            if not event.isAutoRepeat():
                self._board.withdraw(note)
        elif key == Qt.Key.Key_Escape:
            self._view.leave()
        else:
            return False
        return True

    def _obey_changeable(self, note: str, pressed: str) -> bool:
        keys = self._board.keys
        if not pressed:
            return False
        if pressed == keys.of("move_back"):
            self._board.move(note, -1)
        elif pressed == keys.of("move_on"):
            self._board.move(note, +1)
        elif pressed.replace("Enter", "Return") == keys.of("history"):
            self._view.ask_for_history(note)
        else:
            return False
        return True

    def _go(self, note: str, step: int) -> None:
        rows = self._board.rows(self._board.column_of(note) or "")
        at = next((number for number, row in enumerate(rows) if row.id == note), None)
        if at is not None:
            self._view.focus_note(rows[max(0, min(len(rows) - 1, at + step))].id)

    def _go_sideways(self, note: str, step: int) -> None:
        """To the note at the same height in the next column that has any."""
        panels = self._view.panels()
        home = self._board.column_of(note)
        at = next(number for number, panel in enumerate(panels) if panel.column.id == home)
        height = panels[at].list.middle_of(note)
        at += step
        while 0 <= at < len(panels):
            found = panels[at].list.nearest(height)
            if found is not None:
                self._view.focus_note(found)
                return
            at += step
