"""Role × kind × scope × words by need: the sentence of the protocol against real acceptance."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import msgspec
import pytest

from city_backend.driver import Where
from city_backend.log import Result
from console.domain.kinds import KINDS
from console.domain.members import LeadClaimed, MemberRole, Redacted
from console.domain.ops import Head, Operation
from tests.backend.operations import new_id
from tests.backend.running import running
from tests.backend.test_rights_at_acceptance import sample
from tests.rights.people import InMemory, OverHttp, Somebody, World, claim
from tests.rights.product import OWN, SCOPES, plain, taken_back, unheard_of
from tests.rights.sentence import ALL, MEMBERSHIPS, reads, takes_back, writes

#: How somebody came to what they are: role of the invitation, its groups, what happened then.
PLACES: Mapping[str, tuple[MemberRole, tuple[str, ...], str]] = {
    "lead": ("lead", (), ""),
    "cohost": ("cohost", (), ""),
    "cohost with a group": ("cohost", (OWN,), ""),
    "notetaker": ("notetaker", (), ""),
    "notetaker of a group": ("notetaker", (OWN,), ""),
    "observer": ("observer", (), ""),
    "observer with a group": ("observer", (OWN,), ""),
    "display": ("display", (), ""),
    "deputy who claimed": ("cohost", (), "claims"),
    "lead who is a notetaker now": ("lead", (), "notetaker"),
    "notetaker who is a cohost now": ("notetaker", (OWN,), "cohost"),
    "deputy who is an observer now": ("cohost", (), "claims observer"),
    "revoked lead": ("lead", (), "revoked"),
    "revoked notetaker": ("notetaker", (OWN,), "revoked"),
    "lead with a revoked device": ("lead", (), "stolen"),
    "lead with an expired device": ("lead", (), "expired"),
}
BARRED = {"revoked": "revoked", "stolen": "revoked", "expired": "expired"}


TRIED = [("memory", (one,)) for one in PLACES]
#: Over HTTP only those that differ in what the routes ask, in one dialogue.
OVER_HTTP = (
    "notetaker of a group",
    "cohost",
    "observer",
    "deputy who claimed",
    "lead who is a notetaker now",
    "revoked lead",
    "lead with a revoked device",
    "lead with an expired device",
)
TRIED += [("sqlite", OVER_HTTP), ("postgres", OVER_HTTP)]


@pytest.fixture(params=TRIED, ids=lambda one: f"{one[0]} {one[1][0]}")
def tried(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[World, Sequence[str]]]:
    """A dialogue, and from which places somebody is to try something in it."""
    world, places = request.param
    if world == "memory":
        yield InMemory(), places
        return
    where: Where = tmp_path / "city.sqlite3"
    if world == "postgres":
        where = request.getfixturevalue("postgres").corner()
    with running(where) as backend, OverHttp(backend) as one:
        yield one, places


def arrive(world: World, place: str) -> tuple[Somebody, str, tuple[str, ...]]:
    """Somebody who came to a place, the role that counts for them, and their groups."""
    role, groups, then = PLACES[place]
    who = world.join(role, groups)
    for step in then.split():
        if step == "claims":
            claim(who, who.member)
            role = "lead"
        elif step == "revoked":
            world.shut_out(who)
        elif step == "stolen":
            world.take_away(who)
        elif step == "expired":
            world.grow_old(who)
        else:
            world.become(who, step)  # pyright: ignore[reportArgumentType]
            role = step
    return who, role, groups


def why(result: Result) -> str:
    return result.status if result.reason is None else f"{result.status}:{result.reason}"


def barred(place: str) -> str | None:
    """What everything gets that somebody pushes who may write nothing any more."""
    found = BARRED.get(PLACES[place][2])
    return None if found is None else f"denied:{found}"


def expected(place: str, kind: str, allowed: bool) -> str:
    if (found := barred(place)) is not None:
        return found
    if kind in MEMBERSHIPS:
        return "denied:backend"
    return "accepted" if allowed else "denied:role"


def written_by_lead(world: World) -> dict[str, tuple[str, str]]:
    """What the lead wrote of everything, by the names of its cases."""
    cases = list(plain(world.lead.hand))
    results = world.lead.push([case.operation for case in cases])
    heads = [msgspec.json.decode(case.operation.head, type=Head) for case in cases]
    return {
        case.name: (head.op_id, head.entity)
        for case, head, result in zip(cases, heads, results, strict=True)
        if result.status == "accepted"
    }


def test_the_sentence_speaks_of_every_kind() -> None:
    assert set(KINDS) == ALL


Tried = tuple[World, Sequence[str]]


def test_everybody_writes_what_the_sentence_gives_them_and_nothing_else(tried: Tried) -> None:
    world, places = tried
    for place in places:
        who, role, groups = arrive(world, place)
        cases = list(plain(who.hand))
        assert len(cases) == (len(KINDS) - 3) * len(SCOPES)
        results = who.push([case.operation for case in cases])
        assert {case.name: why(one) for case, one in zip(cases, results, strict=True)} == {
            case.name: expected(place, case.kind, writes(role, groups, case.kind, case.scope))
            for case in cases
        }, place
        denied = {
            one.op_id: f"denied:{one.reason}"
            for one in results
            if one.status == "denied" and one.reason != "backend"
        }
        mine = {one.op_id for one in results}
        assert {one: why for one, why in world.parked().items() if one in mine} == denied, place


def test_everybody_takes_back_what_they_might_write_and_nothing_else(tried: Tried) -> None:
    world, places = tried
    written = written_by_lead(world)
    for place in places:
        who, role, groups = arrive(world, place)
        cases = list(taken_back(who.hand, written))
        results = who.push([case.operation for case in cases])
        assert {case.name: why(one) for case, one in zip(cases, results, strict=True)} == {
            case.name: expected(place, case.kind, takes_back(role, groups, case.kind, case.scope))
            for case in cases
        }, place


def test_nobody_gets_at_something_by_claiming_another_scope_for_it(tried: Tried) -> None:
    world, places = tried
    real = [case for case in plain(world.lead.hand) if case.kind.endswith(".added")]
    real = [case for case in real if case.kind not in MEMBERSHIPS]
    written = world.lead.push([case.operation for case in real])
    assert {one.status for one in written} == {"accepted"}
    for place in places:
        who, role, groups = arrive(world, place)
        operations: list[Operation] = []
        wanted: dict[str, str] = {}
        for case, kind, claimed in product(real, KINDS, SCOPES.values()):
            if kind.partition(".")[0] != case.kind.partition(".")[0]:
                continue
            entity = msgspec.json.decode(case.operation.head, type=Head).entity
            body = sample(KINDS[kind].body, claimed)
            operations.append(who.hand.one(body, entity, scope=claimed))
            allowed = expected(place, kind, writes(role, groups, kind, claimed))
            is_so = claimed == case.scope or barred(place) is not None
            wanted[f"{kind} of {case.name} as {claimed}"] = allowed if is_so else "denied:scope"
        found = [why(one) for one in who.push(operations)]
        assert dict(zip(wanted, found, strict=True)) == wanted, place


def test_kinds_and_versions_to_come_wait_and_bring_nobody_anything(tried: Tried) -> None:
    world, places = tried
    for place in places:
        who, _, _ = arrive(world, place)
        found = [why(one) for one in who.push(list(unheard_of(who.hand)))]
        assert found == [barred(place) or "unsupported:kind"] * 3, place
        undoing = who.hand.note(kind="undone", undoes=new_id(), undoes_kind="member.praised")
        assert why(who.push([undoing])[0]) == (barred(place) or "denied:backend"), place


def test_redacting_is_for_who_leads(tried: Tried) -> None:
    world, places = tried
    written = written_by_lead(world)
    for place in places:
        who, role, _ = arrive(world, place)
        for kind in ("note.added", "participant.added", "dialogue.edited", "member.added"):
            target, entity = written.get(f"{kind} in none", (new_id(), new_id()))
            redaction = who.hand.one(Redacted(ops=(target,)), entity, undoes_kind=kind)
            allowed = expected(place, kind, role == "lead")
            assert why(who.push([redaction])[0]) == allowed, (place, kind)


def test_the_lead_is_claimed_by_a_deputy_for_themselves_alone(tried: Tried) -> None:
    world, places = tried
    for place in places:
        who, role, _ = arrive(world, place)
        deputy = PLACES[place][0] == "cohost" or "cohost" in PLACES[place][2]
        claims = deputy and role in ("cohost", "lead")
        otherwise = "denied:deputy" if claims or role == "lead" else "denied:role"
        for member in (world.lead.member, who.member):
            allowed = "accepted" if claims and member == who.member else otherwise
            found = why(who.push([who.hand.one(LeadClaimed(), member)])[0])
            assert found == (barred(place) or allowed), place


def test_words_go_to_those_who_need_them(tried: Tried) -> None:
    world, places = tried
    written = {op_id: name.partition(" ")[0] for name, (op_id, _) in written_by_lead(world).items()}
    assert len(written) > 150
    for place in places:
        who, role, _ = arrive(world, place)
        bodies = who.bodies()
        if barred(place):
            assert bodies == {}, place
            continue
        found = {(kind, bodies[op_id] is not None) for op_id, kind in written.items()}
        assert found == {(kind, reads(role, kind)) for kind in written.values()}, place
