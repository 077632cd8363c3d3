"""Dialogues as lines of an archive, read from one snapshot, their chains checked on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from city_backend.administration import looking
from city_backend.archive import Begin, End, Line, TableRow, packed, place_new, write_new
from city_backend.database import SCHEMA_VERSION, connect
from city_backend.driver import Where, driver_of, is_postgres
from city_backend.errors import Problem
from city_backend.removal import OF_DIALOGUE
from city_backend.transaction import Transaction
from console.domain.codec import chain_start, continues
from console.domain.errors import KnownFailure

#: What belongs to a dialogue and does not follow from its log. Open invitations stay behind.
BESIDE: Final = tuple(one for one in OF_DIALOGUE if one not in ("op", "member", "pairing"))
_PAGE: Final = 1000


def export(database: Where, dialogue: str, path: Path) -> Begin:
    """Write one dialogue into a new file and return what its first line says.

    Raises: KnownFailure with unknown_dialogue, log_damaged, or as `write_new` and the database.
    """

    def job(transaction: Transaction) -> Begin:
        begin = _begin(transaction, dialogue)
        write_new(path, _lines(transaction, begin))
        return begin

    return looking(database, job)


def back_up(database: Where, path: Path) -> int:
    """Write a whole copy of the database as it is at one moment; return the dialogues in it.

    A SQLite file becomes a SQLite file, PostgreSQL an archive of all dialogues. The list of what
    was deleted for good is put beside it, where a backend that takes the copy looks for it.
    Raises: KnownFailure.
    """
    driver = driver_of(database)
    driver.prepare()
    if is_postgres(database):
        count = looking(database, _all_into(path))
    else:
        count = _copy(Path(database), path)
    stones = driver.tombstones()
    if stones.exists():
        list_of_them = stones.read_bytes()

        def fill(part: Path) -> None:
            part.write_bytes(list_of_them)

        place_new(path.with_name(f"{path.name}.tombstones"), fill)
    return count


def _all_into(path: Path) -> Callable[[Transaction], int]:
    def job(transaction: Transaction) -> int:
        found = transaction.db.execute(
            "SELECT id FROM dialogue WHERE state = 'open' ORDER BY created_at, id"
        )
        begins = [_begin(transaction, row[0]) for row in found.fetchall()]
        write_new(path, (line for one in begins for line in _lines(transaction, one)))
        return len(begins)

    return job


def _copy(source: Path, path: Path) -> int:
    def fill(part: Path) -> None:
        with closing(connect(source)) as live, closing(sqlite3.connect(part)) as copy:
            live.backup(copy)
            # One file is easier to carry than three.
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise KnownFailure("database_damaged", path=str(source))
        part.chmod(0o600)

    try:
        place_new(path, fill)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            found = copy.execute("SELECT count(*) FROM dialogue WHERE state = 'open'").fetchone()
    except sqlite3.Error as error:
        raise KnownFailure("database_unavailable", path=str(source)) from error
    return found[0]


def _begin(transaction: Transaction, dialogue: str) -> Begin:
    try:
        log = transaction.log(dialogue)
    except Problem as problem:
        raise KnownFailure("unknown_dialogue", dialogue=dialogue) from problem
    head = log.head()
    title, nonce, created_at, city = transaction.db.execute(
        "SELECT title, nonce, created_at, city FROM dialogue WHERE id = ?", [dialogue]
    ).fetchone()
    return Begin(
        tables=SCHEMA_VERSION,
        backend=transaction.identity()[0],
        dialogue=dialogue,
        title=title,
        nonce=nonce,
        head=head.seq,
        chain=head.chain.hex(),
        created_at=created_at,
        exported_at=transaction.now_ms(),
        city=city,
    )


def _lines(transaction: Transaction, begin: Begin) -> Iterator[Line]:
    """Yield the lines of one dialogue.  Raises: KnownFailure with log_damaged and the number."""
    yield Line(begin=begin)
    log, seq = transaction.log(begin.dialogue), 0
    chain = chain_start(begin.dialogue, begin.nonce)
    while seq < begin.head:
        page = [record for record, *_ in log.after(seq, _PAGE)]
        for record in page:
            if record.seq != seq + 1 or not continues(record, chain):
                raise KnownFailure("log_damaged", dialogue=begin.dialogue, seq=seq + 1)
            seq, chain = record.seq, bytes.fromhex(record.chain)
            yield Line(record=record)
        if not page:
            break
    if seq != begin.head or chain.hex() != begin.chain:
        raise KnownFailure("log_damaged", dialogue=begin.dialogue, seq=seq)
    for table in BESIDE:
        for row in transaction.db.execute(
            f"SELECT * FROM {table} WHERE dialogue = ?", [begin.dialogue]
        ):
            yield Line(row=TableRow(table=table, values=[packed(value) for value in row]))
    yield Line(end=End(records=begin.head))
