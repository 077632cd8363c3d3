"""A device and its token, remembered by the token's hash."""

from __future__ import annotations

from typing import Final

from city_backend.transaction import Transaction

TOKEN_LIFETIME_MS: Final = 60 * 24 * 3600 * 1000


def enrol(
    transaction: Transaction,
    dialogue: str,
    member: str,
    device: str,
    name: str,
    token_hash: str,
    real_now: int,
    by: str | None = None,
) -> None:
    """Remember a device by its token's hash.

    `by`: the device that enrolled it, None where a code did; `real_now` is UTC ms.
    """
    transaction.db.execute(
        "INSERT INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        [
            token_hash,
            device,
            dialogue,
            member,
            name,
            real_now,
            real_now + TOKEN_LIFETIME_MS,
            real_now,
            by,
        ],
    )
