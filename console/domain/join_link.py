"""The link that invites a device: where to go, the secret, and the key to expect there.

dialogpult://join?o=<origin>&c=<secret>&k=<SHA-256 of the key, only where it is self-signed>
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

_BEGIN: Final = "dialogpult://join?"
_LINK: Final = re.compile(r"dialogpult://join/?\?([^\s<>\"'“”„]+)", re.IGNORECASE)
_SECRET: Final = re.compile(r"[0-9A-Za-z]{8,40}")
_PIN: Final = re.compile(r"[0-9a-f]{64}")
_ORIGIN: Final = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::([0-9]{1,5}))?/?"
)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_ESCAPED: Final = re.compile("((?:%[0-9A-Fa-f]{2})+)")


class JoinLink(Struct, frozen=True, kw_only=True):
    """What an invitation says.

    `origin`: scheme, host and port. `secret`: a code or a link's longer one. `pin`: 64 hex digits,
    the SHA-256 of the public key (SPKI) of a certificate that no authority signed, else None.
    """

    origin: str
    secret: str
    pin: str | None = None


def plain_origin(text: str) -> str | None:
    """Return an address as scheme, host and port, or None when it is none a console goes to.

    http is for this machine alone; a path, a name or a password does not belong to an origin.
    """
    found = _ORIGIN.fullmatch(text.strip().lower())
    if found is None:
        return None
    scheme, host, port = found.groups()
    if port is not None and not 0 < int(port) < 65536:
        return None
    if scheme == "http" and host not in _LOOPBACK:
        return None
    return f"{scheme}://{host}" + (f":{int(port)}" if port is not None else "")


def compose(link: JoinLink) -> str:
    """Return the link as one line.  Raises: ValueError for what `parse` would not take."""
    pin = f"&k={link.pin}" if link.pin is not None else ""
    text = f"{_BEGIN}o={link.origin}&c={link.secret}{pin}"
    if parse(text) != link:
        raise ValueError(link.origin)
    return text


def parse(text: str) -> JoinLink | None:
    """Return the first link in a text, a whole mail perhaps; None when there is none or it is cut.

    What a later version adds to the link is ignored; a part that is there twice is not guessed.
    """
    found = _LINK.search(text)
    if found is None:
        return None
    # Some mail programs write the ampersand as their own markup does.
    said = found.group(1).replace("&amp;", "&").split("#")[0]
    parts = [(name, _unescaped(value)) for name, _, value in map(_split, said.split("&"))]
    fields = dict(parts)
    if any([name for name, _ in parts].count(name) > 1 for name in ("o", "c", "k")):
        return None
    origin, secret, pin = plain_origin(fields.get("o", "")), fields.get("c", ""), fields.get("k")
    if origin is None or not _SECRET.fullmatch(secret):
        return None
    if pin is not None and not _PIN.fullmatch(pin.lower()):
        return None
    return JoinLink(origin=origin, secret=secret, pin=pin.lower() if pin is not None else None)


def _split(part: str) -> tuple[str, str, str]:
    return part.partition("=")


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(
        lambda found: bytes.fromhex(found.group().replace("%", "")).decode("utf-8", "replace"),
        value,
    )
