"""Gruppenfunk in the whole window: calls by keys in Notizen, answers by keys in Live."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.commands import signals, timers
from console.views.notes.signals_bar import SentBox, ToldBox
from console.views.widgets.button import Button
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.gui.notes_window import NotesWindow
from tests.small_dialogue import group_id


@pytest.fixture
def live(qtbot, tmp_path):
    window = LiveWindow(qtbot, tmp_path)
    window.to_item(2)
    timers.start_groups(window.store)
    window.settle()
    yield window
    window.close()


@pytest.fixture
def notes(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path)
    here = window.here
    here.limit_to(group_id(2))
    here.go_on()
    here.go_on()
    here.by_lead(timers.start_groups)
    yield window
    window.close()


def call(live, kind="please_come", line="", number=2):
    signal = signals.raise_signal(live.store, group_id(number), kind, line)
    live.settle()
    return signal


def reply(live, signal):
    return live.store.state.signals[signal].reply


def row(live, signal):
    return live.view.hints._rows[f"call:{signal}"]


# at the lead's desk


@pytest.mark.parametrize(
    ("kind", "key", "answer"),
    [
        ("please_come", Qt.Key.Key_Return, "coming"),
        ("please_come", Qt.Key.Key_K, "coming"),
        ("please_come", Qt.Key.Key_G, "seen"),
        ("please_come", Qt.Key.Key_Delete, "seen"),
        ("more_time", Qt.Key.Key_Return, "yes"),
        ("more_time", Qt.Key.Key_J, "yes"),
        ("more_time", Qt.Key.Key_N, "no"),
        ("done", Qt.Key.Key_Return, "seen"),
    ],
)
def test_one_key_on_the_hint_answers(live, qtbot, kind, key, answer):
    signal = call(live, kind)
    row(live, signal).setFocus(Qt.FocusReason.TabFocusReason)
    live.key(qtbot, key)
    assert reply(live, signal) == answer
    assert f"call:{signal}" not in live.view.hints._rows


def test_a_letter_that_is_not_offered_answers_nothing(live, qtbot):
    signal = call(live)
    row(live, signal).setFocus(Qt.FocusReason.TabFocusReason)
    live.key(qtbot, Qt.Key.Key_J)
    assert reply(live, signal) == ""


def test_the_buttons_of_a_hint_answer_and_are_named(live, qtbot):
    signal = call(live)
    come, seen = row(live, signal)._buttons
    assert (come.text(), come.accessibleName()) == ("Kommt", "Kommt, Gruppe 2")
    assert (seen.text(), seen.accessibleName()) == ("Gesehen", "Gesehen, Gruppe 2")
    qtbot.mouseClick(come, Qt.MouseButton.LeftButton)
    live.settle()
    assert reply(live, signal) == "coming"


def test_after_an_answer_the_keyboard_is_on_the_next_hint(live, qtbot):
    first = call(live)
    live.go(seconds=1)
    second = call(live, number=1)
    row(live, first)._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    live.key(qtbot, Qt.Key.Key_Space)
    assert reply(live, first) == "coming"
    assert focus() is row(live, second)


def test_the_words_of_a_line_stand_there_whole_in_the_narrow_column(live):
    line = "Wir brauchen die Folie mit den Leitfragen noch einmal, bei uns ist sie weg. " * 2
    signal = call(live, "line", line.strip()[:140])
    shown = row(live, signal)
    live.view.hints._scroll.ensureWidgetVisible(shown)
    live.settle()
    detail = shown._detail
    assert detail.heightForWidth(detail.width()) <= detail.height()
    for button in shown._buttons:
        assert button.width() >= button.minimumSizeHint().width()
        assert button.mapTo(shown, button.rect().topRight()).x() < shown.width()


def test_the_card_shows_the_call_and_its_menu_answers_first(live, qtbot):
    signal = call(live)
    card = live.view.groups.card(group_id(2))
    assert card._call.isVisible()
    assert card._call.text() == "Bitte kommen"
    assert not card._topic.isVisible()
    card.setFocus(Qt.FocusReason.TabFocusReason)
    live.key(qtbot, Qt.Key.Key_Return)
    first = card._menu.actions()[0]
    assert first.text() == "Kommt, Gruppe 2"
    first.trigger()
    card._menu.close()
    live.settle()
    assert reply(live, signal) == "coming"
    assert not card._call.isVisible()
    assert card._topic.isVisible()


def test_the_digits_stay_where_they_are_when_a_call_comes(live):
    card = live.view.groups.card(group_id(2))
    before = card._time.mapTo(live.window, card._time.rect().topLeft()).y()
    call(live)
    assert card._time.mapTo(live.window, card._time.rect().topLeft()).y() == before


def test_a_line_to_all_groups_is_typed_and_sent_by_keys(live, qtbot):
    live.view.groups._tell.setFocus(Qt.FocusReason.TabFocusReason)
    live.key(qtbot, Qt.Key.Key_Space)
    told = live.view.groups.told
    assert focus() is told.line.field.edit
    live.type(qtbot, "Bitte zwei Punkte")
    live.key(qtbot, Qt.Key.Key_Return)
    (signal,) = signals.open_signals(live.store)
    assert (signal.call, signal.line) == ("to_groups", "Bitte zwei Punkte")
    assert not told.line.isVisible()
    assert focus() is live.view.groups._tell
    shown = [label.text() for label in told.findChildren(type(told._rows._title))]
    assert "gesehen in 0 von 3 Gruppen" in shown


def test_too_long_a_line_stays_whole_and_is_counted(live, qtbot):
    live.view.open_told()
    told = live.view.groups.told
    QApplication.clipboard().setText("x" * 141)
    told.line.field.edit.paste()
    told.line.field.edited.emit(told.line.field.text())
    assert told.line._count.isVisible()
    assert told.line._count.text() == "141 / 140"
    live.key(qtbot, Qt.Key.Key_Return)
    assert signals.open_signals(live.store) == []
    assert len(told.line.field.text()) == 141
    live.key(qtbot, Qt.Key.Key_Escape)
    assert not told.line.isVisible()


def test_no_button_of_a_card_is_cut_while_a_line_is_typed(live):
    live.live.told.tell("Für alle.")
    live.view.open_told()
    live.settle()
    scroll = live.view.groups._scroll
    card = live.view.groups.card(group_id(1))
    bottom = card.mapTo(scroll, card.rect().bottomLeft()).y()
    assert bottom <= scroll.height()


def test_everything_of_gruppenfunk_has_a_name(live):
    call(live)
    live.live.told.tell("Für alle.")
    live.view.open_told()
    live.settle()
    assert names_without_words(live.view) == []


# at the console of a group


def test_a_key_calls_once_and_the_answer_is_on_screen(notes, qtbot):
    bar = notes.view.signals
    assert bar.isVisible()
    bar.buttons["please_come"].setFocus(Qt.FocusReason.TabFocusReason)
    notes.press(Qt.Key.Key_Space)
    notes.press(Qt.Key.Key_Space)
    (signal,) = signals.open_signals(notes.here.store)
    assert signal.group == group_id(2)
    notes.here.by_lead(signals.answer, signal.id, "coming")
    (box,) = bar.findChildren(SentBox)
    assert (box._state.text(), box._words.text()) == ("kommt", "Bitte kommen")
    qtbot.mouseClick(box._close, Qt.MouseButton.LeftButton)
    notes.here.settle()
    assert signals.open_signals(notes.here.store) == []


def test_one_line_is_typed_sent_and_the_keyboard_goes_back_to_the_notes(notes):
    notes.view.signals.open_line()
    assert notes.focus is notes.view.signals.line.field.edit
    notes.type("Wer hat die Folie?")
    notes.press(Qt.Key.Key_Return)
    (signal,) = signals.open_signals(notes.here.store)
    assert (signal.call, signal.line) == ("line", "Wer hat die Folie?")
    assert notes.focus is notes.line


def test_a_crash_while_typing_a_line_loses_nothing(notes):
    notes.view.signals.open_line()
    notes.type("Wer hat")
    notes.restart()
    notes.here.limit_to(group_id(2))
    notes.vm.capture.choices.catch_up()
    notes.view.signals.open_line()
    assert notes.view.signals.line.field.text() == "Wer hat"


def test_a_line_from_the_lead_is_marked_as_seen(notes, qtbot):
    line = notes.here.by_lead(signals.tell_groups, "Bitte zwei Punkte.")
    (box,) = notes.view.signals.findChildren(ToldBox)
    assert box._text.text() == "An alle: Bitte zwei Punkte."
    qtbot.mouseClick(box.see, Qt.MouseButton.LeftButton)
    notes.here.settle()
    assert signals.seen_by(notes.here.store, line) == {group_id(2)}


def test_who_writes_for_all_has_no_gruppenfunk(qtbot, tmp_path):
    notes = NotesWindow(qtbot, tmp_path)
    notes.here.go_on()
    assert not notes.view.signals.isVisible()
    notes.close()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("size", "scale"), [((1366, 768), 1.0), ((1366, 768), 2.0)])
def test_no_word_of_the_bar_is_cut(qtbot, tmp_path, size, scale, language):
    notes = NotesWindow(qtbot, tmp_path, size=size, scale=scale, language=language)
    notes.here.limit_to(group_id(2))
    for _ in range(2):
        notes.here.go_on()
    notes.here.by_lead(timers.start_groups)
    notes.here.by_lead(signals.tell_groups, "Bitte zwei Punkte.")
    for button in notes.view.signals.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    assert names_without_words(notes.view.signals) == []
    notes.close()
