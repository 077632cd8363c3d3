"""What goes out: JSON, packed where the reader takes it, and problems."""

from __future__ import annotations

import zlib

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from city_backend.errors import Problem
from city_backend.limits import MIN_PACKED_BYTES

_encoder = msgspec.json.Encoder()


def encoded(value: object) -> bytes:
    """Return a value as JSON."""
    return _encoder.encode(value)


def takes_gzip(request: Request) -> bool:
    """Tell whether the reader asked for gzip; a q of zero means it did not."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def packed(raw: bytes) -> bytes:
    """Return gzip at the level that costs least: records repeat themselves, so it is enough."""
    packer = zlib.compressobj(1, wbits=31)
    return packer.compress(raw) + packer.flush()


def answer(request: Request, value: object, status: int = 200) -> Response:
    """Return an answer to a request; bytes are JSON already."""
    raw = value if isinstance(value, bytes) else encoded(value)
    headers = {"cache-control": "no-store", "vary": "accept-encoding"}
    if len(raw) >= MIN_PACKED_BYTES and takes_gzip(request):
        raw = packed(raw)
        headers["content-encoding"] = "gzip"
    return Response(raw, status, headers, media_type="application/json")


def problem(error: Problem, title: str) -> Response:
    """Return a problem as RFC 9457 wants it; programs look at `code`."""
    said = {
        "type": f"urn:dialogpult:problem:{error.code}",
        "title": title,
        "status": int(error.status),
        "code": error.code,
        **error.more,
    }
    headers = {"cache-control": "no-store"}
    if error.retry_after_s is not None:
        headers["retry-after"] = str(error.retry_after_s)
    if error.code == "unauthorized":
        headers["www-authenticate"] = "Bearer"
    if error.code == "protocol_too_old":
        headers["upgrade"] = "dialogpult/1"
    return Response(encoded(said), error.status, headers, media_type="application/problem+json")
