"""What a person asks for on the start page, and what is said when a file does not open."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from console.viewmodels.start import NewForm
from tests.app.consoles import WORDS, Console, on_console
from tests.small_dialogue import small_dialogue


def says(code: str, **parameters: object) -> str:
    return WORDS.error(code, parameters)


def damaged(folder: Path) -> Path:
    path = whole(folder)
    raw = bytearray(path.read_bytes())
    raw[8192:12288] = b"\xff" * 4096
    path.write_bytes(raw)
    return path


def empty(folder: Path) -> Path:
    path = folder / "leer.dialogpult"
    path.touch()
    return path


def newer(folder: Path) -> Path:
    path = whole(folder)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    return path


def something_else(folder: Path) -> Path:
    path = folder / "Liste.dialogpult"
    path.write_text("Name;Gruppe\n" * 400)
    return path


def another_database(folder: Path) -> Path:
    path = folder / "Andere.dialogpult"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE people (name)")
    connection.close()
    return path


def gone(folder: Path) -> Path:
    return folder / "weg.dialogpult"


def whole(folder: Path) -> Path:
    store = small_dialogue(folder)
    store.close()
    return store.path


CASES = [
    (damaged, "file_damaged"),
    (empty, "file_empty"),
    (newer, "file_newer"),
    (something_else, "file_not_a_dialogue"),
    (another_database, "file_not_a_dialogue"),
    (gone, "file_missing"),
]


@pytest.mark.parametrize(("make", "code"), CASES)
def test_a_file_that_does_not_open_has_its_sentence_and_stays_as_it_is(home, tmp_path, make, code):
    folder = tmp_path / "files"
    folder.mkdir()
    path = make(folder)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}

    async def test(one: Console) -> None:
        one.app.open_path(path)
        await one.settled()
        assert one.sentence == says(code, path=path.name)
        assert one.app.session is None
        assert one.files() == []
        assert not one.app.preferences.read().recent
        # The way goes on from here.
        one.app.open_sample()
        await one.settled()
        assert not one.window.is_on_start

    on_console(home, test)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_folder_has_its_sentence(home, tmp_path):
    async def test(one: Console) -> None:
        one.app.open_path(tmp_path)
        await one.settled()
        assert one.sentence == says("file_is_folder", path=tmp_path.name)

    on_console(home, test)


def test_the_open_dialogue_is_closed_whole_before_another_is_opened(home, tmp_path):
    path = whole(tmp_path)

    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        sample = one.store.path
        one.app.open_path(path)
        await one.settled()
        assert one.store.path == path
        assert one.window.windowTitle() == WORDS("shell.window_title", title="Kleiner Dialog")
        # Nobody holds the first any more, and all of it is in the one file.
        assert not sample.with_name(f"{sample.name}-wal").exists()
        connection = sqlite3.connect(sample)
        connection.execute("BEGIN EXCLUSIVE")
        connection.close()

    on_console(home, test)


def test_the_form_makes_a_dialogue(home):
    async def test(one: Console) -> None:
        one.app.show_start()
        view = one.app.start_view
        view.open_form("new")
        view.new_form.fill(
            title="Bürger*innen am Fluss", city="Köln", date="12.05.2027", start="18:30",
            end="20:45", zone="Europe/Berlin", groups="4",
        )  # fmt: skip
        view.new_form.button.click()
        await one.settled()
        dialogue = one.store.state.dialogue
        assert (dialogue.title.text, dialogue.city) == ("Bürger*innen am Fluss", "Köln")
        assert one.session.shell.subtitle.startswith("Köln")
        assert not one.store.state.participants
        assert one.files()[0].startswith("Bürger_innen am Fluss")

    on_console(home, test)


def test_a_wrong_field_of_the_form_is_told_at_the_field_and_nothing_is_made(home):
    async def test(one: Console) -> None:
        one.app.show_start()
        view = one.app.start_view
        view.open_form("new")
        view.new_form.fill(title="Dialog", date="31.02.2027")
        view.new_form.button.click()
        await one.settled()
        assert one.app.session is None
        assert one.files() == []
        assert one.window.focusWidget() is view.new_form.fields["date"].edit

    on_console(home, test)


def test_the_start_page_is_fresh_again_after_a_dialogue(home):
    async def test(one: Console) -> None:
        view = one.app.start_view
        one.app.show_start()
        one.app.open_path(gone(home))
        await one.settled()
        assert one.sentence
        view.open_form("new")
        one.app.create(one.app.start._checked(NewForm(title="Erster", date="12.05.2027")))
        await one.settled()
        one.app.to_start()
        await one.settled()
        assert one.sentence == ""
        assert not view.new_form.isVisible()
        assert [entry.title for entry in one.app.start.recent] == ["Erster"]

    on_console(home, test)


def test_a_dialogue_comes_off_the_list_and_its_file_stays(home):
    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        path = one.store.path
        one.app.to_start()
        await one.settled()
        one.app.start.forget(path)
        assert not one.app.start.recent
        assert path.exists()

    on_console(home, test)
