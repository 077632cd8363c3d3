"""What the lanes of one connection share: who is asked, whether it answers, when to try again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from console.storage.store import Store
from console.sync.core import Core
from console.sync.credentials import Credential
from console.sync.failure import RequestFailed
from console.sync.server_clock import ServerClock
from console.sync.status import Peer

if TYPE_CHECKING:
    from console.sync.transport import Transport

T = TypeVar("T")


class Pace(Struct, frozen=True, kw_only=True):
    """How long things may take, in seconds of the event loop's own clock."""

    #: A stream that has not said hello by then goes through something that buffers.
    hello_within_s: float = 3.0
    heartbeat_s: float = 10.0
    #: Two and a half heartbeats without a word: the stream is dead.
    silence_s: float = 25.0
    wait_s: int = 25
    page: int = 500


class Line:
    """One console's line to one backend. `changed` is called when its state may be another."""

    def __init__(
        self,
        store: Store,
        credential: Credential,
        transport: Transport,
        pace: Pace,
        changed: Callable[[], None],
    ) -> None:
        self.store = store
        self.credential = credential
        self.transport = transport
        self.pace = pace
        self.core = Core(store.replica)
        self.clock = ServerClock(store.time.clock)
        self.changed = changed
        self.greeted = asyncio.Event()
        self.wake = asyncio.Event()
        self.reason = ""
        self.peers: tuple[Peer, ...] = ()
        self.last_contact_at: int | None = None
        self.in_flight = 0
        self.pausing = 0
        self._nudge = asyncio.Event()
        self._going = asyncio.Event()
        self._going.set()
        self._listening: asyncio.Timeout | None = None
        self.was_interrupted = False

    async def ask(self, request: Awaitable[T], *, waits: bool = False) -> T:
        """Carry one request; what was answered counts as contact.  Raises: RequestFailed.

        `waits`: it is answered only when there is news, so nothing is under way.
        """
        self.in_flight += not waits
        try:
            answer = await request
        finally:
            self.in_flight -= not waits
        self.contact()
        return answer

    def contact(self) -> None:
        """The backend was heard."""
        self.last_contact_at = self.store.now_ms()

    def lost(self, failure: RequestFailed) -> None:
        """The backend does not answer: greet it again before anything else."""
        self.reason = failure.code
        self.greeted.clear()
        self.interrupt()
        self.changed()

    def interrupt(self) -> None:
        """End the listening of the moment; the puller looks again what to do."""
        self.was_interrupted = True
        limit, self._listening = self._listening, None
        if limit is not None:
            limit.reschedule(asyncio.get_running_loop().time())

    def listening(self, limit: asyncio.Timeout | None) -> None:
        """Remember what `interrupt` has to end."""
        self._listening = limit
        self.was_interrupted = False

    async def going(self) -> None:
        """Wait while only a person can go on."""
        if self.core.stopped:
            self._going.clear()
            self.greeted.clear()
            self.changed()
        await self._going.wait()

    def resume(self) -> None:
        """A person acted: go on, and at once."""
        self.core.resume()
        self._going.set()
        self.nudge()

    def nudge(self) -> None:
        """End every pause."""
        self._nudge.set()
        self._nudge = asyncio.Event()

    async def pause(self, ms: float) -> None:
        """Wait, or until something makes it worth trying at once."""
        nudge = self._nudge
        self.pausing += 1
        try:
            async with asyncio.timeout(ms / 1000):
                await nudge.wait()
        except TimeoutError:
            return
        finally:
            self.pausing -= 1
