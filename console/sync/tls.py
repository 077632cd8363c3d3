"""The one TLS context: the system's certificates, loaded once and off the critical path."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Callable
from pathlib import Path

from console.sync.failure import RequestFailed


def system_context() -> ssl.SSLContext:
    """Return a context that trusts what the system trusts; takes 15 to 40 ms.

    Raises: RequestFailed with certificate_file_missing.
    """
    named = os.environ.get("SSL_CERT_FILE")
    if named and not Path(named).is_file():
        raise RequestFailed("certificate_file_missing", path=named)
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Tls:
    """Builds the context when it is first needed, on a thread, and keeps it."""

    def __init__(self, build: Callable[[], ssl.SSLContext] = system_context) -> None:
        self._build = build
        self._context: ssl.SSLContext | None = None

    async def context(self, *, encrypted: bool) -> ssl.SSLContext:
        """Return the context; one that trusts nobody where nothing is encrypted.

        Raises: RequestFailed with certificate_file_missing.
        """
        if not encrypted:
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._context is None:
            self._context = await asyncio.to_thread(self._build)
        return self._context
