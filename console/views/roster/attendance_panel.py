"""Anwesenheit: the step curve of the evening, or the same as a table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedLayout, QWidget

from console.viewmodels.attendance import AttendanceViewModel
from console.views.attendance_curve import AttendanceCurve
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Panel
from console.views.widgets.table_view import TableView
from console.words import Words

CURVE, TABLE, NOTHING = range(3)
#: Below this width (px at 100 %) the button is an icon alone.
_WORDS_FROM = 400


class AttendancePanel(Panel):
    """Says whom it counts; the button in the head changes between curve and table."""

    def __init__(
        self,
        theme: Theme,
        attendance: AttendanceViewModel,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        self._attendance, self._words = attendance, words
        self.curve = AttendanceCurve(theme, attendance.clock)
        self.table = TableView(theme, words("roster.attendance"), 32)
        self._nothing = Paragraph(theme, attendance.empty, "body", "text2")
        self._counted = Paragraph(theme, attendance.counted, "meta", "text2")
        self.switch = Button(theme, "", "quiet", "mini", "list-bullets")
        self._pages, self._foot = QStackedLayout(), QHBoxLayout()
        super().__init__(theme, words("roster.attendance"), "chart-line-up", parent, True)
        self.table.setModel(attendance.table)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._foot.addWidget(self._counted, 1, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(self.switch)
        self.body.addLayout(self._pages, 1)
        self.body.addLayout(self._foot)
        # Only in the panel: a stack without one shows its first page as a window.
        for page in (self.curve, self.table, self._nothing):
            self._pages.addWidget(page)
        self.switch.clicked.connect(self._change)
        attendance.changed.connect(self.show_attendance)
        attendance.moved.connect(self._show_curve)
        self._shows_table = False
        self._name_switch()
        self.show_attendance()

    @property
    def page(self) -> int:
        """CURVE, TABLE or NOTHING."""
        return self._pages.currentIndex()

    def show_attendance(self) -> None:
        self.set_count(self._attendance.head)
        self.setAccessibleDescription(self._attendance.summary)
        has_steps = bool(self._attendance.steps)
        self.switch.setVisible(has_steps)
        page = TABLE if self._shows_table else CURVE
        self._pages.setCurrentIndex(page if has_steps else NOTHING)
        self._show_curve()

    def restyle(self) -> None:
        super().restyle()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        for page in (self.curve, self.table):
            page.setMinimumHeight(self.theme.px(56))
        self.body.setContentsMargins(*(self.theme.px(side) for side in (12, 8, 10, 8)))
        self.body.setSpacing(self.theme.px(2))

    def _show_curve(self) -> None:
        attendance, axis = self._attendance, self._attendance.axis
        steps = [(step.at, step.present) for step in attendance.steps]
        self.curve.show_curve(steps, axis.begin, axis.end, axis.now, attendance.summary)

    def _change(self) -> None:
        self._shows_table = not self._shows_table
        self._name_switch()
        self.show_attendance()

    def _name_switch(self) -> None:
        """In words where there is room for them beside whom the curve counts."""
        shown = "curve" if self._shows_table else "table"
        words = self._words(f"roster.attendance_{shown}")
        wide = self.width() >= self.theme.px(_WORDS_FROM)
        self.switch.set_text(words if wide else "")
        self.switch.setToolTip("" if wide else words)
        self.switch.setAccessibleName(words)
        self.switch.set_icon("chart-line-up" if self._shows_table else "list-bullets")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_switch()

    def hasHeightForWidth(self) -> bool:
        # The curve takes what is left; a wish of its own would make the groups above smaller.
        return False
