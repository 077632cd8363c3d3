"""What a note-taker does: capture, type, edit, withdraw, resolve, make measures."""

from __future__ import annotations

from PySide6.QtCore import Qt

from console.commands import measures
from console.rehearsal.fingers import press, type_text
from console.rehearsal.seen import Acting
from console.templates import column_id
from console.views.main_window import NOTES


class ActingNotes(Acting):
    """Steps at the Notizen view; the lead edits there too."""

    def _choose(self, column: str, key: str, group: int) -> None:
        """Set column and origin as Alt+1 and Alt+G do."""
        choices = self.session.pages.notes_model.capture.choices
        wanted = column_id(self.store.state.dialogue_id, column)
        index = next(n for n, one in enumerate(choices.columns) if one.id == wanted)
        choices.choose_column(index)
        origin = self.group(key, group) if group else None
        choices.choose_origin(
            next(n for n, one in enumerate(choices.origins) if one.group == origin)
        )

    def _seen(self, text: str) -> str:
        """Return the id of the note that the board shows with this text.  Raises: Lost."""
        board = self.session.pages.notes_model.board
        for column in self.store.state.board_columns():
            for row in board.rows(column.id):
                if row.text == text:
                    return row.id
        self.expect(False, "the note is on the board")
        return ""

    async def do_note(self, text: str, column: str, key: str, group: int) -> str:
        """Put a note into the capture line and save it."""
        capture = self.session.pages.notes_model.capture
        self._choose(column, key, group)
        capture.type(text)
        self.expect(capture.submit(), "the line takes the note")
        await self.turn()
        note = self._seen(text)
        self.write("note", entity=note, text=text)
        return note

    async def do_type_note(self, text: str, column: str, key: str, group: int) -> str:
        """Type a note key by key into the capture line, and press Enter."""
        self.console.window.open_view(NOTES)
        self._choose(column, key, group)
        editor = self.session.pages.notes_view.capture.line.edit
        editor.setFocus()
        type_text(editor, text)
        press(editor, Qt.Key.Key_Return)
        await self.turn()
        note = self._seen(text)
        self.write("note", entity=note, text=text, field="typed")
        return note

    async def do_begin_typing(self, text: str) -> None:
        """Type a sentence and stop in the middle; it is on the disk with the last key."""
        self.console.window.open_view(NOTES)
        type_text(self.session.pages.notes_view.capture.line.edit, text)
        await self.turn()
        drafts = [draft.text for draft in self.store.drafts()]
        self.expect(text in drafts, "what is typed is kept")
        self.write("draft", text=text)

    async def do_find_draft(self, text: str) -> None:
        """After a crash the begun sentence stands in the line again."""
        self.expect(self.session.pages.notes_model.capture.text == text, "the draft is back")
        self.write("draft_back", text=text)

    async def do_finish_typing(self, text: str) -> str:
        """Go on typing where it stopped, and press Enter."""
        self.console.window.open_view(NOTES)
        editor = self.session.pages.notes_view.capture.line.edit
        type_text(editor, text)
        whole = self.session.pages.notes_model.capture.text
        press(editor, Qt.Key.Key_Return)
        await self.turn()
        note = self._seen(whole.strip())
        self.write("note", entity=note, text=whole.strip(), field="typed")
        return note

    async def do_begin_edit(self, target: str) -> None:
        """F2 on a note."""
        self.expect(self.session.pages.notes_model.board.begin_edit(target), "the note opens")

    async def do_finish_edit(self, target: str, text: str) -> None:
        """Type another wording into the open note and save it."""
        board = self.session.pages.notes_model.board
        board.edits.type(target, text)
        self.expect(board.save_edit(target), "the edit is saved")
        await self.turn()
        versions = [one.text for one in self.store.state.notes[target].text.versions]
        self.expect(text in versions, "the wording is on the note")
        self.write("edit", entity=target, text=text)

    async def do_edit(self, target: str, text: str) -> None:
        """Edit a note in one go."""
        await self.do_begin_edit(target)
        await self.do_finish_edit(target, text)

    async def do_keep_both(self, target: str) -> None:
        """Settle two versions: both stay."""
        board = self.session.pages.notes_model.board
        if self.store.state.notes[target].text.alternatives:
            self.expect(board.keep_both(target), "both versions stay")
            await self.turn()
            self.write("both_kept", entity=target)
        self.expect(not self.store.state.notes[target].text.alternatives, "no version is open")

    async def do_withdraw(self, target: str) -> None:
        """Entf on a note."""
        self.expect(self.session.pages.notes_model.board.withdraw(target), "the note goes")
        await self.turn()
        self.expect(self.store.state.notes[target].hidden, "the note is off the board")
        self.write("withdrawn", entity=target)

    async def do_measure(self, source: str, what: str, responsible: str, due: str) -> str:
        """Strg+M on a note, or a measure of its own; then complete it."""
        board = self.session.pages.notes_model.board
        desk = self.session.desk
        made = board.make_measure(source) if source else desk.made(measures.add_measure, what)
        self.expect(made, "there is a measure")
        assert made is not None
        await self.turn()
        for name, text in (("what", what), ("responsible", responsible), ("due", due)):
            if text:
                desk.attempt(measures.edit_measure, made, name, text)
        await self.turn()
        value = self.store.state.measures[made]
        for name, text in (("what", what), ("responsible", responsible), ("due", due)):
            self.expect(getattr(value, name).text == text, f"{name} of the measure")
            self.write("measure", entity=made, text=text, field=name)
        return made

    # planted faults

    async def do_pretend_note(self, text: str, column: str, key: str, group: int) -> str:
        """Claim to have seen a note that was never made."""
        del column, key, group
        note = self.store.new_id()
        self.write("note", entity=note, text=text)
        return note

    async def do_pretend_edit(self, target: str, text: str) -> None:
        """Claim to have seen an edit that was never made."""
        self.write("edit", entity=target, text=text)

    async def do_note_for_another(
        self, text: str, column: str, key: str, group: int, who: str
    ) -> str:
        """Write a note and claim that somebody else did."""
        own = self.journal.who
        self.journal.who = who
        try:
            return await self.do_note(text, column, key, group)
        finally:
            self.journal.who = own
