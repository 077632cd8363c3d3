"""From a writer's commit to the bytes at each of many readers; what they cost; how they return."""

import asyncio
import json
import shutil
import signal
import time
from pathlib import Path
from typing import Self

from console.commands.notes import add_note
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console, joined
from tests.benchmarks.process import OUT, Failed, Process
from tests.benchmarks.sampling import load, percentile
from tests.benchmarks.table import Figure
from tests.benchmarks.texts import mark, note_text

DISCARDED, NOTES, EVERY_S, REST_S = 10, 200, 0.2, 30


def measure_100(folder: Path = OUT / "fanout") -> list[Figure]:
    """fanout_100_p99."""
    with Crowd(folder, 100) as crowd:
        crowd.gather()
        return [crowd.fan_out("fanout_100_p99")]


def measure_1000(folder: Path = OUT / "crowd") -> list[Figure]:
    """fanout_1000_p99, stream_rss_kib, reconnect_storm: one crowd after the other's work."""
    with Crowd(folder, 1000) as crowd:
        before = crowd.backend.memory_mib()
        crowd.gather()
        crowd.backend.rest(REST_S)
        weight = (crowd.backend.memory_mib() - before) * 1024 / crowd.size
        return [
            Figure("stream_rss_kib", weight, None, load()),
            crowd.fan_out("fanout_1000_p99"),
            Figure("reconnect_storm", crowd.storm_s(), None, load()),
        ]


class Crowd:
    """A backend, a console that writes, and many bare readers in one other process."""

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self.size = size
        shutil.rmtree(folder, ignore_errors=True)
        self._city = City(folder / "city")
        self._dialogue = self._city.create()
        self._tokens = self._city.devices(self._dialogue, size)

    def __enter__(self) -> Self:
        city = self._city
        self.backend = city.start()
        self._writer = asyncio.run(
            joined(city, self._folder / "writer", self._dialogue, "notetaker")
        )
        self._readers: Process | None = None
        return self

    def __exit__(self, *_: object) -> None:
        if self._readers is not None:
            self._readers.end()
        self.backend.end()

    def gather(self) -> None:
        """Let everybody open a stream, from the present end of the log on."""
        plan = {
            "port": int(self._city.port),
            "requests": self._requests(),
            "seen": str(self._folder / "seen.json"),
        }
        path = self._folder / "plan.json"
        path.write_text(json.dumps(plan), encoding="utf-8")
        self._readers = Process("stream_readers.py", str(path), home=self._folder / "readers")
        self._readers.hear("listening")

    def _requests(self) -> list[str]:
        stamp = self._city.stamp(self._dialogue)
        return [
            f"GET /v1/dialogues/{self._dialogue}/stream?after={stamp.seq}"
            f"&chain={stamp.chain.hex()} HTTP/1.1\r\n"
            f"host: 127.0.0.1\r\nauthorization: Bearer {token}\r\n"
            "accept: text/event-stream\r\n\r\n"
            for token in self._tokens
        ]

    def fan_out(self, name: str) -> Figure:
        """The writer's commit to the bytes at each reader."""
        assert self._readers is not None
        written = asyncio.run(_write(self._writer, self._city.head(self._dialogue)))
        self._readers.tell("write")
        self._readers.hear("written")
        seen = json.loads((self._folder / "seen.json").read_text(encoding="utf-8"))
        return Figure(name, percentile(_delays(written, seen, self.size), 0.99), None, load())

    def storm_s(self) -> float:
        """Kill the backend, let one more record be in the log, start it again."""
        assert self._readers is not None
        requests = self._requests()
        self.backend.end(signal.SIGKILL)
        self._city.devices(self._dialogue, 1)
        # Only events with records carry an id.
        storm = {"requests": requests, "awaited": f"id: {self._city.head(self._dialogue)}"}
        path = self._folder / "storm.json"
        path.write_text(json.dumps(storm), encoding="utf-8")
        self._readers.tell("lose")
        self.backend = self._city.start()
        first, last = self._readers.hear("back")[1:]
        return (int(last) - int(first)) / 1e9


async def _write(writer: Console, head: int) -> dict[str, int]:
    """Write five notes a second; returns when each was committed, in nanoseconds."""
    writer.open()
    store, loop = writer.store, asyncio.get_running_loop()
    column = store.state.board_columns()[0].id
    written: dict[str, int] = {}
    async with writer.connected(head):
        first = loop.time()
        for number in range(DISCARDED + NOTES):
            await asyncio.sleep(max(0.0, first + number * EVERY_S - loop.time()))
            add_note(store, note_text(number), column=column)
            written[mark(number)] = time.monotonic_ns()
        await asyncio.sleep(1)
    writer.close()
    return written


def _delays(written: dict[str, int], seen: dict[str, list[int]], readers: int) -> list[float]:
    """Milliseconds of every delivery but those of the first notes.  Raises: Failed."""
    delays = []
    for name in [mark(number) for number in range(DISCARDED, DISCARDED + NOTES)]:
        instants = seen.get(name, [])
        if len(instants) != readers:
            raise Failed(f"{len(instants)} of {readers} readers got {name}")
        delays += [(instant - written[name]) / 1e6 for instant in instants]
    return delays
