"""A console at 19:42 of the recorded evening: a group item runs, and it is connected."""

import asyncio
import shutil
from pathlib import Path

from console.rehearsal.recording import read_recording
from tests.benchmarks.city import QUARTER_TO_EIGHT_MS, City, evening_clock
from tests.benchmarks.consoles import Console, joined
from tests.benchmarks.process import Process


class EveningConsole:
    """The lead's console and the city beside it, in a folder, from 19:42 on."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        recording = read_recording()
        self.city = City(folder / "city", evening_clock())
        self.city.take_over(recording, QUARTER_TO_EIGHT_MS)
        with self.city.start():
            self.console: Console = asyncio.run(
                joined(self.city, folder / "console", recording.dialogue, "lead")
            )
        self.console.size(*size)

    def start(self, script: str) -> Process:
        """Run `main.py FILE`, watched by a script."""
        shift = str(self.city.clock.shift_ms)
        file = str(self.console.file)
        return Process(script, file, home=self.console.home, BENCH_SHIFT_MS=shift)
