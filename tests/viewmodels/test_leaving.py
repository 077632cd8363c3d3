"""Giving the device away: offered after the end, held back while anything is here alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands.attendance import add_guest
from console.commands.notes import add_note
from console.commands.run import go_on
from console.sync.status import SyncStatus
from console.viewmodels.leaving import LeavingViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import START, column_id


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[NotesDesk]:
    made = NotesDesk(tmp_path, "lead")
    made.join()
    yield made
    made.close()


@pytest.fixture
def sync(desk: NotesDesk) -> SyncStatusViewModel:
    made = SyncStatusViewModel(desk.desk, desk.desk)
    made.show(SyncStatus(state="synced", last_contact_at=START))
    return made


@pytest.fixture
def leaving(desk: NotesDesk, sync: SyncStatusViewModel) -> LeavingViewModel:
    return LeavingViewModel(desk.desk, sync, desk.desk)


def all_arrived(desk: NotesDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(desk.store), "pending_count", property(lambda _: 0))


def test_it_is_offered_after_the_end_alone(desk: NotesDesk, leaving: LeavingViewModel) -> None:
    heard: list[bool] = []
    leaving.changed.connect(lambda: heard.append(leaving.is_offered))
    for _ in range(4):
        assert not leaving.is_offered
        go_on(desk.store)
        desk.settle()
    assert leaving.is_offered
    assert heard[-1]


def test_what_is_not_sent_is_named_by_kind(desk: NotesDesk, leaving: LeavingViewModel) -> None:
    add_note(desk.store, "Bänke", column=column_id(1))
    assert not leaving.is_ready
    (said,) = leaving.missing
    assert said.startswith("Noch nicht beim Stadt-Server: ")
    assert "1 Notiz" in said


def test_when_all_has_come_back_nothing_is_missing(
    desk: NotesDesk, leaving: LeavingViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_arrived(desk, monkeypatch)
    assert leaving.missing == ()


def test_what_was_refused_holds_it_back(
    desk: NotesDesk, leaving: LeavingViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_note(desk.store, "Bänke", column=column_id(1))
    last = desk.store.replica.pending()[-1]
    desk.store.replica.refuse([(last.op_id, "denied:scope")])
    all_arrived(desk, monkeypatch)
    (said,) = leaving.missing
    assert said.startswith("Eine Änderung hat der Stadt-Server nicht angenommen")


def test_words_that_are_being_typed_hold_it_back(
    desk: NotesDesk, leaving: LeavingViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.save_draft("capture", "Angefangen")
    all_arrived(desk, monkeypatch)
    assert leaving.missing == ("Ein angefangener Text ist noch nicht gespeichert.",)


@pytest.mark.parametrize(
    "state",
    ["offline", "connecting", "syncing", "reconnect_needed", "merging", "other_history", "deleted"],
)
def test_without_certainty_nothing_is_deleted(
    desk: NotesDesk,
    sync: SyncStatusViewModel,
    leaving: LeavingViewModel,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
) -> None:
    all_arrived(desk, monkeypatch)
    sync.show(SyncStatus(state=state, since=START))  # type: ignore[arg-type]
    assert len(leaving.missing) == 1


def test_a_dialogue_that_lies_here_alone_stays(
    sync: SyncStatusViewModel, leaving: LeavingViewModel
) -> None:
    sync.show(SyncStatus(state="local_only"))
    (said,) = leaving.missing
    assert "nur auf diesem Gerät" in said


def test_the_receipt_says_what_and_when_and_names_nobody(
    desk: NotesDesk,
    leaving: LeavingViewModel,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    add_guest(desk.store, "Margarete Ohneland")
    add_note(desk.store, "Bänke", column=column_id(1))
    all_arrived(desk, monkeypatch)
    path = tmp_path / "beleg.txt"
    assert leaving.save_receipt(path)
    text = path.read_text(encoding="utf-8")
    store = desk.store
    for part in (
        store.state.dialogue.title.text,
        store.replica.position.dialogue,
        store.replica.chain,
        "Di, 8. September 2020, 18:00 Uhr (Europe/Berlin)",
        "https://stadt.example",
        f"bestätigt: {store.replica.position.cursor}",
    ):
        assert part in text
    names = [one.name for one in store.state.participants.values()]
    assert "Margarete Ohneland" in names
    assert not [name for name in names if name in text]
    assert "Bänke" not in text


def test_no_receipt_is_written_while_something_is_missing(
    leaving: LeavingViewModel, tmp_path: Path
) -> None:
    path = tmp_path / "beleg.txt"
    assert not leaving.save_receipt(path)
    assert not path.exists()


def test_a_place_that_takes_no_receipt_is_said(
    desk: NotesDesk,
    leaving: LeavingViewModel,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    all_arrived(desk, monkeypatch)
    assert not leaving.save_receipt(tmp_path / "gone" / "beleg.txt")
    assert str(tmp_path / "gone") in leaving.notice
