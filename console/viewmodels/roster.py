"""Teilnehmende: the table of people, its filters, its order, and the search line above it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.commands import attendance
from console.storage.change import Change, Origin
from console.timers.attendance import Counts
from console.viewmodels.attendance import AttendanceViewModel, Axis, axis_of
from console.viewmodels.desk import Desk
from console.viewmodels.now_strip import NowStripViewModel
from console.viewmodels.roster_acts import RosterActs
from console.viewmodels.roster_cases import TechCasesViewModel
from console.viewmodels.roster_check_in import DONE, GUEST, MARK, Answer, CheckInLine
from console.viewmodels.roster_filters import ALL, Filter, belongs
from console.viewmodels.roster_groups import RosterGroupsViewModel
from console.viewmodels.roster_people import RosterPeople
from console.viewmodels.roster_rows import COLUMNS, RosterRow, tell
from console.viewmodels.row_list import RowList
from console.words import Words, formats

_FAMILIES = (
    "participant", "attendance", "tech_case", "seat", "draw", "group", "agenda_item", "run",
    "dialogue",
)  # fmt: skip
#: The bars of those present grow; less often than this nobody sees it.
BARS_MS = 10_000


class RosterViewModel(QObject):
    """`model` holds the rows that filter and search line show.

    `changed`: filters, counts or what this role may do are others. `answered`: the line under
    the search says something else, or another row is picked. `bars_moved`: time went by.
    """

    changed = Signal()
    answered = Signal()
    bars_moved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.keys = desk.keys
        self.strip = NowStripViewModel(desk, self)
        self.attendance = AttendanceViewModel(desk, self)
        self.groups = RosterGroupsViewModel(desk, self)
        self.cases = TechCasesViewModel(desk, self)
        self.acts = RosterActs(desk, self)
        self.model: RowList[RosterRow] = RowList(tell, self._heads(), self)
        self.filter = ALL
        self.filters: tuple[Filter, ...] = ()
        self.answer = Answer()
        self._people = RosterPeople(desk)
        self._line = CheckInLine(desk)
        self._held = False
        self._bars = 0
        self._refresh()
        desk.bridge.changed.connect(self._on_change)
        # The axis begins with the admission, and the dialogue may be filled or moved only now.
        desk.evening.changed.connect(lambda: self.model.set_headers(self._heads()))
        desk.evening.ticked.connect(self._on_tick)

    # what the view shows

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def reads_names(self) -> bool:
        """Whether this role sees who the people are."""
        return self._people.reads_names

    @property
    def reads_tech(self) -> bool:
        """Whether this role sees technical trouble."""
        return self._people.reads_tech

    @property
    def counts(self) -> Counts:
        """Citizens and everybody else by state."""
        return self._people.counts

    @property
    def may_add(self) -> bool:
        return self._desk.may("participant.added")

    @property
    def axis(self) -> Axis:
        """Where the bars of presence lie."""
        return axis_of(self._desk)

    @property
    def counted(self) -> str:
        """How many are there, saying who is counted."""
        text = self.words("roster.count_citizens", n=self.counts.citizens.present)
        others = self.counts.others.present
        return f"{text}, {self.words('roster.count_others', n=others)}" if others else text

    def place(self, row: int) -> str:
        """Where a row is among those shown, who are not all citizens: the filters count those."""
        people, rows = self._desk.store.state.participants, self.model.rows
        found = [people[one.id] for one in rows if one.id in people]
        others = sum(person.part != "citizen" for person in found) if self.reads_names else 0
        key = "roster.row_of_all" if others else "roster.row_of"
        return self.words(key, row=row + 1, count=len(rows), others=others)

    @property
    def everybody(self) -> str:
        """How many are in which state, for a role that cannot tell who is a citizen."""
        tally = self.attendance.tally
        numbers = self.words(
            "roster.everybody", n=tally.present, waiting=tally.waiting, left=tally.left
        )
        return f"{numbers} {self.attendance.counted}"

    @property
    def deletion(self) -> str:
        """When personal data go; empty while no date is known."""
        at = self._desk.store.state.dialogue.delete_after
        if not at:
            return ""
        day = formats.wall_time(at, self._desk.zone).date()
        return self.words("roster.deletion", date=formats.short_date(self.words, day))

    @property
    def is_empty(self) -> bool:
        """Whether nobody is on the roster at all."""
        return not self._people.rows

    @property
    def picked(self) -> str | None:
        """The row that the search line means."""
        return self._line.target if not self._line.is_empty else None

    @property
    def is_searching(self) -> bool:
        return not self._line.is_empty

    # the search line

    def type(self, text: str) -> None:
        """Show whom the words fit; everybody is searched, whatever the filter was."""
        self._line.type(text)
        self._held = False
        if not self._line.is_empty:
            self.filter = ALL
        self._show()
        self._say(self._line.answer())
        self.changed.emit()

    def pick(self, step: int) -> None:
        """Choose the next (1) or previous (-1) of those found, while the line keeps the focus."""
        if self._line.is_empty:
            return
        self._line.pick(step, [row.id for row in self.model.rows])
        self._say(self._line.answer())

    def submit(self) -> bool:
        """Do what the line says; True when it was done and the line is to be emptied."""
        self._line.look_again()
        answer = self._line.answer()
        if answer.does == MARK and answer.person is not None:
            return self._done(self.acts.mark([answer.person], "present"), answer.person)
        if answer.does == GUEST:
            return self.add_guest()
        self._say(answer)
        return False

    def add_guest(self) -> bool:
        """Add the typed name as a guest who is there, also where somebody is called alike."""
        if self._line.is_empty:
            return False
        added = self._desk.made(attendance.add_guest, self._line.typed)
        return self._done(added is not None, added or "")

    def explain_guest(self) -> None:
        """Say how somebody is added while nothing is typed."""
        self._say(Answer(does=DONE, text=self.words("roster.empty_text")))

    def forget_answer(self) -> None:
        """Nothing is to be said any more: the line lost the focus."""
        if self._line.is_empty:
            self._say(Answer())

    def _done(self, done: bool, person: str) -> bool:
        if not done:
            return False
        self._line.type("")
        self._held = False
        self._refresh()
        row = self._people.row(person)
        text = self.words("roster.search_done", name=row.name, group=row.group)
        self._say(Answer(does=DONE, text=text))
        self.changed.emit()
        return True

    def _say(self, answer: Answer) -> None:
        self.answer = answer
        self.answered.emit()

    # filter and order

    def choose_filter(self, key: str) -> None:
        """Show only some; the order is made anew."""
        self.filter, self._held = key, False
        if not self._line.is_empty:
            self._line.type("")
            self._say(Answer())
        self._show()
        self.changed.emit()

    def hold(self, *, held: bool) -> None:
        """Keep rows where they are while somebody works with them."""
        if held != self._held:
            self._held = held
            if not held:
                self._show()

    # reading

    def _on_change(self, change: Change) -> None:
        if not change.touches(*_FAMILIES):
            return
        if change.origin is Origin.REMOTE:
            self._people.touch(change)
        self._refresh()
        if not self._line.is_empty:
            self._line.look_again()
            self._show()
            self._say(self._line.answer())
        self.changed.emit()

    def _heads(self) -> list[str]:
        begin = formats.clock(axis_of(self._desk).begin, self._desk.zone)
        return [self.words(f"roster.column_{column}", time=begin) for column in COLUMNS]

    def _refresh(self) -> None:
        self._people.read()
        self.filters = self._people.filters(self.filter)
        self._show()

    def _show(self) -> None:
        self.model.show(self._wanted())

    def _wanted(self) -> list[RosterRow]:
        rows = self._people.rows
        if not self._line.is_empty:
            found = set(self._line.found.people)
            return [row for row in rows if row.id in found]
        fitting = [row for row in rows if belongs(row, self.filter)]
        if not self._held:
            return fitting
        now = {row.id: row for row in rows}
        kept = [now[row.id] for row in self.model.rows if row.id in now]
        known = {row.id for row in kept}
        return [*kept, *(row for row in fitting if row.id not in known)]

    def _on_tick(self) -> None:
        if self._people.is_stale():
            self._refresh()
        bars = self._desk.evening.now // BARS_MS
        if bars != self._bars:
            self._bars = bars
            self.bars_moved.emit()
