"""Going through the actions of a request: what each operation gets, and what is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from city_backend.appending import Appending
from city_backend.checked import Checked
from city_backend.log import Filled, Known, Log, Result, Status, Write
from console.domain.ops import Origin

_WORST: Final[tuple[Status, ...]] = ("invalid", "denied", "unsupported", "cloned", "parked")


class Author(Struct, frozen=True, kw_only=True):
    """Who asks, as the token says. `barred`: why this device may write nothing ("": it may)."""

    member: str
    device: str
    barred: str = ""


class Outcome(Struct, frozen=True, kw_only=True):
    """The answers in the order of the request, and what is to be written (None: nothing)."""

    results: tuple[Result, ...]
    write: Write | None = None


class Verdict(Struct, frozen=True):
    """What one operation would get if it were alone."""

    status: Status
    reason: str | None = None


class Judging:
    """What is the same whether people bring their own operations or those of others.

    The operations of one action stand or fall together and get contiguous numbers; actions come
    in the order in which they begin. Duplicates are found before rights are asked.
    """

    def __init__(self, given: Sequence[Checked], bringer: Author, log: Log, now: int) -> None:
        self.given: Final = given
        self.bringer: Final = bringer
        self.log: Final = log
        self.now: Final = now
        self.end: Final = Appending(log, now)
        self.end.prepare(given)
        self.asked: Final = {one.op_id for one in given if one.op_id}
        self._known = dict(log.known(self.asked))
        self._taken = self._numbers()

    def _numbers(self) -> dict[tuple[str, int], str]:
        """Return which operation has the numbers of each author device that are asked for."""
        numbers: dict[str, set[int]] = defaultdict(set)
        for one in self.given:
            if one.head is not None and one.head.n is not None:
                numbers[self._author_device(one)].add(one.head.n)
        return {
            (device, n): op_id
            for device, asked in numbers.items()
            for n, op_id in self.log.taken(device, asked).items()
        }

    def _author_device(self, one: Checked) -> str:
        """Return the device under whose numbers an operation is kept."""
        raise NotImplementedError

    def _origin(self, one: Checked) -> Origin | None:
        """Return the author's stamps where somebody else brings the operation."""
        raise NotImplementedError

    def _permit(self, one: Checked) -> Verdict:
        """Return what becomes of an operation that is whole and new."""
        raise NotImplementedError

    def outcome(self) -> Outcome:
        """Return the answers and what is to be written."""
        actions: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(self.given):
            actions[one.action or f"alone {index}"].append(index)
        results: dict[int, Result] = {}
        for indexes in actions.values():
            results.update(self._settle(indexes))
        ordered = tuple(results[index] for index in range(len(self.given)))
        return Outcome(results=ordered, write=self.end.write())

    def _settle(self, indexes: list[int]) -> dict[int, Result]:
        """Return the answers of one action, its operations appended when all of them may be."""
        verdicts = self._verdicts(indexes)
        statuses = {verdict.status for verdict in verdicts.values()}
        worst: Status | None = next((one for one in _WORST if one in statuses), None)
        if worst is not None:
            return self._turn_away(verdicts, worst)
        return {index: self._take(index, verdict) for index, verdict in verdicts.items()}

    def _turn_away(self, verdicts: Mapping[int, Verdict], worst: Status) -> dict[int, Result]:
        """Return the answers of an action of which one operation may not stand."""
        return {
            index: Result(
                op_id=self.given[index].op_id,
                status=worst,
                reason=verdict.reason if verdict.status == worst else "action",
            )
            for index, verdict in verdicts.items()
        }

    def _has(self, one: Checked) -> bool:
        """Tell whether the log has an operation by now."""
        return one.op_id in self._known

    def _take(self, index: int, verdict: Verdict) -> Result:
        one = self.given[index]
        if verdict.status == "accepted":
            self._append(one)
        known = self._known[one.op_id or ""]
        return Result(
            op_id=one.op_id,
            status=verdict.status,
            seq=known.seq,
            filled=verdict.status == "duplicate" and self._fill(one, known),
        )

    def _verdicts(self, indexes: list[int]) -> dict[int, Verdict]:
        verdicts: dict[int, Verdict] = {}
        ids: dict[str, Checked] = {}
        numbers: dict[tuple[str, int], Checked] = {}
        for index in indexes:
            one = self.given[index]
            verdict = self._judge(one)
            if verdict.status in ("accepted", "parked") and one.head is not None:
                n, same = one.head.n, ids.setdefault(one.head.op_id, one)
                counted = (
                    one if n is None else numbers.setdefault((self._author_device(one), n), one)
                )
                if same is not one and same.op_hash == one.op_hash:
                    verdict = Verdict("duplicate")
                elif same is not one or counted is not one:
                    verdict = Verdict("invalid", reason="op_id" if same is not one else "n")
            verdicts[index] = verdict
        return verdicts

    def _judge(self, one: Checked) -> Verdict:
        head = one.head
        if head is None:
            return Verdict("invalid", reason=one.fault)
        if (known := self._known.get(head.op_id)) is not None:
            if one.matches(known.op_hash, known.body_hash):
                return Verdict("duplicate")
            return Verdict("invalid", reason="op_id")
        if one.fault:
            return Verdict("invalid", reason=one.fault)
        place = self._author_device(one), head.n or 0
        if self._taken.get(place, head.op_id) != head.op_id:
            return Verdict("cloned")
        return self._permit(one)

    def _append(self, one: Checked) -> None:
        head, hashed, hash_of_body = one.head, one.op_hash, one.body_hash
        assert head is not None
        assert hashed is not None
        assert hash_of_body is not None
        origin = self._origin(one)
        author = self.bringer
        seq = self.end.append(one, by=author.member, device=author.device, origin=origin)
        self._known[head.op_id] = Known(seq=seq, op_hash=hashed.hex(), body_hash=hash_of_body.hex())
        if head.n is not None:
            self._taken[self._author_device(one), head.n] = head.op_id

    def _fill(self, one: Checked, known: Known) -> bool:
        """Give the log words that it lacks though nothing took them; tell whether it was so."""
        body, salt = one.operation.body, one.operation.salt
        if not known.blank or one.fault or body is None or salt is None or self.end.is_blank(one):
            return False
        self.end.fill(Filled(one.op_id or "", body, salt), one)
        return True
