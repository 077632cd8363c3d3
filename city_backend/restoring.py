"""Bringing a dialogue back from an archive, into an empty database or one that has others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from city_backend.administration import know_city, within
from city_backend.archive import Archive, TableRow, read_archives, unpacked
from city_backend.database import SCHEMA_VERSION
from city_backend.driver import Where, driver_of
from city_backend.exporting import BESIDE
from city_backend.log import Row, Stamp, Write
from city_backend.overview import one_line
from city_backend.rights_fold import FAMILIES, rights_of
from city_backend.tombstones import Tombstone, Tombstones, replay
from city_backend.transaction import Transaction
from console.domain.codec import Invalid, chain_start, continues, decode_head
from console.domain.errors import KnownFailure
from console.domain.kinds import family_of
from console.domain.ops import Record

_DEVICE_COLUMNS: Final = 10


class Restored(Struct, frozen=True, kw_only=True):
    """What came back.

    `devices`: whose tokens are good. `same_backend`: whether consoles will take this backend for
    the one they know. `erased`: entities whose words were taken out again.
    """

    dialogue: str
    title: str
    records: int
    devices: int
    same_backend: bool
    erased: int


def restore(database: Where, path: Path) -> list[Restored]:
    """Bring back every dialogue of a file, all of them or none.

    Into a database without dialogues the backend's identity comes along, so that consoles know it.
    Raises: KnownFailure with dialogue_known, dialogue_was_deleted, archive_damaged, archive_newer,
        as `read_archives`, or when the database cannot be used.
    """
    archives = list(read_archives(path))
    for one in archives:
        _check(one, path)
    within(database, lambda transaction: _take_identity(transaction, archives))
    # Only now: where they lie may go by the identity.
    stones = Tombstones(driver_of(database).tombstones()).read()
    for one in archives:
        if any(s.dialogue == one.begin.dialogue and s.erased is None for s in stones):
            raise KnownFailure("dialogue_was_deleted", dialogue=one.begin.dialogue)

    def job(transaction: Transaction) -> list[Restored]:
        return [_restore(transaction, one, stones) for one in archives]

    return within(database, job)


def _check(archive: Archive, path: Path) -> None:
    begin, damaged = archive.begin, KnownFailure("archive_damaged", path=str(path))
    if begin.tables > SCHEMA_VERSION:
        raise KnownFailure("archive_newer", path=str(path))
    try:
        chain = chain_start(begin.dialogue, begin.nonce)
    except ValueError as error:
        raise damaged from error
    for number, record in enumerate(archive.records, 1):
        if record.seq != number or not continues(record, chain):
            raise damaged
        try:
            decode_head(record.head)
        except Invalid as invalid:
            # Its hashes are right, so it was written by a version that knows more.
            raise KnownFailure("archive_newer", path=str(path)) from invalid
        chain = bytes.fromhex(record.chain)
    if chain.hex() != begin.chain or not all(_belongs(row, begin.dialogue) for row in archive.rows):
        raise damaged


def _belongs(row: TableRow, dialogue: str) -> bool:
    """Tell whether a row is one of the dialogue: a place in another one is not the file's to give.

    No hash vouches for these rows.
    """
    at = 2 if row.table == "device" else 0
    try:
        values = [unpacked(value) for value in row.values]
    except ValueError:
        return False
    return row.table in BESIDE and values[at : at + 1] == [dialogue]


def _take_identity(transaction: Transaction, archives: Sequence[Archive]) -> None:
    known = transaction.db.execute("SELECT count(*) FROM dialogue").fetchone()[0]
    identities = {one.begin.backend for one in archives}
    if known == 0 and len(identities) == 1:
        transaction.db.execute("UPDATE backend SET identity = ?", [identities.pop()])


def _restore(transaction: Transaction, archive: Archive, stones: Sequence[Tombstone]) -> Restored:
    begin, db = archive.begin, transaction.db
    if transaction.state(begin.dialogue) is not None:
        raise KnownFailure("dialogue_known", dialogue=begin.dialogue)
    city = None if begin.city is None else one_line(begin.city)
    know_city(transaction, city, begin.exported_at)
    db.execute(
        "INSERT INTO dialogue (id, title, nonce, head, chain, received_at, created_at, city)"
        " VALUES (?, ?, ?, 0, ?, 0, ?, ?)",
        [
            begin.dialogue,
            begin.title,
            begin.nonce,
            chain_start(begin.dialogue, begin.nonce),
            begin.created_at,
            city,
        ],
    )
    rows = [_row(record) for record in archive.records]
    if rows:
        last = archive.records[-1]
        transaction.log(begin.dialogue).apply(
            Write(
                head=Stamp(
                    seq=last.seq, chain=bytes.fromhex(last.chain), received_at=last.received_at
                ),
                rows=tuple(rows),
                rights=rights_of(begin.dialogue, [row for row in rows if row.family in FAMILIES]),
            )
        )
    _fill_beside(transaction, archive)
    erased = [one for one in stones if one.dialogue == begin.dialogue]
    replay(erased, transaction, transaction.now_ms())
    devices = db.execute(
        "SELECT count(*) FROM device JOIN member ON member.dialogue = device.dialogue"
        " AND member.id = device.member WHERE device.dialogue = ? AND revoked_at IS NULL"
        " AND member.revoked = 0 AND expires_at > ?",
        [begin.dialogue, transaction.now_ms()],
    ).fetchone()[0]
    return Restored(
        dialogue=begin.dialogue,
        title=begin.title,
        records=len(rows),
        devices=devices,
        same_backend=transaction.identity()[0] == begin.backend,
        erased=len({one.erased for one in erased}),
    )


def _row(record: Record) -> Row:
    head = decode_head(record.head)
    return Row(record=record, head=head, family=family_of(head.kind, head.undoes_kind))


def _fill_beside(transaction: Transaction, archive: Archive) -> None:
    for table in BESIDE:
        rows = [row.values for row in archive.rows if row.table == table]
        if rows:
            if table == "device":
                # Version 2 did not know yet who enrolled a device.
                rows = [[*row, None][:_DEVICE_COLUMNS] for row in rows]
            marks = ", ".join("?" * len(rows[0]))
            transaction.db.executemany(
                f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO NOTHING",
                [[unpacked(value) for value in row] for row in rows],
            )
