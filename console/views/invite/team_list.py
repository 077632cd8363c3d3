"""Who is in the dialogue, one row for each."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.viewmodels.team import TeamViewModel
from console.views.invite.member_entry import MemberEntry
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph


class TeamList(Themed, QWidget):
    """Follows the view model; what was typed or focused stays where it is."""

    def __init__(self, theme: Theme, team: TeamViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        words = team.words
        self._title = Label(theme, words("invite.team.title"), "card_strong")
        self._sentence = Paragraph(theme, "", "body_medium", "over_text")
        self._hint = Paragraph(theme, "", "secondary", "text2")
        self.entries: dict[str, MemberEntry] = {}
        self._stops: list[Button] = []
        self._rows = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._sentence):
            self._column.addWidget(part)
        self._column.addLayout(self._rows)
        self._column.addWidget(self._hint)
        self.wear(theme)

    def show_team(self) -> None:
        team = self._team
        held = QApplication.focusWidget()
        inside = held is not None and self.isAncestorOf(held)
        rows = team.rows
        for gone in self.entries.keys() - {row.id for row in rows}:
            entry = self.entries.pop(gone)
            entry.hide()
            entry.deleteLater()
        for place, row in enumerate(rows):
            entry = self.entries.get(row.id) or self._make(row.id)
            if self._rows.indexOf(entry) != place:
                self._rows.insertWidget(place, entry)
            entry.show_member(row, team.asked, busy=team.is_revoking)
        self._order_stops([self.entries[row.id] for row in rows])
        self._tell(len(rows))
        if inside and held is not None and not held.isVisible() and not team.asked:
            self._go_on_from(held)

    def open_step(self) -> QWidget | None:
        """What is asked before a place is taken away, while it is."""
        for entry in self.entries.values():
            for step in (entry.step, *(line.step for line in entry.devices.values())):
                if step.isVisible():
                    return step
        return None

    def _order_stops(self, entries: list[MemberEntry]) -> None:
        """Rows change places; Tab goes through them as they stand."""
        stops = [stop for entry in entries for stop in entry.stops()]
        if stops != self._stops:
            self._stops = stops
            for first, second in pairwise(stops):
                QWidget.setTabOrder(first, second)

    def _make(self, member: str) -> MemberEntry:
        entry = MemberEntry(self.theme, self._team.words, self)
        entry.asked.connect(self._team.ask)
        entry.confirmed.connect(self._team.revoke)
        entry.kept.connect(self._team.keep)
        self.entries[member] = entry
        return entry

    def _tell(self, count: int) -> None:
        team, words = self._team, self._team.words
        self._sentence.set_text(team.sentence)
        self._sentence.setVisible(bool(team.sentence))
        self._sentence.setAccessibleName(team.sentence)
        hint = words("invite.team.alone") if team.is_known and count < 2 else ""
        if not team.is_known and not team.sentence:
            hint = words("invite.team.loading")
        self._hint.set_text(hint)
        self._hint.setVisible(bool(hint))

    def _go_on_from(self, held: QWidget) -> None:
        """The button that had the focus is gone: stay in the row, else in the list."""
        here = [entry for entry in self.entries.values() if entry.isAncestorOf(held)]
        for entry in (*here, *self.entries.values()):
            for button in entry.stops():
                if button.isVisible():
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
                    return

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(12))
        self._rows.setSpacing(px(14))
        super().restyle()
