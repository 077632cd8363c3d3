"""A note from the keys of one console to the board of another, through a real backend."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import Qt

from console.rehearsal.fingers import press, type_text
from console.views.main_window import NOTES
from tests.app.consoles import Console, console, run
from tests.backend.running import Running

TEXT = "Mehr Bänke im Schatten – für ältere Leute 🌳"
CTRL = Qt.KeyboardModifier.ControlModifier


def evening(
    folder: Path, backend: Running, test: Callable[[Console, Console], Awaitable[None]]
) -> None:
    """Run a test with the lead's console and the note-taker's, both joined and in step."""
    _, codes = backend.create()

    async def whole() -> None:
        async with console(folder / "a") as lead, console(folder / "b") as notetaker:
            await lead.join(backend.url, codes["lead"], "Lea Leitung")
            lead.app.start.fill("sample")
            await lead.synced()
            await notetaker.join(backend.url, codes["notetaker"], "Nico Notiz")
            await notetaker.until(lambda: notetaker.store.state.agenda_items)
            await notetaker.synced()
            for one in (lead, notetaker):
                one.window.open_view(NOTES)
            await test(lead, notetaker)

    run(whole())


def type_note(one: Console, text: str) -> None:
    """Choose the second column with Alt+2, type key by key, press Enter."""
    editor = one.session.pages.notes_view.capture.line.edit
    editor.setFocus()
    press(editor, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    type_text(editor, text)
    press(editor, Qt.Key.Key_Return)


def rows(one: Console) -> list:
    """The cards of all columns, as the board shows them."""
    board = one.session.pages.notes_model.board
    return [row for column in one.store.state.board_columns() for row in board.rows(column.id)]


def texts(one: Console) -> list[str]:
    return [row.text for row in rows(one)]


def test_a_note_typed_on_one_console_is_a_card_on_the_other(tmp_path, backend):
    async def test(lead: Console, notetaker: Console) -> None:
        type_note(notetaker, TEXT)
        await notetaker.until(lambda: texts(notetaker) == [TEXT])
        await lead.until(lambda: texts(lead) == [TEXT])
        (here,), (there,) = rows(notetaker), rows(lead)
        assert there.id == here.id
        second = lead.store.state.board_columns()[1]
        note = lead.store.state.notes[there.id]
        assert note.column == second.id
        author = lead.store.state.members[note.made_by]
        assert (author.name, author.role) == ("Nico Notiz", "notetaker")
        assert note.made_by == notetaker.store.identity.member
        assert note.group == notetaker.store.state.notes[here.id].group
        # The card is drawn, not only counted.
        view = lead.session.pages.notes_view
        assert lead.window.frame.isVisible()
        assert view.isVisible()

    evening(tmp_path, backend, test)


def test_edited_on_both_while_apart_both_versions_are_on_both(tmp_path, backend):
    async def test(lead: Console, notetaker: Console) -> None:
        type_note(notetaker, "Bänke")
        await lead.until(lambda: texts(lead) == ["Bänke"])
        await notetaker.synced()
        for one in (lead, notetaker):
            assert one.app.place is not None
            await one.app.place.link.stop()
        versions = {lead: "Bänke im Schatten", notetaker: "Bänke am Fluss"}
        for one, text in versions.items():
            board = one.session.pages.notes_model.board
            (row,) = rows(one)
            assert board.begin_edit(row.id)
            board.edits.type(row.id, text)
            assert board.save_edit(row.id)
        for one in versions:
            one.app.place.link.start()
        for one in versions:
            await one.until(lambda one=one: both(one) == set(versions.values()))
            await one.synced()
        assert texts(lead) == texts(notetaker)
        assert lead.session.sync.conflicts == notetaker.session.sync.conflicts == 1

    evening(tmp_path, backend, test)


def both(one: Console) -> set[str]:
    (note,) = one.store.state.board_notes()
    return {version.text for version in note.text.versions} if note.text.alternatives else set()


def test_taken_back_by_who_wrote_it_the_note_is_gone_on_the_other(tmp_path, backend):
    async def test(lead: Console, notetaker: Console) -> None:
        type_note(notetaker, TEXT)
        await lead.until(lambda: texts(lead) == [TEXT])
        notetaker.session.desk.undo()
        await notetaker.until(lambda: not texts(notetaker))
        await lead.until(lambda: not texts(lead))
        notetaker.session.desk.redo()
        await lead.until(lambda: texts(lead) == [TEXT])
        # What one did, the other's Strg+Z does not touch.
        assert lead.session.desk.history.last is None

    evening(tmp_path, backend, test)


def test_written_while_the_backend_is_away_it_comes_when_it_is_back(tmp_path, backend):
    async def test(lead: Console, notetaker: Console) -> None:
        assert notetaker.app.place is not None
        await notetaker.app.place.link.stop()
        type_note(notetaker, TEXT)
        await notetaker.until(lambda: texts(notetaker) == [TEXT])
        assert notetaker.store.pending_count
        assert texts(lead) == []
        notetaker.app.place.link.start()
        await lead.until(lambda: texts(lead) == [TEXT])
        await notetaker.synced()

    evening(tmp_path, backend, test)
