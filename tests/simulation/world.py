"""Five consoles, a city, and a network that loses, repeats, delays and reorders."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from msgspec import Struct

from city_backend.checked import check as checked
from console.domain.agenda import AgendaItemAdded
from console.domain.codec import encode_head
from console.domain.groups import GroupAdded
from console.domain.ids import RUN_ID, derived, uuid7
from console.domain.members import MemberSet
from console.domain.ops import Action, Fact, Head, Operation
from console.domain.roster import ParticipantAdded
from console.domain.run import RunAdvanced
from console.storage.minting import Identity
from console.storage.replica import ChainBroken
from console.storage.rows import head_of
from console.storage.store import Store
from console.sync.core import Core, Pull
from console.sync.failure import RequestFailed
from console.sync.push_lane import Push
from console.sync.roles import follow_role, reads_alike
from console.sync.salvage_lane import Offer
from tests.simulation import doings, handing
from tests.simulation.city import City, Death, template
from tests.simulation.disk import Crash
from tests.simulation.oracles.screen import what_is_shown_is_in_the_file
from tests.simulation.people import REGISTERED, SECRET, Person, copied

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
#: After these the request may still arrive, though nobody waits for its answer.
_MAY_ARRIVE = {"cut", "timed_out"}


def _beginning() -> list[Fact]:
    """What is in every dialogue: three items, the first with two groups and on, two people."""
    facts = [
        Fact(
            entity=item,
            body=AgendaItemAdded(
                title=f"Punkt {number}",
                kind="plenary" if number else "breakout",
                minutes=20,
                order="ABC"[number],
            ),
        )
        for number, item in enumerate(doings.ITEMS)
    ]
    facts += [
        Fact(
            entity=group,
            body=GroupAdded(name=f"Gruppe {number}", item=doings.ITEMS[0], order="AB"[number]),
        )
        for number, group in enumerate(doings.GROUPS)
    ]
    facts.append(Fact(entity=RUN_ID, body=RunAdvanced(from_visit=None, to=doings.ITEMS[0])))
    facts += [
        Fact(entity=who, body=ParticipantAdded(last_name=name)) for name, who in REGISTERED.items()
    ]
    return facts


class Templates:
    """What every evening begins with, made once: the city's database and an empty file."""

    def __init__(self, folder: Path) -> None:
        self.city = template(folder, MEMBERS, NOW, _beginning())
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
    """A request of one console on its way; `core` is who asked, before any crash.

    Nobody waits for the answer to one that is `orphaned`, but it may still arrive. `receipts` are
    the first receipts of own operations that were known when it was made.
    """

    person: Person
    core: Core
    request: Push | Offer | Pull
    device: str
    receipts: dict[str, int]
    answer: Any = None
    orphaned: bool = False


class World:
    """One evening from a seed. Each step has its own dice, so that others can be left out."""

    def __init__(self, seed: int, folder: Path, templates: Templates) -> None:
        self.seed = seed
        self.dice = random.Random(seed)
        self.story: list[str] = []
        self._said: list[str] = []
        self.now = NOW + 1000
        self.moment = 0
        self.city = City(templates.city, self.dice.randbytes)
        self.network: list[Message] = []
        #: What people wrote to hand over, and may be read at any time.
        self.files: list[handing.Given] = []
        #: Actions of which only notes went on through a chat.
        self.cut_by_chat: set[str] = set()
        self._back_in_role: dict[int, tuple[Person, str]] = {}
        self.roughness = self.dice.choice([0.05, 0.15, 0.35])
        self.has_firewall = self.dice.random() < 0.3
        self.people = [
            self._person(number, folder / f"{seed}-{number}.dialogpult", templates)
            for number in range(len(ROLES))
        ]

    def _person(self, number: int, path: Path, templates: Templates) -> Person:
        identity = identity_of(number)
        name = f"{ROLES[number]}{number}"
        return Person(
            name, copied(templates.console, path), identity, self.city.identity, self.dice
        )

    def close(self) -> None:
        for person in self.people:
            person.close()
        self.city.close()

    @property
    def secrets(self) -> dict[str, str]:
        """Who each word is about that must not outlive an erasure."""
        found = dict(REGISTERED)
        for person in self.people:
            found.update(person.secrets)
        return found

    @property
    def here(self) -> list[Person]:
        return [person for person in self.people if not person.has_left]

    @property
    def connected(self) -> list[Person]:
        return [person for person in self.here if person.offline_until <= self.moment]

    def tell(self, line: str) -> None:
        self._said.append(line)

    # The evening

    def evening(self, steps: int, left_out: Collection[int] = ()) -> None:
        """Play the steps 1 … `steps`, but those in `left_out`."""
        for moment in range(1, steps + 1):
            if moment not in left_out:
                self.begin_step(moment, self.seed * 1_000_003 + moment)
                try:
                    self.step()
                finally:
                    self.end_step()

    def begin_step(self, moment: int, dice: int) -> None:
        """Time goes on; what the dice show in this step follows from a number."""
        self.moment = moment
        self.dice.seed(dice)
        self.now += self.dice.choice([1, 40, 700, 20_000])
        for person in self.people:
            person.clock.now = self.now
            person.moment = moment
        self._take_back_suspension()

    def end_step(self) -> None:
        self.story.append(f"{self.moment:4} {'; '.join(self._said) or 'nothing'}")
        self._said.clear()

    def step(self) -> None:
        chance = self.dice.random()
        if chance < self.roughness / 3:
            self.dice.choice(MISFORTUNES)(self)
        elif chance < 0.38:
            self.act(self.dice.choice(self.here))
        elif chance < 0.46:
            self.dice.choice(handing.DOINGS)(self)
        elif chance < 0.63 or not self.network:
            if self.connected:
                self.ask(self.dice.choice(self.connected))
        elif chance < 0.7:
            if self.connected:
                self.hear(self.dice.choice(self.connected))
        else:
            self.carry(self.dice.choice(self.network))

    def act(self, person: Person) -> None:
        def doing() -> None:
            self.tell(f"{person.name}: {doings.act(person)}")

        self.with_crashes(person, doing)

    # Misfortunes

    def _leave(self) -> None:
        """Somebody goes home with the notebook and never comes back."""
        if len(self.here) == len(self.people):
            person = self.dice.choice(self.people)
            person.has_left = True
            self._orphan(person)
            self.tell(f"{person.name}: goes for good")

    def _go_offline(self) -> None:
        person = self.dice.choice(self.here)
        person.offline_until = self.moment + self.dice.choice([10, 40, 100])
        self._orphan(person)
        self.tell(f"{person.name}: offline until step {person.offline_until}")

    def _restore(self) -> None:
        before, share = self.city.head, self.dice.choice([90, 90, 50, 50, 0])
        self.city.restore(share, self.now)
        self.tell(f"city: restored with {share} %, from {before} to {self.city.head}")
        self._nobody_is_back()

    def _restore_another(self) -> None:
        before = self.city.head
        if self.city.restore_another(self.dice.randrange(1000), self.now):
            self.tell(f"city: goes on with an ended history, from {before} to {self.city.head}")
            self._nobody_is_back()

    def _nobody_is_back(self) -> None:
        """An old copy of the database does not bring back who was erased."""
        secrets = self.secrets
        for record in self.city.records():
            if not head_of(record).kind.startswith("tech_case."):
                for word in SECRET.findall(record.body or ""):
                    assert secrets[word] not in self.city.buried, f"{word} came back"

    def _crash(self) -> None:
        person = self.dice.choice(self.here)
        self._crashed(person, "crashed and started again")

    def _crashed(self, person: Person, how: str) -> None:
        person.crash()
        what_is_shown_is_in_the_file(person)
        self._orphan(person)
        self.tell(f"{person.name}: {how}")

    def _orphan(self, person: Person) -> None:
        """Nobody waits any more for what is under way; some of it arrives all the same."""
        for message in [one for one in self.network if one.person is person]:
            self._lose(message)

    def _lose(self, message: Message) -> None:
        arrives = message.answer is None and self.dice.random() < 0.5
        if arrives and not isinstance(message.request, Pull):
            message.orphaned = True
        else:
            self.network.remove(message)

    def _change_role(self) -> None:
        person = self.dice.choice(self.people[1:])
        role = self.dice.choice(["lead", "cohost", "cohost", "notetaker", "notetaker", "observer"])
        self.city.set_role(person.identity.member, role, self.now)
        self.tell(f"city: {person.name} is {role} now")

    def _suspend(self) -> None:
        """Somebody may write nothing for some steps; the city takes that back."""
        person = self.dice.choice(self.people[1:])
        before = self.city.role_of(person.identity.member)
        if before != "observer":
            self._back_in_role[self.moment + self.dice.choice([5, 10, 20])] = (person, before)
            self.city.set_role(person.identity.member, "observer", self.now)
            self.tell(f"city: {person.name} is observer for a while")

    def _take_back_suspension(self) -> None:
        for due in [one for one in self._back_in_role if one <= self.moment]:
            person, role = self._back_in_role.pop(due)
            self.city.set_role(person.identity.member, role, self.now)
            self.tell(f"city: {person.name} is {role} again")
            # Two changes within one millisecond have no order that anybody could tell.
            self.now += 1

    def _change_scope(self) -> None:
        person = self.dice.choice(self.people[1:])
        groups = self.dice.choice([(), (doings.GROUPS[0],), (doings.GROUPS[1],)])
        fact = Fact(entity=person.identity.member, body=MemberSet(groups=groups))
        self.city.write([fact], self.now)
        self.tell(f"city: {person.name} is for {len(groups) or 'all'} groups now")

    def _set_clock(self) -> None:
        person = self.dice.choice(self.here)
        person.clock.skew_ms = self.dice.randint(-300_000, 900_000)
        self.tell(f"{person.name}: wall clock set, wrong by {person.clock.skew_ms} ms")

    def _newer_record(self) -> None:
        """Another version of the program writes what nobody here knows, or can even read."""
        op_id, action = (uuid7(self.now, self.dice.randbytes) for _ in range(2))
        head = Head(
            op_id=op_id,
            n=None,
            kind=self.dice.choice(["note.sung", "dance.danced", "note.edited"]),
            v=7,
            entity=self.dice.choice([op_id, *sorted(self.people[0].store.state.notes)][:3]),
            action=Action(id=action, i=0, of=1),
            hlc=(self.now, 0, self.city.device),
            at=self.now,
            clock="server",
        )
        text = encode_head(head)
        (one,) = checked([Operation(head=text, body='{"tune": 1}', salt="0" * 32)])
        self.city.write_checked(one, self.now)
        self.tell(f"city: a newer program writes {head.kind} version 7")

    # Requests

    def ask(self, person: Person) -> None:
        """Send what the core wants next: at most one thing each way is under way."""
        mine = [one for one in self.network if one.person is person and not one.orphaned]
        on_way = [one.request for one in mine]
        if self.dice.random() < 0.3:
            person.store.replica.measured(self.now - person.clock.monotonic_ms())
        if person.core.stopped:
            person.core.resume()
        request: Push | Offer | Pull | None = None
        if self.dice.random() < 0.5 and all(isinstance(one, Pull) for one in on_way):
            request = self._sent(person)
        elif not any(isinstance(one, Pull) for one in on_way):
            request = person.core.pull()
            if request is not None:
                aside = " aside" if request.aside else ""
                self.tell(f"{person.name}: pulls{aside} after {request.after}")
        if request is not None:
            self.network.append(self.message(person, request))

    def _sent(self, person: Person) -> Push | Offer | None:
        push = person.core.push()
        if push is not None:
            self.tell(f"{person.name}: pushes {len(push.pending)} behind {push.after}")
            return push
        offer = person.core.offer()
        if offer is not None:
            handing.nothing_is_offered_too_early(person, offer)
            self.tell(f"{person.name}: offers {len(offer.rows)} behind {offer.after}")
        return offer

    def message(self, person: Person, request: Push | Offer | Pull) -> Message:
        device = person.store.identity.device
        return Message(person, person.core, request, device, dict(person.receipts))

    def carry(self, message: Message) -> None:
        """Do one thing with a message: it arrives, is answered, is lost, or comes twice."""
        chance = self.dice.random()
        if message.orphaned:
            self.network.remove(message)
            self.tell(f"late: {type(message.request).__name__} of {message.person.name}")
            self._handle(message)
        elif chance < self.roughness / 3:
            self._fail(message, self.dice.choice(_NOISE))
        elif message.answer is None:
            dies = self.dice.random() < self.roughness / 3
            self._handle(message, dies=self.dice.choice(["before", "after"]) if dies else "")
        elif chance < self.roughness * 0.6:
            # A proxy that had no answer in time sends the request once more; either one answers.
            first = message.answer
            self._handle(message)
            message.answer = self.dice.choice([first, message.answer])
        else:
            self._deliver(message)

    def _handle(self, message: Message, *, dies: Death = "", limit: int | None = None) -> None:
        """Let the city answer; with `dies` its process ends on the way."""
        request = message.request
        try:
            if isinstance(request, Push):
                message.answer = self._take_push(message, request, dies)
            elif isinstance(request, Offer):
                message.answer = handing.take(self, message, request, dies)
            else:
                if request.aside:
                    self._note_reading(message.person, request)
                limit = limit or self.dice.choice([1, 2, 5, 500])
                member = message.person.identity.member
                message.answer = self.city.page(
                    member, request.after, request.chain, limit, message.device
                )
        except RequestFailed as failure:
            message.answer = failure
            if dies and failure.code == "cut":
                self.tell(f"city: dies {dies} COMMIT")
            spurious = failure.code == "history_diverged" and not self.city.restores
            assert not spurious, f"{message.person.name} diverged though nothing was restored"

    def _note_reading(self, person: Person, request: Pull) -> None:
        """Remember who reads the whole log while the city takes them for somebody else.

        When a restore or a second change makes that unsaid before it is heard, the console has
        no way to know that words are missing that are for its role.
        """
        if request.after == 0:
            person.was_taken_for_another = False
        role = self.city.role_of(person.identity.member)
        person.was_taken_for_another |= not reads_alike(role, person.identity.role)

    def _take_push(self, message: Message, request: Push, dies: Death) -> Any:
        person = message.person
        operations = [one.operation for one in request.pending]
        if self.has_firewall and any(doings.DISLIKED in (one.body or "") for one in operations):
            raise RequestFailed("not_a_backend", status=403)
        foreign = {one.op_id for one in request.pending} - person.made.keys()
        assert not foreign, f"{person.name} sends what somebody else made"
        known = {one.op_id for one in request.pending if self.city.has(one.op_id)}
        member = person.identity.member
        answer = self.city.push(
            member, message.device, self.now, request.after, request.chain, operations, dies=dies
        )
        for result in answer.results:
            refused = result.status in ("denied", "invalid", "cloned")
            wrongly = refused and result.op_id in known and result.reason != "action"
            assert not wrongly, f"the log has {person.name}'s operation, and it is {result.status}"
            fair = result.status not in ("invalid", "cloned")
            assert fair, f"{person.name}'s operation is {result.status}: {result.reason}"
            if result.status == "accepted" and result.op_id in message.receipts:
                first = self.city.first_receipt(result.op_id)
                kept = first <= message.receipts[result.op_id]
                assert kept, f"{person.name}'s operation counts as received later than it was"
        statuses = ", ".join(sorted({str(result.status) for result in answer.results}))
        self.tell(
            f"city: takes {len(operations)} of {person.name} ({statuses}), head {answer.head}"
        )
        return answer

    def _deliver(self, message: Message) -> None:
        self.network.remove(message)
        if message.answer is None or isinstance(message.answer, RequestFailed):
            self._failed(message, message.answer or RequestFailed("cut"))
            return
        self.with_crashes(message.person, lambda: self._take(message))

    def with_crashes(self, person: Person, take: Callable[[], None]) -> None:
        """Do something; now and then the console dies just before or after a COMMIT in it."""
        when = ""
        if self.dice.random() < self.roughness / 4:
            when = self.dice.choice(["before", "after"])
            person.disk.end_at(self.dice.choice([0, 0, 0, 1, 2]), when)
        try:
            take()
        except Crash:
            self._crashed(person, f"died {when} COMMIT")
        person.disk.relent()

    def _take(self, message: Message) -> None:
        person, request, answer = message.person, message.request, message.answer
        if isinstance(request, Push):
            person.core.pushed(request, answer)
            person.knows_of(answer.head, at_least=True)
            self.tell(f"{person.name}: hears what became of {len(request.pending)}")
            return
        if isinstance(request, Offer):
            person.core.offered(request, answer)
            self.tell(f"{person.name}: hears what became of {len(request.rows)} offered")
            return
        try:
            news = person.core.pulled(request, answer)
            person.knows_of(answer.head)
            if news:
                self.tell(f"{person.name}: takes {len(answer.records)}")
                self._follow(person)
        except ChainBroken:
            self.tell(f"{person.name}: refuses what does not continue")

    def hear(self, person: Person) -> None:
        """A stream brings news to somebody."""

        def taking() -> None:
            try:
                self._stream(person)
            except ChainBroken:
                self.tell(f"{person.name}: refuses what does not continue")

        self.with_crashes(person, taking)

    def _stream(self, person: Person) -> None:
        """A stream brings whole actions: news, or what is old, leaves a gap, or is in disorder."""
        if person.core.is_merging or person.store.identity.device in self.city.revoked:
            return
        cursor = min(person.store.replica.position.cursor, self.city.head)
        after = max(0, cursor + self.dice.choice([0, 0, 0, -1, -5, 1, 2]))
        found = self.city.streamed(person.identity.member, after, self.dice.randint(1, 6))
        if self.dice.random() < 0.1:
            self.dice.shuffle(found)
        if found and person.core.received(found):
            self.tell(f"{person.name}: a stream brings {len(found)} after {after}")
            self._follow(person)

    def _follow(self, person: Person) -> None:
        """What the engine does after news: the log may say that somebody has another role."""
        before = person.store.identity.role
        query = "SELECT op_id FROM ops WHERE seq IS NOT NULL AND quarantine IS NOT NULL"
        refused = person.db.execute(query).fetchall()
        assert not refused, f"the log has what counts as refused at {person.name}"
        follow_role(person.store, person.core)
        person.identity = person.store.identity
        if person.identity.role != before:
            self.tell(f"{person.name}: becomes {person.identity.role}")
        self._actions_are_whole(person)
        device = person.store.identity.device
        for op_id, first in person.db.execute(
            "SELECT op_id, first_received_at FROM ops WHERE device = ? AND seq IS NOT NULL",
            [device],
        ).fetchall():
            person.receipts.setdefault(op_id, first)

    def _actions_are_whole(self, person: Person) -> None:
        """No page and no stream may end within an action."""
        row = person.db.execute(
            "SELECT json_extract(head, '$.action.i'), json_extract(head, '$.action.of'), action"
            " FROM ops WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if row is not None and row[0] + 1 < row[1] and row[2] not in self.cut_by_chat:
            ends = person.store.replica.position.cursor
            parts = [one for one in self.city.records() if head_of(one).action.id == row[2]]
            cut = any(one.seq > ends for one in parts) and any(one.seq == ends for one in parts)
            assert not cut, f"{person.name} has half an action"

    def _fail(self, message: Message, failure: RequestFailed) -> None:
        if failure.code in _MAY_ARRIVE:
            self._lose(message)
        else:
            self.network.remove(message)
        self._failed(message, failure)

    def _failed(self, message: Message, failure: RequestFailed) -> None:
        person, request = message.person, message.request
        self.tell(f"{person.name}: {type(request).__name__} fails with {failure.code}")
        if isinstance(request, Push):
            person.core.push_failed(request, failure, answers=self.dice.random() < 0.7)
        elif isinstance(request, Offer):
            person.core.offer_failed(request, failure, answers=self.dice.random() < 0.7)
        else:
            person.core.pull_failed(request, failure)
        if self.dice.random() < 0.5:
            person.greet()
            self._follow(person)

    # The end

    def rest(self, rounds: int = 400) -> int:
        """Let everything settle on a sound network; return the rounds it took."""
        self.network.clear()
        self.dice.seed(self.seed)
        for person in self.here:
            if person.identity.device in self.city.revoked:
                handing.pair_again(self, person)
            person.core.resume()
            person.greet()
            follow_role(person.store, person.core)
        for number in range(rounds):
            self.now += 1000
            moved = [self._exchange(person) for person in self.here]
            if not any(moved):
                self._said.clear()
                return number
        raise AssertionError(f"it never comes to rest: {self._said[-10:]}")

    def _exchange(self, person: Person) -> bool:
        """One push and one pull without faults; tell whether anything moved."""
        # Whoever comes first in a round is received first.
        self.now += 1
        person.clock.now = self.now
        core, replica = person.core, person.store.replica
        before = (replica.position.cursor, replica.chain, replica.aside, replica.counts())
        push = core.push() or core.offer()
        if push is not None:
            self.settle(self.message(person, push))
        pull = core.pull()
        if pull is not None:
            self.settle(self.message(person, pull))
        after = (replica.position.cursor, replica.chain, replica.aside, replica.counts())
        return push is not None or before != after or core.offer() is not None

    def settle(self, message: Message) -> None:
        self._handle(message, limit=500)
        person, request, answer = message.person, message.request, message.answer
        if isinstance(answer, RequestFailed):
            if isinstance(request, Push):
                person.core.push_failed(request, answer, answers=True)
            elif isinstance(request, Offer):
                person.core.offer_failed(request, answer, answers=True)
            else:
                person.core.pull_failed(request, answer)
        elif isinstance(request, Push):
            person.core.pushed(request, answer)
            person.knows_of(answer.head, at_least=True)
        elif isinstance(request, Offer):
            person.core.offered(request, answer)
        else:
            news = person.core.pulled(request, answer)
            person.knows_of(answer.head)
            if news:
                self._follow(person)


MISFORTUNES: list[Callable[[World], None]] = [
    World._restore,
    World._restore,
    World._restore_another,
    World._crash,
    World._change_role,
    World._change_role,
    World._suspend,
    World._suspend,
    World._change_scope,
    World._set_clock,
    World._newer_record,
    World._go_offline,
    World._go_offline,
    World._leave,
    handing.revoke,
]
