"""Anwesenheit: the curve of the citizens who were there, or that nobody was counted yet."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.results import ResultsViewModel
from console.views.attendance_curve import AttendanceCurve
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Paragraph


class AttendanceContent(Themed, QWidget):
    """Below the curve it is said whom it counts."""

    def __init__(
        self, theme: Theme, results: ResultsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._results = results
        self.curve = AttendanceCurve(theme, results.attendance.clock)
        self._note = Paragraph(theme, "", "meta", "text3")
        # The curve takes the room that is left; what it would like itself is far more.
        self.curve.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.curve, 1)
        self._column.addWidget(self._note)
        self._column.addStretch(0)
        self.wear(theme)

    def show_attendance(self) -> None:
        results, attendance = self._results, self._results.attendance
        axis, steps = attendance.axis, results.curve
        self.curve.setVisible(bool(steps))
        self._note.set_text(attendance.counted if steps else attendance.empty)
        if steps:
            summary = results.attendance_summary
            self.curve.show_curve(steps, axis.begin, axis.end, axis.now, summary)

    def restyle(self) -> None:
        self.curve.setMinimumHeight(self.theme.px(72))
        self._column.setSpacing(self.theme.px(2))
        super().restyle()
