"""The ASGI application: routes, what stands before every one of them, problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from city_backend.activity import Activity
from city_backend.answers import answer, problem
from city_backend.backend import Backend
from city_backend.clock_system import SystemClock
from city_backend.errors import Problem
from city_backend.limits import PROTOCOL
from city_backend.openapi import Endpoint, describe
from city_backend.operating import OPERATING, Operating
from city_backend.routes_dialogues import DialogueRoutes
from city_backend.routes_health import HealthRoutes
from city_backend.routes_members import MemberRoutes
from city_backend.routes_ops import OpsRoutes
from city_backend.routes_public import PublicRoutes
from city_backend.routes_salvage import SalvageRoutes
from city_backend.watching import Watching
from console.words import LANGUAGES, Words, choose_language

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_OF_STATUS: Final[Mapping[int, str]] = {404: "not_found", 405: "method_not_allowed"}


def application(
    backend: Backend,
    *,
    loopback_only: bool = True,
    name: str = "",
    operating: Operating = OPERATING,
) -> ASGIApp:
    """Return the application; `loopback_only` when it is bound to this machine alone.

    `name` is what it calls itself.
    """
    endpoints = [
        *HealthRoutes(backend, operating).endpoints(),
        *PublicRoutes(backend, name).endpoints(),
        *DialogueRoutes(backend).endpoints(),
        *MemberRoutes(backend).endpoints(),
        *OpsRoutes(backend).endpoints(),
        *SalvageRoutes(backend).endpoints(),
    ]
    description = describe(endpoints)

    async def openapi(request: Request) -> Response:
        return answer(request, description)

    routes = [_route(one) for one in endpoints]
    routes.append(Route("/openapi.json", openapi, methods=["GET"]))
    problems = Problems()
    app = Starlette(
        routes=routes,
        exception_handlers={
            Problem: problems.known,
            HTTPException: problems.routing,
            Exception: problems.bug,
        },
    )
    app.router.redirect_slashes = False
    gate = Gate(app, backend.activity, problems, loopback_only=loopback_only)
    return Watching(gate, backend.metrics, SystemClock(), operating.access)


def _route(one: Endpoint) -> Route:
    route = Route(one.path, one.handler, methods=[one.method])
    if one.path.endswith("/stream") and route.methods is not None:
        # It has no end, and whoever asks for its head alone would never read any of it.
        route.methods.discard("HEAD")
    return route


class Problems:
    """Answers what went wrong, with a title in the language that the asker reads."""

    def __init__(self) -> None:
        self._words = {language: Words(language) for language in LANGUAGES}

    async def known(self, request: Request, error: Exception) -> Response:
        """Answer a problem of ours."""
        assert isinstance(error, Problem)
        wish = request.headers.get("accept-language", "").split(",")[0].split(";")[0]
        words = self._words[choose_language(None, wish.strip())]
        return problem(error, words(f"backend.problem.{error.code}"))

    async def routing(self, request: Request, error: Exception) -> Response:
        """Answer what matched no endpoint."""
        assert isinstance(error, HTTPException)
        code = _OF_STATUS.get(error.status_code, "malformed")
        response = await self.known(request, Problem(code))
        response.headers.update(error.headers or {})
        return response

    async def bug(self, request: Request, _error: Exception) -> Response:
        """Answer a bug; it is logged by whoever runs us."""
        return await self.known(request, Problem("internal"))


class Gate:
    """Looks at every request before anything else does, and counts it while it lasts."""

    def __init__(
        self, app: ASGIApp, activity: Activity, problems: Problems, *, loopback_only: bool
    ) -> None:
        self._app = app
        self._problems = problems
        self._activity = activity
        self._loopback_only = loopback_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection's request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refused = self._refusal(headers)
        if refused is not None:
            response = await self._problems.known(Request(scope), refused)
            await response(scope, receive, send)
            return
        # A stream counts by what it has still to deliver, not by being open.
        counts = not scope["path"].endswith("/stream")
        if counts:
            self._activity.begin()
        try:
            await self._app(scope, receive, send)
        finally:
            if counts:
                self._activity.end()

    def _refusal(self, headers: Mapping[bytes, bytes]) -> Problem | None:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name = host if host.endswith("]") else host.rsplit(":", 1)[0]
        if self._loopback_only and name not in LOOPBACK_NAMES:
            # Somebody's web page must not reach us under a name of its own.
            return Problem("wrong_host")
        spoken = headers.get(b"dialogpult-protocol", b"1")
        if not spoken.isdigit() or int(spoken) < PROTOCOL[0]:
            return Problem("protocol_too_old", protocol=PROTOCOL)
        return None
