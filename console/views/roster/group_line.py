"""One group beside the table: name and topic, seats, and its timer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.roster_groups import GroupSeats
from console.views.roster.looks import PHASES
from console.views.roster.running_time import RunningTime
from console.views.roster.seat_dots import SeatDots
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Label
from console.views.widgets.panel import Hairline


class GroupLine(Themed, QWidget):
    """Low lines say how many sit there in digits, high ones show the places too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self._name = ElidedLabel(theme, "", "body_strong")
        self._topic = ElidedLabel(theme, "", "secondary", "text2")
        self._person = IconLabel(theme, "user", size=14)
        self._number = Label(theme, "", "body", "text", digits=True)
        self._seats = SeatDots(theme)
        self._phase = IconLabel(theme, "", size=16)
        self._time = RunningTime(theme, "card_strong", align=Qt.AlignmentFlag.AlignRight)
        self._look = ""
        self._line = Hairline(theme)
        self._words, self._row = QVBoxLayout(), QHBoxLayout()
        self._words.addWidget(self._name)
        self._words.addWidget(self._topic)
        self._row.addLayout(self._words, 1)
        for part in (self._person, self._number, self._seats, self._phase, self._time):
            self._row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row, 1)
        column.addWidget(self._line)
        self.wear(theme)

    def show_group(self, row: GroupSeats, *, last: bool) -> None:
        self._name.set_text(row.name)
        self._topic.set_text(row.topic)
        self._number.set_text(str(row.here) if row.people else "")
        self._seats.show_seats(row.here, row.away, row.places)
        self._time.set_text(row.time)
        if row.phase != self._look:
            self._look = row.phase
            icon, ink = PHASES[row.phase]
            self._phase.set_icon(icon, ink)
            self._time.set_colour(ink)
        self.setAccessibleName(f"{row.name}, {row.topic}" if row.topic else row.name)
        self.setAccessibleDescription(row.description)
        self.setToolTip(row.description)
        self._line.setVisible(not last)
        self._fit()

    def set_low(self, low: bool) -> None:
        if low != self._low:
            self._low = low
            self._fit()
            self.restyle()

    def height_at(self, *, low: bool) -> int:
        """The height of a line, in px at the present scale."""
        return self.theme.px(33 if low else 51)

    def _fit(self) -> None:
        counts = bool(self._number.text())
        self._topic.setVisible(not self._low and bool(self._topic.text()))
        self._person.setVisible(counts)
        self._number.setVisible(counts)
        self._seats.setVisible(counts and not self._low)

    def restyle(self) -> None:
        px = self.theme.px
        # Fixed, so that the panel knows its height before the fonts are measured.
        self.setFixedHeight(self.height_at(low=self._low))
        self._row.setSpacing(px(8))
        self._words.setSpacing(px(1))
        super().restyle()
