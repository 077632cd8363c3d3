"""A city backend for pictures: it knows the team of the evening and makes one code."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from msgspec.structs import replace

from console.domain.members import MemberRole
from console.domain.values import MemberValue
from console.storage.store import Store
from console.sync.wire_members import DeviceInfo, Invitation, MemberInfo

_MINUTE_MS = 60_000


def at_once(work: Coroutine[Any, Any, None]) -> None:
    """Carry what waits for the backend: this one answers without a network."""
    asyncio.run(work)


class PicturedPlaces:
    """The members of a dialogue at an instant (UTC ms), each with one device."""

    address = "https://dialog.stadt.example"
    pin = ""

    def __init__(self, store: Store, at: int) -> None:
        self._store = store
        self._at = at

    async def invite(self, role: MemberRole, groups: tuple[str, ...] = ()) -> Invitation:
        expires_at = self._at + 10 * _MINUTE_MS
        return Invitation(code="K7MQ2XPA", role=role, groups=groups, expires_at=expires_at)

    async def members(self) -> tuple[MemberInfo, ...]:
        return tuple(self._member(one) for one in self._store.state.members.values())

    async def revoke_member(self, member: str) -> tuple[MemberInfo, ...]:
        everybody = await self.members()
        return tuple(replace(one, revoked=one.member == member) for one in everybody)

    async def revoke_device(self, device: str) -> tuple[MemberInfo, ...]:
        return await self.revoke_member(device)

    def _member(self, member: MemberValue) -> MemberInfo:
        own = self._store.identity
        here = own.device if member.id == own.member else member.id
        seen = self._at - 12 * _MINUTE_MS
        return MemberInfo(
            member=member.id,
            name=member.name,
            role=member.role,
            roles=(member.role,),
            groups=member.groups,
            devices=(DeviceInfo(device=here, name=member.name, last_seen_at=seen),),
        )
