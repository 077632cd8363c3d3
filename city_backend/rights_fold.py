"""Who may do what in a dialogue, folded from its log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from city_backend.log import Key, Rights, Row
from console.domain.bodies import UNSET
from console.domain.codec import Invalid, decode_body, known_kind
from console.domain.fold import EntityState, fold
from console.domain.members import LeadClaimed, MemberAdded, MemberSet
from console.domain.ops import Entry, effective_instant
from console.domain.rights import Member

#: Families that rights depend on.
FAMILIES = frozenset({"member", "lead", "dialogue"})


def entry_of(row: Row) -> Entry:
    """Return a row as the fold takes it."""
    record, head = row.record, row.head
    kind = known_kind(head)
    body = None
    if kind is not None and record.body is not None:
        try:
            body = decode_body(kind, record.body)
        except Invalid:
            kind = None
    first = record.first_received_at
    origin = record.origin
    return Entry(
        head=head,
        kind=kind,
        body=body,
        first_received_at=first,
        sent=True,
        instant=effective_instant(head, record.offset_ms, first),
        by=origin.by if origin is not None else record.by,
        device=origin.device if origin is not None else record.device,
        role=origin.role if origin is not None else record.role,
    )


def folded(rows: Iterable[Row]) -> dict[Key, EntityState]:
    """Return the state of every entity that the rows speak about."""
    entries: dict[Key, list[Entry]] = defaultdict(list)
    for row in rows:
        entries[row.family, row.head.entity].append(entry_of(row))
    return {key: fold(key[0], key[1], own) for key, own in entries.items()}


def rights_of(dialogue: str, rows: Iterable[Row]) -> Rights:
    """Return the rights that follow from all rows of `FAMILIES`.

    A claim of the lead counts while its member is a cohost: it adds a lead, so whoever is
    invited as something else later is that.
    """
    states = folded(rows)
    setup = states.get(("dialogue", dialogue))
    members: dict[str, Member] = {}
    bases: dict[str, str] = {}
    for (family, entity), state in states.items():
        if family != "member" or "role" not in state.fields:
            continue
        base = str(state.fields["role"])
        claim = states.get(("lead", entity))
        claimed = claim is not None and not claim.hidden and base == "cohost"
        bases[entity] = base
        members[entity] = Member(
            id=entity,
            name=str(state.fields.get("name", "")),
            roles=frozenset({base, "lead"} if claimed else {base}),
            groups=frozenset(state.fields.get("groups", ())),
            revoked=state.fields.get("status") == "revoked",
        )
    deputies = setup is None or bool(setup.fields.get("deputies", True))
    return Rights(members=members, bases=bases, deputies=deputies)


def places_had(rows: Iterable[Row]) -> list[Member]:
    """Return every role, with its groups, that one member has or had, the latest first.

    `rows` are the member's rows of the families member and lead, as they came into the log.
    """
    found: list[Member] = []
    place = Member(id="")
    for row in rows:
        body = entry_of(row).body
        if isinstance(body, LeadClaimed) and "cohost" in place.roles:
            found.append(Member(id=row.head.entity, roles=frozenset({"lead"})))
        if not isinstance(body, MemberAdded | MemberSet):
            continue
        place = Member(
            id=row.head.entity,
            roles=place.roles if body.role is UNSET else frozenset({str(body.role)}),
            groups=place.groups if body.groups is UNSET else frozenset(body.groups),
        )
        found.append(place)
    return found[::-1]
