"""The left card: search line, filters, the table, and the foot with what is counted."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget
from shiboken6 import isValid

from console.viewmodels.roster import RosterViewModel
from console.views.roster.answer_band import AnswerBand
from console.views.roster.check_in_field import CheckInField
from console.views.roster.filter_chips import FilterChips
from console.views.roster.people_foot import PeopleFoot
from console.views.roster.roster_table import RosterTable
from console.views.shell.breakpoints import Breakpoint
from console.views.shortcuts import show_key
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.panel import Panel


class PeoplePanel(Panel):
    """Work begins in the search line; Down leads from there into the table."""

    def __init__(
        self, theme: Theme, roster: RosterViewModel, parent: QWidget | None = None
    ) -> None:
        words = roster.words
        self._roster, self._breakpoint = roster, Breakpoint.XL
        self._lead: QWidget | None = None
        self.search = CheckInField(theme, words("roster.search_name"))
        show_key(roster.keys, "search", self.search)
        self.filters = FilterChips(theme, words("roster.filters"))
        self.add = Button(theme, words("roster.add_person"), icon="user-plus")
        self.table = RosterTable(theme, roster)
        self.band = AnswerBand(theme, self.table)
        self.empty = EmptyState(theme, "users")
        self.foot = PeopleFoot(theme, roster)
        super().__init__(theme, parent=parent)
        self.setAccessibleName(words("roster.list"))
        self.set_body_margins(0, 0, 0, 0)
        self._put_together()
        self._connect()
        self._show()
        self._show_answer()

    def _put_together(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.search, 1)
        self._bar.addWidget(self.filters)
        self._bar.addWidget(self.add)
        self._pages = QStackedLayout()
        self.body.addLayout(self._bar)
        # Only in the panel: a stack without one shows its first page as a window.
        self.body.addLayout(self._pages, 1)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        self.body.addWidget(self.foot)
        self.table.installEventFilter(self)
        self.search.edit.installEventFilter(self)

    def _connect(self) -> None:
        roster = self._roster
        self.search.edited.connect(roster.type)
        self.search.submitted.connect(self._submit)
        self.search.stepped.connect(roster.pick)
        self.search.left_downwards.connect(self.table.enter)
        self.filters.chosen.connect(self._choose_filter)
        self.add.clicked.connect(self._add)
        self.table.chosen_changed.connect(self._show_foot)
        roster.changed.connect(self._show)
        roster.answered.connect(self._show_answer)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.search.edit, *self.filters.stops, self.add, self.table]

    # what a person does

    def focus_first(self) -> None:
        """Nothing is in use any more; the next name can be typed."""
        self.table.choose(None)
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.selectAll()

    def _submit(self) -> None:
        if self._roster.submit():
            self.search.set_text("")
        else:
            self.search.edit.selectAll()
        self._say(self._roster.answer.text)

    def _say(self, text: str) -> None:
        """Tell a screen reader what came of it; the line itself only has a new description."""
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.search.edit, text))

    def _add(self) -> None:
        if self._roster.add_guest():
            self.search.set_text("")
        elif not self._roster.is_searching:
            self._roster.explain_guest()
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_filter(self, key: str) -> None:
        self.search.set_text("")
        self.table.choose(None)
        self._roster.choose_filter(key)

    # what is shown

    def _show(self) -> None:
        roster = self._roster
        self.filters.show_filters(roster.filters, roster.filter)
        self._show_page()
        self._show_foot()
        self._fit()

    def _show_page(self) -> None:
        roster, words = self._roster, self._roster.words
        if not roster.reads_names:
            self.empty.set_words(words("roster.names_hidden"), roster.everybody)
        elif roster.is_empty and not roster.is_searching:
            how = words("roster.empty_text") if roster.may_add else ""
            self.empty.set_words(words("roster.empty"), how)
        elif not roster.model.rows and not roster.is_searching:
            self.empty.set_words(words("roster.empty_filter"), "")
        else:
            self._pages.setCurrentWidget(self.table)
            return
        self._pages.setCurrentWidget(self.empty)

    def _show_answer(self) -> None:
        answer = self._roster.answer
        self.band.show_answer(answer)
        self.search.edit.setAccessibleDescription(answer.text)
        if self._roster.is_searching or answer.text:
            self.table.choose(self._roster.picked)
        self._show_page()

    def _show_foot(self) -> None:
        chosen = self.table.chosen
        row = self._roster.model.row_of(chosen[0].id) if len(chosen) == 1 else -1
        self.foot.show_place(row, len(chosen))

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        self.table.set_breakpoint(step)
        self.filters.set_low(step is not Breakpoint.XL)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        if not hasattr(self, "_bar"):
            return
        px, wide = self.theme.px, self._breakpoint is Breakpoint.XL
        side = px(16 if wide else 14)
        low = self._breakpoint is Breakpoint.S
        air = px(6 if low else 12 if wide else 10)
        self._bar.setContentsMargins(side, air, side, air)
        self.foot.setVisible(not low)
        self._bar.setSpacing(px(12 if wide else 10))
        self.body.setSpacing(0)
        long = wide and self._roster.acts.may_mark
        self.search.set_placeholder(self._roster.words("roster.search" if long else "roster.find"))
        self._fit()

    def _fit(self) -> None:
        """The search line keeps its room; the button gives up its words, then the chips go."""
        px, words = self.theme.px, self._roster.words("roster.add_person")
        reads = self._roster.reads_names
        for part in (self.search, self.filters):
            part.setVisible(reads)
        taken = px(100) if self._lead is None else self._lead.sizeHint().width() + px(110)
        room = self.width() - taken - px(150)
        self.add.setVisible(self._roster.may_add and reads)
        if not self.add.isHidden():
            self.add.set_text(words)
            short = self.filters.width_of_all() + self.add.sizeHint().width() > room - px(60)
            self.add.set_text("" if short else words)
            self.add.setAccessibleName(words)
            self.add.setToolTip(words if short else "")
            room -= self.add.sizeHint().width()
        self.filters.fit(room)
        self._place_band()

    def lead_with(self, widget: QWidget | None) -> None:
        """Take another choice before the search line, where height is too precious for a row."""
        if widget is not self._lead:
            if self._lead is not None:
                self._bar.removeWidget(self._lead)
            if widget is not None:
                self._bar.insertWidget(0, widget)
            self._lead = widget
            self._fit()

    def _place_band(self) -> None:
        header = self.table.horizontalHeader()
        self.band.setGeometry(0, 0, self.table.width(), header.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _forget_answer(self) -> None:
        # Whatever is raised in an event ends the program; a dialogue that ended has no answers.
        if isValid(self._roster):
            self._roster.forget_answer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.Resize:
            self._place_band()
        if watched is self.search.edit and isinstance(event, QFocusEvent) and event.lostFocus():
            self._forget_answer()
        return super().eventFilter(watched, event)
