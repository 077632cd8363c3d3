"""The print of a server's key: how its SHA-256 is read aloud, typed in, and compared."""

from __future__ import annotations

import base64
import re
from typing import Final

#: A hundred bits: nobody makes a second key that begins alike, and people can still say it.
SHORT: Final = 20
_GROUP: Final = 4
_WHOLE: Final = 52
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_PRINT: Final = re.compile(f"[A-Z2-7]{{{SHORT},{_WHOLE}}}")
_BETWEEN: Final = re.compile(r"[\s:.\-\u2010-\u2015]+")
#: What looks like a letter of the print and is none.
_MISREAD: Final = str.maketrans("018", "OIB")


def spoken(pin: str) -> str:
    """Return the beginning of a pin (64 hex digits) in groups of four, as people compare it."""
    short = _letters(pin)[:SHORT]
    return " ".join(short[at : at + _GROUP] for at in range(0, SHORT, _GROUP))


def expected(typed: str) -> str | None:
    """Return what a key is held against, from a pin or a print as somebody typed it.

    A pin of 64 hex digits stays one; a print is at least 20 letters. None: it is neither.
    """
    plain = _BETWEEN.sub("", typed)
    if _HEX.fullmatch(plain.lower()):
        return plain.lower()
    letters = plain.upper().translate(_MISREAD)
    return letters if _PRINT.fullmatch(letters) else None


def is_pin(text: str) -> bool:
    """Tell whether this is a whole pin, as it is kept."""
    return _HEX.fullmatch(text) is not None


def fits(pin: str, wanted: str) -> bool:
    """Tell whether a key's pin is the one that `expected` returned; nothing fits an empty one."""
    if is_pin(wanted):
        return pin == wanted
    return _PRINT.fullmatch(wanted) is not None and _letters(pin).startswith(wanted)


def _letters(pin: str) -> str:
    return base64.b32encode(bytes.fromhex(pin)).decode().rstrip("=")
