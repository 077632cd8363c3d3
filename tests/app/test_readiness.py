"""What is tried and looked up before the beginning, for the list of the live view."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app.backups import EVERY_MS, Backups
from console.app.readiness import Readiness
from console.commands import run
from console.domain.ids import derived
from console.domain.members import MemberAdded
from console.domain.ops import Fact
from console.sync.status import Peer, SyncStatus
from console.viewmodels.projector import ProjectorViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from tests.small_dialogue import MINUTE, START
from tests.viewmodels.live_desk import LiveDesk

NOW = START - 10 * MINUTE


class Place:
    """A desk before the beginning, with the parts that the list asks."""

    def __init__(self, folder: Path, wall_ms: int = NOW) -> None:
        self.copies = folder / "backups"
        self.copies.mkdir()
        self.here = LiveDesk(folder, wall_ms=wall_ms)
        desk = self.here.desk
        self.sync, self.projector = SyncStatusViewModel(desk), ProjectorViewModel(desk)
        self.backups = Backups(desk, self.copies)
        self.ready = self.here.live.ready
        self.readiness = Readiness(self.ready, desk, self.sync, self.backups, self.projector)

    def line(self, name: str):
        return next((line for line in self.ready.lines if line.id == name), None)


@pytest.fixture
def place(qapp, tmp_path):
    place = Place(tmp_path)
    yield place
    place.here.close()


def test_a_copy_is_really_written_and_looked_at_again(place):
    assert place.line("backup") is None
    place.here.go(seconds=3)
    assert len(list(place.copies.iterdir())) == 1
    assert (place.line("backup").done, place.line("backup").detail) == (True, "17:50")
    place.here.go(seconds=EVERY_MS / 1000 + 1)
    assert place.line("backup").detail == "17:55"


def test_a_folder_that_cannot_be_written_is_said(place):
    place.copies.rmdir()
    place.copies.write_text("no folder", "utf-8")
    place.here.go(seconds=3)
    assert place.line("backup").done is False
    assert place.line("backup").text == "Die lokale Sicherung lässt sich nicht schreiben"
    place.copies.unlink()
    place.copies.mkdir()
    place.here.go(minutes=6)
    assert place.line("backup").done is True


def test_days_before_one_copy_is_enough(qapp, tmp_path):
    place = Place(tmp_path, START - 3 * 24 * 60 * MINUTE)
    for _ in range(4):
        place.here.go(minutes=6)
    assert len(list(place.copies.iterdir())) == 1
    place.here.close()


def test_after_the_beginning_it_tries_nothing(place):
    run.go_on(place.here.store)
    place.here.settle()
    place.here.go(seconds=3)
    assert list(place.copies.iterdir()) == []


def test_an_open_projector_is_known(place):
    assert place.line("projector").done is False
    place.projector.show()
    assert place.line("projector").done is True


def test_without_a_backend_nobody_is_missed(place):
    for name in ("backend", "consoles", "notetaker"):
        assert place.line(name) is None


def member(place, role: str, name: str) -> str:
    found = derived("test", "member", role)
    place.here.store.commit([Fact(entity=found, body=MemberAdded(name=name, role=role))])
    place.here.settle()
    return found


def test_backend_and_team_are_as_the_exchange_says(place):
    kim = member(place, "notetaker", "Kim")
    ada = member(place, "cohost", "Ada")
    peer = Peer(member=kim, device="d1", role="notetaker")
    place.sync.show(SyncStatus(state="synced", last_contact_at=NOW, peers=(peer,)))
    assert (place.line("backend").done, place.line("backend").detail) == (True, "zuletzt 17:50")
    assert place.line("notetaker").done is True
    assert place.line("consoles").done is False
    assert "es fehlt Ada" in place.line("consoles").detail
    both = (peer, Peer(member=ada, device="d2", role="cohost"))
    place.sync.show(SyncStatus(state="synced", last_contact_at=NOW, peers=both))
    assert place.line("consoles").done is True


def test_cut_off_it_says_so_and_claims_nothing_about_others(place):
    kim = member(place, "notetaker", "Kim")
    peer = Peer(member=kim, device="d1", role="notetaker")
    place.sync.show(SyncStatus(state="offline", last_contact_at=NOW, peers=(peer,)))
    assert place.line("backend").done is False
    assert place.line("consoles") is None
    assert place.line("notetaker") is None
