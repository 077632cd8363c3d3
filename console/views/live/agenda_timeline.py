"""The Ablauf on a vertical time axis: a thin lane for the plan, a wide one for what really is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.agenda import AgendaViewModel
from console.views.live.agenda_blocks import AgendaBlocks
from console.views.live.now_line import NowLine
from console.views.live.time_axis import LEAST_BLOCK, TimeAxis
from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

_LANE, _GAP, _STILL = 8, 2, 22


class AgendaTimeline(Themed, QWidget):
    """Blocks stand where their time is; ask `fits_in` before showing it at a height."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, agenda: AgendaViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self._axis = TimeAxis((), None, 1, 1)
        self.theme = theme
        self.blocks = AgendaBlocks(theme, agenda, self, upright=True)
        self._now = NowLine(theme, self)
        #: The label that would lie under the tag of now.
        self._covered: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.blocks.changed.connect(self._place)
        self.blocks.opened.connect(self.opened)
        agenda.moved.connect(self._on_moved)
        self.wear(theme)

    def fits_in(self, height: int) -> bool:
        """Whether every block would be high enough to read at a height of so many px."""
        axis = self._measured(height - 2 * self._pad())
        return axis.fits(self._agenda.rows, self.theme.px(LEAST_BLOCK))

    # placing

    def restyle(self) -> None:
        super().restyle()
        self._place()

    def _place(self) -> None:
        if self.height() < 2:
            return
        self._axis = self._measured(self.height() - 2 * self._pad())
        places = self._axis.places(self._agenda.rows)
        left = self._blocks_left()
        width = max(1, self.width() - left - self.theme.px(12))
        for block, (top, bottom) in zip(self.blocks.in_order, places, strict=True):
            y = round(top + self._pad())
            tall = max(1, round(bottom + self._pad()) - y - self.theme.px(_GAP))
            if block.geometry().getRect() != (left, y, width, tall):
                block.setGeometry(left, y, width, tall)
        self._place_now()
        self.update()

    def _measured(self, height: float) -> TimeAxis:
        now = self._agenda.now if self._agenda.is_live else None
        return TimeAxis(self._agenda.rows, now, height, self.theme.px(_STILL))

    def _on_moved(self) -> None:
        if not self.isVisible():
            return
        now = self._agenda.now
        if self._agenda.is_live and not self._axis.first <= now <= self._axis.last:
            self._place()
            return
        self._place_now()

    def _place_now(self) -> None:
        self._now.setVisible(self._agenda.is_live)
        if not self._agenda.is_live:
            self._cover(None)
            return
        y = round(self._axis.start_y(self._agenda.now) + self._pad())
        self._now.show_at(y, self._agenda.now_text, self.width(), self._blocks_left())
        self._now.raise_()
        least = (self._now.height() + line_height(self._label_font())) / 2
        tops = {at: abs(self._axis.start_y(at) + self._pad() - y) for at in self._axis.quarters()}
        self._cover(next((at for at, far in tops.items() if far < least), None))
        share = self._agenda.elapsed
        for block in self.blocks.in_order:
            if block.row is not None and block.row.state == "now":
                block.show_elapsed(share)

    def _cover(self, label: int | None) -> None:
        """The time in the tag says as much: what it would hide half is left out."""
        if label != self._covered:
            self._covered = label
            self.update()

    def _label_font(self) -> QFont:
        return self.theme.font("secondary", digits=True)

    def _pad(self) -> int:
        return self.theme.px(8)

    def _lane_left(self) -> int:
        return self.theme.px(12) + round(text_width(self._label_font(), "00:00")) + self.theme.px(8)

    def _blocks_left(self) -> int:
        return self._lane_left() + self.theme.px(_LANE + 8)

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(288), self.theme.px(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(80))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Time went on while another view was open.
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, rows, pad = self.theme, self._agenda.rows, self._pad()
        font, ink = self._label_font(), theme.colour("text2")
        right = self._lane_left() - theme.px(8)
        align = Qt.AlignmentFlag.AlignRight
        for at in self._axis.quarters():
            if at == self._covered:
                continue
            y = self._axis.start_y(at) + pad
            line = QRectF(0, y - theme.px(10), right, theme.px(20))
            text_line(painter, line, self._agenda.clock(at), font, ink, align)
        for row in rows:
            if row.planned_end <= row.planned_start:
                continue
            top = self._axis.start_y(row.planned_start) + pad
            tall = self._axis.end_y(row.planned_end) + pad - top - theme.px(_GAP)
            lane = QRectF(self._lane_left(), top, theme.px(_LANE), max(1.0, tall))
            rounded_box(painter, lane, theme.px(3), theme.colour("plan"))
