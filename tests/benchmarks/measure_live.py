"""live_tick, open_live, theme_switch, key_to_paint_f5, frame_max: a lead's full desk."""

import asyncio
import statistics
import time
from pathlib import Path

from console.storage.store import Store
from tests.benchmarks.consoles import Console
from tests.benchmarks.full_desk import FullDesk
from tests.benchmarks.measure_throughput import write_notes
from tests.benchmarks.process import OUT, Process
from tests.benchmarks.sampling import load, percentile
from tests.benchmarks.table import Figure

SIZE = (1920, 1080)
TICKS, OPENED, SWITCHED, PRESSED = 200, 15, 15, 500
FRAMES_S, NOTES_EVERY_S = 15, 1 / 30


def measure(folder: Path = OUT / "live") -> list[Figure]:
    full = FullDesk(folder)
    with full.city.start():
        seat = full.seat(SIZE)
        writer = full.writer()
        with seat.start("console_desk.py") as console:
            console.hear("live")
            frame = asyncio.run(_frames(console, writer))
    # Nobody else now: what the network does at this moment is not what is asked for.
    with seat.start("console_desk.py") as console:
        console.hear("live")
        ticks = _asked(console, "tick", TICKS)
        opened = _asked(console, "open", OPENED)
        switched = _asked(console, "theme", SWITCHED)
        pressed = _asked(console, "press", PRESSED)
    busy = load()
    return [
        Figure("live_tick", statistics.median(ticks), None, busy),
        Figure("open_live", statistics.median(opened), None, busy),
        Figure("frame_max", frame, None, busy),
        Figure("theme_switch", statistics.median(switched), None, busy),
        Figure("key_to_paint_f5", percentile(pressed, 0.99), None, busy),
    ]


def _asked(console: Process, kind: str, count: int) -> list[float]:
    """How long each took (ms)."""
    console.tell(f"{kind} {count}")
    return [int(console.hear(kind)[0]) / 1e6 for _ in range(count)]


async def _frames(console: Process, writer: Console) -> float:
    """The longest time (ms) that the window did not answer while notes of others arrive."""
    engine = writer.engine()
    engine.start()
    try:
        console.tell(f"frames {FRAMES_S}")
        await _write_notes(writer.store)
    finally:
        await engine.stop()
        writer.close()
    return int(console.hear("frames")[0]) / 1e6


async def _write_notes(store: Store) -> None:
    until = time.monotonic() + FRAMES_S
    while time.monotonic() < until:
        write_notes(store, 1)
        await asyncio.sleep(NOTES_EVERY_S)
