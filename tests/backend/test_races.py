"""Many writers and readers at once, and a backend that is killed in between."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from city_backend.core import Author
from city_backend.driver import Where
from console.domain.codec import chain_start, continues
from console.domain.roster import ParticipantAdded
from tests.backend.bringing import brought, decided, offered, waiting
from tests.backend.operations import Hand
from tests.backend.running import Person, Running
from tests.backend.streaming import Streaming

WRITERS, NOTES, READERS = 16, 40, 4


class Crowd:
    """What many people do at once, and what any of them met on the way."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.read: list[list[int]] = []
        self.failures: list[BaseException] = []
        self._threads: list[threading.Thread] = []

    def let(self, work: Callable[[Person], None], person: Person) -> None:
        def guarded() -> None:
            try:
                work(person)
            except BaseException as error:  # noqa: BLE001
                self.failures.append(error)

        self._threads.append(threading.Thread(target=guarded))

    def go(self) -> None:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join(100)
        assert self.failures == []

    def write(self, person: Person) -> None:
        for _ in range(NOTES // 2):
            notes = person.hand.notes(2)
            # A backend that has no time just now is asked again with the same bytes.
            while (answer := person.ask_to_push(notes)).status_code == 503:
                continue
            assert answer.status_code == 200, answer.text
            assert {one["status"] for one in answer.json()["results"]} <= {"accepted", "duplicate"}

    def stream(self, person: Person) -> None:
        with Streaming(person, after=0) as open_stream:
            self.read.append([record.seq for record in open_stream.records(until=self.total)])

    def poll(self, person: Person) -> None:
        seqs: list[int] = []
        at, chain = 0, chain_start(person.dialogue, person.place["nonce"]).hex()
        while at < self.total:
            page = person.get("/ops", after=at, chain=chain, wait=20).json()["records"]
            seqs += [record["seq"] for record in page]
            if page:
                at, chain = page[-1]["seq"], page[-1]["chain"]
        self.read.append(seqs)


def test_sixteen_writers_and_their_readers_see_one_gapless_log(
    backend: Running, lead: Person
) -> None:
    write_and_read(lead, [backend.url])


def write_and_read(lead: Person, urls: list[str]) -> None:
    """Sixteen writers and four readers, in turn at each of the backends."""
    codes = [lead.post("/invitations", {"role": "notetaker"}).json()["code"] for _ in range(20)]
    people = [Person(urls[n % len(urls)], f"P{n}").pair(code) for n, code in enumerate(codes)]
    crowd = Crowd(len(lead.pull()) + WRITERS * NOTES)
    for person in people[:WRITERS]:
        crowd.let(crowd.write, person)
    for person in people[WRITERS : WRITERS + 2]:
        crowd.let(crowd.stream, person)
    for person in people[WRITERS + 2 :]:
        crowd.let(crowd.poll, person)
    crowd.go()
    for person in people:
        person.http.close()
    expected = list(range(1, crowd.total + 1))
    assert crowd.read == [expected] * READERS
    records = lead.pull()
    assert [record.seq for record in records] == expected
    chain = chain_start(lead.dialogue, lead.place["nonce"])
    for record in records:
        assert continues(record, chain)
        chain = bytes.fromhex(record.chain)


def test_pushes_salvage_and_adoptions_at_once_leave_no_gap(backend: Running, lead: Person) -> None:
    push_salvage_and_adopt(lead, [backend.url])


def push_salvage_and_adopt(lead: Person, urls: list[str]) -> None:
    """Eight people push while four bring back the same notes, and four adopt the same text."""
    roles = ["notetaker"] * (WRITERS // 2) + ["lead"] * (WRITERS // 2)
    codes = [lead.post("/invitations", {"role": role}).json()["code"] for role in roles]
    people = [Person(urls[n % len(urls)], f"P{n}").pair(code) for n, code in enumerate(codes)]
    hand, author = Hand(), people[0]
    who = Author(member=author.place["member"], device=hand.device)
    lost = [brought(note, who, "notetaker") for note in hand.notes(NOTES)]
    author.push(*[author.hand.one(ParticipantAdded(last_name="Klein")) for _ in range(NOTES)])
    parked = [one["op_id"] for one in waiting(lead)]
    assert len(parked) == NOTES
    crowd = Crowd(len(lead.pull()) + (WRITERS // 2) * NOTES + 2 * NOTES)
    taken: list[str] = []

    def salvage(person: Person) -> None:
        for at in range(0, NOTES, 4):
            taken.extend(one["status"] for one in offered(person, lost[at : at + 4]))

    def adopt(person: Person) -> None:
        for at in range(0, NOTES, 4):
            taken.extend(decided(person, adopt=parked[at : at + 4]))

    for n, person in enumerate(people):
        crowd.let([crowd.write, crowd.write, salvage, adopt][n // 4], person)
    crowd.go()
    for person in people:
        person.http.close()
    assert Counter(taken) == {"accepted": 2 * NOTES, "duplicate": 6 * NOTES}
    chain, records = chain_start(lead.dialogue, lead.place["nonce"]), lead.pull()
    assert [record.seq for record in records] == list(range(1, crowd.total + 1))
    for record in records:
        assert continues(record, chain)
        chain = bytes.fromhex(record.chain)
    assert waiting(lead) == []


class Process:
    """`python -m city_backend serve` as an operating system sees it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        environment = {**os.environ, "DIALOGPULT_HOME": str(home)}
        command = [sys.executable, "-m", "city_backend", "serve", "--port", "0", *arguments]
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, text=True
        )
        self.url = self.line()

    def line(self) -> str:
        """The next line that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def end(self, number: int) -> int:
        self._process.send_signal(number)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self._process.wait(20)


def city_backend(home: Path, *arguments: str) -> str:
    environment = {**os.environ, "DIALOGPULT_HOME": str(home)}
    command = [sys.executable, "-m", "city_backend", *arguments]
    return subprocess.check_output(command, env=environment, text=True)


def made_on(home: Path, *database: str) -> Any:
    """A dialogue that waits for its lead, and its codes."""
    return json.loads(city_backend(home, "create", "--title", "T", "--json", *database))


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path, where: Where) -> None:
    database = ("--database", str(where))
    made = made_on(tmp_path, *database)
    first = Process(tmp_path, *database)
    lead = Person(first.url).pair(made["codes"]["lead"])
    acknowledged: list[str] = []
    enough = threading.Event()

    def write() -> None:
        try:
            while True:
                notes = lead.hand.notes(5)
                if set(lead.statuses(*notes)) == {"accepted"}:
                    acknowledged.extend(note.head for note in notes)
                if len(acknowledged) >= 50:
                    enough.set()
        except httpx.HTTPError:
            return

    writing = threading.Thread(target=write)
    writing.start()
    assert enough.wait(30)
    first.end(signal.SIGKILL)
    writing.join(30)
    second = Process(tmp_path, *database)
    lead.http.close()
    lead.http = httpx.Client(base_url=second.url, timeout=30)
    records = lead.pull()
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    assert set(acknowledged) <= {record.head for record in records}
    assert second.end(signal.SIGTERM) == 0
    lead.http.close()


def test_a_process_with_open_streams_ends_by_itself_when_asked(
    tmp_path: Path, where: Where
) -> None:
    database = ("--database", str(where))
    made = made_on(tmp_path, *database)
    for number in (signal.SIGTERM, signal.SIGINT):
        process = Process(tmp_path, *database)
        with Person(process.url) as lead:
            lead.pair(made["codes"]["lead" if number == signal.SIGTERM else "cohost"])
            with Streaming(lead) as stream:
                assert process.end(number) == 0
                assert stream.next("bye") == {"reason": "stopping"}
                assert stream.ends()


def test_a_reader_that_takes_nothing_does_not_keep_a_process_from_ending(tmp_path: Path) -> None:
    made = made_on(tmp_path)
    process = Process(tmp_path)
    port = int(process.url.rsplit(":", 1)[1])
    with Person(process.url) as lead, socket.socket() as asleep:
        lead.pair(made["codes"]["lead"])
        asleep.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asleep.connect(("127.0.0.1", port))
        asked = f"GET /v1/dialogues/{lead.dialogue}/stream?after=0 HTTP/1.1\r\nhost: localhost\r\n"
        asleep.sendall(f"{asked}authorization: Bearer {lead.token}\r\n\r\n".encode())
        assert asleep.recv(1) == b"H"
        for _ in range(8):
            lead.push(*lead.hand.notes(100, "x" * 3500))
        assert process.end(signal.SIGTERM) == 0
