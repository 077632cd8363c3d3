"""Taking over the lead, and giving it back: a deputy adds a lead and takes nobody's right away."""

from __future__ import annotations

from console.commands.carry_out import carry_out
from console.domain.errors import CommandRejected
from console.domain.members import LeadClaimed, Undone
from console.domain.ops import Entry, Fact
from console.storage.change import Done
from console.storage.store import Store


def may_claim(store: Store) -> bool:
    """Tell whether who sits here is a deputy who does not lead yet."""
    return store.identity.role == "cohost"


def has_claimed(store: Store) -> bool:
    """Tell whether who sits here leads because of a claim that can be given back."""
    return store.identity.role == "lead" and bool(_claims(store))


def claim_lead(store: Store) -> None:
    """Lead as well, from now on and also without a network.  Raises: CommandRejected."""
    if not may_claim(store):
        raise CommandRejected("not_allowed", role=store.identity.role, kind=LeadClaimed.KIND)
    fact = Fact(entity=store.identity.member, body=LeadClaimed())
    done = Done(key="lead_claimed", parameters={"name": store.identity.name})
    carry_out(store, [fact], done, undoable=False)


def give_back_lead(store: Store) -> None:
    """Be the deputy again; whoever else leads goes on.  Raises: CommandRejected."""
    facts = [
        Fact(
            entity=store.identity.member,
            body=Undone(),
            undoes=claim.head.op_id,
            undoes_kind=claim.head.kind,
        )
        for claim in _claims(store)
    ]
    done = Done(key="lead_given_back", parameters={"name": store.identity.name})
    carry_out(store, facts, done, undoable=False)


def _claims(store: Store) -> list[Entry]:
    live = store.entity("lead", store.identity.member).live
    return [entry for entry in live if isinstance(entry.body, LeadClaimed)]
