"""A console that was told a key speaks to that key and to nobody else."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st

from console.domain.ids import uuid7
from console.domain.key_print import expected, fits, is_pin, spoken
from console.sync.failure import RequestFailed
from console.sync.pairing import pair
from console.sync.pinning import WrongKey, pinned_context
from console.sync.spki import pin_of
from console.sync.tls import Tls
from console.sync.transport import Transport
from tests.sync.consoles import run
from tests.sync.tls_servers import HELLO, City, Shown, city, says

CODE = "ABCD2345"


def asked(url: str, pin: str) -> str:
    """Say hello; returns the pin that was seen, or the code of the failure."""
    found: list[str] = []

    async def ask() -> None:
        transport = await Transport.open(url, Tls(), "token", pin)
        try:
            await transport.hello()
            found.append(transport.key)
        except RequestFailed as failure:
            found.append(failure.code)
        finally:
            await transport.close()

    run(ask())
    return found[0]


@pytest.fixture
def shown() -> Shown:
    return Shown()


def test_the_key_of_the_invitation_is_taken_though_nobody_vouches(
    shown: Shown, tmp_path: Path
) -> None:
    with city(shown.context(tmp_path)) as server:
        assert asked(server.url, shown.pin) == shown.pin
    assert server.received[0].startswith(b"GET /v1/hello")


@pytest.mark.parametrize("names", [("dialog.anderswo.example",), ("192.0.2.7",)])
def test_the_right_key_counts_whatever_name_it_has(names: tuple[str, ...], tmp_path: Path) -> None:
    shown = Shown(names=names)
    with city(shown.context(tmp_path)) as server:
        assert asked(server.url, shown.pin) == shown.pin


@pytest.mark.parametrize("days", [(-800, -70), (10, 700)])
def test_the_right_key_counts_whatever_date_it_has(days: tuple[int, int], tmp_path: Path) -> None:
    shown = Shown(days=days)
    with city(shown.context(tmp_path)) as server:
        assert asked(server.url, shown.pin) == shown.pin


def test_a_renewed_certificate_with_the_same_key_is_the_same_server(
    shown: Shown, tmp_path: Path
) -> None:
    renewed = Shown(shown.key, names=("neu.example",))
    assert renewed.certificate != shown.certificate
    with city(renewed.context(tmp_path)) as server:
        assert asked(server.url, shown.pin) == shown.pin


def test_another_key_receives_nothing(shown: Shown, tmp_path: Path) -> None:
    other = Shown()
    with city(other.context(tmp_path)) as server:
        assert asked(server.url, shown.pin) == "wrong_key"
        assert server.stop() == [b""]


def test_another_key_with_a_good_certificate_receives_nothing(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Shown(names=("Amt",), authority=True)
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with city(Shown(by=authority).context(tmp_path)) as server:
        assert asked(server.url, shown.pin) == "wrong_key"
        assert server.stop() == [b""]


def test_a_code_is_never_said_to_another_key(shown: Shown, tmp_path: Path) -> None:
    """Not even when the right server was there a moment ago: each connection is looked at."""

    def turns(request: bytes) -> bytes:
        server.context = other
        return says(HELLO)

    other = Shown().context(tmp_path)

    async def ask() -> None:
        with pytest.raises(RequestFailed, match="wrong_key"):
            await pair(
                server.url,
                CODE,
                device="d",
                device_name="Notebook",
                member_name="Kim Beispiel",
                tls=Tls(),
                pin=shown.pin,
            )

    with city(shown.context(tmp_path), turns) as server:
        run(ask())
        received = server.stop()
    assert [raw.split(b" HTTP")[0] for raw in received] == [b"GET /v1/hello", b""]
    assert CODE.encode() not in b"".join(received)


def test_a_stream_is_never_asked_of_another_key(shown: Shown, tmp_path: Path) -> None:
    async def ask(server: City) -> None:
        transport = await Transport.open(server.url, Tls(), "token", shown.pin)
        await transport.hello()
        server.context = Shown().context(tmp_path)
        with pytest.raises(RequestFailed, match="wrong_key"):
            await transport.stream("d", 0, "00", read_s=5).__aenter__()
        await transport.close()

    with city(shown.context(tmp_path)) as server:
        run(ask(server))
        assert [raw[:12] for raw in server.stop()] == [b"GET /v1/hell", b""]


def test_a_server_that_cannot_speak_the_newest_tls_receives_nothing(
    shown: Shown, tmp_path: Path
) -> None:
    context = shown.context(tmp_path)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with city(context) as server:
        assert asked(server.url, shown.pin) == "tls_failed"
        assert server.stop() == [b""]


def test_a_server_in_the_clear_receives_no_request(shown: Shown) -> None:
    with city(None) as server:
        assert asked(server.url, shown.pin) == "tls_not_spoken"
        (received,) = server.stop()
    # The first word of a handshake, which tells nothing.
    assert received[:2] == b"\x16\x03"
    assert b"hello" not in received


def test_a_key_is_never_looked_for_in_the_clear(shown: Shown) -> None:
    async def ask() -> None:
        with pytest.raises(RequestFailed, match="address_insecure"):
            await Transport.open("http://127.0.0.1:8720", Tls(), pin=shown.pin)

    run(ask())


def test_a_typed_print_is_held_to_the_whole_key_from_then_on(shown: Shown, tmp_path: Path) -> None:
    place = {
        "member": uuid7(1),
        "role": "lead",
        "dialogue": uuid7(2),
        "nonce": "5d" * 16,
        "backend": uuid7(3),
    }

    def answer(request: bytes) -> bytes:
        return says(HELLO if b"/v1/hello" in request else json.dumps(place))

    async def ask() -> None:
        typed = expected(spoken(shown.pin).lower())
        assert typed is not None
        credential = await pair(
            server.url,
            CODE,
            device="d",
            device_name="Notebook",
            member_name="Kim Beispiel",
            tls=Tls(),
            pin=typed,
        )
        assert credential.pin == shown.pin

    with city(shown.context(tmp_path), answer) as server:
        run(ask())


def test_a_print_of_another_key_receives_nothing(shown: Shown, tmp_path: Path) -> None:
    typed = expected(spoken(Shown().pin))
    assert typed is not None
    with city(shown.context(tmp_path)) as server:
        assert asked(server.url, typed) == "wrong_key"
        assert server.stop() == [b""]


def test_without_a_key_there_is_no_such_context() -> None:
    with pytest.raises(ValueError, match="no key"):
        pinned_context("")


def test_the_way_that_blocks_is_closed(shown: Shown, tmp_path: Path) -> None:
    with city(shown.context(tmp_path)) as server:
        context = pinned_context(shown.pin)
        raw = socket.create_connection(("127.0.0.1", server.port))
        with raw, pytest.raises(WrongKey):
            context.wrap_socket(raw)
        assert b"".join(server.stop()) == b""


# the key in a certificate


def der(shown: Shown) -> bytes:
    return shown.certificate.public_bytes(serialization.Encoding.DER)


def test_a_pin_is_the_hash_of_the_public_key() -> None:
    shown = Shown()
    public = shown.key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert pin_of(der(shown)) == hashlib.sha256(public).hexdigest()


def test_a_cut_certificate_has_no_key() -> None:
    raw = der(Shown())
    for length in range(len(raw)):
        with pytest.raises(ValueError, match=r"."):
            pin_of(raw[:length])


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(raw: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert is_pin(pin_of(raw))


# the print


PIN = "ab" * 32


def test_the_print_is_twenty_letters_in_groups_of_four() -> None:
    assert spoken(PIN) == "VOV2 XK5L VOV2 XK5L VOV2"


@pytest.mark.parametrize(
    "typed",
    [
        spoken(PIN),
        spoken(PIN).lower(),
        spoken(PIN).replace(" ", "-"),
        spoken(PIN).replace("O", "0"),
        f"  {spoken(PIN)}\n",
        PIN,
        PIN.upper(),
        "VOV2XK5LVOV2XK5LVOV2XK5L",
    ],
)
def test_a_print_is_read_as_people_write_it(typed: str) -> None:
    wanted = expected(typed)
    assert wanted is not None
    assert fits(PIN, wanted)
    assert not fits("ac" * 32, wanted)


@pytest.mark.parametrize("typed", ["", "VOV2", "VOV2 XK5L VOV2 XK5L VOV", "ä" * 20, PIN[:-1]])
def test_a_piece_of_a_print_is_none(typed: str) -> None:
    assert expected(typed) is None


@pytest.mark.parametrize("wanted", ["", "V", "VOV2", "vov2xk5lvov2xk5lvov2"])
def test_nothing_fits_what_is_no_print(wanted: str) -> None:
    assert not fits(PIN, wanted)
