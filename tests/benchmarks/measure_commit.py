"""note_commit: a note is typed and saved, one bare row before each."""

import time
from pathlib import Path

from console.clock_system import SystemClock
from console.commands.dialogue import fill
from console.commands.notes import add_note
from console.domain.ids import uuid7
from console.storage.minting import Identity
from console.storage.store import Store
from console.templates import sample_facts
from tests.benchmarks.bare_rows import BareRows
from tests.benchmarks.process import OUT
from tests.benchmarks.sampling import Pair, load
from tests.benchmarks.table import Figure
from tests.benchmarks.texts import note_text

THERE, DISCARDED, EVENTS = 500, 50, 1000


def measure(folder: Path = OUT / "commit") -> list[Figure]:
    store, found = sample_file(folder), Pair()
    column = store.state.board_columns()[0].id
    for number in range(THERE):
        add_note(store, note_text(number), column=column)
    with BareRows(folder) as bare:
        for number in range(DISCARDED + EVENTS):
            floor, value = bare.commit_one_ms(), one_note_ms(store, note_text(number), column)
            if number >= DISCARDED:
                found.add(value, floor)
    store.close()
    return [Figure("note_commit", found.value, found.floor, load())]


def one_note_ms(store: Store, text: str, column: str) -> float:
    """Milliseconds from the command to the end of its commit; the draft was there before."""
    store.save_draft("capture", text)
    began = time.perf_counter()
    add_note(store, text, column=column, draft="capture")
    return (time.perf_counter() - began) * 1000


def sample_file(folder: Path) -> Store:
    """A new file with the sample."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sample.dialogpult"
    for old in folder.glob("sample.dialogpult*"):
        old.unlink()
    clock = SystemClock()
    dialogue = uuid7(clock.wall_ms())
    store = Store.create(path, dialogue, clock, Identity(device=uuid7(clock.wall_ms())))
    fill(store, sample_facts(dialogue))
    return store
