"""A device whose clock is wrong is told so, and shows the right time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from console.viewmodels.clock_hint import clock_hint
from console.viewmodels.desk import Desk
from console.viewmodels.ticker import Ticker
from console.words import Words
from tests.small_dialogue import START, MovedClock, small_dialogue

HOURS = 3_600_000


@pytest.mark.parametrize("off_ms", [-2 * HOURS, 2 * HOURS, 31_000])
def test_a_wrong_clock_is_named_with_both_times(tmp_path: Path, qapp: QObject, off_ms: int) -> None:
    clock = MovedClock(START + off_ms)
    store = small_dialogue(tmp_path, clock=clock)
    desk = Desk(store, Words("de"), Ticker())
    assert clock_hint(desk) is None
    store.replica.measured(START - clock.monotonic)
    hint = clock_hint(desk)
    assert hint is not None
    assert "18:00" in hint.detail
    assert store.now_ms() == START
    desk.end()
    store.close()


def test_a_clock_that_is_nearly_right_is_not_mentioned(tmp_path: Path, qapp: QObject) -> None:
    clock = MovedClock(START + 29_000)
    store = small_dialogue(tmp_path, clock=clock)
    desk = Desk(store, Words("de"), Ticker())
    store.replica.measured(START - clock.monotonic)
    assert clock_hint(desk) is None
    desk.end()
    store.close()
