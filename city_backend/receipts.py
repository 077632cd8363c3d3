"""The record of deletions: when, what, how much, and by whom, kept beside the database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from city_backend.tombstones import append_lines
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure


class Receipt(Struct, frozen=True, kw_only=True):
    """What was deleted; nothing in it is about a person but who did it. `at` is UTC, ISO 8601."""

    at: str
    dialogue: str
    title: str
    city: str
    operations: int
    members: int
    devices: int
    invitations: int
    by: str


_COUNTS: Final = {
    "operations": "op",
    "members": "member",
    "devices": "device",
    "invitations": "pairing",
}


def counts(transaction: Transaction, dialogue: str) -> dict[str, int]:
    """Return how much there is of a dialogue, by the fields of a receipt."""
    return {
        field: transaction.db.execute(
            f"SELECT count(*) FROM {table} WHERE dialogue = ?", [dialogue]
        ).fetchone()[0]
        for field, table in _COUNTS.items()
    }


def file_beside(tombstones: Path) -> Path:
    """Return where receipts are kept: where the tombstones are."""
    return tombstones.with_suffix(".deletions")


def add(path: Path, receipt: Receipt) -> None:
    """Write a receipt at the end of the file, durably.

    Raises: KnownFailure with file_unwritable.
    """
    try:
        append_lines(path, [msgspec.json.encode(receipt)])
    except OSError as error:
        raise KnownFailure("file_unwritable", path=str(path)) from error
