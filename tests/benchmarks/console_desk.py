"""The whole console of a lead at a full desk: measures in its own window what the bench asks."""

import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.watching import after, report, run_product, say
from tests.benchmarks.watching_window import on_line, on_painted

#: So large a share of what is counted comes before it and is not.
DISCARDED = 0.1
#: More than the time in which a second press counts as the same.
NEXT_PRESS_MS = 1_500
_ROUNDS = 200


class MovedClock:
    """Lets the clocks of this process run ahead, so that nobody has to wait for a second."""

    def __init__(self) -> None:
        self.ahead_ms = 0

    def loaded(self, module: Any) -> None:
        wall, monotonic = module.SystemClock.wall_ms, module.SystemClock.monotonic_ms
        module.SystemClock.wall_ms = lambda clock: wall(clock) + self.ahead_ms
        module.SystemClock.monotonic_ms = lambda clock: monotonic(clock) + self.ahead_ms


class Desk:
    """Does one kind of thing many times and says how long each took (nanoseconds)."""

    def __init__(self, clock: MovedClock) -> None:
        self._clock = clock
        self._app: Any = None
        self._window: Any = None

    def began(self, app: Any, *_: Any) -> None:
        self._app = app

    def opened(self, window: Any) -> None:
        self._window = window
        self._kinds: dict[str, Callable[[int], None]] = {
            "tick": self._ticks,
            "open": self._opens,
            "theme": self._themes,
            "press": self._presses,
            "frames": self._frames,
        }
        on_line(window, self._obey)
        report("live")

    def _obey(self, line: str) -> None:
        kind, _, count = line.partition(" ")
        self._kinds[kind](int(count))

    def _ticks(self, count: int) -> None:
        """Only beats at which another second is shown."""
        self._app.ticker.stop()
        for number in _numbers(count):
            self._clock.ahead_ms += 1000
            self._tell("tick", number, self._app.ticker.tick.emit)
        self._app.ticker.start()

    def _opens(self, count: int) -> None:
        """The view is made anew each time, as for its first visit."""
        from console.views.live.live_view import LiveView
        from console.views.main_window import LIVE, NOTES

        pages, window = self._app.session.pages, self._window
        for number in _numbers(count):
            window.open_view(NOTES)
            _drain()

            def show() -> None:
                host = window.frame.sheet_host
                window._put(LIVE, LiveView(window.theme, pages.live_model, host))
                window.open_view(LIVE)

            self._tell("open", number, show)

    def _themes(self, count: int) -> None:
        for number in _numbers(count):
            self._tell("theme", number, self._app.habits.menu.switch_look)

    def _presses(self, count: int) -> None:
        """F5 goes on, and undo brings back what was on before the next press."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for number in _numbers(count):
            self._clock.ahead_ms += NEXT_PRESS_MS
            self._app.ticker.tick.emit()
            _drain()
            before = self._title()
            self._tell("press", number, lambda: QTest.keyClick(self._window, Qt.Key.Key_F5))
            if self._title() == before:
                say("failed", "nothing_happened")
            self._app.session.desk.undo()
            _drain()

    def _title(self) -> str:
        return self._app.session.pages.live_model.now.title

    def _frames(self, seconds: int) -> None:
        """How long the loop did not come round, asked for every millisecond."""
        from PySide6.QtCore import Qt, QTimer

        probe = QTimer(self._window)
        probe.setTimerType(Qt.TimerType.PreciseTimer)
        began = last = time.monotonic_ns()
        worst: list[int] = []

        def look() -> None:
            nonlocal last
            now = time.monotonic_ns()
            # The first second belongs to what was going on before.
            if now - began > 1_000_000_000:
                worst.append(now - last)
            last = now
            if now - began > seconds * 1_000_000_000:
                probe.stop()
                say("frames", max(worst), len(worst))

        probe.timeout.connect(look)
        probe.start(1)

    def _tell(self, kind: str, number: int, act: Callable[[], object]) -> None:
        _drain()
        began = time.perf_counter_ns()
        act()
        _drain()
        took = time.perf_counter_ns() - began
        if number >= 0:
            say(kind, took)


def _numbers(count: int) -> range:
    """Negative for what is not counted."""
    return range(-max(1, round(DISCARDED * count)), count)


def _drain() -> None:
    """Let everything that waits be done, paints included."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

    dispatcher = QAbstractEventDispatcher.instance()
    for _ in range(_ROUNDS):
        if not dispatcher.processEvents(QEventLoop.ProcessEventsFlag.ExcludeSocketNotifiers):
            return


clock = MovedClock()
desk = Desk(clock)
run_product(
    {
        "console.clock_system": clock.loaded,
        "console.app.console_app": lambda module: after(module.ConsoleApp, "__init__", desk.began),
        "console.views.main_window": lambda module: on_painted(module, "LiveView", desk.opened),
    }
)
