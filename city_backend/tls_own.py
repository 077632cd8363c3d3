"""The backend's own certificate: one key for good, and a certificate that is renewed in time."""

from __future__ import annotations

import ipaddress
import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from city_backend.tls import Files
from console.domain.clock import Clock
from console.domain.errors import KnownFailure

_VALID: Final = timedelta(days=730)
_EARLY: Final = timedelta(days=30)
#: A console's clock may be behind.
_SLACK: Final = timedelta(days=1)
_HERE: Final = ("localhost", "127.0.0.1", "::1")


class OwnCertificate:
    """Lies in a folder of its own: `key.pem`, which only this user reads, and `certificate.pem`.

    Consoles know the key, so it is never made anew while there is one.
    """

    def __init__(self, folder: Path, names: tuple[str, ...], clock: Clock) -> None:
        self._folder = folder
        self._names = tuple(dict.fromkeys((*names, *_HERE)))
        self._clock = clock

    def files(self) -> Files:
        """Return where both lie, made or renewed if need be.

        Raises: KnownFailure with tls_folder_unusable or tls_key_damaged.
        """
        files = Files(certificate=self._folder / "certificate.pem", key=self._folder / "key.pem")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            key = _key(files.key)
            if not self._holds(files.certificate, key):
                _write(files.certificate, self._made(key))
        except OSError as error:
            raise KnownFailure("tls_folder_unusable", path=str(self._folder)) from error
        return files

    @property
    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.wall_ms() / 1000, UTC)

    def _holds(self, path: Path, key: ec.EllipticCurvePrivateKey) -> bool:
        """Tell whether the certificate is this key's, for these names, and for a while yet."""
        try:
            found = x509.load_pem_x509_certificate(path.read_bytes())
            named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except (FileNotFoundError, ValueError, x509.ExtensionNotFound):
            return False
        return (
            found.public_key() == key.public_key()
            and list(named) == self._alternatives()
            and found.not_valid_before_utc <= self._now < found.not_valid_after_utc - _EARLY
        )

    def _alternatives(self) -> list[x509.GeneralName]:
        return [_alternative(name) for name in self._names]

    def _made(self, key: ec.EllipticCurvePrivateKey) -> bytes:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self._names[0][:64])])
        public = key.public_key()
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - _SLACK)
            .not_valid_after(self._now + _VALID)
            .add_extension(x509.SubjectAlternativeName(self._alternatives()), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )
        return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    """Return the key, made when there is none.  Raises: OSError, KnownFailure."""
    with suppress(FileExistsError):
        if not path.exists():
            _write(path, _new_key(), anew=True)
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        # Another one would shut out every console that knows this one: a person has to decide.
        raise KnownFailure("tls_key_damaged", path=str(path)) from error
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise KnownFailure("tls_key_damaged", path=str(path))
    return found


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(path: Path, content: bytes, *, anew: bool = False) -> None:
    """Write a whole file that only this user reads; `anew`: but never over another one."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        if anew:
            # Of two processes that begin together one makes the key, and both take it.
            os.link(partial, path)
        else:
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _alternative(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ipaddress.ip_address(name))
    return x509.DNSName(name)
