"""The menu of an agenda item: everything that can be done with it, and the keys of it."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from console.viewmodels.agenda_edits import AgendaEdits


class ItemMenu(QMenu):
    """`chosen` carries the code of the act and the item."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = ""
        self.triggered.connect(self._on_triggered)

    def offer(self, edits: AgendaEdits, item: str, at: QPoint, *, without: str = "") -> None:
        """Show what can be done with an item at a place on the screen."""
        acts = [act for act in edits.acts(item) if act.code != without]
        if not acts:
            return
        self._item = item
        self.clear()
        self.setAccessibleName(edits.name(item))
        for act in acts:
            # The block listens to the keys itself; here they are only told.
            keys = f"\t{act.keys}" if act.keys else ""
            action = self.addAction(act.words.replace("&", "&&") + keys)
            action.setData(act.code)
        self.popup(at)
        self.setActiveAction(self.actions()[0])

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data(), self._item)
