"""Brings what was committed to everybody who reads along, and tells streams when to end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Final

from city_backend.activity import Activity
from city_backend.presence import Presence
from city_backend.reader import Reader
from city_backend.tail import Tail
from city_backend.transaction import Committed, Transaction

HEARTBEAT_S: Final = 10.0
#: Changes of presence are gathered for this long, so that a hundred reports are one event.
GATHER_S: Final = 0.5


class Hub:
    """The tails of all dialogues that somebody reads, on the event loop alone.

    `real_ms` is the real monotonic clock in milliseconds: heartbeats and leases are about real
    networks, whatever clock the dialogue follows.
    """

    def __init__(self, reader: Reader, activity: Activity, real_ms: Callable[[], float]) -> None:
        self._reader = reader
        self._activity = activity
        self._real_ms = real_ms
        self._tails: dict[str, Tail] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._gathering: set[str] = set()
        self.presence = Presence()
        self.beat = 0
        self.is_closing = False
        activity.also(self._all_delivered)

    def start(self) -> None:
        """Begin to beat."""
        self._spawn(self._beats())

    def close(self) -> None:
        """Ask every stream to end and every waiting request to answer."""
        self.is_closing = True
        for tail in self._tails.values():
            for listener in tail.listeners:
                listener.end("stopping")
            tail.wake()
        for task in self._tasks:
            task.cancel()

    def tail(self, dialogue: str) -> Tail:
        """Return the shared tail of a dialogue.  Raises: Problem when there is no such dialogue."""
        tail = self._tails.get(dialogue)
        if tail is None:
            head = self._reader.read(lambda transaction: transaction.log(dialogue).head())
            tail = self._tails[dialogue] = Tail(head.seq, head.chain.hex())
        return tail

    def announce(self, committed: list[Committed] | None) -> None:
        """Hand on what the writer committed; None: look into the database what it holds."""
        if committed is None:
            self._look_again()
        for one in committed or ():
            tail = self._tails.get(one.dialogue)
            if tail is not None and one.write is not None:
                tail.publish(one.write)
            if one.ended:
                self._end(one, tail)
        self._activity.look()

    def _end(self, one: Committed, tail: Tail | None) -> None:
        for listener in tail.listeners if tail is not None else ():
            if not one.devices or listener.device in one.devices:
                listener.end(one.ended)
        for device in one.devices:
            self.presence.leave(one.dialogue, device)
        if not one.devices:
            self.presence.forget(one.dialogue)
            if tail is not None:
                tail.wake()
                del self._tails[one.dialogue]

    def _look_again(self) -> None:
        def heads(transaction: Transaction) -> list[tuple[str, int, bytes]]:
            return transaction.db.execute("SELECT id, head, chain FROM dialogue").fetchall()

        for dialogue, head, chain in self._reader.read(heads):
            if (tail := self._tails.get(dialogue)) is not None:
                tail.skip_to(head, chain.hex())

    def presence_changed(self, dialogue: str) -> None:
        """Tell everybody in a moment who is there."""
        if dialogue not in self._gathering and dialogue in self._tails:
            self._gathering.add(dialogue)
            self._spawn(self._tell_presence(dialogue))

    async def _tell_presence(self, dialogue: str) -> None:
        await asyncio.sleep(GATHER_S)
        self._gathering.discard(dialogue)
        tail = self._tails.get(dialogue)
        if tail is not None:
            tail.presence += 1
            for listener in tail.listeners:
                listener.wake.set()

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            self.beat += 1
            for dialogue in self.presence.expire(self._real_ms()):
                self.presence_changed(dialogue)
            self.let_go()
            for tail in self._tails.values():
                for listener in tail.listeners:
                    listener.wake.set()

    def let_go(self) -> None:
        """Forget the tails that nobody reads; the database has everything."""
        deserted = [name for name, tail in self._tails.items() if tail.is_deserted]
        for dialogue in deserted:
            del self._tails[dialogue]

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _all_delivered(self) -> bool:
        return all(
            listener.cursor >= tail.head
            for tail in self._tails.values()
            for listener in tail.listeners
        )

    @property
    def streams(self) -> int:
        """How many streams are open."""
        return sum(len(tail.listeners) for tail in self._tails.values())
