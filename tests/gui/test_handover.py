"""Handing over by hand in the whole window: keys, the file dialogs, the clipboard, a drop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from console.views.main_window import NOTES
from tests.gui.handover_window import TEXT, Desktop
from tests.gui.live_window import names_without_words

KEY = Qt.Key


@pytest.fixture
def desktop(qtbot, tmp_path):
    made: list[Desktop] = []

    def make(**more) -> Desktop:
        made.append(Desktop(qtbot, tmp_path, **more))
        return made[0]

    yield make
    made[0].close()


def action(here, text: str):
    (found,) = [one for one in here.menu._menu.actions() if one.text() == text]
    return found


def test_keys_lead_from_the_chip_to_a_saved_file(desktop):
    here = desktop()
    here.lea.write("Licht am Weg")
    chip = here.window.frame.top_bar.sync_chip
    chip.setFocus()
    here.press(KEY.Key_Return)
    sheet = here.session.sync_sheet
    assert QApplication.focusWidget() is sheet.give
    here.press(KEY.Key_Return)
    out = here.over.out_sheet
    assert out.is_open()
    assert not sheet.is_open()
    assert QApplication.focusWidget() is out.audience
    here.press(KEY.Key_Tab, KEY.Key_Space)
    dialog = here.dialog()
    path = here.lea.folder / "abgegeben.dialogpult-uebergabe"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    here.settle()
    assert path.exists()
    assert any("Gesichert als „abgegeben.dialogpult-uebergabe“. Darin: 1 Notiz" in one
               for one in here.texts(out))  # fmt: skip
    here.window.activateWindow()
    out.save.setFocus()
    here.settle()
    here.press(KEY.Key_Escape)
    assert not out.is_open()
    assert QApplication.focusWidget() is chip


def test_the_menu_opens_both_sheets_one_at_a_time(desktop, qtbot):
    here = desktop()
    action(here, "Übergabe: abgeben").trigger()
    qtbot.waitUntil(lambda: "out_sheet" in vars(here.over) and here.over.out_sheet.is_open())
    action(here, "Übergabe: einlesen").trigger()
    qtbot.waitUntil(lambda: "in_sheet" in vars(here.over) and here.over.in_sheet.is_open())
    assert not here.over.out_sheet.is_open()
    assert QApplication.focusWidget() is here.over.in_sheet.choose


def test_a_chosen_file_is_read_and_told(desktop):
    here = desktop()
    here.over.take()
    here.press(KEY.Key_Return)
    dialog = here.dialog()
    dialog.filesSelected.emit([str(here.kim.file())])
    dialog.close()
    here.settle()
    texts = here.texts(here.over.in_sheet)
    assert "Von Kim, Protokoll, abgegeben um 18:00" in texts
    assert "Neu auf dem Bildschirm: 1 Notiz." in texts
    assert here.board() == [TEXT]


def test_text_of_the_chat_is_read_with_control_v(desktop):
    here = desktop()
    here.over.take()
    QGuiApplication.clipboard().setText("\n".join(here.kim.store.handover.write_text()))
    here.press(KEY.Key_V, control=True)
    assert here.board() == [TEXT]
    here.press(KEY.Key_V, control=True)
    assert "Nichts Neues: Alles davon war schon hier. Noch einmal einlesen schadet nicht." in (
        here.texts(here.over.in_sheet)
    )
    assert here.board() == [TEXT]


def test_the_text_for_the_chat_is_on_the_clipboard(desktop):
    here = desktop()
    here.lea.write("Licht am Weg")
    here.over.give()
    here.bot.mouseClick(here.over.out_sheet.copy, Qt.MouseButton.LeftButton)
    assert "18:00 · Licht am Weg\nDIALOGPULT 1/1 " in QGuiApplication.clipboard().text()
    assert here.over.handing_out.copied in here.texts(here.over.out_sheet)


def drop(here, *paths, on=None) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(400, 400).toPoint(), copy, data, left, none)
    target = on or here.window
    QApplication.sendEvent(target, enter)
    event = QDropEvent(QPointF(400, 400), copy, data, left, none)
    if enter.isAccepted():
        QApplication.sendEvent(target, event)
    here.settle()
    return enter


def test_a_file_dropped_on_the_window_is_read(desktop):
    here = desktop()
    assert drop(here, here.kim.file()).isAccepted()
    assert here.over.in_sheet.is_open()
    assert here.board() == [TEXT]


def test_a_file_dropped_on_the_line_is_read_as_well(desktop):
    here = desktop()
    here.window.open_view(NOTES)
    line = here.session.pages.notes_view.capture.line.edit
    assert drop(here, here.kim.file(), on=line.viewport()).isAccepted()
    assert here.board() == [TEXT]
    assert line.text() == ""


def test_other_files_are_not_taken(desktop, tmp_path):
    here = desktop()
    other = tmp_path / "brief.txt"
    other.write_text("Guten Tag")
    assert not drop(here, other).isAccepted()
    assert "in_sheet" not in vars(here.over)


@pytest.mark.parametrize("look", [{}, {"scale": 2.0}])
def test_every_control_has_a_name_and_nothing_is_cut(desktop, look):
    here = desktop(**look)
    here.lea.write("Licht am Weg")
    for show in (here.over.give, here.over.take):
        show()
        here.settle()
        sheet = here.over.out_sheet if here.over.out_sheet.is_open() else here.over.in_sheet
        assert names_without_words(sheet) == []
        bar = sheet._scroll.horizontalScrollBar()
        assert bar.maximum() == 0
        content = sheet._scroll.widget()
        assert content.minimumSizeHint().width() <= sheet._scroll.viewport().width()
