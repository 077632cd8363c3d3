"""Startklar? What the console knows for itself before the evening begins, and what people tick."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.live_ready import ReadyLine, ReadyViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.check_box import CheckBox
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Panel
from console.words import Words


class ReadyPanel(Panel):
    """Facts first, then boxes to tick, which all consoles share; what is open is written strong."""

    def __init__(
        self, theme: Theme, ready: ReadyViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._ready = ready
        self._words = words
        self._rows: dict[str, _Line | _TickLine] = {}
        self._states = (words("live.item_state.done"), words("live.ready_open"))
        self._content = QWidget()
        self._grid, self._scroll = QGridLayout(self._content), _Area()
        super().__init__(theme, words("live.ready"), "check-square", parent, header_line=True)
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.body.addWidget(self._scroll)
        ready.changed.connect(self.show_ready)
        self.show_ready()

    def show_ready(self) -> None:
        lines = self._ready.lines
        wanted = {line.id for line in lines}
        for gone in [key for key in self._rows if key not in wanted]:
            self._rows.pop(gone).deleteLater()
        while self._grid.count():
            self._grid.takeAt(0)
        half = -(-len(lines) // 2)
        for number, line in enumerate(lines):
            row = self._rows.get(line.id) or self._new_row(line)
            row.show_line(line, *self._states)
            self._grid.addWidget(row, number % half, number // half)
        self._grid.setRowStretch(half, 1)
        self._scroll.updateGeometry()
        self.set_count(self._ready.summary)

    def _new_row(self, line: ReadyLine) -> "_Line | _TickLine":
        if line.by_hand and self._ready.may_tick:
            row = self._rows[line.id] = _TickLine(self.theme, self._words)
            row.ticked.connect(lambda ticked: self._ready.tick(line.id, ticked=ticked))
            return row
        plain = self._rows[line.id] = _Line(self.theme)
        return plain

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        side = px(14 if self._compact else 20)
        self._grid.setContentsMargins(side, px(12), side, px(12))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(10))
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)


class _Area(QScrollArea):
    """Wants as much room as its lines need now; Qt's own keeps what the first ones needed."""

    def sizeHint(self) -> QSize:
        content = self.widget()
        return content.sizeHint() if content is not None else super().sizeHint()


class _Line(Themed, QWidget):
    """One fact with its detail below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "circle-dashed", size=19)
        self._text = Paragraph(theme, "", "card", "text2", line_factor=1.3)
        self._detail = Paragraph(theme, "", "secondary", "text2", line_factor=1.3)
        self._row, words = QHBoxLayout(self), QVBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.wear(theme)

    def show_line(self, line: ReadyLine, done: str, still_open: str) -> None:
        icon, ink = ("check-circle-fill", "ok") if line.done else ("circle-dashed", "text2")
        self._icon.set_icon(icon, ink)
        self._text.set_text(line.text)
        self._text.set_role("card" if line.done else "card_strong")
        self._text.set_colour("text2" if line.done else "text")
        self._detail.set_text(line.detail)
        self._detail.setVisible(bool(line.detail))
        state = done if line.done else still_open
        self.setAccessibleName(", ".join(filter(None, (line.text, line.detail, state))))

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(12))
        super().restyle()


class _TickLine(Themed, QWidget):
    """A box to tick, and below it who did and when; `ticked` carries what a person wants."""

    ticked = Signal(bool)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._box = CheckBox(theme, todo=True)
        self._by = Paragraph(theme, "", "secondary", "text2", line_factor=1.3)
        self._column, self._indented = QVBoxLayout(self), QHBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._indented.addWidget(self._by)
        self._column.addWidget(self._box)
        self._column.addLayout(self._indented)
        self._column.addStretch(1)
        self._box.clicked.connect(self.ticked)
        self.wear(theme)

    def show_line(self, line: ReadyLine, _done: str, _open: str) -> None:
        # A press alone ticks nothing: what stands here is what was saved.
        self._box.setChecked(line.done)
        self._box.set_text(line.text)
        name = line.text
        if line.detail:
            name = self._words("ready.tick_name", line=line.text, by=line.detail)
        self._box.setAccessibleName(name)
        self._by.set_text(line.detail)
        self._by.setVisible(bool(line.detail))

    def restyle(self) -> None:
        self._indented.setContentsMargins(self.theme.px(28), 0, 0, 0)
        super().restyle()
