"""A dialogue's log in SQL tables, read and written within the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import msgspec

from city_backend.log import Filled, Key, Known, Rights, Row, Stamp, Write
from city_backend.parked_sql import SqlParked
from console.domain.codec import chain_start, decode_head
from console.domain.ops import Origin, Record
from console.domain.rights import Member

_RECORD: Final = (
    'head, body, salt, offset_ms, first_received_at, seq, "by", device, role, received_at, '
    "origin, body_hash, op_hash, chain"
)
_INSERT: Final = f"INSERT INTO op VALUES ({', '.join('?' * 23)})"


def record_of(row: tuple[Any, ...]) -> Record:
    """Return the record of a row selected as `_RECORD`."""
    head, body, salt, offset, first, seq, by, device, role, received, origin, *hashes = row
    return Record(
        head=head.decode(),
        body=None if body is None else body.decode(),
        salt=salt,
        offset_ms=offset,
        first_received_at=first,
        seq=seq,
        by=by,
        device=device,
        role=role,
        received_at=received,
        origin=None if origin is None else msgspec.json.decode(origin, type=Origin),
        body_hash=hashes[0],
        op_hash=hashes[1],
        chain=hashes[2],
    )


def _values(dialogue: str, row: Row) -> tuple[Any, ...]:
    record, head = row.record, row.head
    origin = record.origin
    return (
        dialogue,
        record.seq,
        head.op_id,
        head.n,
        record.device if origin is None else origin.device,
        head.kind,
        row.family,
        head.entity,
        head.undoes_kind,
        head.action.id,
        record.head.encode(),
        None if record.body is None else record.body.encode(),
        record.salt,
        record.offset_ms,
        record.by,
        record.device,
        record.role,
        record.received_at,
        record.first_received_at,
        None if origin is None else msgspec.json.encode(origin),
        record.body_hash,
        record.op_hash,
        record.chain,
    )


class SqlLog(SqlParked):
    """`city_backend.log.Log` over one connection; whoever holds it holds the transaction."""

    @property
    def dialogue(self) -> str:
        """The dialogue's id."""
        return self._dialogue

    def head(self) -> Stamp:
        """Return the last record's stamps; before the first one seq 0 and chain_0."""
        seq, chain, received_at = self._db.execute(
            "SELECT head, chain, received_at FROM dialogue WHERE id = ?", [self._dialogue]
        ).fetchone()
        return Stamp(seq=seq, chain=chain, received_at=received_at)

    def chain_at(self, seq: int) -> bytes | None:
        """Return the chain after record `seq` (0: chain_0), None beyond the head."""
        if seq == 0:
            found = self._db.execute("SELECT nonce FROM dialogue WHERE id = ?", [self._dialogue])
            return chain_start(self._dialogue, found.fetchone()[0])
        row = self._db.execute(
            "SELECT chain FROM op WHERE dialogue = ? AND seq = ?", [self._dialogue, seq]
        ).fetchone()
        return None if row is None else bytes.fromhex(row[0])

    def known(self, op_ids: Collection[str]) -> dict[str, Known]:
        """Return those of `op_ids` that the log has."""
        rows = self._db.execute(
            "SELECT op_id, seq, op_hash, body_hash, body IS NULL FROM op"
            " WHERE dialogue = ? AND op_id"
            f" {self.AMONG}",
            [self._dialogue, self._listed(op_ids)],
        )
        return {
            op_id: Known(seq=seq, op_hash=op_hash, body_hash=body_hash, blank=bool(blank))
            for op_id, seq, op_hash, body_hash, blank in rows
        }

    def taken(self, device: str, numbers: Collection[int]) -> dict[int, str]:
        """Return number to operation id for the numbers an author device has used."""
        if not numbers:
            return {}
        return dict(
            self._db.execute(
                "SELECT n, op_id FROM op WHERE dialogue = ? AND author_device = ?"
                " AND n BETWEEN ? AND ? AND n IS NOT NULL",
                [self._dialogue, device, min(numbers), max(numbers)],
            )
        )

    def scopes(self, keys: Collection[Key]) -> dict[Key, str | None]:
        """Return the scope of each entity for which one is fixed."""
        rows = self._db.execute(
            "SELECT family, entity, scope FROM entity_scope WHERE dialogue = ? AND entity"
            f" {self.AMONG}",
            [self._dialogue, self._listed({entity for _, entity in keys})],
        )
        return {(family, entity): scope for family, entity, scope in rows}

    def blanked(self, ids: Collection[str]) -> set[tuple[str, str]]:
        """Return the pairs of `Write.blanked` that begin with one of `ids`."""
        return set(
            self._db.execute(
                f"SELECT id, entity FROM blanked WHERE dialogue = ? AND id {self.AMONG}",
                [self._dialogue, self._listed(ids)],
            )
        )

    def rights(self) -> Rights:
        """Return what members may do at the head."""
        members: dict[str, Member] = {}
        bases: dict[str, str] = {}
        for member, name, base, roles, groups, revoked in self._db.execute(
            "SELECT id, name, base, roles, groups, revoked FROM member WHERE dialogue = ?",
            [self._dialogue],
        ):
            bases[member] = base
            members[member] = Member(
                id=member,
                name=name,
                roles=frozenset(json.loads(roles)),
                groups=frozenset(json.loads(groups)),
                revoked=bool(revoked),
            )
        found = self._db.execute("SELECT deputies FROM dialogue WHERE id = ?", [self._dialogue])
        return Rights(members=members, bases=bases, deputies=bool(found.fetchone()[0]))

    def rows(self, families: Collection[str], entities: Collection[str] | None = None) -> list[Row]:
        """Return all rows of some families, or of some entities of them."""
        marks = ", ".join(f"'{family}'" for family in sorted(families) if family.isidentifier())
        query = f"SELECT family, {_RECORD} FROM op WHERE dialogue = ? AND family IN ({marks})"
        parameters: list[Any] = [self._dialogue]
        if entities is not None:
            query += f" AND entity {self.AMONG}"
            parameters.append(self._listed(entities))
        rows: list[Row] = []
        for family, *rest in self._db.execute(f"{query} ORDER BY seq", parameters):
            record = record_of(tuple(rest))
            rows.append(Row(record=record, head=decode_head(record.head), family=family))
        return rows

    def after(self, seq: int, limit: int) -> Iterator[tuple[Record, str, str, str | None, str]]:
        """Yield record, op_id, kind, undoes_kind and action of up to `limit` rows after `seq`."""
        for op_id, kind, undoes_kind, action, *rest in self._db.execute(
            f"SELECT op_id, kind, undoes_kind, action, {_RECORD} FROM op"
            " WHERE dialogue = ? AND seq > ? ORDER BY seq LIMIT ?",
            [self._dialogue, seq, limit],
        ):
            yield record_of(tuple(rest)), op_id, kind, undoes_kind, action

    def apply(self, write: Write) -> None:
        """Write what an acceptance collected."""
        db, dialogue = self._db, self._dialogue
        db.executemany(_INSERT, (_values(dialogue, row) for row in write.rows))
        db.execute(
            "UPDATE dialogue SET head = ?, chain = ?, received_at = ? WHERE id = ?",
            [write.head.seq, write.head.chain, write.head.received_at, dialogue],
        )
        db.executemany(
            "INSERT INTO entity_scope VALUES (?, ?, ?, ?)",
            ((dialogue, entity, family, scope) for (family, entity), scope in write.scopes.items()),
        )
        self._blank(write.blank)
        self._fill(write.fill)
        self._apply_parked(write)
        db.executemany(
            "INSERT INTO blanked VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            ((dialogue, one, entity) for one, entity in write.blanked),
        )
        if write.rights is not None:
            self._write_rights(write.rights)

    def _blank(self, op_ids: Iterable[str]) -> None:
        self._db.executemany(
            "UPDATE op SET body = NULL, salt = NULL WHERE dialogue = ? AND op_id = ?",
            ((self._dialogue, op_id) for op_id in op_ids),
        )

    def _fill(self, words: Iterable[Filled]) -> None:
        self._db.executemany(
            "UPDATE op SET body = ?, salt = ? WHERE dialogue = ? AND op_id = ? AND body IS NULL",
            ((one.body.encode(), one.salt, self._dialogue, one.op_id) for one in words),
        )

    def _write_rights(self, rights: Rights) -> None:
        self._db.execute(
            "UPDATE dialogue SET deputies = ? WHERE id = ?", [int(rights.deputies), self._dialogue]
        )
        self._db.executemany(
            "INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dialogue, id) DO UPDATE"
            " SET name = excluded.name, base = excluded.base, roles = excluded.roles,"
            " groups = excluded.groups, revoked = excluded.revoked",
            (
                (
                    self._dialogue,
                    member.id,
                    member.name,
                    rights.bases[member.id],
                    json.dumps(sorted(member.roles)),
                    json.dumps(sorted(member.groups)),
                    int(member.revoked),
                )
                for member in rights.members.values()
            ),
        )
