"""Two histories of one dialogue: the side table, and the swap that deletes nothing.

Source: docs/protocol.md, "When histories differ".
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from console.domain.rights import may_read_body
from console.storage.database import Database
from console.storage.entries import BATCH
from console.storage.minting import Identity
from console.storage.rows import COLUMNS

#: Everything that the log says about an operation beside its text.
_STAMPS: Final = (
    "seq",
    "offset_ms",
    "by",
    "device",
    "role",
    "received_at",
    "first_received_at",
    "origin",
    "chain",
)
#: The stamps that the fold looks at; the number of a record is not among them (R3).
_FOLDED: Final = ("offset_ms", "by", "device", "role", "first_received_at")

_DIFFERS: Final = "here.{0} IS NOT there.{0}"


class Aside(Struct, frozen=True, kw_only=True):
    """How far the other history is known; `chain` is hex."""

    cursor: int
    chain: str


class Merge(Struct, frozen=True, kw_only=True):
    """What a swap did: records in common, own ones queued again, foreign ones kept as salvage.

    `came` counts operations that only the other history had.

    `keys` are the (family, entity) pairs whose operations or stamps are others now. `common` 0
    with a history of our own: nothing was done, a person has to decide.
    """

    common: int
    came: int = 0
    queued: int = 0
    salvaged: int = 0
    keys: frozenset[tuple[str, str]] = frozenset()


def clear(db: Database) -> None:
    """Empty the side table, within a transaction."""
    db.execute("DELETE FROM ops_aside")


def common_prefix(db: Database) -> int:
    """Return the number of the last record that both histories have at the same place."""
    row = db.execute(
        "SELECT coalesce(max(here.seq), 0) FROM ops AS here"
        " JOIN ops_aside AS there ON there.seq = here.seq AND there.chain = here.chain"
    ).fetchone()
    return int(row[0])


def swap(db: Database, identity: Identity, common: int) -> Merge:
    """Give every operation the stamps of the other history, within a transaction.

    What only this file has loses its number: own operations are unsent again and keep their
    first receipt, foreign ones keep all other stamps and wait as salvage.
    """
    keys = _changed(db, common)
    keys |= _take_bodies(db, identity)
    db.execute(
        "UPDATE ops SET quarantine = NULL, waiting = 0, handed_over = 0, last_error = NULL,"
        " handover = NULL, lost_seq = NULL, offered = NULL"
        " WHERE op_id IN (SELECT op_id FROM ops_aside)"
    )
    lost = "seq IS NULL AND op_id IN (SELECT op_id FROM lost)"
    db.execute("CREATE TEMP TABLE lost (op_id TEXT PRIMARY KEY, seq INTEGER) STRICT")
    db.execute(
        "INSERT INTO lost SELECT op_id, seq FROM ops WHERE seq IS NOT NULL"
        " AND op_id NOT IN (SELECT op_id FROM ops_aside)"
    )
    db.execute("UPDATE ops SET seq = NULL WHERE seq > ?", [common])
    stamps = ", ".join(f"{name} = there.{name}" for name in _STAMPS)
    db.execute(
        f"UPDATE ops SET {stamps} FROM ops_aside AS there"
        " WHERE ops.op_id = there.op_id AND there.seq > ?",
        [common],
    )
    columns = ", ".join(COLUMNS)
    came = db.execute(
        f"INSERT INTO ops ({columns}) SELECT {columns} FROM ops_aside"
        " WHERE op_id NOT IN (SELECT op_id FROM ops)"
    )
    own = identity.owned()
    marks = ", ".join("?" * len(own))
    # What has lost its words cannot be sent again, only be offered by its hashes.
    mine = f"device IN ({marks}) AND body IS NOT NULL"
    queued = db.execute(f"UPDATE ops SET handed_over = 0 WHERE {lost} AND {mine}", own)
    salvaged = db.execute(
        "UPDATE ops SET handed_over = 1, offered = NULL, lost_seq = lost.seq FROM lost"
        f" WHERE ops.op_id = lost.op_id AND ops.seq IS NULL AND NOT ({mine})",
        own,
    )
    merge = Merge(
        common=common,
        came=came.rowcount,
        queued=queued.rowcount,
        salvaged=salvaged.rowcount,
        keys=frozenset(keys),
    )
    db.execute("DROP TABLE lost")
    clear(db)
    return merge


def _changed(db: Database, common: int) -> set[tuple[str, str]]:
    """Return the entities with operations that come, go, or get other stamps."""
    differs = " OR ".join(_DIFFERS.format(name) for name in _FOLDED)
    rows = db.execute(
        "SELECT there.family, there.entity FROM ops_aside AS there"
        " LEFT JOIN ops AS here ON here.op_id = there.op_id"
        f" WHERE there.seq > ? AND (here.op_id IS NULL OR here.seq IS NULL OR {differs})"
        " UNION SELECT family, entity FROM ops WHERE seq > ?"
        " AND op_id NOT IN (SELECT op_id FROM ops_aside)"
        " UNION SELECT here.family, here.entity FROM ops AS here"
        " JOIN ops_aside AS there ON there.op_id = here.op_id WHERE here.quarantine IS NOT NULL",
        [common, common],
    ).fetchall()
    return {(family, entity) for family, entity in rows}


def _take_bodies(db: Database, identity: Identity) -> set[tuple[str, str]]:
    """Fill empty bodies that the other history has, and empty those this role may not see.

    A body that the other history lacks although this role may see it was erased or redacted
    there.
    """
    rows = db.execute(
        "SELECT here.op_id, here.family, here.entity, here.kind, there.body, there.salt, here.by"
        " FROM ops AS here JOIN ops_aside AS there ON there.op_id = here.op_id"
        " WHERE (here.body IS NULL) <> (there.body IS NULL)"
        " AND here.op_hash = there.op_hash"
    ).fetchall()
    taken: list[tuple[str | None, str | None, str]] = []
    keys: set[tuple[str, str]] = set()
    for op_id, family, entity, kind, body, salt, by in rows:
        readable = may_read_body({identity.role}, kind)
        if body is not None or readable or by != identity.member:
            taken.append((body, salt, op_id))
            keys.add((family, entity))
    for start in range(0, len(taken), BATCH):
        db.executemany(
            "UPDATE ops SET body = ?, salt = ? WHERE op_id = ?", taken[start : start + BATCH]
        )
    return keys
