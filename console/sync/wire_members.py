"""What a lead and the city backend say to each other about places: members, devices, codes.

Unknown fields are ignored, so that a newer backend may say more.
"""

from __future__ import annotations

from msgspec import Struct

from console.domain.members import MemberRole


class InvitationRequest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place for one device; no `groups` (ids): not limited to any."""

    role: MemberRole
    groups: tuple[str, ...] = ()


class Invitation(Struct, frozen=True, kw_only=True):
    """The code to say or type; good once, until `expires_at` (UTC ms). No `link`: none is given."""

    code: str
    role: str
    groups: tuple[str, ...] = ()
    expires_at: int = 0
    link: str = ""

    def __repr__(self) -> str:
        """Leave out what opens a door: this may reach a log."""
        return f"Invitation(role={self.role!r})"


class DeviceInfo(Struct, frozen=True, kw_only=True):
    """A device of a member; instants UTC ms of the backend, `revoked_at` None while it may in."""

    device: str
    name: str = ""
    last_seen_at: int = 0
    revoked_at: int | None = None


class MemberInfo(Struct, frozen=True, kw_only=True):
    """A member; `roles` has "lead" beside `role` while a deputy leads."""

    member: str
    name: str = ""
    role: str = "observer"
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    revoked: bool = False
    devices: tuple[DeviceInfo, ...] = ()


class Members(Struct, frozen=True, kw_only=True):
    """Everybody who belongs to the dialogue, and whose place was revoked."""

    members: tuple[MemberInfo, ...]


class MemberRequest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be otherwise about a member."""

    member: str
    revoked: bool = False
