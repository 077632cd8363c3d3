"""Deleting dialogues for the city: rows, tombstone, receipt, in this order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from city_backend.about import about
from city_backend.administration import looking, within
from city_backend.driver import Where, driver_of
from city_backend.overview import one_line
from city_backend.receipts import Receipt, add, counts, file_beside
from city_backend.removal import delete_dialogue
from city_backend.tombstones import Tombstone, Tombstones
from city_backend.transaction import Committed, Transaction
from console.domain.errors import KnownFailure


def delete(database: Where, dialogue: str, by: str) -> tuple[Receipt, Path]:
    """Delete a dialogue for good; return its receipt and the file it was written into.

    Raises: KnownFailure with unknown_dialogue, or with file_unwritable before anything is done;
        with tombstone_unwritten the dialogue is gone all the same.
    """
    looking(database, lambda transaction: about(transaction, dialogue))
    path = driver_of(database).tombstones()
    make_sure(path)

    def job(transaction: Transaction) -> tuple[Receipt, list[Committed]]:
        return delete_within(transaction, dialogue, by), transaction.committed

    receipt, committed = within(database, job)
    stones = Tombstones(path)
    stones.bury(committed)
    if Tombstone(dialogue=dialogue) not in stones.read():
        raise KnownFailure("tombstone_unwritten", path=str(path))
    receipts = file_beside(path)
    add(receipts, receipt)
    return receipt, receipts


def delete_within(transaction: Transaction, dialogue: str, by: str) -> Receipt:
    """Delete a dialogue and return what is to be recorded of it; `by` is who wants it.

    Raises: KnownFailure with unknown_dialogue.
    """
    known = about(transaction, dialogue)
    at = datetime.fromtimestamp(transaction.now_ms() / 1000, UTC)
    receipt = Receipt(
        at=at.isoformat(timespec="seconds"),
        dialogue=dialogue,
        title=one_line(known.title),
        city=known.city,
        by=one_line(by),
        **counts(transaction, dialogue),
    )
    delete_dialogue(transaction, dialogue)
    return receipt


def make_sure(tombstones: Path) -> None:
    """Make sure that both files can be added to, before what they are to tell of has happened.

    Raises: KnownFailure with file_unwritable.
    """
    for path in (tombstones, file_beside(tombstones)):
        try:
            path.open("ab").close()
            path.chmod(0o600)
        except OSError as error:
            raise KnownFailure("file_unwritable", path=str(path)) from error


def overdue(database: Where) -> list[tuple[str, str]]:
    """Return id and title of every dialogue that its own date says is to be deleted by now."""

    def job(transaction: Transaction) -> list[tuple[str, str]]:
        now = transaction.now_ms()
        ids = transaction.db.execute(
            "SELECT id FROM dialogue WHERE state = 'open' ORDER BY created_at, id"
        ).fetchall()
        every = [about(transaction, one) for (one,) in ids]
        return [
            (one.dialogue, one_line(one.title))
            for one in every
            if one.delete_after is not None and one.delete_after <= now
        ]

    return looking(database, job)
