"""offline_push_10k and offline_pull_10k: ten thousand notes out of one console, into another."""

import asyncio
import gc
import shutil
import time
from pathlib import Path

from tests.benchmarks.bare_rows import BareRows
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console, first_instant, joined
from tests.benchmarks.measure_throughput import write_notes
from tests.benchmarks.process import OUT, Failed
from tests.benchmarks.sampling import Pair, load
from tests.benchmarks.table import Figure

NOTES, AT_ONCE, TIMES = 10_000, 500, 7


def measure(folder: Path = OUT / "offline") -> list[Figure]:
    shutil.rmtree(folder, ignore_errors=True)
    city = City(folder / "before" / "city")
    dialogue, console = _prepare(city, folder / "before" / "author")
    push, pull = Pair(), Pair()
    for turn in range(1 + TIMES):
        _put_back(folder)
        city.move_to(folder / "now" / "city")
        with city.start(), BareRows(folder) as bare:
            console.home = folder / "now" / "author"
            floor = bare.commit_many_s(NOTES, AT_ONCE)
            value = asyncio.run(_push(console))
            if turn:
                push.add(value, floor)
            floor = bare.commit_many_s(NOTES, AT_ONCE)
            value = asyncio.run(_pull(city, dialogue, folder / "now" / "reader"))
            if turn:
                pull.add(value, floor)
    busy = load()
    return [
        Figure("offline_push_10k", push.value, push.floor, busy),
        Figure("offline_pull_10k", pull.value, pull.floor, busy),
    ]


def _prepare(city: City, home: Path) -> tuple[str, Console]:
    """A backend with the sample, and a console that wrote its notes without it, both at rest."""
    dialogue = city.create()
    with city.start():
        console = asyncio.run(joined(city, home, dialogue, "notetaker"))
    console.open()
    write_notes(console.store, NOTES)
    console.close()
    return dialogue, console


def _put_back(folder: Path) -> None:
    shutil.rmtree(folder / "now", ignore_errors=True)
    shutil.copytree(folder / "before", folder / "now")


async def _push(console: Console) -> float:
    """Seconds from waking the exchange, connecting included, until all came back in the log."""
    console.open()
    gc.collect()
    store, engine = console.store, console.engine()
    _expect(store.pending_count == NOTES, f"{store.pending_count} to send")
    try:
        began = time.perf_counter()
        engine.start()
        ended = await first_instant(store, lambda: store.pending_count == 0)
    finally:
        await engine.stop()
        console.close()
    return ended - began


async def _pull(city: City, dialogue: str, home: Path) -> float:
    """Seconds from using the code until every note is shown and can be searched."""
    console = Console(home, city.clock)
    code = city.invite(dialogue, "notetaker")
    gc.collect()
    began = time.perf_counter()
    await console.join(city.url, code, "Kim Beispiel")
    store, engine = console.store, console.engine()
    try:
        engine.start()
        ended = await first_instant(store, lambda: len(store.state.notes) >= NOTES)
    finally:
        await engine.stop()
    _expect(len(store.search_notes("n")) == NOTES, "not every note is found")
    console.close()
    return ended - began


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise Failed(otherwise)
