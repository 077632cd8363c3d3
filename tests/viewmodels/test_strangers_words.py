"""Names and files that somebody else chose do not lie about others, and hold nobody up."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from console.storage.handover_file import decode, encode
from console.sync.status import SyncStatus
from console.viewmodels import peers
from console.viewmodels.reading_in import ReadingInViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from console.viewmodels.team import TeamViewModel
from tests.handover_team import Team
from tests.places_office import Beside, Office, device, member
from tests.small_dialogue import START
from tests.viewmodels.live_desk import LiveDesk


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("Kim\u202e ,gnutieL", "Kim ,gnutieL"),
        ("Kim\nLeitung\t\x07\x1b[2J", "Kim Leitung [2J"),
        ("\u2066\u2028 \x00", ""),
        ("نوشین\u200cفر", "نوشین\u200cفر"),
        ("Zoë 👩\u200d💻", "Zoë 👩\u200d💻"),
    ],
)
def test_a_name_stays_on_its_line_and_in_its_direction(chosen, shown):
    assert peers.readable(chosen) == shown


@pytest.fixture
def team(tmp_path, qapp):
    made = Team(tmp_path)
    yield made
    made.close()


def given(team, **changes):
    path = team["notetaker"].file()
    path.write_bytes(encode(replace(decode(path.read_bytes()), **changes)))
    return path


def test_who_handed_over_is_told_on_one_line(team):
    team["notetaker"].write("Bänke")
    giver = decode(team["notetaker"].file().read_bytes()).member
    path = given(team, member=replace(giver, name="Kim\u202e\nLeitung"))
    reading = ReadingInViewModel(team["lead"].desk)
    reading.read_files([path])
    (report,) = reading.reports
    assert report.title.startswith("Von Kim Leitung, Protokoll, abgegeben um")


def test_of_a_crowd_of_refused_rows_the_first_are_shown_and_all_are_counted(team):
    team["notetaker"].write("Bänke")
    (row,) = decode(team["notetaker"].file().read_bytes()).rows
    path = given(team, rows=(replace(row, op_hash="0" * 64),) * 300)
    reading = ReadingInViewModel(team["lead"].desk)
    reading.read_files([path])
    (report,) = reading.reports
    assert len(report.refused) == 100
    assert report.lines[-2:] == (
        "300 Einträge wurden nicht angenommen:",
        "Gezeigt werden die ersten 100.",
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no file here is without an end")
def test_a_file_without_an_end_is_too_large(team, tmp_path):
    path = tmp_path / "x.dialogpult-uebergabe"
    path.symlink_to("/dev/zero")
    reading = ReadingInViewModel(team["lead"].desk)
    reading.read_files([path])
    (sentence,) = reading.sentences
    assert "20" in sentence


def test_who_is_shut_out_is_named_on_one_line(tmp_path, qapp):
    desk = LiveDesk(tmp_path)
    own = member("Nora\u202e\nNotiz", "notetaker", device("Lap\u202etop"), device("Tablet"))
    team = TeamViewModel(desk.desk, _synced(desk), Office(own), beside := Beside(), desk.desk)
    team.watch(watched=True)
    beside.finish()
    (row,) = [one for one in team.rows if one.id == own.member]
    said = (row.name, row.question, *(one.text + one.question for one in row.devices))
    desk.close()
    assert all(text.isprintable() for text in said), said
    assert "Nora Notiz" in row.question


def _synced(desk):
    sync = SyncStatusViewModel(desk.desk, desk.desk)
    sync.show(SyncStatus(state="synced", last_contact_at=START))
    return sync
