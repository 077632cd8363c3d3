"""A city with one full evening: 20 items, 12 groups that run, 500 notes; the lead's console."""

import asyncio
import shutil
from pathlib import Path

from console.commands import agenda, run, timers
from console.domain.groups import GroupAdded
from console.domain.ops import Fact
from console.domain.order import order_between
from console.storage.store import Store
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console, first_instant, joined
from tests.benchmarks.evening import Seat
from tests.benchmarks.measure_throughput import write_notes

ITEMS, GROUPS, NOTES = 20, 12, 500


class FullDesk:
    """Made once in a fresh folder; the city is not running."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self._folder = folder
        self.city = City(folder / "city")
        self.dialogue = self.city.create()

    def seat(self, size: tuple[int, int]) -> Seat:
        """The lead's console, which has filled the dialogue and sent all; the city serves."""
        home = self._folder / "lead"
        console = asyncio.run(joined(self.city, home, self.dialogue, "lead"))
        console.size(*size)
        console.open()
        _fill(console.store)
        asyncio.run(_send(console))
        console.close()
        return Seat(self.city, console)

    def writer(self) -> Console:
        """A note-taker's console without a window; its file is open."""
        home = self._folder / "writer"
        console = asyncio.run(joined(self.city, home, self.dialogue, "notetaker"))
        console.open()
        return console


def _fill(store: Store) -> None:
    for number in range(len(store.state.agenda()), ITEMS):
        agenda.add_item(store, f"Punkt {number + 1}", "plenary", 5)
    breakout = next(item for item in store.state.agenda() if item.kind == "breakout")
    for number in range(len(store.state.groups_of(breakout.id)), GROUPS):
        order = order_between(store.state.groups_of(breakout.id)[-1].order, None, store.random)
        body = GroupAdded(name=f"Gruppe {number + 1}", item=breakout.id, order=order)
        store.commit([Fact(entity=store.new_id(), body=body)])
    write_notes(store, NOTES)
    while store.state.course.current is None or store.state.course.current.item != breakout.id:
        run.go_on(store)
    timers.start_groups(store)


async def _send(console: Console) -> None:
    engine = console.engine()
    engine.start()
    try:
        await first_instant(console.store, lambda: console.store.pending_count == 0)
    finally:
        await engine.stop()
