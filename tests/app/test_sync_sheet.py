"""The sheet behind the sync chip, in the whole window: opened, used, closed by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.commands import notes
from console.sync.engine import Engine
from console.views.main_window import LIVE
from console.views.widgets.button import Button
from console.views.widgets.label import ElidedLabel
from tests.app.consoles import WORDS, Console, on_console

TEXT = "Zwei Bänke an der Haltestelle"


async def opened(one: Console) -> None:
    one.app.open_sample()
    await one.settled()


def refuse_a_note(one: Console) -> None:
    notes.add_note(one.store, TEXT, column=one.store.state.board_columns()[0].id)
    last = one.store.replica.pending(operations=10_000)[-1]
    one.store.replica.refuse([(last.op_id, "denied:scope")])


def button(one: Console, text: str) -> Button:
    found = one.session.sync_sheet.findChildren(Button)
    return next(each for each in found if each.text() == text and each.isVisible())


def test_the_chip_opens_the_sheet_and_escape_gives_the_focus_back(home):
    async def test(one: Console) -> None:
        await opened(one)
        chip = one.window.frame.top_bar.sync_chip
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Return)
        sheet = one.session.sync_sheet
        assert sheet.is_open()
        assert sheet.isAncestorOf(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert not sheet.is_open()
        assert QApplication.focusWidget() is chip

    on_console(home, test)


def test_a_refused_note_becomes_a_draft_in_the_line(home):
    async def test(one: Console) -> None:
        await opened(one)
        one.window.open_view(LIVE)
        refuse_a_note(one)
        one.session.open_sync()
        adopt = button(one, WORDS("shell.sync_sheet.adopt"))
        assert TEXT in adopt.accessibleName()
        QTest.keyClick(adopt, Qt.Key.Key_Space)
        assert one.session.pages.notes_view.isVisible()
        assert one.session.pages.notes_view.capture.line.edit.toPlainText() == TEXT
        assert [draft.text for draft in one.store.drafts()] == [TEXT]

    on_console(home, test)


def test_what_stands_in_the_line_is_not_replaced(home):
    async def test(one: Console) -> None:
        await opened(one)
        one.session.pages.notes_model.capture.type("Angefangen")
        refuse_a_note(one)
        said: list[str] = []
        one.session.desk.refused.connect(said.append)
        one.session.open_sync()
        button(one, WORDS("shell.sync_sheet.adopt")).click()
        assert said == [WORDS("shell.sync_sheet.adopt_busy")]
        assert one.session.pages.notes_model.capture.text == "Angefangen"

    on_console(home, test)


def test_with_a_backend_the_button_makes_the_exchange_try_at_once(home, backend, monkeypatch):
    _, codes = backend.create()
    asked: list[Engine] = []

    def sync_now(engine: Engine) -> None:
        asked.append(engine)

    monkeypatch.setattr(Engine, "sync_now", sync_now)

    async def test(one: Console) -> None:
        await one.join(backend.url, codes["lead"])
        one.app.start.fill("sample")
        await one.synced()
        one.session.open_sync()
        assert backend.url in [fact.value for fact in one.session.sync_details.facts]
        button(one, WORDS("shell.sync_sheet.sync_now")).click()
        assert one.app.place is not None
        assert asked == [one.app.place.link.engine]

    on_console(home, test)


def test_the_path_of_the_file_is_on_one_line_and_can_be_copied_whole(home):
    async def test(one: Console) -> None:
        await opened(one)
        one.session.open_sync()
        path = str(one.store.path)
        sheet = one.session.sync_sheet
        (shown,) = [each for each in sheet.findChildren(ElidedLabel) if each.text() == path]
        assert shown.is_elided()
        assert shown.toolTip() == path
        copy = button(one, WORDS("handover.copy_path"))
        QTest.keyClick(copy, Qt.Key.Key_Space)
        assert QGuiApplication.clipboard().text() == path
        assert one.session.sync_details.notice == WORDS("handover.path_copied")
        assert copy.isVisible()

    on_console(home, test)
