"""What others wrote and the log lacks: rows that a log lost, and rows that a file brought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from msgspec import Struct

from console.domain.ops import Salvaged
from console.storage import outbox
from console.storage.database import Database
from console.storage.entries import BATCH
from console.storage.erasure import PERSONAL, redacted_in, same_people
from console.storage.rows import decode_origin

#: Kinds that go first, for what comes after them depends on them.
_FIRST: Final = frozenset({"member.revoked", "participant.erased", "redacted"})
#: Kinds that only a chain vouches for: nobody takes them from a file.
NEVER_HANDED: Final = frozenset(
    {
        "member.added",
        "member.set",
        "member.revoked",
        "lead.claimed",
        "redacted",
        "participant.erased",
    }
)
#: Remembered for what no backend takes from a file, so that it is not offered.
NOT_OFFERED: Final = "file"
#: What lost its words before any log had it is nothing that anybody misses.
_WAITING: Final = (
    "ops INDEXED BY ops_handed_over WHERE handed_over = 1 AND offered IS NULL"
    " AND (body IS NOT NULL OR lost_seq IS NOT NULL)"
)
#: What an operation costs on its way beside its text: stamps, hashes, names, quotes.
_FRAME: Final = 640
COLUMNS: Final = (
    "head, body, salt, offset_ms, first_received_at, by, device, role, received_at, origin,"
    " body_hash, op_hash, coalesce(seq, lost_seq)"
)


class Offered(Struct, frozen=True, kw_only=True):
    """A row to offer to the log, and the action that it is part of."""

    op_id: str
    action: str
    salvaged: Salvaged


class _Candidate(Struct, frozen=True, kw_only=True):
    op_id: str
    action: str
    kind: str
    family: str
    entity: str
    hlc: int
    n: int | None
    lost_seq: int | None
    size: int
    is_blank: bool


def salvaged_of(row: Sequence[Any]) -> Salvaged:
    """Return a stored row (`COLUMNS`) with its author's stamps.

    Who had no place at any backend yet signs with the id of the installation.
    """
    head, body, salt, offset, first, by, device, role, received, origin, *rest = row
    brought, _ = decode_origin(origin)
    body_hash, op_hash, seq = rest
    return Salvaged(
        head=head,
        body=body,
        salt=salt,
        offset_ms=offset,
        first_received_at=first,
        by=by or device,
        device=device,
        role=role,
        received_at=brought.received_at if brought is not None else received,
        body_hash=body_hash,
        op_hash=op_hash,
        seq=seq,
    )


def has_offers(db: Database) -> bool:
    """Tell whether anything was never offered."""
    return db.execute(f"SELECT 1 FROM {_WAITING} LIMIT 1").fetchone() is not None


def offers(
    db: Database,
    *,
    operations: int,
    size: int,
    lost: bool,
    skip: Collection[str] = (),
) -> list[Offered]:
    """Return what to offer next: revocations and erasures first, then by hybrid clock.

    Whole actions as far as the file has them, one at least, at most `operations` rows and about
    `size` bytes. `lost`: also what a log once had. `skip` are actions that are left out.
    """
    found = [one for one in _candidates(db) if one.action not in skip]
    if not lost:
        found = [one for one in found if one.lost_seq is None]
    if any(one.is_blank for one in found):
        covers = _Covers(db)
        found = [one for one in found if not one.is_blank or covers(one)]
    chosen: list[_Candidate] = []
    total = 0
    for action in _in_order(found):
        total += sum(one.size for one in action)
        if chosen and (len(chosen) + len(action) > operations or total > size):
            break
        chosen += action
    return _read(db, chosen)


def _candidates(db: Database) -> list[_Candidate]:
    marks = ", ".join(f"'{kind}'" for kind in sorted(NEVER_HANDED))
    rows = db.execute(
        "SELECT op_id, action, kind, family, entity, hlc, n, lost_seq,"
        " length(head) + length(coalesce(body, '')), body IS NULL"
        f" FROM {_WAITING} AND (lost_seq IS NOT NULL OR kind NOT IN ({marks}))"
    ).fetchall()
    return [
        _Candidate(
            op_id=op_id,
            action=action,
            kind=kind,
            family=family,
            entity=entity,
            hlc=hlc,
            n=n,
            lost_seq=lost_seq,
            size=length + _FRAME,
            is_blank=bool(blank),
        )
        for op_id, action, kind, family, entity, hlc, n, lost_seq, length, blank in rows
    ]


def _in_order(found: Iterable[_Candidate]) -> list[list[_Candidate]]:
    """Return whole actions in the order in which they are offered."""
    actions: dict[str, list[_Candidate]] = {}
    # What a backend wrote itself has no n; the log that lost it had it in order.
    for one in sorted(found, key=lambda one: (one.hlc, one.n or 0, one.lost_seq or 0, one.op_id)):
        actions.setdefault(one.action, []).append(one)
    return sorted(
        actions.values(), key=lambda action: all(one.kind not in _FIRST for one in action)
    )


class _Covers:
    """Knows what erasures and redactions of a verified log took words from."""

    def __init__(self, db: Database) -> None:
        verified = "(seq IS NOT NULL OR lost_seq IS NOT NULL)"
        rows = db.execute(
            "SELECT kind, entity, body FROM ops WHERE kind IN ('participant.erased', 'redacted')"
            f" AND {verified}"
        ).fetchall()
        people = {entity for kind, entity, _ in rows if kind == "participant.erased"}
        self._people = same_people(db, people) if people else set[str]()
        self._redacted = {
            op_id
            for kind, _, body in rows
            if kind == "redacted" and body is not None
            for op_id in redacted_in(body)
        }

    def __call__(self, one: _Candidate) -> bool:
        if one.op_id in self._redacted:
            return True
        if one.family == "participant":
            return one.entity in self._people
        # What lost its words does not say any more whom it was about.
        return one.family in PERSONAL and bool(self._people)


def _read(db: Database, chosen: Sequence[_Candidate]) -> list[Offered]:
    found: dict[str, Salvaged] = {}
    wanted = [one.op_id for one in chosen]
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ", ".join("?" * len(part))
        rows = db.execute(f"SELECT op_id, {COLUMNS} FROM ops WHERE op_id IN ({marks})", part)
        found.update((op_id, salvaged_of(row)) for op_id, *row in rows.fetchall())
    return [
        Offered(op_id=one.op_id, action=one.action, salvaged=found[one.op_id]) for one in chosen
    ]


def note_offered(db: Database, answers: Iterable[tuple[str, str]]) -> None:
    """Remember what the backend said (id, answer), within a transaction."""
    db.executemany(
        "UPDATE ops SET offered = ? WHERE op_id = ? AND handed_over = 1",
        [(answer, op_id) for op_id, answer in answers],
    )


def offer_again(db: Database) -> None:
    """Let everything be offered once more but what no log takes from us."""
    db.execute(
        "UPDATE ops SET offered = NULL WHERE handed_over = 1 AND offered IS NOT NULL"
        f" AND offered <> '{NOT_OFFERED}'"
        " AND (offered NOT LIKE 'invalid%' OR offered = 'invalid:body')"
    )


def release(db: Database, owned: Sequence[str], reason: str) -> list[tuple[str, str]]:
    """Let what was refused for a reason be sent, and what was offered be offered, once more.

    Within a transaction; returns the (family, entity) pairs of what counts again.
    """
    offer_again(db)
    found = outbox.release(db, reason)
    # In a copied file some of it is another installation's, which is offered, never sent.
    sort_out(db, owned)
    return found


def sort_out(db: Database, owned: Sequence[str]) -> int:
    """Tell own unsent rows from those of other installations in a file that may be a copy.

    Within a transaction; returns how many changed sides. What lost its words stays handed over.
    """
    marks = ", ".join("?" * len(owned))
    foreign = db.execute(
        "UPDATE ops SET handed_over = 1 WHERE seq IS NULL AND handed_over = 0"
        f" AND quarantine IS NULL AND device NOT IN ({marks})",
        owned,
    )
    return foreign.rowcount + take_back(db, owned)


def take_back(db: Database, owned: Sequence[str]) -> int:
    """Make handed-over rows of own devices unsent ones again; return how many.

    They are in the copy of a file whose owner had read them. Erasures that somebody's file brought
    in our name stay theirs, for nothing lifts them once they are sent.
    """
    marks = ", ".join("?" * len(owned))
    own = db.execute(
        "UPDATE ops SET handed_over = 0, handover = NULL, lost_seq = NULL, offered = NULL"
        " WHERE handed_over = 1 AND seq IS NULL AND body IS NOT NULL"
        " AND (handover IS NULL OR kind NOT IN ('participant.erased', 'redacted'))"
        f" AND device IN ({marks})",
        owned,
    )
    return own.rowcount
