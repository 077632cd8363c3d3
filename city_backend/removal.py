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
_WITH_ENROLLED: Final = """
WITH RECURSIVE gone (id) AS (
    SELECT id FROM device WHERE dialogue = ? AND id = ?
    UNION
    SELECT device.id FROM device JOIN gone ON device.enrolled_by = gone.id
        WHERE device.dialogue = ?
)
SELECT id FROM gone
"""


def revoke_devices(transaction: Transaction, dialogue: str, device: str, real_now: int) -> None:
    """Let the tokens of a device, and of all that it enrolled, count no more; end what they read.

    Whoever holds a stolen device could have enrolled others, and those more. `real_now` is UTC ms.
    """
    transaction.state(dialogue)
    gone = _with_enrolled(transaction, dialogue, device)
    transaction.db.executemany(
        "UPDATE device SET revoked_at = ? WHERE dialogue = ? AND id = ? AND revoked_at IS NULL",
        [(real_now, dialogue, one) for one in sorted(gone)],
    )
    for one in gone:
        transaction.forget_presence(dialogue, one)
    transaction.committed.append(Committed(dialogue=dialogue, ended="revoked", devices=gone))


def _with_enrolled(transaction: Transaction, dialogue: str, device: str) -> frozenset[str]:
    rows = transaction.db.execute(_WITH_ENROLLED, [dialogue, device, dialogue])
    return frozenset(row[0] for row in rows)


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
