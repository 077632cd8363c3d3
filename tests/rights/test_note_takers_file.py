"""What a note-taker and an observer never have: in no byte of a file, in no byte of a line."""

import asyncio
import shutil
from pathlib import Path

import httpx

from console.domain.groups import SeatSet
from console.domain.ops import Fact
from console.domain.questions import SpeakerQueued
from console.domain.roster import (
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    ParticipantTraitsSet,
    TechCaseEdited,
    TechCaseOpened,
)
from console.sync.line import Pace
from tests.backend.running import Running
from tests.rights.traffic import Recorder, found
from tests.sync.consoles import Console, Evening, run
from tests.sync.strange_servers import Way, serving
from tests.sync.test_restored_backend import restore

NAMES = ("Nico", "Olga")


class Roster:
    """Invented people, every value of them a word that occurs nowhere else."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.confidential: list[str] = []
        self.people: list[str] = []

    def _name(self) -> str:
        self.names.append(f"qnam{len(self.names):04}x")
        return self.names[-1]

    def _secret(self) -> str:
        self.confidential.append(f"qgeh{len(self.confidential):04}x")
        return self.confidential[-1]

    def add(self, console: Console, count: int) -> None:
        """People with contact, attributes, trouble, a seat and a raised hand."""
        for _ in range(count):
            person, case = console.store.new_id(), console.store.new_id()
            self.people.append(person)
            seat = SeatSet(item=case, participant=person, group=None)
            assert seat.entity_id is not None
            bodies = [
                (person, ParticipantAdded(first_name=self._name(), last_name=self._name())),
                (person, ParticipantContactSet(email=f"{self._secret()}@b.example")),
                (person, ParticipantContactSet(phone=self._secret())),
                (person, ParticipantTraitsSet(traits={self._secret(): self._secret()})),
                (case, TechCaseOpened(participant=person, problem="other", text=self._secret())),
                (seat.entity_id, seat),
                (console.store.new_id(), SpeakerQueued(label=self._name(), order="V")),
            ]
            console.store.commit([Fact(entity=entity, body=body) for entity, body in bodies])
            base = console.store.entity("tech_case", case).base_for(["text"])
            edit = TechCaseEdited(text=self._secret())
            console.store.commit([Fact(entity=case, body=edit, base=base)])


def bytes_of(*consoles: Console) -> list[bytes]:
    """Every file of some consoles, with what lies beside it and a backup made now."""
    found: list[bytes] = []
    for console in consoles:
        path = console.store.path
        console.store.back_up(path.with_name(f"{path.stem}.copy.dialogpult"))
        found += [one.read_bytes() for one in path.parent.glob(f"{path.stem}.*")]
        found += [console.store.handover.write("all"), console.store.handover.write("lead")]
        found += [part.encode() for part in console.store.handover.write_text()]
        found.append(repr(console.store.records()).encode())
    return found


async def give_role(lead: Console, member: str, role: str) -> None:
    place = lead.credential
    answer = await asyncio.to_thread(
        httpx.post,
        f"{place.origin}/v1/dialogues/{place.dialogue}/members",
        json={"member": member, "role": role},
        headers={"authorization": f"Bearer {place.token}"},
    )
    assert answer.status_code == 200, answer.text


def knows(console: Console, count: int) -> bool:
    """Whether everything of so many people has come, words or not."""
    return len(console.store.state.participants) == count and console.status.state == "synced"


class Room:
    """A lead, a note-taker and an observer, the two latter listened to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "city.sqlite3"
        self.roster = Roster()
        self.nico_way, self.olga_way = Recorder(""), Recorder("")
        self.ways: tuple[Way, ...] = ()

    def start(self) -> None:
        self.backend = Running(self.database)
        self.backend.start()
        for way in self.ways:
            way.target, way.cut = self.backend.url, False

    async def stop(self) -> None:
        for way in self.ways:
            way.cut = True
            way.drop()
        for console in self.everybody:
            await console.is_in("offline")
        self.backend.stop()

    async def fill(self, people: Evening, nico_port: int, olga_port: int) -> None:
        codes = self.backend.create()[1]
        lea_way, lea_url = await people.way(self.backend.url)
        self.ways = (lea_way, self.nico_way, self.olga_way)
        self.nico_way.target = self.olga_way.target = self.backend.url
        self.lea = await people.join(lea_url, codes["lead"], "Lea")
        await self.lea.synced()
        self.roster.add(self.lea, 4)
        await self.lea.synced()
        url = "http://127.0.0.1"
        self.nico = await people.join(f"{url}:{nico_port}", codes["notetaker"], "Nico")
        self.olga = await people.join(f"{url}:{olga_port}", codes["observer"], "Olga")
        self.everybody = (self.lea, self.nico, self.olga)

    def wake(self) -> None:
        for console in self.everybody:
            console.engine.network_changed()

    async def all_there(self) -> None:
        """Everybody has everything that the lead wrote."""
        await self.lea.synced()
        for console in self.everybody:
            await console.until(lambda console=console: knows(console, len(self.roster.people)))

    def clean(self) -> None:
        """Nothing anywhere of what neither of them may have."""
        hidden = self.roster.confidential
        assert found(hidden, bytes_of(self.nico)) == set()
        assert found(hidden, self.nico_way.heard(self.nico_way.chapter)) == set()
        hidden = [*self.roster.names, *hidden]
        assert found(hidden, bytes_of(self.olga)) == set()
        assert found(hidden, self.olga_way.heard(self.olga_way.chapter)) == set()

    async def by_stream_and_by_poll(self) -> None:
        await self.all_there()
        self.roster.add(self.lea, 1)
        await self.all_there()
        for way in (self.nico_way, self.olga_way):
            way.cuts_streams = True
            way.drop()
        self.nico.note("von Nico")
        self.roster.add(self.lea, 1)
        await self.all_there()
        self.clean()
        for way in (self.nico_way, self.olga_way):
            way.cuts_streams = False
        names = self.roster.names
        assert found(names, bytes_of(self.nico)) == set(names), "there is a search that finds"

    async def somebody_is_erased(self) -> None:
        gone = self.roster.people[0]
        self.lea.store.commit([Fact(entity=gone, body=ParticipantErased())])
        await self.all_there()
        await self.nico.until(lambda: self.nico.store.state.participants[gone].erased)
        assert found(self.roster.names[:2], bytes_of(self.nico)) == set()
        self.clean()

    async def a_co_host_for_a_while(self) -> None:
        nico, hidden = self.nico, self.roster.confidential[6:]
        self.nico_way.turn_to("as a co-host")
        await give_role(self.lea, nico.credential.member, "cohost")
        await nico.until(lambda: found(hidden, bytes_of(nico)) == set(hidden))
        await give_role(self.lea, nico.credential.member, "notetaker")
        await nico.until(lambda: nico.store.identity.role == "notetaker")
        await self.all_there()
        self.nico_way.turn_to("a note-taker again")
        self.roster.add(self.lea, 1)
        await self.all_there()
        await nico.until(lambda: not found(hidden, bytes_of(nico)))
        self.clean()

    async def the_backend_goes_back(self) -> None:
        backup = self.folder / "backup.sqlite3"
        await self.stop()
        shutil.copyfile(self.database, backup)
        self.start()
        self.wake()
        self.roster.add(self.lea, 1)
        await self.all_there()
        await self.stop()
        restore(self.database, backup)
        self.nico.note("auch von Nico")
        self.roster.add(self.lea, 1)
        # Meanwhile by hand: the lead's file for everybody, and the one that is for leads.
        for_all = self.lea.store.handover.write("all")
        assert found(self.roster.names, [for_all])
        assert found(self.roster.confidential, [for_all]) == set()
        for console in (self.nico, self.olga):
            console.store.handover.read(for_all)
            console.store.handover.read(self.lea.store.handover.write("lead"))
        self.clean()
        self.start()
        self.wake()
        await self.all_there()
        await self.nico.synced()
        await self.lea.until(lambda: len(self.lea.texts()) == 2)
        self.clean()


def test_neither_file_nor_line_has_what_is_not_for_a_note_taker(tmp_path: Path) -> None:
    room = Room(tmp_path)

    async def evening() -> None:
        async with (
            serving(room.nico_way) as nico_port,
            serving(room.olga_way) as olga_port,
            Evening(tmp_path, pace=Pace(hello_within_s=0.5, wait_s=1)) as people,
        ):
            await room.fill(people, nico_port, olga_port)
            await room.by_stream_and_by_poll()
            await room.somebody_is_erased()
            await room.a_co_host_for_a_while()
            await room.the_backend_goes_back()

    room.start()
    try:
        run(evening(), timeout_s=60)
    finally:
        room.backend.stop()
    roster = room.roster
    closed = {name: [one.read_bytes() for one in tmp_path.glob(f"{name}.*")] for name in NAMES}
    assert found(roster.confidential, closed["Nico"]) == set()
    assert found([*roster.names, *roster.confidential], closed["Olga"]) == set()
    for chapter in ("first", "a note-taker again"):
        assert found(roster.confidential, room.nico_way.heard(chapter)) == set()
    heard = found(roster.confidential, room.nico_way.heard("as a co-host"))
    assert heard >= set(roster.confidential[6:12]), "there is a search that finds"
