"""The last step of every command: may this role do it, and then all of it at once."""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.errors import CommandRejected
from console.domain.ops import MAX_ACTION_OPERATIONS, Fact
from console.domain.rights import Member, may_write
from console.storage.change import Done
from console.storage.minting import Identity
from console.storage.store import Store


def member_of(identity: Identity) -> Member:
    """Return the rights of who sits at this console."""
    return Member(
        id=identity.member, roles=frozenset({identity.role}), groups=frozenset(identity.groups)
    )


def may(store: Store, kind: str, scope: str | None = None) -> bool:
    """Tell whether this console's role may write `kind` in `scope`, to show what it cannot."""
    return may_write(member_of(store.identity), kind, scope)


def carry_out(
    store: Store,
    facts: Sequence[Fact],
    done: Done | None = None,
    *,
    clears_draft: str | None = None,
    undoable: bool = True,
) -> str | None:
    """Commit facts as one action; returns its id, None when there was nothing to do.

    More than an action may hold goes in several, which undo takes as one entry because they
    share `done`. Raises: CommandRejected("not_allowed") and those of `Store.commit`.
    """
    member = member_of(store.identity)
    for fact in facts:
        if not may_write(member, fact.body.KIND, fact.scope, fact.undoes_kind):
            raise CommandRejected("not_allowed", role=store.identity.role, kind=fact.body.KIND)
    action: str | None = None
    for start in range(0, len(facts), MAX_ACTION_OPERATIONS):
        part = facts[start : start + MAX_ACTION_OPERATIONS]
        draft = clears_draft if start == 0 else None
        action = store.commit(part, done=done, clears_draft=draft, undoable=undoable)
    return action
