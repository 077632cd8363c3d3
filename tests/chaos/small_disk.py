"""Programs on a disk of one MiB that fills up; run inside a mount namespace of their own.

`console FOLDER`: a dialogue file on the small disk. `backend FOLDER`: the city's database there.
"""

import asyncio
import subprocess
import sys
from pathlib import Path

from console.clock_system import SystemClock
from console.commands.notes import add_note
from console.domain.errors import KnownFailure
from console.domain.ids import uuid7
from console.storage.minting import Identity
from console.storage.store import Store
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console

SIZE, BALLAST, NOTE = "1m", 200_000, "Mehr Bänke am Markt und Schatten für alle"


def mount(folder: Path) -> None:
    """Put an empty small disk at `folder`, seen by this process and its children alone."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "none", str(folder)]
    subprocess.run(command, check=True)


def fill(folder: Path) -> Path:
    """Take the last bytes of the disk; returns the file to delete for room again."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"")
    with ballast.open("ab", buffering=0) as file:
        size = 65_536
        while size:
            try:
                file.write(b"x" * size)
            except OSError:
                size //= 2
    return ballast


def shown(store: Store) -> list[str]:
    return sorted(note.text.text for note in store.state.board_notes())


def write_until_full(store: Store, saved: list[str]) -> str:
    """Write notes until one is refused; returns why."""
    while True:
        text = f"{NOTE} {len(saved):05d}"
        try:
            add_note(store, text, column=None)
        except KnownFailure as failure:
            return failure.code
        saved.append(text)


def console(folder: Path) -> None:
    """Fill the disk under an open dialogue; all that was saved is there, and it goes on."""
    mount(folder)
    file, clock = folder / "evening.dialogpult", SystemClock()
    now = clock.wall_ms()
    identity = Identity(device=uuid7(now))
    ballast = folder / "ballast"
    ballast.write_bytes(b"x" * BALLAST)
    store = Store.create(file, uuid7(now), clock, identity)
    saved: list[str] = []
    why = write_until_full(store, saved)
    expect(why == "disk_full", why)
    expect(len(saved) > 0, "the disk was full before the first note")
    expect(shown(store) == sorted(saved), "what is shown is not what was saved")
    store.close()
    ballast.unlink()
    again = Store.open(file, clock, identity)
    expect(shown(again) == sorted(saved), "what is in the file is not what was saved")
    add_note(again, f"{NOTE} danach", column=None)
    saved.append(f"{NOTE} danach")
    again.close()
    last = Store.open(file, clock, identity)
    expect(shown(last) == sorted(saved), "after there was room again, something is missing")
    last.close()


def backend(folder: Path) -> None:
    """Fill the disk under a serving backend: consoles keep what it refuses, then it gets all."""
    mount(folder / "small")
    city = City(folder / "small")
    dialogue = city.create()
    with city.start():
        writer = Console(folder / "writer", city.clock)
        asyncio.run(_serve(city, writer, dialogue, folder / "small"))
    texts = [row.record.body or "" for row in city.rows(dialogue, "note")]
    marks = [f"{NOTE} {number:05d}" for number in range(_NOTES)]
    found = [mark for mark in marks for text in texts if mark in text]
    expect(found == marks, f"{len(found)} of {len(marks)} notes are in the log")


_NOTES = 200


async def _serve(city: City, writer: Console, dialogue: str, disk: Path) -> None:
    await writer.join(city.url, city.invite(dialogue, "notetaker"), "Kim Beispiel")
    async with writer.connected(city.head(dialogue)):
        pass
    ballast = fill(disk)
    store, news = writer.store, asyncio.Event()
    engine = writer.engine(lambda _: news.set())
    store.subscribe(lambda _: news.set())
    for number in range(_NOTES):
        add_note(store, f"{NOTE} {number:05d}", column=None)
    engine.start()
    async with asyncio.timeout(60):
        while engine.status.reason != "server_disk_full":
            await news.wait()
            news.clear()
        expect(store.pending_count > 0, "the console took for sent what the backend refused")
        ballast.unlink()
        engine.sync_now()
        while store.pending_count:
            await news.wait()
            news.clear()
    await engine.stop()
    writer.close()


def expect(true: object, otherwise: str) -> None:
    """Raises: SystemExit with what is not so."""
    if not true:
        sys.exit(otherwise)


if __name__ == "__main__":
    {"console": console, "backend": backend}[sys.argv[1]](Path(sys.argv[2]))
