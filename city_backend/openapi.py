"""The description at /openapi.json, made from the same declarations as the codec."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from city_backend.examples_plain import EXAMPLES, TEXTS, problem_codes, problem_example
from city_backend.openapi_links import LINKS
from city_backend.wire import ProblemBody
from console.domain.ids import UUID_PATTERN
from console.domain.kinds import KINDS
from console.domain.ops import Head

Handler = Callable[[Request], Awaitable[Response]]
_ALWAYS: Final = (400, 401, 403, 404, 405, 421, 426, 429, 500, 503)
_ANYBODY: Final = (405, 421, 426, 500)
_SECURITY: Final[Mapping[bool | None, list[dict[str, list[str]]]]] = {
    True: [{"token": []}],
    None: [{}, {"token": []}],
    False: [],
}
_PATTERNS: Final = {"hash": "^[0-9a-f]{64}$", "id": UUID_PATTERN}


class Endpoint(Struct, frozen=True):
    """One method on one path; `query` gives each parameter its bounds, or "hash", or "id".

    `token`: whether one has to be shown; None: it may be.
    """

    method: str
    path: str
    handler: Handler
    request: Any = None
    answer: Any = None
    token: bool | None = True
    status: int = 200
    query: Mapping[str, tuple[int, int] | str] = {}
    problems: tuple[int, ...] = ()


def describe(endpoints: list[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the endpoints."""
    types = [one.request for one in endpoints] + [one.answer for one in endpoints]
    structs = {one for one in types if isinstance(one, type) and issubclass(one, Struct)}
    wanted = [*sorted(structs, key=lambda one: one.__name__), ProblemBody, Head]
    bodies = [kind.body for kind in KINDS.values()]
    _, components = msgspec.json.schema_components(
        [*wanted, *bodies], ref_template="#/components/schemas/{name}"
    )
    for name in ("Operation", "Record", "Salvaged", "ParkedOperation"):
        _say_what_texts_hold(components[name]["properties"])
    paths: dict[str, dict[str, Any]] = {}
    for one in endpoints:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dialogpult city backend", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _say_what_texts_hold(properties: dict[str, Any]) -> None:
    """Head and body travel as text, so that the bytes that were hashed stay what they are."""
    properties["head"] = {
        "type": "string",
        "contentMediaType": "application/json",
        "contentSchema": {"$ref": "#/components/schemas/Head"},
    }
    kinds = [
        {"$ref": f"#/components/schemas/{kind.body.__name__}", "title": name}
        for name, kind in KINDS.items()
    ]
    properties["body"] = {
        "type": ["string", "null"],
        "contentMediaType": "application/json",
        "contentSchema": {"anyOf": kinds},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": one.handler.__name__,
        "summary": (one.handler.__doc__ or "").splitlines()[0],
        "parameters": [*_path_parameters(one.path), *_query_parameters(one.query)],
        "responses": _responses(one),
        "security": _SECURITY[one.token],
    }
    if one.request is not None:
        content = _json(one.request)
        said["requestBody"] = {"required": True, "content": content}
    return said


def _path_parameters(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": UUID_PATTERN},
        }
        for name in names
    ]


def _query_parameters(query: Mapping[str, tuple[int, int] | str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, bounds in query.items():
        schema: dict[str, Any]
        if isinstance(bounds, str):
            schema = {"type": "string", "pattern": _PATTERNS[bounds]}
        else:
            schema = {"type": "integer", "minimum": bounds[0], "maximum": bounds[1]}
        found.append({"name": name, "in": "query", "required": False, "schema": schema})
    return found


def _responses(one: Endpoint) -> dict[str, Any]:
    statuses = {*one.problems, *(_ALWAYS if one.token else _ANYBODY)}
    if one.request is not None:
        statuses |= {400, 408, 413, 415, 503, 507}
    found: dict[str, Any] = {str(status): _problem(status) for status in sorted(statuses)}
    if one.answer is None:
        found["204"] = {"description": "done"}
    elif one.answer is str:
        media = "text/event-stream" if one.path.endswith("/stream") else "text/plain"
        content = {media: {"schema": {"type": "string"}, "example": TEXTS[one.path]}}
        found["200"] = {"description": "text", "content": content}
    else:
        found[str(one.status)] = {"description": "answer", "content": _json(one.answer)}
    links = LINKS.get(one.handler.__name__)
    if links is not None:
        found[str(one.status)]["links"] = links
    return dict(sorted(found.items()))


def _json(kind: type[Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "schema": {"$ref": f"#/components/schemas/{kind.__name__}"},
        "example": msgspec.to_builtins(EXAMPLES[kind]),
    }
    return {"application/json": said}


@cache
def _problem(status: int) -> dict[str, Any]:
    """Return what a status tells, with each code that can be the reason."""
    codes = problem_codes(status)
    said: dict[str, Any] = {
        "schema": {"$ref": f"#/components/schemas/{ProblemBody.__name__}"},
        "examples": {code: {"value": problem_example(code)} for code in codes},
    }
    return {"description": " · ".join(codes), "content": {"application/problem+json": said}}
