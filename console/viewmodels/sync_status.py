"""How saving and syncing stand, in words: the chip, its long form, and who is connected."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from console.domain.errors import KnownFailure
from console.storage.change import Change
from console.sync.status import Peer, SyncStatus
from console.viewmodels import peers
from console.viewmodels.desk import Desk
from console.viewmodels.shell import initials
from console.words import formats

#: State of the exchange → look of the chip; the state is also the key of its words.
_LOOKS = {
    "local_only": "local",
    "connecting": "syncing",
    "syncing": "syncing",
    "synced": "synced",
    "offline": "offline",
    "waiting": "waiting",
    "refused": "rejected",
    "merging": "syncing",
    "reconnect_needed": "reconnect",
    "other_history": "rejected",
    "deleted": "rejected",
}
#: States in which nobody else is heard.
_CUT_OFF = frozenset({"offline", "connecting", "reconnect_needed", "other_history", "deleted"})
#: Failures that wait for a person, not for the network.
_NO_TRUST = frozenset(
    {
        "certificate_file_missing", "certificate_file_unreadable", "certificate_file_invalid",
        "tls_failed", "tls_untrusted", "tls_expired", "tls_wrong_name", "tls_not_spoken",
        "wrong_key", "proxy_refused", "proxy_invalid", "protocol_version",
    }
)  # fmt: skip


#: Reasons of the backend for which there are words of their own.
_SHUT_OUT = frozenset({"revoked", "expired"})


@dataclass(frozen=True, slots=True)
class ConnectedDevice:
    """A console of the team: initials to show, and who and where it is in words."""

    id: str
    initials: str
    name: str
    online: bool


class SyncStatusViewModel(QObject):
    """`changed`: the chip, the sentence behind it, or the devices are others now."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.status = SyncStatus(pending=desk.store.pending_count)
        self._not_saved = ""
        self._conflicts = self._count_conflicts()
        self._shown: tuple[object, ...] = ()
        desk.bridge.changed.connect(self._on_change)
        desk.failed.connect(self._on_failure)
        desk.saved.connect(self._on_saved)

    def show(self, status: SyncStatus) -> None:
        """Take over what the engine says."""
        if status != self.status:
            self.status = status
            self.changed.emit()

    @property
    def is_offline(self) -> bool:
        return self.status.state in ("offline", "connecting")

    @property
    def not_saved(self) -> str:
        """The sentence while the disk does not take what is typed; else empty."""
        return self._not_saved

    @property
    def conflicts(self) -> int:
        """How many shown notes have two versions to choose from."""
        return self._conflicts

    @property
    def look(self) -> str:
        """The chip's state."""
        return self._kind()[0]

    @property
    def text(self) -> str:
        return self._told("sync")

    @property
    def short_text(self) -> str:
        return self._told("sync_short")

    @property
    def long_text(self) -> str:
        """What it means, in a sentence."""
        if self._not_saved:
            return self._not_saved
        waits_for_a_person = self.is_offline and self.status.reason in _NO_TRUST
        if waits_for_a_person or self.status.reason == "server_disk_full":
            # It will not mend itself: somebody has to know what it is.
            return self._desk.words.error(self.status.reason, {"path": self.status.about})
        return self._told("sync_long")

    @property
    def devices_text(self) -> str:
        words, status = self._desk.words, self.status
        if status.state == "local_only":
            return words("shell.only_this_device")
        if status.state in _CUT_OFF:
            time = formats.clock(status.since or self._desk.evening.now, self._desk.zone)
            return words("shell.only_this_device_since", time=time)
        return words("shell.connected", n=len(self.devices))

    @property
    def devices(self) -> list[ConnectedDevice]:
        """This console first, then the others that are online."""
        if self.status.state == "local_only" or self.status.state in _CUT_OFF:
            return []
        own = self._desk.store.identity
        found = [self._device(own.device, own.name, own.role, online=True)]
        found += [
            self._peer(peer)
            for peer in self.status.peers
            if peer.device != own.device and peer.online
        ]
        return found

    @property
    def writing(self) -> dict[str, str]:
        """What to say on each note that somebody else is editing; nothing without connection."""
        return peers.writing(self._desk, self.status.peers) if self.devices else {}

    def _peer(self, peer: Peer) -> ConnectedDevice:
        member = self._desk.store.state.members.get(peer.member)
        name = member.name if member is not None else ""
        found = self._device(peer.device, name, peer.role, online=peer.online)
        there = peers.where(self._desk, peer)
        return replace(found, name=f"{found.name}, {there}") if there else found

    def _device(self, device: str, name: str, role: str, *, online: bool) -> ConnectedDevice:
        whole = peers.named_with_role(self._desk, name, role)
        return ConnectedDevice(device, initials(name or whole), whole, online)

    def _kind(self) -> tuple[str, str]:
        if self._not_saved:
            return "not_saved", "not_saved"
        if self.conflicts:
            return "conflict", "conflicts"
        key: str = self.status.state
        look = _LOOKS[key]
        if key == "offline" and not self._pending:
            key = "offline_nothing"
        return look, key

    @property
    def _pending(self) -> int:
        return self._desk.store.pending_count

    def _told(self, table: str) -> str:
        look, key = self._kind()
        if table == "sync_long":
            key = self._reason_of(key)
        if table == "sync_long" and look == "conflict":
            table = "sync"
        counts = {"waiting": self.status.waiting, "refused": self.status.quarantined}
        n = self.conflicts if key == "conflicts" else counts.get(key, self._pending)
        contact = self.status.last_contact_at or self._desk.evening.now
        time = formats.clock(contact, self._desk.zone)
        return self._desk.words(f"shell.{table}.{key}", n=n, time=time)

    def _reason_of(self, key: str) -> str:
        """A sentence says more than a chip: also why, where that is known."""
        if key == "offline_nothing":
            return "offline"
        if key == "reconnect_needed" and self.status.reason in _SHUT_OUT:
            return f"reconnect_{self.status.reason}"
        return key

    def _on_change(self, change: Change) -> None:
        if change.touches("note"):
            self._conflicts = self._count_conflicts()
        shown = (self._desk.store.pending_count, self._conflicts, self._kind())
        if shown != self._shown or change.touches("member", "dialogue"):
            self._shown = shown
            self.changed.emit()

    def _count_conflicts(self) -> int:
        notes = self._desk.store.state.board_notes()
        return sum(bool(note.text.alternatives) for note in notes)

    def _on_failure(self, failure: KnownFailure) -> None:
        self._not_saved = self._desk.words.error(failure.code, failure.parameters)
        self.changed.emit()

    def _on_saved(self) -> None:
        if self._not_saved:
            self._not_saved = ""
            self.changed.emit()
