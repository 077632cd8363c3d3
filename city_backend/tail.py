"""The last records of one dialogue in memory, shared by all who read along."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import islice
from typing import Final

from city_backend.log import Rights, Write
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

    def publish(self, write: Write) -> None:
        """Take what was committed and wake everybody."""
        rows = [row for row in write.rows if row.record.seq > self.head]
        if rows and rows[0].record.seq != self.head + 1:
            # Somebody else wrote in between: who is behind finds it in the database.
            self._items.clear()
            self._bytes = 0
        for row in rows:
            head = row.head
            item = Item(row.record, head.op_id, head.kind, head.undoes_kind, head.action.id)
            self._items.append(item)
            self._bytes += item.size
        if rows:
            self.head, self.chain = write.head.seq, write.head.chain.hex()
        while len(self._items) > _ITEMS or self._bytes > _BYTES:
            self._bytes -= self._items.popleft().size
        if write.blank:
            gone = set(write.blank)
            for item in self._items:
                if item.op_id in gone:
                    item.empty()
        self._events.clear()
        if write.rights is not None:
            self._recheck(write.rights)
        self.wake()

    def skip_to(self, head: int, chain: str) -> None:
        """Go on from what the database says after nobody knew what it holds."""
        if head > self.head:
            self._items.clear()
            self._bytes = 0
            self.head, self.chain = head, chain
            self.wake()

    def _recheck(self, rights: Rights) -> None:
        for listener in self.listeners:
            member = rights.members.get(listener.member)
            if member is None or member.revoked:
                listener.end("revoked")
            elif member.roles != listener.roles:
                listener.end("role_changed")

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
