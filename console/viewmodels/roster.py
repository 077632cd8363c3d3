"""Teilnehmende: the table of people, its filters, its order, and the search line above it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from console.commands import attendance
from console.domain.rights import may_read_body
from console.storage.change import Change, Origin
from console.viewmodels.attendance import (
    AttendanceViewModel,
    Axis,
    axis_of,
    people_counts,
    reads_names,
)
from console.viewmodels.desk import Desk
from console.viewmodels.now_strip import NowStripViewModel
from console.viewmodels.roster_acts import RosterActs
from console.viewmodels.roster_cases import TechCasesViewModel
from console.viewmodels.roster_check_in import DONE, GUEST, MARK, Answer, CheckInLine
from console.viewmodels.roster_filters import ALL, Filter, belongs, filters_of
from console.viewmodels.roster_groups import RosterGroupsViewModel
from console.viewmodels.roster_order import in_order
from console.viewmodels.roster_rows import COLUMNS, RosterRow, RowMaker, open_cases, tell
from console.viewmodels.row_list import RowList
from console.words import Words, formats

_FAMILIES = (
    "participant", "attendance", "tech_case", "seat", "draw", "group", "agenda_item", "run",
    "dialogue",
)  # fmt: skip
#: How long a row that another console changed looks touched.
FRESH_MS = 2_000
#: More than this at once is a first exchange, not somebody's edit.
MOST_FRESH = 20
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
        self.strip = NowStripViewModel(desk, self)
        self.attendance = AttendanceViewModel(desk, self)
        self.groups = RosterGroupsViewModel(desk, self)
        self.cases = TechCasesViewModel(desk, self)
        self.acts = RosterActs(desk, self)
        begin = formats.clock(axis_of(desk).begin, desk.zone)
        heads = [desk.words(f"roster.column_{column}", time=begin) for column in COLUMNS]
        self.model: RowList[RosterRow] = RowList(tell, heads, self)
        self.filter = ALL
        self.filters: tuple[Filter, ...] = ()
        self.counts = people_counts(desk)
        self.answer = Answer()
        self._line = CheckInLine(desk)
        self._rows: list[RosterRow] = []
        self._fresh: dict[str, int] = {}
        self._held = False
        self._tech: tuple[str, ...] = ()
        self._bars = 0
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.ticked.connect(self._on_tick)

    # what the view shows

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def reads_names(self) -> bool:
        """Whether this role sees who the people are."""
        return reads_names(self._desk)

    @property
    def reads_tech(self) -> bool:
        """Whether this role sees technical trouble."""
        return may_read_body({self._desk.store.identity.role}, "tech_case.opened")

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
        return not self._rows

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
        row = RowMaker(self._desk, with_tech=False).row(self._desk.store.state.participants[person])
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
            self._note_fresh(change)
        self._refresh()
        if not self._line.is_empty:
            self._line.look_again()
            self._show()
            self._say(self._line.answer())
        self.changed.emit()

    def _note_fresh(self, change: Change) -> None:
        state = self._desk.store.state
        people = {*change.ids.get("participant", ()), *change.ids.get("attendance", ())}
        for family in ("seat", "tech_case"):
            values = (state.family(family).get(one) for one in change.ids.get(family, ()))
            people.update(value.participant for value in values if value is not None)
        if len(people) <= MOST_FRESH:
            until = self._desk.evening.now + FRESH_MS
            self._fresh.update(dict.fromkeys(people, until))

    def _refresh(self) -> None:
        self._read()
        self._show()

    def _read(self) -> None:
        """Make every row anew: one of them costs less than finding out which did not change."""
        self.counts = people_counts(self._desk)
        people = self._desk.store.state.people() if self.reads_names else []
        maker = RowMaker(self._desk, with_tech=self.reads_tech)
        self._rows = in_order(maker.row(one, fresh=one.id in self._fresh) for one in people)
        self._tech = tuple(row.tech for row in self._rows if row.tech)
        self.filters = filters_of(self.words, self.counts, self._trouble(), {self.filter})
        self._show()

    def _trouble(self) -> tuple[int, int] | None:
        if not self.reads_tech:
            return None
        people = self._desk.store.state.participants
        parts = [people[one].part for one in open_cases(self._desk.store.state) if one in people]
        citizens = parts.count("citizen")
        return citizens, len(parts) - citizens

    def _show(self) -> None:
        self.model.show(list(self._wanted()))

    def _wanted(self) -> Iterable[RosterRow]:
        if not self._line.is_empty:
            found = set(self._line.found.people)
            return [row for row in self._rows if row.id in found]
        fitting = [row for row in self._rows if belongs(row, self.filter)]
        if not self._held:
            return fitting
        now = {row.id: row for row in self._rows}
        kept = [now[row.id] for row in self.model.rows if row.id in now]
        known = {row.id for row in kept}
        return [*kept, *(row for row in fitting if row.id not in known)]

    def _on_tick(self) -> None:
        now = self._desk.evening.now
        ended = [one for one, until in self._fresh.items() if until <= now]
        for one in ended:
            del self._fresh[one]
        if ended or self._tech_words() != self._tech:
            self._refresh()
        if now // BARS_MS != self._bars:
            self._bars = now // BARS_MS
            self.bars_moved.emit()

    def _tech_words(self) -> tuple[str, ...]:
        """Return the chips of the table as they would read now."""
        if not self._tech:
            return ()
        maker = RowMaker(self._desk, with_tech=True)
        cases = open_cases(self._desk.store.state)
        return tuple(
            maker.tech_words(cases[row.id]) for row in self._rows if row.tech and row.id in cases
        )
