"""Brings what was committed to everybody who reads along, and tells streams when to end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Final

from city_backend.activity import Activity
from city_backend.errors import Problem
from city_backend.following import heads, look
from city_backend.log import Stamp
from city_backend.presence import Presence
from city_backend.reader import Reader
from city_backend.stream_events import event
from city_backend.tail import Tail
from city_backend.transaction import Committed

HEARTBEAT_S: Final = 10.0
#: Changes of presence are gathered for this long, so that a hundred reports are one event.
GATHER_S: Final = 0.5
log = logging.getLogger(__name__)


class Hub:
    """The tails of all dialogues that somebody reads, on the event loop alone.

    What this process commits is announced to it. What others commit it looks for: when a hint
    says so, every `poll_s` seconds (None: never), and with each heartbeat.
    """

    def __init__(
        self, reader: Reader, presence: Presence, activity: Activity, poll_s: float | None = None
    ) -> None:
        self._reader = reader
        self._activity = activity
        self._poll_s = poll_s
        self._tails: dict[str, Tail] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._gathering: set[str] = set()
        #: Dialogues that are being looked at, and whether to look once more.
        self._looking: dict[str, bool] = {}
        self.presence = presence
        self.beat = 0
        self.is_closing = False
        activity.also(self._all_delivered)

    def start(self, company: Iterable[Coroutine[None, None, None]] = ()) -> None:
        """Begin to beat; `company` runs as long."""
        self._spawn(_again_and_again(HEARTBEAT_S, self._beat))
        if self._poll_s is not None:
            self._spawn(_again_and_again(self._poll_s, self._poll))
        for work in company:
            self._spawn(work)

    def close(self) -> None:
        """Ask every stream to end and every waiting request to answer."""
        self.is_closing = True
        for tail in self._tails.values():
            tail.end("stopping")
            tail.wake()
        for task in self._tasks:
            task.cancel()

    def follow(self, dialogue: str, head: Stamp) -> Tail:
        """Return the shared tail of a dialogue that ended at `head` a moment ago."""
        tail = self._tails.get(dialogue)
        if tail is None:
            tail = self._tails[dialogue] = Tail(head.seq, head.chain.hex())
            # What was committed between that moment and now was announced to nobody.
            self.look(dialogue)
        return tail

    def announce(self, committed: list[Committed] | None) -> None:
        """Hand on what the writer committed; None: look into the database what it holds."""
        if committed is None:
            self._look_at_all()
        for one in committed or ():
            tail = self._tails.get(one.dialogue)
            if tail is not None and one.write is not None and not tail.publish(one.write):
                self.look(one.dialogue)
            if one.ended:
                self._end(one, tail)
            if one.devices or (one.write is not None and one.write.rights is not None):
                self.presence_changed(one.dialogue)
        self._activity.look()

    def heard(self, dialogue: str, what: str) -> None:
        """Take a hint from another process: its new head, or that something has ended."""
        tail = self._tails.get(dialogue)
        if tail is None:
            return
        if what == "presence":
            self.presence_changed(dialogue)
        elif not what.isdigit() or int(what) != tail.head:
            self.look(dialogue)

    def missed(self) -> None:
        """Look at everything: hints may have been lost."""
        for tail in self._tails.values():
            tail.forget()
        self._look_at_all()

    def _end(self, one: Committed, tail: Tail | None) -> None:
        if tail is not None:
            tail.end(one.ended, one.devices or None)
        for device in one.devices:
            self.presence.leave(one.dialogue, device)
        if not one.devices:
            self.presence.forget(one.dialogue)
            self._drop(one.dialogue)

    def _drop(self, dialogue: str) -> None:
        if (tail := self._tails.pop(dialogue, None)) is not None:
            tail.wake()

    def look(self, dialogue: str) -> None:
        """Look soon what the database holds of a dialogue that is being read."""
        if dialogue in self._looking:
            self._looking[dialogue] = True
        elif dialogue in self._tails:
            self._looking[dialogue] = False
            self._activity.begin()
            self._spawn(self._look(dialogue))

    def _look_at_all(self) -> None:
        for dialogue in self._tails:
            self.look(dialogue)

    async def _look(self, dialogue: str) -> None:
        try:
            more = True
            while more:
                self._looking[dialogue] = False
                await self._look_once(dialogue)
                more = self._looking[dialogue]
        except Problem as problem:
            # The next poll or heartbeat looks again.
            log.warning("could not look for news: %s", problem.code)
        finally:
            del self._looking[dialogue]
            self._activity.end()

    async def _look_once(self, dialogue: str) -> None:
        tail = self._tails.get(dialogue)
        if tail is None:
            return
        chain = tail.chain
        seen = await self._reader.run(look(dialogue, tail.head))
        if self._tails.get(dialogue) is not tail:
            return
        if seen is None:
            self._end(Committed(dialogue=dialogue, ended="deleted"), tail)
        elif seen.chain != chain:
            # An old copy was put in place under us: who reads asks the database how to go on.
            tail.end("stopping")
            self._drop(dialogue)
        else:
            tail.extend(seen.items, seen.head)
            tail.recheck(seen.rights)
            tail.end("revoked", seen.revoked)
            if seen.revoked != tail.revoked:
                tail.revoked = seen.revoked
                self.presence_changed(dialogue)

    async def _poll(self) -> None:
        if self._tails:
            found = await self._reader.run(heads)
            for dialogue, tail in self._tails.items():
                if found.get(dialogue) != tail.head:
                    self.look(dialogue)

    def presence_changed(self, dialogue: str) -> None:
        """Tell everybody in a moment who is there."""
        if dialogue not in self._gathering and dialogue in self._tails:
            self._gathering.add(dialogue)
            self._spawn(self._tell_presence(dialogue))

    async def _tell_presence(self, dialogue: str) -> None:
        await asyncio.sleep(GATHER_S)
        self._gathering.discard(dialogue)
        try:
            said = await self.who_is_there(dialogue)
        except Problem as problem:
            log.warning("could not look who is there: %s", problem.code)
            return
        tail = self._tails.get(dialogue)
        if tail is not None:
            tail.present = said
            tail.presence += 1
            for listener in tail.listeners:
                listener.wake.set()

    async def who_is_there(self, dialogue: str) -> bytes:
        """Return the event that says it.  Raises: Problem."""
        return event("presence", {"presence": await self.presence.of(dialogue)})

    async def _beat(self) -> None:
        self.beat += 1
        self.let_go()
        for tail in self._tails.values():
            for listener in tail.listeners:
                listener.wake.set()
        self._look_at_all()
        for dialogue in await self.presence.darkened():
            self.presence_changed(dialogue)

    def let_go(self) -> None:
        """Forget the tails that nobody reads; the database has everything."""
        deserted = [name for name, tail in self._tails.items() if tail.is_deserted]
        for dialogue in deserted:
            del self._tails[dialogue]

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if self.is_closing:
            task.cancel()

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


async def _again_and_again(pause_s: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(pause_s)
        try:
            await work()
        except Problem as problem:
            log.warning("the database is not there: %s", problem.code)
        except Exception:
            # It beats on: streams and leases hang on it.
            log.exception("a beat failed")
