"""Accepting a push against a log: what is written, what is answered. No I/O, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from city_backend.appending import Appending
from city_backend.checked import Checked
from city_backend.judging import Author, Judging, Outcome, Verdict
from city_backend.log import Log, Result, Status
from city_backend.parking import Parking, parked_of
from console.domain.members import LeadClaimed
from console.domain.ops import Head, Origin
from console.domain.rights import Member, may_write

__all__ = ["Author", "Outcome", "OwnRight", "accept"]


def accept(push: Sequence[Checked], author: Author, log: Log, now: int) -> Outcome:
    """Return what becomes of the operations that `author` pushes at `now` (UTC ms).

    Duplicates are found before rights are asked. What is denied is parked, as far as there is
    room for what comes from one device.
    """
    return _Push(push, author, log, now).outcome()


class OwnRight:
    """What somebody may write by the rights at the end of the log.

    `any_scope`: also where the scope of an entity is another one than is claimed.
    """

    def __init__(self, end: Appending, author: Author, *, any_scope: bool = False) -> None:
        self._end: Final = end
        self._author: Final = author
        self._any_scope: Final = any_scope
        self._asked: dict[tuple[Member, str, str | None, str | None], bool] = {}

    def permit(self, one: Checked) -> Verdict:
        """Return accepted, denied, or unsupported."""
        head = one.head
        assert head is not None
        if self._author.barred:
            return Verdict("denied", reason=self._author.barred)
        member = self._end.rights.members.get(self._author.member)
        if member is None or member.revoked:
            return Verdict("denied", reason="revoked")
        if one.family == "member":
            return Verdict("denied", reason="backend")
        if one.kind is None:
            return Verdict("unsupported", reason="kind")
        fixed = self._end.scope(one.family, head.entity, head.scope)
        if fixed != head.scope and not self._any_scope:
            return Verdict("denied", reason="scope")
        if not self._may_write(member, head):
            return Verdict("denied", reason="role")
        if "lead.claimed" in (head.kind, head.undoes_kind) and not self._may_claim(one, member):
            return Verdict("denied", reason="deputy")
        return Verdict("accepted")

    def _may_write(self, member: Member, head: Head) -> bool:
        """Ask the table once for everything of one kind: a push holds many notes."""
        key = (member, head.kind, head.scope, head.undoes_kind)
        allowed = self._asked.get(key)
        if allowed is None:
            allowed = self._asked[key] = may_write(member, *key[1:])
        return allowed

    def _may_claim(self, one: Checked, member: Member) -> bool:
        """Tell whether a deputy may claim the lead, or whoever gives it back may do so."""
        assert one.head is not None
        base = self._end.rights.bases.get(member.id)
        if not isinstance(one.body, LeadClaimed):
            return base == "lead" or one.head.entity == member.id
        return base == "cohost" and self._end.rights.deputies and one.head.entity == member.id


class _Push(Judging):
    """Somebody's own operations."""

    def __init__(self, push: Sequence[Checked], author: Author, log: Log, now: int) -> None:
        super().__init__(push, author, log, now)
        self._right = OwnRight(self.end, author)
        self._parking = Parking(log, self.end, author.device, self.asked)

    def _author_device(self, one: Checked) -> str:  # noqa: ARG002
        return self.bringer.device

    def _origin(self, one: Checked) -> Origin | None:  # noqa: ARG002
        return None

    def _permit(self, one: Checked) -> Verdict:
        return self._right.permit(one)

    def _turn_away(self, verdicts: Mapping[int, Verdict], worst: Status) -> dict[int, Result]:
        results = super()._turn_away(verdicts, worst)
        if worst == "denied" and all(one.reason != "backend" for one in verdicts.values()):
            self._park(verdicts, results)
        return results

    def _park(self, verdicts: Mapping[int, Verdict], results: Mapping[int, Result]) -> None:
        """Keep what was denied, for somebody who leads; no answer depends on it."""
        member = self.end.rights.members.get(self.bringer.member)
        self._parking.keep(
            parked_of(
                self.given[index],
                bringer=self.bringer,
                device=self.bringer.device,
                by=self.bringer.member,
                role="observer" if member is None else member.role,
                reason=f"denied:{results[index].reason}",
                now=self.now,
            )
            for index, verdict in verdicts.items()
            if verdict.status != "duplicate"
        )
