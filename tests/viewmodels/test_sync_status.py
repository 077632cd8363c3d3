"""The exchange in words: one chip that always tells the truth."""

from __future__ import annotations

import typing

import pytest

from console.commands import notes
from console.domain.members import MemberAdded
from console.domain.ops import Fact
from console.storage.store import Store
from console.sync.status import Peer, State, SyncStatus
from console.viewmodels.sync_status import SyncStatusViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import START, column_id

STATES = typing.get_args(State)


@pytest.fixture
def here(tmp_path, qapp):
    desk = NotesDesk(tmp_path, "notetaker")
    yield desk
    desk.close()


@pytest.fixture
def sync(here) -> SyncStatusViewModel:
    return SyncStatusViewModel(here.desk, here.desk)


def note(here: NotesDesk, text: str = "Bänke") -> str:
    made = notes.add_note(here.store, text, column=column_id(1))
    here.settle()
    return made


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_words_short_and_long(here, sync, state):
    sync.show(SyncStatus(state=state, last_contact_at=START, since=START))
    assert sync.text
    assert sync.short_text
    assert sync.long_text
    assert len(sync.short_text) <= len(sync.text)
    assert sync.devices_text


def test_a_status_is_announced_once(here, sync):
    told: list[str] = []
    sync.changed.connect(lambda: told.append(sync.look))
    status = SyncStatus(state="synced", last_contact_at=START)
    sync.show(status)
    sync.show(status)
    assert told == ["synced"]


def test_offline_says_how_much_waits(here, sync):
    sync.show(SyncStatus(state="offline", last_contact_at=START, since=START))
    note(here)
    pending = here.store.pending_count
    assert sync.look == "offline"
    assert str(pending) in sync.text
    assert sync.is_offline


def test_what_the_disk_does_not_take_goes_before_everything_until_it_does(here, sync):
    sync.show(SyncStatus(state="synced", last_contact_at=START))
    with here.full_disk():
        here.desk.made(notes.add_note, "Bänke", column=column_id(1))
    assert sync.look == "not_saved"
    assert sync.long_text == sync.not_saved == here.words("errors.disk_full")
    here.desk.made(notes.add_note, "Bänke", column=column_id(1))
    assert sync.look == "synced"


def test_two_versions_of_a_note_are_counted_until_one_is_chosen(here, sync, qtbot):
    sync.show(SyncStatus(state="synced", last_contact_at=START))
    made = note(here)
    base = notes.text_base(here.store, made)
    notes.edit_note(here.store, made, "Bänke am Fluss", base=base)
    with qtbot.waitSignal(sync.changed):
        notes.edit_note(here.store, made, "Bänke im Park", base=base)
    assert (sync.conflicts, sync.look) == (1, "conflict")
    assert "1" in sync.text


def test_this_console_and_those_that_are_online_are_shown(here, sync):
    own = here.store.identity.device
    peers = (
        Peer(member="", device=own, role="notetaker"),
        Peer(member="", device="other", role="lead"),
        Peer(member="", device="dark", role="cohost", online=False),
    )
    sync.show(SyncStatus(state="synced", last_contact_at=START, peers=peers))
    assert [device.id for device in sync.devices] == [own, "other"]
    assert "2" in sync.devices_text
    sync.show(SyncStatus(state="offline", since=START, peers=peers))
    assert sync.devices == []
    assert "18:00" in sync.devices_text


def test_others_are_told_with_the_view_they_are_in(here, sync):
    peers = (
        Peer(member="", device="a", role="lead", view="roster"),
        Peer(member="", device="b", role="cohost", view="of-a-newer-version"),
    )
    sync.show(SyncStatus(state="synced", last_contact_at=START, peers=peers))
    _, lead, cohost = (device.name for device in sync.devices)
    assert lead == "Hauptmoderation, in Teilnehmende"
    assert cohost == "Co-Moderation, Technik"


def test_a_note_that_somebody_else_edits_names_who(here, sync):
    own = here.store.identity.device
    peers = (
        Peer(member="", device=own, role="notetaker", editing=("n1",)),
        Peer(member="", device="a", role="lead", editing=("n2", "n3")),
        Peer(member="", device="b", role="notetaker", editing=("n3",)),
        Peer(member="", device="c", role="cohost", editing=("n4",), online=False),
    )
    sync.show(SyncStatus(state="synced", last_contact_at=START, peers=peers))
    assert sync.writing == {
        "n2": "Hauptmoderation schreibt",
        "n3": "Hauptmoderation, Protokoll schreiben",
    }
    sync.show(SyncStatus(state="offline", since=START, peers=peers))
    assert sync.writing == {}


def test_somebody_with_a_name_is_called_by_it(here, sync):
    member = here.store.new_id()
    here.by_lead(Store.commit, [Fact(entity=member, body=MemberAdded(name="Kim", role="lead"))])
    peer = Peer(member=member, device="a", role="lead", editing=("n",), view="notes")
    sync.show(SyncStatus(state="synced", last_contact_at=START, peers=(peer,)))
    assert sync.writing == {"n": "Kim schreibt"}
    assert sync.devices[1].name == "Kim, Hauptmoderation, in Notizen"


def test_a_full_disk_in_the_city_is_told_though_the_line_holds(here, sync):
    sync.show(SyncStatus(state="syncing", reason="server_disk_full", last_contact_at=START))
    assert "kein Platz" in sync.long_text
    sync.show(SyncStatus(state="syncing", last_contact_at=START))
    assert "kein Platz" not in sync.long_text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("revoked", "Der Zugang dieses Geräts wurde gesperrt"),
        ("expired", "Der Zugang dieses Geräts ist abgelaufen"),
        ("unauthorized", "Der Stadt-Server kennt dieses Gerät nicht mehr"),
    ],
)
def test_who_is_shut_out_reads_why(here, sync, reason, said):
    sync.show(SyncStatus(state="reconnect_needed", reason=reason, since=START))
    assert sync.long_text.startswith(said)
    assert sync.text == "Neu verbinden"


@pytest.mark.parametrize("state", ["other_history", "deleted", "reconnect_needed", "offline"])
def test_nobody_is_connected_where_the_exchange_stands_still(here, sync, state):
    here_too = Peer(member="m", device="d", role="cohost", online=True)
    sync.show(SyncStatus(state=state, since=START, peers=(here_too,)))
    assert sync.devices == []
    assert "nur dieses gerät" in sync.devices_text.lower()
