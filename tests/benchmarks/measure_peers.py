"""note_to_peer: from Enter in one whole console to the new row in another one's board."""

import asyncio
import time
from pathlib import Path

import httpx

from tests.benchmarks.bare_rows import ROW, BareRows
from tests.benchmarks.evening import Evening
from tests.benchmarks.process import OUT, Process
from tests.benchmarks.sampling import Pair, load, percentile
from tests.benchmarks.table import Figure
from tests.benchmarks.texts import mark, note_text

SIZE = (1366, 768)
DISCARDED, NOTES, EVERY_S = 50, 500, 0.1


def measure(folder: Path = OUT / "peers") -> list[Figure]:
    evening = Evening(folder)
    with evening.city.start(), Process("bare_post.py", str(folder / "there"), home=folder) as bare:
        seats = [evening.seat(name, "notetaker", SIZE) for name in ("one", "other")]
        with (
            seats[0].start("console_notes.py") as writer,
            seats[1].start("console_notes.py") as reader,
            BareRows(folder / "here") as rows,
        ):
            writer.hear("notes")
            reader.hear("notes")
            floors = asyncio.run(_write(writer, bare.first_word(), rows))
            took = delays(writer, reader)
    found, busy = Pair(took[DISCARDED:], floors[DISCARDED:]), load()
    return [
        Figure("note_to_peer_p50", found.value, found.floor, busy),
        Figure(
            "note_to_peer_p99",
            percentile(found.values, 0.99),
            percentile(found.floors, 0.99),
            busy,
        ),
    ]


async def _write(writer: Process, url: str, rows: BareRows) -> list[float]:
    """Let a note be written ten times a second, the floor in the middle between two."""
    loop = asyncio.get_running_loop()
    floors: list[float] = []
    async with httpx.AsyncClient(trust_env=False) as client:
        first = loop.time()
        for number in range(DISCARDED + NOTES):
            await asyncio.sleep(max(0.0, first + number * EVERY_S - loop.time()))
            writer.tell(f"{number} {note_text(number)}")
            await asyncio.sleep(max(0.0, first + (number + 0.5) * EVERY_S - loop.time()))
            floors.append(await _floor_ms(client, url, rows))
    return floors


async def _floor_ms(client: httpx.AsyncClient, url: str, rows: BareRows) -> float:
    began = time.perf_counter()
    await client.post(url, content=ROW)
    rows.commit()
    return (time.perf_counter() - began) * 1000


def delays(writer: Process, reader: Process) -> list[float]:
    """Milliseconds of each note in the order of their writing."""
    names = [mark(number) for number in range(DISCARDED + NOTES)]
    sent, came = _instants(writer, "sent", len(names)), _instants(reader, "came", len(names))
    return [(came[name] - sent[name]) / 1e6 for name in names]


def _instants(process: Process, word: str, count: int) -> dict[str, int]:
    """When each note was told of, by mark."""
    found: dict[str, int] = {}
    while len(found) < count:
        instant, name = process.hear(word)
        found[name] = int(instant)
    return found
