"""The keys of one action; pressed, it listens for others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from console.viewmodels.keys import KeyRow
from console.views.shortcuts import pressed_keys
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.words import Words


class KeyButton(Button):
    """`pressed_other` with the new keys as portable text. Esc, or leaving it, changes nothing."""

    pressed_other = Signal(str)
    # Here, because Qt asks for it while the button is being made.
    _listens = False

    def __init__(
        self, theme: Theme, words: Words, row: KeyRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", size="mini", parent=parent)
        self._words = words
        self._row = row
        self.clicked.connect(self.listen)
        self.show_row(row)

    def show_row(self, row: KeyRow) -> None:
        """Show other keys."""
        self._row = row
        self._tell()

    def listen(self) -> None:
        """Wait for the next keys."""
        self._listens = True
        self._tell()

    def _tell(self) -> None:
        words, row = self._words, self._row
        label = row.label or words("settings.no_key")
        self.set_text(words("settings.press_keys") if self._listens else label)
        name = "settings.press_keys_name" if self._listens else "settings.key_name"
        self.setAccessibleName(words(name, what=row.text, key=label))
        self.set_kind("primary" if self._listens else "secondary")

    def _stop(self) -> None:
        if self._listens:
            self._listens = False
            self._tell()

    # Qt

    def event(self, event: QEvent) -> bool:
        if self._listens and isinstance(event, QKeyEvent):
            # Else the keys would do what they do everywhere before this button hears of them.
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._hear(event)
                return True
        return super().event(event)

    def _hear(self, event: QKeyEvent) -> None:
        keys = pressed_keys(event)
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        elif keys and not event.isAutoRepeat():
            self._stop()
            self.pressed_other.emit(keys)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._stop()
        super().focusOutEvent(event)
