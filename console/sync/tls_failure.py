"""Why an encrypted connection did not come to be."""

from __future__ import annotations

import ssl
from typing import Final

from console.sync.pinning import WrongKey

#: How OpenSSL, Windows and macOS number what is wrong with a certificate.
_EXPIRED: Final = frozenset({9, 10, 0x800B0101, -67818})
_WRONG_NAME: Final = frozenset({62, 64, 0x800B010F, -67602})
#: The other side answered in the clear, or with something that is no TLS at all.
_NOT_SPOKEN: Final = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})


def tls_code(error: ssl.SSLError) -> str:
    """Return the code of a RequestFailed for what the handshake came to."""
    if isinstance(error, WrongKey):
        return "wrong_key"
    if isinstance(error, ssl.SSLCertVerificationError):
        # What an operating system raises itself may carry no number.
        number: int | None = getattr(error, "verify_code", None)
        if number in _EXPIRED:
            return "tls_expired"
        return "tls_wrong_name" if number in _WRONG_NAME else "tls_untrusted"
    return "tls_not_spoken" if error.reason in _NOT_SPOKEN else "tls_failed"
