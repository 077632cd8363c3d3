"""Whatever is at the other end, the console says what it is, by a code."""

import asyncio
import gzip
import json
import socket
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import trustme

from console.sync import transport as transport_module
from console.sync.failure import RequestFailed
from console.sync.tls import Tls, system_context
from console.sync.transport import Transport
from tests.sync.consoles import run
from tests.sync.strange_servers import Handler, always, hangs_up, says_nothing, serving

PROBLEM = "application/problem+json"


def failure_from(handler: Handler) -> RequestFailed:
    """What asking for the log of such a server comes to."""
    found: list[RequestFailed] = []

    async def ask() -> None:
        async with serving(handler) as port:
            transport = await Transport.open(f"127.0.0.1:{port}", Tls())
            with pytest.raises(RequestFailed) as failure:
                await transport.page("d", 0, "00", limit=1)
            await transport.close()
            found.append(failure.value)

    run(ask())
    return found[0]


def problem(status: str, code: str, **more: str) -> Handler:
    body = json.dumps({"type": "about:blank", "title": "", "status": 0, "code": code})
    return always(status, body, content_type=PROBLEM, **more)


@pytest.mark.parametrize(
    ("handler", "code", "status"),
    [
        (always("200 OK", "<html>WLAN</html>", content_type="text/html"), "not_a_backend", 200),
        (always("200 OK", "{", content_type="application/json"), "not_a_backend", 200),
        (always("200 OK", "[]", content_type="application/json"), "not_a_backend", 200),
        (always("200 OK", '{"head": 1}', content_type="application/json"), "not_a_backend", 200),
        (always("302 Found", location="https://login.example.org/"), "not_a_backend", 302),
        (always("401 Unauthorized", "", content_type="text/html"), "not_a_backend", 401),
        (always("403 Forbidden", "no", content_type="text/html"), "not_a_backend", 403),
        (always("404 Not Found", "no", content_type="text/html"), "not_a_backend", 404),
        (always("413 Too Large", "no", content_type="text/html"), "too_large", 413),
        (always("500 Oh", "no", content_type="text/html"), "not_a_backend", 500),
        (always("502 Bad Gateway", "no", content_type="text/html"), "busy", 502),
        (problem("401 Unauthorized", "unauthorized"), "unauthorized", 401),
        (problem("403 Forbidden", "revoked"), "revoked", 403),
        (problem("409 Conflict", "history_diverged"), "history_diverged", 409),
        (problem("410 Gone", "dialogue_deleted"), "dialogue_deleted", 410),
        (problem("426 Upgrade", "protocol_too_old"), "protocol_version", 426),
        (problem("503 Busy", "unavailable"), "busy", 503),
        (problem("507 Full", "disk_full"), "server_disk_full", 507),
        (hangs_up, "cut", 0),
    ],
)
def test_every_answer_has_its_code(handler: Handler, code: str, status: int) -> None:
    failure = failure_from(handler)
    assert (failure.code, failure.status) == (code, status)
    assert failure.parameters["host"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("header", "expected"), [("7", 7000), ("0", 0), ("Fri, 31 Dec 1999 23:59:59 GMT", None)]
)
def test_retry_after_is_heard(header: str, expected: int | None) -> None:
    failure = failure_from(problem("503 Busy", "busy", retry_after=header))
    assert failure.retry_after_ms == expected
    assert failure.is_passing


def test_silence_ends_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "_REQUEST_S", 0.05)
    assert failure_from(says_nothing).code == "timed_out"


def refused(address: str) -> str:
    """The code with which a request to an address fails."""

    async def ask() -> None:
        transport = await Transport.open(address, Tls())
        try:
            await transport.hello()
        finally:
            await transport.close()

    with pytest.raises(RequestFailed) as failure:
        run(ask())
    return failure.value.code


def test_a_port_where_nobody_listens_refuses() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert refused(f"127.0.0.1:{taken.getsockname()[1]}") == "refused"


def test_a_name_that_nobody_knows_is_unknown() -> None:
    assert refused("https://dialog.invalid") == "unknown_host"


def test_a_missing_certificate_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    assert refused("https://127.0.0.1:1") == "certificate_file_missing"


HELLO = json.dumps({"backend": "city", "protocol": [1, 1]})
NEWER = json.dumps({"backend": "city", "protocol": [2, 3]})


def over_tls(ask: Callable[[Transport], Awaitable[None]], client: ssl.SSLContext | None) -> None:
    """Ask a TLS server whose certificate a private authority has signed."""
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(server)
    if client is not None:
        authority.configure_trust(client)

    async def talk() -> None:
        handler = always("200 OK", HELLO, content_type="application/json")
        async with serving(handler, server) as port:
            tls = Tls(lambda: client) if client is not None else Tls()
            transport = await Transport.open(f"https://localhost:{port}", tls)
            await ask(transport)
            await transport.close()

    run(talk())


def test_a_certificate_that_nobody_trusts_is_refused() -> None:
    async def ask(transport: Transport) -> None:
        with pytest.raises(RequestFailed, match="tls_untrusted"):
            await transport.hello()

    over_tls(ask, None)


def test_a_certificate_that_the_system_trusts_is_taken() -> None:
    async def ask(transport: Transport) -> None:
        assert (await transport.hello()).backend == "city"

    over_tls(ask, ssl.create_default_context())


def test_the_tls_context_is_built_once_and_only_when_it_is_needed() -> None:
    built: list[ssl.SSLContext] = []

    def build() -> ssl.SSLContext:
        built.append(ssl.create_default_context())
        return built[-1]

    async def ask() -> None:
        tls = Tls(build)
        await tls.context(encrypted=False)
        assert built == []
        first = await tls.context(encrypted=True)
        assert await tls.context(encrypted=True) is first
        assert len(built) == 1

    run(ask())


def test_certificates_are_checked() -> None:
    context = system_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_another_version_of_the_protocol_is_said_to_be_one() -> None:
    async def ask() -> None:
        async with serving(always("200 OK", NEWER, content_type="application/json")) as port:
            transport = await Transport.open(f"127.0.0.1:{port}", Tls())
            with pytest.raises(RequestFailed, match="protocol_version"):
                await transport.hello()
            await transport.close()

    run(ask())


def test_a_large_push_travels_packed_and_a_small_one_does_not() -> None:
    seen: list[tuple[dict[str, str], bytes]] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raw = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.split(": ", 1) for line in raw.split("\r\n")[1:] if line]
        headers = {name.lower(): value for name, value in lines}
        seen.append((headers, await reader.readexactly(int(headers["content-length"]))))
        body = b'{"head":0,"results":[]}'
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n"
            b"content-length: %d\r\n\r\n%b" % (len(body), body)
        )

    async def ask() -> None:
        from console.domain.ops import Operation

        async with serving(handle) as port:
            transport = await Transport.open(f"127.0.0.1:{port}", Tls(), "secret")
            for words in ("kurz", "x" * 900_000):
                one = Operation(head=words, body=None, salt=None)
                await transport.push("d", 0, "00", [one])
            await transport.close()

    run(ask())
    (small, small_body), (large, large_body) = seen
    assert "content-encoding" not in small
    assert json.loads(small_body)["ops"][0]["head"] == "kurz"
    assert large["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(large_body))["ops"][0]["head"] == "x" * 900_000
    assert small["authorization"] == "Bearer secret"
    assert small["dialogpult-protocol"] == "1"


def test_no_proxy_stands_between_this_machine_and_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")

    async def ask() -> None:
        async with serving(always("200 OK", HELLO, content_type="application/json")) as port:
            transport = await Transport.open(f"127.0.0.1:{port}", Tls())
            assert (await transport.hello()).backend == "city"
            await transport.close()

    run(ask())
