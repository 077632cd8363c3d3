"""How many citizens were present over the evening, as a step curve."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMargins, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed

HOUR_MS = 3_600_000
#: The import stops everything for some tenths of a second: first keys and the first notes.
LATER_MS = 600
#: The axis ends at the first of these that holds the curve.
_TOPS = (10, 20, 50, 100, 200, 500, 100_000)
#: Where the axis begins, in px at 100 %, and how far apart its times are, in their own width.
_LEFT, _APART = 30, 1.3


class AttendanceCurve(Themed, QWidget):
    """Draws by pyqtgraph, which is imported after the widget was seen for the first time.

    Graphics items say nothing to a screen reader, so the whole is summed up in the name.
    """

    def __init__(
        self, theme: Theme, clock: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        """`clock` puts an instant (UTC ms) into words for the axis."""
        super().__init__(parent)
        self._clock = clock
        self._steps: tuple[tuple[int, int], ...] = ()
        self._begin, self._end, self._now = 0, HOUR_MS, 0
        self._plot: Any = None
        self._line: Any = None
        self._dot: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(QMargins())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.draw_now)
        self.wear(theme)

    def show_curve(
        self, steps: Sequence[tuple[int, int]], begin: int, end: int, now: int, summary: str
    ) -> None:
        """`steps`: (UTC ms, present from then on); `begin` to `end` is the axis, `now` its dot."""
        self._steps, self._begin, self._end, self._now = tuple(steps), begin, end, now
        self.setAccessibleName(summary)
        self._draw()

    @property
    def is_drawn(self) -> bool:
        """Whether the curve is there; before the first frame it is not."""
        return self._plot is not None

    def draw_now(self) -> None:
        """Draw the curve if it is not there yet."""
        if self._plot is None:
            self._later.stop()
            self._draw_plot()

    # drawing

    def _draw_plot(self) -> None:
        import pyqtgraph

        self._plot = plot = pyqtgraph.PlotWidget()
        plot.setBackground(None)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = plot.plot(fillLevel=0)
        self._dot = plot.plot(symbol="o")
        self._column.addWidget(plot)
        self.restyle()

    def _draw(self) -> None:
        if self._plot is None:
            return
        times, counts = self._corners()
        self._line.setData(times, counts)
        self._dot.setData(times[-1:], counts[-1:])
        most = max(counts, default=0)
        top = next(step for step in _TOPS if most <= step)
        plot = self._plot
        plot.setXRange(self._begin, max(self._end, self._begin + 1), padding=0)
        plot.setYRange(0, top, padding=self._padding())
        plot.getAxis("bottom").setTicks([self._hours()])
        ticks = [(value, str(value)) for value in (0, top // 2, top)]
        plot.getAxis("left").setTicks([ticks])

    def _padding(self) -> float:
        """Room above and below for half a number: pyqtgraph drops those that touch the edge."""
        half = QFontMetricsF(self.theme.font("secondary", digits=True)).height() / 2
        room = self.height() - self.theme.px(22) - 2 * half
        return max(0.1, half / max(room, 1.0))

    def _corners(self) -> tuple[list[int], list[int]]:
        """Return the points of the line: level until each change, then straight up or down."""
        times: list[int] = []
        counts: list[int] = []
        before = 0
        for at, present in self._steps:
            times += [at, at]
            counts += [before, present]
            before = present
        if times and self._now > times[-1]:
            times.append(self._now)
            counts.append(before)
        return times, counts

    def _hours(self) -> list[tuple[int, str]]:
        """Return the times under the axis: every hour, or as many as stand apart."""
        metrics = QFontMetricsF(self.theme.font("secondary", digits=True))
        least = metrics.horizontalAdvance(self._clock(self._begin)) * _APART
        room = max(least, self.width() - self.theme.px(_LEFT))
        step = HOUR_MS
        while room * step < least * (self._end - self._begin):
            step *= 2
        first = -(-self._begin // step) * step
        return [(at, self._clock(at)) for at in range(first, self._end + 1, step)]

    # look

    def restyle(self) -> None:
        super().restyle()
        if self._plot is None:
            return
        theme = self.theme
        import pyqtgraph

        accent = theme.colour("accent")
        self._line.setPen(pyqtgraph.mkPen(accent, width=1.5 * theme.scale))
        self._line.setFillBrush(pyqtgraph.mkBrush(theme.veil("accent", 0.14)))
        self._dot.setPen(None)
        self._dot.setSymbolBrush(pyqtgraph.mkBrush(accent))
        self._dot.setSymbolPen(None)
        self._dot.setSymbolSize(theme.px(7))
        font = theme.font("secondary", digits=True)
        for name in ("bottom", "left"):
            axis = self._plot.getAxis(name)
            axis.setStyle(tickFont=font, tickLength=0)
            axis.setTextPen(theme.colour("text2"))
            axis.setPen(theme.colour("line_strong"))
        self._plot.getAxis("left").setWidth(theme.px(_LEFT))
        self._plot.getAxis("bottom").setHeight(theme.px(22))
        self._plot.showGrid(y=True, alpha=0.25)
        self._draw()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def event(self, event: QEvent) -> bool:
        # The first paint has been asked for: what comes after it may take its time.
        if event.type() == QEvent.Type.Paint and self._plot is None and not self._later.isActive():
            self._later.start(LATER_MS)
        return super().event(event)


def draw_curves(window: QWidget) -> None:
    """Draw what a window would draw a little later, for a picture of it."""
    for curve in window.findChildren(AttendanceCurve):
        if curve.isVisible():
            curve.draw_now()
