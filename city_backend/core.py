"""Accepting a push against a log: what is written, what is answered. No I/O, no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from city_backend.appending import Appending
from city_backend.checked import Checked
from city_backend.log import Known, Log, Result, Status, Write
from console.domain.members import LeadClaimed
from console.domain.ops import Head
from console.domain.rights import Member, may_write

_WORST: Final[tuple[Status, ...]] = ("invalid", "denied", "unsupported", "cloned")


class Author(Struct, frozen=True, kw_only=True):
    """Who pushes, as the token says. `barred`: why this device may write nothing ("": it may)."""

    member: str
    device: str
    barred: str = ""


class Outcome(Struct, frozen=True, kw_only=True):
    """The answers in the order of the push, and what is to be written (None: nothing)."""

    results: tuple[Result, ...]
    write: Write | None = None


class _Verdict(Struct, frozen=True):
    """What one operation would get if it were alone."""

    status: Status
    reason: str | None = None


def accept(push: Sequence[Checked], author: Author, log: Log, now: int) -> Outcome:
    """Return what becomes of the operations that `author` pushes at `now` (UTC ms).

    The operations of one action stand or fall together and get contiguous numbers; actions come
    in the order in which they begin. Duplicates are found before rights are asked.
    """
    return _Push(push, author, log, now).outcome()


class _Push:
    def __init__(self, push: Sequence[Checked], author: Author, log: Log, now: int) -> None:
        self._push = push
        self._author = author
        self._end = Appending(log, now)
        self._end.prepare(push)
        self._asked: dict[tuple[Member, str, str | None, str | None], bool] = {}
        self._known = dict(log.known({one.op_id for one in push if one.op_id}))
        numbers = {one.head.n for one in push if one.head is not None and one.head.n is not None}
        self._taken = dict(log.taken(author.device, numbers))

    def outcome(self) -> Outcome:
        actions: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(self._push):
            actions[one.action or f"alone {index}"].append(index)
        results: dict[int, Result] = {}
        for indexes in actions.values():
            results.update(self._settle(indexes))
        ordered = tuple(results[index] for index in range(len(self._push)))
        return Outcome(results=ordered, write=self._end.write())

    def _settle(self, indexes: list[int]) -> dict[int, Result]:
        """Return the answers of one action, its operations appended when all of them may be."""
        verdicts = self._verdicts(indexes)
        statuses = {verdict.status for verdict in verdicts.values()}
        worst: Status | None = next((one for one in _WORST if one in statuses), None)
        results: dict[int, Result] = {}
        for index, verdict in verdicts.items():
            op_id = self._push[index].op_id
            if worst is not None:
                reason = verdict.reason if verdict.status == worst else "action"
                results[index] = Result(op_id=op_id, status=worst, reason=reason)
                continue
            if verdict.status == "accepted":
                self._append(index)
            known = self._known[op_id or ""]
            results[index] = Result(op_id=op_id, status=verdict.status, seq=known.seq)
        return results

    def _verdicts(self, indexes: list[int]) -> dict[int, _Verdict]:
        verdicts: dict[int, _Verdict] = {}
        here: dict[str | int | None, Checked] = {}
        for index in indexes:
            one = self._push[index]
            verdict = self._judge(one)
            if verdict.status == "accepted" and one.head is not None:
                of_id = here.setdefault(one.head.op_id, one)
                of_number = here.setdefault(one.head.n, one)
                if of_id is not one and of_id.op_hash == one.op_hash:
                    verdict = _Verdict("duplicate")
                elif of_id is not one or of_number is not one:
                    verdict = _Verdict("invalid", reason="op_id" if of_id is not one else "n")
            verdicts[index] = verdict
        return verdicts

    def _append(self, index: int) -> None:
        one = self._push[index]
        head, hashed, hash_of_body = one.head, one.op_hash, one.body_hash
        assert head is not None
        assert hashed is not None
        assert hash_of_body is not None
        seq = self._end.append(one, by=self._author.member, device=self._author.device)
        self._known[head.op_id] = Known(seq=seq, op_hash=hashed.hex(), body_hash=hash_of_body.hex())
        if head.n is not None:
            self._taken[head.n] = head.op_id

    def _judge(self, one: Checked) -> _Verdict:
        head = one.head
        if head is None:
            return _Verdict("invalid", reason=one.fault)
        if (known := self._known.get(head.op_id)) is not None:
            if one.matches(known.op_hash, known.body_hash):
                return _Verdict("duplicate")
            return _Verdict("invalid", reason="op_id")
        if one.fault:
            return _Verdict("invalid", reason=one.fault)
        if self._taken.get(head.n or 0, head.op_id) != head.op_id:
            return _Verdict("cloned")
        return self._permit(one)

    def _permit(self, one: Checked) -> _Verdict:
        head = one.head
        assert head is not None
        if self._author.barred:
            return _Verdict("denied", reason=self._author.barred)
        if one.family == "member":
            return _Verdict("denied", reason="backend")
        if one.kind is None:
            return _Verdict("unsupported", reason="kind")
        member = self._end.rights.members.get(self._author.member)
        if member is None or member.revoked:
            return _Verdict("denied", reason="revoked")
        if self._end.scope(one.family, head.entity, head.scope) != head.scope:
            return _Verdict("denied", reason="scope")
        if not self._may_write(member, head):
            return _Verdict("denied", reason="role")
        if "lead.claimed" in (head.kind, head.undoes_kind) and not self._may_claim(one, member):
            return _Verdict("denied", reason="deputy")
        return _Verdict("accepted")

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
