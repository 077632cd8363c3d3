"""Servers that are no city backend, or a bad way to one: raw bytes over asyncio."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(handler: Handler, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve on a free port; yields the port."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def always(status: str, body: str = "", **headers: str) -> Handler:
    """Give the same answer to every request."""
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body.encode())}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    raw = ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()

    return handle


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


class Way:
    """A proxy to a backend whose behaviour the test changes while it runs.

    `cut` drops what is open and refuses what comes; `buffers` holds every answer back until it is
    complete; `cuts_streams` ends them as soon as they have begun; `poison` is a word that makes the
    way hang up on whoever sends it.
    """

    def __init__(self, target: str) -> None:
        self.target = target
        self.cut = False
        self.buffers = False
        self.cuts_streams = False
        self.poison = b""
        #: How often somebody asked for a stream.
        self.streams = 0
        self._open: set[asyncio.StreamWriter] = set()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.cut:
            return
        host, port = self.target.removeprefix("http://").rsplit(":", 1)
        try:
            there, back = await asyncio.open_connection(host, int(port))
        except OSError:
            return
        mine = {writer, back}
        self._open |= mine
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._out(reader, back))
                ways.create_task(self._in(there, writer))
        except* (ConnectionError, OSError):
            pass
        finally:
            self._open -= mine
            back.close()

    async def _out(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while raw := await reader.read(65536):
            self.streams += raw.count(b"/stream?")
            if self.poison and self.poison in raw:
                raise ConnectionResetError
            writer.write(raw)
            await writer.drain()
        raise ConnectionResetError

    async def _in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while raw := await reader.read(65536):
            if self.buffers and b"text/event-stream" in raw:
                # A stream is never complete, so nothing of it is handed on.
                await reader.read(-1)
                break
            writer.write(raw)
            await writer.drain()
            if self.cuts_streams and b"text/event-stream" in raw:
                break
        raise ConnectionResetError

    def drop(self) -> None:
        """Cut everything that is open; new connections are let through unless `cut` is set."""
        for writer in self._open:
            writer.transport.abort()
