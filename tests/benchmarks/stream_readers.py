"""Bare readers of a dialogue's stream: they note when the bytes of a record have come, no more."""

import asyncio
import json
import re
import sys
import time
from pathlib import Path

from tests.benchmarks.watching import report

MARK = re.compile(rb"n\d{5} ")


class Reader(asyncio.Protocol):
    """One connection."""

    def __init__(self, request: bytes, seen: dict[str, list[int]]) -> None:
        self._request = request
        self._seen = seen
        self._tail = b""
        self.greeted = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic_ns()
        if not self.greeted.done():
            if b"event: hello" in data:
                self.greeted.set_result(None)
            return
        whole = self._tail + data
        end = 0
        for found in MARK.finditer(whole):
            self._seen.setdefault(found.group().decode().strip(), []).append(now)
            end = found.end()
        self._tail = whole[max(end, len(whole) - 10) :]


async def listen(requests: list[str], port: int) -> dict[str, list[int]]:
    """Open all streams, say so, and go on until told; returns when each mark came, by mark."""
    loop = asyncio.get_running_loop()
    seen: dict[str, list[int]] = {}
    for request in requests:
        _, reader = await loop.create_connection(
            lambda text=request: Reader(text.encode(), seen), "127.0.0.1", port
        )
        await reader.greeted
    report("listening", len(requests))
    await loop.run_in_executor(None, sys.stdin.readline)
    return seen


def main(plan: Path) -> None:
    """Do what the plan asks and write down what was seen."""
    asked = json.loads(plan.read_text(encoding="utf-8"))
    seen = asyncio.run(listen(asked["requests"], asked["port"]))
    Path(asked["seen"]).write_text(json.dumps(seen), encoding="utf-8")
    report("written")


main(Path(sys.argv[1]))
