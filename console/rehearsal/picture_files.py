"""Hand-over files for pictures: a note-taker without connection wrote three notes."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from console.commands import notes
from console.domain.ids import derived
from console.storage.handover_file import decode, encode
from console.storage.minting import Identity
from console.storage.store import Store

_TEXTS = (
    "Sprechstunde im Bürgerhaus auch am Abend.",
    "Der Weg zur Haltestelle ist im Winter zu dunkel.",
    "Eine Liste aller Angebote, die auch auf Papier zu haben ist.",
)


def handed_files(store: Store) -> list[Path]:
    """Return the paths of a file, of one with a changed word, and of the first once more."""
    folder = store.path.parent
    copy = folder / "kim.dialogpult"
    store.back_up(copy)
    kim = Store.open(
        copy,
        store.time.clock,
        Identity(device=derived("picture", "kim"), role="notetaker", name="Kim Beispiel"),
    )
    try:
        column = kim.state.board_columns()[0].id
        for text in _TEXTS:
            notes.add_note(kim, text, column=column)
        data = kim.handover.write("all")
    finally:
        kim.close()
    whole, changed = folder / "a.dialogpult-uebergabe", folder / "b.dialogpult-uebergabe"
    file = decode(data)
    last = file.rows[-1]
    words = (last.body or "").replace("Papier", "Pappe")
    rows = (*file.rows[:-1], replace(last, body=words))
    changed.write_bytes(encode(replace(file, rows=rows)))
    whole.write_bytes(data)
    return [changed, whole, whole]
