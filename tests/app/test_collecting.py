"""What holds itself in a circle is taken apart on the thread of the windows."""

from __future__ import annotations

import gc
import threading

import pytest

from console.app.collecting import Collector
from console.viewmodels.ticker import Ticker


class Circle:
    """Only the collector can free it; says on which thread that was."""

    def __init__(self, freed: list[int]) -> None:
        self.me = self
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


@pytest.fixture
def ticker(qapp):
    was_on = gc.isenabled()
    # As in a console that starts; the suite may have it off.
    gc.enable()
    ticker = Ticker()
    Collector(ticker, ticker)
    yield ticker
    (gc.enable if was_on else gc.disable)()


def busy_thread() -> None:
    """Allocate as much on another thread as brings Python to collect there."""

    def work() -> None:
        kept = [[number] for number in range(200_000)]
        assert kept

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_another_thread_frees_nothing_and_the_next_beat_does(ticker):
    freed: list[int] = []
    Circle(freed)
    busy_thread()
    assert freed == []
    kept = [[number] for number in range(6_000)]
    ticker.tick.emit()
    assert freed == [threading.get_ident()]
    assert kept
