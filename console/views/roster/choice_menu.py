"""A small menu of one line each, opened at a row: what is wrong, or which group."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """Arrows and Enter choose, so does the digit before the words; Esc leaves all as it was."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.triggered.connect(self._on_triggered)

    def offer(self, choices: Sequence[tuple[str, str]], at: QPoint, name: str) -> None:
        """Show codes with their words below a global point; `name` is what is asked."""
        self.clear()
        self.setAccessibleName(name)
        for number, (code, words) in enumerate(choices, start=1):
            digit = f"&{number}   " if number <= 9 else ""
            action = self.addAction(digit + words.replace("&", "&&"))
            action.setData(code)
        self.popup(at)
        self.setActiveAction(self.actions()[0])

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
