"""What the sheet behind the sync chip says: true, in words, and with a way out."""

from __future__ import annotations

import pytest

from console.commands import measures, notes
from console.sync.status import Peer, SyncStatus
from console.viewmodels.sync_details import SyncDetailsViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from console.viewmodels.typed_words import FAMILIES
from tests.notes_desk import NotesDesk
from tests.small_dialogue import START, column_id

TEXT = "Zwei Bänke an der Haltestelle"


@pytest.fixture
def here(tmp_path, qapp):
    desk = NotesDesk(tmp_path, "notetaker")
    yield desk
    desk.close()


@pytest.fixture
def sync(here) -> SyncStatusViewModel:
    return SyncStatusViewModel(here.desk, here.desk)


@pytest.fixture
def details(here, sync) -> SyncDetailsViewModel:
    sync.show(SyncStatus(state="synced", last_contact_at=START, since=START))
    return SyncDetailsViewModel(here.desk, sync, here.desk)


def facts(details) -> dict[str, str]:
    return {fact.label: fact.value for fact in details.facts}


def note(here, text: str = TEXT) -> str:
    """Write a note; returns the id of its operation."""
    before = {one.op_id for one in here.store.replica.pending()}
    notes.add_note(here.store, text, column=column_id(1))
    here.settle()
    return next(one.op_id for one in here.store.replica.pending() if one.op_id not in before)


def test_contact_and_place_of_the_file_are_told(here, details):
    assert facts(details)["Letzter Kontakt"] == "18:00:00"
    assert facts(details)["Datei auf diesem Gerät"] == str(here.store.path)


def test_without_a_backend_there_is_nothing_to_wait_for(here, sync, details):
    sync.show(SyncStatus(state="local_only"))
    assert set(facts(details)) == {"Stadt-Server", "Datei auf diesem Gerät"}
    assert not details.is_paired
    assert details.people == ()


def test_what_is_unsent_is_told_by_kind(here, details):
    before = here.store.replica.unsent_families()
    note(here)
    note(here)
    measures.add_measure(here.store, "Bänke aufstellen")
    here.settle()
    after = here.store.replica.unsent_families()
    assert (after["note"] - before.get("note", 0), after["measure"]) == (2, 1)
    assert f"{after['note']} Notizen" in facts(details)["Ausstehend"]
    assert "1 Maßnahme" in facts(details)["Ausstehend"]


@pytest.mark.parametrize("family", [*sorted(FAMILIES), "other"])
def test_each_family_has_its_words(here, family):
    assert here.desk.words(f"shell.unsent.{family}", n=2).startswith("2 ")


def test_people_are_told_with_view_and_with_what_they_have_not_sent(here, sync, details):
    here_too = Peer(member="m1", device="d1", role="cohost", view="roster", editing=("n",))
    dark = Peer(member="m2", device="d2", role="notetaker", online=False, outbox=37, seen_at=START)
    sync.show(SyncStatus(state="synced", last_contact_at=START, peers=(dark, here_too)))
    own, other, gone = details.people
    assert own.detail == "dieses Gerät"
    assert other.detail == "in Teilnehmende, bearbeitet gerade eine Notiz"
    assert (gone.detail, gone.online) == ("nicht verbunden, 37 ausstehend, zuletzt 18:00", False)


def test_what_was_refused_stays_readable_with_its_reason(here, details):
    here.store.replica.refuse([(note(here), "denied:scope")])
    (row,) = details.refused
    assert row.text == TEXT
    assert row.title == "1 Notiz, 18:00: gehört zu einer anderen Gruppe"


@pytest.mark.parametrize("reason", ["denied", "invalid:body", "denied:role", "denied:backend"])
def test_each_refusal_has_its_words(here, details, reason):
    here.store.replica.refuse([(note(here), reason)])
    assert details.refused[0].title.partition(": ")[2]


def test_words_that_were_refused_are_offered_as_a_note(here, details):
    here.store.replica.refuse([(note(here), "denied:scope")])
    wanted: list[str] = []
    details.draft_wanted.connect(wanted.append)
    details.adopt(details.refused[0].id)
    assert wanted == [TEXT]


def test_what_was_refused_goes_into_a_file(here, details, tmp_path):
    here.store.replica.refuse([(note(here), "denied:scope"), (note(here, "Licht"), "invalid")])
    assert details.export_refused(tmp_path)
    written = (tmp_path / "Nicht angenommen.txt").read_text(encoding="utf-8")
    assert TEXT in written
    assert "Licht" in written
    assert str(tmp_path) in details.notice


def test_a_folder_that_takes_nothing_is_said(here, details, tmp_path):
    here.store.replica.refuse([(note(here), "denied:scope")])
    nowhere = tmp_path / "gone"
    assert not details.export_refused(nowhere)
    assert details.notice == here.desk.words("errors.folder_not_writable", path=str(nowhere))
