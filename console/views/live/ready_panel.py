"""Startklar? What the console knows for itself before the evening begins."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.live_ready import ReadyLine, ReadyViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Panel
from console.words import Words


class ReadyPanel(Panel):
    """Facts, not boxes to tick: what is open is written strong."""

    def __init__(
        self, theme: Theme, ready: ReadyViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._ready = ready
        self._rows: dict[str, _Line] = {}
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
            row = self._rows.setdefault(line.id, _Line(self.theme))
            row.show_line(line, *self._states)
            self._grid.addWidget(row, number % half, number // half)
        self._grid.setRowStretch(half, 1)
        self._scroll.updateGeometry()
        self.set_count(self._ready.summary)

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
