"""A console without Qt: dialogue file and exchange alone. It writes, tells, and reads its timer."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from console import clock_system
from console.commands.notes import add_note
from console.config.paths import find_paths
from console.storage.change import Change, Origin
from console.storage.store import Store
from console.sync.credentials import Credentials
from console.sync.engine import Engine
from console.sync.pairing import identity_of
from console.sync.status import SyncStatus
from console.sync.tls import Tls
from console.timers.evening import evening_of
from console.timers.present import present
from tests.benchmarks.texts import mark_of
from tests.benchmarks.watching import move_clock, report, say


class Console:
    """One open file with its exchange."""

    def __init__(self, file: Path, origin: str) -> None:
        paths = find_paths(os.environ)
        place = Credentials(paths.config).load(origin, file.stem)
        assert place is not None
        self.store = Store.open(file, clock_system.SystemClock(), identity_of(place))
        self.engine = Engine(self.store, place, tls=Tls(), announce=self._heard)
        self._is_ready = False
        self.store.subscribe(self._changed)

    def _heard(self, status: SyncStatus) -> None:
        if status.state == "synced" and not self._is_ready:
            self._is_ready = True
            report("synced")

    def _changed(self, change: Change) -> None:
        if change.origin is Origin.REMOTE:
            now = time.monotonic_ns()
            notes = self.store.state.notes
            for note in [notes[one] for one in change.ids.get("note", ())]:
                say("came", now, mark_of(note.text.text))

    def note(self, text: str) -> None:
        """Write a note; what is measured ends elsewhere."""
        column = self.store.state.board_columns()[0].id
        began = time.monotonic_ns()
        add_note(self.store, text, column=column)
        say("sent", began, mark_of(text))

    async def read_timer(self, count: int, every_ms: int, first_ns: int) -> None:
        """Tell what is left (ms) at instants that other consoles read theirs at, too."""
        state = self.store.state
        evening = evening_of(
            state.dialogue,
            state.agenda_items.values(),
            state.groups.values(),
            state.timers,
            state.course,
        )
        for number in range(count):
            due = first_ns + number * every_ms * 1_000_000
            await asyncio.sleep(max(0.0, (due - time.monotonic_ns()) / 1e9))
            late_ms = (time.monotonic_ns() - due) / 1e6
            now = present(evening, self.store.now_ms())
            assert now is not None
            say("left", number, now.countdown.remaining_ms + late_ms)


async def main(file: Path, origin: str) -> None:
    """Go on until nobody says anything any more."""
    console = Console(file, origin)
    console.engine.start()
    loop = asyncio.get_running_loop()
    acts: dict[str, Callable[[str], Awaitable[None] | None]] = {
        "note": console.note,
        "timer": lambda words: console.read_timer(*map(int, words.split())),
    }
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        what, _, rest = line.strip().partition(" ")
        doing = acts[what](rest)
        if doing is not None:
            await doing
    await console.engine.stop()
    console.store.close()


move_clock(clock_system)
asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
