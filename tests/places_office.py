"""A city backend's office for places that answers when the test says so."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from msgspec.structs import replace

from console.domain.errors import DialogpultError
from console.domain.ids import derived
from console.domain.members import MemberRole
from console.sync.wire_members import DeviceInfo, Invitation, MemberInfo
from tests.small_dialogue import MINUTE, START, identity

CODES = ("K7MQ2XPA", "23456789", "ABCDEFGH")


def device(name: str, *, seen: int = START, revoked: bool = False) -> DeviceInfo:
    return DeviceInfo(
        device=derived("test", "office", name),
        name=name,
        last_seen_at=seen,
        revoked_at=START if revoked else None,
    )


def member(name: str, role: MemberRole, *devices: DeviceInfo, **more: Any) -> MemberInfo:
    return MemberInfo(
        member=derived("test", "office", name),
        name=name,
        role=role,
        roles=more.pop("roles", (role,)),
        devices=devices or (device(f"Rechner von {name}"),),
        **more,
    )


def oneself() -> MemberInfo:
    own = identity("lead")
    here = DeviceInfo(device=own.device, name="Hauptpult", last_seen_at=START)
    return MemberInfo(
        member=own.member, name="Lea Leitung", role="lead", roles=("lead",), devices=(here,)
    )


class Office:
    """`asked` notes every request; `failure` is what all of them come to, while it is set."""

    address = "https://dialog.stadt.example"
    pin = ""

    def __init__(self, *others: MemberInfo) -> None:
        self.everybody = [oneself(), *others]
        self.asked: list[tuple[Any, ...]] = []
        self.failure: DialogpultError | None = None
        self.link = ""
        self._codes = iter(CODES)

    def _take(self, *asked: Any) -> None:
        self.asked.append(asked)
        if self.failure is not None:
            raise self.failure

    async def invite(self, role: MemberRole, groups: tuple[str, ...] = ()) -> Invitation:
        self._take("invite", role, groups)
        return Invitation(
            code=next(self._codes),
            role=role,
            groups=groups,
            expires_at=START + 10 * MINUTE,
            link=self.link,
        )

    async def members(self) -> tuple[MemberInfo, ...]:
        self._take("members")
        return tuple(self.everybody)

    async def revoke_member(self, member: str) -> tuple[MemberInfo, ...]:
        self._take("revoke_member", member)
        self.everybody = [
            replace(one, revoked=True) if one.member == member else one for one in self.everybody
        ]
        return tuple(self.everybody)

    async def revoke_device(self, device: str) -> tuple[MemberInfo, ...]:
        self._take("revoke_device", device)
        self.everybody = [
            replace(
                one,
                devices=tuple(
                    replace(each, revoked_at=START) if each.device == device else each
                    for each in one.devices
                ),
            )
            for one in self.everybody
        ]
        return tuple(self.everybody)


class Beside:
    """What runs beside the window waits until the test lets it."""

    def __init__(self) -> None:
        self._waiting: list[Coroutine[Any, Any, None]] = []

    def __call__(self, work: Coroutine[Any, Any, None]) -> None:
        self._waiting.append(work)

    @property
    def count(self) -> int:
        return len(self._waiting)

    def finish(self) -> None:
        """Carry everything to its end, and what that began."""
        while self._waiting:
            asyncio.run(_until_done(self._waiting.pop(0)))


async def _until_done(work: Coroutine[Any, Any, None]) -> None:
    await work
