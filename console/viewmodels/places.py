"""What the sheet for inviting needs of the network, and how its failures read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final, Protocol

from console.domain.errors import DialogpultError
from console.domain.members import MemberRole
from console.sync.wire_members import Invitation, MemberInfo
from console.viewmodels.desk import Desk
from console.words import formats

#: Runs a coroutine beside the window to its end.
Spawn = Callable[[Coroutine[Any, Any, None]], None]

#: The general sentences promise that it is tried again by itself; here a person has to.
_SENTENCES: Final = {
    **dict.fromkeys(
        ("unknown_host", "refused", "unreachable", "timed_out", "cut", "not_a_backend"), "offline"
    ),
    **dict.fromkeys(("busy", "unavailable", "internal", "too_many_requests"), "busy"),
    "forbidden": "forbidden",
    "not_found": "not_found",
}


class Places(Protocol):
    """The backend's members, devices and codes; every request raises DialogpultError."""

    @property
    def address(self) -> str: ...
    @property
    def pin(self) -> str: ...
    async def invite(self, role: MemberRole, groups: tuple[str, ...] = ()) -> Invitation: ...
    async def members(self) -> tuple[MemberInfo, ...]: ...
    async def revoke_member(self, member: str) -> tuple[MemberInfo, ...]: ...
    async def revoke_device(self, device: str) -> tuple[MemberInfo, ...]: ...


def sentence_of(desk: Desk, error: DialogpultError) -> str:
    """Say what stood in the way, and what a person can do."""
    name = _SENTENCES.get(error.code)
    if name is not None:
        return desk.words(f"invite.failed.{name}")
    return desk.words.error(error.code, error.parameters)


def role_and_groups(desk: Desk, role: str, groups: tuple[str, ...]) -> str:
    """Say a role, and the groups it is limited to; of which round, where there are several."""
    words, state = desk.words, desk.store.state
    key = f"shell.role.{role}"
    said = words(key) if words.has(key) else role
    found = [state.groups[group] for group in groups if group in state.groups]
    if not found:
        return said
    names = formats.enumeration(words, [group.name.text for group in found])
    rounds = [item for item in state.agenda() if state.groups_of(item.id)]
    meant = [item for item in rounds if any(group.item == item.id for group in found)]
    if len(rounds) > 1 and len(meant) == 1:
        item = meant[0].title.text
        return words("invite.who_round_groups", role=said, item=item, groups=names)
    return words("invite.who_groups", role=said, groups=names)
