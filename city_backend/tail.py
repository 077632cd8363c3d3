"""The last records of one dialogue in memory, shared by all who read along."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Final

from city_backend.erasure import BLANKING
from city_backend.log import Rights, Stamp, Write
from city_backend.pages import MAX_PAGE, Item, whole_actions

_ITEMS: Final = 1024
_BYTES: Final = 2 * 1024 * 1024


class Listener:
    """One open stream: a cursor, and what woke it. `busy` until everything was handed over."""

    def __init__(self, device: str, member: str, roles: frozenset[str], cursor: int) -> None:
        self.device = device
        self.member = member
        self.roles = roles
        self.cursor = cursor
        self.ended = ""
        self.beat = 0
        self.presence = 0
        self.wake = asyncio.Event()

    def end(self, reason: str) -> None:
        """Let the stream say why and stop; the first reason counts."""
        self.ended = self.ended or reason
        self.wake.set()


class Tail:
    """Everything after `start` up to `head`. Whoever is further behind reads the database."""

    def __init__(self, head: int, chain: str) -> None:
        self.head = head
        self.chain = chain
        self.presence = 0
        self.present = b""
        #: Who was shut out when the database was looked into last.
        self.revoked: frozenset[str] = frozenset()
        self.listeners: set[Listener] = set()
        self._items: deque[Item] = deque()
        self._bytes = 0
        self._events: dict[tuple[int, frozenset[str]], tuple[bytes, int]] = {}
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def is_deserted(self) -> bool:
        """Whether nobody reads along or waits."""
        return not self.listeners and not self._waiting

    @property
    def start(self) -> int:
        """The number before the first record that is here."""
        return self.head - len(self._items)

    def publish(self, write: Write) -> bool:
        """Take what this process committed and wake everybody; tell whether it went on from here.

        Where it did not, somebody else wrote in between, or an old copy was put in place.
        """
        if write.blank:
            gone = set(write.blank)
            for item in self._items:
                if item.op_id in gone:
                    item.empty()
        self._events.clear()
        fits = not write.rows or write.rows[0].record.seq == self.head + 1
        if fits:
            self._append(Item.of_row(row) for row in write.rows)
            self.head, self.chain = write.head.seq, write.head.chain.hex()
        if write.rights is not None:
            self.recheck(write.rights)
        self.wake()
        return fits

    def extend(self, items: list[Item], head: Stamp) -> None:
        """Take what was read from the database and wake everybody."""
        if head.seq <= self.head:
            return
        if any(item.kind in BLANKING for item in items):
            # The process that wrote it knows which words are gone; the database gives them no more.
            self.forget()
        new = [item for item in items if item.record.seq > self.head]
        if not new or new[0].record.seq != self.head + 1:
            self.forget()
        self._append(new)
        self._events.clear()
        self.head, self.chain = head.seq, head.chain.hex()
        self.wake()

    def forget(self) -> None:
        """Let everybody who is behind read the database."""
        self._items.clear()
        self._events.clear()
        self._bytes = 0

    def _append(self, items: Iterable[Item]) -> None:
        for item in items:
            self._items.append(item)
            self._bytes += item.size
        while len(self._items) > _ITEMS or self._bytes > _BYTES:
            self._bytes -= self._items.popleft().size

    def recheck(self, rights: Rights) -> None:
        """End the streams of those who may not read any more, or read other things now."""
        for listener in self.listeners:
            member = rights.members.get(listener.member)
            if member is None or member.revoked:
                listener.end("revoked")
            elif member.roles != listener.roles:
                listener.end("role_changed")

    def end(self, reason: str, devices: Collection[str] | None = None) -> None:
        """End the streams of some devices, or all."""
        for listener in self.listeners:
            if devices is None or listener.device in devices:
                listener.end(reason)

    def wake(self) -> None:
        """Let every stream and every waiting request look again."""
        for listener in self.listeners:
            listener.wake.set()
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait_beyond(self, seq: int, timeout_s: float) -> None:
        """Return when the log reaches beyond `seq`, everybody was woken, or the time is over."""
        if self.head > seq or timeout_s <= 0:
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(timeout_s):
                await future
        except TimeoutError:
            return
        finally:
            self._waiting.discard(future)

    def event(self, after: int, roles: frozenset[str]) -> tuple[bytes, int] | None:
        """Return the event with what follows `after` and the number it reaches.

        None when it is not in memory. Readers at one place with the same roles share the bytes.
        """
        if not self.start <= after < self.head:
            return None
        found = self._events.get((after, roles))
        if found is None:
            skipped = after - self.start
            items = list(islice(self._items, skipped, skipped + MAX_PAGE + 1))
            found = ops_event(items[: whole_actions(items, MAX_PAGE)], roles)
            self._events[after, roles] = found
        return found


def ops_event(items: list[Item], roles: frozenset[str]) -> tuple[bytes, int]:
    """Return records as one event of a stream, and the last one's number, which is its id."""
    last = items[-1].record.seq
    records = b",".join(item.encoded(roles) for item in items)
    return b'id: %d\r\nevent: ops\r\ndata: {"records":[%b]}\r\n\r\n' % (last, records), last
