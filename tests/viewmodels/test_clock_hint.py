"""A device whose clock is wrong is told so, once, and shows the right time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from console.viewmodels.clock_hint import CLOCK, ClockWatch, clock_hint, is_wrong
from console.viewmodels.desk import Desk
from console.viewmodels.hints import HintsViewModel
from console.viewmodels.ticker import Ticker
from console.words import Words
from tests.small_dialogue import START, MovedClock, small_dialogue

HOURS = 3_600_000


class Device:
    """A console whose clock is off by `off_ms`; the backend's time is asked by the test."""

    def __init__(self, folder: Path, off_ms: int) -> None:
        self.clock = MovedClock(START + off_ms)
        self.store = small_dialogue(folder, clock=self.clock)
        self.desk = Desk(self.store, Words("de"), Ticker())
        self.hints = HintsViewModel(self.desk, self.desk)

    def ask_the_time(self) -> None:
        self.store.replica.measured(START - self.clock.monotonic)

    @property
    def is_told(self) -> bool:
        return any(hint.id == CLOCK for hint in self.hints.all)

    def close(self) -> None:
        self.desk.end()
        self.store.close()


@pytest.fixture
def device(tmp_path: Path, qapp: QObject) -> Iterator[Device]:
    made = Device(tmp_path, 2 * HOURS)
    yield made
    made.close()


@pytest.mark.parametrize("off_ms", [-2 * HOURS, 2 * HOURS, 31_000])
def test_a_wrong_clock_is_named_with_both_times(tmp_path: Path, qapp: QObject, off_ms: int) -> None:
    device = Device(tmp_path, off_ms)
    assert not is_wrong(device.desk), "nothing was measured yet"
    device.ask_the_time()
    assert is_wrong(device.desk)
    assert "18:00" in clock_hint(device.desk).detail
    assert device.store.now_ms() == START
    device.close()


def test_a_clock_that_is_nearly_right_is_not_mentioned(tmp_path: Path, qapp: QObject) -> None:
    device = Device(tmp_path, 29_000)
    device.ask_the_time()
    ClockWatch().look(device.desk, device.hints)
    assert not device.is_told
    device.close()


def test_it_is_said_once_for_as_long_as_the_program_runs(device: Device) -> None:
    device.ask_the_time()
    watch = ClockWatch()
    watch.look(device.desk, device.hints)
    watch.look(device.desk, device.hints)
    assert device.is_told
    anew = HintsViewModel(device.desk, device.desk)
    watch.look(device.desk, anew)
    assert all(hint.id != CLOCK for hint in anew.all), (
        "another role, another dialogue: it was said already"
    )


def test_it_goes_when_somebody_sets_the_clock_and_does_not_come_twice(device: Device) -> None:
    device.ask_the_time()
    watch = ClockWatch()
    watch.look(device.desk, device.hints)
    device.clock.wall = START
    device.ask_the_time()
    watch.look(device.desk, device.hints)
    assert not device.is_told
    device.clock.wall = START - HOURS
    device.ask_the_time()
    watch.look(device.desk, device.hints)
    assert not device.is_told


def test_a_hint_that_was_seen_stays_away(device: Device) -> None:
    device.ask_the_time()
    watch = ClockWatch()
    watch.look(device.desk, device.hints)
    device.hints.see(CLOCK)
    watch.look(device.desk, device.hints)
    assert not device.is_told
