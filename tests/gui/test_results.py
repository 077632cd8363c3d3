"""Ergebnisse in the whole window: typed, clicked, and read from the screen and the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.commands.attendance import mark
from console.commands.measures import add_measure, edit_measure, text_base, withdraw_measure
from console.commands.notes import add_note, edit_note
from console.commands.notes import text_base as note_base
from console.commands.run import go_on
from console.domain.values import Measure
from console.sync.status import Peer, SyncStatus
from console.viewmodels.results import ResultsViewModel
from console.viewmodels.results_measures import DUE, RESPONSIBLE, STATUS, WHAT
from console.views.main_window import LIVE, RESULTS, MainWindow
from console.views.results.cell_editor import StatusCell, TextCell
from console.views.results.names_sheet import NamesSheet
from console.views.results.results_view import ResultsView
from console.views.results.versions_sheet import VersionsSheet
from console.views.theme import Theme
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, identity, person_id

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
TAB, BACK, ENTER, ESCAPE = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
)


class Room(NotesDesk):
    """The desk with its window in front of it; documents go to `folder`."""

    def __init__(
        self, folder: Path, qtbot: QtBot, role: str, size: tuple[int, int], scale: float
    ) -> None:
        super().__init__(folder, role)
        self.qtbot, self.folder = qtbot, folder / "documents"
        self.folder.mkdir()
        theme = Theme("light", scale, reduced_motion=True)
        self.results = ResultsViewModel(self.desk, folder=self.folder)
        self.window = MainWindow(theme, self.words)
        self.view = ResultsView(theme, self.results, self.window.frame.sheet_host)
        self.table = self.view.measures.table
        self.asked: list[str] = []
        self.view.note_requested.connect(self.asked.append)
        pages = [QWidget(), QWidget(), QWidget(), self.view]
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.window.let_close())
        self.window.setMinimumSize(1, 1)
        self.window.resize(*size)
        self.window.show_dialogue(pages, "Dialog", LIVE)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.open_view(RESULTS)
        self.settle()

    # hands

    def type(self, text: str) -> None:
        """Each key goes where the focus is: the first one may open an editor."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, PLAIN, letter))
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self.qtbot.keyClick(self.focus, key, modifier)
        self.settle()

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    # eyes

    @property
    def editor(self) -> TextCell:
        assert isinstance(self.focus, TextCell)
        return self.focus

    @property
    def measure(self) -> Measure:
        return self.measures()[0]

    @property
    def told(self) -> str:
        line = self.view.head.line
        return line.text() if line.isVisible() else ""

    def add(self, *texts: str) -> list[str]:
        made = [self.by_lead(add_measure, text) for text in texts]
        return [str(one) for one in made]

    def exported(self) -> None:
        self.qtbot.waitUntil(lambda: not self.results.export.is_running)
        self.settle()


Enter = Callable[..., Room]


@pytest.fixture
def enter(tmp_path: Path, qtbot: QtBot) -> Iterator[Enter]:
    rooms: list[Room] = []

    def make(role: str = "lead", size: tuple[int, int] = (1366, 768), scale: float = 1.0) -> Room:
        rooms.append(Room(tmp_path, qtbot, role, size, scale))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


@pytest.fixture
def room(enter: Enter) -> Room:
    return enter()


# opening


def test_opening_goes_to_the_heading_which_tells_the_figures(room: Room) -> None:
    heading = room.view.head.heading
    assert room.focus is heading
    assert heading.accessibleName().startswith("Ergebnisse des Dialogs. Noch nicht begonnen; 0")


def test_the_keyboard_leads_from_the_heading_through_the_panels(room: Room) -> None:
    room.add("Raum öffnen")
    add_note(room.store, "a", column=column_id(1))
    room.settle()
    visited: list[QWidget] = []
    for _ in range(8):
        room.key(TAB)
        visited.append(room.focus)
    head, view = room.view.head, room.view
    unassigned = view.checks.line("unassigned")
    assert unassigned is not None
    assert visited[:6] == [
        head.create_button,
        head.export_button,
        view.board.list,
        view.measures.add,
        room.table,
        unassigned.button,
    ]


def test_every_control_has_a_name(room: Room) -> None:
    room.add("Raum öffnen")
    for widget in room.view.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_the_figures_are_on_screen(room: Room) -> None:
    mark(room.store, [person_id(1), person_id(2), person_id(7)], "present")
    room.settle()
    names = [figure.accessibleName() for figure in room.view.head.figures]
    assert names[0] == "2 höchstens anwesend, von 6 Bürgerinnen und Bürgern"


def test_a_change_elsewhere_reaches_the_screen_only_while_it_is_seen(room: Room) -> None:
    add_note(room.store, "a", column=column_id(1))
    room.settle()
    assert room.view.head.figures[1].accessibleName() == "0:40 Stunden geplant"
    assert room.view.head.figures[2].accessibleName() == "1 Notiz, in 1 Spalte"
    room.window.open_view(LIVE)
    room.settle()
    seen = room.results.minutes
    add_note(room.store, "b", column=column_id(1))
    room.settle()
    assert room.results.minutes is seen
    room.window.open_view(RESULTS)
    assert room.view.head.figures[2].accessibleName() == "2 Notizen, in 1 Spalte"


# notes


def test_enter_on_a_note_asks_for_it_on_the_board(room: Room) -> None:
    note = add_note(room.store, "a", column=column_id(1))
    room.settle()
    room.view.board.focus_first()
    room.key(Qt.Key.Key_Down)
    room.key(ENTER)
    assert room.asked == [note]


def test_an_empty_board_says_what_will_stand_there(room: Room) -> None:
    assert not room.view.board.list.isVisible()
    add_note(room.store, "a", column=column_id(1))
    room.settle()
    assert room.view.board.list.isVisible()


# measures, edited in place


def test_typing_into_a_row_fills_in_who_is_responsible(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.type("Sozialamt")
    assert room.editor.text() == "Sozialamt"
    assert room.measure.responsible.text == ""
    room.key(ENTER)
    assert room.measure.responsible.text == "Sozialamt"
    assert room.focus is room.table


def test_tab_goes_through_the_fields_and_on_to_the_next_row(room: Room) -> None:
    room.add("Raum öffnen", "Garten anlegen")
    room.table.setFocus()
    room.type("Sozialamt")
    room.key(TAB)
    room.type("2021")
    room.key(TAB)
    assert isinstance(room.focus, StatusCell)
    room.key(Qt.Key.Key_Down)
    room.key(TAB)
    assert (room.editor.column, room.editor.text()) == (WHAT, "Garten anlegen")
    room.key(BACK)
    assert isinstance(room.focus, StatusCell)
    first = room.measure
    assert (first.responsible.text, first.due.text, first.status) == (
        "Sozialamt",
        "2021",
        "promised",
    )


def test_typing_into_what_is_to_be_done_adds_to_it(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.show_measure(room.measure.id, WHAT)
    room.type(", auch abends")
    room.key(ENTER)
    assert room.measure.what.text == "Raum öffnen, auch abends"


def test_enter_goes_to_the_same_field_of_the_next_row(room: Room) -> None:
    room.add("Raum öffnen", "Garten anlegen")
    room.table.setFocus()
    for office in ("Sozialamt", "Umweltamt"):
        room.type(office)
        room.key(ENTER)
    assert [one.responsible.text for one in room.measures()] == ["Sozialamt", "Umweltamt"]


def test_a_field_is_one_entry_for_undo(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.type("Sozialamt")
    room.key(TAB)
    room.key(ESCAPE)
    room.desk.undo()
    room.settle()
    assert room.measure.responsible.text == ""


def test_escape_leaves_a_field_as_it_was(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.type("Sozial")
    room.key(ESCAPE)
    assert room.focus is room.table
    assert room.measure.responsible.text == ""
    assert room.drafts() == {}


def test_clicking_elsewhere_saves_the_field(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.type("Sozialamt")
    room.view.head.create_button.setFocus()
    room.settle()
    assert room.measure.responsible.text == "Sozialamt"


def test_a_field_that_is_refused_stays_open(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.edit_measure(room.measure.id, WHAT)
    editor = room.editor
    editor.setText("")
    editor.textEdited.emit("")
    for key in (ENTER, TAB):
        room.key(key)
        assert room.focus is editor
        assert room.measure.what.text == "Raum öffnen"


def test_what_somebody_else_changes_meanwhile_does_not_touch_what_is_typed(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.type("Sozial")
    edit_measure(room.store, room.measure.id, "due", "2021")
    room.settle()
    assert room.editor.text() == "Sozial"
    room.type("amt")
    room.key(ENTER)
    assert (room.measure.responsible.text, room.measure.due.text) == ("Sozialamt", "2021")


def test_words_typed_before_a_crash_can_be_gone_on_with(enter: Enter) -> None:
    room = enter()
    [measure] = room.add("Raum öffnen")
    room.store.save_draft(f"measure:{measure}:responsible", "Sozial")
    again = ResultsView(
        room.window.theme,
        ResultsViewModel(room.desk, folder=room.folder),
        room.window.frame.sheet_host,
    )
    room.window.frame.replace_view(RESULTS, again)
    room.settle()
    room.press(again.measures._continue)
    assert room.editor.text() == "Sozial"
    room.key(ENTER)
    assert room.measure.responsible.text == "Sozial"


def test_delete_takes_a_measure_off_the_list(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.key(Qt.Key.Key_Delete)
    assert room.measures() == []
    assert not room.table.isVisible()


def test_a_row_that_is_withdrawn_elsewhere_takes_no_typed_words_along(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.setFocus()
    room.type("Sozialamt")
    withdraw_measure(room.store, room.measure.id)
    room.settle()
    assert room.editor.text() == "Sozialamt"


def test_a_new_measure_is_typed_above_the_table_and_the_line_stays(room: Room) -> None:
    room.press(room.view.measures.add)
    for text in ("Raum öffnen", "Garten anlegen"):
        room.type(text)
        room.key(ENTER)
    assert [one.what.text for one in room.measures()] == ["Raum öffnen", "Garten anlegen"]
    assert isinstance(room.focus, QLineEdit)
    room.type("Hal")
    room.key(ESCAPE)
    assert room.focus is room.view.measures.add
    room.press(room.view.measures.add)
    assert isinstance(room.focus, QLineEdit)
    assert room.focus.text() == "Hal"


def test_who_only_reads_gets_no_editor_and_is_told_why(enter: Enter) -> None:
    room = enter("cohost")
    room.add("Raum öffnen")
    assert not room.view.measures.add.isVisible()
    room.table.setFocus()
    room.type("Sozialamt")
    room.key(ENTER)
    room.key(Qt.Key.Key_Delete)
    assert room.focus is room.table
    assert room.measure.responsible.text == ""
    assert "lesen Sie hier mit" in room.view.measures._hint.text()


def two_versions(room: Room, name: str = "responsible") -> str:
    [measure] = room.add("Raum öffnen")
    seen = text_base(room.store, measure, name)
    edit_measure(room.store, measure, name, "Sozialamt", base=seen)
    room.store.be(identity("notetaker"))
    edit_measure(room.store, measure, name, "Jugendamt", base=seen)
    room.store.be(identity("lead"))
    room.settle()
    return measure


def test_a_cell_in_two_versions_asks_which_one_counts(room: Room) -> None:
    two_versions(room)
    room.table.setFocus()
    room.key(ENTER)
    sheet = room.view.sheet
    assert isinstance(sheet, VersionsSheet)
    assert sheet.is_open()
    chosen = next(one for one in sheet.keep_buttons if "Sozialamt" in one.accessibleName())
    room.press(chosen)
    assert room.measure.responsible.text == "Sozialamt"
    assert not room.measure.responsible.alternatives
    assert not sheet.is_open()


def test_two_versions_can_be_written_as_one(room: Room) -> None:
    two_versions(room)
    room.table.setFocus()
    room.type("x")
    sheet = room.view.sheet
    assert isinstance(sheet, VersionsSheet)
    room.press(sheet.together)
    assert room.editor.text() == "Jugendamt / Sozialamt"
    room.key(ENTER)
    assert room.measure.responsible.text == "Jugendamt / Sozialamt"
    assert not room.measure.responsible.alternatives


# before the export


def test_show_leads_to_the_measure_without_anybody(room: Room) -> None:
    _, second = room.add("Raum öffnen", "Garten anlegen")
    edit_measure(room.store, room.measure.id, "responsible", "Sozialamt")
    room.settle()
    line = room.view.checks.line("unassigned")
    assert line is not None
    room.press(line.button)
    assert room.focus is room.table
    assert room.table.current is not None
    assert room.table.current.id == second
    assert room.table.currentIndex().column() == RESPONSIBLE


def test_show_leads_to_the_note_in_two_versions(room: Room) -> None:
    note = add_note(room.store, "a", column=column_id(1))
    seen = note_base(room.store, note)
    edit_note(room.store, note, "b", base=seen)
    edit_note(room.store, note, "c", base=seen)
    room.settle()
    line = room.view.checks.line("notes")
    assert line is not None
    room.press(line.button)
    assert room.asked == [note]


def test_show_opens_the_measure_in_two_versions(room: Room) -> None:
    two_versions(room, "due")
    line = room.view.checks.line("disputed")
    assert line is not None
    room.press(line.button)
    assert isinstance(room.view.sheet, VersionsSheet)
    assert room.table.currentIndex().column() == DUE


def test_names_are_shown_with_what_the_public_edition_says(room: Room) -> None:
    note = add_note(room.store, "Danke an Frau Haddad", column=column_id(1))
    add_note(room.store, "Klein anfangen", column=column_id(1))
    room.settle()
    line = room.view.checks.line("names")
    assert line is not None
    room.press(line.button)
    sheet = room.view.sheet
    assert isinstance(sheet, NamesSheet)
    assert [entry.row.public for entry in sheet.entries] == [
        "Danke an Frau [Name]",
        "Klein anfangen",
    ]
    room.press(sheet.entries[0].show_button)
    assert room.asked == [note]
    assert not sheet.is_open()


def test_nothing_to_look_at_is_said_too(room: Room) -> None:
    texts = [widget.accessibleName() for widget in room.view.checks.findChildren(QWidget)]
    assert "Alles bereit" in texts
    assert room.view.checks.lines == []


# time


def test_plan_and_actual_are_on_screen(room: Room) -> None:
    for length in (12, 25, 4):
        go_on(room.store)
        room.clock.advance(minutes=length)
    go_on(room.store)
    room.settle()
    spoken = [line.accessibleName() for line in room.view.times.lines]
    assert spoken[0] == "Begrüßung: geplant 10 Min, gedauert 12 Min, +2 Min"
    assert len(spoken) == 3


# documents


def test_the_key_makes_the_minutes_and_tells_where_they_are(room: Room) -> None:
    room.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert room.told.startswith("Erstelle ")
    room.exported()
    assert {file.suffix for file in room.folder.iterdir()} == {".pdf", ".odt"}
    assert room.told.startswith(f"Gespeichert in {room.folder}")
    room.press(room.view.head.line.dismiss)
    assert room.told == ""


def test_the_key_does_nothing_while_another_view_is_seen(room: Room) -> None:
    room.window.open_view(LIVE)
    room.qtbot.keyClick(room.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert room.told == ""
    assert list(room.folder.iterdir()) == []


def test_the_menu_makes_one_document(room: Room) -> None:
    add_note(room.store, "Danke an Frau Haddad", column=column_id(1))
    room.settle()
    room.press(room.view.head.export_button)
    menu = room.view.head.menu
    assert menu is not None
    assert menu.isVisible()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(texts) == 9
    assert texts[-1] == room.words("run_sheet.open")
    for _ in range(7):
        room.qtbot.keyClick(menu, Qt.Key.Key_Down)
    room.qtbot.keyClick(menu, ENTER)
    room.exported()
    [file] = room.folder.iterdir()
    data = json.loads(file.read_text("utf-8"))
    assert data["edition"] == "internal"
    assert data["columns"][0]["notes"][0]["text"] == "Danke an Frau Haddad"


def test_another_place_is_asked_for_when_the_first_is_gone(room: Room, tmp_path: Path) -> None:
    room.folder.rmdir()
    room.results.export.export("json", "public")
    room.exported()
    assert "gibt es nicht" in room.told
    line = room.view.head.line
    assert not line.folder.isVisible()
    room.press(line.elsewhere)
    [dialog] = room.view.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "anderswo.json"))
    dialog.reject()
    room.exported()
    assert (tmp_path / "anderswo.json").is_file()
    assert room.told.startswith(f"Gespeichert unter {tmp_path / 'anderswo.json'}")


def test_the_folder_is_shown_or_it_is_said_that_it_could_not_be(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.results.export.export("json", "public")
    room.exported()
    opened: list[str] = []

    def refuse(url: object) -> bool:
        opened.append(url.toLocalFile())  # type: ignore[attr-defined]
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    room.press(room.view.head.line.folder)
    assert opened == [str(room.folder)]
    assert room.told == f"Der Ordner ließ sich nicht öffnen: {room.folder}"


def test_who_does_not_know_the_names_is_told_instead_of_dead_buttons(enter: Enter) -> None:
    room = enter("observer")
    head = room.view.head
    assert not head.create_button.isVisible()
    assert not head.export_button.isVisible()
    room.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert room.told == ""
    assert list(room.folder.iterdir()) == []


# narrow windows


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_narrow_windows_show_one_panel_at_a_time(enter: Enter, size: tuple[int, int]) -> None:
    room = enter(size=size, scale=2.0)
    room.add("Raum öffnen")
    assert room.view.compact.isVisible()
    assert room.table.isVisible()
    assert not room.view.checks.isVisible()
    room.view.compact.show_panel(2)
    room.settle()
    assert room.view.checks.isVisible()
    assert not room.table.isVisible()
    line = room.view.checks.line("unassigned")
    assert line is not None
    room.press(line.button)
    assert room.focus is room.table


def test_the_keyboard_finds_the_tabs_before_the_panel_in_narrow_windows(enter: Enter) -> None:
    room = enter(size=(1920, 1080), scale=2.0)
    tabs, _ = room.view.compact.stops
    room.view.head.export_button.setFocus()
    room.key(TAB)
    assert room.focus is tabs
    room.key(TAB)
    assert room.focus is room.view.measures.add


def test_time_and_attendance_share_a_card_where_room_is_scarce(enter: Enter) -> None:
    room = enter()
    assert room.view.side.tabs.isVisible()
    assert room.view.times.isVisible()
    assert not room.view.attendance.isVisible()
    room.view.side.tabs.setFocus()
    room.key(Qt.Key.Key_Right)
    assert room.view.attendance.isVisible()
    room.window.resize(1920, 1080)
    room.settle()
    assert not room.view.side.tabs.isVisible()
    assert room.view.times.isVisible()
    assert room.view.attendance.isVisible()


def test_no_part_of_the_view_opens_as_a_window(enter: Enter) -> None:
    shown: list[type] = []

    class Watch(QWidget):
        def eventFilter(self, watched: object, event: QEvent) -> bool:
            is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
            if is_shown and watched.isWindow():
                shown.append(type(watched))
            return False

    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        room = enter()
        room.add("Raum öffnen")
        add_note(room.store, "Danke an Frau Haddad", column=column_id(1))
        room.settle()
        room.view.show_check("names")
        room.window.resize(1920, 1080)
        room.settle()
    finally:
        application.removeEventFilter(watch)
    assert shown == [MainWindow]


def test_the_status_is_chosen_from_the_list(room: Room) -> None:
    room.add("Raum öffnen")
    room.table.edit_measure(room.measure.id, STATUS)
    cell = room.focus
    assert isinstance(cell, StatusCell)
    room.qtbot.keyClick(cell, Qt.Key.Key_End)
    room.key(ENTER)
    assert room.measure.status == "declined"


def test_all_notes_here_stands_beside_the_calm_line_and_who_is_missing_instead_of_it(
    room: Room,
) -> None:
    room.results.show_exchange(SyncStatus(state="synced"))
    texts = [widget.accessibleName() for widget in room.view.checks.findChildren(QWidget)]
    assert {"Alles bereit", "Alle Protokolle da: 1 von 1"} <= set(texts)
    late = Peer(member="", device="d", role="notetaker", outbox=3)
    room.results.show_exchange(SyncStatus(state="synced", peers=(late,)))
    room.settle()
    line = room.view.checks.line("protocols")
    assert line is not None
    assert line.isVisible()
    assert line.accessibleName() == "Noch nicht alles da: Protokoll, 3 ausstehend"
    assert room.view.head.create_button.isEnabled()
