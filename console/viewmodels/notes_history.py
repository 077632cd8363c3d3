"""The history of a note: every version with its time and role; any can be brought back."""

from __future__ import annotations

from msgspec import Struct

from console.commands import notes
from console.domain.notes import NoteAdded, NoteEdited
from console.viewmodels.board_marks import told_handed
from console.viewmodels.desk import Desk
from console.words import formats


class PastVersion(Struct, frozen=True, kw_only=True):
    """A wording as it once was; `is_shown`: it is what the board shows now."""

    id: str
    text: str
    who: str
    is_shown: bool


class NoteHistory:
    """Read when asked: the file holds every version that was ever shown as saved."""

    def __init__(self, desk: Desk, note: str) -> None:
        self._desk = desk
        self.note = note

    @property
    def versions(self) -> list[PastVersion]:
        """All wordings, the latest first; one whose words were taken out for good is left out."""
        words, zone = self._desk.words, self._desk.zone
        found = self._desk.store.state.notes.get(self.note)
        shown = {one.op_id for one in found.text.versions} if found is not None else set()
        handed = {
            row.op_id: told_handed(self._desk, row)
            for row in self._desk.store.handover.rows()
            if row.entity == self.note and row.source != "log"
        }
        result: list[PastVersion] = []
        for entry in self._desk.store.entries("note", self.note):
            if not isinstance(entry.body, NoteAdded | NoteEdited):
                continue
            time = formats.clock(entry.instant, zone)
            role = words(f"shell.role.{entry.role or 'observer'}")
            who = words("notes.history_version", role=role, time=time)
            came = handed.get(entry.head.op_id, "")
            result.insert(
                0,
                PastVersion(
                    id=entry.head.op_id,
                    text=entry.body.text if isinstance(entry.body.text, str) else "",
                    who=f"{who}, {came}" if came else who,
                    is_shown=entry.head.op_id in shown,
                ),
            )
        return result

    @property
    def may_bring_back(self) -> bool:
        """Whether this person may change the note."""
        added = self._desk.store.entity("note", self.note).added
        scope = added.head.scope if added is not None else None
        return self._desk.may("note.edited", scope)

    def bring_back(self, version: str) -> bool:
        """Make an old wording the note's again; the present one stays in the history."""
        text = next((one.text for one in self.versions if one.id == version), None)
        if text is None or not self.may_bring_back:
            return False
        base = notes.text_base(self._desk.store, self.note)
        return self._desk.attempt(notes.edit_note, self.note, text, base=base)
