"""Server-sent events of one reader: a cursor into the shared tail."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import msgspec

from city_backend.activity import Activity
from city_backend.hub import Hub
from city_backend.pages import MAX_PAGE
from city_backend.reader import Reader
from city_backend.reading import Stretch, items_after
from city_backend.tail import Listener, Tail, ops_event

_encoder = msgspec.json.Encoder()


def event(name: str, data: object) -> bytes:
    """Return one event without an id, so that it never moves anybody's cursor."""
    return b"event: %b\r\ndata: %b\r\n\r\n" % (name.encode(), _encoder.encode(data))


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
        about: Callable[[], dict[str, object]],
    ) -> None:
        self._dialogue = dialogue
        self._hub = hub
        self._reader = reader
        self._activity = activity
        self._about = about
        self._me = Listener(begin.device, begin.member, begin.roles, after)
        self._me.beat = hub.beat

    async def events(self) -> AsyncIterator[bytes]:
        """Yield events until the stream is ended."""
        me, tail = self._me, self._hub.tail(self._dialogue)
        tail.listeners.add(me)
        if self._hub.is_closing:
            me.end("stopping")
        try:
            yield event("hello", self._position(tail))
            yield self._who_is_there(tail)
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
            yield event("bye", {"reason": me.ended})
        finally:
            tail.listeners.discard(me)
            self._activity.look()

    async def _next(self, tail: Tail) -> tuple[bytes, int] | None:
        """Return the next event and where the cursor is after it."""
        me = self._me
        if me.cursor < tail.head:
            found = tail.event(me.cursor, me.roles) or await self._from_database()
            if found is not None:
                return found
        if me.presence != tail.presence:
            return self._who_is_there(tail), me.cursor
        if me.beat != self._hub.beat:
            me.beat = self._hub.beat
            return event("head", self._position(tail)), me.cursor
        return None

    def _position(self, tail: Tail) -> dict[str, object]:
        return {"head": tail.head, "chain": tail.chain, **self._about()}

    def _who_is_there(self, tail: Tail) -> bytes:
        self._me.presence = tail.presence
        return event("presence", {"presence": self._hub.presence.of(self._dialogue)})

    async def _from_database(self) -> tuple[bytes, int] | None:
        """Read what is no longer in memory."""
        me = self._me
        items = await self._reader.run(
            lambda transaction: items_after(transaction.log(self._dialogue), me.cursor, MAX_PAGE)
        )
        return ops_event(items, me.roles) if items else None
