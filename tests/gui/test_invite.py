"""The sheet for inviting in a whole window, with real keys and clicks."""

from __future__ import annotations

import pytest
import segno
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.domain.errors import KnownFailure
from console.sync.status import SyncStatus
from console.viewmodels.invitations import InvitationsViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from console.viewmodels.team import TeamViewModel
from console.views.invite.invite_sheet import InviteSheet
from console.views.widgets.label import Label
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.places_office import Beside, Office, device, member
from tests.small_dialogue import START, group_id

TONI = member("Toni Technik", "cohost", device("Technikpult"))
NORA = member("Nora Notiz", "notetaker", device("Laptop"), device("Tablet"))
KEY = Qt.Key


class InviteWindow(LiveWindow):
    def __init__(self, qtbot, folder, **more) -> None:
        super().__init__(qtbot, folder, **more)
        self.bot = qtbot
        desk = self.here.desk
        self.office, self.beside = Office(TONI, NORA), Beside()
        sync = SyncStatusViewModel(desk, desk)
        sync.show(SyncStatus(state="synced", last_contact_at=START))
        self.invitations = InvitationsViewModel(desk, self.office, self.beside, desk)
        self.team = TeamViewModel(desk, sync, self.office, self.beside, desk)
        host = self.window.frame.sheet_host
        self.sheet = InviteSheet(self.theme, host, self.invitations, self.team)

    def open(self) -> InviteWindow:
        self.sheet.show_sheet()
        self.finish()
        return self

    def finish(self) -> None:
        self.settle()
        self.beside.finish()
        self.settle()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.key(self.bot, key)
            self.finish()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        self.bot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.finish()

    def entry(self, name: str):
        (row,) = [row for row in self.team.rows if row.name.startswith(name)]
        return self.sheet.team_list.entries[row.id]

    def texts(self, part: QWidget | None = None) -> list[str]:
        labels = (part or self.sheet).findChildren(Label)
        return [one.text() for one in labels if one.isVisible() and one.text()]


@pytest.fixture
def invite(qtbot, tmp_path):
    made: list[InviteWindow] = []

    def make(**more) -> InviteWindow:
        made.append(InviteWindow(qtbot, tmp_path, **more))
        return made[0]

    yield make
    made[0].close()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_two_keys_make_a_code_that_can_be_read_aloud(invite):
    here = invite().open()
    assert focus() is here.sheet.role
    assert not here.sheet.box.isVisible()
    here.press(KEY.Key_Tab, KEY.Key_Return)
    assert here.sheet.box.isVisible()
    assert here.sheet.box.code.text() == "K7MQ 2XPA"
    assert here.sheet.box.code.accessibleName() == "Code: K, 7, M, Q, 2, X, P, A"
    assert here.sheet.make.text() == "Neuen Code machen"
    assert focus() is here.sheet.make
    assert "Adresse: https://dialog.stadt.example" in here.texts()
    here.press(KEY.Key_Return)
    assert here.sheet.box.code.text() == "2345 6789"


def test_code_and_mail_text_go_to_the_clipboard(invite):
    here = invite().open()
    here.click(here.sheet.make)
    here.click(here.sheet.box.copy_code)
    assert clipboard() == "K7MQ2XPA"
    assert "Der Code ist in der Zwischenablage." in here.texts()
    here.click(here.sheet.box.copy_text)
    assert clipboard() == here.invitations.code.text
    assert "Der Text ist in der Zwischenablage." in here.texts()


def read_back(picture) -> list[list[bool]]:
    """The modules as a camera would see them: the middle of each, dark or not."""
    image = picture.grab().toImage()
    count = picture._count
    step = image.width() / count
    middles = [round((number + 0.5) * step) for number in range(count)]
    return [[image.pixelColor(x, y).lightness() < 128 for x in middles] for y in middles]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.3, 2.0])
def test_the_picture_is_the_link_black_on_white(invite, scheme, scale):
    here = invite(scale=scale)
    here.theme.set_scheme(scheme)
    here.office.pin = "ab" * 32
    here.open()
    here.click(here.sheet.make)
    picture = here.sheet.picture.code
    link = here.invitations.code.link
    assert link == f"dialogpult://join?o=https://dialog.stadt.example&c=K7MQ2XPA&k={'ab' * 32}"
    expected = [
        [bool(dark) for dark in row]
        for row in segno.make_qr(link, error="l", boost_error=False).matrix_iter(border=4)
    ]
    assert read_back(picture) == expected
    assert picture.accessibleName() == "QR-Code mit dem Link"
    assert picture.accessibleDescription()


def test_the_link_goes_to_the_clipboard_by_key(invite):
    here = invite().open()
    here.click(here.sheet.make)
    here.sheet.box.copy_text.setFocus()
    here.press(KEY.Key_Tab, KEY.Key_Space)
    assert clipboard() == "dialogpult://join?o=https://dialog.stadt.example&c=K7MQ2XPA"
    assert "Der Link ist in der Zwischenablage." in here.texts()


def test_a_new_code_has_a_picture_of_its_own(invite):
    here = invite().open()
    here.click(here.sheet.make)
    before = read_back(here.sheet.picture.code)
    here.click(here.sheet.make)
    assert read_back(here.sheet.picture.code) != before


def test_an_address_that_no_link_can_carry_has_neither_link_nor_picture(invite):
    here = invite()
    here.office.address = "https://pult_4.stadt.example"
    here.open()
    here.click(here.sheet.make)
    assert here.sheet.box.isVisible()
    assert not here.sheet.picture.code.isVisible()
    assert not here.sheet.picture.copy_link.isVisible()


def test_a_note_taker_for_single_groups_is_chosen_by_keys(invite):
    here = invite().open()
    assert not here.sheet.round.isVisible()
    here.press(KEY.Key_Down)
    assert here.invitations.role == "notetaker"
    here.press(KEY.Key_Tab, KEY.Key_Down)
    assert list(here.sheet.groups) == [group_id(1), group_id(2), group_id(3)]
    here.press(KEY.Key_Tab, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Space)
    here.press(KEY.Key_Tab)
    assert focus() is here.sheet.make
    here.press(KEY.Key_Return)
    assert here.office.asked[-1] == ("invite", "notetaker", (group_id(1), group_id(3)))
    # The questions go with the role.
    here.sheet.role.setFocus()
    here.press(KEY.Key_Up)
    assert not here.sheet.round.isVisible()
    assert here.sheet.groups == {}


def test_what_stands_in_the_way_is_one_sentence(invite):
    here = invite().open()
    here.office.failure = KnownFailure("unreachable")
    here.click(here.sheet.make)
    assert not here.sheet.box.isVisible()
    assert sum("nicht zu erreichen" in text for text in here.texts()) == 1


def test_everybody_is_listed_with_role_and_devices(invite):
    here = invite().open()
    assert here.texts(here.entry("Toni")) == [
        "Toni Technik",
        "Co-Moderation, Technik",
        "Technikpult: zuletzt 18:00",
    ]
    assert not here.entry("Lea").revoke.isVisible()
    assert [line.revoke.isVisible() for line in here.entry("Nora").devices.values()] == [True, True]


def test_pressing_enter_twice_takes_nothing_away(invite):
    here = invite().open()
    here.entry("Toni").revoke.setFocus()
    here.press(KEY.Key_Return)
    assert focus() is here.entry("Toni").step.keep
    here.press(KEY.Key_Return)
    assert not here.entry("Toni").step.isVisible()
    assert focus() is here.entry("Toni").revoke
    assert here.office.asked == [("members",)]


def test_what_was_taken_away_is_seen_at_once(invite):
    here = invite().open()
    here.click(here.entry("Toni").revoke)
    here.click(here.entry("Toni").step.confirm)
    assert here.office.asked[-1] == ("revoke_member", TONI.member)
    assert here.texts(here.entry("Toni")) == [
        "Toni Technik",
        "Co-Moderation, Technik · Zugang entzogen",
    ]
    assert not here.entry("Toni").revoke.isVisible()
    assert here.sheet.isAncestorOf(focus())


def test_one_of_two_devices_is_shut_out(invite):
    here = invite().open()
    tablet = NORA.devices[1].device
    here.click(here.entry("Nora").devices[tablet].revoke)
    here.click(here.entry("Nora").devices[tablet].step.confirm)
    assert here.office.asked[-1] == ("revoke_device", tablet)
    assert "Tablet: Zugang entzogen" in here.texts(here.entry("Nora"))


def test_esc_takes_the_question_back_and_then_closes(invite):
    here = invite()
    before = focus()
    assert before is not None
    here.open()
    here.click(here.entry("Toni").revoke)
    here.press(KEY.Key_Escape)
    assert here.sheet.is_open()
    assert not here.entry("Toni").step.isVisible()
    here.press(KEY.Key_Escape)
    assert not here.sheet.is_open()
    assert focus() is before


def test_a_code_that_is_still_good_is_there_again(invite):
    here = invite().open()
    here.click(here.sheet.make)
    here.press(KEY.Key_Escape)
    here.open()
    assert here.sheet.box.code.text() == "K7MQ 2XPA"
    here.go(minutes=11)
    assert not here.sheet.box.isVisible()


def test_somebody_who_joins_takes_the_focus_from_nobody(invite):
    here = invite().open()
    here.entry("Toni").revoke.setFocus()
    held = focus()
    here.office.everybody.append(member("Anna", "observer"))
    here.team.refresh()
    here.finish()
    assert focus() is held
    assert [row.name for row in here.team.rows][1] == "Anna"
    rows = here.sheet.team_list.entries
    tops = [rows[row.id].y() for row in here.team.rows]
    assert tops == sorted(tops)


def test_whatever_takes_the_focus_has_a_name(invite):
    here = invite().open()
    here.invitations.choose_role("notetaker")
    here.click(here.sheet.make)
    here.click(here.entry("Nora").revoke)
    assert names_without_words(here.sheet) == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (2.0, (1366, 768))])
def test_nothing_is_cut(invite, language, scale, size):
    here = invite(language=language, scale=scale, size=size).open()
    here.invitations.choose_role("notetaker")
    here.click(here.sheet.make)
    here.click(here.entry("Nora").revoke)
    here.settle()
    assert here.sheet._content.width() <= here.sheet._scroll.viewport().width()
    for widget in here.sheet.findChildren(QWidget):
        if widget.isVisible() and widget.layout() is None:
            assert widget.width() >= widget.minimumSizeHint().width(), widget
    assert here.sheet.box.code.width() >= here.sheet.box.code.sizeHint().width()


def test_another_look_reaches_the_open_sheet(invite):
    here = invite().open()
    here.click(here.sheet.make)
    here.theme.set_scheme("dark")
    here.settle()
    dark = [one for one in here.sheet.findChildren(Label) if one.isVisible() and one.text()]
    lightness = [one.palette().windowText().color().lightness() for one in dark]
    assert min(lightness) > 100


def test_what_is_chosen_elsewhere_is_what_the_fields_show(invite):
    here = invite().open()
    here.invitations.choose_role("notetaker")
    here.invitations.choose_round(here.invitations.rounds[1].id)
    here.invitations.choose_group(group_id(2), chosen=True)
    here.settle()
    assert here.sheet.role.currentText() == "Protokoll"
    assert here.sheet.round.currentText() == "Einzelne Gruppen: Gruppen"
    ticked = [group for group, box in here.sheet.groups.items() if box.isChecked()]
    assert ticked == [group_id(2)]


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 560)), (2.0, (1366, 768))])
def test_a_new_code_is_seen_as_a_whole_in_a_low_window(invite, scale, size):
    here = invite(scale=scale, size=size).open()
    here.invitations.choose_role("notetaker")
    here.invitations.choose_round(here.invitations.rounds[1].id)
    here.invitations.choose_group(group_id(2), chosen=True)
    here.click(here.sheet.make)
    shown = here.sheet._scroll.viewport().rect()
    assert is_in(here.sheet.box, here.sheet._scroll.viewport(), shown)
    here.click(here.entry("Nora").revoke)
    assert is_in(here.entry("Nora").step, here.sheet._scroll.viewport(), shown)


def is_in(widget: QWidget, part: QWidget, rect: QRect) -> bool:
    place = QRect(widget.mapTo(part, widget.rect().topLeft()), widget.size())
    return rect.contains(place)
