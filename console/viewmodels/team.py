"""Who has a place in the dialogue, on which devices, and taking a place away."""

from __future__ import annotations

from collections.abc import Awaitable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.errors import DialogpultError
from console.storage.change import Change
from console.sync.wire_members import DeviceInfo, MemberInfo
from console.viewmodels.desk import Desk
from console.viewmodels.peers import readable
from console.viewmodels.places import Places, Spawn, role_and_groups, sentence_of
from console.viewmodels.shell import initials
from console.viewmodels.sync_status import SyncStatusViewModel
from console.words import Words, formats


class DeviceRow(Struct, frozen=True, kw_only=True):
    """A device: how it is called and how it stands; `revoke_name` is empty where it stays."""

    id: str
    text: str
    revoke_name: str = ""
    question: str = ""


class MemberRow(Struct, frozen=True, kw_only=True):
    """Somebody of the team; `revoke_name` is empty where nothing can be taken away."""

    id: str
    initials: str
    name: str
    role: str
    online: bool
    revoked: bool
    devices: tuple[DeviceRow, ...]
    revoke_name: str = ""
    question: str = ""


class TeamViewModel(QObject):
    """`changed`: the list, the question or the sentence is another. `end` before closing.

    `asked` is the id of the member or device for which the second step of revoking is open.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        sync: SyncStatusViewModel,
        places: Places,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync = sync
        self._places = places
        self._spawn = spawn
        self._members: tuple[MemberInfo, ...] = ()
        self._is_watched = False
        self._is_loading = False
        self._is_stale = False
        self._was_offline = False
        self._ended = False
        self.is_known = False
        self.is_revoking = False
        self.asked = ""
        self.sentence = ""
        desk.bridge.changed.connect(self._on_change)
        sync.changed.connect(self._on_status)

    @property
    def words(self) -> Words:
        return self._desk.words

    # the list

    @property
    def rows(self) -> tuple[MemberRow, ...]:
        """Oneself first, then who is there, then who is not, then who lost the place."""
        online = {device.id for device in self._sync.devices if device.online}
        own = self._desk.store.identity.member
        rows = [self._row(member, online, member.member == own) for member in self._members]
        order = {
            row.id: (row.id != own, row.revoked, not row.online, row.name.casefold(), row.id)
            for row in rows
        }
        return tuple(sorted(rows, key=lambda row: order[row.id]))

    def _row(self, member: MemberInfo, online: set[str], is_self: bool) -> MemberRow:
        words = self.words
        role = role_and_groups(self._desk, member.role, member.groups)
        if "lead" in member.roles and member.role != "lead":
            role = words("invite.team.also_leads", role=role)
        # Of a place that is gone, the devices say nothing any more.
        devices = () if member.revoked else member.devices
        open_devices = [one for one in devices if one.revoked_at is None]
        single = is_self or len(open_devices) < 2
        shown = tuple(self._device(member, one, online, single=single) for one in devices)
        may_revoke = not is_self and not member.revoked
        name = readable(member.name) or role
        return MemberRow(
            id=member.member,
            initials=initials(name),
            name=words("invite.team.self", name=name) if is_self else name,
            role=f"{role} · {words('invite.team.revoked')}" if member.revoked else role,
            online=any(one.device in online for one in open_devices),
            revoked=member.revoked,
            devices=shown,
            revoke_name=words("invite.team.revoke_name", name=name) if may_revoke else "",
            question=words("invite.team.ask", name=name) if may_revoke else "",
        )

    def _device(
        self, member: MemberInfo, device: DeviceInfo, online: set[str], *, single: bool
    ) -> DeviceRow:
        words = self.words
        named = readable(device.name) or words("invite.team.device_unnamed")
        name = readable(member.name)
        text = words("invite.team.device", device=named, state=self._state(device, online))
        if single or device.revoked_at is not None:
            return DeviceRow(id=device.device, text=text)
        return DeviceRow(
            id=device.device,
            text=text,
            revoke_name=words("invite.team.revoke_device_name", device=named, name=name),
            question=words("invite.team.ask_device", device=named, name=name),
        )

    def _state(self, device: DeviceInfo, online: set[str]) -> str:
        words, zone = self.words, self._desk.zone
        if device.device == self._desk.store.identity.device:
            return words("invite.team.this_device")
        if device.revoked_at is not None:
            return words("invite.team.revoked")
        if device.device in online:
            return words("invite.team.connected")
        seen = formats.wall_time(device.last_seen_at, zone).date()
        if seen == formats.wall_time(self._desk.evening.now, zone).date():
            time = formats.clock(device.last_seen_at, zone)
            return words("invite.team.last_seen", time=time)
        return words("invite.team.last_seen_day", date=formats.short_date(words, seen))

    # what a person does

    def watch(self, *, watched: bool) -> None:
        """Keep the list fresh while somebody looks at it."""
        self._is_watched = watched
        self.asked, self.sentence = "", ""
        if watched:
            self.refresh()

    def ask(self, one: str) -> None:
        """The first step: show what revoking this member or device means."""
        if not self.is_revoking:
            self.asked, self.sentence = one, ""
            self.changed.emit()

    def keep(self) -> None:
        """Take the first step back."""
        if self.asked and not self.is_revoking:
            self.asked = ""
            self.changed.emit()

    def revoke(self) -> None:
        """The second step: take away what was asked about."""
        if self.is_revoking or not self.asked:
            return
        whole = any(member.member == self.asked for member in self._members)
        take = self._places.revoke_member if whole else self._places.revoke_device
        self.is_revoking = True
        self.changed.emit()
        self._spawn(self._revoke(take(self.asked)))

    async def _revoke(self, asking: Awaitable[tuple[MemberInfo, ...]]) -> None:
        try:
            await self._take(asking)
        finally:
            self.is_revoking, self.asked = False, ""
            self._tell()

    # the backend's answers

    def refresh(self) -> None:
        """Ask the backend who is there; once more when it is asked for in the meantime."""
        if self._is_loading:
            self._is_stale = True
            return
        self._is_loading = True
        self._spawn(self._load())

    async def _load(self) -> None:
        self._is_stale = True
        try:
            while self._is_stale and not self._ended:
                self._is_stale = False
                await self._take(self._places.members())
        finally:
            self._is_loading = False
            self._tell()

    async def _take(self, asking: Awaitable[tuple[MemberInfo, ...]]) -> None:
        try:
            self._members = await asking
            self.is_known, self.sentence = True, ""
        except DialogpultError as error:
            self._is_stale = False
            if not self._ended:
                self.sentence = sentence_of(self._desk, error)

    def _tell(self) -> None:
        if not self._ended:
            self.changed.emit()

    def _on_change(self, change: Change) -> None:
        if self._is_watched and change.touches("member", "lead"):
            self.refresh()

    def _on_status(self) -> None:
        if not self._is_watched:
            return
        known = {device.device for member in self._members for device in member.devices}
        somebody_new = any(peer.device not in known for peer in self._sync.status.peers)
        is_back = self._was_offline and not self._sync.is_offline
        self._was_offline = self._sync.is_offline
        if somebody_new or is_back:
            self.refresh()
        self.changed.emit()

    def end(self) -> None:
        """What is still under way changes nothing any more."""
        self._ended = True
