"""What is on now, for every view: forecast, countdown, and the groups' times."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.domain.values import AgendaItem
from console.storage.change import Change
from console.storage.store import Store
from console.timers.evening import Evening, evening_of
from console.timers.present import present
from console.timers.schedule import Forecast, forecast
from console.timers.timer import TimerView
from console.viewmodels.bridge import Bridge
from console.viewmodels.ticker import Ticker

_FAMILIES = ("dialogue", "run", "agenda_item", "group", "timer")


class EveningViewModel(QObject):
    """Reads the store's state once per change, and time on every beat.

    `changed`: items, groups, course or timers are others now. `ticked`: a beat later, only the
    instants moved; whoever shows time compares what it would show before painting.
    """

    changed = Signal()
    ticked = Signal()

    def __init__(
        self, store: Store, bridge: Bridge, ticker: Ticker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._forecast_second = -1
        self._read()
        bridge.changed.connect(self._on_change)
        ticker.tick.connect(self._on_tick)

    evening: Evening
    now: int
    forecast: Forecast
    item: AgendaItem | None
    countdown: TimerView | None
    groups: dict[str, TimerView]

    def _read(self) -> None:
        state = self._store.state
        self.evening = evening_of(
            state.dialogue,
            state.agenda_items.values(),
            state.groups.values(),
            state.timers,
            state.course,
        )
        self._forecast_second = -1
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

    def _on_change(self, change: Change) -> None:
        if change.touches(*_FAMILIES):
            self._read()
            self.changed.emit()

    def _on_tick(self) -> None:
        self._compute()
        self.ticked.emit()
