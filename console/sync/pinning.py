"""A TLS context that asks for one key and nothing else: no authority, no name, no date.

The key is compared at the end of the handshake, which is part of connecting: a connection to
somebody else's key never comes to be, so nothing is ever written to one. Whoever shows a
certificate has proved in the handshake that its key is theirs (RFC 8446 section 4.4.3).
"""

from __future__ import annotations

import ssl
from typing import NoReturn

from console.domain.key_print import fits
from console.sync.spki import pin_of


class WrongKey(ssl.SSLError):
    """The other side has another key than the invitation says; `pin` is its own, if it has one."""

    def __init__(self, pin: str) -> None:
        super().__init__("the key is another one")
        self.pin = pin


def pinned_context(wanted: str) -> ssl.SSLContext:
    """Return a context whose every connection is to the key `wanted`: a pin or a print.

    Raises: ValueError without one, for then anybody would do.
    """
    if not wanted:
        raise ValueError("no key to hold a connection to")

    class Pinned(ssl.SSLObject):
        """A connection that is none until its key was seen."""

        def do_handshake(self) -> None:
            super().do_handshake()
            shown = self.getpeercert(binary_form=True)
            try:
                pin = pin_of(shown or b"")
            except ValueError as error:
                raise WrongKey("") from error
            if not fits(pin, wanted):
                raise WrongKey(pin)

    class Blocking(ssl.SSLSocket):
        """The way that blocks is not taken here, so it leads nowhere."""

        def do_handshake(self, block: bool = False) -> NoReturn:  # noqa: ARG002
            raise WrongKey("")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Who shows another certificate later would have to renegotiate, which 1.3 does not know.
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.sslobject_class = Pinned
    context.sslsocket_class = Blocking
    return context
