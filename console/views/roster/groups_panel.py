"""Gruppen: how many sit where, which places are free, and how long each group still has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.roster_groups import RosterGroupsViewModel
from console.views.roster.group_line import GroupLine
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Panel
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
        self._rows: dict[str, GroupLine] = {}
        self._low = False
        self.assign = Button(theme, size="small", icon="shuffle")
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
        head = max(self.header.sizeHint().height(), self.header.minimumHeight())
        lines = sum(line.height_at(low=self._low) for line in self._rows.values())
        margins = self._column.contentsMargins()
        content = lines + margins.top() + margins.bottom() if lines else self.theme.px(60)
        return QSize(super().sizeHint().width(), head + content + self.theme.px(2))

    def line(self, group: str) -> GroupLine:
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
                self.updateGeometry()
            line.show_group(row, last=place == len(groups.model.rows) - 1)
        self._none.setVisible(not groups.model.rows)
        # The button says how many; beside it there is no room for both.
        self.set_count("" if groups.may_assign else groups.without or groups.assigned)
        self.assign.set_text(groups.assign_words)
        self.assign.setVisible(groups.may_assign)
        tip = " · ".join(part for part in (groups.without, groups.round) if part)
        self.assign.setToolTip(tip)
        self.assign.setAccessibleDescription(tip)

    def set_low(self, low: bool) -> None:
        """Low rows say the number in digits; high ones show topic and places."""
        self._low = low
        for line in self._rows.values():
            line.set_low(low)
        self.updateGeometry()

    def _made(self, group: str) -> GroupLine:
        line = GroupLine(self.theme)
        line.set_low(self._low)
        self._rows[group] = line
        return line

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self._column.setContentsMargins(px(14), px(2), px(14), px(4))
        self._column.setSpacing(0)
        self._none.setContentsMargins(0, px(8), 0, px(8))
