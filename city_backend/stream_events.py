"""Server-sent events that carry no records."""

from __future__ import annotations

import msgspec

_encoder = msgspec.json.Encoder()


def event(name: str, data: object) -> bytes:
    """Return one event without an id, so that it never moves anybody's cursor."""
    return b"event: %b\r\ndata: %b\r\n\r\n" % (name.encode(), _encoder.encode(data))
