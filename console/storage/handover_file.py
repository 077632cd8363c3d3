"""The hand-over file: what it looks like, and the one sentence when it is not one.

Source: docs/protocol.md, "Hand-over file".
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from console.domain.bodies import Instant, Label, Ref
from console.domain.errors import KnownFailure
from console.domain.members import Role
from console.domain.ops import Salvaged

FORMAT: Final = "dialogpult-handover"
VERSION: Final = 1
SUFFIX: Final = ".dialogpult-uebergabe"
#: An evening of many groups has a tenth of this; whoever reads a file looks at its size first.
MAX_BYTES: Final = 20 * 1024 * 1024

Audience = Literal["all", "lead"]
Nonce = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]


class Giver(Struct, frozen=True, kw_only=True):
    """Who hands over; without a place at any backend the id is that of the installation."""

    id: Ref
    name: Label = ""
    role: Role


class HandoverFile(Struct, frozen=True, kw_only=True):
    """One installation's own rows that no log gave back, in order of n.

    `blanks` are all erasures and redactions that it knows. A file for "all" has no body that a
    note-taker may not see. `made_at` is UTC ms, `nonce` hex.
    """

    format: Literal["dialogpult-handover"]
    version: Literal[1]
    dialogue: Ref
    nonce: Nonce
    made_at: Instant
    device: Ref
    member: Giver
    title: Annotated[str, Meta(max_length=4000)] = ""
    audience: Audience = msgspec.field(name="for")
    blanks: tuple[Salvaged, ...] = ()
    rows: tuple[Salvaged, ...]


class _Envelope(Struct):
    format: str = ""
    version: int = 0


_envelope: Final = msgspec.json.Decoder(_Envelope)
_file: Final = msgspec.json.Decoder(HandoverFile)


def encode(file: HandoverFile) -> bytes:
    """Return the file's bytes: one JSON object in UTF-8."""
    return msgspec.json.encode(file)


def decode(data: bytes) -> HandoverFile:
    """Return what the bytes say; nothing in it is trusted yet.

    Raises: KnownFailure with handover_too_large, handover_not_one, handover_damaged (cut off,
    or changed on its way), handover_newer.
    """
    if len(data) > MAX_BYTES:
        raise KnownFailure("handover_too_large", limit=MAX_BYTES // 1024 // 1024)
    data = data.strip().removeprefix(b"\xef\xbb\xbf")
    try:
        envelope = _envelope.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        known = data.startswith(b"{") and FORMAT.encode() in data[:200]
        raise KnownFailure("handover_damaged" if known else "handover_not_one") from error
    if envelope.format != FORMAT:
        raise KnownFailure("handover_not_one")
    if envelope.version > VERSION:
        raise KnownFailure("handover_newer")
    try:
        return _file.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise KnownFailure("handover_damaged") from error
