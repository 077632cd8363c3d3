"""Role × kind × scope at acceptance, against a small table written down once more by hand."""

import pytest
from msgspec import inspect

from console.domain.bodies import Body
from console.domain.ids import RUN_ID, UUID_PATTERN
from console.domain.kinds import KINDS
from console.domain.members import LeadClaimed, MemberRole, Redacted, Undone
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand, new_id

NORTH, SOUTH = new_id(), new_id()
SCOPES = (None, NORTH, SOUTH)
NOTES = {"note", "theme", "points", "measure", "question", "answer", "poll", "signal", "check"}
PEOPLE = {"participant", "attendance", "tech_case", "group", "draw", "seat", "message", "speaker"}
BACKEND = {"member.added", "member.set", "member.revoked"}


def may(role: str, groups: tuple[str, ...], kind: str, scope: str | None) -> bool:
    """The table of protocol.md, in words of its own."""
    family = kind.split(".", maxsplit=1)[0]
    if kind in BACKEND or kind == "undone":
        return False
    if role == "lead":
        return kind != "lead.claimed"
    if kind == "redacted":
        return False
    if role == "cohost":
        group_timer = family == "timer" and scope is not None
        shared = {"question", "answer", "poll", "signal", "check", "lead"}
        return family in PEOPLE | shared or group_timer
    if role == "notetaker":
        in_scope = not groups or scope in groups
        return (family in NOTES or kind == "timer.returned") and in_scope
    return False


PLAIN = {
    inspect.StrType: "V",
    inspect.IntType: 1,
    inspect.BoolType: True,
    inspect.NoneType: None,
    inspect.DictType: {},
}


def value_of(kind: inspect.Type, scope: str | None) -> object:
    """The least that a declared type allows; what can name a group names the scope."""
    match kind:
        case inspect.Metadata(type=inner):
            return value_of(inner, scope)
        case inspect.UnionType(types=options):
            refers = any(isinstance(one, inspect.Metadata | inspect.StrType) for one in options)
            return scope if refers and scope is not None else value_of(options[-1], scope)
        case inspect.VarTupleType(item_type=item, min_length=least):
            return tuple(value_of(item, scope) for _ in range(least or 0))
        case inspect.StructType(cls=body):
            return sample(body, scope)
        case inspect.StrType(pattern=pattern) if pattern and UUID_PATTERN[1:-1] in pattern:
            return new_id()
        case inspect.LiteralType(values=values):
            return values[0]
        case _:
            return PLAIN[type(kind)]


def sample(body: type, scope: str | None) -> Body:
    info = inspect.type_info(body)
    assert isinstance(info, inspect.StructType)
    given = {
        field.name: scope if field.name == "group" else value_of(field.type, scope)
        for field in info.fields
        if field.required or field.name == "group"
    }
    return body(**given)


def statuses(role: MemberRole, groups: tuple[str, ...], scope: str | None) -> dict[str, str]:
    """What becomes of every kind when `role` pushes it alone, about something new."""
    log, hand = MemoryLog(), Hand()
    author = log.add_member(role, hand.device, groups)
    found: dict[str, str] = {}
    for name, kind in KINDS.items():
        if kind.body in (Undone, Redacted):
            continue
        body = sample(kind.body, scope)
        entity = body.entity_id or (RUN_ID if name.startswith("run.") else new_id())
        if kind.body is LeadClaimed:
            entity = author.member
        found[name] = log.statuses(author, hand.one(body, entity, scope=scope))[0]
    return found


@pytest.mark.parametrize("scope", SCOPES, ids=["plenary", "north", "south"])
@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("lead", ()),
        ("cohost", ()),
        ("notetaker", ()),
        ("notetaker", (NORTH,)),
        ("observer", ()),
        ("display", ()),
    ],
)
def test_acceptance_follows_the_table(
    role: MemberRole, groups: tuple[str, ...], scope: str | None
) -> None:
    found = statuses(role, groups, scope)
    assert len(found) == len(KINDS) - 2
    expected = {kind: "accepted" if may(role, groups, kind, scope) else "denied" for kind in found}
    assert found == expected


@pytest.mark.parametrize("role", ["lead", "cohost", "notetaker", "observer"])
def test_undoing_needs_the_right_of_what_is_undone(role: MemberRole) -> None:
    log, hand = MemoryLog(), Hand()
    author = log.add_member(role, hand.device)
    for kind in KINDS:
        if kind in ("undone", "redacted", "participant.erased", "lead.claimed"):
            continue
        undo = hand.one(Undone(), new_id(), undoes=new_id(), undoes_kind=kind)
        allowed = may(role, (), kind, None)
        assert log.statuses(author, undo) == ["accepted" if allowed else "denied"], kind


@pytest.mark.parametrize("kind", ["undone", "redacted", "participant.erased"])
def test_what_was_deleted_for_good_is_undone_by_nobody(kind: str) -> None:
    log, hand = MemoryLog(), Hand()
    lead = log.add_member("lead", hand.device)
    undo = hand.one(Undone(), new_id(), undoes=new_id(), undoes_kind=kind)
    assert log.statuses(lead, undo) == ["denied"]


def test_redacting_is_for_the_lead() -> None:
    for role, status in (("lead", "accepted"), ("cohost", "denied"), ("notetaker", "denied")):
        log, hand = MemoryLog(), Hand()
        author = log.add_member(role, hand.device)
        redaction = hand.one(Redacted(ops=(new_id(),)), new_id(), undoes_kind="note.added")
        assert log.statuses(author, redaction) == [status]
