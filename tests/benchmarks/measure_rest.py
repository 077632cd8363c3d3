"""rss and idle_cpu_live: a console and a bare window side by side, with nothing to do."""

import time
from pathlib import Path

from tests.benchmarks.evening import Evening, Seat
from tests.benchmarks.process import OUT, Failed, Process
from tests.benchmarks.sampling import Pair, load
from tests.benchmarks.table import Figure

SIZE, REST_S, WATCHED_S, TIMES = (1920, 1080), 10, 60, 3
STANDS = ["1920x1080", "synced", "live", "drawn"]


def measure_memory(folder: Path = OUT / "memory") -> list[Figure]:
    found = Pair()
    evening = Evening(folder)
    with evening.city.start():
        seat = evening.seat("lead", "lead", SIZE)
        for _ in range(TIMES):
            with _bare(folder) as bare, _console(seat) as console:
                console.rest(REST_S)
                found.add(console.memory_mib(), bare.memory_mib())
                _check(console)
    return [Figure("rss", found.value, found.floor, load())]


def measure_cpu(folder: Path = OUT / "idle") -> list[Figure]:
    evening = Evening(folder)
    with evening.city.start():
        seat = evening.seat("lead", "lead", SIZE)
        with _bare(folder) as bare, _console(seat) as console:
            console.rest(REST_S)
            began = time.monotonic()
            before = console.cpu_s(), bare.cpu_s()
            console.rest(WATCHED_S)
            after = console.cpu_s(), bare.cpu_s()
            wall_s = time.monotonic() - began
            _check(console)
    value, floor = (100 * (end - start) / wall_s for start, end in zip(before, after, strict=True))
    return [Figure("idle_cpu_live", value, floor, load())]


def _bare(folder: Path) -> Process:
    process = Process("bare_window.py", *map(str, SIZE), home=folder / "bare")
    process.hear("painted")
    return process


def _console(seat: Seat) -> Process:
    process = seat.start("console_live.py")
    process.hear("live")
    return process


def _check(console: Process) -> None:
    """The figure counts only for a console that does everything it should.  Raises: Failed."""
    console.tell("how do you stand")
    stands = console.hear("stands")
    if stands != STANDS:
        raise Failed(f"the console was {', '.join(stands)} instead of {', '.join(STANDS)}")
