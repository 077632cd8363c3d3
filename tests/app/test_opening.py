"""The ways to a dialogue file: sample, template, an existing file, a copy of it."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from console.app.opening import Opener
from console.config.paths import Paths, find_paths
from console.domain.errors import CommandRejected, KnownFailure
from console.viewmodels.start import NewDialogue
from tests.small_dialogue import START, MovedClock, small_dialogue

DAY = date(2026, 3, 1)
NEW = NewDialogue(
    title="Bürger*innen: Dialog im Hafen",
    city="Bremen",
    starts_at=START,
    ends_at=START + 90 * 60_000,
    zone="Europe/Lisbon",
    groups=7,
)


@pytest.fixture
def paths(home: Path) -> Paths:
    return find_paths({"DIALOGPULT_HOME": str(home)})


@pytest.fixture
def opener(paths: Paths) -> Opener:
    return Opener(paths, MovedClock())


def files(paths: Paths) -> list[str]:
    return sorted(path.name for path in paths.data.iterdir() if path.is_file())


def test_the_sample_is_the_same_copy_all_day_and_another_one_the_next(opener, paths):
    first = opener.sample(DAY).store
    dialogue = first.state.dialogue_id
    first.save_draft("capture", "angefangen")
    first.close()
    again = opener.sample(DAY).store
    assert again.state.dialogue_id == dialogue
    assert [draft.text for draft in again.drafts()] == ["angefangen"]
    again.close()
    other = opener.sample(date(2026, 3, 2)).store
    assert other.state.dialogue_id != dialogue
    assert not list(other.drafts())
    other.close()
    assert files(paths) == ["Beispiel 2026-03-01.dialogpult", "Beispiel 2026-03-02.dialogpult"]


def test_a_new_dialogue_has_what_the_form_said(opener, paths):
    opened = opener.create(NEW)
    state = opened.store.state
    assert state.dialogue.title.text == "Bürger*innen: Dialog im Hafen"
    assert (state.dialogue.city, state.dialogue.zone) == ("Bremen", "Europe/Lisbon")
    assert (state.dialogue.starts_at, state.dialogue.ends_at) == (NEW.starts_at, NEW.ends_at)
    assert len(state.agenda_items) == 10
    assert not state.participants
    breakouts = {group.item for group in state.groups.values()}
    assert {sum(g.item == item for g in state.groups.values()) for item in breakouts} == {7}
    assert opened.notice is None
    opened.store.close()


def test_a_file_name_is_made_of_the_title_and_never_taken_twice(opener, paths):
    opener.create(NEW).store.close()
    opener.create(NEW).store.close()
    assert files(paths) == [
        "Bürger_innen_ Dialog im Hafen 2.dialogpult",
        "Bürger_innen_ Dialog im Hafen.dialogpult",
    ]


@pytest.mark.parametrize("error", [CommandRejected("action_too_large"), KnownFailure("disk_full")])
def test_a_dialogue_that_could_not_be_filled_is_not_found_later(opener, paths, monkeypatch, error):
    def refuse(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("console.app.opening.fill", refuse)
        with pytest.raises(type(error)):
            opener.sample(DAY)
    assert files(paths) == []
    store = opener.sample(DAY).store
    assert len(store.state.agenda_items) == 10
    store.close()


def test_what_a_crash_left_half_made_is_made_anew(opener, paths):
    (paths.data / "Beispiel 2026-03-01.dialogpult.partial").write_bytes(b"half")
    store = opener.sample(DAY).store
    assert len(store.state.agenda_items) == 10
    store.close()
    assert files(paths) == ["Beispiel 2026-03-01.dialogpult"]


def test_a_data_folder_that_takes_nothing_is_named(opener, monkeypatch):
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "no", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(KnownFailure) as failure:
        opener.sample(DAY)
    assert failure.value.code == "folder_not_writable"


def test_a_folder_is_no_dialogue(opener, tmp_path):
    with pytest.raises(KnownFailure) as failure:
        opener.open(tmp_path)
    assert failure.value.code == "file_is_folder"


def test_a_file_in_use_is_told_to_whoever_can_call_its_console(paths, tmp_path):
    asked: list[Path] = []
    store = small_dialogue(tmp_path)
    opener = Opener(paths, MovedClock(), asked.append)
    with pytest.raises(KnownFailure) as failure:
        opener.open(store.path)
    assert failure.value.code == "file_in_use"
    assert asked == [store.path]
    store.close()


# read-only and network places


@pytest.fixture
def original(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    small_dialogue(folder).close()
    return folder / "lead.dialogpult"


@pytest.fixture
def on_network(monkeypatch, tmp_path: Path, original: Path) -> Path:
    """The folder is a share of another machine, as the system's list of mounts says."""
    mounts = tmp_path / "mounts"
    share = str(original.parent).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/dialoge {share} nfs4 rw 0 0\n")
    monkeypatch.setattr("console.app.places._MOUNTS", mounts)
    return original


@pytest.fixture
def on_read_only(monkeypatch, original: Path) -> Path:
    """A stick that was put in read-only; root may write anywhere else, so access is asked for."""

    def writable(path: Path, mode: int) -> bool:
        return original.parent not in Path(path).parents

    monkeypatch.setattr("console.app.places.os.access", writable)
    return original


@pytest.mark.parametrize(
    ("place", "code"),
    [("on_network", "file_network_folder"), ("on_read_only", "file_read_only")],
)
def test_where_it_cannot_be_worked_on_a_copy_is_opened(request, opener, paths, place, code):
    original = request.getfixturevalue(place)
    before = original.read_bytes()
    opened = opener.open(original)
    assert opened.notice is not None
    assert (opened.notice.code, opened.notice.parameters) == (code, {"path": "lead.dialogpult"})
    assert opened.store.path.parent == paths.data
    assert opened.store.state.dialogue.title.text == "Kleiner Dialog"
    opened.store.save_draft("capture", "auf der Kopie")
    opened.store.close()
    again = opener.open(original)
    assert again.store.path == opened.store.path
    assert [draft.text for draft in again.store.drafts()] == ["auf der Kopie"]
    again.store.close()
    assert original.read_bytes() == before
    assert sorted(path.name for path in original.parent.iterdir()) == ["lead.dialogpult"]


def test_two_originals_of_one_name_have_a_copy_each(opener, tmp_path, on_network):
    other = on_network.parent / "anderswo"
    other.mkdir()
    small_dialogue(other, "cohost").close()
    (other / "cohost.dialogpult").rename(other / "lead.dialogpult")
    first, second = opener.open(on_network).store, opener.open(other / "lead.dialogpult").store
    assert first.path != second.path
    first.close()
    second.close()


def test_the_newest_rows_of_a_console_that_crashed_are_in_the_copy(opener, on_network, tmp_path):
    elsewhere = tmp_path / "running"
    elsewhere.mkdir()
    store = small_dialogue(elsewhere)
    store.save_draft("capture", "kurz vor dem Absturz")
    for name in ("lead.dialogpult", "lead.dialogpult-wal"):
        (on_network.parent / name).write_bytes((elsewhere / name).read_bytes())
    store.close()
    copy = opener.open(on_network).store
    assert [draft.text for draft in copy.drafts()] == ["kurz vor dem Absturz"]
    copy.close()


def test_a_copy_of_what_is_no_dialogue_does_not_stay(opener, paths, on_network):
    good = on_network.read_bytes()
    on_network.write_bytes(b"no dialogue" * 500)
    with pytest.raises(KnownFailure) as failure:
        opener.open(on_network)
    assert failure.value.code == "file_not_a_dialogue"
    assert failure.value.parameters["path"] == "lead.dialogpult"
    assert files(paths) == []
    on_network.write_bytes(good)
    opener.open(on_network).store.close()


def test_the_longest_mount_decides_and_local_ones_are_worked_on_in_place(
    opener, monkeypatch, tmp_path, original
):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/ / nfs rw 0 0\n/dev/sdb1 {original.parent} ext4 rw 0 0\nbroken\n")
    monkeypatch.setattr("console.app.places._MOUNTS", mounts)
    opened = opener.open(original)
    assert opened.notice is None
    assert opened.store.path == original
    opened.store.close()


def test_a_copy_that_does_not_fit_is_refused_and_leaves_nothing(
    opener, paths, on_network, monkeypatch
):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("console.app.places.shutil.copyfile", full)
    with pytest.raises(KnownFailure) as failure:
        opener.open(on_network)
    assert failure.value.code == "folder_not_writable"
    assert files(paths) == []


def test_a_damaged_file_stays_as_it_is(opener, tmp_path):
    store = small_dialogue(tmp_path)
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[8192:12288] = b"\xff" * 4096
    store.path.write_bytes(raw)
    with pytest.raises(KnownFailure) as failure:
        opener.open(store.path)
    assert failure.value.code == "file_damaged"
    assert store.path.read_bytes() == raw


def test_a_newer_file_stays_as_it_is(opener, tmp_path):
    store = small_dialogue(tmp_path)
    store.close()
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(KnownFailure) as failure:
        opener.open(store.path)
    assert failure.value.code == "file_newer"
    assert store.path.read_bytes() == before
