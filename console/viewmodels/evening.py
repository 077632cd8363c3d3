"""What is on now, for every view: forecast, countdown, and the groups' times."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.domain.values import AgendaItem
from console.storage.change import Change
from console.storage.store import Store
from console.timers.catch_up import Proposal, catch_up
from console.timers.evening import Evening, evening_of
from console.timers.present import Present, present
from console.timers.schedule import Forecast, forecast
from console.timers.timer import TimerView
from console.viewmodels import local_position
from console.viewmodels.bridge import Bridge
from console.viewmodels.local_position import LocalPosition
from console.viewmodels.ticker import Ticker

_PROPOSED_EVERY_MS = 10_000
_FAMILIES = ("dialogue", "run", "agenda_item", "group", "timer")


class EveningViewModel(QObject):
    """Reads the store's state once per change, and time on every beat.

    `changed`: items, groups, course or timers are others now. `ticked`: a beat later, only the
    instants moved; whoever shows time compares what it would show before painting. `caught_up`:
    the log has gone on, so a position of one's own has ended.
    """

    changed = Signal()
    ticked = Signal()
    caught_up = Signal()

    def __init__(
        self, store: Store, bridge: Bridge, ticker: Ticker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._forecast_second = -1
        self._local = local_position.stored(store)
        #: Whether nobody tells where the others are, and who works here does not lead.
        self.is_alone = False
        self._read()
        bridge.changed.connect(self._on_change)
        ticker.tick.connect(self._on_tick)

    evening: Evening
    now: int
    forecast: Forecast
    #: What would bring the evening back; None while it needs nothing. Anew every ten seconds.
    proposal: Proposal | None
    item: AgendaItem | None
    countdown: TimerView | None
    groups: dict[str, TimerView]

    def _read(self) -> None:
        state, local = self._store.state, self._local
        course, timers = state.course, state.timers
        if local is not None:
            item, groups = state.agenda_items[local.item], state.groups_of(local.item)
            course = local_position.course_at(course, local)
            timers = local_position.timers_at(timers, local, item, groups)
        items, groups_of_all = state.agenda_items.values(), state.groups.values()
        self.evening = evening_of(state.dialogue, items, groups_of_all, timers, course)
        self._forecast_second = self._proposed_at = -1
        self._compute()

    def _compute(self) -> None:
        self.now = self._store.now_ms()
        on = present(self.evening, self.now)
        self.item = on.item if on is not None else None
        self.countdown = on.countdown if on is not None else None
        self.groups = dict(on.groups) if on is not None else {}
        second = self.now // 1000
        if second != self._forecast_second:
            self._forecast_second = second
            self.forecast = forecast(self.evening, self.now, on)
            self._propose(on)

    def _propose(self, on: Present | None) -> None:
        """It goes by whole minutes: nobody has to be told to the second."""
        at = self.now // _PROPOSED_EVERY_MS
        if at != self._proposed_at:
            self._proposed_at = at
            self.proposal = catch_up(self.evening, self.now, on=on)

    def _on_change(self, change: Change) -> None:
        if not change.touches(*_FAMILIES):
            return
        gone = self._local is not None and self._has_gone_on(self._local)
        if gone:
            self._local = None
        self._read()
        self.changed.emit()
        if gone:
            self.caught_up.emit()

    def _has_gone_on(self, local: LocalPosition) -> bool:
        state = self._store.state
        item = state.agenda_items.get(local.item)
        return local_position.last_visit(state.course) != local.visit or item is None

    # a position of one's own

    @property
    def is_local(self) -> bool:
        """Whether this is where somebody here says they are, and nobody else knows."""
        return self._local is not None

    def follow(self, item: str | None) -> None:
        """Be at an item from now on, on this device only; None: follow the log again.

        Raises: KnownFailure when the disk refuses; then nothing was changed.
        """
        visit = local_position.last_visit(self._store.state.course)
        local = LocalPosition(item, self._store.now_ms(), visit) if item is not None else None
        local_position.keep(self._store, local)
        self._local = local
        self._read()
        self.changed.emit()

    def _on_tick(self) -> None:
        self._compute()
        self.ticked.emit()
