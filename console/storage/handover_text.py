"""Notes as messages for a conference's chat, and what comes out of the chat again.

A message is readable lines, then one line `DIALOGPULT 2/3 <letters>`. The letters are the
hand-over file, deflated and cut into parts, in the 64 characters A-Z a-z 0-9 + /.

What survives: line breaks and spaces wherever a client wraps, names and times before and after a
message, `>` in front of quoted lines, invisible characters, other quotation marks and dashes in
the readable lines, - and _ for + and / (they are not written, for clients make italics and long
dashes of them), parts in any order, twice, or of several people in one text. What does not:
changed letters, or a message that was cut off; then the part's check sum says so.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from console.domain import codec
from console.domain.errors import KnownFailure
from console.storage.handover_file import MAX_BYTES, HandoverFile, encode
from console.storage.state import DialogueState

#: Of a message, counted as chats count: in UTF-16.
MAX_MESSAGE: Final = 3500
#: Of the room in a message that readable lines may take while there is more to read.
_READABLE: Final = 2000
_LINE: Final = 300
_MARK: Final = "DIALOGPULT"
_MARKED: Final = re.compile(r"DIALOGPULT\s+(\d{1,4})\s*/\s*(\d{1,4})\s")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: "DIALOGPULT 9999/9999 " and the line feed before it.
_FRAME: Final = 22
#: Which message of how many it is part of (6 bytes of its hash), the part's length and check sum.
_HEAD: Final = struct.Struct(">6sHI")
_HEAD_LETTERS: Final = _HEAD.size * 4 // 3
_NO_LETTER: Final = re.compile(r"[^A-Za-z0-9+/]")
_OTHER_LETTERS: Final = str.maketrans("-_", "+/")


class MissingParts(Struct, frozen=True, kw_only=True):
    """Of a message in `count` parts, the numbers that are missing or damaged."""

    missing: tuple[int, ...]
    count: int


class Found(Struct, frozen=True, kw_only=True):
    """Whole files that a text holds, and what of others is missing."""

    files: tuple[bytes, ...]
    missing: tuple[MissingParts, ...] = ()


# Out


def compose(file: HandoverFile, state: DialogueState) -> list[str]:
    """Return the messages for a file of notes; `state` says how the notes read now."""
    packed = zlib.compress(encode(file), 9)
    key = hashlib.sha256(packed).digest()[:6]
    lines = list(_lines(file, state))
    heads: list[list[str]] = []
    chunks: list[bytes] = []
    while lines or packed:
        taken, used = _take(lines, _READABLE if packed else MAX_MESSAGE - _FRAME - _HEAD_LETTERS)
        room = (MAX_MESSAGE - used - _FRAME - _HEAD_LETTERS) * 3 // 4
        heads.append(taken)
        chunks.append(packed[:room])
        packed = packed[room:]
    return [
        "\n".join([*head, f"{_MARK} {number}/{len(chunks)} {_letters(key, chunk)}"])
        for number, (head, chunk) in enumerate(zip(heads, chunks, strict=True), start=1)
    ]


def _take(lines: list[str], room: int) -> tuple[list[str], int]:
    """Take as many lines as there is room for; return them and what they use."""
    taken: list[str] = []
    used = 0
    while lines and used + _length(lines[0]) + 1 <= room:
        used += _length(lines[0]) + 1
        taken.append(lines.pop(0))
    return taken, used


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _letters(key: bytes, chunk: bytes) -> str:
    part = _HEAD.pack(key, len(chunk), zlib.crc32(key + chunk)) + chunk
    return base64.b64encode(part).decode().rstrip("=")


def _lines(file: HandoverFile, state: DialogueState) -> Iterator[str]:
    """Yield one line for each note of the file as it reads now: time · group · text."""
    zone = _zone(state.dialogue.zone)
    entities = dict.fromkeys(codec.decode_head(row.head).entity for row in file.rows)
    for entity in entities:
        note = state.notes.get(entity)
        if note is None or note.hidden or not note.text.text.strip():
            continue
        group = state.groups.get(note.group) if note.group else None
        made = datetime.fromtimestamp(note.made_at / 1000, UTC).astimezone(zone)
        words = " / ".join(part for part in note.text.text.split("\n") if part.strip())
        name = group.name.text if group is not None else ""
        parts = [made.strftime("%H:%M"), name, words.replace(_MARK, _MARK.lower())]
        yield _shortened(" · ".join(part for part in parts if part))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _shortened(line: str) -> str:
    while _length(line) > _LINE:
        line = f"{line[: max(1, min(len(line) - 2, _LINE - 1))]}…"
    return line


# In


class _Part(Struct, frozen=True):
    number: int
    count: int
    key: bytes
    chunk: bytes | None


def parse(text: str) -> Found:
    """Return the whole files in a text.

    Raises: KnownFailure with handover_text_none, handover_text_missing, handover_too_large.
    """
    parts = list(_parts(text))
    if not parts:
        raise KnownFailure("handover_text_none")
    whole: dict[tuple[bytes, int], dict[int, bytes]] = {}
    for part in parts:
        chunks = whole.setdefault((part.key, part.count), {})
        if part.chunk is not None:
            chunks[part.number] = part.chunk
    files: list[bytes] = []
    missing: list[MissingParts] = []
    for (key, count), chunks in whole.items():
        lacking = tuple(number for number in range(1, count + 1) if number not in chunks)
        packed = b"".join(chunks[number] for number in sorted(chunks))
        if not lacking and hashlib.sha256(packed).digest()[:6] == key:
            files.append(_inflated(packed))
        else:
            missing.append(MissingParts(missing=lacking or tuple(sorted(chunks)), count=count))
    # A part whose beginning is damaged says no more whose it is; the others miss it by number.
    begun = [one for one in missing if len(one.missing) < one.count]
    if not files:
        first = (begun or missing)[0]
        raise KnownFailure(
            "handover_text_missing",
            missing=", ".join(str(number) for number in first.missing),
            count=first.count,
        )
    return Found(files=tuple(files), missing=tuple(begun))


def _parts(text: str) -> Iterator[_Part]:
    text = _INVISIBLE.sub("", text)
    marks = list(_MARKED.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    for mark, end in zip(marks, ends, strict=True):
        number, count = int(mark[1]), int(mark[2])
        letters = _NO_LETTER.sub("", text[mark.end() : end].translate(_OTHER_LETTERS))
        if 1 <= number <= count:
            yield _part(number, count, letters)


def _part(number: int, count: int, letters: str) -> _Part:
    """Return a part; without a chunk when it is not what its check sum says."""
    if len(letters) < _HEAD_LETTERS:
        return _Part(number, count, b"", None)
    key, length, checked = _HEAD.unpack(base64.b64decode(letters[:_HEAD_LETTERS]))
    wanted = -(-(_HEAD.size + length) * 4 // 3)
    letters = letters[:wanted]
    try:
        chunk = base64.b64decode(letters + "=" * (-len(letters) % 4))[_HEAD.size :]
    except binascii.Error:
        return _Part(number, count, key, None)
    whole = len(chunk) == length and zlib.crc32(key + chunk) == checked
    return _Part(number, count, key, chunk if whole else None)


def _inflated(packed: bytes) -> bytes:
    """Return the file, which may not be larger than any other.  Raises: KnownFailure."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, MAX_BYTES + 1)
    except zlib.error as error:
        raise KnownFailure("handover_damaged") from error
    if len(data) <= MAX_BYTES and not unpacking.eof:
        raise KnownFailure("handover_damaged")
    return data
