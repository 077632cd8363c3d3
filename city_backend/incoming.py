"""What comes with a request: token, numbers in the query, and a body within its limits."""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from typing import TypeVar

import msgspec
from starlette.requests import Request

from city_backend.errors import Problem
from city_backend.limits import BODY_WITHIN_S, MAX_BODY_BYTES, MAX_INFLATED_BYTES

T = TypeVar("T")


def token_hash(request: Request) -> str:
    """Return SHA-256 (hex) of the bearer token.  Raises: Problem with unauthorized."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem("unauthorized")
    return hashlib.sha256(token.strip().encode()).hexdigest()


def shown_token_hash(request: Request) -> str | None:
    """Return SHA-256 (hex) of the bearer token of somebody who need not show one."""
    try:
        return token_hash(request)
    except Problem:
        return None


def address(request: Request) -> str:
    """Return where the request comes from."""
    return request.client.host if request.client is not None else ""


def number(request: Request, name: str, default: int | None, low: int, high: int) -> int:
    """Return a number of the query.  Raises: Problem with malformed."""
    text = request.query_params.get(name)
    if text is None and default is not None:
        return default
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 16:
        raise Problem("malformed", parameter=name)
    if not low <= int(text) <= high:
        raise Problem("malformed", parameter=name)
    return int(text)


async def body(request: Request) -> bytes:
    """Return the body, unpacked.

    Raises: Problem with unsupported_media_type, too_large, too_slow, or malformed.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem("unsupported_media_type")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        raise Problem("unsupported_media_type")
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            raw = await _read(request)
    except TimeoutError as error:
        raise Problem("too_slow") from error
    return raw if encoding == "identity" else _unpacked(raw)


async def _read(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > MAX_BODY_BYTES:
        raise Problem("too_large", limit=MAX_BODY_BYTES)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY_BYTES:
            raise Problem("too_large", limit=MAX_BODY_BYTES)
        parts.append(part)
    return b"".join(parts)


def _unpacked(raw: bytes) -> bytes:
    """Inflate only as far as is allowed: a small body can unpack to gigabytes."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        inflated = inflater.decompress(raw, MAX_INFLATED_BYTES)
        if inflater.unconsumed_tail or inflater.unused_data:
            raise Problem("too_large", limit=MAX_INFLATED_BYTES)
    except zlib.error as error:
        raise Problem("malformed") from error
    if not inflater.eof:
        raise Problem("malformed")
    return inflated


def decoded(raw: bytes, kind: type[T]) -> T:
    """Return a body as its declaration.  Raises: Problem with malformed."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("malformed") from error
