"""The public key in a certificate: where it stands, and its SHA-256.

Source: RFC 5280 section 4.1 for the certificate, X.690 for the encoding (DER).
"""

from __future__ import annotations

import hashlib
from typing import Final

_SEQUENCE: Final = 0x30
_VERSION: Final = 0xA0
#: Serial number, signature algorithm, issuer, validity and subject stand before the key.
_BEFORE: Final = 5


def pin_of(certificate: bytes) -> str:
    """Return the SHA-256 (64 hex digits) of a DER certificate's subjectPublicKeyInfo.

    Raises: ValueError when this is no certificate.
    """
    inside, end = _opened(certificate, 0)
    if end != len(certificate):
        raise ValueError("something follows the certificate")
    at, limit = _opened(certificate, inside)
    if at < limit and certificate[at] == _VERSION:
        at = _after(certificate, at)
    for _ in range(_BEFORE):
        at = _after(certificate, at)
    _, after = _opened(certificate, at)
    if after > limit:
        raise ValueError("the key is longer than what holds it")
    return hashlib.sha256(certificate[at:after]).hexdigest()


def _opened(raw: bytes, at: int) -> tuple[int, int]:
    """Return where the content of a sequence begins and where it ends."""
    if at >= len(raw) or raw[at] != _SEQUENCE:
        raise ValueError("no sequence where one belongs")
    begin, length = _length(raw, at + 1)
    return begin, begin + length


def _after(raw: bytes, at: int) -> int:
    """Return where the next element begins."""
    begin, length = _length(raw, at + 1)
    return begin + length


def _length(raw: bytes, at: int) -> tuple[int, int]:
    """Return where the content begins and how long it is; it lies within what is there."""
    if at >= len(raw):
        raise ValueError("cut")
    first, at = raw[at], at + 1
    if first < 0x80:
        length = first
    else:
        count = first & 0x7F
        if not 1 <= count <= 4 or at + count > len(raw):
            raise ValueError("no length that DER knows")
        length, at = int.from_bytes(raw[at : at + count]), at + count
    if at + length > len(raw):
        raise ValueError("cut")
    return at, length
