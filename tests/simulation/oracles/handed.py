"""What came by file, was offered, and waits: everything is somewhere, under its author's name."""

from __future__ import annotations

from city_backend.log import Parked
from console.domain.ops import Record
from console.storage.erasure import redacted_in
from console.storage.rows import head_of
from console.storage.salvage import NEVER_HANDED
from console.sync.wire import Result
from tests.simulation.oracles import people, rights
from tests.simulation.people import SECRET, Person
from tests.simulation.world import World

_BLANKS = {"participant.erased", "redacted"}


def adopt_everything(world: World) -> None:
    """Somebody who leads takes over all that is parked, as far as it may stand."""
    leads = [one for one in world.here if world.city.leads(one.identity.member)]
    parked = {row.head.op_id: row for row in world.city.parked()}
    if not leads or not parked:
        return
    lead = leads[0].identity
    results = world.city.decide(lead.member, lead.device, world.now, adopts=list(parked))
    places = rights.places_had(world.city.records())
    for result in results:
        _is_fair(result, parked[result.op_id or ""], places)
    world.rest()


def _is_fair(result: Result, row: Parked, places: dict[str, list[rights.Who]]) -> None:
    """What is adopted stands, but for what its author never might or what has no words."""
    said = f"what waited of {row.role} is {result.status}: {result.reason}"
    if result.status in ("accepted", "duplicate") or result.reason == "action":
        return
    if result.status == "invalid":
        assert (result.reason, row.operation.body) == ("body", None), said
    elif result.reason == "role" and row.seq is None and not row.reason.startswith("denied"):
        assert not any(rights.may(who, row.head) for who in places[row.by]), said


def everything_is_under_its_authors_name(world: World, records: list[Record]) -> None:
    """Whoever brings an operation, its author stays who made it, and the first receipt too."""
    made = {op_id: person for person in world.people for op_id in person.made}
    for record in records:
        maker = made.get(head_of(record).op_id)
        if maker is not None:
            author = record.origin or record
            name = (maker.identity.member, maker.identity.device)
            assert (author.by, author.device) == name, f"{maker.name}'s is another's in the log"


def no_words_are_missing(world: World, records: list[Record]) -> None:
    """The log lacks a text only if somebody erased or redacted it."""
    heads = [head_of(one) for one in records]
    gone = {op for one in records if head_of(one).kind == "redacted" for op in _redacted(one)}
    erased = people.erased_in(records) | world.city.buried
    for record, head in zip(records, heads, strict=True):
        family = head.kind.partition(".")[0]
        about = head.entity in erased if family == "participant" else family == "tech_case"
        explained = head.op_id in gone or (about and bool(erased))
        assert record.body is not None or explained, f"the log has lost the words of a {head.kind}"


def _redacted(record: Record) -> tuple[str, ...]:
    return redacted_in(record.body) if record.body else ()


def nothing_waits_in_vain(world: World, records: list[Record]) -> None:
    """Rows that the log lacks were offered, and what is said to be parked is."""
    logged = {head_of(one).op_id for one in records}
    parked = {row.head.op_id: row for row in world.city.parked()}
    assert not logged & parked.keys(), "what is in the log still waits beside it"
    for op_id, row in parked.items():
        only = {row.head.kind, row.head.undoes_kind} & NEVER_HANDED
        assert row.reason != "offered" or not only, f"{op_id[-4:]} was taken from a file"
    for person in world.here:
        _was_offered(person, parked)
        lost = person.handed - logged - parked.keys() - _kept(person)
        assert not lost, f"what {person.name} read in a file is nowhere"


def _was_offered(person: Person, parked: dict[str, Parked]) -> None:
    rows = person.db.execute(
        "SELECT op_id, kind, offered, lost_seq FROM ops"
        " WHERE seq IS NULL AND handed_over = 1 AND body IS NOT NULL"
    ).fetchall()
    unsupported = person.core.salvage._left
    for op_id, kind, offered, lost_seq in rows:
        if kind in NEVER_HANDED and lost_seq is None:
            assert kind in _BLANKS, f"{person.name} has taken {kind} from a file"
        elif offered is None:
            left = person.db.execute("SELECT action FROM ops WHERE op_id = ?", [op_id]).fetchone()
            assert left[0] in unsupported, f"{person.name} never offered a {kind}"
        elif offered.startswith("parked"):
            assert op_id in parked, f"{person.name}'s {kind} counts as parked and is not"


def _kept(person: Person) -> set[str]:
    """What the file says about itself: words that are gone, or that nobody may write."""
    rows = person.db.execute(
        "SELECT op_id FROM ops WHERE seq IS NULL AND (body IS NULL OR offered LIKE 'denied%'"
        " OR offered LIKE 'invalid%' OR offered = 'file' OR handed_over = 0)"
    ).fetchall()
    return {row[0] for row in rows}


def nobody_erased_waits(world: World, records: list[Record]) -> None:
    """What is parked says nothing of who was erased, as far as anybody can know it."""
    parked = world.city.parked()
    opened = {head_of(one).entity for one in records if head_of(one).kind == "tech_case.opened"}
    opened |= {row.head.entity for row in parked if row.person is not None}
    erased = people.erased_in(records) | world.city.buried
    for row in parked:
        if row.family != "tech_case" or row.head.entity in opened:
            for word in SECRET.findall(row.operation.body or ""):
                gone = world.secrets.get(word) in erased
                assert not gone, f"{word}, who was erased, is in what is parked"
