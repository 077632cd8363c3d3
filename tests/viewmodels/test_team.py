"""Who has a place in the dialogue, and taking one away in two steps."""

from __future__ import annotations

import pytest

from console.domain.errors import KnownFailure
from console.storage.change import Change, Origin
from console.sync.status import Peer, SyncStatus
from console.sync.wire_members import MemberInfo
from console.viewmodels.sync_status import SyncStatusViewModel
from console.viewmodels.team import TeamViewModel
from tests.notes_desk import NotesDesk
from tests.places_office import Beside, Office, device, member
from tests.small_dialogue import MINUTE, START, group_id

DAY = 24 * 60 * MINUTE


class Team:
    def __init__(self, folder, *others: MemberInfo) -> None:
        self.here = NotesDesk(folder, "lead")
        self.office, self.beside = Office(*others), Beside()
        self.sync = SyncStatusViewModel(self.here.desk, self.here.desk)
        self.model = TeamViewModel(
            self.here.desk, self.sync, self.office, self.beside, self.here.desk
        )
        self.told = 0
        self.model.changed.connect(self._hear)

    def _hear(self) -> None:
        self.told += 1

    def watch(self) -> Team:
        self.model.watch(watched=True)
        self.beside.finish()
        return self

    def row(self, name: str):
        (row,) = [row for row in self.model.rows if row.name.startswith(name)]
        return row

    def online(self, *members: MemberInfo, state: str = "synced") -> None:
        peers = tuple(
            Peer(member=one.member, device=each.device, role=one.role)
            for one in members
            for each in one.devices
        )
        self.sync.show(SyncStatus(state=state, peers=peers, last_contact_at=START))  # type: ignore[arg-type]
        self.beside.finish()


@pytest.fixture
def team(tmp_path, qapp):
    made: list[Team] = []

    def make(*others: MemberInfo) -> Team:
        made.append(Team(tmp_path, *others))
        return made[0]

    yield make
    made[0].here.close()


TONI = member("Toni", "cohost")
NORA = member("Nora", "notetaker", groups=(group_id(1), group_id(2)))
GONE = member("Anna", "observer", revoked=True)


def test_oneself_stands_first_then_who_is_there_then_who_lost_the_place(team):
    here = team(GONE, NORA, TONI).watch()
    here.online(TONI)
    assert [row.name for row in here.model.rows] == ["Lea Leitung (Sie)", "Toni", "Nora", "Anna"]
    assert [row.online for row in here.model.rows] == [True, True, False, False]


def test_roles_come_with_their_groups(team):
    here = team(NORA, member("Paul", "cohost", roles=("cohost", "lead"))).watch()
    assert here.row("Nora").role == "Protokoll (Gruppe 1 und Gruppe 2)"
    assert here.row("Paul").role == "Co-Moderation, Technik, führt gerade mit"


def test_of_every_device_it_is_said_how_it_stands(team):
    away = member("Nora", "notetaker", device("Laptop", seen=START - 7 * MINUTE))
    long_away = member("Otto", "observer", device("", seen=START - 3 * DAY))
    here = team(TONI, away, long_away).watch()
    here.online(TONI)
    assert here.row("Lea").devices[0].text == "Hauptpult: dieses Gerät"
    assert here.row("Toni").devices[0].text == "Rechner von Toni: verbunden"
    assert here.row("Nora").devices[0].text == "Laptop: zuletzt 17:53"
    assert here.row("Otto").devices[0].text == "Gerät ohne Namen: zuletzt am 05.09.2020"


def test_nothing_is_taken_away_from_oneself(team):
    here = team(TONI).watch()
    own = here.row("Lea")
    assert own.revoke_name == ""
    assert [one.revoke_name for one in own.devices] == [""]
    assert here.row("Toni").revoke_name == "Entziehen, Toni"


def test_the_first_step_asks_and_can_be_taken_back(team):
    here = team(TONI).watch()
    here.model.ask(TONI.member)
    assert here.model.asked == TONI.member
    assert here.row("Toni").question.startswith("Toni verliert sofort den Zugang")
    here.model.keep()
    here.model.revoke()
    assert here.model.asked == ""
    assert here.beside.count == 0
    assert here.office.asked == [("members",)]


def test_the_second_step_takes_it_away_and_the_answer_is_shown(team):
    here = team(TONI).watch()
    here.model.ask(TONI.member)
    here.model.revoke()
    assert here.model.is_revoking
    assert not here.row("Toni").revoked
    here.model.revoke()
    here.beside.finish()
    assert here.office.asked[1:] == [("revoke_member", TONI.member)]
    row = here.row("Toni")
    assert row.revoked
    assert row.role.endswith("Zugang entzogen")
    assert (row.revoke_name, row.devices) == ("", ())
    assert (here.model.asked, here.model.is_revoking) == ("", False)


def test_of_two_devices_one_can_be_shut_out(team):
    two = member("Toni", "cohost", device("Laptop"), device("Tablet"))
    here = team(two).watch()
    laptop, tablet = here.row("Toni").devices
    assert laptop.revoke_name == "Entziehen, Gerät Laptop von Toni"
    here.model.ask(tablet.id)
    here.model.revoke()
    here.beside.finish()
    assert here.office.asked[1:] == [("revoke_device", tablet.id)]
    assert not here.row("Toni").revoked
    assert [one.text for one in here.row("Toni").devices] == [
        "Laptop: zuletzt 18:00",
        "Tablet: Zugang entzogen",
    ]
    # One device is left: to take it is to take the place.
    assert [one.revoke_name for one in here.row("Toni").devices] == ["", ""]


def test_what_stands_in_the_way_is_said_and_nobody_lost_anything(team):
    here = team(TONI).watch()
    here.office.failure = KnownFailure("timed_out")
    here.model.ask(TONI.member)
    here.model.revoke()
    here.beside.finish()
    assert here.model.sentence.startswith("Der Stadt-Server ist gerade nicht zu erreichen.")
    assert not here.row("Toni").revoked
    assert not here.model.is_revoking


def member_changed(here: Team) -> None:
    ids = {"member": frozenset({TONI.member})}
    here.here.desk.bridge.changed.emit(Change(ids=ids, origin=Origin.REMOTE))
    here.beside.finish()


def test_who_joins_is_in_the_list_while_somebody_looks(team):
    here = team().watch()
    here.office.everybody.append(TONI)
    member_changed(here)
    assert here.row("Toni").online is False
    here.model.watch(watched=False)
    here.office.everybody.append(NORA)
    member_changed(here)
    assert len(here.model.rows) == 2


def test_a_device_that_nobody_knows_yet_is_looked_up(team):
    here = team().watch()
    here.office.everybody.append(TONI)
    here.online(TONI)
    assert here.row("Toni").online
    asked = len(here.office.asked)
    here.online(TONI, state="syncing")
    assert len(here.office.asked) == asked


def test_after_an_interruption_the_list_is_looked_up_again(team):
    here = team()
    here.office.failure = KnownFailure("unreachable")
    here.watch()
    assert here.model.sentence
    assert not here.model.is_known
    here.online(state="offline")
    here.office.failure = None
    here.online(state="synced")
    assert here.model.sentence == ""
    assert here.model.is_known


def test_an_answer_after_the_end_is_not_told(team):
    here = team(TONI).watch()
    here.model.refresh()
    here.model.end()
    told = here.told
    here.beside.finish()
    assert here.told == told
