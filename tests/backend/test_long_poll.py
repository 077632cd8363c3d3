"""Waiting for records without a stream."""

import threading

from console.domain.codec import chain_start
from tests.backend.running import Person, Running


class Waiting:
    """A request for what comes next, in a thread, with its answer."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.page: dict[str, object] = {}
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        person = self._person
        self.page = person.get("/ops", after=person.after, chain=person.chain, wait=25).json()

    def answer(self) -> dict[str, object]:
        self._thread.join(20)
        assert not self._thread.is_alive()
        return self.page


def waits(backend: Running, dialogue: str) -> None:
    """Return when a request is waiting in the backend."""
    tails = backend.backend.hub._tails
    probe = threading.Event()
    while dialogue not in tails or not tails[dialogue]._waiting:
        probe.wait(0.005)


def test_a_waiting_request_is_answered_by_the_next_record(
    backend: Running, lead: Person, notetaker: Person
) -> None:
    waiting = Waiting(notetaker)
    waits(backend, lead.dialogue)
    note = lead.hand.note()
    lead.push(note)
    records = waiting.answer()["records"]
    assert isinstance(records, list)
    assert [record["head"] for record in records] == [note.head]


def test_a_waiting_request_is_answered_when_the_backend_stops(
    backend: Running, lead: Person
) -> None:
    waiting = Waiting(lead)
    waits(backend, lead.dialogue)
    backend.stop()
    assert waiting.answer()["records"] == []


def test_a_waiting_request_of_somebody_revoked_is_refused(
    backend: Running, lead: Person, notetaker: Person
) -> None:
    waiting = Waiting(notetaker)
    waits(backend, lead.dialogue)
    lead.post("/members", {"member": notetaker.place["member"], "revoked": True})
    assert waiting.answer()["code"] == "revoked"


def test_what_is_there_already_is_not_waited_for(lead: Person) -> None:
    chain = chain_start(lead.dialogue, lead.place["nonce"]).hex()
    page = lead.get("/ops", after=0, chain=chain, wait=25).json()
    assert [record["seq"] for record in page["records"]] == [1]
