"""The start page by keys alone, in the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.start import NewDialogue, Recent, StartViewModel
from console.views.main_window import MainWindow
from console.views.start.choice_card import ChoiceCard
from console.views.start.start_view import StartView
from console.views.theme import Theme
from console.words import Words
from tests.gui.live_window import names_without_words

WORDS = Words("de")


class StartWindow:
    """The start page in a shown window."""

    def __init__(self, qtbot: QtBot, folder: Path, scale: float = 1.0) -> None:
        theme = Theme("light", scale, reduced_motion=True)
        self.qtbot = qtbot
        self.model = StartViewModel(WORDS, "12.05.2027", "Kim Beispiel")
        self.window = MainWindow(theme, WORDS)
        qtbot.addWidget(self.window)
        self.view = StartView(theme, self.model, folder)
        self.window.show_start(self.view)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.view.focus_first()

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.focus, key)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.focus, text)

    def go_to_card(self, name: str) -> None:
        """Tab until the card of a beginning has the focus."""
        for _ in range(20):
            card = self.focus
            if isinstance(card, ChoiceCard) and card.accessibleName() == WORDS(f"start.{name}"):
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"no card {name} in the order of the Tab key")


@pytest.fixture
def start(qtbot, tmp_path) -> StartWindow:
    window = StartWindow(qtbot, tmp_path)
    yield window
    window.window.let_close()


def test_enter_on_the_first_card_opens_the_sample(start, qtbot):
    with qtbot.waitSignal(start.model.sample_wanted):
        start.press(Qt.Key.Key_Return)


def test_a_new_dialogue_is_made_without_the_mouse(start, qtbot):
    start.go_to_card("new")
    start.press(Qt.Key.Key_Space)
    assert start.focus is start.view.new_form.fields["title"].edit
    start.type("Dialog am Hafen")
    with qtbot.waitSignal(start.model.new_wanted) as said:
        start.press(Qt.Key.Key_Return)
    (new,) = said.args
    assert isinstance(new, NewDialogue)
    assert new.title == "Dialog am Hafen"


def test_a_wrong_field_is_told_there_and_forgiven_with_the_next_key(start):
    start.view.open_form("new")
    start.press(Qt.Key.Key_Return)
    field = start.view.new_form.fields["title"]
    assert start.focus is field.edit
    assert WORDS("errors.title_empty") in spoken(field)
    start.type("D")
    assert WORDS("errors.title_empty") not in spoken(field)


def spoken(widget: QWidget) -> list[str]:
    """The visible words below a widget."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_joining_begins_at_the_first_empty_field_and_ends_with_enter(start, qtbot):
    start.go_to_card("join")
    start.press(Qt.Key.Key_Return)
    form = start.view.join_form
    assert start.focus is form.fields["address"].edit
    start.type("https://stadt.example")
    start.press(Qt.Key.Key_Tab)
    start.type("ab12cd34")
    with qtbot.waitSignal(start.model.join_wanted) as said:
        start.press(Qt.Key.Key_Return)
    assert said.args == ["https://stadt.example", "AB12CD34", "Kim Beispiel"]


def test_an_invitation_on_the_command_line_fills_in_the_form(start, qtbot):
    start.view.fill_join("https://stadt.example", "AB12CD34")
    with qtbot.waitSignal(start.model.join_wanted):
        start.press(Qt.Key.Key_Return)


def test_an_invitation_leads_to_the_name_before_the_page_was_seen(start, tmp_path):
    view = StartView(start.view.theme, StartViewModel(WORDS, "12.05.2027", ""), tmp_path)
    start.window.show_frame()
    view.fill_join("https://stadt.example", "AB12CD34")
    start.window.show_start(view)
    start.type("Jo Lang")
    assert view.join_form.text("name") == "Jo Lang"


def test_the_panel_carries_the_sign_of_what_it_shows(start):
    sign = start.view._panel._icon
    seen = [sign._name]
    start.view.open_form("join")
    seen.append(sign._name)
    start.view.begin_anew()
    assert [*seen, sign._name] == ["clock-counter-clockwise", "link", "clock-counter-clockwise"]


def test_coming_back_begins_at_the_dialogue_opened_last(start, qtbot, tmp_path):
    last, older = tmp_path / "last.dialogpult", tmp_path / "older.dialogpult"
    start.window.show_frame()
    start.model.show_recent(
        [
            Recent(path=tmp_path / "gone.dialogpult", title="", opened="", is_there=False),
            *(Recent(path=one, title="", opened="", is_there=True) for one in (last, older)),
        ]
    )
    start.window.show_start(start.view)
    with qtbot.waitSignal(start.model.open_wanted) as said:
        start.press(Qt.Key.Key_Return)
    assert said.args == [last]


def test_while_it_connects_another_enter_means_nothing(start, qtbot):
    start.view.fill_join("https://stadt.example", "AB12CD34")
    start.model.wait_for("Verbinde …")
    assert start.view.join_form.button.text() == "Verbinde …"
    with qtbot.assertNotEmitted(start.model.join_wanted):
        start.press(Qt.Key.Key_Return)
        start.view.join_form.button.click()
    start.model.wait_for("")
    with qtbot.waitSignal(start.model.join_wanted):
        start.press(Qt.Key.Key_Return)


def test_what_did_not_go_is_said_in_the_form_and_gone_with_the_next_key(start):
    start.view.fill_join("https://stadt.example", "AB12CD34")
    start.model.fail(WORDS("errors.wrong_code"))
    assert WORDS("errors.wrong_code") in spoken(start.view.join_form)
    start.type("x")
    assert WORDS("errors.wrong_code") not in spoken(start.view)


def test_recent_dialogues_open_and_come_off_the_list(start, qtbot, tmp_path):
    there, gone = tmp_path / "there.dialogpult", tmp_path / "gone.dialogpult"
    start.model.show_recent(
        [
            Recent(path=there, title="Am Hafen", opened="12. Mai 2027", is_there=True),
            Recent(path=gone, title="Am Fluss", opened="11. Mai 2027", is_there=False),
        ]
    )
    open_name = WORDS("start.recent_open_name", title="Am Hafen")
    names = [widget.accessibleName() for widget in start.view.findChildren(QWidget)]
    assert open_name in names
    assert WORDS("start.recent_open_name", title="Am Fluss") not in names
    button = next(
        one for one in start.view.findChildren(QWidget) if one.accessibleName() == open_name
    )
    with qtbot.waitSignal(start.model.open_wanted) as said:
        button.click()
    assert said.args == [there]


@pytest.mark.parametrize("form", ["new", "join"])
def test_every_control_has_a_name(start, form):
    start.view.open_form(form)
    assert names_without_words(start.view) == []


@pytest.mark.parametrize(("width", "scale"), [(1366, 1.0), (1366, 2.0), (683, 1.0)])
def test_no_control_lies_outside_at_any_width(qtbot, tmp_path, width, scale):
    here = StartWindow(qtbot, tmp_path, scale)
    here.window.resize(width, 768)
    here.view.open_form("new")
    QApplication.processEvents()
    scroll = here.view._scroll
    assert scroll.horizontalScrollBar().maximum() == 0
    here.window.let_close()
