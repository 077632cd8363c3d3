"""What keys and buttons of the table do with the chosen rows; what has to be asked, asks a menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from console.viewmodels.roster import RosterViewModel
from console.viewmodels.roster_acts import GROUP, MARKS, TECH
from console.viewmodels.roster_rows import RosterRow
from console.views.roster.choice_menu import ChoiceMenu
from console.views.widgets.table_view import TableView

_SOLVED = "solved"


class TableActs(QObject):
    """`chosen` tells the rows, `below` the global point under the row that is current."""

    def __init__(
        self,
        roster: RosterViewModel,
        table: TableView,
        chosen: Callable[[], list[RosterRow]],
        below: Callable[[], QPoint],
    ) -> None:
        super().__init__(table)
        self._roster, self._chosen, self._below = roster, chosen, below
        self.troubles, self.groups = ChoiceMenu(table), ChoiceMenu(table)
        self.troubles.chosen.connect(self._on_trouble)
        self.groups.chosen.connect(lambda number: self.seat(int(number)))

    def type(self, text: str) -> Callable[[], None] | None:
        """Return what a typed letter or digit does, None when it does nothing here."""
        acts = self._roster.acts
        if not acts.may_mark or not text:
            return None
        code = acts.code_of(text)
        if code is not None:
            return lambda: self.act(code)
        if text in "0123456789":
            return lambda: self.seat(int(text))
        return None

    def act(self, code: str) -> None:
        """Do what a code says with the chosen people."""
        for state in MARKS:
            if state == code:
                self._roster.acts.mark(self._people(), state)
        if code == TECH:
            self._ask_trouble()
        elif code == GROUP:
            self._ask_group()

    def seat(self, number: int) -> None:
        """Seat the chosen people in the group of that number, 0: in none."""
        self._roster.acts.seat(self._people(), number)

    def _people(self) -> list[str]:
        return [row.id for row in self._chosen()]

    def _ask_trouble(self) -> None:
        rows = self._chosen()
        if not rows:
            return
        words, acts = self._roster.words, self._roster.acts
        choices: list[tuple[str, str]] = [*acts.problems]
        if acts.open_case_of(self._people()):
            choices.append((_SOLVED, words("roster.tech_solve")))
        name = rows[0].name if len(rows) == 1 else words("roster.people", n=len(rows))
        self.troubles.offer(choices, self._below(), words("roster.tech_choose", name=name))

    def _on_trouble(self, code: str) -> None:
        people, acts = self._people(), self._roster.acts
        if code == _SOLVED:
            acts.solve(acts.open_case_of(people))
        for problem, _ in acts.problems:
            if problem == code:
                acts.report(people, problem)

    def _ask_group(self) -> None:
        groups = self._roster.acts.groups
        choices = [(str(number), group.name.text) for number, group in enumerate(groups, start=1)]
        choices.append(("0", self._roster.words("roster.no_group")))
        self.groups.offer(choices, self._below(), self._roster.words("roster.column_group"))
