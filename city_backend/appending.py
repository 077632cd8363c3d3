"""The growing end of a log during one transaction: stamps, chain, scopes, rights, blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from city_backend.advances import Advances
from city_backend.checked import Checked
from city_backend.erasure import (
    PERSONAL,
    erased_with,
    is_personal,
    may_be_blanked,
    merged_into,
    named_person,
)
from city_backend.log import Filled, Key, Log, Parked, Rights, Row, Stamp, Write
from city_backend.rights_fold import FAMILIES, rights_of
from console.domain.codec import chain_next
from console.domain.dialogue import DialogueEdited
from console.domain.ids import CITY_MEMBER, RUN_ID
from console.domain.kinds import Kind
from console.domain.members import Redacted, Undone
from console.domain.ops import Head, Origin, Record
from console.domain.roster import ParticipantErased, ParticipantMerged
from console.domain.run import RunAdvanced

_RUN = frozenset({"run"})


def touches_rights(one: Checked) -> bool:
    """Tell whether what members may do can be another thing after this operation."""
    if one.family == "dialogue":
        return not isinstance(one.body, DialogueEdited | Redacted)
    return one.family in FAMILIES


class Appending:
    """Takes operations whose right to stand is settled and collects what is to be written."""

    def __init__(self, log: Log, now: int) -> None:
        self._log = log
        self._head = log.head()
        self._received_at = max(now, self._head.received_at)
        self.rights: Rights = log.rights()
        self._rights_changed = False
        self._rows: list[Row] = []
        self._scopes: dict[Key, str | None] = {}
        self._new_scopes: dict[Key, str | None] = {}
        self._blanked: set[tuple[str, str]] = set()
        self._new_blanked: set[tuple[str, str]] = set()
        self._blank: list[str] = []
        self._people: set[str] = set()
        self._parked: list[Parked] = []
        self._fills: list[tuple[Filled, Checked]] = []
        self._advances: Advances | None = None

    def prepare(self, operations: Sequence[Checked]) -> None:
        """Ask the log once for everything that these operations will be held against."""
        heads = [one.head for one in operations if one.head is not None]
        self._scopes.update(
            self._log.scopes(
                {(one.family, one.head.entity) for one in operations if one.head is not None}
            )
        )
        ids = {head.op_id for head in heads}
        ids.update(head.entity for head in heads)
        ids.update(person for one in operations if (person := named_person(one.body)))
        ids.update(one.body.into for one in operations if isinstance(one.body, ParticipantMerged))
        self._blanked.update(self._log.blanked(ids))

    def scope(self, family: str, entity: str, claimed: str | None) -> str | None:
        """Return the scope that the entity has; of one without, the claimed one."""
        return self._scopes.get((family, entity), claimed)

    def append(self, one: Checked, *, by: str, device: str, origin: Origin | None = None) -> int:
        """Give an operation the next number and its stamps; return the number.

        `origin` are the author's, where `by` and `device` only brought it.
        """
        head, kind, hash_of_body, hashed = one.head, one.kind, one.body_hash, one.op_hash
        assert head is not None
        assert hash_of_body is not None
        assert hashed is not None
        member = self.rights.members.get(by)
        role = "city" if by == CITY_MEMBER or member is None else member.role
        claimed = one.operation.first_received_at
        if claimed is None and origin is not None:
            claimed = origin.received_at
        first = self._first_receipt(one, claimed, is_brought=origin is not None)
        seq = self._head.seq + 1
        offset_ms = one.operation.offset_ms
        chain = chain_next(
            self._head.chain,
            seq=seq,
            operation_hash=hashed,
            by=by,
            device=device,
            role=role,
            received_at=self._received_at,
            offset_ms=offset_ms,
            origin=origin,
        )
        words = not self.is_blank(one)
        record = Record(
            head=one.operation.head,
            body=one.operation.body if words else None,
            salt=one.operation.salt if words else None,
            offset_ms=offset_ms,
            first_received_at=first,
            seq=seq,
            by=by,
            device=device,
            role=role,  # pyright: ignore[reportArgumentType]
            received_at=self._received_at,
            origin=origin,
            body_hash=hash_of_body.hex(),
            op_hash=hashed.hex(),
            chain=chain.hex(),
        )
        self._head = Stamp(seq=seq, chain=chain, received_at=self._received_at)
        self._rows.append(Row(record=record, head=head, family=one.family))
        if kind is not None:
            self._follow(one, kind)
        return seq

    def _first_receipt(self, one: Checked, claimed: int | None, *, is_brought: bool) -> int:
        """Return since when an operation counts; UTC ms, never after now.

        An advance that others bring back, or that somebody who leads adopts, comes after the one
        by which the team went on meanwhile: nobody who comes back moves the plenary.
        """
        first = min(self._received_at, self._received_at if claimed is None else claimed)
        if not isinstance(one.body, RunAdvanced):
            return first
        if is_brought:
            if self._advances is None:
                self._advances = Advances(self.rows_of(_RUN, RUN_ID))
            lived_by = self._advances.lived_by(one.body)
            if lived_by is not None and first <= lived_by:
                first = self._received_at = max(self._received_at, lived_by + 1)
        if self._advances is not None:
            self._advances.add(one.body, first)
        return first

    def park(self, row: Parked) -> None:
        """Let an operation wait beside the log."""
        self._parked.append(row)

    def fill(self, words: Filled, one: Checked) -> None:
        """Give an operation of the log back what it lacks."""
        self._fills.append((words, one))

    def write(self) -> Write | None:
        """Return what was collected, or None when there is nothing."""
        fill = tuple(words for words, one in self._fills if not self.is_blank(one))
        if not (self._rows or self._parked or fill):
            return None
        return Write(
            head=self._head,
            rows=tuple(self._rows),
            scopes=self._new_scopes,
            blank=tuple(self._blank),
            blanked=frozenset(self._new_blanked),
            people=frozenset(self._people),
            rights=self.rights if self._rights_changed else None,
            fill=fill,
            parked=self._parked_now(),
        )

    def rows_of(self, families: frozenset[str], entity: str) -> list[Row]:
        """Return an entity's rows, those of this transaction too."""
        own = [row for row in self._own(families) if row.head.entity == entity]
        return [*self._log.rows(families, {entity}), *own]

    def is_blank(self, one: Checked) -> bool:
        """Tell whether an erasure or a redaction takes the words of an operation."""
        head = one.head
        assert head is not None
        return self._takes(head, one.family, named_person(one.body))

    def _takes(self, head: Head, family: str, person: str | None) -> bool:
        if not self._blanked:
            return False
        if (head.op_id, head.entity) in self._blanked and may_be_blanked(head.kind):
            return True
        gone = self._is_erased(head.entity) or self._is_erased(person)
        return gone and is_personal(head, family)

    def _parked_now(self) -> tuple[Parked, ...]:
        """Return what this transaction parks, without the words of those who are erased.

        Who a parked case is about is said by what is parked of it.
        """
        entities = {row.head.entity for row in self._parked if row.family in PERSONAL}
        earlier = self._log.parked_of(PERSONAL, entities) if entities else []
        about = [row for row in (*earlier, *self._parked) if row.person is not None]
        self._blanked.update(self._log.blanked({row.person for row in about if row.person}))
        gone = {row.head.entity for row in about if self._is_erased(row.person)}
        return tuple(
            without_words(row)
            if self._takes(row.head, row.family, row.person)
            or (row.head.entity in gone and is_personal(row.head, row.family))
            else row
            for row in self._parked
        )

    def _is_erased(self, entity: str | None) -> bool:
        return entity is not None and (entity, entity) in self._blanked

    def _follow(self, one: Checked, kind: Kind) -> None:
        """Draw the conclusions that later operations are held against."""
        head, key = one.head, (one.family, one.head.entity if one.head is not None else "")
        assert head is not None
        fixes = kind.body.DOES == "add" or kind.family == "timer"
        if fixes and key not in self._scopes:
            self._scopes[key] = self._new_scopes[key] = head.scope
        if touches_rights(one):
            rows = [*self._log.rows(FAMILIES), *self._own(FAMILIES)]
            self.rights = rights_of(self._log.dialogue, rows)
            self._rights_changed = True
        if isinstance(one.body, Redacted):
            self._redact(one.family, head.entity, one.body.ops)
        elif one.family in PERSONAL:
            self._follow_person(one, head.entity)

    def _follow_person(self, one: Checked, entity: str) -> None:
        person = named_person(one.body)
        if isinstance(one.body, ParticipantErased):
            self._erase({entity})
        elif isinstance(one.body, ParticipantMerged | Undone) and one.family == "participant":
            rows = self._log.rows({"participant"}, {entity})
            rows += (row for row in self._own(PERSONAL) if row.head.entity == entity)
            same = {entity, *merged_into(rows)}
            self._blanked.update(self._log.blanked(same))
            self._erase({other for other in same if self._is_erased(other)})
        elif person is not None and self._is_erased(person):
            # The entity by name: the words that name the person are gone from its row.
            self._erase({person, entity})

    def _own(self, families: frozenset[str]) -> list[Row]:
        return [row for row in self._rows if row.family in families]

    def _erase(self, seeds: set[str]) -> None:
        if not seeds:
            return
        rows = [*self._log.rows(PERSONAL), *self._own(PERSONAL)]
        gone = erased_with(rows, seeds)
        self._note_blanked({(entity, entity) for entity in gone})
        self._people |= gone - {row.head.entity for row in rows if row.family != "participant"}
        self._empty(
            row for row in rows if row.head.entity in gone and is_personal(row.head, row.family)
        )
        waiting = self._log.parked_of(PERSONAL)
        gone |= {row.head.entity for row in waiting if row.person in gone}
        self._blank += (
            row.head.op_id
            for row in waiting
            if row.head.entity in gone and is_personal(row.head, row.family)
        )

    def _redact(self, family: str, entity: str, ops: tuple[str, ...]) -> None:
        rows = [*self._log.rows({family}, {entity}), *self._own(frozenset({family}))]
        self._note_blanked({(op_id, entity) for op_id in ops})
        self._empty(
            row
            for row in rows
            if row.head.op_id in ops and row.head.entity == entity and may_be_blanked(row.head.kind)
        )
        self._blank += (
            op_id
            for op_id, row in sorted(self._log.parked(ops).items())
            if row.head.entity == entity and may_be_blanked(row.head.kind)
        )

    def _note_blanked(self, blanked: set[tuple[str, str]]) -> None:
        self._blanked |= blanked
        self._new_blanked |= blanked

    def _empty(self, rows: Iterable[Row]) -> None:
        """Take body and salt from rows, whether they lie in the log or are about to."""
        gone = {row.head.op_id for row in rows if row.record.body is not None}
        self._blank += sorted(gone - {row.head.op_id for row in self._rows})
        self._rows = [
            Row(record=replace(row.record, body=None, salt=None), head=row.head, family=row.family)
            if row.head.op_id in gone
            else row
            for row in self._rows
        ]


def without_words(row: Parked) -> Parked:
    """Return what is left of a parked operation when its words are taken."""
    return replace(row, operation=replace(row.operation, body=None, salt=None))
