"""Notes that are being edited in place: what was there at the beginning, and what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from console.commands import notes
from console.viewmodels.capture import edit_place
from console.viewmodels.capture_text import without_halves
from console.viewmodels.desk import Desk


@dataclass
class Edit:
    """An edit under way; `base` names what was on screen when it began."""

    text: str
    before: str
    base: tuple[str, ...]


class BoardEdits:
    """Each keystroke is on the disk; an edit is open until it is saved or given up."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: dict[str, Edit] = {}
        for draft in desk.store.drafts():
            note = draft.place.removeprefix(edit_place(""))
            if note != draft.place and note in desk.store.state.notes:
                # What stood there before is not known any more: any text counts as a change.
                self._open[note] = Edit(draft.text, "", draft.base)

    def __contains__(self, note: object) -> bool:
        return note in self._open

    def __iter__(self) -> Iterator[str]:
        return iter(self._open)

    def text(self, note: str) -> str:
        """Return what is typed so far."""
        return self._open[note].text

    def begin(self, note: str, *, together: bool = False) -> str:
        """Open an edit and return its text; `together`: of all versions, to be made one."""
        if note not in self._open:
            value = self._desk.store.state.notes[note].text
            base = notes.text_base(self._desk.store, note)
            self._open[note] = Edit(value.text, value.text, base)
            if together:
                texts = [value.text, *(one.text for one in value.alternatives)]
                self._open[note] = Edit("\n".join(texts), "", base)
        return self._open[note].text

    def type(self, note: str, text: str) -> None:
        """Take over what a person typed, durably."""
        edit = self._open[note]
        edit.text = without_halves(text)
        self._desk.save_draft(edit_place(note), edit.text, edit.base)

    def save(self, note: str) -> bool:
        """Make the typed text the note's; the edit stays open when that is not possible.

        Of a note that somebody withdrew meanwhile the words become a new note.
        """
        edit, place = self._open[note], edit_place(note)
        found = self._desk.store.state.notes[note]
        if edit.text.strip() == edit.before.strip():
            return self.cancel(note)
        if found.hidden:
            saved = self._desk.attempt(
                notes.add_note,
                edit.text,
                column=found.column,
                group=found.group,
                item=found.item,
                draft=place,
            )
        else:
            saved = self._desk.attempt(
                notes.edit_note, note, edit.text, base=edit.base, draft=place
            )
        if saved:
            del self._open[note]
        return saved

    def cancel(self, note: str) -> bool:
        """Give an edit up; its draft goes."""
        if self._desk.save_draft(edit_place(note), ""):
            del self._open[note]
            return True
        return False
