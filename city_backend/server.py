"""uvicorn around the application: ready when it says so, gone within two seconds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Final

import uvicorn

from city_backend.app import application
from city_backend.backend import Backend
from city_backend.operating import OPERATING, Operating
from city_backend.routes_public import is_loopback

if TYPE_CHECKING:
    from city_backend.tls import Presented

#: Streams end by themselves; whoever does not take a last answer is cut off after this.
_GRACE_S: Final = 1
_KEEP_ALIVE_S: Final = 75
_BACKLOG: Final = 2048


# It logs what it sends, which is what people wrote.
logging.getLogger("sse_starlette").setLevel(logging.INFO)


class Server(uvicorn.Server):
    """Serves a backend; tells it to end its streams before it waits for them."""

    def __init__(
        self,
        backend: Backend,
        host: str,
        ready: Callable[[], None],
        *,
        name: str = "",
        presented: Presented | None = None,
        operating: Operating = OPERATING,
    ) -> None:
        """`name` is what consoles are told to whom they speak; `presented`: encrypted with that."""
        super().__init__(
            uvicorn.Config(
                application(
                    backend, loopback_only=is_loopback(host), name=name, operating=operating
                ),
                ssl_context_factory=_factory(presented) if presented is not None else None,
                http="h11",
                loop="asyncio",
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(operating.proxy),
                forwarded_allow_ips=operating.proxy,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=_GRACE_S,
                backlog=_BACKLOG,
            )
        )
        self._backend = backend
        self._ready = ready
        self.presented = presented
        self.access = operating.access

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is open, then wait for it."""
        self._backend.hub.close()
        await super().shutdown(sockets)

    def stop(self) -> None:
        """Ask the server to end."""
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave signals to `run`: a graceful end is an end without an error."""
        yield


def _factory(presented: Presented) -> Callable[[uvicorn.Config, object], ssl.SSLContext]:
    def context(_config: uvicorn.Config, _usual: object) -> ssl.SSLContext:
        return presented.context

    return context


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes any.  Raises: OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once instead of gathering them.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def address_of(listening: socket.socket, scheme: str = "http") -> str:
    """Return the address to type into a console."""
    host, port = listening.getsockname()[:2]
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


async def run(server: Server, backend: Backend, listening: socket.socket) -> None:
    """Serve until a signal or `server.stop()`."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
        # Neither Windows nor a thread of a test has them.
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, server.stop)
        # Whoever asks to take up what was renewed ends nobody, also where nothing is encrypted.
        loop.add_signal_handler(signal.SIGHUP, lambda: None)
    backend.start()
    watching = _watch(loop, server.presented) if server.presented is not None else None
    try:
        await server.serve([listening])
    finally:
        if watching is not None:
            watching.cancel()
        await backend.stop()
        if server.access is not None:
            server.access.close()


def _watch(loop: asyncio.AbstractEventLoop, presented: Presented) -> asyncio.Task[None]:
    """Take up a renewed certificate by itself, and at once when SIGHUP asks for it."""
    with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGHUP, presented.on_signal)
    return loop.create_task(presented.watch())
