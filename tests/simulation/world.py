"""Five consoles, a city, and a network that loses, repeats, delays and reorders."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from console.domain.ids import derived
from console.domain.ops import Record
from console.storage.minting import Identity
from console.storage.replica import ChainBroken
from console.storage.store import Store
from console.sync.core import Core, Pull
from console.sync.failure import RequestFailed
from console.sync.push_lane import Push
from console.sync.roles import follow_role
from tests.simulation.city import KIND_VERSIONS, City, template
from tests.simulation.people import Crash, Person, copied

NOW = 1_599_580_800_000
ROLES = ("lead", "cohost", "notetaker", "notetaker", "observer")
MEMBERS = {derived("member", str(number)): role for number, role in enumerate(ROLES)}
DEVICES = [derived("device", str(number)) for number in range(len(ROLES))]
#: What a way through the world answers instead of the backend.
_NOISE = [
    RequestFailed("cut"),
    RequestFailed("timed_out"),
    RequestFailed("refused"),
    RequestFailed("busy", status=503),
    RequestFailed("not_a_backend", status=403),
    RequestFailed("too_large", status=413),
    RequestFailed("internal", status=500),
]


class Templates:
    """What every evening begins with, made once: the city's database and an empty file."""

    def __init__(self, folder: Path) -> None:
        self.city = template(folder, MEMBERS, NOW)
        city = City(self.city, random.Random(0).randbytes)
        self.console = folder / "template.dialogpult"

        class Still:
            def wall_ms(self) -> int:
                return NOW

            def monotonic_ms(self) -> float:
                return 0.0

            def boot_id(self) -> str:
                return "one evening"

        identity = Identity(device=DEVICES[0])
        store = Store.create(self.console, city.dialogue, Still(), identity, nonce=city.nonce)
        store.replica.paired(server=city.identity, address="http://127.0.0.1", nonce=city.nonce)
        store.close()
        city.close()


def identity_of(number: int) -> Identity:
    return Identity(device=DEVICES[number], member=list(MEMBERS)[number], role=ROLES[number])


class Message(Struct, eq=False):
    """A request of one console on its way; `core` is who asked, before any crash."""

    person: Person
    core: Core
    request: Push | Pull
    handled: int = 0
    answer: Any = None


class World:
    """One evening from a seed."""

    def __init__(self, seed: int, folder: Path, templates: Templates) -> None:
        self.dice = random.Random(seed)
        self.story: list[str] = [f"seed {seed}"]
        self.now = NOW + 1000
        self.city = City(templates.city, self.dice.randbytes)
        self.network: list[Message] = []
        self.roughness = self.dice.choice([0.05, 0.15, 0.35])
        self.people = [
            self._person(number, folder / f"{seed}-{number}.dialogpult", templates)
            for number in range(len(ROLES))
        ]

    def _person(self, number: int, path: Path, templates: Templates) -> Person:
        identity = identity_of(number)
        dice = random.Random(self.dice.random())
        name = f"{ROLES[number]}{number}"
        return Person(name, copied(templates.console, path), identity, self.city.identity, dice)

    def close(self) -> None:
        for person in self.people:
            person.close()
        self.city.close()

    @property
    def here(self) -> list[Person]:
        return [person for person in self.people if not person.has_left]

    def tell(self, line: str) -> None:
        self.story.append(f"{len(self.story):4} {line}")

    # The evening

    def evening(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        self.now += self.dice.choice([1, 40, 700, 20_000])
        for person in self.people:
            person.clock.now = self.now
        chance = self.dice.random()
        if chance < self.roughness / 4:
            self._misfortune()
        elif chance < 0.35:
            person = self.dice.choice(self.here)
            self.tell(f"{person.name}: {person.act()}")
        elif chance < 0.6 or not self.network:
            self._ask(self.dice.choice(self.here))
        else:
            self._carry(self.dice.choice(self.network))

    def _misfortune(self) -> None:
        what = self.dice.choice(
            [self._save, self._save, self._restore, self._crash, self._crash, self._change_role]
            + [self._leave] * (len(self.here) == len(self.people))
        )
        what()

    def _leave(self) -> None:
        """Somebody goes home with the notebook and never comes back."""
        person = self.dice.choice(self.people)
        person.has_left = True
        self.network = [one for one in self.network if one.person is not person]
        self.tell(f"{person.name}: goes for good")

    def _save(self) -> None:
        self.city.save()
        self.tell(f"city: backup at {self.city.head}")

    def _restore(self) -> None:
        if self.city.has_backup:
            before = self.city.head
            self.city.restore(self.dice.randrange(100))
            self.tell(f"city: restored from {before} to {self.city.head}")

    def _crash(self) -> None:
        person = self.dice.choice(self.here)
        person.crash()
        self._begin_again(person)
        self.tell(f"{person.name}: crashed and started again")

    def _begin_again(self, person: Person) -> None:
        self.network = [one for one in self.network if one.person is not person]

    def _change_role(self) -> None:
        person = self.dice.choice(self.people[1:])
        role = self.dice.choice(["cohost", "notetaker", "observer"])
        self.city.set_role(person.identity.member, role, self.now)
        self.tell(f"city: {person.name} is {role} now")

    # Requests

    def _ask(self, person: Person) -> None:
        """Send what the core wants next: one push and one pull at most are under way."""
        on_way = [one.request for one in self.network if one.person is person]
        if self.dice.random() < 0.3:
            person.store.replica.measured(self.now - person.clock.monotonic_ms())
        if person.core.stopped:
            person.core.resume()
        request: Push | Pull | None = None
        if self.dice.random() < 0.5 and not any(isinstance(one, Push) for one in on_way):
            request = person.core.push()
        elif not any(isinstance(one, Pull) for one in on_way):
            request = person.core.pull()
        if request is not None:
            self.network.append(Message(person, person.core, request))

    def _carry(self, message: Message) -> None:
        """Do one thing with a message: it arrives, is answered, is lost, or comes twice."""
        chance = self.dice.random()
        if chance < self.roughness / 3:
            self._fail(message, self.dice.choice(_NOISE))
        elif message.answer is None:
            dies = self.dice.random() < self.roughness / 4
            self._handle(message, dies=dies)
        elif chance < self.roughness / 2:
            # A proxy that had no answer in time sends the request once more.
            self._handle(message, dies=False)
        else:
            self._deliver(message)

    def _handle(self, message: Message, *, dies: bool) -> None:
        person, request = message.person, message.request
        message.handled += 1
        try:
            if isinstance(request, Push):
                message.answer = self.city.push(
                    person.identity.member,
                    person.store.identity.device,
                    self.now,
                    request.after,
                    request.chain,
                    [one.operation for one in request.pending],
                    dies=dies,
                )
                count = len(request.pending)
                self.tell(f"city: takes {count} of {person.name}, head {self.city.head}")
            else:
                limit = self.dice.choice([1, 2, 5, 500])
                member = person.identity.member
                message.answer = self.city.page(member, request.after, request.chain, limit)
        except RequestFailed as failure:
            message.answer = failure

    def _deliver(self, message: Message) -> None:
        self.network.remove(message)
        if message.answer is None or isinstance(message.answer, RequestFailed):
            self._failed(message, message.answer or RequestFailed("cut"))
            return
        self._with_crashes(message.person, lambda: self._take(message))

    def _with_crashes(self, person: Person, take: Callable[[], None]) -> None:
        """Apply something; now and then the console dies before its COMMIT, or just after."""
        chance = self.dice.random()
        if chance < self.roughness / 10:
            with dying_before_commit(person.store):
                try:
                    take()
                except Crash:
                    self.tell(f"{person.name}: died before commit")
            person.crash()
            self._begin_again(person)
            return
        take()
        if chance < self.roughness / 5:
            person.crash()
            self._begin_again(person)
            self.tell(f"{person.name}: died after commit")

    def _take(self, message: Message) -> None:
        person, request, answer = message.person, message.request, message.answer
        if isinstance(request, Push):
            person.core.pushed(request, answer)
            return
        records = self._stretched(person, answer.records)
        try:
            if person.core.pulled(request, answer):
                self._follow(person)
            if records:
                person.core.received(records)
                self._follow(person)
        except ChainBroken:
            self.tell(f"{person.name}: refuses a page")

    def _stretched(self, person: Person, records: list[Record]) -> list[Record]:
        """What a stream brings besides: old records, gaps, disorder."""
        if not records or self.dice.random() > self.roughness:
            return []
        everything = self.city.records()
        start = self.dice.randrange(len(everything) + 1)
        found = everything[start : start + self.dice.randint(1, 6)]
        if self.dice.random() < 0.5:
            self.dice.shuffle(found)
        may_see = person.identity.role in ("lead", "cohost")
        return found if may_see else []

    def _follow(self, person: Person) -> None:
        """What the engine does after news: the log may say that somebody has another role."""
        before = person.store.identity.role
        follow_role(person.store, person.core)
        person.identity = person.store.identity
        if person.identity.role != before:
            self.tell(f"{person.name}: becomes {person.identity.role}")

    def _fail(self, message: Message, failure: RequestFailed) -> None:
        self.network.remove(message)
        self._failed(message, failure)

    def _failed(self, message: Message, failure: RequestFailed) -> None:
        person, request = message.person, message.request
        self.tell(f"{person.name}: {type(request).__name__} fails with {failure.code}")
        if isinstance(request, Push):
            person.core.push_failed(request, failure, answers=self.dice.random() < 0.7)
        else:
            person.core.pull_failed(request, failure)
        if self.dice.random() < 0.5:
            person.core.greet(self.city.identity, KIND_VERSIONS)
            self._follow(person)

    # The end

    def rest(self, rounds: int = 400) -> int:
        """Let everything settle on a sound network; return the rounds it took."""
        self.network.clear()
        for person in self.here:
            person.core.resume()
            person.core.greet(self.city.identity, KIND_VERSIONS)
            follow_role(person.store, person.core)
        for number in range(rounds):
            self.now += 1000
            moved = [self._exchange(person) for person in self.here]
            if not any(moved):
                return number
        raise AssertionError("it never comes to rest")

    def _exchange(self, person: Person) -> bool:
        """One push and one pull without faults; tell whether anything moved."""
        person.clock.now = self.now
        core, replica = person.core, person.store.replica
        before = (replica.position.cursor, replica.chain, replica.aside, replica.counts())
        push = core.push()
        if push is not None:
            message = Message(person, core, push)
            self._handle(message, dies=False)
            self._settle(message)
        pull = core.pull()
        if pull is not None:
            message = Message(person, core, pull)
            self._handle(message, dies=False)
            self._settle(message)
        after = (replica.position.cursor, replica.chain, replica.aside, replica.counts())
        return push is not None or before != after

    def _settle(self, message: Message) -> None:
        if isinstance(message.answer, RequestFailed):
            self._failed(message, message.answer)
        else:
            self._take(message)


class dying_before_commit:  # noqa: N801
    """Within it, the store's connection dies where a transaction would be committed."""

    def __init__(self, store: Store) -> None:
        self._db = store._writer.db

    def __enter__(self) -> None:
        original = self._db.execute

        def execute(sql: str, parameters: Any = ()) -> Any:
            if sql.startswith(("UPDATE sync", "UPDATE ops SET quarantine")):
                raise Crash
            return original(sql, parameters)

        self._db.execute = execute  # type: ignore[method-assign]

    def __exit__(self, *_: object) -> None:
        del self._db.execute
