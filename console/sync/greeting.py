"""Seeing who answers at an address, before anything is said that is nobody else's business."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from console.sync.tls import Tls

_LONGEST_NAME: Final = 80


class Greeting(Struct, frozen=True, kw_only=True):
    """Who answered: at which origin, what it calls itself, and by which key.

    `key` is the SHA-256 (hex) of its public key, empty where nothing is encrypted. `pin` is the
    key again where nobody but the invitation vouches for it, else empty. `by_file`: a certificate
    file counts that was chosen for this origin.
    """

    origin: str
    name: str = ""
    key: str = ""
    pin: str = ""
    by_file: bool = False


async def greet(address: str, tls: Tls, pin: str = "") -> Greeting:
    """Ask who is there; neither code nor token travels.  Raises: RequestFailed."""
    # The HTTP client is loaded when it is needed.
    from console.sync.transport import Transport

    transport = await Transport.open(address, tls, pin=pin)
    try:
        said = await transport.hello()
    finally:
        await transport.close()
    return Greeting(
        origin=transport.origin,
        name=_readable(said.name),
        key=transport.key,
        pin=transport.key if pin else "",
        by_file=tls.has_authority(transport.origin) and not pin,
    )


def _readable(name: str) -> str:
    """Return a name on one line: it comes from somebody who is not known yet."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(plain.split())[:_LONGEST_NAME]
