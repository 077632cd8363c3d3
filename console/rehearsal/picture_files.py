"""Hand-over files and parked text for pictures: a note-taker wrote three notes by herself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from console.commands import notes
from console.domain import codec
from console.domain.ids import derived
from console.storage.handover_file import decode, encode
from console.storage.minting import Identity
from console.storage.store import Store
from console.sync.wire import Result
from console.sync.wire_parked import ParkedRow

_TEXTS = (
    "Sprechstunde im Bürgerhaus auch am Abend.",
    "Der Weg zur Haltestelle ist im Winter zu dunkel.",
    "Eine Liste aller Angebote, die auch auf Papier zu haben ist.",
)


def _written(store: Store) -> bytes:
    """Return what the note-taker hands over, from a copy of the file."""
    copy = store.path.parent / "kim.dialogpult"
    store.back_up(copy)
    who = Identity(device=derived("picture", "kim"), role="notetaker", name="Kim Beispiel")
    kim = Store.open(copy, store.time.clock, who)
    try:
        column = kim.state.board_columns()[0].id
        for text in _TEXTS:
            notes.add_note(kim, text, column=column)
        return kim.handover.write("all")
    finally:
        kim.close()


def handed_files(store: Store) -> list[Path]:
    """Return the paths of a file, of one with a changed word, and of the first once more."""
    folder, data = store.path.parent, _written(store)
    whole, changed = folder / "a.dialogpult-uebergabe", folder / "b.dialogpult-uebergabe"
    file = decode(data)
    last = file.rows[-1]
    words = (last.body or "").replace("Papier", "Pappe")
    rows = (*file.rows[:-1], replace(last, body=words))
    changed.write_bytes(encode(replace(file, rows=rows)))
    whole.write_bytes(data)
    return [changed, whole, whole]


class PicturedParking:
    """A backend to which somebody offered what the note-taker wrote (`at`: UTC ms)."""

    def __init__(self, store: Store, at: int) -> None:
        given = decode(_written(store))
        team = list(store.state.members.values())
        kim = next(one.id for one in team if one.role == "notetaker")
        toni = next(one.id for one in team if one.role == "cohost")
        reasons = ("denied:scope", "offered", "offered")
        rows = [
            (codec.decode_head(row.head), row, reason)
            for row, reason in zip(given.rows, reasons, strict=True)
        ]
        self._rows = tuple(
            ParkedRow(
                op_id=head.op_id,
                kind=head.kind,
                entity=head.entity,
                head=row.head,
                body=row.body,
                reason=reason,
                by=kim,
                role="notetaker",
                device=row.device,
                offered_by=kim if reason != "offered" else toni,
                offered_at=at,
            )
            for head, row, reason in rows
        )

    async def parked(self) -> tuple[ParkedRow, ...]:
        return self._rows

    async def adopt(self, op_ids: Sequence[str]) -> tuple[Result, ...]:
        return tuple(Result(op_id=one, status="accepted") for one in op_ids)

    async def set_aside(self, op_ids: Sequence[str]) -> tuple[Result, ...]:
        return tuple(Result(op_id=one, status="parked") for one in op_ids)
