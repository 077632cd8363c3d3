"""Certificate files of cities' own authorities, each trusted for one address."""

from __future__ import annotations

import logging
import ssl
from pathlib import Path
from typing import Final

import msgspec

from console.config.private_file import write_private
from console.domain.errors import KnownFailure
from console.sync.address import origin_of
from console.sync.failure import RequestFailed

log = logging.getLogger(__name__)

#: A chain of certificates is a few kilobytes.
_MOST_BYTES: Final = 1 << 20
_PEM: Final = "-----BEGIN CERTIFICATE-----"


class Authorities:
    """What a file says is copied, for the stick that it lies on is soon gone.

    A chosen one counts until the program ends; `keep` makes it stay.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "authorities.json"
        self._chosen: dict[str, str] = {}

    def choose(self, address: str, path: Path) -> None:
        """Trust what is in a file (PEM or DER) for one address, beside what the system trusts.

        Raises: RequestFailed with address_invalid, address_insecure, certificate_file_missing,
        _unreadable or _invalid; then nothing is trusted that was not before.
        """
        self._chosen[origin_of(address)] = _certificates(path)

    def keep(self, address: str) -> None:
        """Trust it at the next start, too.  Raises: KnownFailure with credentials_unwritable."""
        origin = origin_of(address)
        kept, chosen = self._kept(), self._chosen.get(origin)
        if chosen is None or kept.get(origin) == chosen:
            return
        try:
            write_private(self._path, msgspec.json.encode({**kept, origin: chosen}))
        except OSError as error:
            raise KnownFailure("credentials_unwritable", path=str(self._path)) from error

    def of(self, origin: str) -> str:
        """Return the certificates (PEM) that are trusted for an origin; empty without a file."""
        return self._chosen.get(origin) or self._kept().get(origin, "")

    def _kept(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError):
            log.warning("the chosen certificate files could not be read")
            return {}


def _certificates(path: Path) -> str:
    """Return the certificates in a file as PEM.  Raises: RequestFailed."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RequestFailed("certificate_file_missing", path=str(path)) from error
    except OSError as error:
        raise RequestFailed("certificate_file_unreadable", path=str(path)) from error
    text = raw.decode("ascii", "replace")
    pem = text[text.index(_PEM) :] if _PEM in text else ssl.DER_cert_to_PEM_cert(raw)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem)
    except (ssl.SSLError, ValueError) as error:
        raise RequestFailed("certificate_file_invalid", path=str(path)) from error
    return pem
