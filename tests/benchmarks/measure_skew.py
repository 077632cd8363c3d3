"""timer_skew_p99: what is left of one timer on three consoles at the same instant."""

import asyncio
import time
from pathlib import Path

from tests.benchmarks.consoles import joined
from tests.benchmarks.evening import Evening
from tests.benchmarks.process import OUT, Process
from tests.benchmarks.sampling import load, percentile
from tests.benchmarks.table import Figure

#: What the consoles' own clocks are off by, and how late a piece on the line may be.
OFF_MS, JITTER_S = (-2000, 0, 2000), 0.05
INSTANTS, EVERY_MS, AHEAD_NS = 500, 100, 500_000_000


def measure(folder: Path = OUT / "skew") -> list[Figure]:
    evening = Evening(folder)
    with (
        evening.city.start(),
        Process("delaying_line.py", evening.city.port, str(JITTER_S), home=folder) as line,
    ):
        evening.city.url = line.first_word()
        consoles = [
            _console(evening, folder / f"console{number}", off) for number, off in enumerate(OFF_MS)
        ]
        try:
            for console in consoles:
                console.hear("synced")
            first = time.monotonic_ns() + AHEAD_NS
            for console in consoles:
                console.tell(f"timer {INSTANTS} {EVERY_MS} {first}")
            shown = [_shown(console) for console in consoles]
        finally:
            for console in consoles:
                console.end()
    apart = [max(one) - min(one) for one in zip(*shown, strict=True)]
    return [Figure("timer_skew_p99", percentile(apart, 0.99), None, load())]


def _console(evening: Evening, home: Path, off_ms: int) -> Process:
    console = asyncio.run(joined(evening.city, home, evening.dialogue, "observer"))
    shift = str(evening.city.clock.shift_ms + off_ms)
    url = evening.city.url
    return Process("console_engine.py", str(console.file), url, home=home, BENCH_SHIFT_MS=shift)


def _shown(console: Process) -> list[float]:
    """What one console said was left, in order."""
    found = [console.hear("left") for _ in range(INSTANTS)]
    return [float(left) for _number, left in found]
