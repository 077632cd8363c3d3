"""Every kind in every scope, plain and taken back, as somebody would push it."""

from collections.abc import Iterator

from msgspec import Struct

from console.domain.ids import RUN_ID
from console.domain.kinds import KINDS
from console.domain.members import LeadClaimed, Redacted, Undone
from console.domain.ops import Operation
from tests.backend.operations import Hand, new_id
from tests.backend.test_rights_at_acceptance import sample

OWN, OTHER = new_id(), new_id()
SCOPES = {"none": None, "own": OWN, "other": OTHER}
_NONE = Operation(head="", body=None, salt=None)
#: Kinds that take a push of their own to try: what they name has to be there.
APART = (LeadClaimed, Redacted, Undone)


class Case(Struct, frozen=True, kw_only=True):
    """One field of the product."""

    kind: str
    scope: str | None
    undone: bool
    operation: Operation

    @property
    def name(self) -> str:
        place = next(name for name, scope in SCOPES.items() if scope == self.scope)
        return f"{'undone ' if self.undone else ''}{self.kind} in {place}"


def entity_of(kind: str, body: object) -> str:
    """Where an operation of a kind stands: anywhere, unless its body says or it is the run."""
    derived: str | None = getattr(body, "entity_id", None)
    return derived or (RUN_ID if kind.startswith("run.") else new_id())


def plain(hand: Hand) -> Iterator[Case]:
    """One operation about something new for each kind and scope."""
    for kind, declared in KINDS.items():
        if declared.body in APART:
            continue
        for scope in SCOPES.values():
            body = sample(declared.body, scope)
            operation = hand.one(body, entity_of(kind, body), scope=scope)
            yield Case(kind=kind, scope=scope, undone=False, operation=operation)


def taken_back(hand: Hand, written: dict[str, tuple[str, str]]) -> Iterator[Case]:
    """An `undone` for each kind and scope; `written`: name of a case → operation, entity."""
    for kind in KINDS:
        if kind in ("undone", "lead.claimed"):
            continue
        for scope in SCOPES.values():
            case = Case(kind=kind, scope=scope, undone=False, operation=_NONE)
            target, entity = written.get(case.name, (new_id(), new_id()))
            operation = hand.one(Undone(), entity, scope=scope, undoes=target, undoes_kind=kind)
            yield Case(kind=kind, scope=scope, undone=True, operation=operation)


def unheard_of(hand: Hand) -> Iterator[Operation]:
    """Kinds and versions of a program to come."""
    for changes in ({"kind": "participant.praised"}, {"kind": "sung"}, {"v": 2}):
        yield hand.note("Text", **changes)
