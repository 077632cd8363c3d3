"""Closing a connection whose handshake was broken off: the HTTP client forgets about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


class HalfOpen:
    """Hears what one request does (the client's `trace`), and ends what nobody holds any more.

    A request that is cancelled in the middle of a handshake would otherwise leave its socket open.
    """

    def __init__(self) -> None:
        self._stream: Any = None

    async def __call__(self, name: str, more: dict[str, Any]) -> None:
        """Take note of an event."""
        if name.endswith("connect_tcp.complete"):
            self._stream = more["return_value"]
        elif name.endswith("start_tls.complete"):
            self._stream = None
        elif name.endswith("start_tls.failed") and self._stream is not None:
            stream, self._stream = self._stream, None
            await stream.aclose()


async def watch_handshake(request: httpx.Request) -> None:
    """Let a request be heard.  A hook of the client."""
    request.extensions["trace"] = HalfOpen().__call__
