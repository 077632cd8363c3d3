"""Encrypted servers with certificates of their own, which note every byte they could read."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from console.sync.spki import pin_of

Key = ec.EllipticCurvePrivateKey
Answer = Callable[[bytes], bytes]

HELLO = json.dumps({"backend": "city", "name": "Stadt Musterfurt", "protocol": [1, 1]})
_DAY = dt.timedelta(days=1)


def new_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


class Shown:
    """A certificate as a server shows it."""

    def __init__(
        self,
        key: Key | None = None,
        *,
        names: tuple[str, ...] = ("localhost", "127.0.0.1"),
        days: tuple[int, int] = (-1, 30),
        by: Shown | None = None,
        authority: bool = False,
    ) -> None:
        self.key = key or new_key()
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        now = dt.datetime.now(dt.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(by.name if by is not None else self.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + days[0] * _DAY)
            .not_valid_after(now + days[1] * _DAY)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([_named(name) for name in names]), False)
        )
        signer = by.key if by is not None else self.key
        self.certificate = builder.sign(signer, hashes.SHA256())

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def pin(self) -> str:
        return pin_of(self.certificate.public_bytes(serialization.Encoding.DER))

    def context(self, folder: Path) -> ssl.SSLContext:
        """What a server presents it with."""
        raw = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = folder / f"{self.certificate.serial_number}.pem"
        path.write_bytes(raw + self.pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _named(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ipaddress.ip_address(name))
    return x509.DNSName(name)


def says(body: str, kind: str = "application/json", status: str = "200 OK", **more: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(body.encode())}"]
    lines += ["connection: close", *(f"{name}: {value}" for name, value in more.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def greets(_request: bytes) -> bytes:
    return says(HELLO)


class City:
    """Serves one request on each connection; `received` is what came in readable, per connection.

    `context` None: in the clear. It may be another one for the next connection.
    """

    def __init__(self, context: ssl.SSLContext | None, answer: Answer) -> None:
        self.context = context
        self.answer = answer
        self.received: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._workers: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                worker = threading.Thread(target=self._serve, args=(connection,))
                self._workers.append(worker)
                worker.start()

    def _serve(self, connection: socket.socket) -> None:
        read = b""
        connection.settimeout(10)
        with suppress(OSError):
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            if self.context is None:
                # As a web server does with what it cannot read.
                read = connection.recv(65536)
                connection.sendall(says("", status="400 Bad Request"))
            while self.context is not None and not _is_whole(read):
                if not (more := connection.recv(65536)):
                    break
                read += more
            else:
                connection.sendall(self.answer(read))
        self.received.append(read)
        connection.close()

    def stop(self) -> list[bytes]:
        """End, and return what could be read on each connection."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(15)
        for worker in self._workers:
            worker.join(15)
        return self.received


def _is_whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    lines = [line.lower().partition(b": ") for line in head.split(b"\r\n")]
    (length,) = [int(value) for name, _, value in lines if name == b"content-length"] or [0]
    return bool(end) and len(body) >= length


@contextmanager
def city(context: ssl.SSLContext | None, answer: Answer = greets) -> Iterator[City]:
    one = City(context, answer)
    try:
        yield one
    finally:
        one.stop()
