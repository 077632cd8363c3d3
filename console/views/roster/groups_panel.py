"""Gruppen: how many sit where, which places are free, and how long each group still has."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.roster_groups import GroupSeats, RosterGroupsViewModel
from console.views.painting import smooth
from console.views.roster.looks import PHASES
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.panel import Hairline, Panel
from console.words import Words


class GroupsPanel(Panel):
    """While somebody present has no group, one button seats all of them evenly."""

    def __init__(
        self,
        theme: Theme,
        groups: RosterGroupsViewModel,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        self._groups, self._words = groups, words
        self._rows: dict[str, _GroupLine] = {}
        self._low = False
        self.assign = Button(theme, words("roster.assign_all"), size="small", icon="shuffle")
        self._without = Paragraph(theme, "", "secondary", "text2")
        self._none = Paragraph(theme, words("roster.groups_none"), "body", "text2")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._scroll = QScrollArea()
        super().__init__(theme, words("roster.groups"), "squares-four", parent, True)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self._scroll.viewport(), self._list):
            part.setAutoFillBackground(False)
        self.add_trailing(self.assign)
        self.body.addWidget(self._scroll)
        self.set_body_margins(0, 0, 0, 0)
        self.assign.clicked.connect(groups.assign_all)
        groups.changed.connect(self.show_groups)
        for change in (groups.model.dataChanged, groups.model.rowsInserted,
                       groups.model.rowsRemoved, groups.model.rowsMoved):  # fmt: skip
            change.connect(self.show_groups)
        self.show_groups()

    def sizeHint(self) -> QSize:
        """As high as its groups; the curve below takes what is left."""
        head = self.header.sizeHint().height()
        return QSize(super().sizeHint().width(), head + self._list.sizeHint().height())

    def line(self, group: str) -> "_GroupLine":
        """Return the line of a group."""
        return self._rows[group]

    def show_groups(self) -> None:
        groups = self._groups
        for gone in self._rows.keys() - {row.id for row in groups.model.rows}:
            line = self._rows.pop(gone)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, row in enumerate(groups.model.rows):
            line = self._rows.get(row.id) or self._made(row.id)
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
            line.show_group(row, last=place == len(groups.model.rows) - 1)
        self._none.setVisible(not groups.model.rows)
        self.set_count(groups.without or groups.assigned)
        self.assign.setVisible(groups.may_assign)
        self.assign.setToolTip(groups.round)
        self.assign.setAccessibleDescription(groups.round)
        self.updateGeometry()

    def set_low(self, low: bool) -> None:
        """Low rows say the number in digits; high ones show topic and places."""
        self._low = low
        for line in self._rows.values():
            line.set_low(low)

    def _made(self, group: str) -> "_GroupLine":
        line = _GroupLine(self.theme)
        line.set_low(self._low)
        self._rows[group] = line
        return line

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self._column.setContentsMargins(px(14), px(2), px(14), px(4))
        self._column.setSpacing(0)
        self._none.setContentsMargins(0, px(8), 0, px(8))


class _GroupLine(Themed, QWidget):
    """Name and topic, the seats, the timer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._low = False
        self._name = ElidedLabel(theme, "", "body_strong")
        self._topic = ElidedLabel(theme, "", "secondary", "text2")
        self._person = IconLabel(theme, "user", size=14)
        self._number = Label(theme, "", "body", "text", digits=True)
        self._seats = SeatDots(theme)
        self._phase = IconLabel(theme, "", size=16)
        self._time = Label(theme, "", "card_strong", "text", digits=True)
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
        icon, ink = PHASES[row.phase]
        self._phase.set_icon(icon, ink)
        self._time.set_text(row.time)
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

    def _fit(self) -> None:
        counts = bool(self._number.text())
        self._topic.setVisible(not self._low and bool(self._topic.text()))
        self._person.setVisible(counts)
        self._number.setVisible(counts)
        self._seats.setVisible(counts and not self._low)

    def restyle(self) -> None:
        px = self.theme.px
        air = px(6 if self._low else 8)
        self._row.setContentsMargins(0, air, 0, air)
        self._row.setSpacing(px(8))
        self._words.setSpacing(px(1))
        super().restyle()


class SeatDots(Themed, QWidget):
    """A dot per seat: full for who is there, pale for who is not, a ring for a free place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = self._away = self._free = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_seats(self, here: int, away: int, places: int) -> None:
        seats = (here, away, max(0, places - here - away))
        if seats != (self._here, self._away, self._free):
            self._here, self._away, self._free = seats
            self.restyle()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        number = self._here + self._away + self._free
        return QSize(max(0, px(9) * number - px(2)), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        smooth(painter)
        size, step = float(theme.px(7)), theme.px(9)
        top = (self.height() - size) / 2
        looks = ["here"] * self._here + ["away"] * self._away + ["free"] * self._free
        for place, look in enumerate(looks):
            dot = QRectF(place * step, top, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            if look == "free":
                painter.setPen(theme.colour("line_control"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                dot.adjust(0.5, 0.5, -0.5, -0.5)
            else:
                painter.setBrush(theme.colour("accent" if look == "here" else "accent_line"))
                dot.adjust(0, 0, 0, 0)
            painter.drawEllipse(dot)
