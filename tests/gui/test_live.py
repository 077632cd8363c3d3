"""The live view as a person uses it: by keys and clicks, on the whole window."""

from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.commands import attendance, notes, run, timers
from console.views.attendance_curve import AttendanceCurve
from console.views.live.agenda_item_block import AgendaItemBlock
from console.views.live.group_card import GroupCard
from console.views.live.ready_panel import ReadyPanel
from console.views.widgets.button import Button
from console.views.widgets.chip import Chip
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.small_dialogue import column_id, group_id, item_id, person_id


@pytest.fixture
def open_window(qtbot, tmp_path):
    opened = []

    def make(role="lead", **options):
        window = LiveWindow(qtbot, tmp_path, role, **options)
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()


@pytest.fixture
def here(open_window):
    return open_window()


def visits(here):
    return [visit.item for visit in here.store.state.course.visits]


def shown_buttons(root):
    return [b.text() for b in root.findChildren(Button) if b.isVisible() and b.text()]


# the primary action


def test_work_begins_at_the_primary_action_and_stays_there(here, qtbot):
    assert focus() is here.view.now.buttons.primary
    here.key(qtbot, Qt.Key.Key_F5)
    assert visits(here) == [item_id(1)]
    assert focus() is here.view.now.buttons.primary
    assert here.view.now.buttons.primary.text() == "Weiter: Gruppen"


class Filling(QObject):
    """A dialogue that has nothing at first, and is filled later."""

    changed = Signal()

    def __init__(self, lines=(), summary=""):
        super().__init__()
        self.lines, self.summary = lines, summary


def test_startklar_asks_for_the_room_of_the_lines_it_has_now(here):
    filling = Filling()
    panel = ReadyPanel(here.view.theme, filling, here.live.words)
    wanted = panel._scroll.sizeHint().height()
    first = here.live.ready.lines[0]
    filling.lines = [replace(first, id=str(number)) for number in range(6)]
    filling.changed.emit()
    assert panel._scroll.sizeHint().height() > wanted + 60, "three rows of two lines each"


def test_a_key_held_down_goes_on_once(here, qtbot):
    here.go(seconds=5)
    for _ in range(30):
        here.key(qtbot, Qt.Key.Key_F5)
        here.go(seconds=0.1)
    assert visits(here) == [item_id(1)]


def test_a_click_and_the_key_are_one_action(here, qtbot):
    qtbot.mouseClick(here.view.now.buttons.primary, Qt.MouseButton.LeftButton)
    here.settle()
    here.go(seconds=0.5)
    here.key(qtbot, Qt.Key.Key_F5)
    assert visits(here) == [item_id(1)]


def test_the_whole_dialogue_runs_by_keys(here, qtbot):
    for _ in range(4):
        here.go(seconds=2)
        here.key(qtbot, Qt.Key.Key_F5)
    assert here.store.state.course.is_over
    assert not here.view.now.buttons.primary.isVisible()
    assert "Dialog fortsetzen" in shown_buttons(here.view.now)


def test_minutes_and_pause_have_keys_and_buttons(here, qtbot):
    here.to_item(1)
    here.key(qtbot, Qt.Key.Key_F9)
    here.key(qtbot, Qt.Key.Key_F7)
    assert here.live.now.length == "11 Min, davon +1"
    qtbot.keyClick(focus(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert here.store.state.course.is_paused
    assert here.view.now.buttons._pause.accessibleName() == "Fortsetzen"


def test_the_card_shows_time_and_turns_red_only_over_time(here):
    here.to_item(1)
    here.go(minutes=4)
    assert here.view.now._time.text() == "06:00"
    assert here.view.now._frame_tone == ""
    here.go(minutes=7)
    assert here.view.now._time.text() == "+01:00"
    assert here.view.now._frame_tone == "over"


# Ablauf


def block(here, number):
    found = here.view.agenda.timeline.blocks.block(item_id(number))
    assert isinstance(found, AgendaItemBlock)
    return found


def test_arrows_walk_through_the_items_with_one_tab_stop(here, qtbot):
    here.view.agenda.focus_first()
    assert focus() is block(here, 1)
    here.key(qtbot, Qt.Key.Key_Down)
    assert focus() is block(here, 2)
    here.key(qtbot, Qt.Key.Key_End)
    assert focus() is block(here, 3)
    here.key(qtbot, Qt.Key.Key_Up, times=5)
    assert focus() is block(here, 1)
    stops = [b for b in (block(here, n) for n in (1, 2, 3)) if b.focusPolicy() & Qt.TabFocus]
    assert stops == [block(here, 1)]


def test_entf_leaves_a_future_item_out_and_takes_it_back_in(here, qtbot):
    block(here, 2).setFocus()
    here.key(qtbot, Qt.Key.Key_Delete)
    assert here.store.state.agenda_items[item_id(2)].skipped
    here.key(qtbot, Qt.Key.Key_Delete)
    assert not here.store.state.agenda_items[item_id(2)].skipped


def test_enter_opens_the_sheet_and_enter_saves_all_of_it(here, qtbot):
    block(here, 2).setFocus()
    here.key(qtbot, Qt.Key.Key_Return)
    sheet = here.view._sheet
    assert sheet.is_open()
    sheet.field("title").edit.selectAll()
    here.type(qtbot, "In Gruppen")
    here.key(qtbot, Qt.Key.Key_Tab)
    here.type(qtbot, "20")
    here.key(qtbot, Qt.Key.Key_Return)
    item = here.store.state.agenda_items[item_id(2)]
    assert (item.title.text, item.minutes) == ("In Gruppen", 20)
    assert not sheet.is_open()
    assert focus() is block(here, 2)
    assert block(here, 2).text() == "In Gruppen"


def test_esc_keeps_what_was_typed_for_the_next_time(here, qtbot):
    here.view.open_item(item_id(2))
    here.settle()
    here.type(qtbot, "x")
    here.key(qtbot, Qt.Key.Key_Escape)
    assert here.store.state.agenda_items[item_id(2)].title.text == "Gruppen"
    sheet = here.view.open_item(item_id(2))
    here.settle()
    assert "x" in sheet.field("title").text()
    assert "wieder da" in sheet._draft.text()


def test_what_is_wrong_is_said_in_the_sheet_and_nothing_is_lost(here, qtbot):
    sheet = here.view.open_item(item_id(2))
    sheet.field("minutes").setFocus()
    sheet.field("minutes").edit.selectAll()
    here.type(qtbot, "viele")
    here.key(qtbot, Qt.Key.Key_Return)
    assert sheet.is_open()
    assert "zwischen 0 und 480" in sheet._error.text()
    assert sheet.field("minutes").text() == "viele"


def test_blocks_lie_where_their_time_is(here):
    first, second, third = (block(here, n).geometry() for n in (1, 2, 3))
    assert first.bottom() < second.top() < second.bottom() < third.top()
    assert second.height() / first.height() == pytest.approx(2.5, abs=0.15)


def test_the_list_comes_when_an_item_would_be_too_low_to_read(here):
    from console.commands import agenda

    assert not here.view.agenda.is_list()
    agenda.edit_item(here.store, item_id(3), values={"minutes": 1})
    here.settle()
    assert here.view.agenda.is_list()
    agenda.edit_item(here.store, item_id(3), values={"minutes": 5})
    here.settle()
    assert not here.view.agenda.is_list()


def test_an_item_left_out_keeps_its_place_on_the_axis(here):
    from console.commands import agenda

    agenda.set_skipped(here.store, item_id(2), skipped=True)
    here.settle()
    assert not here.view.agenda.is_list()
    first, second, third = (block(here, n).geometry() for n in (1, 2, 3))
    assert first.bottom() < second.top() < second.bottom() < third.top()
    assert second.height() >= 18


def test_the_line_of_now_is_there_while_the_dialogue_runs(here):
    line = here.view.agenda.timeline._now
    assert not line.isVisible()
    here.to_item(1)
    assert line.isVisible()
    before = line.y()
    here.go(minutes=5)
    assert line.y() > before
    assert line.accessibleName() == here.live.agenda.now_text


def test_no_line_goes_through_the_words_of_the_present_item(here):
    here.to_item(1)
    here.go(minutes=5)
    line = here.view.agenda.timeline._now
    drawn = line.grab().toImage()
    row = drawn.height() // 2
    inside = line._blocks_left - line.x()
    ground = drawn.pixelColor(drawn.width() // 2, 0)
    free = range(inside + 20, drawn.width() - 20)
    assert {drawn.pixelColor(x, row).rgba() for x in free} == {ground.rgba()}
    assert drawn.pixelColor(inside - 2, row) != ground


# Kleingruppen


def card(here, number):
    found = here.view.groups.card(group_id(number))
    assert isinstance(found, GroupCard)
    return found


def extension(here, number):
    return here.store.state.timer(item_id(2), group_id(number)).extended_ms // 60_000


def test_one_click_starts_all_groups(here, qtbot):
    here.to_item(2)
    qtbot.mouseClick(here.view.groups._start, Qt.MouseButton.LeftButton)
    here.settle()
    assert [card(here, n)._phase for n in (1, 2, 3)] == ["running"] * 3
    assert not here.view.groups._start.isVisible()


def test_after_starting_all_groups_the_focus_is_on_the_first_card(here, qtbot):
    here.to_item(2)
    here.view.groups._start.setFocus()
    here.key(qtbot, Qt.Key.Key_Space)
    here.key(qtbot, Qt.Key.Key_Plus)
    assert [extension(here, n) for n in (1, 2, 3)] == [1, 0, 0]


def test_zoom_leaves_the_focus_on_the_primary_action(here):
    assert focus() is here.view.now.buttons.primary
    for scale in (2.0, 1.0):
        here.theme.set_scale(scale)
        here.settle()
        assert focus() is here.view.now.buttons.primary


def test_plus_and_minus_change_the_focused_group_only(here, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    card(here, 2).setFocus()
    here.key(qtbot, Qt.Key.Key_Plus, times=3)
    here.key(qtbot, Qt.Key.Key_Minus)
    assert [extension(here, n) for n in (1, 2, 3)] == [0, 2, 0]


def test_buttons_of_a_card_change_that_group(here, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    qtbot.mouseClick(card(here, 3)._steps[2], Qt.MouseButton.LeftButton)
    here.settle()
    assert [extension(here, n) for n in (1, 2, 3)] == [0, 0, 2]


def test_the_menu_of_a_card_lets_one_group_stand_still(here, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    card(here, 1).setFocus()
    here.key(qtbot, Qt.Key.Key_Return)
    menu = card(here, 1)._menu
    qtbot.waitUntil(menu.isVisible)
    said = [action.text() for action in menu.actions()]
    assert said == ["Anhalten", "Restzeit setzen auf", "Ist zurück"]
    menu.actions()[0].trigger()
    menu.close()
    here.settle()
    assert [card(here, n)._phase for n in (1, 2, 3)] == ["paused", "running", "running"]


def test_groups_are_marked_as_back_one_by_one_and_opened_again(here, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.go(seconds=2)
    here.key(qtbot, Qt.Key.Key_F5)
    assert card(here, 1)._phase == "returning"
    qtbot.mouseClick(card(here, 1)._action, Qt.MouseButton.LeftButton)
    here.settle()
    assert card(here, 1)._phase == "returned"
    assert card(here, 1)._action.text() == "Erneut öffnen"
    qtbot.mouseClick(card(here, 1)._action, Qt.MouseButton.LeftButton)
    here.settle()
    assert card(here, 1)._phase == "returning"


def test_cards_shrink_to_a_bar_when_all_are_back(here, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.go(seconds=2)
    here.key(qtbot, Qt.Key.Key_F5)
    tall = here.view.groups.height()
    qtbot.mouseClick(here.view.groups._back, Qt.MouseButton.LeftButton)
    here.settle()
    assert not here.view.groups._scroll.isVisible()
    assert here.view.groups.height() <= 56 < tall


def test_the_sentence_for_the_rooms_goes_to_the_clipboard(here, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    with qtbot.waitSignal(here.view.groups.copied):
        qtbot.mouseClick(here.view.groups._copy, Qt.MouseButton.LeftButton)
    text = "Noch 5 Minuten. Was soll ins Plenum?"
    assert QApplication.clipboard().text() == text


# Hinweise, Notizen, Teilnehmende, Startklar?


def test_entf_takes_a_hint_off_the_list(here, qtbot):
    here.go(minutes=4)
    here.view.hints.focus_first()
    here.key(qtbot, Qt.Key.Key_Delete)
    assert here.view.hints._rows == {}
    assert here.view.hints._calm.isVisible()


def test_a_hint_leads_to_what_it_is_about(here, qtbot):
    attendance.open_cases(here.store, [person_id(1)], "no_sound")
    here.settle()
    here.view.hints.focus_first()
    with qtbot.waitSignal(here.view.roster_requested):
        here.key(qtbot, Qt.Key.Key_Return)


def test_a_note_that_is_written_appears_and_leads_to_the_board(here, qtbot):
    note = notes.add_note(here.store, "Mehr Bänke", column=column_id(1))
    here.settle()
    column = here.view.notes._columns[column_id(1)]
    assert column._cards[0].text() == "Mehr Bänke"
    with qtbot.waitSignal(here.view.notes_requested) as heard:
        qtbot.mouseClick(column._cards[0], Qt.MouseButton.LeftButton)
    assert heard.args == [note]


def test_the_curve_is_drawn_after_the_first_frame_and_summed_up_in_its_name(open_window, qtbot):
    window = open_window(size=(1920, 1080))
    attendance.mark(window.store, [person_id(1), person_id(2)], "present")
    window.settle()
    curve = window.view.people._curve
    qtbot.waitUntil(lambda: curve.is_drawn)
    assert curve.accessibleName() == "Anwesenheit, 2 anwesend, höchstens 2"
    times, counts = curve._corners()
    assert counts[:2] == [0, 2]
    assert len(times) == len(counts)


@pytest.mark.parametrize("hours", [2, 9, 60, 500_000])
def test_the_times_of_the_curve_stand_apart(here, qtbot, hours):
    curve = here.view.findChild(AttendanceCurve)
    curve.draw_now()
    curve.show_curve([(0, 3)], 0, hours * 3_600_000, 1, "")
    axis = curve._plot.getAxis("bottom")
    width = QFontMetricsF(curve.theme.font("secondary", digits=True)).horizontalAdvance("00:00")
    ticks = axis._tickLevels[0]
    assert len(ticks) > 1
    across = curve.width() - curve.theme.px(30)
    gaps = {later[0] - first[0] for first, later in pairwise(ticks)}
    assert min(gaps) * across / (hours * 3_600_000) > width


def test_before_the_beginning_stands_what_is_ready(here, qtbot):
    assert here.view.ready.isVisible()
    assert not here.view.groups.isVisible()
    here.key(qtbot, Qt.Key.Key_F5)
    assert not here.view.ready.isVisible()
    assert here.view.groups.isVisible()


# roles


def test_an_observer_reads_everything_and_presses_nothing(open_window):
    window = open_window("observer")
    window.here.by_lead(run.go_on)
    window.here.by_lead(run.go_on)
    window.here.by_lead(timers.start_groups)
    window.settle()
    assert shown_buttons(window.view.now) == []
    assert window.view.now.buttons._reading.text() == "Als Beobachtung lesen Sie hier mit."
    assert not any(b.isVisible() for b in card(window, 1).findChildren(Button))
    sheet = window.view.open_item(item_id(3))
    assert sheet.field("title") is None
    assert not sheet._save.isVisible()


def test_a_note_taker_has_the_button_for_back_and_no_other(open_window, qtbot):
    window = open_window("notetaker")
    for command in (run.go_on, run.go_on, timers.start_groups, run.go_on):
        window.here.by_lead(command)
    window.settle()
    assert shown_buttons(card(window, 1)) == ["Ist zurück"]
    qtbot.mouseClick(card(window, 1)._action, Qt.MouseButton.LeftButton)
    window.settle()
    assert card(window, 1)._phase == "returned"


def test_a_cohost_steers_groups_but_not_the_evening(open_window, qtbot):
    window = open_window("cohost")
    for command in (run.go_on, run.go_on):
        window.here.by_lead(command)
    window.settle()
    assert not window.view.now.buttons.primary.isVisible()
    qtbot.mouseClick(card(window, 1)._action, Qt.MouseButton.LeftButton)
    window.settle()
    assert card(window, 1)._phase == "running"


# narrow windows, words, cost


def test_a_narrow_window_shows_the_card_and_one_panel_at_a_time(open_window, qtbot):
    window = open_window(size=(1366, 768), scale=1.3)
    compact = window.view.compact
    assert compact.isVisible()
    assert window.view.agenda.is_list()
    assert not window.view.agenda.isVisible()
    compact._tabs.setFocus()
    window.key(qtbot, Qt.Key.Key_Right)
    assert window.view.agenda.isVisible()
    window.window.resize(1920, 1080)
    window.theme.set_scale(1.0)
    window.settle()
    assert not compact.isVisible()
    assert not window.view.agenda.is_list()
    assert window.view.hints.isVisible()


def test_the_narrowest_window_has_a_list_instead_of_tabs(open_window):
    window = open_window(size=(1366, 768), scale=2.0)
    assert window.view.compact._combo.isVisible()
    assert not window.view.compact._tabs.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_everything_that_takes_the_focus_has_a_name(open_window, size):
    window = open_window(size=size)
    window.to_item(2)
    timers.start_groups(window.store)
    attendance.open_cases(window.store, [person_id(1)], "no_sound")
    window.settle()
    assert names_without_words(window.view) == []


def cut_words(root):
    """Words of ours that do not fit: labels and chips narrower than their text."""
    cut = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, ElidedLabel | Paragraph | CountdownLabel):
            continue
        if isinstance(widget, Label) and widget.text():
            needed = widget.fontMetrics().horizontalAdvance(widget.text())
            if needed > widget.width() + 1:
                cut.append(widget.text())
        if isinstance(widget, Chip) and widget.sizeHint().width() > widget.width():
            cut.append(widget.text())
        if isinstance(widget, Button) and widget.minimumSizeHint().width() > widget.width():
            cut.append(widget.text())
    return cut


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_words_of_ours_are_cut(open_window, qtbot, language, scale):
    window = open_window(scale=scale, language=language)
    found = cut_words(window.view)
    for step in (run.go_on, run.go_on, timers.start_groups):
        step(window.store)
        window.settle()
        found += cut_words(window.view)
    for minutes in (16.5, 4, 3):
        window.go(minutes=minutes)
        found += cut_words(window.view)
    run.go_on(window.store)
    window.settle()
    found += cut_words(window.view)
    timers.mark_returned(window.store, item_id(2), [group_id(1)])
    window.settle()
    found += cut_words(window.view)
    assert found == []


class Layouts(QObject):
    """Counts how often anything in a window asks to be laid out again."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.LayoutRequest:
            self.asked.append(type(watched).__name__)
        return False


def test_the_beat_lays_nothing_out_again(open_window, qtbot):
    window = open_window(size=(1920, 1080))
    window.to_item(2)
    timers.start_groups(window.store)
    window.go(seconds=29)
    window.go(seconds=1)
    layouts = Layouts()
    QApplication.instance().installEventFilter(layouts)
    for _ in range(12):
        window.go(seconds=0.25)
    QApplication.instance().removeEventFilter(layouts)
    assert card(window, 1)._time.text() == "20:27"
    assert layouts.asked == []


def test_while_everything_stands_still_no_group_can_go_on_alone(here):
    here.to_item(2)
    timers.start_groups(here.store)
    run.pause(here.store)
    here.settle()
    assert card(here, 1)._phase == "paused"
    said = [part.words for part in card(here, 1)._parts()]
    assert "Fortsetzen" not in said
    assert "Ist zurück" in said


def test_a_long_title_is_cut_in_the_button_and_whole_for_a_screen_reader(here, qtbot):
    from console.commands import agenda

    title = "Antworten von Politik und Verwaltung auf alle Fragen aus den Gruppen und dem Plenum"
    agenda.edit_item(here.store, item_id(2), texts={"title": title})
    here.to_item(1)
    primary = here.view.now.buttons.primary
    assert primary.text().startswith("Weiter: Antworten")
    assert primary.text().endswith("…")
    assert primary.accessibleName() == f"Weiter: {title}"
    assert primary.width() < here.view.now.width() * 0.6


def test_notes_that_folded_for_want_of_room_come_back_with_it(here, qtbot):
    notes = here.view.notes
    notes.setMinimumHeight(0)
    notes.setMaximumHeight(60)
    here.settle()
    assert not notes._stack.isVisible()
    notes.setMaximumHeight(400)
    here.settle()
    assert notes._stack.isVisible()


def test_ctrl_enter_goes_on_in_live_but_not_for_who_types(here, qtbot):
    here.view.agenda.focus_first()
    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert len(here.store.state.course.visits) == 1
    here.go(seconds=5)
    field = QLineEdit(here.view)
    field.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert len(here.store.state.course.visits) == 1
