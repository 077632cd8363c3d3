"""The Mini-Pult in the whole console: from Input to Punktabfrage without the large window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.app.preferences import Preferences
from console.commands import attendance, signals, timers
from console.config.settings_file import SettingsFile
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.questions import QuestionAdded
from tests.gui.desk_window import CONTROL_SHIFT, DeskWindow
from tests.gui.live_window import names_without_words
from tests.small_dialogue import group_id, person_id


@pytest.fixture
def here(qtbot, tmp_path):
    here = DeskWindow(qtbot, tmp_path)
    yield here
    here.close()


@pytest.fixture
def strip(here, qtbot):
    here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
    return here.pages.mini.strip


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def press(here) -> None:
    """Press the strip's button with time enough since what it says came up."""
    here.pages.mini.model.press_primary()
    here.settle()


def test_the_key_brings_it_and_takes_the_console_out_of_the_way(here, strip):
    assert strip.isVisible()
    assert here.window.isMinimized()
    flags = strip.windowFlags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.FramelessWindowHint
    assert strip.windowTitle().startswith("INTERN")


def test_the_same_key_gives_the_console_back(here, strip, qtbot):
    here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
    assert not strip.isVisible()
    assert not here.window.isMinimized()
    assert QApplication.activeWindow() is here.window


def test_the_button_and_closing_give_the_console_back(here, strip, qtbot):
    strip.content.whole.click()
    here.settle()
    assert not here.window.isMinimized()
    here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
    strip.close()
    here.settle()
    assert not strip.isVisible()
    assert not here.window.isMinimized()


def test_a_sheet_that_is_wanted_brings_the_console_back(here, strip, qtbot):
    here.key(qtbot, Qt.Key.Key_M, CONTROL_SHIFT)
    assert not here.window.isMinimized()
    assert here.pages.projector_desk.sheet.is_open()
    assert not strip.isVisible()


def test_a_maximized_console_comes_back_maximized(here, qtbot):
    here.window.showMaximized()
    here.settle()
    for _ in range(2):
        here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
    assert here.window.isMaximized()


def test_the_whole_evening_goes_on_by_its_keys(here, strip, qtbot):
    here.go(seconds=2)
    here.key(qtbot, Qt.Key.Key_F5)
    assert here.pages.live_model.now.title == "Begrüßung"
    here.go(minutes=1)
    assert strip.content.time.text() == "09:00"
    here.key(qtbot, Qt.Key.Key_F8)
    here.key(qtbot, Qt.Key.Key_F9)
    here.key(qtbot, Qt.Key.Key_F7)
    here.go(seconds=1)
    assert strip.content.time.text() == "10:59"
    here.key(qtbot, Qt.Key.Key_F11)
    assert here.pages.projector.is_shown
    here.go(seconds=2)
    here.key(qtbot, Qt.Key.Key_F5)
    assert here.pages.live_model.now.title == "Gruppen"


def test_its_buttons_do_the_same(here, strip, qtbot):
    assert focused() is strip.content.go
    here.go(seconds=2)
    here.key(qtbot, Qt.Key.Key_Return)
    assert here.store.state.course.is_live
    here.key(qtbot, Qt.Key.Key_Tab)
    assert focused() is strip.content.plus
    here.key(qtbot, Qt.Key.Key_Space)
    here.go(seconds=1)
    assert strip.content.time.text() == "10:59"
    here.key(qtbot, Qt.Key.Key_Tab)
    assert focused() is strip.content.whole
    here.key(qtbot, Qt.Key.Key_Tab)
    assert focused() is strip.grip


def test_the_button_says_what_it_does_now(here, strip):
    go = strip.content.go
    assert (go.text(), go.accessibleName()) == ("Dialog beginnen", "Dialog beginnen")
    here.go(seconds=2)
    press(here)
    here.go(seconds=2)
    assert (go.text(), go.accessibleName()) == ("Weiter", "Weiter: Gruppen")
    press(here)
    here.go(seconds=2)
    assert go.text() == "Gruppen beenden"
    assert go.accessibleName().startswith("Gruppen beenden: Gruppenphase beenden")
    press(here)
    here.go(seconds=2)
    assert go.text() == "Dialog beenden"
    press(here)
    here.go(seconds=2)
    assert not go.isVisible()


def test_who_only_reads_has_the_time_and_the_way_back(qtbot, tmp_path):
    here = DeskWindow(qtbot, tmp_path, "observer")
    here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
    content = here.pages.mini.strip.content
    assert not content.go.isVisible()
    assert not content.plus.isVisible()
    assert content.time.text()
    assert focused() is content.whole
    here.close()


def test_over_time_is_said_in_digits_words_and_frame(here, strip):
    here.go(seconds=2)
    press(here)
    here.go(minutes=12)
    assert strip.content.time.text() == "+02:00"
    assert "über" in strip.content.time.accessibleName()
    assert strip.content.plan.text() == "+2 Min"
    assert strip.content.plan.accessibleName() == "Ende des Dialogs: +2 Min"
    frame = strip.grab().toImage().pixelColor(strip.width() // 2, 0)
    assert frame.name() == here.theme.colour("over").name()


def test_calls_and_open_questions_are_counted(here, strip):
    content = strip.content
    assert not content.calls.isVisible()
    assert not content.questions.isVisible()
    signals.raise_signal(here.store, group_id(1), "please_come")
    here.store.commit(
        [
            Fact(
                entity=derived("test", "q"),
                body=QuestionAdded(text="Wann?", source="chat", order="V"),
            )
        ]
    )
    here.settle()
    assert (content.calls.text(), content.questions.text()) == ("1", "1")
    assert content.calls.accessibleName() == "1 Ruf aus den Gruppen"
    assert content.questions.accessibleName() == "1 offene Frage"


def test_a_name_in_a_hint_stands_only_where_nobody_else_can_see_it(here, strip, monkeypatch):
    attendance.open_cases(here.store, [person_id(1)], "no_sound")
    here.settle()
    facts = here.pages.mini.model.facts
    assert "[Name]" in facts.hint.text
    assert "Yılmaz" not in facts.hint.text + facts.hint.name
    monkeypatch.setattr(here.pages.mini.model, "_is_hidden", lambda: True)
    here.go(seconds=1)
    here.pages.live_model.hints.changed.emit()
    assert "Yılmaz" in here.pages.mini.model.facts.hint.text


def test_it_is_moved_by_keys_and_never_out_of_sight(here, strip, qtbot):
    strip.move(100, 100)
    strip.grip.setFocus()
    here.key(qtbot, Qt.Key.Key_Right)
    here.key(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert strip.pos() == QPoint(124, 102)
    for _ in range(60):
        qtbot.keyClick(strip.grip, Qt.Key.Key_Left)
        qtbot.keyClick(strip.grip, Qt.Key.Key_Up)
    assert strip.pos() == QPoint(0, 0)


def test_it_is_moved_by_the_pointer_and_comes_back_into_sight(here, strip, qtbot):
    strip.move(100, 100)
    start = QPoint(200, 6)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    drag(strip, start + QPoint(-500, 30))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=start)
    assert strip.pos() == QPoint(-400, 130)
    qtbot.waitUntil(lambda: strip.pos() == QPoint(0, 130))


def drag(strip: QWidget, to: QPoint) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QMouseEvent

    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(strip.mapToGlobal(to))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), place, button, button, none)
    QCoreApplication.sendEvent(strip, event)


def test_a_screen_that_went_leaves_it_in_sight(here, strip, qtbot):
    strip.move(5000, 300)
    strip.stay_on_screen()
    assert any(room.contains(strip.geometry()) for room in strip._screens())


def test_its_place_is_kept_for_the_next_time(qtbot, tmp_path: Path):
    settings = SettingsFile(tmp_path / "settings.json")
    preferences = Preferences(settings, lambda: None)
    places = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        here = DeskWindow(qtbot, folder)
        here.pages.mini.keep_with(preferences, "lead")
        here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
        strip = here.pages.mini.strip
        places.append(strip.pos())
        strip.move(77, 88)
        here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
        here.close()
    assert places[1] == QPoint(77, 88) != places[0]
    kept = preferences.read().role("lead").mini
    assert kept is not None
    assert (kept.x, kept.y) == (77, 88)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["de", "en"])
def test_words_of_ours_are_whole_and_everything_has_a_name(
    qtbot, tmp_path, scheme, scale, language
):
    here = DeskWindow(qtbot, tmp_path, scheme=scheme, scale=scale, language=language)
    here.key(qtbot, Qt.Key.Key_Space, CONTROL_SHIFT)
    strip = here.pages.mini.strip
    signals.raise_signal(here.store, group_id(1), "please_come")
    for _ in range(4):
        here.go(seconds=2)
        press(here)
        here.go(minutes=13)
        if here.pages.live_model.now.title == "Gruppen":
            timers.start_groups(here.store)
            here.settle()
        content = strip.content
        for widget in (content.go, content.plus, content.whole, content.calls, content.plan):
            if widget.isVisible():
                assert widget.width() >= widget.minimumSizeHint().width()
                inside = QRect(widget.mapTo(strip, QPoint(0, 0)), widget.size())
                assert strip.rect().contains(inside), widget.accessibleName()
        assert names_without_words(strip) == []
    here.close()
