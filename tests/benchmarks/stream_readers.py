"""Bare readers of a dialogue's stream: they note when the bytes of a record have come, no more."""

import asyncio
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.watching import report

MARK = re.compile(rb"n\d{5} ")
#: Between two attempts to reach a backend that is gone; the same for everybody.
AGAIN_S = 0.1


class Reader(asyncio.Protocol):
    """One connection."""

    def __init__(self, request: str, seen: dict[str, list[int]], awaited: bytes = b"") -> None:
        self._request = request
        self._seen = seen
        self._tail = b""
        self._heard = False
        self._awaited = awaited
        loop = asyncio.get_running_loop()
        self.greeted: asyncio.Future[None] = loop.create_future()
        self.lost: asyncio.Future[None] = loop.create_future()
        self.has_awaited: asyncio.Future[int] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        transport.write(self._request.encode())

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set_result(None)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic_ns()
        refused = not self._heard and not data.startswith(b"HTTP/1.1 200")
        if refused or b"event: bye" in data:
            # Too many at once: as a console does, go away and come again.
            self._transport.close()
        self._heard = True
        if not self.greeted.done() and b"event: hello" in data:
            self.greeted.set_result(None)
        whole = self._tail + data
        if self._awaited and not self.has_awaited.done() and self._awaited in whole:
            self.has_awaited.set_result(now)
        end = 0
        for found in MARK.finditer(whole):
            self._seen.setdefault(found.group().decode().strip(), []).append(now)
            end = found.end()
        self._tail = whole[max(end, len(whole) - 40) :]


class Crowd:
    """All readers of one dialogue."""

    def __init__(self, requests: list[str], port: int) -> None:
        self._requests = requests
        self._port = port
        self._readers: list[Reader] = []
        self.seen: dict[str, list[int]] = {}

    async def listen(self) -> None:
        """Open all streams."""
        for request in self._requests:
            reader = await self._connect(request)
            await reader.greeted
            self._readers.append(reader)

    async def _connect(self, request: str, awaited: bytes = b"") -> Reader:
        loop = asyncio.get_running_loop()
        made = await loop.create_connection(
            lambda: Reader(request, self.seen, awaited), "127.0.0.1", self._port
        )
        return made[1]

    async def come_back(self, requests: list[str], awaited: str) -> tuple[int, int]:
        """Lose the backend, find it again, and read on until everybody has a record.

        Returns when the first one was let in, and when the last one had the record.
        """
        first: list[int] = []

        async def again(reader: Reader, request: str) -> int:
            await reader.lost
            while True:
                try:
                    found = await self._connect(request, awaited.encode())
                except OSError:
                    await asyncio.sleep(AGAIN_S)
                    continue
                first.append(time.monotonic_ns())
                done = await asyncio.wait(
                    {found.has_awaited, found.lost}, return_when=asyncio.FIRST_COMPLETED
                )
                if found.has_awaited in done[0]:
                    return found.has_awaited.result()
                await asyncio.sleep(AGAIN_S)

        pairs = zip(self._readers, requests, strict=True)
        had = await asyncio.gather(*(again(reader, request) for reader, request in pairs))
        return first[0], max(had)


def written(path: Path, said: object) -> None:
    """Write down for the bench."""
    path.write_text(json.dumps(said), encoding="utf-8")


def read(path: Path) -> Any:
    """Read what the bench wrote down."""
    return json.loads(path.read_text(encoding="utf-8"))


async def serve(plan: Path) -> None:
    """Do what the plan and then the bench asks."""
    loop = asyncio.get_running_loop()
    asked = read(plan)
    crowd = Crowd(asked["requests"], asked["port"])
    await crowd.listen()
    report("listening", len(asked["requests"]))
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        if line.strip() == "write":
            written(Path(asked["seen"]), crowd.seen)
            report("written")
        if line.strip() == "lose":
            storm = read(plan.with_name("storm.json"))
            report("back", *await crowd.come_back(storm["requests"], storm["awaited"]))


asyncio.run(serve(Path(sys.argv[1])))
