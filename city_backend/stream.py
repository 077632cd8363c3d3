"""Server-sent events of one reader: a cursor into the shared tail."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from city_backend.activity import Activity
from city_backend.errors import Problem
from city_backend.hub import Hub
from city_backend.pages import MAX_PAGE
from city_backend.reader import Reader
from city_backend.reading import Stretch, items_after
from city_backend.stream_events import event
from city_backend.tail import Listener, Tail, ops_event

log = logging.getLogger(__name__)


class Stream:
    """What one reader gets: hello, ops, presence, head (every heartbeat), bye."""

    def __init__(
        self,
        dialogue: str,
        begin: Stretch,
        after: int,
        *,
        hub: Hub,
        reader: Reader,
        activity: Activity,
        about: Callable[[], Awaitable[dict[str, object]]],
        seen: Callable[[], None],
    ) -> None:
        """`about` is said with each position, `seen` is called as long as somebody reads."""
        self._dialogue = dialogue
        self._hub = hub
        self._reader = reader
        self._activity = activity
        self._about = about
        self._seen = seen
        self._begin = begin.head
        self._me = Listener(begin.device, begin.member, begin.roles, after)
        self._me.beat = hub.beat

    @property
    def who(self) -> tuple[str, str]:
        """Whose it is: a member and a device."""
        return self._me.member, self._me.device

    async def events(self) -> AsyncIterator[bytes]:
        """Yield events until the stream is ended."""
        me, tail = self._me, self._hub.follow(self._dialogue, self._begin)
        tail.listeners.add(me)
        self._seen()
        if self._hub.is_closing:
            me.end("stopping")
        try:
            yield event("hello", await self._position(tail))
            me.presence = tail.presence
            yield await self._hub.who_is_there(self._dialogue)
            while not me.ended:
                found = await self._next(tail)
                if found is not None:
                    data, cursor = found
                    yield data
                    # Only now it is handed over: a slow reader keeps its place.
                    me.cursor = cursor
                    self._activity.look()
                    continue
                me.wake.clear()
                await me.wake.wait()
        except Problem as problem:
            # The database is not there: the reader comes again, to this process or another.
            log.warning("a stream was ended: %s", problem.code)
            me.end("stopping")
        finally:
            tail.listeners.discard(me)
            self._activity.look()
        yield event("bye", {"reason": me.ended})

    async def _next(self, tail: Tail) -> tuple[bytes, int] | None:
        """Return the next event and where the cursor is after it."""
        me = self._me
        if me.cursor < tail.head:
            found = tail.event(me.cursor, me.roles) or await self._from_database()
            if found is not None:
                return found
        if me.presence != tail.presence:
            me.presence = tail.presence
            return tail.present, me.cursor
        if me.beat != self._hub.beat:
            me.beat = self._hub.beat
            self._seen()
            return event("head", await self._position(tail)), me.cursor
        return None

    async def _position(self, tail: Tail) -> dict[str, object]:
        about = await self._about()
        return {"head": tail.head, "chain": tail.chain, **about}

    async def _from_database(self) -> tuple[bytes, int] | None:
        """Read what is no longer in memory."""
        me = self._me
        items = await self._reader.run(
            lambda transaction: items_after(transaction.log(self._dialogue), me.cursor, MAX_PAGE)
        )
        return ops_event(items, me.roles) if items else None
