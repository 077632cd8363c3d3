"""What stands behind the sync chip: contact, what is unsent, who is there, what was refused."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.kinds import family_of
from console.storage.change import Change
from console.storage.outbox import Quarantined
from console.sync.status import Peer
from console.viewmodels import peers
from console.viewmodels.desk import Desk
from console.viewmodels.shell import initials
from console.viewmodels.sync_status import SyncStatusViewModel
from console.viewmodels.typed_words import FAMILIES, one_of, typed
from console.words import Words, formats

#: Reasons of a refusal that say more than what became of it.
_REASONS = frozenset({"action", "role", "scope", "revoked", "expired"})


class Fact(Struct, frozen=True):
    """A line of the sheet: what it is, and how it stands; a path can be copied."""

    label: str
    value: str
    is_path: bool = False


class PersonRow(Struct, frozen=True, kw_only=True):
    """Somebody's console: who, where, and what of theirs is not sent yet."""

    id: str
    initials: str
    name: str
    detail: str
    online: bool


class RefusedRow(Struct, frozen=True, kw_only=True):
    """A change that the backend did not take: what, why, and the words in it."""

    id: str
    title: str
    text: str
    adopt_name: str


class SyncDetailsViewModel(QObject):
    """`changed`: something reads differently. `draft_wanted`: these words are to be a note."""

    changed = Signal()
    draft_wanted = Signal(str)

    def __init__(
        self, desk: Desk, status: SyncStatusViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync = status
        self.notice = ""
        status.changed.connect(self.changed)
        desk.bridge.changed.connect(self._on_change)

    @property
    def words(self) -> Words:
        return self._desk.words

    @property
    def sentence(self) -> str:
        """How it stands, as the chip's tip has it."""
        return self._sync.long_text

    @property
    def is_paired(self) -> bool:
        """Whether there is a backend to sync with."""
        return self._sync.status.state != "local_only"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Last contact, backend, what is unsent, and where the file is."""
        words, store = self._desk.words, self._desk.store
        position, status = store.replica.position, self._sync.status
        contact = words("shell.sync_sheet.never")
        if status.last_contact_at is not None:
            contact = formats.clock_seconds(status.last_contact_at, self._desk.zone)
        found = [
            Fact(
                words("shell.sync_sheet.backend"),
                position.address or words("shell.sync_sheet.no_backend"),
            )
        ]
        if self.is_paired:
            found.append(Fact(words("shell.sync_sheet.last_contact"), contact))
            found.append(Fact(words("shell.sync_sheet.pending"), self._unsent()))
            if status.waiting:
                waiting = words("shell.sync_long.waiting", n=status.waiting)
                found.append(Fact(words("shell.sync_sheet.waiting_title"), waiting))
        found.append(Fact(words("shell.sync_sheet.file"), str(store.path), is_path=True))
        return tuple(found)

    def _unsent(self) -> str:
        told = unsent_by_kind(self._desk)
        return ", ".join(told) or self._desk.words("shell.sync_sheet.nothing_pending")

    # who is there

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """This console first, then those that are there, then those that went dark."""
        if not self.is_paired:
            return ()
        own = self._desk.store.identity
        here = self._desk.words("shell.sync_sheet.this_device")
        mine = self._person(own.device, own.name, own.role, here, online=True)
        others = [one for one in self._sync.status.peers if one.device != own.device]
        others.sort(key=lambda one: (not one.online, one.role, one.device))
        return (mine, *(self._peer(one) for one in others))

    def _peer(self, peer: Peer) -> PersonRow:
        words = self._desk.words
        member = self._desk.store.state.members.get(peer.member)
        parts: list[str] = []
        if not peer.online:
            parts.append(words("shell.sync_sheet.dark"))
        if there := peers.where(self._desk, peer):
            parts.append(there)
        if peer.editing:
            parts.append(words("shell.sync_sheet.editing"))
        if unsent := peers.unsent_there(self._desk, peer):
            parts.append(unsent)
        name = member.name if member is not None else ""
        return self._person(peer.device, name, peer.role, ", ".join(parts), online=peer.online)

    def _person(self, device: str, name: str, role: str, detail: str, *, online: bool) -> PersonRow:
        whole = peers.named_with_role(self._desk, name, role)
        return PersonRow(
            id=device,
            initials=initials(name or whole),
            name=whole,
            detail=detail,
            online=online,
        )

    # what was refused

    @property
    def refused(self) -> tuple[RefusedRow, ...]:
        """The latest first; everything stays readable here."""
        return tuple(self._row(one) for one in self._desk.store.replica.quarantined())

    def _row(self, one: Quarantined) -> RefusedRow:
        words, text = self._desk.words, typed(one.body)
        what = one_of(words, family_of(one.kind))
        # "denied:role": what became of it, then why, as far as there are words for it.
        status, _, detail = one.reason.partition(":")
        reason = detail if detail in _REASONS else status
        title = words(
            "shell.sync_sheet.rejected_row",
            what=what,
            time=formats.clock(one.at, self._desk.zone),
            reason=words(f"shell.refusal.{reason}"),
        )
        can_adopt = bool(text) and self._desk.may("note.added")
        adopt = words("shell.sync_sheet.adopt_name", text=text) if can_adopt else ""
        return RefusedRow(id=one.op_id, title=title, text=text, adopt_name=adopt)

    def adopt(self, op_id: str) -> None:
        """Offer the words of a refused change as a new note."""
        text = next((row.text for row in self.refused if row.id == op_id), "")
        if text:
            self.draft_wanted.emit(text)

    def tell_copied(self) -> None:
        """The path of the file is on the clipboard now."""
        self.notice = self._desk.words("handover.path_copied")
        self.changed.emit()

    def export_refused(self, folder: Path) -> bool:
        """Write everything that was refused into a text file of the folder, and say where."""
        words = self._desk.words
        path = folder / words("shell.sync_sheet.file_name")
        blocks = [f"{row.title}\n{row.text}".strip() for row in self.refused]
        try:
            path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
        except OSError:
            self.notice = words("errors.folder_not_writable", path=str(folder))
            self.changed.emit()
            return False
        self.notice = words("shell.sync_sheet.written", path=str(path))
        self.changed.emit()
        return True

    def _on_change(self, change: Change) -> None:
        # Only what waits and who is there stands here, and notes come in all the time.
        if change.touches("member", "dialogue"):
            self.changed.emit()


def unsent_by_kind(desk: Desk) -> list[str]:
    """Return what the log does not have of this console: "3 Notizen", "1 Maßnahme"."""
    counts = dict[str, int]()
    for family, n in desk.store.replica.unsent_families().items():
        name = family if family in FAMILIES else "other"
        counts[name] = counts.get(name, 0) + n
    return [desk.words(f"shell.unsent.{family}", n=n) for family, n in counts.items()]
