"""Befehl suchen: a sheet with one field and one list of everything that can be done now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.viewmodels.palette import PaletteViewModel
from console.views.palette.command_list import CommandList
from console.views.theme import Theme
from console.views.widgets.label import Paragraph
from console.views.widgets.sheet import Sheet
from console.views.widgets.text_field import TextField

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


class CommandPalette(Sheet):
    """Typing filters, Enter does the first or the chosen one, Esc closes.

    The focus is back where it was before a command is carried out.
    """

    def __init__(self, theme: Theme, host: QWidget, palette: PaletteViewModel) -> None:
        words = palette.words
        super().__init__(theme, host, words("shell.keys.palette"), words("shell.close"))
        self._palette = palette
        self.field = TextField(theme, "", words("settings.find"), "magnifying-glass")
        self.list = CommandList(theme, palette)
        self._nothing = Paragraph(theme, words("settings.nothing_found"), "body", "text2")
        self.body.addWidget(self.field)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)
        self._nothing.hide()
        self.field.edit.installEventFilter(self)
        self.field.edited.connect(self._find)
        self.field.submitted.connect(lambda _: self._do(max(0, self.list.currentIndex().row())))
        self.list.chosen.connect(self._do)
        self.list.typed.connect(self._type)
        self.list.left_upwards.connect(self._to_field)

    def show_palette(self) -> None:
        """Open with everything that can be done now; opened twice, it closes."""
        if self.is_open():
            self.close_sheet()
            return
        self.field.set_text("")
        self._palette.begin()
        self._show()
        self.open(self.field.edit)

    def _find(self, typed: str) -> None:
        self._palette.find(typed)
        self._show()

    def _show(self) -> None:
        empty = self._palette.is_empty
        self._nothing.setVisible(empty)
        self.list.setVisible(not empty)
        if not empty:
            self.list.choose_first()
            self.list.scrollToTop()

    def _do(self, row: int) -> None:
        command = self._palette.at(row)
        if command is not None:
            self.close_sheet()
            command.do()

    def _type(self, letter: str) -> None:
        self._to_field()
        self.field.set_text(self.field.text() + letter)
        self._find(self.field.text())

    def _to_field(self) -> None:
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = isinstance(event, QKeyEvent) and event.key() in _DOWN
        if watched is self.field.edit and event.type() == QEvent.Type.KeyPress and down:
            if not self._palette.is_empty:
                # The first row is chosen already; the arrow means the next one.
                rows = self._palette.model.rowCount()
                row = min(rows - 1, self.list.currentIndex().row() + 1)
                self.list.setCurrentIndex(self._palette.model.index(row, 0))
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
