"""Vor dem Export: what a person should look at first, or that all is ready."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.results_checks import CheckRow
from console.views.results.check_line import CheckLine
from console.views.results.scroll_column import ScrollColumn
from console.views.theme import Theme
from console.views.widgets.panel import Hairline, Panel
from console.words import Words


class ChecksPanel(Panel):
    """`wanted` names the row that a person wants to see."""

    wanted = Signal(str)
    lines_changed = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        self._words = words
        self._rows: list[CheckRow] = []
        self._lines: list[CheckLine] = []
        self._short = False
        name = words("results.before_export")
        self._scroll = ScrollColumn(theme, name, least=220, stops=False)
        super().__init__(
            theme, words("results.before_export"), "list-bullets", parent, header_line=True
        )
        self.body.addWidget(self._scroll)
        self.set_body_margins(18, 4, 14, 6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_checks([])

    @property
    def lines(self) -> list[CheckLine]:
        return self._lines

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [line.button for line in self._lines]

    def line(self, check: str) -> CheckLine | None:
        """The line of a check by its id."""
        return next((line for line in self._lines if line.row.id == check), None)

    def show_checks(self, rows: Sequence[CheckRow]) -> None:
        if list(rows) == self._rows and self._scroll.column.count():
            return
        focused = next((line.row.id for line in self._lines if line.button.hasFocus()), None)
        self._rows = list(rows)
        self._clear()
        if all(row.tone == "ok" for row in rows):
            self._add_calm()
        for place, row in enumerate(rows):
            if place:
                self._scroll.column.addWidget(Hairline(self.theme))
            line = CheckLine(self.theme, row, self._words)
            line.set_short(self._short)
            line.pressed.connect(lambda row_id=row.id: self.wanted.emit(row_id))
            self._scroll.column.addWidget(line)
            self._lines.append(line)
        self._scroll.column.addStretch(1)
        found = self.line(focused) if focused is not None else None
        if found is not None:
            found.button.setFocus(Qt.FocusReason.OtherFocusReason)
        wants_look = [row for row in rows if row.action]
        self.set_badge(str(len(wants_look)) if wants_look else "")
        self._scroll.measure_again()
        self.lines_changed.emit()

    def set_compact(self, compact: bool) -> None:
        """Narrow panels say it in fewer words."""
        super().set_compact(compact)
        self._short = compact
        for line in self._lines:
            line.set_short(compact)
        self._scroll.measure_again()

    def focus_first(self) -> None:
        first = next((line.button for line in self._lines if line.row.action), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_calm(self) -> None:
        title = self._words("results.before_export_calm")
        row = CheckRow(id="calm", title=title, tone="ok", icon="check-circle")
        self._scroll.column.addWidget(CheckLine(self.theme, row, self._words))

    def _clear(self) -> None:
        self._lines = []
        while item := self._scroll.column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
