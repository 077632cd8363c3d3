"""A note-taker's laptop is stolen, token and all: what it enrolled goes with it, and no more."""

import hashlib
from collections.abc import Iterator

import httpx
import pytest

from city_backend.cli import main
from tests.backend.operations import new_id
from tests.backend.running import Person, Running

GROUPS = (new_id(), new_id())


@pytest.fixture
def thief(backend: Running, lead: Person) -> Iterator[Person]:
    """Limited to the second group."""
    said = {"role": "notetaker", "groups": [GROUPS[1]]}
    answer = lead.post("/invitations", said)
    assert answer.status_code in (200, 201), answer.text
    with Person(backend.url, "Nico Notiz") as one:
        yield one.pair(answer.json()["code"])


def asked(of: Person, other: Person, device: str) -> httpx.Response:
    said = {
        "device": device,
        "device_name": "Zweitgerät",
        "token_hash": hashlib.sha256(other.token.encode()).hexdigest(),
    }
    return of.http.post("/v1/devices", json=said, headers=of.headers)


def sibling(of: Person, url: str) -> Person:
    """Another device that the holder of the token enrols."""
    other = Person(url, of.name)
    answer = asked(of, other, other.hand.device)
    assert answer.status_code == 200, answer.text
    other.place = answer.json()
    other.after, other.chain = of.after, of.chain
    return other


def shut_out(lead: Person, whom: Person) -> None:
    answer = lead.http.delete(f"/v1/devices/{whom.hand.device}", headers=lead.headers)
    assert answer.status_code == 204, answer.text


def reading(*people: Person) -> list[int]:
    return [one.get("/ops", after=0).status_code for one in people]


def test_shutting_out_the_stolen_device_shuts_out_what_it_enrolled(
    backend: Running, lead: Person, thief: Person
) -> None:
    with sibling(thief, backend.url) as second, sibling(second, backend.url) as third:
        assert reading(thief, second, third) == [200, 200, 200]
        shut_out(lead, thief)
        assert reading(thief, second, third, lead) == [403, 403, 403, 200]
        assert third.statuses(third.hand.note(scope=GROUPS[1])) == ["denied"]


def test_the_city_shuts_out_what_a_device_enrolled_as_a_lead_does(
    backend: Running, thief: Person
) -> None:
    with sibling(thief, backend.url) as second:
        asked = ["--dialogue", thief.dialogue, "--database", str(backend.database)]
        assert main(["revoke", thief.hand.device, *asked]) == 0
        assert reading(thief, second) == [403, 403]


def test_who_enrolled_a_device_goes_on_without_it(
    backend: Running, lead: Person, thief: Person
) -> None:
    with sibling(thief, backend.url) as second, sibling(second, backend.url) as third:
        shut_out(lead, second)
        assert reading(thief, second, third) == [200, 403, 403]


def test_no_device_that_is_there_already_is_enrolled_again(
    backend: Running, lead: Person, thief: Person
) -> None:
    """Else its owner's own devices would go with the thief's."""
    with sibling(thief, backend.url) as owner, Person(backend.url) as other:
        for device in (owner.hand.device, thief.hand.device):
            answer = asked(thief, other, device)
            assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
