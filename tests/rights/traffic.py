"""Everything that goes over a line, taken down byte by byte and unpacked afterwards."""

import asyncio
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.sync.strange_servers import Way


class Recorder(Way):
    """A way to a backend that takes down what goes either way, under the name of the chapter."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.chapter = "first"
        #: Chapter → what each direction of each connection carried in it.
        self._heard: defaultdict[str, list[bytearray]] = defaultdict(list)

    async def _out(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await super()._out(self._listening(reader), writer)

    async def _in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await super()._in(self._listening(reader), writer)

    def _listening(self, reader: asyncio.StreamReader) -> asyncio.StreamReader:
        heard = bytearray()
        self._heard[self.chapter].append(heard)
        read = reader.read

        async def noted(n: int = -1) -> bytes:
            raw = await read(n)
            heard.extend(raw)
            return raw

        reader.read = noted  # ty: ignore
        return reader

    def turn_to(self, chapter: str) -> None:
        """Begin a chapter with connections of its own."""
        self.chapter = chapter
        self.drop()

    def heard(self, chapter: str) -> list[bytes]:
        """What was carried in a chapter: as it was, and unpacked."""
        raw = [bytes(one) for one in self._heard[chapter]]
        return [*raw, *(part for one in raw for part in messages(one))]


def messages(raw: bytes) -> Iterator[bytes]:
    """The bodies of the HTTP messages of one direction, chunks joined, unpacked."""
    while raw:
        head, _, raw = raw.partition(b"\r\n\r\n")
        said = dict(_headers(head))
        if said.get(b"transfer-encoding") == b"chunked":
            body, raw = _joined(raw)
        else:
            length = int(said.get(b"content-length", b"0"))
            body, raw = raw[:length], raw[length:]
        packed = said.get(b"content-encoding") == b"gzip"
        yield zlib.decompressobj(wbits=31).decompress(body) if packed else body


def _headers(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        yield name.strip().lower(), value.strip()


def _joined(raw: bytes) -> tuple[bytes, bytes]:
    """The chunks of a body as far as they came, and what follows them."""
    body = b""
    while raw:
        size, _, raw = raw.partition(b"\r\n")
        length = int(size or b"0", 16)
        if not length:
            return body, raw.removeprefix(b"\r\n")
        body += raw[:length]
        raw = raw[length:].removeprefix(b"\r\n")
    return body, raw


def found(values: Iterable[str], among: Iterable[bytes]) -> set[str]:
    """Which values occur anywhere, as text of one byte or of two, in any case."""
    everywhere = [one.lower() for one in among]
    return {
        value
        for value in values
        for encoded in (value.lower().encode(), value.lower().encode("utf-16-le"))
        if any(encoded in one for one in everywhere)
    }
