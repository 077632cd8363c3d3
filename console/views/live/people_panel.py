"""Teilnehmende: how many citizens are present, waiting and expected, and the curve so far."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.live_people import PeopleViewModel
from console.views.attendance_curve import AttendanceCurve
from console.views.live.people_bar import PeopleBar
from console.views.theme import Theme
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Panel
from console.words import Words


class PeoplePanel(Panel):
    """Counts citizens only, and says so beside the number."""

    def __init__(
        self, theme: Theme, people: PeopleViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._people, self._low = people, False
        self._number = CountdownLabel(theme, "key_figure")
        self._words = Paragraph(theme, "", "body_medium", "text", line_factor=1.25)
        self._context = Paragraph(theme, "", "secondary", "text2", line_factor=1.3)
        self._bar = PeopleBar(theme)
        self._curve = AttendanceCurve(theme, people.clock)
        self._unreadable = Paragraph(theme, people.unreadable, "body", "text2")
        self._head, self._beside = QHBoxLayout(), QVBoxLayout()
        super().__init__(theme, words("live.people"), "users", parent)
        self._put_together()
        people.changed.connect(self.show_people)
        people.curve_changed.connect(self._show_curve)
        self.show_people()
        self._show_curve()

    def show_people(self) -> None:
        people = self._people
        for part in (self._number, self._words, self._context):
            part.setVisible(people.is_readable)
        # Low panels keep the curve; what the bar tells is in the name of the number.
        self._bar.setVisible(people.is_readable and not self._low)
        self._curve.setVisible(people.is_readable and bool(people.curve.steps))
        self._unreadable.setVisible(not people.is_readable)
        if people.is_readable:
            self._number.set_text(people.number)
            short = people.short_words
            self._words.set_text(short[0] if self._compact else people.number_words)
            self._context.set_text(short[1] if self._compact else people.context)
            self._bar.show_parts(people.parts)
            parts = [f"{people.number} {people.number_words}", people.context]
            spoken = ", ".join([*parts, *(part.words for part in people.parts)])
            self._number.setAccessibleName(spoken)

    def _show_curve(self) -> None:
        if not self._people.is_readable:
            return
        curve = self._people.curve
        self._curve.setVisible(bool(curve.steps))
        self._curve.show_curve(curve.steps, curve.begin, curve.end, curve.now, curve.summary)

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self._number.set_role("key_figure_l" if compact else "key_figure")
        self.show_people()

    def set_low(self, low: bool) -> None:
        """Whether the panel stands low in a column and has to do without the bar."""
        if low != self._low:
            self._low = low
            self.show_people()

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        side = px(12 if self._compact else 16)
        self.body.setContentsMargins(side, 0, side, px(8))
        self.body.setSpacing(px(6))
        self._head.setSpacing(px(10))
        self._curve.setMinimumHeight(px(56))

    def _put_together(self) -> None:
        self._beside.setSpacing(0)
        self._beside.addStretch(1)
        self._beside.addWidget(self._words)
        self._beside.addWidget(self._context)
        self._beside.addStretch(1)
        self._head.addWidget(self._number)
        self._head.addLayout(self._beside, 1)
        self.body.addLayout(self._head)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._curve, 1)
        self.body.addWidget(self._unreadable)
        self.body.addStretch(0)
