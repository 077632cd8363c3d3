"""When a device was seen last, and who is listed as there: whoever was shut out is not."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from city_backend.administration import within
from city_backend.cli import main
from city_backend.errors import Problem
from city_backend.sightings import Sightings
from city_backend.transaction import Transaction
from tests.backend.running import Person, Running
from tests.backend.streaming import Streaming

LONG_AGO = 1_000
BACK = "UPDATE device SET last_seen_at = ? WHERE id = ?"


def seen_at(lead: Person, whom: Person) -> int:
    (found,) = (
        device["last_seen_at"]
        for member in lead.get("/members").json()["members"]
        for device in member["devices"]
        if device["device"] == whom.hand.device
    )
    return found


def pulls(person: Person) -> None:
    assert person.get("/ops", after=0).status_code == 200


def streams(person: Person) -> None:
    with Streaming(person):
        pass


def says_what_it_looks_at(person: Person) -> None:
    assert person.put_presence().status_code == 200


@pytest.mark.parametrize("reads", [pulls, streams, says_what_it_looks_at])
def test_whoever_reads_was_seen(
    backend: Running, lead: Person, notetaker: Person, reads: Callable[[Person], None]
) -> None:
    device = notetaker.hand.device
    within(backend.database, lambda one: one.db.execute(BACK, [LONG_AGO, device]))
    assert seen_at(lead, notetaker) == LONG_AGO
    reads(notetaker)
    pause = threading.Event()
    while seen_at(lead, notetaker) == LONG_AGO:
        pause.wait(0.005)
    assert abs(seen_at(lead, notetaker) - backend.backend.real.wall_ms()) < 60_000


class Tower:
    """Sightings at any time, and what is written of them."""

    def __init__(self) -> None:
        self.now = 1_000_000
        self.written = 0
        self.refuses = False
        self.sightings = Sightings(self, self)  # pyright: ignore[reportArgumentType]

    def wall_ms(self) -> int:
        return self.now

    def monotonic_ms(self) -> float:
        return float(self.now)

    async def run(self, job: Callable[[Transaction], Any]) -> Any:
        if self.refuses:
            raise Problem("busy")
        self.written += 1

    def sees(self, *times: int, before: int = 0) -> int:
        """How often it is written when a device comes at those times."""

        async def whole() -> None:
            for self.now in times:
                self.sightings.saw("token", before)
                for _ in range(3):
                    await asyncio.sleep(0)

        asyncio.run(whole())
        return self.written


def test_a_sighting_is_written_once_a_minute() -> None:
    assert Tower().sees(1_000_000, 1_000_001, 1_060_000, 1_060_001, 1_060_002) == 2


def test_what_the_database_knows_for_less_than_a_minute_is_not_written() -> None:
    assert Tower().sees(1_000_000, 1_030_000, before=980_000) == 0


def test_a_sighting_that_could_not_be_written_is_written_the_next_time() -> None:
    tower = Tower()
    tower.refuses = True
    assert tower.sees(1_000_000) == 0
    tower.refuses = False
    assert tower.sees(1_000_001) == 1


def revoked_device(lead: Person, whom: Person, _: Running) -> None:
    lead.http.delete(f"/v1/devices/{whom.hand.device}", headers=lead.headers)


def revoked_member(lead: Person, whom: Person, _: Running) -> None:
    lead.post("/members", {"member": whom.place["member"], "revoked": True})


def revoked_by_the_city(lead: Person, whom: Person, backend: Running) -> None:
    said = ["--dialogue", lead.dialogue, "--database", str(backend.database)]
    assert main(["revoke", whom.hand.device, *said]) == 0


Revoke = Callable[[Person, Person, Running], None]


@pytest.mark.parametrize("revoke", [revoked_device, revoked_member, revoked_by_the_city])
def test_whoever_is_shut_out_is_listed_no_longer(
    backend: Running, lead: Person, notetaker: Person, revoke: Revoke
) -> None:
    notetaker.put_presence()
    assert len(lead.get("/ops", after=0).json()["presence"]) == 1
    revoke(lead, notetaker, backend)
    assert lead.get("/ops", after=0).json()["presence"] == []


@pytest.mark.parametrize("revoke", [revoked_device, revoked_member])
def test_whoever_reads_along_is_told_at_once_that_somebody_was_shut_out(
    backend: Running, lead: Person, notetaker: Person, revoke: Revoke
) -> None:
    notetaker.put_presence()
    with Streaming(lead) as stream:
        while not stream.next("presence")["presence"]:
            pass
        revoke(lead, notetaker, backend)
        while stream.next("presence")["presence"]:
            pass
