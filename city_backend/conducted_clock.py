"""A clock that a conductor moves, for rehearsals: the product runs, its time is somebody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
from msgspec import Struct

from city_backend.activity import Activity
from console.domain.errors import KnownFailure


class Line(Struct, frozen=True, kw_only=True):
    """What the conductor says, one JSON object on each line."""

    wall_ms: int
    monotonic_ms: float


class ConductedClock:
    """Stands still between two lines of the conductor."""

    def __init__(self) -> None:
        self._now = Line(wall_ms=0, monotonic_ms=0.0)

    def set(self, line: Line) -> None:
        """Take over the conductor's time."""
        self._now = line

    def wall_ms(self) -> int:
        """Return UTC in milliseconds."""
        return self._now.wall_ms

    def monotonic_ms(self) -> float:
        """Return the conductor's monotonic milliseconds."""
        return self._now.monotonic_ms

    def boot_id(self) -> str:
        """Return one name for the whole rehearsal."""
        return "rehearsal"


class Conductor:
    """The connection to the conductor; it says its time first, without being asked."""

    def __init__(self, clock: ConductedClock, activity: Activity) -> None:
        self._clock = clock
        self._activity = activity
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self, host: str, port: int) -> None:
        """Return when the clock has its first time.  Raises: KnownFailure with no_conductor."""
        try:
            self._reader, self._writer = await asyncio.open_connection(host, port)
            if await self._follow_one():
                return
        except OSError as error:
            raise KnownFailure("no_conductor", host=host, port=port) from error
        raise KnownFailure("no_conductor", host=host, port=port)

    async def follow(self, ended: Callable[[], None]) -> None:
        """Obey every line until the conductor goes away, and call `ended` then."""
        try:
            while await self._follow_one():
                pass
        finally:
            ended()

    async def _follow_one(self) -> bool:
        assert self._reader is not None
        assert self._writer is not None
        raw = await self._reader.readline()
        if not raw.endswith(b"\n"):
            return False
        self._clock.set(msgspec.json.decode(raw, type=Line))
        await self._activity.quiet()
        self._writer.write(b'{"idle":true}\n')
        await self._writer.drain()
        return True

    def close(self) -> None:
        """Leave."""
        if self._writer is not None:
            self._writer.close()
