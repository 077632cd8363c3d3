"""What a lead adopted beyond its author's right, after a restore that does not have it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from city_backend.driver import Where
from city_backend.exporting import export
from city_backend.restoring import restore
from console.domain.ops import Record
from tests.backend.bringing import brought_back, decided, offered, op_id, waiting
from tests.backend.postgres import Server
from tests.backend.running import Person, Running, running


@pytest.fixture
def target(request: pytest.FixtureRequest, where: Where, tmp_path: Path) -> Where:
    """An empty database of the same kind."""
    if isinstance(where, str):
        postgres: Server = request.getfixturevalue("postgres")
        return postgres.corner()
    return tmp_path / "restored.sqlite3"


@pytest.fixture
def adopted(
    backend: Running, lead: Person, observer: Person, notetaker: Person, tmp_path: Path
) -> Record:
    """An observer's note, adopted after the last backup was made."""
    export(backend.database, lead.dialogue, tmp_path / "evening.gz")
    note = observer.hand.note("Beobachtet")
    (denied,) = observer.push(note)
    assert (denied["status"], denied["reason"]) == ("denied", "role")
    assert decided(lead, adopt=[op_id(note)]) == ["accepted"]
    return lead.pull()[-1]


@pytest.fixture
def restored(
    adopted: Record,
    lead: Person,
    observer: Person,
    notetaker: Person,
    target: Where,
    tmp_path: Path,
) -> Iterator[Running]:
    """The backend of the backup; everybody has read what it has."""
    restore(target, tmp_path / "evening.gz")
    with running(target) as one:
        for person in (lead, observer, notetaker):
            person.http.base_url = one.url
            log = person.pull()
            person.after, person.chain = log[-1].seq, log[-1].chain
        yield one


def test_a_lead_brings_back_at_once_what_a_lead_adopted(
    restored: Running, lead: Person, observer: Person, adopted: Record
) -> None:
    assert [one["status"] for one in offered(lead, [brought_back(adopted)])] == ["accepted"]
    again = lead.pull()[-1]
    assert (again.head, again.body) == (adopted.head, adopted.body)
    assert again.origin is not None
    assert (again.origin.by, again.origin.role) == (observer.place["member"], "observer")


def test_from_others_it_waits_for_a_lead_who_accepts_it_again(
    restored: Running, lead: Person, notetaker: Person, adopted: Record
) -> None:
    assert [one["status"] for one in offered(notetaker, [brought_back(adopted)])] == ["parked"]
    (parked,) = waiting(lead)
    assert parked["reason"] == "salvage"
    assert decided(lead, adopt=[parked["op_id"]]) == ["accepted"]
    assert lead.pull()[-1].body == adopted.body
    assert waiting(lead) == []
