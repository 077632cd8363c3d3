"""From answers and exceptions of the HTTP client to values or one `RequestFailed`."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar, cast

import httpx
import msgspec

from console.sync.failure import RequestFailed
from console.sync.tls_failure import tls_code
from console.sync.wire import Problem

T = TypeVar("T")

#: What the backend calls a problem → what it is to somebody at a console.
_RENAMED: Final = {
    "disk_full": "server_disk_full",
    "protocol_too_old": "protocol_version",
    "unavailable": "busy",
}
#: Answers of proxies and servers that name no problem.
_BY_STATUS: Final = {
    413: "too_large",
    429: "too_many_requests",
    502: "busy",
    503: "busy",
    504: "busy",
    507: "server_disk_full",
}


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and everything that led to it."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += cast("BaseExceptionGroup[BaseException]", one).exceptions
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]


def _connect_code(error: httpx.HTTPError) -> str:
    causes = list(_chain(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "unknown_host"
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return tls_code(cause)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "refused"
    return "unreachable"


def failure_of(error: httpx.HTTPError | httpx.InvalidURL, host: str) -> RequestFailed:
    """Return what an exception of the client means."""
    code = "cut"
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        code = "address_invalid"
    elif isinstance(error, httpx.ConnectTimeout):
        code = "unreachable"
    elif isinstance(error, httpx.TimeoutException):
        code = "timed_out"
    elif isinstance(error, httpx.ProxyError):
        code = "proxy_refused"
    elif isinstance(error, httpx.ConnectError):
        code = _connect_code(error)
    elif isinstance(error, httpx.DecodingError | httpx.TooManyRedirects):
        code = "not_a_backend"
    return RequestFailed(code, host=host, address=host)


@contextmanager
def told(host: str) -> Generator[None]:
    """Turn what the client raises into RequestFailed."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise failure_of(error, host) from error


def _retry_after_ms(response: httpx.Response) -> int | None:
    text = response.headers.get("retry-after", "").strip()
    return int(text) * 1000 if text.isascii() and text.isdigit() and len(text) < 6 else None


def _media_type(response: httpx.Response) -> str:
    return response.headers.get("content-type", "").partition(";")[0].strip().lower()


def _is_page(response: httpx.Response) -> bool:
    """Tell whether this is for a browser: a page, or the way to one."""
    return response.is_redirect or _media_type(response) == "text/html"


def refusal(response: httpx.Response, host: str) -> RequestFailed:
    """Return what an answer means that is not the one asked for; its body has been read.

    `web_page` among its parameters: a browser is meant, as where a network asks to log in.
    """
    code, more = _BY_STATUS.get(response.status_code, "not_a_backend"), dict[str, object]()
    if _media_type(response) in ("application/problem+json", "application/json"):
        try:
            said = msgspec.json.decode(response.content, type=Problem)
        except (msgspec.DecodeError, RecursionError):
            pass
        else:
            code = _RENAMED.get(said.code, said.code)
            more = {"dialogue": said.dialogue} if said.dialogue else more
    return RequestFailed(
        code,
        status=response.status_code,
        retry_after_ms=_retry_after_ms(response),
        host=host,
        address=host,
        web_page=_is_page(response),
        **more,
    )


def answer(response: httpx.Response, decoder: msgspec.json.Decoder[T], host: str) -> T:
    """Return the decoded answer.  Raises: RequestFailed."""
    if not response.is_success:
        raise refusal(response, host)
    if _media_type(response) != "application/json":
        raise refusal(response, host)
    try:
        return decoder.decode(response.content)
    except (msgspec.DecodeError, RecursionError) as error:
        raise RequestFailed(
            "not_a_backend",
            status=response.status_code,
            host=host,
            address=host,
            web_page=False,
        ) from error


def check_stream(response: httpx.Response, host: str) -> None:
    """Refuse an answer that is no stream of events.  Raises: RequestFailed."""
    if not response.is_success:
        raise refusal(response, host)
    if _media_type(response) != "text/event-stream":
        raise RequestFailed("not_a_backend", status=response.status_code, host=host, address=host)
