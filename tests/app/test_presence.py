"""Two consoles at one backend: who edits a note is seen on that note at the other one."""

from __future__ import annotations

from console.viewmodels.board_row import NoteRow
from tests.app.consoles import Console, console, run


def row(one: Console, text: str) -> NoteRow | None:
    board = one.session.pages.notes_model.board
    found = (row for column in board.columns for row in board.rows(column.id))
    return next((row for row in found if row.text == text), None)


def writing(one: Console, text: str) -> str:
    found = row(one, text)
    return found.writing if found is not None else ""


def test_a_note_says_at_the_other_console_who_is_writing_it_and_for_how_long(home, backend):
    _, codes = backend.create()

    async def evening() -> None:
        async with console(home / "lead") as lead, console(home / "notes") as notes:
            await lead.join(backend.url, codes["lead"], "Lea")
            lead.app.start.fill("sample")
            await lead.synced()
            await notes.join(backend.url, codes["notetaker"], "Kim")
            await notes.synced()
            capture = notes.session.pages.notes_model.capture
            capture.type("Zwei Bänke")
            assert capture.submit()
            await lead.until(lambda: row(lead, "Zwei Bänke"))
            board = notes.session.pages.notes_model.board
            note = row(notes, "Zwei Bänke")
            assert note is not None
            assert board.begin_edit(note.id)
            await lead.until(lambda: writing(lead, "Zwei Bänke") == "Kim schreibt")
            assert writing(notes, "Zwei Bänke") == ""
            assert board.save_edit(note.id)
            await lead.until(lambda: writing(lead, "Zwei Bänke") == "")
            names = [device.name for device in lead.session.sync.devices]
            assert "Kim, Protokoll, in Notizen" in names

    run(evening())
