"""The Kleingruppen of the live view: a card per group with its own time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.commands import signals, timers
from console.domain.values import AgendaItem, Group
from console.storage.change import Change
from console.timers.phase import MINUTE_MS, Phase
from console.timers.present import group_views, last_breakout
from console.timers.timer import TimerView, shown_seconds
from console.viewmodels.calls import WaitingCall, waiting_calls
from console.viewmodels.citizens import reads_names, seated_present
from console.viewmodels.desk import Desk
from console.viewmodels.groups_coming import coming_words
from console.viewmodels.live_group_facts import Line, group_facts, last_notes
from console.viewmodels.live_group_row import COLUMNS, GroupRow, group_row, tell_group
from console.viewmodels.row_list import RowList
from console.words import formats

RUNS = {Phase.RUNNING, Phase.WARNING, Phase.LAST_MINUTE, Phase.OVER}
#: What is done to all: in which phases, and what has to be written for it.
_ALL = {
    "start": ({Phase.READY}, "timer.started"),
    "pause": (RUNS, "timer.paused"),
    "resume": ({Phase.PAUSED}, "timer.resumed"),
    "back": ({Phase.RETURNING}, "timer.returned"),
}


class GroupsViewModel(QObject):
    """`model` holds the rows; `changed`: the panel's head or form is another.

    `form` is "cards" while groups are in their rooms or on their way back, "bar" in all other
    items, "none" where there are no groups at all.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people: Counter[str] = Counter()
        self._noted = last_notes(desk.store.state)
        self._lines: dict[str, bool] = {}
        self._item: AgendaItem | None = None
        self._views: dict[str, TimerView] = {}
        self._times: list[tuple[Phase, int]] = []
        headers = [desk.words(f"signals.group.column_{name}") for name in COLUMNS]
        self.model: RowList[GroupRow] = RowList(tell_group, headers, parent=self)
        self.form = "none"
        self.summary = ""
        self.state = ""
        self.calm = False
        self._seat()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)
        self._read()

    # what is shown

    @property
    def rows(self) -> list[GroupRow]:
        return self.model.rows

    @property
    def item(self) -> AgendaItem | None:
        """The breakout item whose groups are shown."""
        return self._item

    @property
    def is_on(self) -> bool:
        """Whether that item is on now."""
        on = self._desk.evening.item
        return on is not None and self._item is not None and on.id == self._item.id

    def can(self, what: str) -> bool:
        """Whether "start", "pause", "resume" or "back" has groups it would act on."""
        return bool(self._chosen(what))

    def view(self, group: str) -> TimerView | None:
        """The timer of a group that is shown."""
        return self._views.get(group)

    @property
    def copy_text(self) -> str:
        """The sentence for the conference's message to all rooms; empty when there is none."""
        left = [view.remaining_ms for view in self._views.values() if view.phase in RUNS]
        if not left or not self.is_on:
            return ""
        latest = max(left)
        if latest <= 0:
            return self._desk.words("projector.time_up")
        key = "last_minute" if latest <= MINUTE_MS else "five_minutes"
        return self._desk.words(f"projector.{key}")

    def set_lines(self, lines: dict[str, bool]) -> None:
        """Say for which groups a console is connected (True) or gone (False)."""
        if lines != self._lines:
            self._lines = lines
            self._read()

    # what a person does

    def start_all(self) -> bool:
        """Start every group that is ready."""
        return self._act("start", timers.start_groups)

    def mark_all_back(self) -> bool:
        chosen = self._chosen("back")
        if not chosen or self._item is None:
            return False
        return self._desk.attempt(timers.mark_returned, self._item.id, chosen)

    def start(self, group: str) -> bool:
        return self._desk.attempt(timers.start_groups, [group])

    def change_minutes(self, group: str, minutes: int) -> bool:
        """Give one group so many minutes more (or less)."""
        if not self._desk.may("timer.extended", group):
            return False
        return self._desk.attempt(timers.extend_group, group, minutes * MINUTE_MS)

    def set_left(self, group: str, left_ms: int) -> bool:
        """Let a group have so much time left (ms); never less than 0:30."""
        view = self._views.get(group)
        if view is None or not self._desk.may("timer.extended", group):
            return False
        return self._desk.attempt(timers.extend_group, group, left_ms - view.remaining_ms)

    def pause_all(self) -> bool:
        """Let the time of all groups stand still; that of the evening goes on."""
        return bool(self._chosen("pause")) and self._desk.attempt(timers.pause_groups)

    def resume_all(self) -> bool:
        """Let the time of all groups go on."""
        return bool(self._chosen("resume")) and self._desk.attempt(timers.resume_groups)

    def toggle_pause(self, group: str) -> bool:
        view = self._views.get(group)
        if view is None:
            return False
        paused = view.phase is Phase.PAUSED
        return self._desk.attempt(timers.resume_group if paused else timers.pause_group, group)

    def mark_back(self, group: str, *, back: bool) -> bool:
        """Say that a group is back in the plenary, or still in its room."""
        if self._item is None:
            return False
        return self._desk.attempt(timers.mark_returned, self._item.id, [group], back=back)

    def answer(self, group: str, reply: str) -> bool:
        """Answer the call on a group's card."""
        row = next((row for row in self.rows if row.id == group), None)
        if row is None or row.call is None:
            return False
        return self._desk.attempt(signals.answer, row.call.id, reply)

    def _act(self, what: str, command: Callable[..., object]) -> bool:
        chosen = self._chosen(what)
        return bool(chosen) and self._desk.attempt(command, chosen)

    def _chosen(self, what: str) -> list[str]:
        """Return the groups that something would be done to."""
        phases, kind = _ALL[what]
        course = self._desk.evening.evening.course
        if what != "back" and (not self.is_on or (what != "start" and course.is_paused)):
            return []
        return [
            group
            for group, view in self._views.items()
            if view.phase in phases and self._desk.may(kind, group)
        ]

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("participant", "attendance", "seat", "draw", "group", "member", "lead"):
            self._seat()
            self._read()
        elif change.touches("signal"):
            self._read()
        elif change.touches("note"):
            self._noted = last_notes(self._desk.store.state)
            self._read()

    def _seat(self) -> None:
        item = last_breakout(self._desk.evening.evening)
        self._people = (
            seated_present(self._desk.store.state, item.id) if item is not None else Counter()
        )

    def _on_tick(self) -> None:
        """Look at the times only; nothing else moves without a change."""
        if self._item is None or self._shown_times(self._timers()) == self._times:
            self._show_head()
            return
        self._read()

    def _timers(self) -> dict[str, TimerView]:
        evening = self._desk.evening
        if self._item is None:
            return {}
        if self.is_on:
            return evening.groups
        return group_views(evening.evening, self._item, evening.now)

    def _shown_times(self, views: dict[str, TimerView]) -> list[tuple[Phase, int]]:
        return [(view.phase, shown_seconds(view.remaining_ms)) for view in views.values()]

    def _read(self) -> None:
        evening = self._desk.evening.evening
        before, self._item = self._item, last_breakout(evening)
        if (before and before.id) != (self._item and self._item.id):
            self._seat()
        self._views = self._timers()
        self._times = self._shown_times(self._views)
        groups = evening.groups.get(self._item.id, ()) if self._item is not None else ()
        calls = {call.group: call for call in reversed(waiting_calls(self._desk))}
        rows = [self._row(group, self._views[group.id], calls.get(group.id)) for group in groups]
        self.model.show(rows)
        self._show_head()

    def _row(self, group: Group, view: TimerView, call: WaitingCall | None) -> GroupRow:
        line: Line = ""
        if group.id in self._lines:
            line = "connected" if self._lines[group.id] else "dark"
        facts = group_facts(self._desk, group, self._noted.get(group.id), line)
        people = self._people[group.id]
        return group_row(self._desk, group, view, people, self.is_on, call, facts)

    def _show_head(self) -> None:
        head = (self._form(), self._summary(), *self._state())
        if head != (self.form, self.summary, self.state, self.calm):
            self.form, self.summary, self.state, self.calm = head
            self.changed.emit()

    def _form(self) -> str:
        course = self._desk.evening.evening.course
        if not self._views or course.is_over:
            return "bar" if self._desk.evening.evening.groups else "none"
        if self.is_on:
            return "cards"
        away = any(view.phase is Phase.RETURNING for view in self._views.values())
        return "cards" if away and self._was_on_last() else "bar"

    def _was_on_last(self) -> bool:
        """Whether nothing but the present item came after the groups."""
        visits = self._desk.evening.evening.course.visits
        return len(visits) > 1 and self._item is not None and visits[-2].item == self._item.id

    def _summary(self) -> str:
        words, names = self._desk.words, reads_names(self._desk)
        if not self._views:
            return ""
        groups = words("live.groups_count", n=len(self._views))
        if not names:
            return groups
        people = words("live.citizens_count", n=sum(self._people[group] for group in self._views))
        return words("live.groups_summary", groups=groups, people=people)

    def _state(self) -> tuple[str, bool]:
        """Return what the bar says, and whether it is good news."""
        if self.is_on:
            return "", False
        words = self._desk.words
        phases = [view.phase for view in self._views.values()]
        gone = [phase for phase in phases if phase in {Phase.RETURNING, Phase.RETURNED}]
        back = gone.count(Phase.RETURNED)
        if back < len(gone):
            return words("live.back_of", back=back, count=len(gone)), False
        if gone and self._was_on_last():
            time = formats.clock(self._back_since(), self._desk.zone)
            return words("live.all_back_since", time=time), True
        return coming_words(self._desk), False

    def _back_since(self) -> int:
        timers_ = self._desk.evening.evening.timers
        assert self._item is not None
        times = [
            timer.returned_at.get(timer.run or "", 0)
            for group in self._views
            if (timer := timers_.get((self._item.id, group))) is not None
        ]
        return max(times, default=0)
