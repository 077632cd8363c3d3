"""push_throughput: ten consoles at once send what they wrote without a network.

All ten are in one process and each takes over what the others wrote, as they do in an evening:
that is most of the work here, and none of it is the backend's.
"""

import asyncio
import shutil
from pathlib import Path
from unittest.mock import patch

from console.domain.notes import NoteAdded, Place
from console.domain.ops import Fact
from console.domain.order import order_between
from console.storage.store import Store
from console.sync import push_lane
from tests.benchmarks.bare_rows import BareRows
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console, first_instant, joined
from tests.benchmarks.process import OUT
from tests.benchmarks.sampling import load
from tests.benchmarks.table import Figure
from tests.benchmarks.texts import note_text

CONSOLES, NOTES, BATCH = 10, 1_000, 50


def measure(folder: Path = OUT / "throughput") -> list[Figure]:
    shutil.rmtree(folder, ignore_errors=True)
    city = City(folder / "city")
    dialogue = city.create()
    with city.start(), BareRows(folder) as bare:
        consoles = [
            asyncio.run(joined(city, folder / f"console{number}", dialogue, "notetaker"))
            for number in range(CONSOLES)
        ]
        for console in consoles:
            console.open()
            write_notes(console.store, NOTES)
        rows = CONSOLES * NOTES
        floor = rows / bare.commit_many_s(rows, BATCH)
        with patch.object(push_lane, "MAX_BATCH", BATCH):
            began = city.clock.wall_ms()
            asyncio.run(_push(consoles))
        seconds = (city.stamp(dialogue).received_at - began) / 1000
        for console in consoles:
            console.close()
    return [Figure("push_throughput", rows / seconds, floor, load())]


def write_notes(store: Store, count: int) -> None:
    """One action for each note, as they are written; the latest on top."""
    column, order = store.state.board_columns()[0].id, None
    for number in range(count):
        order = order_between(None, order, store.random)
        place = Place(column=column, order=order)
        body = NoteAdded(text=note_text(number), place=place)
        store.commit([Fact(entity=store.new_id(), body=body)])


async def _push(consoles: list[Console]) -> None:
    """Wake all, and wait until each has all of its own back in the log."""
    engines = [console.engine() for console in consoles]
    try:
        for engine in engines:
            engine.start()
        await asyncio.gather(
            *(first_instant(one.store, lambda one=one: _is_empty(one)) for one in consoles)
        )
    finally:
        for engine in engines:
            await engine.stop()


def _is_empty(console: Console) -> bool:
    return console.store.pending_count == 0
