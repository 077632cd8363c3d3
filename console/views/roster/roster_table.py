"""The table of people: keys for the chosen rows, their buttons, and a steady order meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from console.viewmodels.roster import RosterViewModel
from console.viewmodels.roster_acts import GROUP, MARKS
from console.viewmodels.roster_acts import TECH as TROUBLE
from console.viewmodels.roster_rows import NAME, PART, SINCE, TECH, TIMES, RosterRow
from console.views.roster.choice_menu import ChoiceMenu
from console.views.roster.roster_delegate import RosterDelegate
from console.views.roster.row_actions import RowActions
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.widgets.table_view import TableView

#: Widths in px at 100 %: state, name, group, part, technique, arrival; the bars get the rest.
_WIDTHS = {
    Breakpoint.XL: (156, 270, 140, 150, 240, 92),
    Breakpoint.L: (138, 200, 112, 112, 206, 80),
    Breakpoint.M: (142, 200, 112, 112, 206, 80),
    Breakpoint.S: (142, 200, 112, 112, 206, 80),
}
_SOLVED = "solved"


class RosterTable(TableView):
    """`chosen_changed`: another row is current or other rows are selected."""

    chosen_changed = Signal()

    def __init__(
        self, theme: Theme, roster: RosterViewModel, parent: QWidget | None = None
    ) -> None:
        self._roster = roster
        self._breakpoint = Breakpoint.XL
        super().__init__(theme, roster.words("roster.title"), 40, parent)
        self.setModel(roster.model)
        self.setItemDelegate(RosterDelegate(theme, roster, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._actions = RowActions(theme, self.viewport())
        self._troubles, self._groups = ChoiceMenu(self), ChoiceMenu(self)
        self._connect()
        self.set_breakpoint(Breakpoint.XL)

    def _connect(self) -> None:
        roster, place = self._roster, self._place_actions
        self._actions.pressed.connect(self._act)
        self._troubles.chosen.connect(self._on_trouble)
        self._groups.chosen.connect(lambda number: self._seat(int(number)))
        self.ring_moved.connect(place)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        for change in (roster.model.dataChanged, roster.model.rowsInserted,
                       roster.model.rowsRemoved, roster.model.rowsMoved):  # fmt: skip
            change.connect(place, Qt.ConnectionType.QueuedConnection)
        roster.bars_moved.connect(self._repaint_bars)
        self._roster.changed.connect(self._show_columns)

    # what is chosen

    @property
    def chosen(self) -> list[RosterRow]:
        """The selected rows from top to bottom."""
        found = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._roster.model.rows[number] for number in found]

    @property
    def actions_shown(self) -> RowActions:
        return self._actions

    def choose(self, person: str | None) -> None:
        """Select one row by id, or none, and bring it into view."""
        if person is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        number = self._roster.model.row_of(person)
        if number >= 0:
            self.selectRow(number)
            self.scrollTo(self.model().index(number, NAME))

    def enter(self) -> None:
        """Take the focus; without a row in use the first one is it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # acts

    def _act(self, code: str) -> None:
        people = [row.id for row in self.chosen]
        if code in MARKS:
            self._roster.acts.mark(people, code)
        elif code == TROUBLE:
            self._ask_trouble()
        elif code == GROUP:
            self._ask_group()

    def _seat(self, number: int) -> None:
        self._roster.acts.seat([row.id for row in self.chosen], number)

    def _ask_trouble(self) -> None:
        rows = self.chosen
        if not rows:
            return
        words, acts = self._roster.words, self._roster.acts
        choices: list[tuple[str, str]] = [*acts.problems]
        if acts.open_case_of([row.id for row in rows]):
            choices.append((_SOLVED, words("roster.tech_solve")))
        name = rows[0].name if len(rows) == 1 else words("roster.people", n=len(rows))
        self._open(self._troubles, choices, words("roster.tech_choose", name=name))

    def _on_trouble(self, code: str) -> None:
        people, acts = [row.id for row in self.chosen], self._roster.acts
        if code == _SOLVED:
            acts.solve(acts.open_case_of(people))
            return
        for problem, _ in acts.problems:
            if problem == code:
                acts.report(people, problem)

    def _ask_group(self) -> None:
        groups = self._roster.acts.groups
        choices = [(str(number), group.name.text) for number, group in enumerate(groups, start=1)]
        choices.append(("0", self._roster.words("roster.no_group")))
        self._open(self._groups, choices, self._roster.words("roster.column_group"))

    def _open(self, menu: ChoiceMenu, choices: list[tuple[str, str]], name: str) -> None:
        cell = self.visualRect(self.currentIndex().siblingAtColumn(TECH))
        menu.offer(choices, self.viewport().mapToGlobal(cell.bottomLeft()), name)

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        self.set_row_height(40 if step is Breakpoint.XL else 36)
        self._show_columns()

    def restyle(self) -> None:
        super().restyle()
        if self.model() is not None:
            self._show_columns()

    def _show_columns(self) -> None:
        step, header = self._breakpoint, self.horizontalHeader()
        hidden = {
            PART: step.is_compact,
            TECH: not self._roster.reads_tech,
            SINCE: step is Breakpoint.S,
            TIMES: step is Breakpoint.S,
        }
        for column, hide in hidden.items():
            self.setColumnHidden(column, hide)
        for column, width in enumerate(_WIDTHS[step]):
            header.resizeSection(column, self.theme.px(width))
        stretched = NAME if step is Breakpoint.S else TIMES
        for column in (NAME, TIMES):
            mode = QHeaderView.ResizeMode.Stretch if column == stretched else None
            header.setSectionResizeMode(column, mode or QHeaderView.ResizeMode.Fixed)
        self._place_actions()

    def _place_actions(self) -> None:
        rows = self.chosen
        current = self.currentIndex()
        if not rows or not current.isValid():
            self._actions.hide()
            return
        cell = self.visualRect(current)
        row = cell.adjusted(0, 0, 0, 0)
        row.setLeft(0)
        row.setRight(self.viewport().width())
        tech = self.columnViewportPosition(TECH) if not self.isColumnHidden(TECH) else 0
        self._actions.show_at(row, tech, self._roster.acts.offered(rows))

    def _repaint_bars(self) -> None:
        left = self.columnViewportPosition(TIMES)
        self.viewport().update(left, 0, self.columnWidth(TIMES), self.viewport().height())

    def _on_selection(self) -> None:
        self._place_actions()
        self._hold()
        self.chosen_changed.emit()

    def _hold(self) -> None:
        used = self.hasFocus() or bool(self.selectionModel().selectedRows())
        self._roster.hold(held=used and not self._roster.is_searching)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._does(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _does(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        if event.key() == Qt.Key.Key_Escape and self.chosen:
            self.choose(None)
            return True
        text = event.text()
        if not self._roster.acts.may_mark or not text:
            return False
        return self._type(text, repeated=event.isAutoRepeat())

    def _type(self, text: str, *, repeated: bool) -> bool:
        code = self._roster.acts.code_of(text)
        act: Callable[[], None]
        if code is not None:
            act = lambda: self._act(code)  # noqa: E731
        elif text in "0123456789":
            act = lambda: self._seat(int(text))  # noqa: E731
        else:
            return False
        if not repeated:
            act()
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters do something with the row; they do not also jump to another one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() not in (
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        )
        if by_key and not self.chosen and self.model().rowCount():
            self.selectRow(0)
        self._hold()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_actions()
