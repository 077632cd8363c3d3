"""The line in which a new measure is typed; it stays open for the next one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.results_measures import ResultMeasures
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label
from console.views.widgets.text_field import TextField


class NewMeasure(Themed, QWidget):
    """Enter adds what was typed, Esc closes; each keystroke is kept. `added` names the measure."""

    added = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, measures: ResultMeasures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._measures = measures
        words = measures.words
        self.field = TextField(theme, "", words("results.new_measure_field"), "flag")
        self.field.edit.setAccessibleName(words("results.new_measure"))
        self._hint = Label(theme, words("results.new_measure_hint"), "secondary", "text3")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self._hint)
        self.field.edited.connect(measures.type_new)
        self.field.submitted.connect(self._add)
        self.field.cancelled.connect(self.close_line)
        self.setVisible(False)
        self.wear(theme)

    def open_line(self) -> None:
        """Show the line with what was typed before, and take the focus."""
        self.field.set_text(self._measures.new_text)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Hide the line; what is typed is kept for the next time."""
        self.hide()
        self.closed.emit()

    def set_narrow(self, narrow: bool) -> None:
        self._hint.setVisible(not narrow)

    def _add(self, text: str) -> None:
        if not text.strip():
            self.close_line()
            return
        measure = self._measures.save_new()
        if measure is not None:
            self.field.set_text("")
            self.added.emit(measure)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(14), px(8), px(14), px(8))
        self._row.setSpacing(px(12))
        super().restyle()
