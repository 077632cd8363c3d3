"""What changes here when the log says that we have another role."""

from __future__ import annotations

import msgspec

from console.domain.rights import READ_CONFIDENTIAL, READ_NAMES, Member
from console.storage.minting import Identity
from console.storage.replica import Replica
from console.storage.store import Store
from console.sync.core import Core


def identity_in(replica: Replica, identity: Identity) -> Identity:
    """Return the identity with name, role and groups as the log has them.

    What a restored backend has lost gives no rights, though it is still shown.
    """
    state = replica.in_log("member", identity.member)
    base = state.fields.get("role")
    if not isinstance(base, str) or state.hidden:
        return identity
    claim = replica.in_log("lead", identity.member)
    claimed = claim.added is not None and not claim.hidden and base == "cohost"
    member = Member(id=identity.member, roles=frozenset({base, "lead"} if claimed else {base}))
    return msgspec.structs.replace(
        identity,
        role=member.role,
        groups=tuple(state.fields.get("groups", ())),
        name=str(state.fields.get("name", identity.name)),
    )


def reads_alike(one: str, other: str) -> bool:
    """Tell whether two roles receive the same bodies."""
    return all(
        (one in readers) == (other in readers)
        for readers in (READ_NAMES, READ_CONFIDENTIAL, frozenset({"display"}))
    )


def become(store: Store) -> None:
    """Be who the log says we are; what was denied to the old role is sent once more.

    Raises: KnownFailure.
    """
    before = store.identity
    now = identity_in(store.replica, before)
    if now != before:
        store.be(now)
    if (now.role, now.groups) != (before.role, before.groups):
        store.replica.release()


def follow_role(store: Store, core: Core) -> None:
    """After news: become what the log says; read it all again when more or less is for us now.

    Raises: KnownFailure.
    """
    if core.members_changed:
        core.members_changed = False
        become(store)
        read_as = store.replica.position.read_as
        if read_as and not core.is_merging and not reads_alike(read_as, store.identity.role):
            core.restart()
    core.check_words()
