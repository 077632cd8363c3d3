"""The measures below each other, with a field for a new one on top."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.notes_measures import FIELDS, NEW, MeasuresViewModel
from console.views.notes.measure_fields import MeasureField
from console.views.notes.measure_item import MeasureItem
from console.views.shortcuts import follow_keys
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.panel import Hairline

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: +1}


class MeasureList(Themed, QWidget):
    """One tab stop, arrows move; `left` when Esc is pressed on a measure."""

    left = Signal()

    def __init__(
        self, theme: Theme, measures: MeasuresViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._measures = measures
        self._items: dict[str, MeasureItem] = {}
        self._lines: dict[str, Hairline] = {}
        self._awaited: str | None = None
        self._lost: int | None = None
        words = measures.words
        self.new = MeasureField(theme, words("notes.measure_new"))
        self._empty = EmptyState(theme, "flag")
        follow_keys(measures.keys, self, self._show_empty)
        self._area, self._content = _Area(), QWidget()
        self._area.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self._rows = QVBoxLayout(self._content)
        self._rows.addStretch(1)
        self._column = QVBoxLayout(self)
        for part in (self.new, self._empty):
            self._column.addWidget(part)
        self._column.addWidget(self._area, 1)
        self.new.setVisible(NEW in measures.begun)
        self.new.edit.set_text(measures.begin(NEW, "what") if NEW in measures.begun else "")
        self.setAccessibleName(words("notes.measures"))
        self._connect()
        self.wear(theme)
        self._add(0, len(measures.rows) - 1)

    def _show_empty(self) -> None:
        words, key = self._measures.words, self._measures.keys.label("measure")
        how = words("notes.measures_empty_text", key=key)
        self._empty.set_words(words("notes.measures_empty"), how)

    def _connect(self) -> None:
        model = self._measures.model
        model.rowsInserted.connect(lambda _parent, first, last: self._add(first, last))
        model.rowsAboutToBeRemoved.connect(self._on_leaving)
        model.rowsRemoved.connect(self._on_removed)
        model.rowsMoved.connect(lambda *_: self._order())
        model.dataChanged.connect(self._on_data)
        self.new.typed.connect(lambda text: self._measures.type(NEW, "what", text))
        self.new.submitted.connect(self._save_new)
        self.new.cancelled.connect(self._give_up_new)

    # what others ask

    def items(self) -> list[MeasureItem]:
        """The measures from top to bottom."""
        return [self._items[row.id] for row in self._measures.rows]

    def begin_new(self) -> None:
        """Open the field for a new measure."""
        if self._measures.may_add:
            self.new.show()
            self._measures.begin(NEW, "what")
            self.new.focus_end()

    def focus_measure(self, measure: str) -> None:
        """Give a measure the keyboard; at once, or when it arrives."""
        self._awaited = measure
        self._settle()

    def focus_first(self) -> bool:
        """Go to the first measure; False when there is none."""
        if not self._measures.rows:
            return False
        self.focus_measure(self._measures.rows[0].id)
        return True

    # new ones

    def _save_new(self) -> None:
        added = self._measures.save_new()
        if added is not None:
            self.new.edit.set_text("")
            # Next comes who is responsible, in the row that is about to arrive.
            self._awaited, self._edits_awaited = added, True
            self._settle()

    _edits_awaited = False

    def _give_up_new(self) -> None:
        self._measures.cancel(NEW, "what")
        self.new.edit.set_text("")
        self.new.hide()
        self.left.emit()

    def _settle(self) -> None:
        item = self._items.get(self._awaited or "")
        if item is None:
            return
        self._awaited = None
        if self._edits_awaited:
            self._edits_awaited = False
            self.new.hide()
            item.begin_edit(FIELDS[1])
        else:
            item.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(item)

    # rows that come and go

    def _add(self, first: int, last: int) -> None:
        for row in self._measures.rows[first : last + 1]:
            item = MeasureItem(self.theme, self._measures, row, self._content)
            self._items[row.id] = item
            self._lines[row.id] = Hairline(self.theme, parent=self._content)
            if row.id in self._measures.begun:
                item.begin_edit(focus=False)
        self._order()
        self._settle()

    def _on_leaving(self, _parent: QModelIndex, first: int, last: int) -> None:
        leaving = self._measures.rows[first : last + 1]
        if any(self._items[row.id].has_focus() for row in leaving):
            self._lost = first

    def _on_removed(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        rows = self._measures.rows
        lost, self._lost = self._lost, None
        if lost is not None and rows:
            self._items[rows[min(lost, len(rows) - 1)].id].setFocus()
        known = {row.id for row in rows}
        for measure in self._items.keys() - known:
            for part in (self._items.pop(measure), self._lines.pop(measure)):
                self._rows.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._order()
        if lost is not None and not rows:
            self.left.emit()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in self._measures.rows[first.row() : last.row() + 1]:
            self._items[row.id].show_row(row)

    def _order(self) -> None:
        for number, row in enumerate(self._measures.rows):
            self._rows.insertWidget(2 * number, self._items[row.id])
            self._rows.insertWidget(2 * number + 1, self._lines[row.id])
            self._items[row.id].set_tab_stop(number == 0)
        self._empty.setVisible(not self._items)
        self._area.setVisible(bool(self._items))

    # Qt

    def restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(8))
        self._rows.setContentsMargins(self.theme.px(4), 0, self.theme.px(8), self.theme.px(8))
        self._rows.setSpacing(0)
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        items = self.items()
        at = next((n for n, item in enumerate(items) if item.hasFocus()), None)
        key = Qt.Key(event.key())
        if at is not None and key in _STEPS:
            step = items[max(0, min(len(items) - 1, at + _STEPS[key]))]
            step.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(step)
        elif at is not None and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Area(QScrollArea):
    """Scrolls the rows; arrows are the list's business."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
