"""What changes here when the log says that we have another role."""

from __future__ import annotations

import msgspec

from console.domain.rights import READ_CONFIDENTIAL, READ_NAMES, Member
from console.storage.minting import Identity
from console.storage.state import DialogueState
from console.sync.line import Line


def identity_in(state: DialogueState, identity: Identity) -> Identity:
    """Return the identity with role and groups as the log has them."""
    value = state.members.get(identity.member)
    if value is None or value.hidden:
        return identity
    claim = state.leads.get(identity.member)
    claimed = claim is not None and not claim.hidden and value.role == "cohost"
    roles = frozenset({value.role, "lead"} if claimed else {value.role})
    member = Member(id=identity.member, roles=roles)
    return msgspec.structs.replace(
        identity, role=member.role, groups=value.groups, name=value.name or identity.name
    )


def reads_alike(one: str, other: str) -> bool:
    """Tell whether two roles receive the same bodies."""
    return all(
        (one in readers) == (other in readers)
        for readers in (READ_NAMES, READ_CONFIDENTIAL, frozenset({"display"}))
    )


def follow_role(line: Line) -> None:
    """Become what the log says we are; read it all again when more or less is for us now."""
    before = line.store.identity
    now = identity_in(line.store.state, before)
    if now == before:
        return
    line.store.be(now)
    if (now.role, now.groups) == (before.role, before.groups):
        return
    line.store.replica.release()
    if not reads_alike(now.role, before.role):
        line.core.restart()
