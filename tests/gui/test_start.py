"""The start page by keys alone, in the whole window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.domain.join_link import JoinLink, compose
from console.sync.failure import RequestFailed
from console.sync.greeting import Greeting
from console.viewmodels.joining import JoinWish
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
    with qtbot.waitSignal(start.model.look_wanted) as said:
        start.press(Qt.Key.Key_Return)
    assert said.args == [JoinWish("https://stadt.example", "AB12CD34", "Kim Beispiel")]


def test_an_invitation_on_the_command_line_fills_in_the_form(start, qtbot):
    start.view.fill_join("https://stadt.example", "AB12CD34")
    with qtbot.waitSignal(start.model.look_wanted):
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
    with qtbot.assertNotEmitted(start.model.look_wanted):
        start.press(Qt.Key.Key_Return)
        start.view.join_form.button.click()
    start.model.wait_for("")
    with qtbot.waitSignal(start.model.look_wanted):
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


SEEN = Greeting(
    origin="https://dialog.stadt.example", name="Stadt Musterfurt", key="ab" * 32, pin="ab" * 32
)
WISH = JoinWish("https://dialog.stadt.example", "AB12CD34", "Kim Beispiel")
LINK = JoinLink(
    origin="https://dialog.stadt.example", secret="ABCDEFGHJKLMNPQRSTUVWXYZ23", pin="ab" * 32
)


def paste(start: StartWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    start.qtbot.keyClick(start.focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_invitation_needs_two_more_keys(start, qtbot):
    start.go_to_card("join")
    start.press(Qt.Key.Key_Return)
    form = start.view.join_form
    assert not form.fields["key"].isVisible()
    paste(start, f"Guten Tag,\n\nhier ist der Link:\n{compose(LINK)}\n\nViele Grüße")
    assert form.text("address") == LINK.origin
    assert form.text("code") == LINK.secret
    assert form.fields["key"].isVisible()
    assert WORDS("start.link_recognised") in spoken(form)
    with qtbot.waitSignal(start.model.look_wanted) as said:
        start.press(Qt.Key.Key_Return)
    assert said.args == [JoinWish(LINK.origin, LINK.secret, "Kim Beispiel", pin=LINK.pin)]
    start.model.meet(said.args[0], SEEN)
    assert start.focus is start.view.server_card.go
    with qtbot.waitSignal(start.model.join_wanted):
        start.press(Qt.Key.Key_Return)


def test_half_a_link_is_said_at_the_field(start):
    start.view.open_form("join")
    paste(start, compose(LINK)[:40])
    start.press(Qt.Key.Key_Return)
    assert WORDS("start.link_cut") in spoken(start.view.join_form.fields["address"])


def test_whoever_answers_is_shown_before_the_code_goes_there(start, qtbot):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.meet(WISH, SEEN)
    card = start.view.server_card
    assert {"Stadt Musterfurt", "https://dialog.stadt.example"} <= set(spoken(card))
    assert WORDS("start.server.trust_pin") in spoken(card)
    assert card._key._print.text() == "VOV2 XK5L VOV2 XK5L VOV2"
    # Whoever only hears it hears all of it at the button.
    said = card.go.accessibleDescription()
    assert all(part in said for part in ("Stadt Musterfurt", "V, O, V, 2", "Einladung"))


@pytest.mark.parametrize("by_key", [True, False])
def test_stepping_back_keeps_what_was_typed_and_sends_nothing(start, qtbot, by_key):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.meet(WISH, SEEN)
    with qtbot.assertNotEmitted(start.model.join_wanted):
        if by_key:
            start.press(Qt.Key.Key_Escape)
        else:
            start.view.server_card.back.click()
        start.model.go_on()
    form = start.view.join_form
    assert form.isVisible()
    assert form.text("code") == WISH.code
    assert start.focus is form.fields["address"].edit


def test_a_second_enter_while_it_connects_joins_once(start, qtbot):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.meet(WISH, SEEN)
    wanted: list[object] = []
    start.model.join_wanted.connect(wanted.append)
    start.press(Qt.Key.Key_Return)
    start.model.wait_for("Verbinde …")
    start.press(Qt.Key.Key_Return)
    assert start.view.server_card.go.text() == "Verbinde …"
    assert len(wanted) == 1


def test_what_goes_wrong_after_going_on_is_said_in_the_form(start):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.meet(WISH, SEEN)
    start.model.tell(RequestFailed("wrong_code"))
    assert not start.view.server_card.isVisible()
    assert WORDS("errors.wrong_code") in spoken(start.view.join_form)


@pytest.mark.parametrize(("code", "helps"), [("tls_untrusted", True), ("refused", False)])
def test_the_field_for_the_key_comes_where_it_helps(start, code, helps):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.tell(RequestFailed(code))
    assert start.view.join_form.fields["key"].isVisible() is helps


def test_typing_goes_on_where_the_key_is_asked_for(start):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.tell(RequestFailed("tls_untrusted"))
    assert start.focus is start.view.join_form.fields["key"].edit


def test_below_the_cards_whoever_answers_comes_into_view(qtbot, tmp_path):
    here = StartWindow(qtbot, tmp_path, 2.0)
    here.view.fill_join(WISH.address, WISH.code)
    here.model.meet(WISH, SEEN)
    card, view = here.view.server_card, here.view._scroll.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(card._name.mapTo(view, QPoint(0, 0))))
    assert not view.rect().contains(here.view._title.mapTo(view, QPoint(0, 0)))
    here.window.let_close()


def test_a_key_that_is_none_is_said_at_its_field(start):
    start.view.fill_join(WISH.address, WISH.code)
    start.model.tell(RequestFailed("tls_untrusted"))
    start.view.join_form.fill(key="VOV2")
    start.view.join_form.button.click()
    assert WORDS("start.key_malformed") in spoken(start.view.join_form.fields["key"])


def test_a_backend_without_encryption_has_no_key_to_compare(start):
    start.model.meet(WISH, Greeting(origin="http://127.0.0.1:8720"))
    card = start.view.server_card
    assert WORDS("start.server.nameless") in spoken(card)
    assert WORDS("start.server.key") not in spoken(card)


@pytest.mark.parametrize(("width", "scale"), [(1366, 1.0), (1366, 2.0), (683, 1.0)])
def test_nothing_of_the_server_is_cut_at_any_width(qtbot, tmp_path, width, scale):
    here = StartWindow(qtbot, tmp_path, scale)
    here.window.resize(width, 768)
    here.model.meet(WISH, SEEN)
    QApplication.processEvents()
    assert here.view._scroll.horizontalScrollBar().maximum() == 0
    shown = here.view.server_card._key._print
    assert shown.width() >= shown.minimumSizeHint().width()
    assert names_without_words(here.view) == []
    here.window.let_close()


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


def test_a_receipt_is_folded_away_until_somebody_wants_to_see_it(start, qtbot):
    start.model.inform("Der Dialog ist gelöscht.\n\nBeleg\n" + "Zeile\n" * 12)
    notice = start.view._notice
    assert notice._said.isVisible()
    assert not notice._more.isVisible()
    qtbot.mouseClick(notice.toggle, Qt.MouseButton.LeftButton)
    assert notice._more.isVisible()
    assert notice.toggle.text() == WORDS("start.receipt_hide")
    start.model.inform("Nur ein Satz.")
    assert not notice.toggle.isVisible()
    assert not notice._more.isVisible()


@pytest.mark.parametrize("long", [False, True])
def test_with_a_receipt_every_beginning_is_still_in_sight(start, qtbot, long):
    start.model.inform("Der Dialog ist gelöscht." + "\n\nBeleg" * long + "\nZeile" * 12 * long)
    qtbot.waitUntil(lambda: not start.view._scroll.verticalScrollBar().maximum())
    for card in start.view._cards.findChildren(ChoiceCard):
        assert not card.visibleRegion().isEmpty()


def test_what_went_wrong_is_in_sight_also_when_the_form_is_longer_than_the_window(qtbot, tmp_path):
    start = StartWindow(qtbot, tmp_path, 2.0)
    start.view.open_form("join")
    failure = start.view.join_form.failure
    start.model.tell(RequestFailed("tls_untrusted"))
    qtbot.waitUntil(lambda: failure.visibleRegion().boundingRect().height() == failure.height())
    start.window.let_close()
