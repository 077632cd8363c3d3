"""Time and attendance: two panels where there is room, one card with tabs where there is less."""

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from console.views.results.attendance_content import AttendanceContent
from console.views.results.times_content import TimesContent
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label
from console.views.widgets.panel import Panel
from console.views.widgets.segmented_tabs import SegmentedTabs
from console.words import Words


class SidePanels(Themed, QWidget):
    """`apart` are the two panels for windows that show one panel at a time."""

    def __init__(
        self,
        theme: Theme,
        times: TimesContent,
        attendance: AttendanceContent,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._step = words, Breakpoint.XL
        self._contents = (times, attendance)
        self._times = Panel(theme, words("results.times"), "clock")
        self._attendance = Panel(theme, words("results.attendance"), "chart-line-up")
        self._total = Label(theme, "", "body_strong", "text2", digits=True)
        self._summary = Label(theme, "", "secondary", "text2", digits=True)
        self._times.add_trailing(self._total)
        self._attendance.add_trailing(self._summary)
        self._shared = Panel(theme)
        self.tabs = SegmentedTabs(theme, stretch=True)
        self.tabs.setAccessibleName(words("results.panels"))
        self.tabs.set_compact(True)
        for key in ("times_short", "attendance"):
            self.tabs.add_tab(words(f"results.{key}"))
        self._stack = QStackedLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shared.body.addWidget(self.tabs)
        self._shared.body.addLayout(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._place()
        self.wear(theme)

    @property
    def apart(self) -> tuple[Panel, Panel]:
        return self._times, self._attendance

    def show_totals(self, total: tuple[str, str, bool], summary: str) -> None:
        """Deviation of the whole in words and short, whether it is late, and who was there."""
        text, short, late = total
        self._total.set_text(text)
        self._total.set_colour("warn5_text" if late else "text2")
        self._summary.set_text(summary)
        self.tabs.set_count(0, short)

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._step:
            self._step = step
            self._place()

    def set_compact(self, compact: bool) -> None:
        for panel in (self._times, self._attendance):
            panel.set_compact(compact)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(self._step.gutter))
        self._times.set_body_margins(18, 0, 18, 12)
        self._attendance.set_body_margins(14, 0, 14, 10)
        self._shared.set_body_margins(14, 12, 14, 12)
        super().restyle()

    def _place(self) -> None:
        """Put the two contents into panels of their own, or behind the tabs of one."""
        times, attendance = self._contents
        shared = self._step is Breakpoint.L
        if shared:
            self._stack.addWidget(times)
            self._stack.addWidget(attendance)
            self._stack.setCurrentIndex(self.tabs.currentIndex())
            self._column.addWidget(self._shared, 1)
        else:
            self._times.body.addWidget(times, 1)
            self._attendance.body.addWidget(attendance, 1)
            for content in self._contents:
                content.show()
        if self._step is Breakpoint.XL:
            self._column.addWidget(self._times)
            self._column.addWidget(self._attendance, 1)
        policy = QSizePolicy.Policy
        height = policy.Maximum if self._step is Breakpoint.XL else policy.Preferred
        self._times.setSizePolicy(policy.Preferred, height)
        self._shared.setVisible(shared)
        for panel in (self._times, self._attendance):
            panel.setVisible(not shared)
