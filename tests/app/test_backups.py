"""Copies of the whole dialogue while it is live."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.app.backups import EVERY_MS, KEPT, Backups
from console.commands.run import go_on
from console.domain.errors import KnownFailure
from console.storage.store import Store
from tests.notes_desk import NotesDesk
from tests.small_dialogue import START, MovedClock, identity


@pytest.fixture
def desk(tmp_path: Path, qapp):
    folder = tmp_path / "dialogue"
    folder.mkdir()
    here = NotesDesk(folder, "lead")
    yield here
    here.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def go(desk: NotesDesk, **time: float) -> None:
    desk.clock.advance(**time)
    desk.desk.ticker.tick.emit()
    desk.settle()


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_copied_before_the_dialogue_is_live(desk, folder):
    Backups(desk.desk, folder, desk.desk)
    go(desk, minutes=30)
    assert copies(folder) == []


def test_every_five_minutes_while_live_a_copy_is_made(desk, folder):
    Backups(desk.desk, folder, desk.desk)
    go_on(desk.store)
    go(desk, minutes=4, seconds=59)
    assert copies(folder) == []
    go(desk, seconds=1)
    go(desk, minutes=4)
    assert copies(folder) == [named(START + EVERY_MS)]
    go(desk, minutes=1)
    assert copies(folder) == [named(START + EVERY_MS), named(START + 2 * EVERY_MS)]


def named(at: int) -> str:
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return f"lead.{moment:%Y%m%dT%H%M%SZ}.dialogpult"


def test_a_copy_opens_as_the_dialogue_it_was(desk, folder):
    Backups(desk.desk, folder, desk.desk)
    go_on(desk.store)
    go(desk, minutes=5)
    (path,) = folder.iterdir()
    copy = Store.open(path, MovedClock(), identity())
    assert copy.state.dialogue.title.text == "Kleiner Dialog"
    assert copy.state.course.is_live
    copy.close()


def test_the_last_ten_stay_and_those_of_other_dialogues_too(desk, folder):
    others = [folder / "lead.zwei.20200908T160000Z.dialogpult", folder / "lead.dialogpult"]
    for other in others:
        other.write_bytes(b"of somebody else")
    Backups(desk.desk, folder, desk.desk)
    go_on(desk.store)
    for _ in range(13):
        go(desk, minutes=5)
    kept = [named(START + number * EVERY_MS) for number in range(4, 14)]
    assert len(kept) == KEPT
    assert copies(folder) == sorted([*kept, *(other.name for other in others)])


def test_a_name_with_brackets_is_taken_as_it_stands(desk, folder, monkeypatch):
    backups = Backups(desk.desk, folder, desk.desk)
    path = desk.store.path.with_name("Abend [1].dialogpult")
    monkeypatch.setattr(type(desk.store), "path", property(lambda _: path))
    for number in range(12):
        backups.make(START + number * EVERY_MS)
    assert len(copies(folder)) == KEPT


def test_a_clock_set_back_delays_no_copy(desk, folder):
    backups = Backups(desk.desk, folder, desk.desk)
    go_on(desk.store)
    backups._last = START + 60 * 60_000
    go(desk, seconds=1)
    assert len(copies(folder)) == 1


def test_a_copy_that_fails_is_told_and_tried_again(desk, folder, monkeypatch):
    said: list[str] = []
    backups = Backups(desk.desk, folder, desk.desk)
    backups.failed.connect(said.append)
    go_on(desk.store)

    def full(*_: object) -> None:
        raise KnownFailure("disk_full", path="x")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "back_up", full)
        go(desk, minutes=5)
    assert said == [desk.words("errors.backup_failed")]
    go(desk, minutes=5)
    assert len(copies(folder)) == 1
