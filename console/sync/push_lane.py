"""Own operations on their way out: which batch next, and what an answer does to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from console.storage.outbox import Pending
from console.storage.replica import Replica
from console.sync.failure import RequestFailed
from console.sync.wire import PushAnswer, Result

MAX_BATCH: Final = 500
MAX_BATCH_BYTES: Final = 700_000
#: How often an action has to fail alone before the others go first.
_LONE_FAILURES: Final = 2
_DONE: Final = frozenset({"accepted", "duplicate"})
_REFUSED: Final = frozenset({"denied", "invalid"})
_CLONED: Final = frozenset({"cloned"})
_KNOWN: Final = _DONE | _REFUSED | _CLONED | {"unsupported"}


class Push(Struct, frozen=True, kw_only=True):
    """Whole actions to send; `after` and `chain` are the cursor of this console."""

    after: int
    chain: str
    pending: tuple[Pending, ...]

    @property
    def actions(self) -> list[str]:
        """The ids of the actions, in order."""
        return list(dict.fromkeys(one.action for one in self.pending))

    @property
    def op_ids(self) -> list[str]:
        """The ids of the operations, in order."""
        return [one.op_id for one in self.pending]


class PushLane:
    """Decides what is sent. Nothing leaves the outbox here but into quarantine (R2, R8).

    What was accepted is not sent again while its echo is under way; as soon as the echo is
    overdue it is, and the backend answers `duplicate`.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._kinds: Mapping[str, int] | None = None
        self._batch = MAX_BATCH
        self._acked_n = 0
        self.acked_seq = 0
        self._lone: dict[str, int] = {}
        self._tried: set[str] = set()
        self.is_cloned = False
        #: How many operations were taken out of the ordinary row so far.
        self.set_aside = 0

    # What next

    def next(self) -> Push | None:
        """Return the next batch: the ordinary ones, then one of those set aside."""
        if self.is_cloned:
            return None
        # With no echo under way everything that is pending is to be sent, whatever its number:
        # what was denied to an earlier role is pending once more.
        after_n = self._acked_n if self.acked_seq else 0
        found = self._replica.pending(
            operations=self._batch, size=MAX_BATCH_BYTES, waiting=False, after_n=after_n
        )
        return self._push(found) if found else self._next_waiting()

    def _next_waiting(self) -> Push | None:
        """Return an action that waits, each once in a connection, if its kinds are taken now."""
        after_n = 0
        while found := self._replica.pending(operations=1, size=1, waiting=True, after_n=after_n):
            after_n = found[-1].n
            if found[0].action not in self._tried and self._takes(found):
                return self._push(found)
        return None

    def _takes(self, pending: list[Pending]) -> bool:
        kinds = self._kinds
        return kinds is None or all(one.kind in kinds for one in pending)

    def _push(self, pending: list[Pending]) -> Push:
        return Push(
            after=self._replica.position.cursor,
            chain=self._replica.chain,
            pending=tuple(pending),
        )

    # What came back

    def answered(self, push: Push, answer: PushAnswer) -> bool:
        """Take one result for each operation; tell whether there was one that is understood."""
        results = {result.op_id: result for result in answer.results}
        of_push = [(one, results.get(one.op_id)) for one in push.pending]
        self._lone.clear()
        self._batch = min(MAX_BATCH, self._batch * 2)
        self._tried.update(one.action for one in push.pending if one.waiting)
        refused = [(one.op_id, _reason(got)) for one, got in of_push if _is(got, _REFUSED)]
        if refused:
            self._replica.refuse(refused)
        unsupported = [one.op_id for one, got in of_push if got and got.status == "unsupported"]
        if unsupported:
            self._replica.note_attempt(unsupported, "unsupported")
            self._replica.set_waiting(unsupported, waiting=True)
        self.set_aside += len(refused) + len(unsupported)
        self.is_cloned = any(_is(got, _CLONED) for _, got in of_push)
        self._note_accepted(of_push)
        return all(_is(got, _KNOWN) for _, got in of_push)

    def _note_accepted(self, of_push: list[tuple[Pending, Result | None]]) -> None:
        """Do not send again what is on its way back; whatever has no result is still to be sent."""
        for one, got in of_push:
            if got is None or not _is(got, _KNOWN - _CLONED):
                break
            if got.status in _DONE:
                self.acked_seq = max(self.acked_seq, got.seq or 0)
            if not one.waiting:
                self._acked_n = max(self._acked_n, one.n)
        self.received(self._replica.position.cursor)

    def failed(self, push: Push, failure: RequestFailed) -> None:
        """Keep everything; send less at once, and let an action that fails alone go last."""
        alone = len(push.actions) == 1
        if not alone:
            self._batch = max(1, len(push.pending) // 2)
            return
        action = push.pending[0].action
        self._replica.note_attempt(push.op_ids, failure.code)
        self._lone[action] = self._lone.get(action, 0) + 1
        if push.pending[0].waiting:
            self._tried.add(action)
        elif failure.status or self._lone[action] >= _LONE_FAILURES:
            self._replica.set_waiting(push.op_ids, waiting=True)
            self.set_aside += len(push.pending)

    # What the log says

    def received(self, cursor: int) -> None:
        """The log is known up to `cursor`: what it should have brought and did not goes again."""
        if self.acked_seq and cursor >= self.acked_seq:
            self.acked_seq = 0
            if self._acked_n and self._replica.has_unsent(self._acked_n):
                self._acked_n = 0

    def head_seen(self, head: int, acked_seq: int) -> None:
        """The log ends before something it had accepted when it was asked: send that again."""
        if head < acked_seq:
            self.forget()

    def connected(self, kinds: Mapping[str, int]) -> None:
        """A new connection: everything that waits gets another chance."""
        self._kinds = kinds
        self._tried.clear()
        self._lone.clear()
        self._batch = MAX_BATCH

    def forget(self) -> None:
        """Trust no earlier answer: the log decides."""
        self._acked_n = 0
        self.acked_seq = 0
        self._tried.clear()

    def enrolled(self) -> None:
        """A sibling device took over."""
        self.is_cloned = False
        self.forget()


def _is(result: Result | None, statuses: frozenset[str]) -> bool:
    return result is not None and result.status in statuses


def _reason(result: Result | None) -> str:
    assert result is not None
    return f"{result.status}:{result.reason}" if result.reason else result.status
