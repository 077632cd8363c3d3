"""What anybody may ask: who is there, and what time it is."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request
from starlette.responses import Response

from city_backend.answers import answer
from city_backend.backend import Backend
from city_backend.limits import LIMITS, PROTOCOL
from city_backend.openapi import Endpoint
from city_backend.wire import Hello, Time
from console.domain.kinds import KINDS


class PublicRoutes:
    """Endpoints without a token."""

    def __init__(self, backend: Backend, name: str = "") -> None:
        self._backend = backend
        self._name = name

    def endpoints(self) -> list[Endpoint]:
        """Return what is offered."""
        return [
            Endpoint("GET", "/v1/hello", self.hello, answer=Hello, token=False),
            Endpoint("GET", "/v1/time", self.time, answer=Time, token=False),
        ]

    async def hello(self, request: Request) -> Response:
        """Who answers, and what it understands."""
        said = Hello(
            backend=self._backend.identity,
            name=self._name,
            protocol=PROTOCOL,
            kinds={name: kind.version for name, kind in KINDS.items()},
            limits=LIMITS,
            server_time=self._backend.clock.wall_ms(),
        )
        return answer(request, said)

    async def time(self, request: Request) -> Response:
        """When the question came and when the answer goes."""
        received_at = self._backend.clock.wall_ms()
        return answer(request, Time(received_at=received_at, sent_at=self._backend.clock.wall_ms()))


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
