"""The recorded evening at 19:42: a group item runs, and consoles are connected to the city."""

import asyncio
import shutil
from pathlib import Path

from console.rehearsal.recording import read_recording
from tests.benchmarks.city import QUARTER_TO_EIGHT_MS, City, evening_clock
from tests.benchmarks.consoles import Console, joined
from tests.benchmarks.process import Process


class Evening:
    """A city with the evening's log in a fresh folder, and a clock on which it is 19:42 now."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self._folder = folder
        self._recording = read_recording()
        self.city = City(folder / "city", evening_clock())
        self.city.take_over(self._recording, QUARTER_TO_EIGHT_MS)

    @property
    def dialogue(self) -> str:
        """Its id."""
        return self._recording.dialogue

    def seat(self, name: str, role: str, size: tuple[int, int]) -> "Seat":
        """A console that has joined and knows everything, not running; the city serves."""
        home = self._folder / name
        console = asyncio.run(joined(self.city, home, self._recording.dialogue, role))
        console.size(*size)
        return Seat(self.city, console)


class Seat:
    """An installation that can be started as often as one likes."""

    def __init__(self, city: City, console: Console) -> None:
        self._city = city
        self._console = console

    def start(self, script: str) -> Process:
        """Run `main.py FILE`, watched by a script."""
        shift = str(self._city.clock.shift_ms)
        file = str(self._console.file)
        return Process(script, file, home=self._console.home, BENCH_SHIFT_MS=shift)
