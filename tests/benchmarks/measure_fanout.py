"""fanout_100_p99: from a writer's commit to the bytes at each of a hundred readers."""

import asyncio
import json
import shutil
import time
from pathlib import Path

from console.commands.notes import add_note
from console.domain.codec import chain_start
from console.domain.ids import uuid7
from console.sync.credentials import Credential
from console.sync.pairing import pair
from console.sync.tls import Tls
from console.sync.transport import Transport
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console, joined
from tests.benchmarks.process import OUT, Failed, Process
from tests.benchmarks.sampling import load, percentile
from tests.benchmarks.table import Figure
from tests.benchmarks.texts import mark, note_text

READERS, DISCARDED, NOTES, EVERY_S = 100, 10, 200, 0.2


def measure(folder: Path = OUT / "fanout") -> list[Figure]:
    shutil.rmtree(folder, ignore_errors=True)
    city = City(folder / "city")
    dialogue = city.create()
    with city.start():
        writer = asyncio.run(joined(city, folder / "writer", dialogue, "notetaker"))
        requests = asyncio.run(_places(city, dialogue))
        plan = _plan(folder, city, requests)
        with Process("stream_readers.py", str(plan), home=folder / "readers") as readers:
            readers.hear("listening")
            written = asyncio.run(_write(writer, city.head(dialogue)))
            readers.tell("enough")
            readers.hear("written")
        seen = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    delays = _delays(written, seen)
    return [Figure("fanout_100_p99", percentile(delays, 0.99), None, load())]


async def _places(city: City, dialogue: str) -> list[str]:
    """A member with a device for each reader; returns their requests for the stream."""
    requests = []
    for _ in range(READERS):
        place = await pair(
            city.url,
            city.invite(dialogue, "notetaker"),
            device=uuid7(city.clock.wall_ms()),
            device_name="Notebook",
            member_name="Kim Beispiel",
            tls=Tls(),
        )
        requests.append(await _request(city, place))
    return requests


async def _request(city: City, place: Credential) -> str:
    """A stream's request, from the present end of the log on."""
    transport = await Transport.open(city.url, Tls(), place.token)
    after, chain = 0, chain_start(place.dialogue, place.nonce).hex()
    while True:
        page = await transport.page(place.dialogue, after, chain, limit=500)
        if not page.records:
            break
        after, chain = page.records[-1].seq, page.records[-1].chain
    await transport.close()
    return (
        f"GET /v1/dialogues/{place.dialogue}/stream?after={after}&chain={chain} HTTP/1.1\r\n"
        f"host: 127.0.0.1\r\nauthorization: Bearer {place.token}\r\n"
        "accept: text/event-stream\r\n\r\n"
    )


def _plan(folder: Path, city: City, requests: list[str]) -> Path:
    path = folder / "plan.json"
    said = {
        "port": int(city.port),
        "requests": requests,
        "seen": str(folder / "seen.json"),
    }
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


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


def _delays(written: dict[str, int], seen: dict[str, list[int]]) -> list[float]:
    """Milliseconds of every delivery but those of the first notes.  Raises: Failed."""
    delays = []
    for name in [mark(number) for number in range(DISCARDED, DISCARDED + NOTES)]:
        instants = seen.get(name, [])
        if len(instants) != READERS:
            raise Failed(f"{len(instants)} of {READERS} readers got {name}")
        delays += [(instant - written[name]) / 1e6 for instant in instants]
    return delays
