"""Without a key from an invitation the system's authorities decide, or the city's own."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest

from console.sync.failure import RequestFailed
from console.sync.proxy import proxy_for
from console.sync.tls import Tls, system_context
from console.sync.transport import Transport
from tests.sync.consoles import run
from tests.sync.strange_servers import serving
from tests.sync.tls_servers import City, Shown, city, greets, says


def failure(url: str, tls: Tls | None = None) -> RequestFailed | None:
    """Say hello with a token; returns what stood in the way."""
    found: list[RequestFailed | None] = []

    async def ask() -> None:
        try:
            transport = await Transport.open(url, tls or Tls(), "geheim")
        except RequestFailed as failed:
            found.append(failed)
            return
        try:
            await transport.hello()
            found.append(None)
        except RequestFailed as failed:
            found.append(failed)
        finally:
            await transport.close()

    run(ask())
    return found[0]


def code_of(url: str, tls: Tls | None = None) -> str:
    failed = failure(url, tls)
    return failed.code if failed is not None else ""


@pytest.fixture
def authority(tmp_path: Path) -> Shown:
    """An authority whose certificate lies in ca.pem."""
    made = Shown(names=("amt.example",), authority=True)
    (tmp_path / "ca.pem").write_bytes(made.pem)
    return made


@pytest.fixture
def trusted(authority: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return authority


def test_a_server_that_the_citys_authority_vouches_for_is_taken(
    trusted: Shown, tmp_path: Path
) -> None:
    with city(Shown(by=trusted).context(tmp_path)) as server:
        assert code_of(server.url) == ""


def test_a_file_of_the_settings_is_trusted_too(authority: Shown, tmp_path: Path) -> None:
    tls = Tls(lambda: system_context(str(tmp_path / "ca.pem")))
    with city(Shown(by=authority).context(tmp_path)) as server:
        assert code_of(server.url) == "tls_untrusted"
        assert code_of(server.url, tls) == ""


def test_the_key_of_an_ordinary_server_is_seen_too(trusted: Shown, tmp_path: Path) -> None:
    shown = Shown(by=trusted)

    async def ask() -> None:
        transport = await Transport.open(server.url, Tls())
        assert transport.key == ""
        await transport.hello()
        assert transport.key == shown.pin
        await transport.close()

    with city(shown.context(tmp_path)) as server:
        run(ask())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"days": (-60, -1)}, "tls_expired"),
        ({"days": (1, 60)}, "tls_expired"),
        ({"names": ("dialog.anderswo.example",)}, "tls_wrong_name"),
        ({"names": ("192.0.2.7",)}, "tls_wrong_name"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_named_and_nothing_sent(
    trusted: Shown, tmp_path: Path, more: dict[str, tuple[int, int]], code: str
) -> None:
    with city(Shown(by=trusted, **more).context(tmp_path)) as server:
        assert code_of(server.url) == code
        assert server.stop() == [b""]


def test_a_server_that_vouches_for_itself_receives_nothing(tmp_path: Path) -> None:
    with city(Shown().context(tmp_path)) as server:
        assert code_of(server.url) == "tls_untrusted"
        assert server.stop() == [b""]


def test_a_server_in_the_clear_on_an_encrypted_address_receives_no_request() -> None:
    with city(None) as server:
        assert code_of(server.url) == "tls_not_spoken"
        assert b"geheim" not in b"".join(server.stop())


def test_a_redirect_is_not_followed(trusted: Shown, tmp_path: Path) -> None:
    shown = Shown(by=trusted)
    with city(shown.context(tmp_path)) as other:

        def sends_on(_: bytes) -> bytes:
            return says("", status="307 Moved", location=f"{other.url}/v1/hello")

        with city(shown.context(tmp_path), sends_on) as server:
            failed = failure(server.url)
        assert failed is not None
        assert (failed.code, failed.parameters["web_page"]) == ("not_a_backend", True)
        assert other.stop() == []


def test_a_login_page_is_told_from_another_service(trusted: Shown, tmp_path: Path) -> None:
    context = Shown(by=trusted).context(tmp_path)
    pages = {
        "<html>WLAN": ("text/html; charset=utf-8", True),
        "[]": ("application/json", False),
    }
    for body, (kind, is_page) in pages.items():
        with city(context, lambda _, body=body, kind=kind: says(body, kind)) as server:
            failed = failure(server.url)
        assert failed is not None
        assert failed.code == "not_a_backend"
        assert failed.parameters["web_page"] is is_page


# the file with the city's authority


def named(path: Path) -> tuple[str, str]:
    with pytest.raises(RequestFailed) as failed:
        system_context(str(path))
    return failed.value.code, str(failed.value.parameters["path"])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "fehlt.pem"
    assert named(path) == ("certificate_file_missing", str(path))


@pytest.mark.parametrize("content", [b"", b"Kein Zertifikat", b"\x30\x82\x00\x00", "ä".encode()])
def test_a_file_that_holds_no_certificate_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "falsch.pem"
    path.write_bytes(content)
    assert named(path) == ("certificate_file_invalid", str(path))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    # Rights do not bind the superuser, who may be the one that runs this; a circle does.
    path = tmp_path / "kreis.pem"
    path.symlink_to(path)
    assert named(path) == ("certificate_file_unreadable", str(path))


def test_a_bad_file_is_said_at_each_try_until_it_is_mended(
    authority: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spaeter.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    tls = Tls()
    with city(Shown(by=authority).context(tmp_path)) as server:
        assert code_of(server.url, tls) == "certificate_file_missing"
        path.write_bytes(authority.pem)
        assert code_of(server.url, tls) == ""


def test_a_key_from_an_invitation_needs_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "fehlt.pem"))
    shown = Shown()

    async def ask() -> None:
        transport = await Transport.open(server.url, Tls(), pin=shown.pin)
        await transport.hello()
        await transport.close()

    with city(shown.context(tmp_path)) as server:
        run(ask())


def test_no_setting_turns_the_checks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONHTTPSVERIFY", "SSL_NO_VERIFY", "CURL_INSECURE", "HTTPX_VERIFY"):
        monkeypatch.setenv(name, "0")
    context = system_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    with city(Shown().context(tmp_path)) as server:
        assert code_of(server.url) == "tls_untrusted"


# the city's proxy


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize(
    ("named", "origin", "proxy"),
    [
        ({}, "https://dialog.stadt.example", ""),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "https://dialog.stadt.example", "http://proxy:3128"),
        ({"HTTPS_PROXY": "proxy:3128"}, "https://dialog.stadt.example", "http://proxy:3128"),
        ({"ALL_PROXY": "http://proxy:3128"}, "https://dialog.stadt.example", "http://proxy:3128"),
        ({"HTTP_PROXY": "http://proxy:3128"}, "https://dialog.stadt.example", ""),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "https://127.0.0.1:8720", ""),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "https://localhost", ""),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "https://[::1]:8720", ""),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "stadt.example"}, "https://a.stadt.example", ""),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://dialog.stadt.example", ""),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "10.1.2.3"}, "https://10.1.2.3:8720", ""),
    ],
)
def test_the_citys_proxy_is_taken_where_it_is_the_way(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], origin: str, proxy: str
) -> None:
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(origin) == proxy


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize("named", ["socks5://proxy:1080", "http://", "http://[::1", "ftp://proxy"])
def test_a_proxy_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", named)
    assert code_of("https://dialog.stadt.example") == "proxy_invalid"


class Proxy:
    """Connects to one server, whatever name is asked for, or refuses."""

    def __init__(self, server: City | None) -> None:
        self.server = server
        self.heads: list[bytes] = []

    async def __call__(self, reader, writer) -> None:
        self.heads.append(await reader.readuntil(b"\r\n\r\n"))
        if self.server is None:
            writer.write(b"HTTP/1.1 407 Who are you\r\ncontent-length: 0\r\n\r\n")
            await writer.drain()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.server.port)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")

        async def carry(source, sink) -> None:
            while raw := await source.read(65536):
                sink.write(raw)
                await sink.drain()
            sink.close()

        try:
            await asyncio.gather(carry(reader, back), carry(there, writer))
        finally:
            back.close()


def through(proxy: Proxy, url: str, monkeypatch: pytest.MonkeyPatch, pin: str = "") -> str:
    """Say hello by a proxy; returns what stood in the way."""
    found: list[str] = []

    async def ask() -> None:
        async with serving(proxy) as port:
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
            transport = await Transport.open(url, Tls(), "geheim", pin)
            try:
                await transport.hello()
                found.append("")
            except RequestFailed as failed:
                found.append(failed.code)
            finally:
                await transport.close()

    run(ask())
    return found[0]


@pytest.mark.usefixtures("no_proxies")
def test_a_proxy_sees_a_name_and_no_token(
    trusted: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(by=trusted, names=("dialog.stadt.example",))
    with city(shown.context(tmp_path), greets) as server:
        proxy = Proxy(server)
        assert through(proxy, "https://dialog.stadt.example", monkeypatch) == ""
        assert b"geheim" in server.stop()[0]
    (head,) = proxy.heads
    assert head.startswith(b"CONNECT dialog.stadt.example:443 ")
    assert b"geheim" not in head


@pytest.mark.usefixtures("no_proxies")
def test_a_proxy_that_looks_inside_is_another_key_and_receives_nothing(
    trusted: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = Shown(by=trusted, names=("dialog.stadt.example",))
    with city(between.context(tmp_path)) as server:
        proxy = Proxy(server)
        pin = Shown().pin
        assert through(proxy, "https://dialog.stadt.example", monkeypatch, pin) == "wrong_key"
        assert server.stop() == [b""]


@pytest.mark.usefixtures("no_proxies")
def test_a_proxy_that_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    code = through(Proxy(None), "https://dialog.stadt.example", monkeypatch)
    assert code == "proxy_refused"


def test_a_handshake_that_is_broken_off_leaves_no_connection(tmp_path: Path) -> None:
    """The server never answers the first word of the handshake; then the dialogue is closed."""

    async def ask() -> None:
        begun, ended = asyncio.Event(), asyncio.Event()

        async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
            assert await reader.read(1)
            begun.set()
            await reader.read()
            ended.set()

        async with serving(silent) as port:
            transport = await Transport.open(f"https://127.0.0.1:{port}", Tls(), pin="ab" * 32)
            asking = asyncio.create_task(transport.hello())
            await begun.wait()
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            assert asking.cancelled()
            # Whoever only forgets it ends it when the garbage is collected, or never.
            await ended.wait()
            await transport.close()

    run(ask())
