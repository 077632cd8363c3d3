"""What a lead asks the city backend: codes, who has a place, and what waits to be adopted."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from console.domain.members import MemberRole
from console.sync.credentials import Credential
from console.sync.failure import RequestFailed
from console.sync.tls import Tls
from console.sync.wire import Result
from console.sync.wire_members import Invitation, InvitationRequest, MemberInfo, MemberRequest
from console.sync.wire_parked import ParkedRequest, ParkedRow

if TYPE_CHECKING:
    from console.sync.transport import Transport

#: Ids in one request.
_MOST: Final = 500


class Administration:
    """Each request has a connection of its own, so the exchange may break off meanwhile.

    `place` answers with this device's place as it is now, for a sibling device may take over.
    Every method raises RequestFailed: with `forbidden` when this member does not lead, with
    `unauthorized` when there is no place.
    """

    def __init__(self, place: Callable[[], Credential | None], tls: Tls) -> None:
        self._place = place
        self._tls = tls

    @property
    def address(self) -> str:
        """The backend's address, as others type it to join; empty without a place."""
        place = self._place()
        return place.origin if place is not None else ""

    @property
    def pin(self) -> str:
        """The key that this console itself holds the backend to; empty where others vouch."""
        place = self._place()
        return place.pin if place is not None else ""

    async def invite(self, role: MemberRole, groups: tuple[str, ...] = ()) -> Invitation:
        """Return a fresh code for one device; `groups` (ids) limit it, none: everything."""
        async with self._connected() as (transport, place):
            request = InvitationRequest(role=role, groups=groups)
            return await transport.invite(place.dialogue, request)

    async def members(self) -> tuple[MemberInfo, ...]:
        """Return everybody with their devices, revoked ones too."""
        async with self._connected() as (transport, place):
            return (await transport.members(place.dialogue)).members

    async def revoke_member(self, member: str) -> tuple[MemberInfo, ...]:
        """Take a member's place away, on all devices; returns everybody as they are now."""
        async with self._connected() as (transport, place):
            request = MemberRequest(member=member, revoked=True)
            return (await transport.change_member(place.dialogue, request)).members

    async def revoke_device(self, device: str) -> tuple[MemberInfo, ...]:
        """Shut one device out; returns everybody as they are now."""
        async with self._connected() as (transport, place):
            await transport.revoke_device(device)
            return (await transport.members(place.dialogue)).members

    async def parked(self) -> tuple[ParkedRow, ...]:
        """Return everything that waits for a lead, by id; what was set aside, too."""
        found: list[ParkedRow] = []
        async with self._connected() as (transport, place):
            page = await transport.parked(place.dialogue)
            found += page.parked
            while page.next:
                page = await transport.parked(place.dialogue, page.next)
                found += page.parked
        return tuple(found)

    async def adopt(self, op_ids: Sequence[str]) -> tuple[Result, ...]:
        """Take parked rows into the log, where they are their author's; they come back by sync.

        A status is accepted, duplicate, denied, invalid or unsupported, with a reason.
        """
        return await self._decide(op_ids, lambda part: ParkedRequest(adopt=part))

    async def set_aside(self, op_ids: Sequence[str]) -> tuple[Result, ...]:
        """Take parked rows out of sight; nothing of them is deleted."""
        return await self._decide(op_ids, lambda part: ParkedRequest(set_aside=part))

    async def _decide(
        self, op_ids: Sequence[str], asked: Callable[[tuple[str, ...]], ParkedRequest]
    ) -> tuple[Result, ...]:
        found: list[Result] = []
        async with self._connected() as (transport, place):
            for start in range(0, len(op_ids), _MOST):
                part = tuple(op_ids[start : start + _MOST])
                found += (await transport.decide_parked(place.dialogue, asked(part))).results
        return tuple(found)

    @asynccontextmanager
    async def _connected(self) -> AsyncGenerator[tuple[Transport, Credential]]:
        # The HTTP client is loaded when it is needed.
        from console.sync.transport import Transport

        place = self._place()
        if place is None:
            raise RequestFailed("unauthorized")
        transport = await Transport.open(place.origin, self._tls, place.token, place.pin)
        try:
            yield transport, place
        finally:
            await transport.close()
