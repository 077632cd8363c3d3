"""Taking in a hand-over file: every row is checked by itself, then all of it counts at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from console.domain import codec
from console.domain.errors import KnownFailure
from console.domain.ops import Head, Salvaged
from console.domain.rights import may_read_body, role_may_write
from console.storage import outbox
from console.storage.change import Change, Origin
from console.storage.entries import known_operations
from console.storage.erasure import redacted_in
from console.storage.handover_file import Audience, Giver, HandoverFile
from console.storage.rows import INSERT, Row, row_of_salvaged
from console.storage.salvage import NEVER_HANDED, NOT_OFFERED
from console.storage.writer import Writer

_BLANKS: Final = frozenset({"participant.erased", "redacted"})


class RefusedRow(Struct, frozen=True, kw_only=True):
    """A row that was not taken, with what it says.

    `reason`: hash (its words are not what was hashed), kind (only a log may say that), role (its
    author may not write that), device (claims to be from here, or another operation has its id),
    or a reason of `codec.Invalid`.
    """

    kind: str
    entity: str
    reason: str
    body: str | None = None


class HandedOver(Struct, frozen=True, kw_only=True):
    """What reading a file did. `made_at` is UTC ms.

    `new` rows are shown from now on, `known` ones were here already (in the log, too),
    `restored` are own ones that this file had lost, `withheld` came without words, because they
    are not for this role. `blanks` counts new erasures and redactions.
    """

    member: Giver
    device: str
    made_at: int
    title: str
    audience: Audience
    new: int = 0
    known: int = 0
    restored: int = 0
    withheld: int = 0
    blanks: int = 0
    refused: tuple[RefusedRow, ...] = ()

    @property
    def refused_by_reason(self) -> Mapping[str, int]:
        """How many rows were refused, by reason."""
        found: dict[str, int] = {}
        for one in self.refused:
            found[one.reason] = found.get(one.reason, 0) + 1
        return found


class _Refused(Exception):
    def __init__(self, reason: str, kind: str = "", entity: str = "") -> None:
        super().__init__(reason)
        self.reason, self.kind, self.entity = reason, kind, entity


class _Checked(Struct, frozen=True, kw_only=True):
    row: Row
    is_own: bool
    is_blank: bool

    @property
    def has_words(self) -> bool:
        return self.row.body is not None


class Reading:
    """Reads one file into one dialogue. Nothing is changed until `take` has checked all of it."""

    def __init__(self, writer: Writer, file: HandoverFile) -> None:
        self._writer = writer
        self._file = file
        self._seen: set[str] = set()
        self._refused: list[RefusedRow] = []
        self._withheld = 0
        self._redacted: set[str] = set()
        self._erased: set[str] = set()

    def take(self) -> HandedOver:
        """Store what is new, in one transaction with one change; read twice it is the same.

        Raises: KnownFailure with handover_other_dialogue, or when the disk refuses; then nothing
        was changed.
        """
        writer, file = self._writer, self._file
        position = writer.position
        if (file.dialogue, file.nonce) != (position.dialogue, position.nonce):
            raise KnownFailure("handover_other_dialogue", title=file.title)
        blanks = list(self._checked(file.blanks, blanks=True))
        self._learn(blanks)
        found = [*blanks, *self._checked(file.rows, blanks=False)]
        new, known = self._new(found)
        if new:
            self._store(new)
        return HandedOver(
            member=file.member,
            device=file.device,
            made_at=file.made_at,
            title=file.title,
            audience=file.audience,
            new=sum(not one.is_own and not one.is_blank and one.has_words for one in new),
            known=known,
            restored=sum(one.is_own and one.has_words for one in new),
            withheld=self._withheld,
            blanks=sum(one.is_blank for one in new),
            refused=tuple(self._refused),
        )

    # Checking

    def _checked(self, rows: Iterable[Salvaged], *, blanks: bool) -> Iterator[_Checked]:
        for one in rows:
            try:
                head = self._head(one)
                if head.op_id in self._seen:
                    continue
                self._seen.add(head.op_id)
                self._check_right(one, head, blanks=blanks)
            except _Refused as refused:
                self._refused.append(
                    RefusedRow(
                        kind=refused.kind,
                        entity=refused.entity,
                        reason=refused.reason,
                        body=one.body,
                    )
                )
                continue
            if self._is_for_us(one, head) or self._is_gone(one, head):
                yield _Checked(
                    row=row_of_salvaged(one, head),
                    is_own=self._is_from_here and self._writer.identity.owns(one.device),
                    is_blank=blanks,
                )
            else:
                self._withheld += 1

    def _head(self, one: Salvaged) -> Head:
        try:
            head, _, _ = codec.validate(one)
        except codec.Invalid as invalid:
            raise _Refused(invalid.reason) from invalid
        hashed = codec.op_hash(one.head, bytes.fromhex(one.body_hash))
        whole = one.body is None or codec.body_hash(one.body, one.salt).hex() == one.body_hash
        if not whole or hashed.hex() != one.op_hash:
            raise _Refused("hash", head.kind, head.entity)
        return head

    def _check_right(self, one: Salvaged, head: Head, *, blanks: bool) -> None:
        """Refuse what a file cannot say.  Raises: _Refused."""
        named = head.undoes_kind if head.kind == "undone" else head.kind
        reason = ""
        if blanks != (head.kind in _BLANKS) or (not blanks and named in NEVER_HANDED):
            reason = "kind"
        elif named is None or not role_may_write(one.role, named, head.scope):
            reason = "role"
        elif not blanks and self._writer.identity.owns(one.device) and not self._is_from_here:
            reason = "device"
        if reason:
            raise _Refused(reason, head.kind, head.entity)

    @property
    def _is_from_here(self) -> bool:
        """Whether this installation made the file: only then it may bring own rows back."""
        return self._writer.identity.owns(self._file.device)

    def _is_for_us(self, one: Salvaged, head: Head) -> bool:
        role = self._writer.identity.role
        return one.body is not None and may_read_body({role}, head.kind, head.undoes_kind)

    def _is_gone(self, one: Salvaged, head: Head) -> bool:
        """Tell whether a row has no words because they were deleted: it still replaces others."""
        if one.body is not None:
            return False
        return head.op_id in self._redacted or (
            head.kind.startswith("participant.") and head.entity in self._erased
        )

    def _learn(self, blanks: Sequence[_Checked]) -> None:
        """Take note of what erasures and redactions of the file take words from."""
        rows = [one.row for one in blanks]
        here = self._writer.db.execute(
            "SELECT body FROM ops WHERE kind = 'redacted' AND body IS NOT NULL"
        ).fetchall()
        said = [row.body for row in rows if row.kind == "redacted"] + [body for (body,) in here]
        self._redacted = {op_id for body in said if body is not None for op_id in redacted_in(body)}
        self._erased = self._writer.erased | {
            row.entity for row in rows if row.kind == "participant.erased"
        }

    def _new(self, found: Sequence[_Checked]) -> tuple[list[_Checked], int]:
        """Return what this file lacks, and how much it has already."""
        here = known_operations(self._writer.db, [one.row.op_id for one in found])
        new = [one for one in found if one.row.op_id not in here]
        other = [
            one.row
            for one in found
            if one.row.op_id in here and here[one.row.op_id].op_hash != one.row.op_hash
        ]
        self._refused += [
            RefusedRow(kind=row.kind, entity=row.entity, reason="device", body=row.body)
            for row in other
        ]
        return new, len(found) - len(new) - len(other)

    # Storing

    def _store(self, new: Sequence[_Checked]) -> None:
        writer = self._writer
        rows = [one.row for one in new]
        with writer.transaction():
            given = self._remember()
            writer.db.executemany(INSERT.format("ops"), [row.values() for row in rows])
            writer.db.executemany(
                "UPDATE ops SET handed_over = 1, handover = ?, offered = ? WHERE op_id = ?",
                [
                    (given, NOT_OFFERED if one.is_blank else None, one.row.op_id)
                    for one in new
                    if not (one.is_own and one.has_words)
                ],
            )
            folded = writer.project(rows)
        writer.go_on()
        writer.pending_count = outbox.counts(writer.db).pending
        writer.show(folded, Change(ids={}, origin=Origin.REMOTE))

    def _remember(self) -> int:
        """Keep who handed over, whom no log may ever name; return the number of the file."""
        file, db = self._file, self._writer.db
        db.execute(
            "INSERT OR IGNORE INTO handovers (device, member, name, role, made_at, read_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                file.device,
                file.member.id,
                file.member.name,
                file.member.role,
                file.made_at,
                self._writer.time.now_ms(),
            ],
        )
        row = db.execute(
            "SELECT id FROM handovers WHERE device = ? AND made_at = ?", [file.device, file.made_at]
        ).fetchone()
        return int(row[0])
