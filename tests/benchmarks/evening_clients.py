"""Many dialogues' consoles as the backend sees them: streams, presence, clock, and notes."""

import asyncio
import json
import random
import re
import sys
import time
from pathlib import Path
from typing import Any

from tests.backend.operations import Hand, wire
from tests.benchmarks.texts import mark, note_text
from tests.benchmarks.watching import report

MARK = re.compile(rb"n\d{5} ")
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
LAST_RECORD = re.compile(rb'"chain":"([0-9a-f]{64})"')
#: A console's presence and its look at the clock; and how often somebody in a dialogue writes.
BEAT_S, WRITES_S = 10.0, 15.0


class Client:
    """One console: a stream, and a connection for everything else."""

    def __init__(self, asked: dict[str, Any], token: str, port: int) -> None:
        self.dialogue: str = asked["dialogue"]
        self._port = port
        self._headers = f"host: 127.0.0.1\r\nauthorization: Bearer {token}\r\n"
        self.after: int = asked["after"]
        self.chain: str = asked["chain"]
        self.hand = Hand(now=time.time_ns() // 1_000_000)
        self.came: list[tuple[str, int]] = []
        self.greeted = asyncio.Event()
        self._lock = asyncio.Lock()
        self._pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def listen(self) -> None:
        """Read the stream for ever."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        query = f"after={self.after}&chain={self.chain}"
        path = f"/v1/dialogues/{self.dialogue}/stream?{query}"
        writer.write(
            f"GET {path} HTTP/1.1\r\n{self._headers}accept: text/event-stream\r\n\r\n".encode()
        )
        event = b""
        while line := await reader.readline():
            if line.startswith(b"data:"):
                event = line
            elif line.startswith(b"event: hello"):
                self.greeted.set()
            elif line.startswith(b"id:"):
                self.after = int(line[3:])
            elif not line.strip() and event:
                self._take(event, time.monotonic_ns())
                event = b""

    def _take(self, event: bytes, now: int) -> None:
        marks = MARK.findall(event)
        if marks:
            self.chain = LAST_RECORD.findall(event)[-1].decode()
            self.came += [(found.decode().strip(), now) for found in marks]

    async def ask(self, method: str, path: str, body: object = None) -> int:
        """Send one request; returns its status."""
        async with self._lock:
            if self._pipe is None:
                self._pipe = await asyncio.open_connection("127.0.0.1", self._port)
            reader, writer = self._pipe
            text = b"" if body is None else json.dumps(body).encode()
            head = f"{method} {path} HTTP/1.1\r\n{self._headers}"
            if text:
                head += f"content-type: application/json\r\ncontent-length: {len(text)}\r\n"
            writer.write(head.encode() + b"\r\n" + text)
            answer = await reader.readuntil(b"\r\n\r\n")
            length = LENGTH.search(answer)
            await reader.readexactly(int(length.group(1)) if length else 0)
            return int(answer.split(b" ", 2)[1])

    async def beat(self, until: float, chance: random.Random) -> None:
        """Say what is on screen here and look at the clock, as every console does."""
        await asyncio.sleep(chance.uniform(0, BEAT_S))
        presence = {"view": "notes", "editing": [], "outbox": 0}
        while time.monotonic() < until:
            path = f"/v1/dialogues/{self.dialogue}/presence"
            await self._expect(await self.ask("PUT", path, {**presence, "seq": self.after}))
            await self._expect(await self.ask("GET", "/v1/time"))
            await asyncio.sleep(BEAT_S)

    async def write(self, until: float, numbers: "Numbers", chance: random.Random) -> None:
        """Write a note now and then."""
        await asyncio.sleep(chance.uniform(0, WRITES_S))
        while time.monotonic() < until:
            number = numbers.next()
            operations = wire([self.hand.note(note_text(number))])
            body = {"after": self.after, "chain": self.chain, "ops": operations}
            numbers.sent[mark(number)] = time.monotonic_ns()
            await self._expect(await self.ask("POST", f"/v1/dialogues/{self.dialogue}/ops", body))
            await asyncio.sleep(WRITES_S)

    async def _expect(self, status: int) -> None:
        if status not in {200, 204}:
            raise RuntimeError(f"the backend answered {status}")


class Numbers:
    """Every note has another number."""

    def __init__(self) -> None:
        self._last = -1
        self.sent: dict[str, int] = {}

    def next(self) -> int:
        self._last += 1
        return self._last


async def play(asked: dict[str, Any]) -> dict[str, Any]:
    """Play for as long as the plan says; returns when each note was sent and came."""
    chance, numbers = random.Random(1), Numbers()
    rooms = [
        [Client(one, token, asked["port"]) for token in one["tokens"]] for one in asked["dialogues"]
    ]
    clients = [client for room in rooms for client in room]
    async with asyncio.TaskGroup() as group:
        streams = []
        for client in clients:
            # People come one after the other.
            streams.append(group.create_task(client.listen()))
            await client.greeted.wait()
        report("playing")
        until = time.monotonic() + asked["seconds"]
        beats = [group.create_task(client.beat(until, chance)) for client in clients]
        writers = [group.create_task(room[0].write(until, numbers, chance)) for room in rooms]
        await asyncio.gather(*beats, *writers)
        report("played")
        await asyncio.sleep(2)
        for stream in streams:
            stream.cancel()
    came = [[client.came for client in room[1:]] for room in rooms]
    return {"sent": numbers.sent, "came": came}


def main(plan: Path) -> None:
    """Read the plan, play, and write down what was seen."""
    asked = json.loads(plan.read_text(encoding="utf-8"))
    seen = asyncio.run(play(asked))
    Path(asked["seen"]).write_text(json.dumps(seen), encoding="utf-8")
    report("written")


main(Path(sys.argv[1]))
