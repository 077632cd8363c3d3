"""first_paint and ready: cold processes of the console and of a bare window in turn."""

from pathlib import Path

from tests.benchmarks.evening import Evening, Seat
from tests.benchmarks.process import OUT, Failed, Process
from tests.benchmarks.sampling import Pair, load
from tests.benchmarks.table import Figure

TIMES, SIZE = 15, (1366, 768)


def measure(folder: Path = OUT / "start") -> list[Figure]:
    first, ready = Pair(), Pair()
    evening = Evening(folder)
    with evening.city.start():
        seat = evening.seat("lead", "lead", SIZE)
        for turn in range(1 + TIMES):
            floor = _bare_ms(folder)
            painted, took_key = _console_ms(seat)
            if turn:
                first.add(painted, floor)
                ready.add(took_key, floor)
    busy = load()
    return [
        Figure("first_paint", first.value, first.floor, busy),
        Figure("ready", ready.value, ready.floor, busy),
    ]


def _bare_ms(folder: Path) -> float:
    with Process("bare_window.py", *map(str, SIZE), home=folder / "bare") as process:
        return process.since_spawn("painted")


def _console_ms(seat: Seat) -> tuple[float, float]:
    """Milliseconds to the first paint, and to all that makes it ready."""
    with seat.start("console_start.py") as process:
        first = process.since_spawn("first_paint")
        face = process.hear("written_in")[0]
        if not face.startswith("Inter"):
            raise Failed(f"the tabs are written in {face}")
        return first, process.since_spawn("exchange", "live", "committed")
