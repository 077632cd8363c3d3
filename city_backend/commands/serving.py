"""`serve`: the backend itself, until it is told to end."""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
from contextlib import closing
from typing import Final

from city_backend.administration import prepare_sample
from city_backend.backend import Backend
from city_backend.commands import arguments
from city_backend.commands.creating import show_codes
from city_backend.commands.forms import Asked, Forms, say
from city_backend.conducted_clock import ConductedClock, Conductor
from city_backend.server import Server, address_of, listen, run
from console.domain.errors import KnownFailure

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8720
#: The writer and the loop share the interpreter: a shorter turn keeps answers quick.
_TURN_S: Final = 0.0005


def add_to(forms: Forms) -> None:
    """Add the command."""
    words = forms.words
    form = forms.add("serve", serve)
    form.add_argument("--host", default=DEFAULT_HOST, help=words("backend.help.host"))
    form.add_argument(
        "--port", type=arguments.port, default=DEFAULT_PORT, help=words("backend.help.port")
    )
    form.add_argument(
        "--prepare-sample", action="store_true", help=words("backend.help.prepare_sample")
    )
    form.add_argument("--conductor", type=arguments.conductor, help=argparse.SUPPRESS)


def serve(asked: Asked) -> int:
    """Serve until a signal comes."""
    parsed, database = asked.parsed, asked.database
    listening = _listen(parsed.host, parsed.port)
    conducted = ConductedClock() if parsed.conductor else None

    def ready() -> None:
        say(address_of(listening))
        if parsed.prepare_sample:
            title, codes = prepare_sample(database)
            say(asked.words("backend.serving", title=title))
            show_codes(asked.words, codes)

    sys.setswitchinterval(_TURN_S)
    with closing(listening):
        backend = Backend(database, clock=conducted)
        server = Server(backend, parsed.host, ready)
        asyncio.run(_serve(server, backend, listening, conducted, parsed.conductor))
    return 0


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
