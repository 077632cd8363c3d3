"""Whom a connection trusts: what the system trusts, a city's own authority, or one key."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Callable

from console.sync.failure import RequestFailed
from console.sync.pinning import pinned_context


def system_context(certificate_file: str = "") -> ssl.SSLContext:
    """Return a context that trusts what the system trusts; takes 15 to 40 ms.

    `certificate_file` (PEM) is trusted beside it, else the one that SSL_CERT_FILE names. Raises:
    RequestFailed with certificate_file_missing, _unreadable or _invalid.
    """
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    named = certificate_file or os.environ.get("SSL_CERT_FILE", "")
    if named:
        _trust_also(context, named)
    return context


def _trust_also(context: ssl.SSLContext, path: str) -> None:
    try:
        context.load_verify_locations(cafile=path)
    except ssl.SSLError as error:
        raise RequestFailed("certificate_file_invalid", path=path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RequestFailed("certificate_file_missing", path=path) from error
    except (OSError, ValueError) as error:
        raise RequestFailed("certificate_file_unreadable", path=path) from error


class Tls:
    """Builds a context when it is first needed, on a thread, and keeps it.

    `authority` answers with certificates (PEM) that count for one origin, empty for none.
    """

    def __init__(
        self,
        build: Callable[[], ssl.SSLContext] = system_context,
        authority: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._build = build
        self._authority = authority
        self._contexts: dict[str, ssl.SSLContext] = {}

    def has_authority(self, origin: str) -> bool:
        """Tell whether certificates count for this origin that count for no other."""
        return bool(self._authority(origin))

    async def context(self, *, encrypted: bool, pin: str = "", origin: str = "") -> ssl.SSLContext:
        """Return the context; one that trusts nobody where nothing is encrypted.

        With a `pin` (or print) it is about that key alone. Raises: RequestFailed with
        certificate_file_missing, _unreadable or _invalid.
        """
        if not encrypted:
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if pin:
            return pinned_context(pin)
        also = self._authority(origin) if origin else ""
        if also not in self._contexts:
            self._contexts[also] = await asyncio.to_thread(self._built, also)
        return self._contexts[also]

    def _built(self, also: str) -> ssl.SSLContext:
        context = self._build()
        if also:
            context.load_verify_locations(cadata=also)
        return context
