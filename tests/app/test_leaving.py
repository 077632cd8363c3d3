"""A device is given away, or a date comes: nothing of the dialogue is left, and it is said."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog

from console.app.deletion import Departure
from console.app.deletion_book import DeletionBook, Doomed, Kept
from console.app.launch import Wish
from console.commands.run import go_on
from console.domain.dialogue import DialogueSet
from console.domain.ops import Fact
from console.storage import removal
from console.viewmodels.start import NewDialogue
from console.views.widgets.label import Label, Paragraph
from tests.app.consoles import Console, console, on_console, run
from tests.storage.files import MovedClock

WORD = "Zwetschgenmann"
DAY_MS = 24 * 3_600_000
NOW = 1_599_580_800_000


def words_left(home: Path) -> list[str]:
    """Every file below the home folder in which the note's word still stands, in whatever form."""
    forms = (WORD.encode(), WORD.encode("utf-16-le"))
    files = (file for file in home.rglob("*") if file.is_file())
    return [file.name for file in files if any(form in file.read_bytes() for form in forms)]


def write(one: Console) -> None:
    capture = one.session.pages.notes_model.capture
    capture.type(f"Herr {WORD} fragt nach Bänken")
    assert capture.submit()


def run_to_the_end(one: Console) -> None:
    while not one.store.state.course.is_over:
        go_on(one.store)


async def ended_evening(one: Console, backend, codes) -> None:
    await one.join(backend.url, codes["lead"])
    one.app.start.fill("sample")
    write(one)
    one.session.backups.make(one.store.now_ms())
    run_to_the_end(one)
    await one.synced()


def give(one: Console, receipt: Path) -> None:
    assert one.app.place is not None
    leaving = one.app.place.leaving
    leaving.open()
    assert leaving.sheet.give.isVisible()
    leaving.sheet.give.click()
    [dialog] = leaving.sheet.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(receipt))
    dialog.reject()


async def on_start(one: Console) -> None:
    await one.settled()
    assert one.window.is_on_start


def test_a_device_that_is_given_away_keeps_nothing_but_the_receipt(home, backend, tmp_path):
    _, codes = backend.create()
    receipt = tmp_path / "beleg.txt"

    async def test(one: Console) -> None:
        await ended_evening(one, backend, codes)
        path, dialogue = one.store.path, one.store.replica.position.dialogue
        assert words_left(home)
        give(one, receipt)
        await on_start(one)
        assert words_left(home) == []
        assert not path.exists()
        assert dialogue not in (one.paths.config / "deletion.json").read_text()
        assert one.app.credentials.of_dialogue(dialogue) == []
        assert one.app.preferences.read().recent == ()
        assert list(one.paths.backups.iterdir()) == []
        assert dialogue in receipt.read_text(encoding="utf-8")
        assert str(receipt) in one.app.start.notice
        assert dialogue in one.app.start.notice, "the receipt is on screen as well"

    on_console(home, test)


def test_what_the_log_does_not_have_keeps_the_device(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await ended_evening(one, backend, codes)
        assert one.app.place is not None
        await one.app.place.link.stop()
        write(one)
        leaving = one.app.place.leaving
        leaving.open()
        await one.until(lambda: not leaving.model.is_ready)
        assert not leaving.sheet.give.isVisible()
        assert leaving.sheet.export.isVisible()
        leaving.sheet.export.click()
        assert not leaving.sheet.is_open()
        assert one.store.path.exists()

    on_console(home, test)


def test_what_came_after_the_receipt_keeps_the_file(home, backend, tmp_path):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await ended_evening(one, backend, codes)
        path = one.store.path
        give(one, tmp_path / "beleg.txt")
        write(one)
        await on_start(one)
        assert path.exists()
        assert "ist noch da: Eine Änderung kam noch dazu" in one.app.start.notice

    on_console(home, test)


def test_a_deletion_that_a_crash_cut_short_is_ended_at_the_next_start(
    home, backend, tmp_path, monkeypatch
):
    _, codes = backend.create()

    async def first(one: Console) -> None:
        await ended_evening(one, backend, codes)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(removal, "remove", _cut_short)
            give(one, tmp_path / "beleg.txt")
            await on_start(one)
        assert words_left(home)

    on_console(home, first)

    async def second(one: Console) -> None:
        one.app.begin(Wish())
        await on_start(one)
        assert words_left(home) == []
        assert one.app.credentials.all() == []
        assert "jetzt ganz von diesem Gerät gelöscht" in one.app.start.notice

    on_console(home, second)

    async def third(one: Console) -> None:
        one.app.begin(Wish())
        await on_start(one)
        assert one.app.start.notice == ""

    on_console(home, third)


def _cut_short(files) -> list[Path]:
    next(iter(files)).unlink()
    raise OSError(5, "the machine went off")


def made_at(home: Path, clock: MovedClock) -> None:
    """Write a dialogue that is to be deleted after thirty days, and close it."""

    async def test(one: Console) -> None:
        new = NewDialogue(
            "Dialog im Quartier", "Dortmund", NOW, NOW + 7_200_000, "Europe/Berlin", 2
        )
        one.app.create(new)
        await one.settled()
        write(one)
        assert one.store.state.dialogue.delete_after == pytest.approx(NOW + 30 * DAY_MS, abs=DAY_MS)

    on_console(home, test, clock)


def begun(home: Path, clock: MovedClock) -> str:
    """Start again; returns what the start page tells."""
    told: list[str] = []

    async def test(one: Console) -> None:
        one.app.begin(Wish())
        await one.settled()
        told.append(one.app.start.notice)

    on_console(home, test, clock)
    return told[0]


def test_on_its_date_a_dialogue_goes_by_itself_at_the_next_start_and_not_before(home):
    clock = MovedClock(NOW)
    made_at(home, clock)
    clock.pass_ms(29 * DAY_MS)
    assert begun(home, clock) == ""
    assert words_left(home)
    clock.pass_ms(2 * DAY_MS)
    told = begun(home, clock)
    assert "Dialog im Quartier" in told
    assert "Löschdatum" in told
    assert "nie beim Stadt-Server angekommen" in told
    assert words_left(home) == []
    assert begun(home, clock) == ""


def test_a_file_that_somebody_took_away_before_is_not_claimed_to_be_deleted(home):
    clock = MovedClock(NOW)
    made_at(home, clock)
    [file] = (home / "data").glob("*.dialogpult")
    file.unlink()
    clock.pass_ms(31 * DAY_MS)
    assert begun(home, clock) == ""
    assert DeletionBook(home / "config").read().kept == ()


def test_a_file_that_is_opened_here_only_after_its_date_is_shown_once_and_then_goes(home, tmp_path):
    clock = MovedClock(NOW)
    made_at(home, clock)
    [file] = (home / "data").glob("*.dialogpult")
    archived = file.rename(tmp_path / "archive.dialogpult")
    (home / "config" / "deletion.json").unlink()
    clock.pass_ms(60 * DAY_MS)

    async def look(one: Console) -> None:
        one.app.begin(Wish(path=archived))
        await one.settled()
        assert one.store.path == archived
        bar = one.window.frame.bottom_bar
        assert any("Beim nächsten Start" in part.text() for part in bar.findChildren(Label))

    on_console(home, look, clock)
    assert archived.exists()
    assert "Löschdatum" in begun(home, clock)
    assert not archived.exists()
    assert words_left(home) == []


def test_a_date_that_was_put_off_is_followed(home):
    clock = MovedClock(NOW)
    made_at(home, clock)

    async def put_off(one: Console) -> None:
        [file] = one.paths.data.glob("*.dialogpult")
        one.app.open_path(file)
        await one.settled()
        later = DialogueSet(delete_after=NOW + 90 * DAY_MS)
        dialogue = one.store.replica.position.dialogue
        base = one.store.entity("dialogue", dialogue).base_for(["delete_after"])
        one.store.commit([Fact(entity=dialogue, body=later, base=base)])
        assert one.store.state.dialogue.delete_after == later.delete_after

    on_console(home, put_off, clock)
    clock.pass_ms(60 * DAY_MS)
    assert begun(home, clock) == ""
    assert words_left(home)


def test_the_date_is_the_servers_when_this_clock_is_wrong(home):
    clock = MovedClock(NOW)
    made_at(home, clock)

    async def measured(one: Console) -> None:
        [file] = one.paths.data.glob("*.dialogpult")
        one.app.open_path(file)
        await one.settled()
        one.store.replica.measured(clock.wall - 40 * DAY_MS - clock.monotonic)

    clock.pass_ms(DAY_MS)
    clock.wall += 40 * DAY_MS
    book = DeletionBook(home / "config")
    [kept] = book.read().kept
    book.keep(replace(kept, offset_ms=-40 * DAY_MS))
    assert begun(home, clock) == ""
    assert words_left(home)
    on_console(home, measured, clock)
    [kept] = book.read().kept
    assert kept.offset_ms == -40 * DAY_MS


def test_a_dialogue_that_is_open_elsewhere_waits_for_the_next_start(home):
    clock = MovedClock(NOW)
    made_at(home, clock)
    clock.pass_ms(40 * DAY_MS)

    async def both() -> None:
        async with console(home, clock) as one, console(home, clock) as other:
            [file] = one.paths.data.glob("*.dialogpult")
            one.app.open_path(file)
            await one.settled()
            other.app.begin(Wish())
            await other.settled()
            assert other.app.start.notice == ""
            assert file.exists()
            await asyncio.sleep(0)

    run(both())
    assert "Löschdatum" in begun(home, clock)


def test_what_went_by_itself_stands_on_the_start_page_until_a_dialogue_is_open(home):
    clock = MovedClock(NOW)
    made_at(home, clock)
    clock.pass_ms(31 * DAY_MS)

    async def test(one: Console) -> None:
        one.app.begin(Wish())
        await one.settled()
        shown = [part.text() for part in one.app.start_view.findChildren(Paragraph)]
        assert one.app.start.notice in shown
        one.app.open_sample()
        await one.settled()
        assert one.app.start.notice == ""

    on_console(home, test, clock)


def test_who_comes_back_before_a_deletion_could_be_ended_keeps_the_new_words(home):
    clock = MovedClock(NOW)
    made_at(home, clock)
    [file] = (home / "data").glob("*.dialogpult")
    book = DeletionBook(home / "config")
    [kept] = book.read().kept
    doomed = Doomed(dialogue=kept.dialogue, path=kept.path, title=kept.title, is_due=False)
    book.doom(doomed)

    async def back(one: Console) -> None:
        one.app.open_path(file)
        await one.settled()

    on_console(home, back, clock)
    assert begun(home, clock) == ""
    assert file.exists()
    assert words_left(home)


def test_the_date_of_a_second_copy_outlives_the_first(home):
    (home / "config").mkdir(parents=True)
    book = DeletionBook(home / "config")
    one = Kept(dialogue="d", path="/a.dialogpult", title="A", delete_after=NOW)
    other = replace(one, path="/stick/a.dialogpult")
    book.keep(one)
    book.keep(other)
    book.close(Doomed(dialogue="d", path=one.path, title="A", is_due=False))
    assert book.read().kept == (other,)


def test_a_file_that_another_console_opened_meanwhile_is_not_deleted_under_it(home):
    clock = MovedClock(NOW)
    made_at(home, clock)
    [file] = (home / "data").glob("*.dialogpult")

    async def both() -> None:
        async with console(home, clock) as one, console(home, clock) as other:
            other.app.open_path(file)
            await other.settled()
            dialogue = other.store.replica.position.dialogue
            told = one.app.deletion.give_away(Departure(dialogue, file, "Titel", "Beleg", home))
            assert str(file) in told
            assert file.exists()
            assert DeletionBook(home / "config").read().doomed == ()

    run(both())
