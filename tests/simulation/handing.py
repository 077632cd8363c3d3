"""What people do about words that the log lacks: hand over by file, offer, adopt, come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from console.domain.codec import decode_head
from console.domain.errors import KnownFailure
from console.storage.handover_file import decode, encode
from console.storage.rows import head_of
from console.storage.salvage import COLUMNS, NEVER_HANDED, salvaged_of
from console.sync.failure import RequestFailed
from console.sync.salvage_lane import Offer
from tests.simulation.people import Person

if TYPE_CHECKING:
    from tests.simulation.city import Death
    from tests.simulation.world import Message, World

#: Roles that may erase people.
_ERASE = frozenset({"lead", "cohost", "city"})


class Given(Struct, frozen=True):
    """What somebody wrote to hand over: a file, or messages for a chat."""

    name: str
    file: bytes = b""
    messages: tuple[str, ...] = ()
    is_forged: bool = False


def write(world: World) -> None:
    """Somebody writes a file for all or for the lead, or copies notes for a chat."""
    person = world.dice.choice(world.here)
    way = world.dice.choice(["all", "all", "all", "lead", "chat"])
    if way == "chat":
        messages = tuple(person.store.handover.write_text())
        given = Given(person.name, messages=messages)
    else:
        file = person.store.handover.write(way)  # pyright: ignore[reportArgumentType]
        forges = world.dice.random() < 0.15
        given = Given(person.name, _forged(person, file) if forges else file, is_forged=forges)
    if given.file or given.messages:
        world.files.append(given)
        world.tell(f"{person.name}: writes a file {len(world.files)} for {way}")


def _forged(person: Person, file: bytes) -> bytes:
    """A program that was tampered with hands over what only a log may say."""
    rows = person.db.execute(
        f"SELECT {COLUMNS} FROM ops WHERE seq IS NULL AND body IS NOT NULL AND kind IN"
        " ('lead.claimed', 'participant.erased', 'redacted')"
    ).fetchall()
    found = decode(file)
    return encode(replace(found, rows=(*map(salvaged_of, rows), *found.rows)))


def read(world: World) -> None:
    """Somebody reads a file: a new one, an old one, one once more."""
    if not world.files:
        return
    person = world.dice.choice(world.here)
    number = world.dice.choice([-1, -1, world.dice.randrange(len(world.files))])
    given = world.files[number]
    world.with_crashes(person, lambda: _read(world, person, given))


def _read(world: World, person: Person, given: Given) -> None:
    handover = person.store.handover
    try:
        if given.file:
            found = [handover.read(given.file)]
        else:
            messages = list(given.messages)
            world.dice.shuffle(messages)
            if world.dice.random() < 0.2:
                messages.pop()
            found = list(handover.read_text("\n".join(messages)).handed_over)
    except KnownFailure as failure:
        if failure.code not in ("handover_text_none", "handover_text_missing"):
            raise
        world.tell(f"{person.name}: reads half a chat")
        return
    refused = {one.reason for reading in found for one in reading.refused}
    # Who may not write does so here all the same.
    fair = {"role", "kind"} if given.is_forged else {"role"}
    assert refused <= fair, f"{person.name} refuses parts of an honest file: {refused}"
    _remember(person, given)
    if given.messages:
        # A chat carries notes alone, not what was done with them in one action.
        rows = person.db.execute("SELECT action FROM ops WHERE handover IS NOT NULL").fetchall()
        world.cut_by_chat.update(row[0] for row in rows)
    _nothing_is_taken_that_may_not_be(person)
    new = sum(one.new for one in found)
    world.tell(f"{person.name}: reads what {given.name} wrote, {new} new")


def _remember(person: Person, given: Given) -> None:
    """Take note of what a file brought, as it says itself."""
    rows = person.db.execute("SELECT op_id FROM ops WHERE handover IS NOT NULL AND seq IS NULL")
    person.handed.update(row[0] for row in rows.fetchall())
    if given.file:
        # What somebody adopted whose author may not erase counts as soon as the log says it.
        heads = [decode_head(one.head) for one in decode(given.file).blanks if one.role in _ERASE]
        person.heard_erased.update(
            head.entity for head in heads if head.kind == "participant.erased"
        )


def _nothing_is_taken_that_may_not_be(person: Person) -> None:
    """No rights come from a file, and nobody keeps words of whom it says that they are erased."""
    rows = person.db.execute(
        "SELECT DISTINCT kind FROM ops WHERE handover IS NOT NULL AND seq IS NULL"
    ).fetchall()
    rights = {row[0] for row in rows if row[0].startswith("member.") or row[0] == "lead.claimed"}
    assert not rights, f"{person.name} has taken {rights} from a file"
    rows = person.db.execute(
        "SELECT DISTINCT entity FROM ops WHERE family = 'participant' AND body IS NOT NULL"
        " AND kind IN ('participant.added', 'participant.set', 'participant.contact_set')"
    ).fetchall()
    left = person.heard_erased.intersection(row[0] for row in rows)
    assert not left, f"{person.name} has words of somebody whom a file calls erased"


def decide(world: World) -> None:
    """Somebody who leads looks at what is parked; what they answered once they may say twice."""
    leads = [
        one
        for one in world.connected
        if world.city.leads(one.identity.member) and one.identity.device not in world.city.revoked
    ]
    parked = [row.head.op_id for row in world.city.parked()]
    if not leads or not parked:
        return
    person = world.dice.choice(leads)
    chosen = [op_id for op_id in parked if world.dice.random() < 0.7]
    adopts = world.dice.random() < 0.7
    before = {op_id: world.city.has(op_id) for op_id in chosen}
    dies = world.dice.choice(["", "", "", "", "before", "after"])
    for _ in range(world.dice.choice([1, 1, 2])):
        try:
            results = world.city.decide(
                person.identity.member,
                person.identity.device,
                world.now,
                adopts=chosen if adopts else (),
                sets_aside=() if adopts else chosen,
                dies=dies,
            )
        except RequestFailed:
            world.tell(f"city: dies {dies} COMMIT")
            dies = ""
        else:
            said = ", ".join(sorted({_said(one) for one in results}))
            did = "adopts" if adopts else "sets aside"
            world.tell(f"{person.name}: {did} {len(chosen)} of {len(before)} ({said})")


def _said(result: Any) -> str:
    return f"{result.status}:{result.reason}" if result.reason else str(result.status)


def revoke(world: World) -> None:
    """A device may not come in any more, or may again: the same installation was paired anew."""
    person = world.dice.choice(world.here[1:])
    if person.identity.device in world.city.revoked:
        pair_again(world, person)
        world.tell(f"{person.name}: paired once more")
    else:
        world.city.revoked.add(person.identity.device)
        world.tell(f"city: revokes the device of {person.name}")


def pair_again(world: World, person: Person) -> None:
    world.city.revoked.discard(person.identity.device)
    replica = person.store.replica
    nonce = replica.position.nonce
    replica.paired(server=world.city.identity, address="http://127.0.0.1", nonce=nonce)
    replica.release()
    person.core.resume()
    person.greet()


def nothing_is_offered_too_early(person: Person, offer: Offer) -> None:
    """Nobody offers before they have heard how far the log goes, and read it."""
    head = person.known_head
    assert head is not None, f"{person.name} offers without having looked at the log"
    assert offer.after >= head, f"{person.name} offers before the log was read to its head"


def take(world: World, message: Message, offer: Offer, dies: Death) -> Any:
    """The city takes an offer: what only a log may say never comes from a file."""
    person = message.person
    if world.has_firewall and any("' or 1=1" in (one.body or "") for one in offer.records):
        raise RequestFailed("not_a_backend", status=403)
    only = {
        one.op_id
        for one in offer.rows
        if one.salvaged.seq is None and decode_head(one.salvaged.head).kind in NEVER_HANDED
    }
    answer = world.city.salvage(
        person.identity.member,
        message.device,
        world.now,
        offer.after,
        offer.chain,
        offer.records,
        dies=dies,
    )
    # What is empty here because it is not for this role may look as if it was erased.
    empty = {one.op_id for one in offer.rows if one.salvaged.body is None}
    for result in answer.results:
        fair = result.status not in ("invalid", "cloned") or (
            result.op_id in empty and result.reason in ("body", "action")
        )
        assert fair, f"what {person.name} offers is {_said(result)}"
        if result.op_id in empty and result.status in ("accepted", "parked"):
            _is_explained(world, person, result.op_id)
        stood = result.op_id in only and result.status in ("accepted", "parked")
        assert not stood, f"what only a log may say is {result.status} from a file"
    statuses = ", ".join(sorted({_said(one) for one in answer.results}))
    world.tell(f"city: is offered {len(offer.rows)} by {person.name} ({statuses})")
    return answer


def _is_explained(world: World, person: Person, op_id: str) -> None:
    """A copy without words counts only where the log knows that somebody took them."""
    heads = [head_of(one) for one in world.city.records()]
    erased = {head.entity for head in heads if head.kind == "participant.erased"}
    erased |= world.city.buried
    redacted = {head.entity for head in heads if head.kind == "redacted"}
    kind, entity = person.db.execute(
        "SELECT kind, entity FROM ops WHERE op_id = ?", [op_id]
    ).fetchone()
    about = bool(erased) if kind.startswith("tech_case.") else entity in erased | redacted
    assert about, f"a {kind} without words is taken from {person.name}"


def offer(world: World) -> None:
    """The network works long enough for somebody to read on, and to begin with an offer."""
    busy = {message.person.name for message in world.network}
    people = [
        one
        for one in world.connected
        if one.store.replica.has_offers
        and one.name not in busy
        and one.identity.device not in world.city.revoked
    ]
    if not people:
        return
    person = world.dice.choice(people)
    person.core.resume()
    for _ in range(8):
        pull = person.core.pull()
        if pull is not None:
            world.settle(world.message(person, pull))
        found = person.core.offer()
        if found is not None:
            nothing_is_offered_too_early(person, found)
            world.network.append(world.message(person, found))
            world.tell(f"{person.name}: reads on and offers {len(found.rows)}")
            return


DOINGS: list[Callable[[World], None]] = [write, read, read, decide, decide, offer, offer]
