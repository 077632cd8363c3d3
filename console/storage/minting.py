"""Facts become operations: ids, numbers, hybrid clock, hashes, one action id."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from console.domain.codec import encode_body, encode_head
from console.domain.errors import CommandRejected
from console.domain.ids import uuid7
from console.domain.ops import (
    MAX_ACTION_BYTES,
    MAX_ACTION_OPERATIONS,
    MAX_OPERATION_BYTES,
    Action,
    Fact,
    Head,
)
from console.storage.rows import Row, row_of_own
from console.storage.server_time import ServerTime

Random = Callable[[int], bytes]


class Identity(Struct, frozen=True, kw_only=True):
    """Who sits at this console. `devices` are this installation's ids, past ones included."""

    device: str
    member: str = ""
    name: str = ""
    role: str = "lead"
    groups: tuple[str, ...] = ()
    devices: frozenset[str] = frozenset()

    def owns(self, device: str) -> bool:
        """Tell whether an operation's device is this installation."""
        return device == self.device or device in self.devices

    def owned(self) -> list[str]:
        """Return all device ids of this installation."""
        return sorted({self.device, *self.devices})


class HybridClock:
    """Instants that never run backwards, also against what was heard from others.

    Source: Kulkarni et al., Logical Physical Clocks, 2014.
    """

    def __init__(self, ms: int = 0, counter: int = 0) -> None:
        self.ms, self.counter = ms, counter

    def tick(self, now_ms: int) -> tuple[int, int]:
        """Return the next (ms, counter) for something made now."""
        if now_ms > self.ms:
            self.ms, self.counter = now_ms, 0
        else:
            self.counter += 1
        return self.ms, self.counter

    def hear(self, ms: int) -> None:
        """Take over the effective instant of something seen."""
        if ms > self.ms:
            self.ms, self.counter = ms, 0


class Mint:
    """Makes the rows of one action; the store alone holds one."""

    def __init__(self, time: ServerTime, random: Random, next_n: int, hlc: HybridClock) -> None:
        self._time = time
        self.random = random
        self.next_n = next_n
        self.hlc = hlc

    def new_id(self) -> str:
        """Return a new time-ordered id."""
        return uuid7(self._time.now_ms(), self.random)

    def rows(self, facts: Sequence[Fact], identity: Identity) -> list[Row]:
        """Return the rows of one action; nothing counts until the caller has committed them.

        Raises: CommandRejected with action_too_large or operation_too_large.
        """
        if len(facts) > MAX_ACTION_OPERATIONS:
            raise CommandRejected("action_too_large", n=len(facts))
        clock = self._time.clock
        action = self.new_id()
        known = self._time.is_measured or self._time.stored_offset_ms is not None
        rows: list[Row] = []
        size = 0
        for i, fact in enumerate(facts):
            now = self._time.now_ms()
            ms, counter = self.hlc.tick(now)
            head = Head(
                op_id=uuid7(now, self.random),
                n=self.next_n + i,
                kind=fact.body.KIND,
                v=fact.body.VERSION,
                entity=fact.entity,
                scope=fact.scope,
                base=fact.base,
                undoes=fact.undoes,
                undoes_kind=fact.undoes_kind,
                action=Action(id=action, i=i, of=len(facts)),
                hlc=(ms, counter, identity.device),
                at=now,
                clock="server" if known else "device",
            )
            operation = len(encode_head(head).encode()) + len(encode_body(fact.body).encode())
            if operation > MAX_OPERATION_BYTES:
                raise CommandRejected("operation_too_large")
            size += operation
            rows.append(
                row_of_own(
                    head,
                    fact.body,
                    self.random(16),
                    by=identity.member,
                    role=identity.role,
                    monotonic=None if known else clock.monotonic_ms(),
                    boot=None if known else clock.boot_id(),
                )
            )
        if size > MAX_ACTION_BYTES:
            raise CommandRejected("action_too_large", n=len(facts))
        self.next_n += len(rows)
        return rows
