"""The way in: catch up by pages, then listen to the stream, or poll where it does not come."""

from __future__ import annotations

import asyncio
import logging

from console.domain.errors import KnownFailure
from console.storage.replica import ChainBroken
from console.sync.backoff import Backoff
from console.sync.core import Pull
from console.sync.failure import RequestFailed
from console.sync.line import Line
from console.sync.roles import follow_role
from console.sync.timekeeper import measure
from console.sync.wire import (
    Page,
    StreamBye,
    StreamEvent,
    StreamHead,
    StreamHello,
    StreamOps,
    StreamPresence,
)

log = logging.getLogger(__name__)

#: So many streams in a row that ended as soon as they had begun: something does not let them be.
_SHORT_STREAMS = 5
_MANY = 100
_MOMENT_S = 0.005


class Puller:
    """Keeps one console's copy of the log at its head."""

    def __init__(self, line: Line, backoff: Backoff) -> None:
        self._line = line
        self._core = line.core
        self._backoff = backoff
        self._polls = False
        self._short_streams = 0
        self._pull: Pull | None = None

    async def run(self) -> None:
        """Greet, catch up, listen; after a failure, wait and begin again. Never returns."""
        line = self._line
        while True:
            await line.going()
            try:
                await self._greet()
                await self._catch_up()
                await self._listen()
            except RequestFailed as failure:
                await self._failed(failure)
            except ChainBroken:
                await self._failed(RequestFailed("chain_broken"))
            except KnownFailure as failure:
                # The disk refuses: nothing was changed, so the same page may come again.
                line.reason = failure.code
                line.changed()
                await line.pause(self._backoff.failed())

    async def _failed(self, failure: RequestFailed) -> None:
        line = self._line
        log.info("pull failed: %s %s", failure.code, failure.status)
        if self._pull is not None:
            self._core.pull_failed(self._pull, failure)
        self._pull = None
        if failure.code == "history_diverged" and self._core.is_merging:
            line.changed()
            return
        line.lost(failure)
        if not self._core.stopped:
            await line.pause(self._backoff.failed(failure.retry_after_ms))
        # Another network may let the stream through; one that always cuts it will not.
        self._polls = not self._polls and self._short_streams >= _SHORT_STREAMS
        if self._polls:
            self._short_streams = 0

    async def _greet(self) -> None:
        line = self._line
        if line.greeted.is_set():
            return
        hello = await line.ask(line.transport.hello())
        self._core.greet(hello.backend, hello.kinds)
        if self._core.stopped:
            return
        await measure(line, 1)
        follow_role(line.store, self._core)
        line.reason = ""
        line.greeted.set()
        line.wake.set()
        line.changed()

    # Pages

    async def _catch_up(self) -> None:
        """Read pages until nothing is left; the next one is on its way while one is applied."""
        pull = self._core.pull()
        coming = self._ask(pull) if pull is not None else None
        try:
            while pull is not None and coming is not None:
                self._pull = pull
                page = await coming
                following = _following(pull, page)
                coming = self._ask(following) if following is not None else None
                self._take(pull, page)
                # Whoever shows what came gets a turn between two pages.
                await asyncio.sleep(0)
                pull = following
                if pull is None and self._core.is_behind and page.records:
                    pull = self._core.pull()
                    coming = self._ask(pull) if pull is not None else None
        finally:
            if coming is not None:
                coming.cancel()

    def _ask(self, pull: Pull, wait_s: int = 0) -> asyncio.Task[Page]:
        line = self._line
        dialogue = line.store.replica.position.dialogue

        # The request is made inside its task: one that is given up before it began leaves nothing
        # behind that nobody awaits.
        async def carried() -> Page:
            request = line.transport.page(
                dialogue, pull.after, pull.chain, limit=line.pace.page, wait_s=wait_s
            )
            return await line.ask(request, waits=wait_s > 0)

        task = asyncio.create_task(carried())
        task.add_done_callback(_looked_at)
        return task

    def _take(self, pull: Pull, page: Page) -> None:
        line = self._line
        news = self._core.pulled(pull, page, line.last_contact_at)
        line.peers = tuple(page.presence)
        self._backoff.succeeded()
        self._heard(news=news)

    def _heard(self, *, news: bool) -> None:
        line = self._line
        line.reason = ""
        if news:
            follow_role(line.store, self._core)
        if news or self._core.offer() is not None:
            line.wake.set()
        line.changed()

    # Listening

    async def _listen(self) -> None:
        line = self._line
        if not line.greeted.is_set() or self._core.is_merging:
            return
        try:
            async with asyncio.timeout(None) as limit:
                line.listening(limit)
                if self._polls:
                    await self._poll()
                else:
                    limit.reschedule(_from_now(line.pace.hello_within_s))
                    await self._stream(limit)
        except TimeoutError:
            if not line.was_interrupted:
                log.info("no hello: something on the way buffers streams")
                self._polls = True
        finally:
            line.listening(None)

    async def _poll(self) -> None:
        while (pull := self._core.pull()) is not None and not pull.aside:
            self._pull = pull
            self._take(pull, await self._ask(pull, self._line.pace.wait_s))

    async def _stream(self, limit: asyncio.Timeout) -> None:
        line = self._line
        self._pull = pull = self._core.pull()
        if pull is None:
            return None
        dialogue = line.store.replica.position.dialogue
        silence_s = line.pace.silence_s
        began = _from_now(0)
        self._short_streams += 1
        async with line.transport.stream(
            dialogue, pull.after, pull.chain, read_s=silence_s
        ) as events:
            async for event in events:
                line.contact()
                if _from_now(0) - began > line.pace.hello_within_s:
                    self._short_streams = 0
                if isinstance(event, StreamBye):
                    return self._bye(event)
                if isinstance(event, StreamHello):
                    limit.reschedule(None)
                    self._backoff.succeeded()
                    self._core.log_reaches(event.head)
                    self._core.outgoing.head_seen(event.head, pull.acked_seq)
                    self._heard(news=False)
                await self._event(event)
                if self._core.is_merging:
                    return None
        raise RequestFailed("cut", host=line.transport.host)

    async def _event(self, event: StreamEvent) -> None:
        line = self._line
        if isinstance(event, StreamOps):
            if len(event.records) >= _MANY and line.store.pending_count > len(event.records):
                # Our own echo, and more to send: let the next batch go first, so that the backend
                # works on it while this console works on the echo.
                await asyncio.sleep(_MOMENT_S)
            self._heard(news=self._core.received(event.records, line.last_contact_at))
        elif isinstance(event, StreamPresence):
            line.peers = tuple(event.presence)
            line.changed()
        elif isinstance(event, StreamHead):
            await self._beat(event)

    async def _beat(self, event: StreamHead) -> None:
        """A heartbeat decides nothing by itself: it makes us ask, or says that we have it all."""
        if event.head != self._line.store.replica.position.cursor:
            await self._catch_up()
            return
        # Records that came on the stream may have been the last ones; only this says so.
        self._core.log_reaches(event.head)
        self._heard(news=False)

    def _bye(self, event: StreamBye) -> None:
        if event.reason == "stopping":
            raise RequestFailed("cut", host=self._line.transport.host)


def _following(pull: Pull, page: Page) -> Pull | None:
    """Return the pull after a page that is not yet applied, or None at the head."""
    if not page.records or page.records[-1].seq >= page.head:
        return None
    last = page.records[-1]
    return Pull(after=last.seq, chain=last.chain, aside=pull.aside, acked_seq=pull.acked_seq)


def _from_now(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


def _looked_at(task: asyncio.Task[Page]) -> None:
    """A page that nobody waits for any more may fail unheard."""
    if not task.cancelled():
        task.exception()
