"""Teilnehmende: the strip on top, the table at the left, technique, groups and curve beside it."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from console.viewmodels.roster import RosterViewModel
from console.views.evening_strip import EveningStrip
from console.views.roster.attendance_panel import AttendancePanel
from console.views.roster.groups_panel import GroupsPanel
from console.views.roster.people_panel import PeoplePanel
from console.views.roster.tech_panel import TechPanel
from console.views.shell.breakpoints import Breakpoint
from console.views.shortcuts import bind_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.panel import Panel
from console.views.widgets.segmented_tabs import SegmentedTabs

PEOPLE, TECH, GROUPS, ATTENDANCE = range(4)


class RosterView(Themed, QWidget):
    """Wide windows show all panels at once, narrow ones one at a time."""

    def __init__(
        self,
        theme: Theme,
        roster: RosterViewModel,
        sheet_host: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = roster.words
        self._roster, self._sheet_host = roster, sheet_host
        self._breakpoint = Breakpoint.XL
        self._folded = False
        self.strip = EveningStrip(theme, roster.strip)
        self.people = PeoplePanel(theme, roster)
        self.tech = TechPanel(theme, roster.cases, words)
        self.groups = GroupsPanel(theme, roster.groups, words)
        self.attendance = AttendancePanel(theme, roster.attendance, words)
        self.tabs = SegmentedTabs(theme, stretch=True)
        self.list = ComboBox(theme, words("roster.panels"))
        self._side, self._stack = QWidget(), QStackedWidget()
        self._arrange()
        self.tabs.currentChanged.connect(self.show_panel)
        self.list.activated.connect(self.show_panel)
        roster.cases.changed.connect(self._show_counts)
        bind_key(roster.keys, "search", self, self.find, Qt.ShortcutContext.WindowShortcut)
        self._show_counts()
        self.wear(theme)

    @property
    def panels(self) -> list[Panel]:
        """All panels in the order of the tabs; without those that this role does not receive."""
        panels: list[Panel] = [self.people, self.tech, self.groups, self.attendance]
        return [one for one in panels if one is not self.tech or self._roster.cases.is_readable]

    def _arrange(self) -> None:
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._right = QVBoxLayout(self._side)
        for layout in (self._column, self._row, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self.list)
        self._column.addLayout(self._row, 1)
        self._row.addWidget(self._stack, 1)
        self._row.addWidget(self._side)
        for panel in self.panels:
            self.tabs.add_tab(panel.accessibleName())
            self.list.addItem(panel.accessibleName())
        self.tabs.setAccessibleName(self._roster.words("roster.panels"))
        self.tabs.set_compact(True)
        self.tech.setParent(self)
        self.tech.setVisible(self._roster.cases.is_readable)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip below the one that says what is on."""
        self._column.insertWidget(1, strip)

    # what a person does

    def focus_first(self) -> None:
        """Work begins in the search line."""
        if self._breakpoint.is_compact:
            self.show_panel(PEOPLE if self._roster.reads_names else len(self.panels) - 1)
        if self._roster.reads_names:
            self.people.focus_first()
        else:
            self.attendance.switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_hints(self) -> list[tuple[str, str]]:
        """Keys of this view for the bottom bar, the most useful first."""
        words, acts = self._roster.words, self._roster.acts
        hints = [(self._roster.keys.label("search"), words("shell.keys.search"))]
        if acts.may_mark:
            codes = ("present", "waiting", "left", "tech")
            hints += [(acts.key_of(code), words(f"shell.keys.{code}")) for code in codes]
        return hints if self._roster.reads_names else []

    def find(self) -> None:
        """Into the search line, from anywhere in this view."""
        self.focus_first()

    def show_panel(self, number: int) -> None:
        """Show one panel in narrow windows."""
        self.tabs.setCurrentIndex(number)
        self.list.setCurrentIndex(number)
        self._stack.setCurrentIndex(number)
        self._place_list()

    def _place_list(self) -> None:
        """In the lowest windows the list of panels shares a row with the search line."""
        lowest, had_focus = self._breakpoint is Breakpoint.S, self.list.hasFocus()
        shares = lowest and self._stack.currentWidget() is self.people
        if shares:
            self._column.removeWidget(self.list)
        self.people.lead_with(self.list if shares else None)
        if not shares:
            self._column.insertWidget(2, self.list)
        self.list.setVisible(lowest)
        if had_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        self.people.set_breakpoint(step)
        wide = step is Breakpoint.XL
        for panel in (self.strip, *self.panels[1:]):
            panel.set_compact(not wide)
        self.groups.set_low(step is Breakpoint.L)
        self._place()
        self.restyle()

    def _place(self) -> None:
        """Side by side, or one behind the other under tabs."""
        compact = self._breakpoint.is_compact
        shown = self._stack.currentIndex()
        for panel in self.panels:
            if panel is self.people or compact:
                self._stack.addWidget(panel)
            else:
                self._right.addWidget(panel, 1 if panel is self.attendance else 0)
            panel.setVisible(not compact)
        self._side.setVisible(not compact and not self._folded)
        self.tabs.setVisible(compact and self._breakpoint is not Breakpoint.S)
        self._stack.setCurrentIndex(shown if compact and shown >= 0 else 0)
        if current := self._stack.currentWidget():
            current.show()
        self._place_list()
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go from left to right and from top to bottom."""
        stops = [self.tabs, self.list, *self.people.stops, *self.tech.stops, self.groups.assign]
        for first, second in pairwise([*stops, self.attendance.switch]):
            if first.window() is second.window():
                QWidget.setTabOrder(first, second)

    def show_right_column(self, shown: bool) -> None:
        """Show what stands beside the table, where there is room for it."""
        self._folded = not shown
        self._side.setVisible(shown and not self._breakpoint.is_compact)

    def _show_counts(self) -> None:
        self._order_stops()
        if not self._roster.cases.is_readable:
            return
        count = str(self._roster.cases.count or "")
        self.tabs.set_count(TECH, count)
        name = self.tech.accessibleName()
        self.list.setItemText(TECH, f"{name} {count}".strip())

    def restyle(self) -> None:
        px, step = self.theme.px, self._breakpoint
        gutter = px(step.gutter)
        for layout in (self._column, self._row, self._right):
            layout.setSpacing(gutter)
        wide = step is Breakpoint.XL
        self._side.setFixedWidth(px(420 if wide else 318))
        if step.is_compact:
            for panel in (self.tech, self.groups):
                panel.setMinimumHeight(0)
                panel.setMaximumHeight(16_777_215)
        else:
            self.tech.setFixedHeight(px(204 if wide else 172))
            self.groups.setMaximumHeight(px(360 if wide else 250))
        down = QSizePolicy.Policy.Preferred if step.is_compact else QSizePolicy.Policy.Fixed
        self.groups.setSizePolicy(QSizePolicy.Policy.Preferred, down)
        super().restyle()
