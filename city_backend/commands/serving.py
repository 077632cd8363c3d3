"""`serve`: the backend itself, until it is told to end."""

from __future__ import annotations

import argparse
import asyncio
import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from city_backend.administration import prepare_sample
from city_backend.backend import Backend
from city_backend.clock_system import SystemClock
from city_backend.commands import arguments
from city_backend.commands.creating import show_codes
from city_backend.commands.forms import Asked, Forms, say
from city_backend.commands.operating import add_operating, operating_as
from city_backend.conducted_clock import ConductedClock, Conductor
from city_backend.places import data_folder
from city_backend.server import Server, address_of, listen, run
from console.domain.errors import KnownFailure
from console.domain.key_print import spoken

if TYPE_CHECKING:
    from city_backend.tls import Presented

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8720
#: The writer and the loop share the interpreter: a shorter turn keeps answers quick.
_TURN_S: Final = 0.0005


def add_to(forms: Forms) -> None:
    """Add the command."""
    words = forms.words
    form = forms.add("serve", serve, makes=True)
    form.add_argument("--host", default=DEFAULT_HOST, help=words("backend.help.host"))
    form.add_argument(
        "--port", type=arguments.port, default=DEFAULT_PORT, help=words("backend.help.port")
    )
    form.add_argument("--name", type=arguments.title, help=words("backend.help.name"))
    form.add_argument(
        "--public-address",
        metavar="https://…",
        type=arguments.origin,
        default=os.environ.get(arguments.ADDRESS) or None,
        help=words("backend.help.address"),
    )
    form.add_argument(
        "--tls-self-signed", action="store_true", help=words("backend.help.tls_self_signed")
    )
    form.add_argument("--tls-cert", type=Path, metavar="FILE", help=words("backend.help.tls_cert"))
    form.add_argument("--tls-key", type=Path, metavar="FILE", help=words("backend.help.tls_key"))
    form.add_argument(
        "--prepare-sample", action="store_true", help=words("backend.help.prepare_sample")
    )
    add_operating(forms, form)
    form.add_argument("--conductor", type=arguments.conductor, help=argparse.SUPPRESS)


def serve(asked: Asked) -> int:
    """Serve until a signal comes."""
    parsed, database = asked.parsed, asked.database
    presented, operating = presented_by(parsed), operating_as(parsed)
    listening = _listen(parsed.host, parsed.port)
    conducted = ConductedClock() if parsed.conductor else None

    def ready() -> None:
        say(address_of(listening, "https" if presented is not None else "http"))
        if presented is not None:
            _show_key(asked, presented)
        if parsed.prepare_sample:
            title, codes = prepare_sample(database)
            say(asked.words("backend.serving", title=title))
            show_codes(asked.words, codes)

    sys.setswitchinterval(_TURN_S)
    with closing(listening):
        backend = Backend(database, clock=conducted)
        server = Server(
            backend,
            parsed.host,
            ready,
            name=parsed.name or "",
            presented=presented,
            operating=operating,
        )
        asyncio.run(_serve(server, backend, listening, conducted, parsed.conductor))
    return 0


def presented_by(parsed: argparse.Namespace) -> Presented | None:
    """Return what consoles are shown, or None where nothing is encrypted.

    Raises: KnownFailure with tls_either, tls_pair, or what is wrong with the files.
    """
    files: tuple[Path | None, Path | None] = (parsed.tls_cert, parsed.tls_key)
    if not parsed.tls_self_signed and files == (None, None):
        return None
    if parsed.tls_self_signed and files != (None, None):
        raise KnownFailure("tls_either")
    # A backend behind a proxy needs none of this.
    from city_backend.tls import Files, Presented
    from city_backend.tls_own import OwnCertificate

    if parsed.tls_self_signed:
        names = tuple(_names(parsed.host, parsed.public_address))
        return Presented(OwnCertificate(data_folder() / "tls", names, SystemClock()).files)
    certificate, key = files
    if certificate is None or key is None:
        raise KnownFailure("tls_pair")
    pair = Files(certificate=certificate, key=key)
    return Presented(lambda: pair)


def _names(host: str, address: str | None) -> Iterator[str]:
    """Yield the names that a certificate of our own carries, the public one first."""
    named = urlsplit(address).hostname if address else None
    if named:
        yield named
    if not _is_everywhere(host):
        yield host


def _is_everywhere(host: str) -> bool:
    """Tell whether this is every address of the machine, which is no name."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _show_key(asked: Asked, presented: Presented) -> None:
    words, parsed = asked.words, asked.parsed
    if parsed.public_address:
        say(words("backend.address", address=parsed.public_address))
    if parsed.tls_self_signed:
        say(words("backend.pin", pin=presented.pin))
        say(words("backend.key_print", print=spoken(presented.pin)))


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        raise KnownFailure("cannot_listen", host=host, port=port) from error


async def _serve(
    server: Server,
    backend: Backend,
    listening: socket.socket,
    conducted: ConductedClock | None,
    address: tuple[str, int] | None,
) -> None:
    if conducted is None or address is None:
        await run(server, backend, listening)
        return
    conductor = Conductor(conducted, backend.activity)
    try:
        await conductor.connect(*address)
        following = asyncio.create_task(conductor.follow(server.stop))
        await run(server, backend, listening)
        following.cancel()
    finally:
        conductor.close()
        await backend.stop()
