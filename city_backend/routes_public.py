"""What anybody may ask: who is there, what time it is, whether all is well."""

from __future__ import annotations

import ipaddress

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from city_backend.answers import answer
from city_backend.backend import Backend
from city_backend.errors import Problem
from city_backend.incoming import address
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
            Endpoint("GET", "/healthz", self.healthz, answer=str, token=False),
            Endpoint("GET", "/readyz", self.readyz, answer=str, token=False, problems=(503,)),
            Endpoint("GET", "/metrics", self.metrics, answer=str, token=False, problems=(403,)),
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

    async def healthz(self, _request: Request) -> Response:
        """Whether the process answers."""
        return PlainTextResponse("ok")

    async def readyz(self, _request: Request) -> Response:
        """Whether the database can be read and the writer is there."""
        await self._backend.reader.glance(lambda transaction: transaction.check())
        if not self._backend.writer.is_working or self._backend.hub.is_closing:
            raise Problem("busy", retry_after_s=1)
        return PlainTextResponse("ready")

    async def metrics(self, request: Request) -> Response:
        """Counts, for this machine only; what a proxy hands on is not from this machine."""
        forwarded = "forwarded" in request.headers or "x-forwarded-for" in request.headers
        if forwarded or not is_loopback(address(request)):
            raise Problem("loopback_only")
        hub = self._backend.hub
        gauges = {
            "streams": hub.streams,
            "writer_queue": self._backend.writer.pending,
            "differing_digests_total": self._backend.presence.differing_digests,
        }
        return PlainTextResponse(self._backend.metrics.text(gauges))


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
