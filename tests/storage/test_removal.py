"""Taking a dialogue off the device: every copy, nothing of another one, not a byte left."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.commands.notes import add_note
from console.storage.removal import dialogue_of, is_in_use, remove, traces, unsent_in
from console.storage.store import Store
from tests.small_dialogue import DIALOGUE, MovedClock, column_id, identity, small_dialogue

WORD = "Zwetschgenmann"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def store(folder: Path) -> Store:
    store = small_dialogue(folder)
    add_note(store, WORD, column=column_id(1))
    return store


def bytes_left(folder: Path) -> list[Path]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file for file in files if WORD.encode() in file.read_bytes()]


def test_every_copy_in_own_folders_is_found_whatever_it_is_called(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    for name in ("a.20200908T180000Z.dialogpult", "anders.dialogpult", "b.dialogpult.partial"):
        store.back_up(backups / name)
    beside = store.path.with_name(f"{store.path.stem}.v3.dialogpult")
    store.back_up(beside)
    path = store.path
    store.close()
    (backups / "anders.dialogpult-wal").write_bytes(WORD.encode())
    found = traces(path, DIALOGUE, (folder, backups))
    assert found[-1] == path, "the file itself goes last"
    assert len(found) == 6
    assert remove(found) == []
    assert bytes_left(tmp_path) == []


def test_another_dialogue_and_other_files_stay(store: Store, folder: Path) -> None:
    other = Store.create(
        folder / "other.dialogpult", "0190163d-8694-739b-aea5-966c26f8ad90", MovedClock(),
        identity("lead"),
    )  # fmt: skip
    other.close()
    (folder / "note.dialogpult").write_text("no dialogue at all")
    path = store.path
    store.close()
    remove(traces(path, DIALOGUE, (folder,)))
    assert sorted(file.name for file in folder.iterdir()) == ["note.dialogpult", "other.dialogpult"]


def test_beside_a_file_elsewhere_a_persons_own_copy_is_not_touched(
    store: Store, tmp_path: Path
) -> None:
    own_copy = store.path.with_name("Kopie auf dem Stick.dialogpult")
    store.back_up(own_copy)
    path = store.path
    store.close()
    assert traces(path, DIALOGUE, (tmp_path / "nowhere",)) == [path]


def test_a_file_says_whose_it_is_while_it_is_open(store: Store) -> None:
    store.back_up(copy := store.path.with_name("copy.dialogpult"))
    assert is_in_use(store.path)
    store.close()
    assert not is_in_use(copy)
    assert dialogue_of(copy) == DIALOGUE
    assert dialogue_of(copy.with_name("none.dialogpult")) is None
    assert not is_in_use(copy.with_name("none.dialogpult"))


def test_what_no_log_ever_had_is_counted(store: Store) -> None:
    unsent = store.pending_count
    path = store.path
    store.close()
    assert unsent_in(path) == unsent > 0
    assert unsent_in(path.with_name("none.dialogpult")) == 0


def test_the_words_are_blanked_before_the_name_goes(store: Store, tmp_path: Path) -> None:
    path = store.path
    store.close()
    hard_link = tmp_path / "link"
    hard_link.hardlink_to(path)
    remove([path])
    assert not any(hard_link.read_bytes())


def test_what_cannot_be_deleted_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store.path
    store.close()

    def refuse(_path: Path, **_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert remove([path]) == [path]


def test_another_dialogue_that_took_the_files_name_stays(store: Store, folder: Path) -> None:
    path = store.path
    store.close()
    path.rename(folder / "weggelegt")
    other = "0190163d-8694-739b-aea5-966c26f8ad90"
    Store.create(path, other, MovedClock(), identity("lead")).close()
    assert traces(path, DIALOGUE, (folder,)) == []
    assert dialogue_of(path) == other


def test_a_file_that_was_half_blanked_still_goes(store: Store, folder: Path) -> None:
    path = store.path
    store.close()
    path.write_bytes(bytes(path.stat().st_size))
    assert traces(path, DIALOGUE, (folder,)) == [path]
