"""A console without a window that writes by itself; run as a program, and killed at any moment.

It says `saved MARK` after each commit, which is what a person would have seen as saved.
"""

import asyncio
import os
import random
import sys
import threading
import traceback
from pathlib import Path

from console.clock_system import SystemClock
from console.commands.notes import add_note, edit_note, text_base
from console.config.paths import find_paths
from console.storage.store import Store
from console.sync.credentials import Credentials
from console.sync.engine import Engine
from console.sync.pairing import identity_of
from console.sync.status import SyncStatus
from console.sync.tls import Tls


def say(*words: object) -> None:
    """One line, whole, at once."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Console:
    """One open file with its exchange, written by `life`: which start of this console it is."""

    def __init__(self, file: Path, origin: str, name: str, life: int) -> None:
        place = Credentials(find_paths(os.environ).config).load(origin, file.stem)
        assert place is not None
        self._mark = f"{name}.{life}."
        self._chance = random.Random(self._mark)
        self.store = Store.open(file, SystemClock(), identity_of(place))
        self._news = asyncio.Event()
        self.engine = Engine(self.store, place, tls=Tls(), announce=self._heard)
        self._own: list[str] = []
        self._written = 0

    def _heard(self, _: SyncStatus) -> None:
        self._news.set()

    async def write(self, ended: asyncio.Event) -> None:
        """Write until told to stop: bursts as of somebody pasting, and pauses."""
        while not ended.is_set():
            for _ in range(self._chance.choice([1, 1, 1, 5, 40])):
                self._note()
            await asyncio.sleep(self._chance.uniform(0, 0.08))

    def _note(self) -> None:
        self._written += 1
        mark = f"{self._mark}{self._written:05d}"
        if self._own and self._chance.random() < 0.15:
            note = self._chance.choice(self._own)
            base = text_base(self.store, note)
            edit_note(self.store, note, f"Geändert {mark} Bänke", base=base)
        else:
            column = self.store.state.board_columns()[0].id
            self._own.append(add_note(self.store, f"Notiz {mark} am Markt", column=column))
        say("saved", mark)

    async def rest(self, head: int) -> None:
        """Return when everything is out and in."""
        self.engine.sync_now()
        while not (
            self.engine.status.state == "synced"
            and self.engine.status.pending == 0
            and self.store.replica.position.cursor >= head
        ):
            self._news.clear()
            await self._news.wait()

    def board(self) -> list[str]:
        """Every shown note: id and words."""
        return sorted(f"{one.id} {one.text.text}" for one in self.store.state.board_notes())


def give_up(writing: asyncio.Task[None]) -> None:
    """A console that cannot write any more ends, so that somebody notices."""
    if not writing.cancelled() and (error := writing.exception()) is not None:
        traceback.print_exception(error)
        sys.stderr.flush()
        os._exit(3)


async def main(file: Path, origin: str, name: str, life: int) -> None:
    """Write from `write` until `stop`; `rest HEAD` shows the board of a log known up to there."""
    console = Console(file, origin, name, life)
    console.engine.start()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=listen, daemon=True).start()
    writing: asyncio.Task[None] | None = None
    while line := await lines.get():
        what, *words = line.split()
        if what == "write":
            writing = asyncio.create_task(console.write(ended))
            writing.add_done_callback(give_up)
        if what == "stop":
            ended.set()
            if writing is not None:
                await writing
            say("stopped")
        if what == "rest":
            await console.rest(int(words[0]))
            board = console.board()
            for one in board:
                say("board", one)
            say("rested", len(board))
    await console.engine.stop()
    console.store.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])))
