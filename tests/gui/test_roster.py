"""Teilnehmende in the whole window: typed, clicked, and read from the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.commands import attendance, groups
from console.viewmodels.roster_rows import GROUP, NAME, STATE
from console.views.main_window import LIVE, ROSTER, MainWindow
from console.views.roster.attendance_panel import CURVE, TABLE
from console.views.roster.roster_view import ATTENDANCE, GROUPS, PEOPLE, TECH, RosterView
from console.views.theme import Theme
from console.words import Words
from tests.roster_desk import RosterDesk
from tests.small_dialogue import group_id, item_id, person_id

AYSE, BERND, CHIARA, DUC, ELKE, FARID = (person_id(n) for n in range(1, 7))
GESA = person_id(7)


class Room(RosterDesk):
    """The desk with its window in front of it."""

    def __init__(self, folder: Path, qtbot: QtBot, role: str, language: str) -> None:
        super().__init__(folder, role, language)
        self.qtbot = qtbot
        self.theme = Theme("light", reduced_motion=True)
        self.window = MainWindow(self.theme, self.desk.words)
        self.view = RosterView(self.theme, self.roster, self.window.frame.sheet_host)
        self.table = self.view.people.table
        self.field: QLineEdit = self.view.people.search.edit
        pages = [QWidget(), QWidget(), self.view, QWidget()]
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.window.let_close())
        self.window.resize(1366, 768)
        self.window.show_dialogue(pages, "Dialog", LIVE)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.open_view(ROSTER)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.qtbot.keyClicks(self.focus, text)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.focus, key, modifier)
        self.settle()

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def click_row(self, person: str) -> None:
        cell = self.table.visualRect(
            self.roster.model.index(self.roster.model.row_of(person), NAME)
        )
        left = Qt.MouseButton.LeftButton
        self.qtbot.mouseClick(self.table.viewport(), left, pos=cell.center())
        self.settle()

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def chosen(self) -> list[str]:
        return [row.id for row in self.table.chosen]

    @property
    def said(self) -> str:
        """What the band under the search line says."""
        band = self.view.people.band
        return band.text() if band.isVisible() else ""


@pytest.fixture
def enter(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def make(role: str = "cohost", language: str = "de") -> Room:
        rooms.append(Room(tmp_path, qtbot, role, language))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


@pytest.fixture
def room(enter) -> Room:
    return enter()


# check-in by keyboard


def test_opening_puts_the_cursor_into_the_search_line(room):
    assert room.focus is room.field


def test_thirty_people_come_in_by_typing_alone(room):
    people = [room.person(f"Vorname{n:02}", f"Nachname{n:02}") for n in range(30)]
    strokes = 0
    for number in range(30):
        room.type(f"name{number:02}")
        room.key(Qt.Key.Key_Return)
        strokes += 7
    assert {room.state_of(person) for person in people} == {"present"}
    assert room.field.text() == ""
    assert room.focus is room.field
    assert room.roster.counts.citizens.present == 30


def test_what_enter_will_do_stands_above_the_rows(room):
    room.type("yilmaz")
    assert room.said == "Eingabe: Ayşe Yılmaz ist anwesend"
    room.key(Qt.Key.Key_Return)
    assert room.said == "Ayşe Yılmaz ist anwesend · ohne Gruppe"
    room.key(Qt.Key.Key_Tab)
    assert room.said == ""


def test_the_arrow_chooses_among_namesakes_without_leaving_the_line(room):
    emre = room.person("Emre", "Yılmaz")
    room.type("yilmaz")
    assert room.chosen == []
    room.key(Qt.Key.Key_Down)
    room.key(Qt.Key.Key_Down)
    assert room.chosen == [emre]
    assert room.focus is room.field
    room.key(Qt.Key.Key_Return)
    assert (room.state_of(AYSE), room.state_of(emre)) == ("registered", "present")
    assert room.field.text() == ""


def test_enter_among_namesakes_marks_nobody(room):
    emre = room.person("Emre", "Yılmaz")
    room.type("yilmaz")
    room.key(Qt.Key.Key_Return)
    assert {room.state_of(AYSE), room.state_of(emre)} == {"registered"}
    assert room.said.startswith("2 passen.")


def test_an_unknown_name_and_enter_make_a_guest(room):
    room.type("Maria Lenz")
    assert "„Maria Lenz“ als Gast" in room.said
    room.key(Qt.Key.Key_Return)
    assert "Maria Lenz" in room.names
    assert room.field.text() == ""
    room.desk.undo()
    room.settle()
    assert "Maria Lenz" not in room.names


def test_enter_on_somebody_present_keeps_the_words_for_the_next_name(room):
    room.mark(AYSE)
    room.type("yilmaz")
    room.key(Qt.Key.Key_Return)
    assert "schon anwesend" in room.said
    assert room.field.selectedText() == "yilmaz"
    assert len(room.store.state.attendance_of(AYSE).events) == 1


def test_escape_empties_the_line_and_brings_everybody_back(room):
    room.type("yilmaz")
    assert len(room.names) == 1
    room.key(Qt.Key.Key_Escape)
    assert room.field.text() == ""
    assert len(room.names) == 7
    assert room.said == ""


def test_the_button_adds_a_namesake_as_a_guest(room):
    room.type("Bernd Klein")
    room.press(room.view.people.add)
    assert room.names.count("Bernd Klein") == 2
    assert room.focus is room.field


def test_the_button_says_what_to_type_while_nothing_is_typed(room):
    room.press(room.view.people.add)
    assert room.said == "Tippen Sie einen Namen, Eingabe nimmt die Person als Gast auf."
    assert room.store.state.people() == room.store.state.people()
    assert len(room.names) == 7


def test_ctrl_f_leads_back_into_the_line(room):
    room.click_row(BERND)
    assert room.focus is room.table
    room.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert room.focus is room.field
    assert room.chosen == []


# keys of the table


def test_letters_do_nothing_to_rows_while_the_line_has_the_focus(room):
    room.click_row(BERND)
    room.field.setFocus()
    room.type("a")
    assert room.state_of(BERND) == "registered"
    assert room.field.text() == "a"


@pytest.mark.parametrize(
    ("language", "letters"),
    [("de", {"e": "waiting", "a": "present", "g": "left"}),
     ("en", {"w": "waiting", "p": "present", "l": "left"})],
)  # fmt: skip
def test_letters_mark_the_row_in_use(enter, language, letters):
    room = enter(language=language)
    room.click_row(BERND)
    for letter, state in letters.items():
        room.type(letter)
        assert room.state_of(BERND) == state


def test_down_leads_from_the_empty_line_into_the_table(room):
    room.key(Qt.Key.Key_Down)
    assert room.focus is room.table
    assert room.chosen == [AYSE]
    room.key(Qt.Key.Key_Down)
    room.type("a")
    assert (room.state_of(AYSE), room.state_of(BERND)) == ("registered", "present")


def test_shift_and_arrows_choose_several_for_one_key(room):
    room.click_row(AYSE)
    room.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    room.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    room.type("a")
    assert [room.state_of(one) for one in (AYSE, BERND, CHIARA)] == ["present"] * 3
    room.type("2")
    assert [room.store.state.seat(item_id(2), one) for one in (AYSE, BERND, CHIARA)] == [
        group_id(2)
    ] * 3
    room.desk.undo()
    room.desk.undo()
    room.settle()
    assert [room.state_of(one) for one in (AYSE, BERND, CHIARA)] == ["registered"] * 3


def test_digits_seat_and_zero_takes_the_seat_away(room):
    room.click_row(AYSE)
    room.type("3")
    assert room.store.state.seat(item_id(2), AYSE) == group_id(3)
    room.type("0")
    assert room.store.state.seat(item_id(2), AYSE) is None


def test_a_held_key_asks_once(room):
    room.click_row(AYSE)
    asked: list[int] = []
    room.table.acts.troubles.aboutToShow.connect(lambda: asked.append(1))
    for repeated in (False, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier, "t", repeated
        )
        QApplication.sendEvent(room.table, event)
        room.table.acts.troubles.close()
    assert asked == [1]


def test_letters_with_ctrl_are_left_to_others(room):
    room.click_row(AYSE)
    room.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert room.state_of(AYSE) == "registered"
    assert len(room.chosen) == 7


def test_t_asks_what_is_wrong_and_the_digit_answers(room):
    room.click_row(AYSE)
    room.type("t")
    menu = room.table.acts.troubles
    assert menu.isVisible()
    room.qtbot.keyClick(menu, Qt.Key.Key_3)
    room.settle()
    (case,) = room.store.state.tech_cases.values()
    assert (case.participant, case.problem) == (AYSE, "unstable")
    assert not menu.isVisible()
    # Where it was: the row is in use.
    assert room.chosen == [AYSE]


def test_escape_leaves_the_question_unanswered(room):
    room.click_row(AYSE)
    room.type("t")
    room.qtbot.keyClick(room.table.acts.troubles, Qt.Key.Key_Escape)
    assert room.store.state.tech_cases == {}
    assert room.focus is room.table


def test_t_on_a_row_with_trouble_also_offers_its_end(room):
    room.by_lead(attendance.open_cases, [AYSE], "no_sound")
    room.click_row(AYSE)
    room.type("t")
    menu = room.table.acts.troubles
    last = menu.actions()[-1]
    assert last.text().endswith("Gelöst")
    last.trigger()
    room.settle()
    assert room.roster.cases.count == 0


def test_escape_lets_the_row_go(room):
    room.click_row(BERND)
    room.key(Qt.Key.Key_Escape)
    assert room.chosen == []


# the row in use


def test_the_row_in_use_shows_its_actions_with_their_keys(room):
    room.click_row(BERND)
    shown = room.table.actions_shown
    assert shown.isVisible()
    assert shown.codes == ["present", "waiting", "group"]
    assert shown.button("present").accessibleName() == "Anwesend, A"
    room.press(shown.button("present"))
    assert room.state_of(BERND) == "present"
    assert shown.codes == ["tech", "left", "group"]
    assert room.focus is room.table


def test_the_actions_lie_in_their_row(room):
    room.click_row(CHIARA)
    row = room.table.visualRect(room.table.currentIndex())
    area = room.table.actions_shown.geometry()
    assert row.top() <= area.top()
    assert area.bottom() <= row.bottom()


def test_the_group_button_offers_all_groups_and_none(room):
    room.click_row(BERND)
    room.press(room.table.actions_shown.button("group"))
    menu = room.table.acts.groups
    assert [action.data() for action in menu.actions()] == ["1", "2", "3", "0"]
    menu.actions()[1].trigger()
    room.settle()
    assert room.store.state.seat(item_id(2), BERND) == group_id(2)
    menu.close()


def test_a_row_changed_elsewhere_keeps_selection_and_place(room):
    for number in range(60):
        room.person("Vor", f"Name{number:02}")
    room.table.choose(FARID)
    room.table.setFocus(Qt.FocusReason.MouseFocusReason)
    bar = room.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before, names = bar.value(), room.names
    room.mark(AYSE, state="waiting")
    room.mark(FARID)
    room.person("Aaron", "Abel")
    assert room.chosen == [FARID]
    assert bar.value() == before
    assert room.names == [*names, "Aaron Abel"]


def test_leaving_and_coming_back_makes_the_order_anew(room):
    room.click_row(AYSE)
    room.mark(FARID, state="waiting")
    assert room.names[0] == "Ayşe Yılmaz"
    room.window.open_view(LIVE)
    room.window.open_view(ROSTER)
    room.settle()
    assert room.names[0] == "Farid Haddad"


def test_letting_rows_go_from_elsewhere_makes_the_order_anew(room):
    room.mark(BERND)
    room.by_lead(attendance.open_cases, [BERND], "no_sound")
    (case,) = room.store.state.tech_cases
    room.click_row(AYSE)
    room.view.tech.line(case).solve.setFocus()
    room.mark(FARID, state="waiting")
    assert room.names[1] == "Ayşe Yılmaz"
    room.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert room.names[1] == "Farid Haddad"


# filters


def test_a_chip_filters_and_counts(room):
    room.mark(AYSE, GESA)
    chip = room.view.people.filters.chip("present")
    assert chip.accessibleName().startswith("Anwesend, 1 Person aus der Bürgerschaft, dazu 1")
    room.press(chip)
    assert room.names == ["Ayşe Yılmaz", "Gesa Holt"]
    assert chip.isChecked()


def test_an_empty_filter_says_so(room):
    room.press(room.view.people.filters.chip("left"))
    assert room.view.people.empty.isVisible()
    assert room.view.people.empty.accessibleName() == "Hier ist gerade niemand."


def test_typing_takes_the_filter_away(room):
    room.press(room.view.people.filters.chip("left"))
    room.field.setFocus()
    room.type("yil")
    assert room.table.isVisible()
    assert room.names == ["Ayşe Yılmaz"]
    assert room.view.people.filters.chip("all").isChecked()


# beside the table


def test_solved_ends_a_case(room):
    room.by_lead(attendance.open_cases, [AYSE], "no_sound")
    (case,) = room.store.state.tech_cases
    line = room.view.tech.line(case)
    assert line.solve.accessibleName() == "Gelöst, Technikfall von Ayşe Yılmaz"
    room.press(line.solve)
    assert room.store.state.tech_cases[case].status == "solved"
    assert room.roster.cases.count == 0


def test_all_who_are_there_are_seated_by_one_press(room):
    assert not room.view.groups.assign.isVisible()
    room.mark(AYSE, BERND, CHIARA)
    room.press(room.view.groups.assign)
    assert [row.here for row in room.roster.groups.model.rows] == [1, 1, 1]
    assert not room.view.groups.assign.isVisible()


@pytest.mark.parametrize("language", ["de", "en"])
def test_seating_all_is_readable_at_1366_and_says_how_many(enter, language):
    room = enter(language=language)
    room.mark(AYSE, BERND, CHIARA)
    panel = room.view.groups
    assert "3" in panel.assign.text()
    assert Words(language)("roster.unassigned", n=3) in panel.assign.accessibleDescription()
    assert panel.assign.width() >= panel.assign.sizeHint().width()
    assert panel.assign.mapTo(panel, panel.assign.rect().bottomRight()).x() <= panel.width()
    assert panel.header.sizeHint().width() <= panel.header.width()


def test_a_groups_line_says_everything_to_a_screen_reader(room):
    room.by_lead(groups.seat, item_id(2), [AYSE], group_id(1))
    room.mark(AYSE)
    line = room.view.groups.line(group_id(1))
    assert line.accessibleName() == "Gruppe 1, Thema 1"
    assert line.accessibleDescription() == "1 Person aus der Bürgerschaft, Bereit, noch 21 Min"


def test_the_curve_has_a_table_as_its_twin(room):
    room.mark(AYSE)
    panel = room.view.attendance
    assert panel.page == CURVE
    assert panel.switch.accessibleName() == "Als Tabelle anzeigen"
    room.press(panel.switch)
    assert panel.page == TABLE
    assert panel.table.model().index(0, 1).data() == "1"
    assert panel.switch.accessibleName() == "Als Verlauf anzeigen"


def test_the_curve_is_drawn_after_the_first_frame_and_sums_itself_up(room):
    room.mark(AYSE)
    curve = room.view.attendance.curve
    room.qtbot.waitUntil(lambda: curve.is_drawn, timeout=20_000)
    assert curve.accessibleName().startswith("Verlauf der Anwesenheit, 1 anwesend")


# roles


def test_a_note_taker_reads_the_list_and_its_keys_do_nothing(enter):
    room = enter("notetaker")
    assert not room.view.people.add.isVisible()
    assert not room.view.tech.isVisible()
    room.click_row(AYSE)
    room.type("a1")
    assert room.state_of(AYSE) == "registered"
    assert room.store.state.seat(item_id(2), AYSE) is None
    assert not room.table.actions_shown.isVisible()


def test_an_observer_sees_no_name_anywhere(enter):
    room = enter("observer")
    room.mark(AYSE, BERND)
    names = {person.last_name for person in room.store.state.people()}
    texts = {
        text
        for widget in room.window.findChildren(QWidget)
        for text in (widget.accessibleName(), widget.toolTip(), getattr(widget, "text", str)())
        if isinstance(text, str)
    }
    assert not [text for text in texts for name in names if re.search(rf"\b{name}\b", text)]
    assert room.roster.model.rowCount() == 0
    assert room.view.people.empty.accessibleName() == "Namen sieht die Beobachtung nicht."
    assert not room.view.people.search.isVisible()


# narrow windows


def test_a_narrow_window_shows_one_panel_at_a_time(room):
    room.window.resize(1000, 700)
    room.settle()
    assert room.view.tabs.isVisible()
    assert room.view.people.isVisible()
    for number in (TECH, GROUPS, ATTENDANCE, PEOPLE):
        room.view.tabs.setCurrentIndex(number)
        room.settle()
        shown = [panel for panel in room.view.panels if panel.isVisible()]
        assert shown == [room.view.panels[number]]


def test_the_narrowest_window_has_a_list_of_panels(room):
    room.window.resize(700, 400)
    room.settle()
    assert not room.view.tabs.isVisible()
    assert room.view.list.isVisible()
    room.view.list.activated.emit(GROUPS)
    room.settle()
    assert room.view.groups.isVisible()
    assert room.view.list.isVisible()
    room.window.resize(1366, 768)
    room.settle()
    assert all(panel.isVisible() for panel in room.view.panels)
    assert not room.view.list.isVisible()


# accessibility


def test_every_control_that_takes_the_focus_has_a_name(room):
    room.mark(AYSE)
    room.by_lead(attendance.open_cases, [AYSE], "no_sound")
    nameless = [
        (type(widget).__name__, type(widget.parent()).__name__)
        for widget in room.view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_the_table_is_read_row_by_row(room):
    table = QAccessible.queryAccessibleInterface(room.table)
    assert table.role() == QAccessible.Role.Table
    read = [table.child(number).text(QAccessible.Text.Name) for number in range(table.childCount())]
    assert "Bernd Klein, Angemeldet, ohne Gruppe, Teilnahme" in read
    assert {"Status", "Name", "Gruppe"} <= set(read)


@pytest.mark.parametrize("language", ["de", "en"])
def test_words_of_ours_are_whole_at_1366(enter, language):
    room = enter(language=language)
    room.mark(AYSE, state="promised")
    room.mark(BERND, state="waiting")
    room.mark(CHIARA, state="excluded")
    header = room.table.horizontalHeader()
    shown = [one for one in range(header.count()) if not room.table.isColumnHidden(one)]
    assert [one for one in shown if header.sectionSizeFromContents(one).width() >
            header.sectionSize(one)] == []  # fmt: skip
    states = [row.state_words for row in room.roster.model.rows]
    metrics = room.table.fontMetrics()
    room_for_words = room.table.columnWidth(STATE) - 12 - 16 - 8
    assert max(metrics.horizontalAdvance(text) for text in states) <= room_for_words
    groups_ = [row.group for row in room.roster.model.rows]
    assert max(metrics.horizontalAdvance(text) for text in groups_) <= room.table.columnWidth(
        GROUP
    ) - 24  # fmt: skip


def test_tab_goes_from_the_search_line_through_all_panels(room):
    room.mark(AYSE)
    room.by_lead(attendance.open_cases, [AYSE], "no_sound")
    (case,) = room.store.state.tech_cases
    view, people = room.view, room.view.people
    stops = [room.field]
    for _ in range(6):
        room.key(Qt.Key.Key_Tab)
        stops.append(room.focus)
    assert stops == [
        room.field, people.filters.chip("all"), people.add, room.table,
        view.tech.line(case).solve, view.groups.assign, view.attendance.switch,
    ]  # fmt: skip


def test_arrows_move_among_the_filters(room):
    room.mark(AYSE)
    room.key(Qt.Key.Key_Tab)
    room.key(Qt.Key.Key_Right)
    assert room.roster.filter == "registered"
    assert "Ayşe Yılmaz" not in room.names
    assert room.focus is room.view.people.filters.chip("registered")


def test_a_row_changed_elsewhere_is_tinted_and_then_calm_again(room):
    room.mark(DUC)
    row = room.table.visualRect(room.roster.model.index(room.roster.model.row_of(DUC), NAME))
    room.go(seconds=3)

    def ground() -> str:
        image = room.table.viewport().grab(row).toImage()
        return image.pixelColor(image.width() - 4, image.height() // 2).name().upper()

    calm = ground()
    room.elsewhere("attendance", DUC)
    room.settle()
    assert ground() == room.theme.colour("bg_hover").name().upper() != calm
    room.go(seconds=3)
    assert ground() == calm


def test_columns_fill_the_table_at_every_width_and_zoom(room):
    for width, scale in ((1366, 1.0), (1000, 1.0), (700, 1.0), (1366, 2.0), (1920, 1.0)):
        room.theme.set_scale(scale)
        room.window.resize(width, 768)
        room.settle()
        header = room.table.horizontalHeader()
        assert header.length() == room.table.viewport().width(), (width, scale)


def test_where_one_is_says_that_others_than_citizens_are_among_the_rows(room):
    rows = room.roster.model.rows
    people = room.store.state.participants
    others = sum(people[row.id].part != "citizen" for row in rows)
    assert 0 < others < len(rows)
    said = f"Zeile 1 von {len(rows)}, darunter {others} aus Moderation und Verwaltung"
    assert room.roster.place(0) == said
