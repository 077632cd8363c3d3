"""Whoever answers, a console reads so much and no more, and says that this is no backend."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import pytest

from console.sync import bounded
from console.sync.failure import RequestFailed
from console.sync.tls import Tls, system_context
from console.sync.transport import Transport
from tests.sync.strange_servers import Handler, serving

MOST = 200_000
HELLO = b'{"backend":"b","protocol":[1,1],"name":"%s"}'
BEGIN = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: "
JSON, EVENTS = "application/json", "text/event-stream"
EVENT = b'event: head\r\ndata: {"head":1}\r\n\r\n'


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "MAX_BYTES", MOST)


def sends(*pieces: bytes, kind: str = JSON, coding: str = "", again: bytes = b"") -> Handler:
    """Send pieces, and one more for as long as somebody reads."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        coded = f"\r\ncontent-encoding: {coding}" if coding else ""
        writer.write(f"{BEGIN}{kind}{coded}\r\n\r\n".encode())
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        while again:
            writer.write(again)
            await writer.drain()

    return handle


async def hello(transport: Transport) -> object:
    return await transport.hello()


async def follow(transport: Transport) -> int:
    seen = 0
    async with transport.stream("d", 0, "00", read_s=5) as events:
        async for _ in events:
            seen += 1
    return seen


def asked(handler: Handler, question: Callable[[Transport], Awaitable[object]]) -> object:
    """The answer, or the code of the refusal."""

    async def whole() -> object:
        async with asyncio.timeout(20), serving(handler) as port:
            transport = await Transport.open(f"http://127.0.0.1:{port}", Tls(system_context))
            try:
                return await question(transport)
            except RequestFailed as failure:
                return failure.code
            finally:
                await transport.close()

    return asyncio.run(whole())


def test_a_body_without_end_is_given_up() -> None:
    assert asked(sends(again=b" " * 10_000), hello) == "not_a_backend"


def test_a_small_answer_that_unfolds_is_given_up() -> None:
    bomb = gzip.compress(HELLO % b"" + b" " * (50 * MOST))
    assert len(bomb) < MOST
    assert asked(sends(bomb, coding="gzip"), hello) == "not_a_backend"


@pytest.mark.parametrize("cut", [1, 7, 10_000])
def test_a_packed_answer_is_read_however_it_is_cut(cut: int) -> None:
    packed = gzip.compress(HELLO % (b"x" * (MOST // 2)))
    pieces = [packed[at : at + cut] for at in range(0, len(packed), cut)]
    said = asked(sends(*pieces, coding="gzip"), hello)
    assert getattr(said, "backend", said) == "b"


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip"])
def test_a_coding_that_nobody_asked_for_is_not_tried(coding: str) -> None:
    assert asked(sends(HELLO % b"", coding=coding), hello) == "not_a_backend"


def test_what_is_called_packed_and_is_not_is_refused() -> None:
    assert asked(sends(HELLO % b"", coding="gzip"), hello) == "not_a_backend"


def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "WITHIN_S", 0.0)
    assert asked(sends(b" ", again=b" "), hello) == "timed_out"


@pytest.mark.parametrize("again", [b"x" * 10_000, b"x" * 1000 + b"\r\ndata: "])
def test_an_event_without_end_is_given_up(again: bytes) -> None:
    assert asked(sends(b"data: ", kind=EVENTS, again=again), follow) == "not_a_backend"


@pytest.mark.parametrize("cut", [1, 2, 3, 5000])
def test_a_long_evening_of_short_events_is_heard_to_its_end(cut: int) -> None:
    many = 3 * MOST // len(EVENT) if cut == 5000 else 200
    whole = EVENT * many
    pieces = [whole[at : at + cut] for at in range(0, len(whole), cut)]
    assert asked(sends(*pieces, kind=EVENTS), follow) == many


def test_a_packed_stream_is_no_stream() -> None:
    packed = gzip.compress(EVENT)
    assert asked(sends(packed, kind=EVENTS, coding="gzip"), follow) == "not_a_backend"
