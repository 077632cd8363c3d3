"""pg_two_process: from a note's commit at one backend process to a console at the other one."""

import asyncio
import shutil
from pathlib import Path

from tests.backend.postgres import DURABLE, server
from tests.benchmarks.city import City
from tests.benchmarks.consoles import joined
from tests.benchmarks.measure_peers import DISCARDED, EVERY_S, NOTES, delays
from tests.benchmarks.process import OUT, Process
from tests.benchmarks.sampling import load, percentile
from tests.benchmarks.table import Figure
from tests.benchmarks.texts import note_text


def measure(folder: Path = OUT / "postgres") -> list[Figure]:
    shutil.rmtree(folder, ignore_errors=True)
    with server(DURABLE) as postgres:
        corner = postgres.corner()
        cities = [City(folder / name, postgres=corner) for name in ("first", "second")]
        dialogue = cities[0].create()
        with cities[0].start(), cities[1].start():
            seats = [_seat(city, dialogue) for city in cities]
            with seats[0] as writer, seats[1] as reader:
                for seat in seats:
                    seat.hear("synced")
                asyncio.run(_write(writer))
                found = delays(writer, reader)[DISCARDED:]
    busy = load()
    return [
        Figure("pg_two_process_p50", percentile(found, 0.5), None, busy),
        Figure("pg_two_process_p99", percentile(found, 0.99), None, busy),
    ]


def _seat(city: City, dialogue: str) -> Process:
    """A console that is at this process of the backend."""
    console = asyncio.run(joined(city, city.folder / "console", dialogue, "notetaker"))
    return Process("console_engine.py", str(console.file), city.url, home=console.home)


async def _write(writer: Process) -> None:
    loop = asyncio.get_running_loop()
    first = loop.time()
    for number in range(DISCARDED + NOTES):
        await asyncio.sleep(max(0.0, first + number * EVERY_S - loop.time()))
        writer.tell(f"note {note_text(number)}")
