"""The network's path of one dialogue: lanes around the core, one status, nothing of Qt."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from console.domain.errors import KnownFailure
from console.storage.change import Change, Origin
from console.storage.outbox import Counts
from console.storage.store import Store
from console.sync.backoff import Backoff
from console.sync.credentials import Credential
from console.sync.line import Line, Pace
from console.sync.merged import Merges
from console.sync.presenter import Presenter
from console.sync.puller import Puller
from console.sync.pusher import Pusher
from console.sync.roles import become
from console.sync.status import State, SyncStatus
from console.sync.timekeeper import Timekeeper
from console.sync.tls import Tls

log = logging.getLogger(__name__)


class Engine:
    """Keeps a dialogue file and a city backend in step for as long as it is started.

    Everything runs on one event loop, the store's thread, with asyncio's common means only.
    `announce` hears of every new status on that thread, `moved` of another place (a sibling
    device) before it is used; both only take note and return. Without a place the status is
    `local_only` and nothing is sent.
    """

    def __init__(
        self,
        store: Store,
        credential: Credential | None,
        *,
        tls: Tls,
        announce: Callable[[SyncStatus], None],
        moved: Callable[[Credential], None] = lambda _: None,
        pace: Pace | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._credential = credential
        self._tls = tls
        self._announce = announce
        self._moved = moved
        self._pace = pace or Pace()
        self._chance = chance
        self._line: Line | None = None
        self._presenter: Presenter | None = None
        self._task: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._view: tuple[str, tuple[str, ...]] = ("", ())
        self._counts = Counts()
        self._set_aside = 0
        self._failure, self._about = "", ""
        self._merges = Merges()
        self._nudge: asyncio.Event | None = None
        self.status = SyncStatus()

    # From outside

    def start(self) -> None:
        """Begin on the running event loop."""
        if self._task is not None:
            return
        self._unsubscribe = self._store.subscribe(self._on_change)
        self._recount()
        self._update()
        if self._credential is not None:
            # The place was given out with a role; the log may have given another one since.
            become(self._store)
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End at once; what is unsent stays in the file."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def move_to(self, credential: Credential) -> None:
        """Go on with another place, after pairing."""
        await self.stop()
        self._credential = credential
        self.start()

    def wake(self) -> None:
        """Something is to be sent."""
        if self._line is not None:
            self._line.wake.set()

    def network_changed(self) -> None:
        """Try at once whatever waits for a better moment, and see whether the line still holds."""
        if self._line is not None:
            self._line.nudge()
        elif self._nudge is not None:
            self._nudge.set()

    def sync_now(self) -> None:
        """A person wants it: everything gets another chance, at once."""
        line = self._line
        if line is not None:
            line.resume()
            line.wake.set()
        self.network_changed()

    def look_at(self, view: str, editing: tuple[str, ...] = ()) -> None:
        """Tell the others what is on screen here and which entities are being edited."""
        self._view = (view, editing)
        if self._presenter is not None:
            self._presenter.look_at(view, editing)

    @property
    def place(self) -> Credential | None:
        """This device's place at the backend as it is now; None without one."""
        return self._credential

    @property
    def is_idle(self) -> bool:
        """Whether nothing would happen until somebody acts, time passes, or the log grows."""
        line = self._line
        if line is None or self._task is None:
            return self._task is None or self._nudge is not None
        core = line.core
        if core.stopped:
            return True
        if line.in_flight:
            return False
        if not line.greeted.is_set():
            return line.pausing > 0
        busy = core.is_behind or core.outgoing.acked_seq
        return not (busy or core.push() is not None or core.offer() is not None)

    # Running

    async def _run(self) -> None:
        backoff = Backoff(self._chance)
        while True:
            try:
                await self._connect()
            except KnownFailure as failure:
                self._failure = failure.code
                self._about = str(failure.parameters.get("path", ""))
            except Exception:
                # A bug must not end the exchange for the rest of the evening.
                log.exception("the exchange failed")
                self._failure = "internal"
            self._update()
            await self._pause(backoff.failed())

    async def _pause(self, ms: float) -> None:
        self._nudge = asyncio.Event()
        try:
            async with asyncio.timeout(ms / 1000):
                await self._nudge.wait()
        except TimeoutError:
            return
        finally:
            self._nudge = None

    async def _connect(self) -> None:
        credential = self._credential
        assert credential is not None
        # A dialogue is on screen before the HTTP client is loaded.
        from console.sync.transport import Transport

        transport = await Transport.open(
            credential.origin, self._tls, credential.token, credential.pin
        )
        line = Line(self._store, credential, transport, self._pace, self._update)
        self._line = line
        self._presenter = Presenter(line)
        self._presenter.look_at(*self._view)
        try:
            await _side_by_side(
                Puller(line, Backoff(self._chance)).run(),
                Pusher(line, Backoff(self._chance), self._move).run(),
                Timekeeper(line).run(),
                self._presenter.run(),
            )
        finally:
            self._line = self._presenter = None
            await transport.close()

    def _move(self, credential: Credential) -> None:
        self._credential = credential
        self._moved(credential)

    def _on_change(self, change: Change) -> None:
        if change.origin is Origin.LOCAL:
            # What was just made neither waits nor was refused: nothing has to be counted.
            self.wake()
            self._tell()
            if change.touches("lead") and self._credential is not None:
                # After the commit's own listeners: what changes now is who they work for.
                asyncio.get_running_loop().call_soon(self._become)
        else:
            if change.origin is Origin.REMOTE:
                # A hand-over that was read brings something to offer.
                self.wake()
            self._update()

    def _become(self) -> None:
        """A deputy took the lead here, or gave it back: that holds at once, also offline."""
        become(self._store)
        self._update()

    # Status

    def _recount(self) -> None:
        self._counts = self._store.replica.counts()

    def _update(self) -> None:
        """Work out the status and tell it when it is another one."""
        line = self._line
        set_aside = line.core.outgoing.set_aside if line is not None else 0
        if self._counts.waiting or self._counts.quarantined or set_aside != self._set_aside:
            self._set_aside = set_aside
            self._recount()
        self._tell()

    def _tell(self) -> None:
        now = self._picture(self._line)
        before = self.status
        if now.state != before.state:
            now = msgspec.structs.replace(now, since=self._store.now_ms())
        self.status = now
        # Who only shows minutes need not hear of every answer.
        still = {"last_contact_at": before.last_contact_at, "cursor": before.cursor}
        if msgspec.structs.replace(now, **still) != before:
            self._announce(now)

    def _picture(self, line: Line | None) -> SyncStatus:
        return SyncStatus(
            state=self._state(line),
            pending=self._store.pending_count,
            waiting=self._counts.waiting,
            quarantined=self._counts.quarantined,
            last_contact_at=line.last_contact_at if line is not None else None,
            since=self.status.since,
            reason=line.reason if line is not None else self._failure,
            about=self._about if line is None else "",
            cursor=self._store.replica.position.cursor,
            peers=line.peers if line is not None else (),
            role=self._store.identity.role,
            merged=self._merges.look(line and line.core.last_merge, self._store.now_ms()),
        )

    def _state(self, line: Line | None) -> State:
        if self._credential is None:
            return "local_only"
        if line is None:
            return "offline" if self._failure else "connecting"
        stopped = line.core.stopped
        if stopped:
            return "offline" if stopped == "protocol_version" else stopped
        if not line.greeted.is_set():
            return "offline" if line.reason else "connecting"
        if line.core.is_merging:
            return "merging"
        if not line.core.head_known:
            return "connecting"
        if self._counts.quarantined:
            return "refused"
        if self._store.pending_count > self._counts.waiting or line.core.is_behind:
            return "syncing"
        return "waiting" if self._counts.waiting else "synced"


async def _side_by_side(*lanes: Coroutine[Any, Any, None]) -> None:
    """Run lanes until one of them ends, which only a failure makes it do; raise what it was.

    A task group would do, but in Python 3.11 it leaves its task counted as cancelled after a
    failure, and then the time-outs of 3.11.2 end that task for good.
    """
    tasks = [asyncio.create_task(lane) for lane in lanes]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ended = [task for task in tasks if task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in ended:
        task.result()
