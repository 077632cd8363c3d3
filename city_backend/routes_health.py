"""What whoever operates the backend asks: is it there, can it work, how is it doing."""

from __future__ import annotations

import hashlib
import hmac

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from city_backend import incoming
from city_backend.backend import Backend
from city_backend.errors import Problem
from city_backend.openapi import Endpoint
from city_backend.operating import Operating
from city_backend.readiness import Readiness, free_bytes
from city_backend.routes_public import is_loopback
from city_backend.transaction import Transaction


class HealthRoutes:
    """Endpoints for monitoring."""

    def __init__(self, backend: Backend, operating: Operating) -> None:
        self._backend = backend
        self._token_hash = operating.metrics_token_hash
        self._readiness = Readiness(backend, operating.min_free)

    def endpoints(self) -> list[Endpoint]:
        """Return what is offered."""
        return [
            Endpoint("GET", "/healthz", self.healthz, answer=str, token=False),
            Endpoint("GET", "/readyz", self.readyz, answer=str, token=False, problems=(503,)),
            Endpoint("GET", "/metrics", self.metrics, answer=str, token=False, problems=(401, 403)),
        ]

    async def healthz(self, _request: Request) -> Response:
        """Whether the process answers."""
        return PlainTextResponse("ok")

    async def readyz(self, _request: Request) -> Response:
        """Whether what consoles send could be stored now; a 503 gives the reasons."""
        reasons = await self._readiness.reasons()
        if reasons:
            raise Problem("unavailable", retry_after_s=1, reasons=reasons)
        return PlainTextResponse("ready")

    async def metrics(self, request: Request) -> Response:
        """Counts, for this machine only, or for whoever has the token for them."""
        self._admit(request)
        backend = self._backend
        gauges = {
            "streams": backend.hub.streams,
            "writer_queue": backend.writer.pending,
            "reader_queue": backend.reader.pending,
            "reader_connections": backend.reader.connections,
            "differing_digests_total": backend.presence.differing_digests,
            "disk_free_bytes": free_bytes(backend.folder),
        }
        try:
            gauges |= await backend.reader.run(_counts)
            gauges["database_up"] = 1
        except Problem:
            # Just now the other figures are wanted.
            gauges["database_up"] = 0
        return PlainTextResponse(backend.metrics.text(gauges))

    def _admit(self, request: Request) -> None:
        """Raises: Problem with unauthorized, or loopback_only where there is no token.

        What a proxy hands on is not from this machine. A proxy that does not say so cannot be told
        from a neighbour, so with a token nobody is let in without it.
        """
        if self._token_hash is not None:
            if not hmac.compare_digest(incoming.token_hash(request), self._token_hash):
                raise Problem("unauthorized")
            return
        forwarded = "forwarded" in request.headers or "x-forwarded-for" in request.headers
        if forwarded or not is_loopback(incoming.address(request)):
            raise Problem("loopback_only")


def _counts(transaction: Transaction) -> dict[str, float]:
    dialogues, heads = transaction.db.execute(
        "SELECT count(*), sum(head) FROM dialogue WHERE state = 'open'"
    ).fetchone()
    parked = transaction.db.execute("SELECT count(*) FROM parked").fetchone()[0]
    return {"dialogues": dialogues, "log_records": int(heads or 0), "parked": parked}


def hash_of_token(token: str) -> str:
    """Return a token as `incoming.token_hash` has it."""
    return hashlib.sha256(token.strip().encode()).hexdigest()
