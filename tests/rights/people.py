"""Somebody in a dialogue, in memory or over real HTTP, as far as trying rights needs."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Protocol, Self

import msgspec
from msgspec.structs import replace

from city_backend.administration import within
from city_backend.log import Result
from city_backend.pages import may_read
from city_backend.pairing import changed_member
from console.domain.members import LeadClaimed, MemberRevoked, MemberRole
from console.domain.ops import Fact, Operation
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand
from tests.backend.running import Person, Running

Bodies = dict[str, str | None]


class Somebody(Protocol):
    """A member with one device."""

    hand: Hand
    member: str

    def push(self, operations: Sequence[Operation]) -> list[Result]: ...

    def bodies(self) -> Bodies:
        """Operation id to the words that this member receives."""
        ...


class World(Protocol):
    """A dialogue that somebody leads."""

    lead: Somebody

    def join(self, role: MemberRole, groups: tuple[str, ...] = ()) -> Somebody: ...

    def become(self, who: Somebody, role: MemberRole) -> None: ...

    def shut_out(self, who: Somebody) -> None: ...

    def take_away(self, who: Somebody) -> None:
        """Revoke the device, not the member."""
        ...

    def grow_old(self, who: Somebody) -> None: ...

    def parked(self) -> dict[str, str]:
        """Operation id to the reason why it waits."""
        ...


def claim(who: Somebody, member: str) -> None:
    assert who.push([who.hand.one(LeadClaimed(), member)])[0].status == "accepted"


class InMemory:
    """The core alone."""

    def __init__(self) -> None:
        self.log = MemoryLog()
        self.lead = self.join("lead")

    def join(self, role: MemberRole, groups: tuple[str, ...] = ()) -> "Remembered":
        return Remembered(self.log, role, groups)

    def become(self, who: "Remembered", role: MemberRole) -> None:
        self.log.write(*changed_member(self.log, who.member, role=role))  # pyright: ignore[reportArgumentType]

    def shut_out(self, who: "Remembered") -> None:
        self.log.write(Fact(entity=who.member, body=MemberRevoked()))

    def take_away(self, who: "Remembered") -> None:
        who.author = replace(who.author, barred="revoked")

    def grow_old(self, who: "Remembered") -> None:
        who.author = replace(who.author, barred="expired")

    def parked(self) -> dict[str, str]:
        return {op_id: row.reason for op_id, row in self.log.waiting.items()}


class Remembered:
    """Somebody in `InMemory`."""

    def __init__(self, log: MemoryLog, role: MemberRole, groups: tuple[str, ...]) -> None:
        self.log, self.hand = log, Hand()
        self.author = log.add_member(role, self.hand.device, groups)
        self.member = self.author.member

    def push(self, operations: Sequence[Operation]) -> list[Result]:
        return list(self.log.push(self.author, *operations).results)

    def bodies(self) -> Bodies:
        member = self.log.rights().members[self.member]
        roles = member.roles
        if member.revoked or self.author.barred:
            return {}
        return {
            row.head.op_id: row.record.body
            if may_read(roles, row.head.kind, row.head.undoes_kind)
            else None
            for row in self.log.all
        }


class OverHttp:
    """A running backend."""

    def __init__(self, backend: Running) -> None:
        self.backend = backend
        self._stack = ExitStack()
        self.lead = Joined(self, backend.create()[1]["lead"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def enter(self, person: Person) -> Person:
        return self._stack.enter_context(person)

    def join(self, role: MemberRole, groups: tuple[str, ...] = ()) -> "Joined":
        said = self.lead.person.post("/invitations", {"role": role, "groups": list(groups)})
        return Joined(self, said.json()["code"])

    def become(self, who: "Joined", role: MemberRole) -> None:
        said = {"member": who.member, "role": role}
        assert self.lead.person.post("/members", said).status_code == 200

    def shut_out(self, who: "Joined") -> None:
        said = {"member": who.member, "revoked": True}
        assert self.lead.person.post("/members", said).status_code == 200

    def take_away(self, who: "Joined") -> None:
        lead = self.lead.person
        path = f"/v1/devices/{who.hand.device}"
        assert lead.http.delete(path, headers=lead.headers).status_code == 204

    def grow_old(self, who: "Joined") -> None:
        device = who.hand.device
        within(
            self.backend.database,
            lambda one: one.db.execute("UPDATE device SET expires_at = 0 WHERE id = ?", [device]),
        )

    def parked(self) -> dict[str, str]:
        found: dict[str, str] = {}
        after: dict[str, str] = {}
        while True:
            page = self.lead.person.get("/parked", **after).json()
            found |= {one["op_id"]: one["reason"] for one in page["parked"]}
            if page["next"] is None:
                return found
            after = {"after_id": page["next"]}


class Joined:
    """Somebody in `OverHttp`."""

    def __init__(self, world: OverHttp, code: str) -> None:
        self.person = world.enter(Person(world.backend.url)).pair(code)
        self.hand = self.person.hand
        self.member: str = self.person.place["member"]

    def push(self, operations: Sequence[Operation]) -> list[Result]:
        return msgspec.convert(self.person.push(*operations), list[Result])

    def bodies(self) -> Bodies:
        if self.person.get("/ops", after=0).status_code == 403:
            return {}
        records = self.person.pull()
        return {msgspec.json.decode(one.head)["op_id"]: one.body for one in records}
