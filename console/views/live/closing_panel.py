"""The evening in figures: what Live shows once the dialogue is over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.live_closing import ClosingRow, ClosingViewModel
from console.views.theme import Theme
from console.views.widgets.key_figure import KeyFigure
from console.views.widgets.label import ElidedLabel, Label
from console.views.widgets.panel import Hairline, Panel

_FIGURES_IN_A_ROW = 3
_HEADS = ("item", "plan", "actual", "deviation")


class ClosingPanel(Panel):
    """Figures on top, the items below with what they took; late ones in the colour of late."""

    def __init__(self, theme: Theme, closing: ClosingViewModel) -> None:
        self._closing = closing
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._figures, self._table = QGridLayout(), QGridLayout()
        self._scroll = _Area()
        super().__init__(theme, closing.words("closing.title"), "check-circle", header_line=True)
        self._line = Hairline(theme)
        self._column.addLayout(self._figures)
        self._column.addWidget(self._line)
        self._column.addLayout(self._table)
        self._column.addStretch(1)
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setAccessibleName(closing.words("closing.title"))
        self._content.setAutoFillBackground(False)
        self.body.addWidget(self._scroll)
        closing.changed.connect(self.show_closing)
        self.show_closing()

    def show_closing(self) -> None:
        """Make figures and rows anew; after the end they change seldom."""
        for grid in (self._figures, self._table):
            _empty(grid)
        for at, one in enumerate(self._closing.figures):
            figure = KeyFigure(self.theme)
            figure.set_figure(one.number, one.label, one.detail, one.tone)
            figure.set_compact(True)
            row, column = divmod(at, _FIGURES_IN_A_ROW)
            self._figures.addWidget(figure, row, column, Qt.AlignmentFlag.AlignTop)
        for column, name in enumerate(_HEADS):
            head = Label(self.theme, self._closing.words(f"closing.{name}"), "secondary", "text2")
            self._table.addWidget(head, 0, column, _side(column))
        for at, row in enumerate(self._closing.rows, start=1):
            self._add_row(at, row)
        self.set_count(self._closing.total)

    def _add_row(self, at: int, row: ClosingRow) -> None:
        title = ElidedLabel(self.theme, row.title, "body")
        title.setAccessibleName(row.spoken)
        self._table.addWidget(title, at, 0)
        ink = "warn5_text" if row.late else "text2"
        for column, (text, colour) in enumerate(
            ((row.plan, "text2"), (row.actual, "text"), (row.deviation, ink)), start=1
        ):
            label = Label(self.theme, text, "body", colour, digits=True)
            self._table.addWidget(label, at, column, _side(column))

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        side = px(14 if self._compact else 20)
        self._column.setContentsMargins(side, px(12), side, px(12))
        self._column.setSpacing(px(12))
        self._figures.setHorizontalSpacing(px(20))
        self._figures.setVerticalSpacing(px(12))
        for column in range(_FIGURES_IN_A_ROW):
            self._figures.setColumnStretch(column, 1)
        self._table.setHorizontalSpacing(px(20))
        self._table.setVerticalSpacing(px(6))
        self._table.setColumnStretch(0, 1)


class _Area(QScrollArea):
    """Wants as much room as its rows need now; Qt's own keeps what the first ones needed."""

    def sizeHint(self) -> QSize:
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()
