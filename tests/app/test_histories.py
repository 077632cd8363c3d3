"""Another backend answers under the known address: the console stops and asks how to go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.commands import notes
from console.views.shell.history_part import HistoryPart
from console.views.widgets.button import Button
from tests.app.consoles import WORDS, Console, on_console

TEXT = "Zwei Bänke an der Haltestelle"


def write(one: Console) -> None:
    notes.add_note(one.store, TEXT, column=one.store.state.board_columns()[0].id)


def moved(path: Path) -> Path:
    return path.rename(path.with_name("Woanders.dialogpult"))


async def meet_another(one: Console, backend, codes) -> str:
    """Join, move the file, then find that somebody else answers; a note was written meanwhile.

    Returns a code for another place of the same role.
    """
    await one.join(backend.url, codes["lead"])
    one.app.start.fill("sample")
    await one.synced()
    path: Path = one.store.path
    one.app.to_start()
    await one.settled()
    one.app.open_path(moved(path))
    await one.settled()
    await one.synced()
    place = one.app.place
    code = (await place.link.administration.invite("lead")).code
    await place.link.stop()
    write(one)
    position = one.store.replica.position
    one.store.replica.paired(server="anderswo", address=backend.url, nonce=position.nonce)
    place.link.start()
    await one.until(lambda: one.session.sync.status.state == "other_history")
    one.session.open_sync()
    return code


def choice(one: Console, key: str) -> Button:
    (part,) = one.session.sync_sheet.findChildren(HistoryPart)
    found = [each for each in part.findChildren(Button) if each.isVisible()]
    return next(each for each in found if each.text() == WORDS(key))


def texts(one: Console) -> list[str]:
    return [note.text.text for note in one.store.state.board_notes()]


def test_going_on_alone_sends_nothing_and_keeps_everything(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await meet_another(one, backend, codes)
        one.session.sync.changed.connect(one._on_news)
        QTest.keyClick(choice(one, "handover.history.alone"), Qt.Key.Key_Return)
        await one.until(lambda: one.session.sync.status.state == "local_only")
        assert not one.session.sync_sheet.is_open()
        assert TEXT in texts(one)
        assert one.store.pending_count == 1
        write(one)
        assert one.store.pending_count == 2

    on_console(home, test)


def test_connecting_again_leads_to_the_form_and_goes_on_in_the_same_file(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        code = await meet_another(one, backend, codes)
        path = one.store.path
        place = one.app.place.link.engine.place
        QTest.keyClick(choice(one, "handover.history.rejoin"), Qt.Key.Key_Return)
        await one.settled()
        form = one.app.start_view.join_form
        assert form.isVisible()
        assert form.fields["address"].text() == backend.url
        one.app.credentials.save(place)
        await one.join(backend.url, code)
        assert one.store.path == path
        assert TEXT in texts(one)

    on_console(home, test)


def test_a_dialogue_that_began_without_a_backend_is_published_from_the_menu(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        path, menu = one.store.path, one.app.habits.menu
        (publish,) = [
            entry
            for entry in menu._menu.actions()
            if entry.text() == WORDS("handover.publish.button")
        ]
        assert publish.isVisible()
        one.session.open_sync()
        assert choice(one, "handover.publish.button").isVisible()
        publish.trigger()
        await one.settled()
        form = one.app.start_view.join_form
        assert form.isVisible()
        assert form.bring.text() == WORDS("start.brought", name=path.stem)
        form.fill(address=backend.url, code=codes["lead"], name="Lea Leitung")
        form.button.click()
        await one.settled()
        if one.is_asked:
            one.app.start_view.server_card.go.click()
            await one.settled()
        await one.synced()
        assert one.store.path == path
        assert not publish.isVisible()

    on_console(home, test)
