"""A lead makes a code in the sheet, a second console joins with it, and loses its place again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.app.inviting import Inviting
from console.rehearsal.fingers import press
from console.views.invite.invite_sheet import InviteSheet
from tests.app.consoles import WORDS, Console, console, run
from tests.backend.running import Running


def evening(
    folder: Path, backend: Running, test: Callable[[Console, Console], Awaitable[None]]
) -> None:
    """Run a test with the lead's console in step, and one that has not joined yet."""
    _, codes = backend.create()

    async def whole() -> None:
        async with console(folder / "a") as lead, console(folder / "b") as other:
            await lead.join(backend.url, codes["lead"], "Lea Leitung")
            lead.app.start.fill("sample")
            await lead.synced()
            await test(lead, other)

    run(whole())


def entry_in_menu(one: Console) -> QAction:
    menu = one.window.frame.top_bar.role_button._menu
    assert menu is not None
    (found,) = [action for action in menu.actions() if action.text() == WORDS("invite.menu")]
    return found


def inviting(one: Console) -> Inviting:
    assert one.app.inviting is not None
    return one.app.inviting


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


async def becomes(one: Console, true: Callable[[], object]) -> None:
    """Wait until the sheet shows something."""
    shown = inviting(one)
    for model in (shown.invitations, shown.team):
        model.changed.connect(one._on_news)
    await one.until(true)


async def focused(widget: QWidget) -> None:
    """Wait until the keys go to a widget."""
    news = asyncio.Event()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(news.set)
    while QApplication.focusWidget() is not widget:
        news.clear()
        await news.wait()
    application.focusChanged.disconnect(news.set)


async def opened(one: Console) -> InviteSheet:
    """Choose the entry of the menu."""
    assert entry_in_menu(one).isVisible()
    entry_in_menu(one).trigger()
    sheet = inviting(one).sheet
    await becomes(one, sheet.is_open)
    return sheet


async def joined(lead: Console, other: Console, backend: Running) -> str:
    """Make a code with the keys of the lead, join with it, and return the member's id."""
    sheet = await opened(lead)
    press(sheet.make, Qt.Key.Key_Return)
    await becomes(lead, sheet.box.isVisible)
    await other.join(backend.url, sheet.box.code.text(), "Toni Technik")
    await other.synced()
    member = other.store.identity.member
    await becomes(lead, lambda: member in sheet.team_list.entries)
    return member


def test_who_joins_with_the_code_is_in_the_list_and_loses_the_place_in_words(
    tmp_path, backend, caplog
):
    caplog.set_level(logging.DEBUG)

    async def test(lead: Console, other: Console) -> None:
        member = await joined(lead, other, backend)
        assert other.store.identity.role == "cohost"
        shown = inviting(lead)
        entry = shown.sheet.team_list.entries[member]
        await becomes(lead, lambda: row(lead, member).online)
        click(entry.revoke)
        assert not row(lead, member).revoked
        click(entry.step.confirm)
        await becomes(lead, lambda: row(lead, member).revoked)
        assert not entry.revoke.isVisible()
        await other.until(lambda: other.session.sync.status.state == "reconnect_needed")
        chip = other.window.frame.top_bar.sync_chip
        await other.until(lambda: chip.toolTip() == WORDS("shell.sync_long.reconnect_revoked"))
        # What the other console has is still there to be read.
        assert other.store.state.agenda_items
        code = shown.invitations.code
        assert code is not None
        assert code.plain not in caplog.text
        assert code.plain.encode() not in lead.store.path.read_bytes()

    evening(tmp_path, backend, test)


def row(one: Console, member: str):
    (found,) = [row for row in inviting(one).team.rows if row.id == member]
    return found


def test_the_entry_is_there_for_a_lead_who_is_connected(tmp_path, backend):
    async def test(lead: Console, other: Console) -> None:
        assert entry_in_menu(lead).isVisible()
        await joined(lead, other, backend)
        assert not entry_in_menu(other).isVisible()
        backend.stop()
        backend.stop = lambda: None  # type: ignore[method-assign]
        await lead.until(lambda: lead.session.sync.status.state == "offline")
        assert not entry_in_menu(lead).isVisible()
        # The sheet that is still open says what is the matter.
        sheet = inviting(lead).sheet
        assert sheet.is_open()
        click(sheet.make)
        await becomes(lead, lambda: inviting(lead).invitations.sentence)
        assert inviting(lead).invitations.sentence == WORDS("invite.failed.offline")

    evening(tmp_path, backend, test)


def test_by_keys_from_the_role_button_and_back_to_it(tmp_path, backend):
    async def test(lead: Console, other: Console) -> None:
        other.window.hide()
        button = lead.window.frame.top_bar.role_button
        lead.window.activateWindow()
        button.setFocus()
        await focused(button)
        press(button, Qt.Key.Key_Return)
        menu = button._menu
        assert menu is not None
        while menu.activeAction() is not entry_in_menu(lead):
            press(menu, Qt.Key.Key_Down)
        press(menu, Qt.Key.Key_Return)
        # As a window system does, when a menu is gone.
        lead.window.activateWindow()
        sheet = inviting(lead).sheet
        await focused(sheet.role)
        assert sheet.is_open()
        press(sheet.role, Qt.Key.Key_Escape)
        assert not sheet.is_open()
        assert QApplication.focusWidget() is button

    evening(tmp_path, backend, test)


def test_a_deputy_who_leads_hands_out_codes_as_well(tmp_path, backend):
    async def test(lead: Console, other: Console) -> None:
        await joined(lead, other, backend)
        menu = other.app.habits.menu
        menu.take_lead_wanted.emit()
        await other.until(lambda: other.session.role == "lead")
        await other.synced()
        await other.until(lambda: entry_in_menu(other).isVisible())
        sheet = await opened(other)
        sheet.make.click()
        await becomes(other, sheet.box.isVisible)
        menu.give_back_wanted.emit()
        await other.until(lambda: other.session.role == "cohost")
        assert not entry_in_menu(other).isVisible()
        assert not any(sheet.isVisible() for sheet in other.window.findChildren(InviteSheet))

    evening(tmp_path, backend, test)


def test_without_a_backend_there_is_no_entry(tmp_path):
    async def test() -> None:
        async with console(tmp_path / "a") as one:
            one.app.open_sample()
            await one.settled()
            assert one.store.identity.role == "lead"
            assert not entry_in_menu(one).isVisible()

    run(test())


def test_closing_the_dialogue_closes_the_sheet_and_takes_the_entry_away(tmp_path, backend):
    async def test(lead: Console, other: Console) -> None:
        await joined(lead, other, backend)
        inviting(lead).invitations.make_code()
        lead.app.to_start()
        await lead.settled()
        assert lead.window.is_on_start
        assert not entry_in_menu(lead).isVisible()
        assert lead.app.inviting is None
        assert not any(sheet.isVisible() for sheet in lead.window.findChildren(InviteSheet))

    evening(tmp_path, backend, test)
