"""Shutting devices out, and deleting a dialogue."""

from __future__ import annotations

from typing import Final

from city_backend.transaction import Committed, Transaction

OF_DIALOGUE: Final = (
    "op",
    "parked",
    "entity_scope",
    "blanked",
    "member",
    "device",
    "pairing",
)


def revoke_devices(transaction: Transaction, dialogue: str, device: str, real_now: int) -> None:
    """Let a device's tokens count no more, and end what it reads; `real_now` is UTC ms."""
    transaction.state(dialogue)
    transaction.db.execute(
        "UPDATE device SET revoked_at = ? WHERE dialogue = ? AND id = ? AND revoked_at IS NULL",
        [real_now, dialogue, device],
    )
    transaction.forget_presence(dialogue, device)
    transaction.committed.append(
        Committed(dialogue=dialogue, ended="revoked", devices=frozenset({device}))
    )


def delete_dialogue(transaction: Transaction, dialogue: str) -> None:
    """Delete everything about a dialogue but the fact that it is deleted."""
    transaction.state(dialogue)
    for table in OF_DIALOGUE:
        transaction.db.execute(f"DELETE FROM {table} WHERE dialogue = ?", [dialogue])
    transaction.db.execute(
        "UPDATE dialogue SET state = 'deleted', title = '', nonce = '', head = 0, chain = ?,"
        " city = NULL WHERE id = ?",
        [b"", dialogue],
    )
    transaction.forget_presence(dialogue)
    transaction.committed.append(Committed(dialogue=dialogue, ended="deleted"))
