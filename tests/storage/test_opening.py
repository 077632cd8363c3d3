"""What a file can be instead of a dialogue, and the one code for each."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from console.domain.errors import KnownFailure
from console.storage.connection import APPLICATION_ID
from console.storage.migrations import STEPS, VERSION
from console.storage.minting import Identity
from console.storage.store import Store
from tests.storage.files import MovedClock, create, device, make, note

WHO = Identity(device=device("lead"))


def code_of(path: Path) -> str:
    with pytest.raises(KnownFailure) as failure:
        Store.open(path, MovedClock(), WHO)
    assert failure.value.parameters["path"] == path.name
    return failure.value.code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed dialogue file with a few notes."""
    path = tmp_path / "evening.dialogpult"
    with closing(create(path)) as store:
        for number in range(50):
            note(store, f"Notiz {number}")
    return path


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.dialogpult") == "file_missing"
    assert not (tmp_path / "none.dialogpult").exists()


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.dialogpult"
    path.touch()
    assert code_of(path) == "file_empty"


def test_a_text_file_is_not_a_dialogue(tmp_path: Path) -> None:
    path = tmp_path / "letter.dialogpult"
    path.write_text("Sehr geehrte Damen und Herren, " * 40)
    assert code_of(path) == "file_not_a_dialogue"


def test_another_programs_database_is_not_a_dialogue_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.dialogpult"
    changed(path, "CREATE TABLE people (name TEXT)")
    changed(path, "PRAGMA user_version = 99")
    assert code_of(path) == "file_not_a_dialogue"
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    assert tables == [("people",)]


def test_a_file_of_a_newer_program_is_refused_and_stays_as_it_was(file: Path) -> None:
    changed(file, f"PRAGMA user_version = {VERSION + 1}")
    before = file.read_bytes()
    assert code_of(file) == "file_newer"
    assert file.read_bytes()[100:] == before[100:]


DELETES: Final = "TRIGGER gone AFTER INSERT ON ops BEGIN DELETE FROM notes; END"
SHOWS: Final = "VIEW shown AS SELECT * FROM ops"


@pytest.mark.parametrize("what", [DELETES, SHOWS])
def test_a_file_that_does_something_by_itself_is_not_a_dialogue(file: Path, what: str) -> None:
    """People mail these files: what is in one besides the tables is somebody else's program."""
    changed(file, f"CREATE {what}")
    before = contents(file)
    assert code_of(file) == "file_not_a_dialogue"
    assert contents(file) == before


def test_what_a_file_does_by_itself_is_known_under_any_name(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        row = ["Trigger", "gone", "ops", 0, f"create {DELETES}"]
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert code_of(file) == "file_not_a_dialogue"


def test_functions_that_a_file_names_are_not_trusted(file: Path) -> None:
    with closing(Store.open(file, MovedClock(), WHO)) as store:
        assert store._writer.db.execute("PRAGMA trusted_schema").fetchone() == (0,)


def contents(file: Path) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT * FROM ops JOIN notes ON entity = id").fetchall()


def test_a_damaged_file_is_damaged(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    for at in range(4096 * 3, len(raw) - 2048, 4096):
        raw[at : at + 1024] = os.urandom(1024)
    file.write_bytes(raw)
    assert code_of(file) == "file_damaged"


def test_a_file_that_another_program_has_open_is_in_use(file: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.holding", str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        assert code_of(file) == "file_in_use"
    finally:
        child.communicate("", timeout=20)
    Store.open(file, MovedClock(), WHO).close()


def test_a_file_that_this_program_has_open_is_in_use(store: Store) -> None:
    assert code_of(store.path) == "file_in_use"


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk of one mebibyte; where none can be mounted, the test says so by being skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    found = shutil.which("mount") is not None
    if not found or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_file_on_a_read_only_disk_is_read_only(file: Path, mounted: Path) -> None:
    target = mounted / file.name
    shutil.copyfile(file, target)
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    assert code_of(target) == "file_read_only"


def test_nothing_is_pretended_when_the_disk_is_full(mounted: Path) -> None:
    with closing(make(mounted / "full.dialogpult")) as store:
        saved: list[str] = []
        with pytest.raises(KnownFailure, match="disk_full"):
            write_until_full(store, saved)
        assert set(store.state.notes) == set(saved)
        with pytest.raises(KnownFailure, match="disk_full"):
            store.save_draft("capture", "Noch ein Satz " * 100_000)
    with closing(Store.open(store.path, MovedClock(), WHO)) as again:
        assert set(again.state.notes) == set(saved)
        assert again.pending_count == len(saved)


def write_until_full(store: Store, saved: list[str]) -> None:
    while True:
        saved.append(note(store, "mit vielen Worten " * 20))


def test_a_file_that_cannot_be_made_leaves_nothing_behind(mounted: Path) -> None:
    (mounted / "fill").write_bytes(b"\0" * 1_000_000)
    with pytest.raises(KnownFailure, match="disk_full"):
        make(mounted / "new.dialogpult")
    assert [path.name for path in mounted.iterdir()] == ["fill"]


def test_an_existing_file_is_never_made_anew(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(KnownFailure, match="file_exists"):
        make(file)
    assert file.read_bytes() == before


def test_only_this_user_reads_the_file(store: Store, tmp_path: Path) -> None:
    store.back_up(tmp_path / "copy.dialogpult")
    for path in (store.path, tmp_path / "copy.dialogpult"):
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_file_is_copied_then_brought_up_to_date(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.dialogpult"
    older_file(path, version)
    with closing(Store.open(path, MovedClock(), WHO)) as store:
        note(store, "geht weiter")
    copy = tmp_path / f"old.v{version}.dialogpult"
    assert copy.stat().st_mode & 0o777 == 0o600
    for found, form in ((copy, version), (path, VERSION)):
        with closing(sqlite3.connect(found)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (form,)


def older_file(path: Path, version: int) -> None:
    """A file as it was after the first `version` steps."""
    from console.storage.database import Database

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in STEPS[:version]:
            step(Database(connection, execute_plugins=False))
        connection.execute("INSERT INTO sync (only, dialogue, fold_version) VALUES (1, 'd', 1)")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def test_a_copy_holds_what_only_the_write_ahead_log_has(store: Store, tmp_path: Path) -> None:
    entity = note(store, "gerade erst geschrieben")
    store.back_up(tmp_path / "copy.dialogpult")
    with closing(Store.open(tmp_path / "copy.dialogpult", MovedClock(), WHO)) as copy:
        assert copy.state.notes[entity].text.text == "gerade erst geschrieben"


def test_closing_leaves_the_one_file(store: Store, tmp_path: Path) -> None:
    note(store, "alles in einer Datei")
    path = tmp_path / "alone.dialogpult"
    with closing(create(path)) as alone:
        note(alone, "alles in einer Datei")
    assert sorted(found.name for found in tmp_path.glob("alone*")) == ["alone.dialogpult"]
