"""A line to the backend that cuts, delays, truncates, resets and holds back, by a seed."""

import asyncio
import random
import socket
import struct
from collections.abc import Awaitable, Callable

#: What happens to a connection, and how often of a hundred.
FATES = {"pass": 40, "delay": 20, "cut": 15, "truncate": 10, "reset": 10, "hold_back": 5}
_LINGER_NOT = struct.pack("ii", 1, 0)


class BadLine:
    """Listens on a port of its own as long as it is open; `target` may move."""

    def __init__(self, seed: int) -> None:
        self.target = 0
        #: From now on every connection holds.
        self.is_healed = False
        self.port = 0
        self.fates: dict[str, int] = dict.fromkeys(FATES, 0)
        self._chance = random.Random(seed)
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; the port stays the same to the end."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and drop what is open."""
        assert self._server is not None
        self._server.close()
        self.drop()

    def drop(self) -> None:
        """Drop every connection of this moment."""
        for writer in list(self._open):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, onward = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        fate = "pass" if self.is_healed else self._fate()
        self.fates[fate] += 1
        ends = {writer, onward}
        self._open |= ends
        passers = {"delay": self._late, "hold_back": self._together}
        pass_on = passers.get(fate, self._at_once)
        bytes_left = self._chance.randrange(200, 20_000) if fate in _ENDING else None
        try:
            await asyncio.gather(pass_on(reader, onward, None), pass_on(there, writer, bytes_left))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._open -= ends
            if fate == "reset":
                _reset(writer)
            for one in ends:
                one.transport.abort()

    def _fate(self) -> str:
        return self._chance.choices(list(FATES), list(FATES.values()))[0]

    async def _at_once(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: int | None
    ) -> None:
        while piece := await reader.read(16_384):
            if left is not None and len(piece) >= left:
                # The last piece is half a message: a page or an event that breaks off.
                writer.write(piece[:left])
                await writer.drain()
                raise ConnectionResetError
            left = None if left is None else left - len(piece)
            writer.write(piece)
            await writer.drain()
        raise ConnectionResetError

    async def _late(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _left: int | None
    ) -> None:
        while piece := await reader.read(16_384):
            await asyncio.sleep(self._chance.uniform(0, 0.2))
            writer.write(piece)
            await writer.drain()
        raise ConnectionResetError

    async def _together(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _left: int | None
    ) -> None:
        """Hand on only when nothing has come for a while, as proxies do that gather a stream."""
        held = b""
        while True:
            try:
                async with asyncio.timeout(0.7):
                    piece = await reader.read(16_384)
            except TimeoutError:
                writer.write(held)
                await writer.drain()
                held = b""
                continue
            if not piece:
                raise ConnectionResetError
            held += piece


_ENDING = frozenset({"cut", "truncate", "reset"})
PassOn = Callable[[asyncio.StreamReader, asyncio.StreamWriter, int | None], Awaitable[None]]


def _reset(writer: asyncio.StreamWriter) -> None:
    """Let the other end get a reset instead of an end."""
    found = writer.get_extra_info("socket")
    if isinstance(found, socket.socket) or hasattr(found, "setsockopt"):
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        except OSError:
            return
