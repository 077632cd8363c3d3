"""Below the table: where one is in it, who is counted, and when personal data go."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.roster import RosterViewModel
from console.views.painting import hairline
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import ElidedLabel, Label


class PeopleFoot(Themed, QWidget):
    """Whole sentences only; what has no room is left out."""

    def __init__(self, theme: Theme, roster: RosterViewModel) -> None:
        super().__init__()
        self._roster = roster
        self._place = Label(theme, "", "secondary", "text2", digits=True)
        self._order = Label(theme, roster.words("roster.order_hint"), "secondary", "text2")
        self._counted = ElidedLabel(theme, "", "secondary", "text2")
        self._deletion = ElidedLabel(theme, "", "secondary", "text2")
        self._row = QHBoxLayout(self)
        for part in (self._place, self._order, self._counted):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._deletion)
        self.wear(theme)

    def show_place(self, row: int, chosen: int) -> None:
        """`row`: the number of the one row in use, -1 for none; `chosen`: how many are in use."""
        roster, words = self._roster, self._roster.words
        text = roster.place(row) if row >= 0 else ""
        self._place.set_text(words("roster.people_chosen", n=chosen) if chosen > 1 else text)
        self._counted.set_text(roster.counted if roster.reads_names else roster.attendance.head)
        self._deletion.set_text(roster.deletion)
        self._fit()

    def _fit(self) -> None:
        """Where one is and the order give way first."""
        wanted = {
            self._counted: True,
            self._deletion: bool(self._deletion.text()),
            self._place: bool(self._place.text()),
            self._order: self._roster.reads_names,
        }
        room = self.width() - 2 * self.theme.px(20)
        for part, useful in wanted.items():
            width = part.sizeHint().width() + self._row.spacing()
            part.setVisible(useful and (width <= room or part is self._counted))
            room -= width if useful else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(20), px(6), px(20), px(8))
        self._row.setSpacing(px(16))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 1.0, self.width() - 1.0, 0.0, self.theme.colour("line"))
