"""The backend encrypts with a certificate of its own, or with the city's."""

from __future__ import annotations

import logging
import signal
import socket
import ssl
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from city_backend.cli import main
from city_backend.tls import Files, Presented, pin_of_file
from city_backend.tls_own import OwnCertificate
from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.domain.key_print import spoken
from console.sync.spki import pin_of
from tests.backend.test_races import Process
from tests.sync.tls_servers import Shown

NOW = 1_790_000_000_000
DAY = 86_400_000


class Day(Clock):
    """A clock that the test sets."""

    def __init__(self, now: int = NOW) -> None:
        self.now = now

    def wall_ms(self) -> int:
        return self.now

    def monotonic_ms(self) -> float:
        return 0.0

    def boot_id(self) -> str:
        return ""


def own(folder: Path, clock: Clock | None = None, *names: str) -> OwnCertificate:
    return OwnCertificate(folder / "tls", names or ("dialog.stadt.example",), clock or Day())


def certificate(files: Files) -> x509.Certificate:
    return x509.load_pem_x509_certificate(files.certificate.read_bytes())


# the own certificate


def test_the_own_certificate_is_for_its_names_and_two_years(tmp_path: Path) -> None:
    found = certificate(own(tmp_path, None, "dialog.stadt.example", "192.0.2.7").files())
    named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert named.get_values_for_type(x509.DNSName) == ["dialog.stadt.example", "localhost"]
    addresses = [str(one) for one in named.get_values_for_type(x509.IPAddress)]
    assert addresses == ["192.0.2.7", "127.0.0.1", "::1"]
    assert found.not_valid_after_utc - found.not_valid_before_utc == timedelta(days=731)
    key = found.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"


def test_only_this_user_reads_the_key(tmp_path: Path) -> None:
    files = own(tmp_path).files()
    assert stat.S_IMODE(files.key.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.key.parent.stat().st_mode) == 0o700
    assert sorted(path.name for path in files.key.parent.iterdir()) == [
        "certificate.pem",
        "key.pem",
    ]


def test_another_start_shows_the_same_certificate(tmp_path: Path) -> None:
    before = own(tmp_path).files().certificate.read_bytes()
    assert own(tmp_path).files().certificate.read_bytes() == before


@pytest.mark.parametrize(("days", "renewed"), [(699, False), (701, True), (800, True)])
def test_before_it_ends_it_is_renewed_with_the_same_key(
    tmp_path: Path, days: int, renewed: bool
) -> None:
    clock = Day()
    files = own(tmp_path, clock).files()
    before, key = certificate(files), files.key.read_bytes()
    clock.now += days * DAY
    after = certificate(own(tmp_path, clock).files())
    assert (after.serial_number != before.serial_number) is renewed
    assert files.key.read_bytes() == key
    assert after.public_key() == before.public_key()
    assert after.not_valid_after_utc.timestamp() * 1000 > clock.now + 29 * DAY


def test_another_name_brings_another_certificate_with_the_same_key(tmp_path: Path) -> None:
    pin = pin_of_file(own(tmp_path).files().certificate)
    files = own(tmp_path, None, "neu.stadt.example").files()
    named = certificate(files).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    assert "neu.stadt.example" in named.value.get_values_for_type(x509.DNSName)
    assert pin_of_file(files.certificate) == pin


@pytest.mark.parametrize("content", [b"", b"kein Schl\xc3\xbcssel"])
def test_a_damaged_key_is_said_and_never_replaced(tmp_path: Path, content: bytes) -> None:
    files = own(tmp_path).files()
    files.key.write_bytes(content)
    with pytest.raises(KnownFailure, match="tls_key_damaged"):
        own(tmp_path).files()
    assert files.key.read_bytes() == content


def test_a_damaged_certificate_is_made_again(tmp_path: Path) -> None:
    files = own(tmp_path).files()
    pin = pin_of_file(files.certificate)
    files.certificate.write_bytes(b"-----BEGIN")
    assert pin_of_file(own(tmp_path).files().certificate) == pin


def test_many_that_begin_together_agree_on_one_key(tmp_path: Path) -> None:
    pins: set[str] = set()
    together = threading.Barrier(8)

    def begin() -> None:
        together.wait(10)
        pins.add(own(tmp_path).files().key.read_text("ascii"))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pins) == 1


def test_the_pin_is_the_one_that_consoles_see(tmp_path: Path) -> None:
    files = own(tmp_path).files()
    der = certificate(files).public_bytes(serialization.Encoding.DER)
    assert pin_of_file(files.certificate) == pin_of(der)


# what is presented


def files_of(shown: Shown, folder: Path) -> Files:
    shown.context(folder)
    both = folder / f"{shown.certificate.serial_number}.pem"
    pair = Files(certificate=folder / "chain.pem", key=folder / "key.pem")
    pair.certificate.write_bytes(shown.pem)
    pair.key.write_bytes(both.read_bytes())
    return pair


def seen_by_a_client(context: ssl.SSLContext) -> str:
    """The pin that somebody sees who connects now."""
    here, there = socket.socketpair()
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE

    def serve() -> None:
        with context.wrap_socket(there, server_side=True):
            pass

    thread = threading.Thread(target=serve)
    thread.start()
    with client.wrap_socket(here) as connection:
        shown = connection.getpeercert(binary_form=True)
    thread.join(10)
    assert shown is not None
    return pin_of(shown)


def test_renewed_files_are_shown_from_the_next_connection_on(tmp_path: Path) -> None:
    before, after = Shown(), Shown()
    pair = files_of(before, tmp_path)
    presented = Presented(lambda: pair)
    assert seen_by_a_client(presented.context) == presented.pin == before.pin
    files_of(after, tmp_path)
    assert seen_by_a_client(presented.context) == before.pin
    presented.on_signal()
    assert seen_by_a_client(presented.context) == presented.pin == after.pin


def test_half_of_a_pair_leaves_everything_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before, after = Shown(), Shown()
    pair = files_of(before, tmp_path)
    presented = Presented(lambda: pair)
    # The certificate is there already, its key is not.
    pair.certificate.write_bytes(after.pem)
    with caplog.at_level(logging.WARNING):
        presented.on_signal()
    assert "tls_files_unusable" in caplog.text
    assert seen_by_a_client(presented.context) == presented.pin == before.pin


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("certificate", None, "tls_file_unreadable"),
        ("key", None, "tls_file_unreadable"),
        ("certificate", b"nichts", "tls_files_unusable"),
        ("key", b"nichts", "tls_files_unusable"),
    ],
)
def test_files_that_cannot_be_used_are_said(
    tmp_path: Path, file: str, content: bytes | None, code: str
) -> None:
    pair = files_of(Shown(), tmp_path)
    path: Path = getattr(pair, file)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnownFailure, match=code):
        Presented(lambda: pair)


def test_a_key_with_a_password_is_said_and_nobody_is_asked(tmp_path: Path) -> None:
    pair = files_of(shown := Shown(), tmp_path)
    pair.key.write_bytes(
        shown.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"geheim"),
        )
    )
    with pytest.raises(KnownFailure, match="tls_files_unusable"):
        Presented(lambda: pair)


# on the command line


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--tls-self-signed", "--tls-cert", "c", "--tls-key", "k"], "nicht beides"),
        (["--tls-cert", "c"], "eines davon fehlt"),
        (["--tls-key", "k"], "eines davon fehlt"),
        (["--tls-cert", "/no/c.pem", "--tls-key", "/no/k.pem"], "/no/c.pem fehlt"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(
    capsys: pytest.CaptureFixture[str], more: list[str], sentence: str
) -> None:
    assert main(["serve", "--port", "0", *more]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


@pytest.mark.usefixtures("german")
def test_serving_says_address_key_and_print(tmp_path: Path) -> None:
    more = ["--public-address", "https://dialog.stadt.example", "--name", "Stadt Musterfurt"]
    process = Process(tmp_path, "--tls-self-signed", *more)
    assert process.url.startswith("https://127.0.0.1:")
    assert process.line() == "Adresse: https://dialog.stadt.example"
    pin = pin_of_file(tmp_path / "data" / "tls" / "certificate.pem")
    assert process.line().endswith(pin)
    assert process.line().endswith(spoken(pin))
    assert process.end(signal.SIGTERM) == 0


@pytest.mark.usefixtures("german")
def test_a_hangup_takes_up_renewed_files_and_ends_nothing(tmp_path: Path) -> None:
    pair = files_of(Shown(), tmp_path)
    process = Process(tmp_path, "--tls-cert", str(pair.certificate), "--tls-key", str(pair.key))
    port = int(process.url.rsplit(":", 1)[1])
    after = files_of(renewed := Shown(), tmp_path)
    assert after == pair
    process._process.send_signal(signal.SIGHUP)
    seen: set[str] = set()
    for _ in range(200):
        der = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))
        seen.add(pin_of(der))
        if renewed.pin in seen:
            break
    assert renewed.pin in seen
    assert process.end(signal.SIGTERM) == 0
