"""What an answer may take of this device: somebody who is not known yet may be answering."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncGenerator, Iterator
from typing import Final

import httpx

#: A page of 500 long operations, written as clumsily as JSON allows, has half of it.
MAX_BYTES: Final = 64 * 1024 * 1024
#: So long may a body drip; silence ends much sooner.
WITHIN_S: Final = 120.0
_PIECE: Final = 256 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS
_EVENTS: Final = "text/event-stream"


async def bound(response: httpx.Response) -> None:
    """Bound what is about to be read.  A hook of the client.

    Raises: httpx.DecodingError for a coding that nobody asked for.
    """
    coding = response.headers.pop("content-encoding", "identity").strip().lower()
    streams = response.headers.get("content-type", "").lower().startswith(_EVENTS)
    if coding not in (("identity",) if streams else ("identity", "gzip")):
        raise httpx.DecodingError(coding, request=response.request)
    if isinstance(response.stream, httpx.AsyncByteStream):
        kind = _Events if streams else _Body
        response.stream = kind(response.stream, packed=coding == "gzip")


class _Body(httpx.AsyncByteStream):
    """A body that is unpacked piece by piece, so that nothing unfolds beyond the bound."""

    def __init__(self, stream: httpx.AsyncByteStream, *, packed: bool) -> None:
        self._stream = stream
        self._unpacker = zlib.decompressobj(_GZIP) if packed else None
        self._came = 0

    async def __aiter__(self) -> AsyncGenerator[bytes]:
        ends = asyncio.get_running_loop().time() + WITHIN_S
        async for raw in self._stream:
            for piece in self._unpacked(raw):
                self._count(piece)
                yield piece
            if asyncio.get_running_loop().time() > ends:
                raise httpx.ReadTimeout("a body without end")

    def _unpacked(self, raw: bytes) -> Iterator[bytes]:
        if self._unpacker is None:
            yield raw
            return
        while raw:
            try:
                yield self._unpacker.decompress(raw, _PIECE)
            except zlib.error as error:
                raise httpx.DecodingError(str(error)) from error
            raw = self._unpacker.unconsumed_tail

    def _count(self, piece: bytes) -> None:
        self._came += len(piece)
        if self._came > MAX_BYTES:
            raise httpx.DecodingError("more than any answer has")

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Events(_Body):
    """A stream has no end, but each of its events has one: an empty line."""

    _last = b""

    async def __aiter__(self) -> AsyncGenerator[bytes]:
        async for raw in self._stream:
            self._count(raw)
            yield raw

    def _count(self, piece: bytes) -> None:
        joined = self._last + piece
        self._last = joined[-3:]
        lines = joined.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        _, ended, rest = lines.rpartition(b"\n\n")
        if ended:
            self._came = 0
        super()._count(rest)
