"""What the backend shows to consoles that connect encrypted, and when it looks at it again."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from msgspec import Struct

from console.domain.errors import KnownFailure

#: Renewed files are taken up by themselves within this, and at once with SIGHUP.
_LOOK_S: Final = 3600
log = logging.getLogger(__name__)


class Files(Struct, frozen=True, kw_only=True):
    """A certificate with its chain, and its private key, both PEM."""

    certificate: Path
    key: Path


class Presented:
    """A context whose certificate may be another one from the next connection on.

    `files` returns where certificate and key lie, made or renewed if need be. Raises: KnownFailure
    with tls_file_unreadable or tls_files_unusable.
    """

    def __init__(self, files: Callable[[], Files]) -> None:
        self._files = files
        self.context = _empty()
        self.pin = ""
        self.look_again()

    def look_again(self) -> None:
        """Take up what the files hold now; whatever is wrong with them leaves all as it is.

        Raises: KnownFailure as the class does.
        """
        files = self._files()
        # Tried beside: half of a pair must not get into the context that serves.
        _take(_empty(), files)
        pin = pin_of_file(files.certificate)
        _take(self.context, files)
        self.pin = pin

    def on_signal(self) -> None:
        """Take up new files because somebody says so; what is wrong is logged."""
        try:
            self.look_again()
        except KnownFailure as failure:
            log.warning("the certificate stays as it was: %s", failure.code)

    async def watch(self) -> None:
        """Look again from time to time, until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_S)
            self.on_signal()


def pin_of_file(path: Path) -> str:
    """Return the SHA-256 (hex) of the public key in a PEM certificate, the first of the file.

    Raises: KnownFailure with tls_file_unreadable.
    """
    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise KnownFailure("tls_file_unreadable", path=str(path)) from error
    return pin_of(found)


def pin_of(certificate: x509.Certificate) -> str:
    """Return the SHA-256 (hex) of a certificate's public key, as invitations name it."""
    public = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(hashes.SHA256())
    digest.update(public)
    return digest.finalize().hex()


def _empty() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context


def _take(context: ssl.SSLContext, files: Files) -> None:
    for path in (files.certificate, files.key):
        try:
            path.read_bytes()
        except OSError as error:
            raise KnownFailure("tls_file_unreadable", path=str(path)) from error
    try:
        # A locked key would ask at the terminal, where nobody sits.
        context.load_cert_chain(files.certificate, files.key, password=lambda: "")
    except (OSError, ValueError) as error:
        raise KnownFailure(
            "tls_files_unusable", certificate=str(files.certificate), key=str(files.key)
        ) from error
