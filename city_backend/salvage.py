"""Taking in what others wrote: salvage of another history, and hand-over files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from city_backend.checked import Checked
from city_backend.judging import Author, Judging, Outcome, Verdict
from city_backend.log import Log, Result, Status
from city_backend.parking import Parking, parked_of
from city_backend.rights_fold import places_had
from console.domain.members import LeadClaimed
from console.domain.ops import Origin, Salvaged
from console.domain.rights import BACKEND_ONLY, Member, may_write

#: What changes who may do what, or deletes for good, is never taken from a file.
NOT_FROM_FILES: Final = frozenset({"lead.claimed", "redacted", "participant.erased"})
_RIGHTS: Final = frozenset({"member", "lead"})
_CLAIM: Final = "lead.claimed"


def accept_salvage(rows: Sequence[Checked], bringer: Author, log: Log, now: int) -> Outcome:
    """Return what becomes of operations of others that `bringer` offers at `now` (UTC ms).

    `rows` are checked `Salvaged` ones. What had a place in a log is taken at once from somebody
    who leads; everything else that may stand is parked.
    """
    return Salvage(rows, bringer, log, now).outcome()


def stamps(one: Checked) -> Salvaged:
    """Return an operation with its author's stamps."""
    assert isinstance(one.operation, Salvaged)
    return one.operation


def _may_have_written(one: Checked, row: Salvaged) -> bool:
    """Tell whether the stamped role may write an operation."""
    head = one.head
    assert head is not None
    author = Member(id=row.by, roles=frozenset({row.role}))
    return may_write(author, head.kind, head.scope, head.undoes_kind)


class Salvage(Judging):
    """Operations of others, by the right that their authors have or had."""

    def __init__(self, rows: Sequence[Checked], bringer: Author, log: Log, now: int) -> None:
        super().__init__(rows, bringer, log, now)
        self._parking: Final = Parking(log, self.end, bringer.device, self.asked)
        self._rights = self.end.rights
        self._had: dict[str, list[Member]] = {}

    def _author_device(self, one: Checked) -> str:
        return stamps(one).device

    def _origin(self, one: Checked) -> Origin:
        row = stamps(one)
        return Origin(
            by=row.by,
            device=row.device,
            role=self._role(one),  # pyright: ignore[reportArgumentType]
            received_at=self._first_receipt(row),
            via=self._via(one),
        )

    def _via(self, one: Checked) -> str:  # noqa: ARG002
        """Return the device that brought an operation."""
        return self.bringer.device

    def _first_receipt(self, row: Salvaged) -> int:
        first = row.received_at if row.first_received_at is None else row.first_received_at
        return self.now if first is None else min(first, self.now)

    @property
    def _leads(self) -> bool:
        member = self.end.rights.members.get(self.bringer.member)
        return member is not None and "lead" in member.roles and not member.revoked

    def _permit(self, one: Checked) -> Verdict:
        refused = self.refusal(one)
        if refused is not None:
            return refused
        if self._parking.hashes().get(one.op_id or "", stamps(one).op_hash) != stamps(one).op_hash:
            return Verdict("invalid", reason="op_id")
        waits = stamps(one).seq is None or not self._leads
        return Verdict("parked") if waits else Verdict("accepted")

    def refusal(self, one: Checked) -> Verdict | None:
        """Return why an operation may not stand whoever brings it, or None."""
        row = stamps(one)
        if row.body is None and not self.end.is_blank(one):
            return Verdict("invalid", reason="body")
        from_file = row.seq is None
        assert one.head is not None
        touched = NOT_FROM_FILES.intersection((one.head.kind, one.head.undoes_kind))
        if from_file and (one.family == "member" or touched):
            return Verdict("denied", reason="file")
        if one.kind is None:
            return Verdict("unsupported", reason="kind")
        return self._refusal_of_file(one) if from_file else self._refusal_of_log(one, row)

    def _refusal_of_log(self, one: Checked, row: Salvaged) -> Verdict | None:
        """Hold an operation that had a place in a log against what brings anybody into one.

        What the stamped role may not write was denied and adopted once, by somebody who led: it
        waits for that again.
        """
        head = one.head
        assert head is not None
        if one.family == "member":
            written = head.kind in BACKEND_ONLY and row.role in ("city", "lead")
            return None if written and self._leads else Verdict("denied", reason="backend")
        if row.role == "city":
            return None
        if not _may_have_written(one, row) and _CLAIM in (head.kind, head.undoes_kind):
            return Verdict("denied", reason="role")
        if isinstance(one.body, LeadClaimed) and not (
            head.entity == row.by and self.end.rights.deputies
        ):
            return Verdict("denied", reason="deputy")
        return None

    def _refusal_of_file(self, one: Checked) -> Verdict | None:
        """Hold an operation against the rights that the log gives its author, now or earlier."""
        head = one.head
        assert head is not None
        if not self._places(one):
            return Verdict("denied", reason="role")
        if self.end.scope(one.family, head.entity, head.scope) != head.scope:
            return Verdict("denied", reason="scope")
        return None

    def _places(self, one: Checked) -> list[str]:
        """Return the roles of its author that may write an operation, the latest first."""
        head, row = one.head, stamps(one)
        assert head is not None
        return [
            place.role
            for place in self._places_had(row.by)
            if may_write(place, head.kind, head.scope, head.undoes_kind)
        ]

    def _places_had(self, member: str) -> list[Member]:
        """Ask the log once for each author, and again when rights are others."""
        if self._rights is not self.end.rights:
            self._rights = self.end.rights
            self._had.clear()
        found = self._had.get(member)
        if found is None:
            rows = self.end.rows_of(_RIGHTS, member)
            found = self._had[member] = places_had(rows)
        return found

    def _role(self, one: Checked) -> str:
        """Return the author's role: as stamped, or of an unstamped one as the log has it."""
        row = stamps(one)
        places = self._places(one) if row.seq is None else [row.role]
        return row.role if row.role in places or not places else places[0]

    def _turn_away(self, verdicts: Mapping[int, Verdict], worst: Status) -> dict[int, Result]:
        there = [
            index
            for index, verdict in verdicts.items()
            if verdict.status == "duplicate" and self._has(self.given[index])
        ]
        if worst == "parked" and not self._park(verdicts):
            verdicts = dict.fromkeys(verdicts, Verdict("denied", reason="parked_full"))
            worst = "denied"
        results = super()._turn_away(verdicts, worst)
        # What is in the log is there, whatever becomes of the others.
        results.update((index, self._take(index, Verdict("duplicate"))) for index in there)
        return results

    def _park(self, verdicts: Mapping[int, Verdict]) -> bool:
        rows = (self.given[index] for index, one in verdicts.items() if one.status != "duplicate")
        return self._parking.keep(
            parked_of(
                one,
                bringer=self.bringer,
                by=stamps(one).by,
                device=stamps(one).device,
                role=self._role(one),
                reason="offered" if stamps(one).seq is None else "salvage",
                now=self.now,
            )
            for one in rows
        )
