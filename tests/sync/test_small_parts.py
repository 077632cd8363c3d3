"""Back-off, addresses, server clock: the parts that need neither file nor network."""

from collections.abc import Iterator

import pytest

from console.sync.address import is_loopback, origin_of
from console.sync.backoff import Backoff
from console.sync.failure import RequestFailed
from console.sync.server_clock import WINDOW, ServerClock
from tests.storage.files import NOW, MovedClock


def test_the_bound_doubles_up_to_a_cap() -> None:
    backoff = Backoff(lambda: 1.0)
    waits = [backoff.failed() for _ in range(10)]
    assert waits == [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000, 15000]


def test_the_wait_is_any_part_of_the_bound() -> None:
    parts: Iterator[float] = iter([0.0, 0.5, 1.0])
    backoff = Backoff(lambda: next(parts))
    assert [backoff.failed() for _ in range(3)] == [0, 250, 1000]


def test_the_wait_is_never_shorter_than_what_was_asked_for() -> None:
    backoff = Backoff(lambda: 0.0)
    assert backoff.failed(30_000) == 30_000
    assert Backoff(lambda: 1.0).failed(1) == 250


def test_nobody_asks_a_console_to_wait_for_an_evening() -> None:
    assert Backoff(lambda: 1.0).failed(86_400_000) == 300_000


def test_success_begins_anew() -> None:
    backoff = Backoff(lambda: 1.0)
    backoff.failed()
    backoff.failed()
    backoff.succeeded()
    assert backoff.failed() == 250


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("dialog.dortmund.de", "https://dialog.dortmund.de"),
        ("  dialog.dortmund.de/ ", "https://dialog.dortmund.de"),
        ("https://dialog.dortmund.de:8443", "https://dialog.dortmund.de:8443"),
        ("https://dialog.dortmund.de:443", "https://dialog.dortmund.de"),
        ("HTTPS://Dialog.Dortmund.DE", "https://dialog.dortmund.de"),
        ("127.0.0.1:8720", "http://127.0.0.1:8720"),
        ("localhost:8720", "http://localhost:8720"),
        ("http://[::1]:8720", "http://[::1]:8720"),
        ("https://127.0.0.1", "https://127.0.0.1"),
    ],
)
def test_an_address_becomes_an_origin(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "address_invalid"),
        ("   ", "address_invalid"),
        ("dialog dortmund", "address_invalid"),
        ("ftp://dialog.dortmund.de", "address_invalid"),
        ("https://", "address_invalid"),
        ("https://dialog.dortmund.de/pfad", "address_invalid"),
        ("https://dialog.dortmund.de?x=1", "address_invalid"),
        ("https://kim:geheim@dialog.dortmund.de", "address_invalid"),
        ("https://dialog.dortmund.de:99999", "address_invalid"),
        ("https://[::1", "address_invalid"),
        ("http://dialog.dortmund.de", "address_insecure"),
        ("http://192.168.0.7:8720", "address_insecure"),
        ("http://127.0.0.1.example.org", "address_insecure"),
        ("http://localhost.example.org", "address_insecure"),
    ],
)
def test_what_is_no_safe_address_is_refused(typed: str, code: str) -> None:
    with pytest.raises(RequestFailed, match=code):
        origin_of(typed)


def test_only_this_machine_is_loopback() -> None:
    assert [is_loopback(host) for host in ("localhost", "127.3.2.1", "::1")] == [True] * 3
    assert [is_loopback(host) for host in ("10.0.0.1", "localhost.de", "")] == [False] * 3


def exchange(clock: MovedClock, server: ServerClock, ahead: int, there: int, back: int) -> None:
    """One sample of a server that is `ahead` ms; the ways take `there` and `back` ms."""
    asked = clock.monotonic_ms()
    clock.pass_ms(there)
    said = clock.wall + ahead
    clock.pass_ms(back)
    server.sample(asked, said, said, clock.monotonic_ms())


def test_the_shortest_round_trip_counts() -> None:
    clock = MovedClock(NOW)
    server = ServerClock(clock)
    exchange(clock, server, 4000, there=300, back=5)
    exchange(clock, server, 4000, there=2, back=2)
    exchange(clock, server, 4000, there=5, back=400)
    assert server.round_trip_ms == 4
    assert server.offset_ms == clock.wall + 4000 - clock.monotonic


def test_the_time_that_the_backend_took_is_no_part_of_the_way() -> None:
    server = ServerClock(MovedClock(NOW))
    server.sample(asked=1000.0, received_at=5010, sent_at=5110, answered=1120.0)
    assert (server.round_trip_ms, server.offset_ms) == (20, 4000)


def test_a_good_sample_leaves_the_window_in_the_end() -> None:
    clock = MovedClock(NOW)
    server = ServerClock(clock)
    exchange(clock, server, 0, there=1, back=1)
    for _ in range(WINDOW - 1):
        exchange(clock, server, 80, there=5, back=5)
        assert server.round_trip_ms == 2
    exchange(clock, server, 80, there=5, back=5)
    assert server.offset_ms == clock.wall + 80 - clock.monotonic


def test_sleep_makes_old_samples_void() -> None:
    clock = MovedClock(NOW)
    server = ServerClock(clock)
    exchange(clock, server, 0, there=1, back=1)
    clock.pass_ms(60_000)
    assert not server.slept()
    clock.wall += 3_600_000
    assert server.slept()
    assert server.offset_ms is None
    assert not server.slept(), "said once"
