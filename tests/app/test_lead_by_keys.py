"""The lead's whole sample evening by keys alone, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.run import END
from console.timers.phase import Phase
from console.views.main_window import LIVE
from tests.app.consoles import Console, on_console
from tests.small_dialogue import MINUTE, START, MovedClock

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
MOST_PRESSES = 40


class Lead:
    """Sits at the console and has nothing but its keys."""

    def __init__(self, one: Console, clock: MovedClock) -> None:
        self.one = one
        self.clock = clock
        self.presses = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        target = QApplication.focusWidget() or self.one.window
        QTest.keyClick(target, key, modifiers)
        self.presses += 1
        self._turn()

    def wait(self, minutes: float) -> None:
        """Let time go by in steps as the beat of the program would find it."""
        for _ in range(round(minutes * 6)):
            self.clock.advance(seconds=10)
            self.one.app.ticker.tick.emit()
        self._turn()

    def _turn(self) -> None:
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    @property
    def title(self) -> str:
        return self.one.session.pages.live_model.now.title

    @property
    def live(self):
        return self.one.session.pages.live_model

    def groups(self) -> set[Phase]:
        return {view.phase for view in self.live.groups._views.values()}

    def round_of_groups(self, minutes: float) -> None:
        """Start all, pass on what is due, and bring everybody back."""
        self.wait(2)
        self.press(Qt.Key.Key_S, CTRL | SHIFT)
        assert self.groups() == {Phase.RUNNING}
        self.wait(minutes - 5)
        for _ in range(2):
            self.press(Qt.Key.Key_K, CTRL | SHIFT)
        self.wait(4)
        for _ in range(2):
            self.press(Qt.Key.Key_K, CTRL | SHIFT)
        self.wait(1)
        self.press(Qt.Key.Key_F5)
        assert self.groups() == {Phase.RETURNING}
        self.wait(1)
        self.press(Qt.Key.Key_P, CTRL | SHIFT)
        assert self.groups() == {Phase.RETURNED}


def leading(home: Path, test: Callable[[Lead], Awaitable[None]]) -> None:
    clock = MovedClock(START - MINUTE)

    async def opened(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        one.app.ticker.stop()
        one.window.activateWindow()
        one.window.open_view(LIVE)
        lead = Lead(one, clock)
        lead.wait(0.5)
        await test(lead)

    on_console(home, opened, clock)


def test_the_whole_evening_takes_fewer_than_forty_presses(home: Path) -> None:
    async def told(lead: Lead) -> None:
        lead.wait(3)
        lead.press(Qt.Key.Key_F5)
        assert lead.title == "Begrüßung, Spielregeln, Stimmungsbild"
        lead.wait(16)
        lead.press(Qt.Key.Key_F5)
        lead.wait(17)
        lead.press(Qt.Key.Key_F5)
        assert lead.title == "Kleingruppen 1"
        lead.round_of_groups(30)
        assert lead.title == "Pause"
        lead.wait(8)
        lead.press(Qt.Key.Key_F5)
        lead.wait(14)
        lead.press(Qt.Key.Key_F5)
        assert lead.title == "Kleingruppen 2"
        lead.press(Qt.Key.Key_F8)
        lead.round_of_groups(21)
        late = lead.one.session.desk.evening.forecast.deviation_ms
        lead.press(Qt.Key.Key_A, CTRL | SHIFT)
        lead.press(Qt.Key.Key_Return)
        assert lead.one.session.desk.evening.forecast.deviation_ms < late
        for minutes in (8, 3, 8, 3):
            lead.wait(minutes)
            lead.press(Qt.Key.Key_F5)
        course = lead.one.store.state.course
        assert course.visits[-1].item == END
        assert len(course.visits) == 11
        assert lead.presses < MOST_PRESSES, lead.presses

    leading(home, told)


def test_f5_held_for_three_seconds_advances_once(home: Path) -> None:
    async def told(lead: Lead) -> None:
        # Some systems send a held key as so many presses, without any mark of repetition.
        for _ in range(90):
            lead.press(Qt.Key.Key_F5)
            lead.clock.advance(seconds=1 / 30)
        assert len(lead.one.store.state.course.visits) == 1

    leading(home, told)


def test_one_undo_after_the_group_phase_restores_all_timers_to_the_second(home: Path) -> None:
    async def told(lead: Lead) -> None:
        for minutes in (1, 15, 15):
            lead.wait(minutes)
            lead.press(Qt.Key.Key_F5)
        lead.wait(2)
        lead.press(Qt.Key.Key_S, CTRL | SHIFT)
        lead.wait(11)
        before = {group: view.remaining_ms for group, view in lead.live.groups._views.items()}
        lead.press(Qt.Key.Key_F5)
        assert lead.groups() == {Phase.RETURNING}
        lead.wait(1)
        lead.press(Qt.Key.Key_Z, CTRL)
        after = {group: view.remaining_ms for group, view in lead.live.groups._views.items()}
        assert after == {group: rest - MINUTE for group, rest in before.items()}

    leading(home, told)
