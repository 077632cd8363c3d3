"""Server time: a few samples at connect, one with each heartbeat, all anew after sleep."""

from __future__ import annotations

from console.domain.errors import KnownFailure
from console.sync.failure import RequestFailed
from console.sync.line import Line
from console.sync.server_clock import SAMPLES_AT_CONNECT


async def measure(line: Line, samples: int) -> None:
    """Take samples and let the store follow them.  Raises: RequestFailed, KnownFailure."""
    clock = line.store.time.clock
    for _ in range(samples):
        asked = clock.monotonic_ms()
        told = await line.ask(line.transport.time())
        line.clock.sample(asked, told.received_at, told.sent_at, clock.monotonic_ms())
    offset_ms = line.clock.offset_ms
    if offset_ms is not None:
        line.store.replica.measured(offset_ms)


class Timekeeper:
    """Keeps the evening's time at the server's, and notices a line that went dead."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def run(self) -> None:
        """Sample with every heartbeat. Never returns."""
        line = self._line
        samples = SAMPLES_AT_CONNECT - 1
        while True:
            await line.greeted.wait()
            try:
                await measure(line, samples)
                samples = 1
            except RequestFailed as failure:
                if not failure.is_passing:
                    samples = SAMPLES_AT_CONNECT - 1
                    line.lost(failure)
                    continue
            except KnownFailure as failure:
                line.reason = failure.code
                line.changed()
            await line.pause(line.pace.heartbeat_s * 1000)
            if line.clock.slept():
                samples = SAMPLES_AT_CONNECT
