"""Codes that people read out to each other."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

#: 32 signs, five bits each: no I, O, 0 or 1, which nobody can tell apart.
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH: Final = 8
LIFETIME_MS: Final = 10 * 60 * 1000
#: Of a link: 130 bits, out of the same signs, so that it is kept and looked up like a code.
SECRET_LENGTH: Final = 26


def new_code() -> str:
    """Return a code of 40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_secret() -> str:
    """Return what a link carries, too long to be guessed and to be read out."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))


def code_hash(typed: str) -> str:
    """Return what a code is stored under, however it was typed: small, spaced, with dashes."""
    plain = "".join(sign for sign in typed.upper() if sign not in " -\u2013\u2011\t")
    return hashlib.sha256(f"dialogpult-code-{plain}".encode()).hexdigest()
