"""The live view: what is on now, and everything that keeps the evening going."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.commands import run, timers
from console.domain.run import END
from console.sync.status import SyncStatus
from console.timers.phase import MINUTE_MS, Phase
from console.timers.timer import shown_seconds
from console.viewmodels.agenda import AgendaViewModel
from console.viewmodels.announcements import AnnouncementsViewModel
from console.viewmodels.calls import CallsViewModel
from console.viewmodels.catching_up import CatchUpViewModel
from console.viewmodels.desk import Desk
from console.viewmodels.groups import GroupsViewModel
from console.viewmodels.hints import HintsViewModel
from console.viewmodels.keys import Keys
from console.viewmodels.live_closing import ClosingViewModel
from console.viewmodels.live_group_facts import groups_with_a_console
from console.viewmodels.live_next import NextViewModel
from console.viewmodels.live_notes import LiveNotesViewModel
from console.viewmodels.live_now import NowFacts, Primary, now_facts, primary_of, step_of
from console.viewmodels.live_people import PeopleViewModel
from console.viewmodels.live_press import PressGuard
from console.viewmodels.live_ready import ReadyViewModel
from console.viewmodels.live_sheet import ItemSheet
from console.viewmodels.now_menu import NowMenu
from console.viewmodels.reports import ReportsViewModel
from console.viewmodels.standing_in import StandingInViewModel
from console.viewmodels.told_groups import ToldGroupsViewModel
from console.words import Words

STEPS = ("minus_one", "plus_one", "plus_two")
RUNNING = {Phase.RUNNING, Phase.WARNING, Phase.LAST_MINUTE, Phase.OVER, Phase.PAUSED}


class LiveViewModel(QObject):
    """`changed`: something on the Jetzt card reads differently; ask `now` and `primary`.

    The keys of the main window call `press_primary` (F5), `change_minutes` (F7: -1, F8: 1,
    F9: 2) and `toggle_pause` (Strg+P); all are silent where this role may not.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._guard = PressGuard(desk.store.time.clock.monotonic_ms)
        self.agenda = AgendaViewModel(desk, self)
        self.groups = GroupsViewModel(desk, self)
        self.calls = CallsViewModel(desk, self)
        self.told = ToldGroupsViewModel(desk, self)
        self.reports = ReportsViewModel(desk, self)
        self.announcements = AnnouncementsViewModel(desk, self)
        self.hints = HintsViewModel(desk, self)
        self._standing_in = StandingInViewModel(desk, self.hints, self)
        self.next = NextViewModel(desk, self)
        self.notes = LiveNotesViewModel(desk, self)
        self.people = PeopleViewModel(desk, self)
        self.ready = ReadyViewModel(desk, self)
        self.closing = ClosingViewModel(desk, self)
        self.menu = NowMenu(desk, self)
        self.now: NowFacts = now_facts(desk, self.people.tally)
        self.primary: Primary | None = None
        self.minutes: tuple[str, ...] = ()
        self.minute_names: tuple[str, ...] = ()
        self.short_minutes: tuple[str, ...] = ()
        self.pause = ""
        self.continuing = ""
        self._read()
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)
        desk.bridge.changed.connect(self._read)

    # what a person does

    def press_primary(self) -> bool:
        """Go on as the primary action on screen says; False when the press was ignored."""
        step = self._guard.press()
        if step is None or not self._desk.may("run.advanced"):
            return False
        return self._desk.attempt(run.advance, step.from_visit, step.to)

    def change_minutes(self, minutes: int) -> bool:
        """Give the item, or all groups that run, so many minutes more (or less)."""
        if not self.minutes:
            return False
        return self._desk.attempt(timers.extend, minutes * MINUTE_MS)

    def toggle_pause(self) -> bool:
        """Let everything stand still, or go on."""
        if not self.pause:
            return False
        paused = self._desk.evening.evening.course.is_paused
        return self._desk.attempt(run.resume if paused else run.pause)

    def continue_dialogue(self) -> bool:
        """Take the end back: the last item is on again."""
        course = self._desk.evening.evening.course
        if not self.continuing or course.current is None:
            return False
        last = course.visits[-2].item
        return self._desk.attempt(run.advance, course.current.id, last)

    def show_exchange(self, status: SyncStatus) -> None:
        """Say which groups' consoles are connected; of nobody is known while it stands still."""
        known = status.state in ("synced", "syncing")
        state = self._desk.store.state
        lines = groups_with_a_console(state, status.peers) if known else {}
        self.groups.set_lines(lines)
        self._standing_in.show_lines(lines)

    def sheet(self, item: str) -> ItemSheet:
        """Begin to look at an item, or to change it."""
        return ItemSheet(self._desk, item, self.agenda.edits, self)

    def catching_up(self) -> CatchUpViewModel:
        """Begin to look at the proposal to catch up."""
        return CatchUpViewModel(self._desk, self)

    # reading

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def keys(self) -> Keys:
        """Which keys do what at this console."""
        return self._desk.keys

    @property
    def acts(self) -> bool:
        """Whether this role has anything to press on the card."""
        return bool(self.primary or self.minutes or self.pause or self.continuing)

    @property
    def reading(self) -> str:
        """The sentence for whoever only reads here."""
        words = self._desk.words
        role = words(f"shell.role.{self._desk.store.identity.role}")
        return words("shell.read_only_role", role=role)

    @property
    def is_paused(self) -> bool:
        return self._desk.evening.evening.course.is_paused

    @property
    def is_begun(self) -> bool:
        return self._desk.evening.evening.course.begun_at is not None

    @property
    def is_over(self) -> bool:
        return self._desk.evening.evening.course.is_over

    def _on_tick(self) -> None:
        """Read again when a shown second is another; everything else changes with the store."""
        if self._second() != self._shown_second:
            self._read()

    def _second(self) -> int:
        view = self._desk.evening.countdown
        if view is None or view.ends_at is None:
            return self._desk.evening.now // 1000
        return shown_seconds(view.remaining_ms)

    def _read(self, _change: object = None) -> None:
        self._shown_second = self._second()
        step = step_of(self._desk)
        self._guard.show(step)
        before = self._shown()
        self.now = now_facts(self._desk, self.people.tally)
        self.primary = primary_of(self._desk, step)
        self._read_minutes()
        self.pause = self._pause_words()
        self.continuing = self._continue_words()
        if before != self._shown():
            self.changed.emit()

    def _shown(self) -> tuple[object, ...]:
        return self.now, self.primary, self.minute_names, self.pause, self.continuing

    def _read_minutes(self) -> None:
        """Take the words for -1, +1 and +2; none where time cannot be changed."""
        evening, words, groups = self._desk.evening, self._desk.words, self._desk.evening.groups
        self.minutes = self.minute_names = self.short_minutes = ()
        if evening.item is None:
            return
        if any(view.phase in RUNNING for view in groups.values()):
            if all(self._desk.may("timer.extended", group) for group in groups):
                self.minutes = tuple(words(f"live.all_{step}") for step in STEPS)
                self.minute_names = self.minutes
        elif self._desk.may("timer.extended"):
            title = evening.item.title.text
            self.minutes = tuple(words(f"live.{step}") for step in STEPS)
            self.minute_names = tuple(words(f"live.{step}_name", item=title) for step in STEPS)
        if self.minutes:
            self.short_minutes = tuple(words(f"live.group_{step}") for step in STEPS)

    def _pause_words(self) -> str:
        if self._desk.evening.item is None or not self._desk.may("run.paused"):
            return ""
        return self._desk.words("live.resume" if self.is_paused else "live.pause")

    def _continue_words(self) -> str:
        course = self._desk.evening.evening.course
        before_end = course.visits[-2].item if course.is_over and len(course.visits) > 1 else END
        if before_end == END or not self._desk.may("run.advanced"):
            return ""
        return self._desk.words("live.continue_dialogue")
