"""What stands before everything else and counts: route, status, duration, size."""

from __future__ import annotations

import re
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from city_backend.access_log import AccessLog
from city_backend.metrics import Metrics
from console.domain.clock import Clock

_METHODS: Final = frozenset({"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
#: The end of an id: random, where the beginning is the time, and enough to find it with `list`.
_SHORT: Final = 8
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NONE: Final = "-"


class Watching:
    """Counts every request; `access` writes it down as well."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, clock: Clock, access: AccessLog | None
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._clock = clock
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection's request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = self._clock.monotonic_ms()
        status, size = 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._note(scope, status, size, self._clock.monotonic_ms() - began)

    def _note(self, scope: Scope, status: int, size: int, ms: float) -> None:
        """`status` 0: the asker left before there was an answer."""
        said: str = scope["method"]
        method = said if said in _METHODS else "OTHER"
        route = getattr(scope.get("route"), "path", _NONE)
        self._metrics.count("requests_total", method=method, route=route, status=str(status))
        if not _waits(scope, route):
            self._metrics.observe("request_seconds", ms / 1000, method=method, route=route)
        if self._access is not None:
            client = scope.get("client")
            self._access.add(
                at=self._clock.wall_ms(),
                method=method,
                route=route,
                dialogue=_short(scope.get("path_params", {}).get("dialogue", "")),
                status=status,
                ms=ms,
                size=size,
                address=client[0] if client else "",
            )


def _waits(scope: Scope, route: str) -> bool:
    """Tell whether a request lasts as long as nothing happens: that is no measure of anything."""
    return route.endswith("/stream") or b"wait=" in scope.get("query_string", b"")


def _short(dialogue: str) -> str:
    """Return the end of an id; what is none may be anything that somebody typed."""
    return dialogue[-_SHORT:] if _ID.fullmatch(dialogue) else ""
