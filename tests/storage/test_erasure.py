"""Words that have to go are gone from the file, whatever brought them and whenever."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.members import Redacted
from console.domain.notes import NoteAdded, Place
from console.domain.ops import Fact
from console.domain.questions import SpeakerQueued
from console.domain.roster import (
    AttendanceMarked,
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    ParticipantMerged,
    ParticipantSet,
    TechCaseEdited,
    TechCaseOpened,
)
from console.storage.store import Store
from tests.storage.files import Log, create, edit, fact, note, reopen, rows

NAME = "Wunderlich-Zausel"


def person(store: Store, name: str = NAME) -> str:
    entity = fact(store, store.new_id(), ParticipantAdded(last_name=name))
    fact(store, entity, ParticipantContactSet(email=f"{name}@example.org"))
    return entity


def everything_about(store: Store, who: str) -> list[str]:
    """Operations of every kind that carry words about a person."""
    fact(store, who, ParticipantSet(first_name=NAME))
    case = fact(store, store.new_id(), TechCaseOpened(participant=who, problem="no_sound"))
    fact(store, case, TechCaseEdited(text=f"{NAME} hört nichts"))
    queued = SpeakerQueued(participant=who, label=NAME, order="V")
    speaker = fact(store, store.new_id(), queued)
    fact(store, who, AttendanceMarked(state="present"))
    store.save_draft(f"participant:{who}", NAME, ())
    return [case, speaker]


def bytes_of(path: Path) -> bytes:
    return b"".join(found.read_bytes() for found in path.parent.glob(f"{path.stem}*"))


def is_nowhere(store: Store, word: str) -> bool:
    """Whether the closed file, and whatever lies beside it, lacks a word in any encoding."""
    store.close()
    raw = bytes_of(store.path)
    return not any(word.encode(code) in raw for code in ("utf-8", "utf-16-le", "utf-16-be"))


def test_an_erased_person_is_nowhere_in_the_file(store: Store) -> None:
    who = person(store)
    case, speaker = everything_about(store, who)
    kept = person(store, "Unbeteiligt")
    fact(store, who, ParticipantErased())
    assert store.state.participants[who].erased
    assert store.state.participants[who].name == ""
    assert store.state.tech_cases[case].text.text == ""
    assert store.state.speakers[speaker].label == ""
    assert store.state.attendance[who].state == "present"
    assert store.drafts() == []
    assert store.state.participants[kept].last_name == "Unbeteiligt"
    assert NAME.encode() not in store.path.with_name(f"{store.path.name}-wal").read_bytes()
    assert is_nowhere(store, NAME)
    assert b"Unbeteiligt" in bytes_of(store.path)


def test_hashes_stay_so_that_the_chain_does(store: Store, log: Log) -> None:
    who = person(store)
    log.exchange(store)
    before = rows(store, "SELECT op_hash, body_hash, chain FROM ops ORDER BY seq")
    fact(store, who, ParticipantErased())
    after = rows(store, "SELECT op_hash, body_hash, chain FROM ops ORDER BY n LIMIT 2")
    assert after == before


def test_what_arrives_after_the_erasure_is_blank_as_well(
    store: Store, other: Store, log: Log
) -> None:
    """Somebody was offline when the person was erased, and comes back with words."""
    who = person(store)
    log.exchange(store, other)
    case = fact(other, other.new_id(), TechCaseOpened(participant=who, problem="no_sound"))
    log.exchange(other, store)
    fact(store, who, ParticipantErased())
    log.exchange(store)
    fact(other, who, ParticipantSet(first_name=NAME))
    late = fact(other, other.new_id(), TechCaseOpened(participant=who, problem="no_sound"))
    fact(other, late, TechCaseEdited(text=f"{NAME} hört nichts"))
    fact(other, case, TechCaseEdited(text=f"{NAME} hört wieder"))
    log.exchange(other, store)
    for one in (store, other):
        assert one.state.participants[who].erased
        assert one.state.tech_cases[late].text.text == ""
        assert one.state.tech_cases[case].text.text == ""
    again = reopen(store)
    assert is_nowhere(again, NAME)
    assert is_nowhere(other, NAME)


@pytest.mark.parametrize("swapped", [False, True])
def test_late_words_that_come_together_with_the_erasure_are_blank_as_well(
    store: Store, other: Store, log: Log, *, swapped: bool
) -> None:
    """Only the beginning of the case says whom it is about, and has lost its words already."""
    who = person(store)
    case = fact(store, store.new_id(), TechCaseOpened(participant=who, problem="no_sound"))
    log.exchange(store, other)
    fact(store, who, ParticipantErased())
    fact(other, case, TechCaseEdited(text=f"{NAME} hört wieder"))
    log.take(other)
    log.take(store)
    if swapped:
        store.replica.begin_aside()
        begun = [replace(one, body=None, salt=None) for one in log.records[:3]]
        store.replica.receive_aside([*begun, *log.records[3:]])
        store.replica.swap()
    else:
        log.bring(store)
    assert store.state.tech_cases[case].text.text == ""
    assert is_nowhere(store, NAME)


def test_erasure_follows_a_merge_either_way_and_either_order(store: Store) -> None:
    for erased_is_merged in (True, False):
        for erase_first in (True, False):
            one, two = person(store), person(store)
            steps = [
                (one, ParticipantMerged(into=two)),
                ((one if erased_is_merged else two), ParticipantErased()),
            ]
            for entity, body in reversed(steps) if erase_first else steps:
                fact(store, entity, body)
            assert store.state.participants[one].erased
            assert store.state.participants[two].erased
    before = {key: value.erased for key, value in store.state.participants.items()}
    store._writer.db.execute("UPDATE sync SET fold_version = 0")
    again = reopen(store)
    assert {key: value.erased for key, value in again.state.participants.items()} == before
    assert is_nowhere(again, NAME)


def test_a_refused_operation_loses_its_words_too(store: Store) -> None:
    who = person(store)
    store.replica.refuse([(store.replica.pending()[1].op_id, "denied")])
    fact(store, who, ParticipantErased())
    assert [one.body for one in store.replica.quarantined()] == [None]
    assert is_nowhere(store, NAME)


def test_words_that_go_before_they_were_sent_are_never_sent(store: Store, log: Log) -> None:
    who = person(store)
    entity = note(store, f"{NAME} hat das gesagt")
    op_id = store.entries("note", entity)[0].head.op_id
    store.commit([Fact(entity=entity, body=Redacted(ops=(op_id,)), undoes_kind="note.added")])
    fact(store, who, ParticipantErased())
    kinds = [one.kind for one in store.replica.pending()]
    assert kinds == ["redacted", "participant.erased"]
    assert store.pending_count == 2
    log.exchange(store)
    assert store.pending_count == 0
    assert is_nowhere(store, NAME)


def test_copies_made_before_a_migration_go_as_well(store: Store) -> None:
    who = person(store)
    copy = store.path.with_name(f"{store.path.stem}.v1{store.path.suffix}")
    store.back_up(copy)
    fact(store, who, ParticipantErased())
    assert not copy.exists()


@pytest.mark.parametrize("edited", [False, True])
def test_a_redacted_note_is_nowhere_in_the_file(store: Store, *, edited: bool) -> None:
    entity = note(store, f"{NAME} hat das gesagt")
    if edited:
        edit(store, entity, f"{NAME} hat das wirklich gesagt")
    store.save_draft(f"note:{entity}", f"{NAME} hat", ())
    kept = note(store, "Mehr Bänke")
    ops = tuple(entry.head.op_id for entry in store.entries("note", entity))
    redacted = Fact(entity=entity, body=Redacted(ops=ops), undoes_kind="note.added")
    store.commit([redacted])
    assert store.state.notes[entity].text.versions == ()
    assert store.search_notes("gesagt") == set()
    assert store.search_notes("bänke") == {kept}
    assert store.drafts() == []
    assert is_nowhere(store, "gesagt")


def test_a_redacted_operation_that_arrives_late_stays_blank(
    store: Store, other: Store, log: Log
) -> None:
    entity = note(other, "erste Fassung")
    log.exchange(other, store)
    edit(other, entity, f"{NAME} hat das gesagt")
    late = other.replica.pending()[0]
    redacted = Fact(entity=entity, body=Redacted(ops=(late.op_id,)), undoes_kind="note.added")
    store.commit([redacted])
    log.take(store)
    log.append(late.operation, device=other.identity.device, by=other.identity.member)
    log.bring(store)
    log.bring(other)
    assert is_nowhere(store, NAME)
    assert is_nowhere(other, NAME)


def test_words_in_the_side_table_go_as_well(store: Store, other: Store, log: Log) -> None:
    who = person(store)
    log.exchange(store, other)
    other.replica.begin_aside()
    other.replica.receive_aside(log.records)
    fact(store, who, ParticipantErased())
    log.take(store)
    log.bring(other)
    assert rows(other, "SELECT count(*) FROM ops_aside WHERE body IS NOT NULL AND n < 3") == [(0,)]
    other.replica.leave_aside()
    assert is_nowhere(other, NAME)


def test_a_deletion_that_cannot_be_scrubbed_now_is_scrubbed_at_closing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    from console.storage import erasure

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    who = person(store)
    with monkeypatch.context() as patch:
        patch.setattr(erasure, "scrub", full)
        fact(store, who, ParticipantErased())
    assert store.state.participants[who].erased
    assert is_nowhere(store, NAME)


def careless(store: Store) -> None:
    """Let the database leave behind what it deletes, as it does where it divides a page."""
    store._writer.db.execute("PRAGMA secure_delete = 0")


def test_nothing_is_left_where_a_page_was_before(store: Store) -> None:
    notes = [note(store, f"Zum Radweg {number}") for number in range(9)]
    for entity in notes[::2]:
        edit(store, entity, f"Zum Gehweg {entity}")
    who = person(store)
    case = TechCaseOpened(participant=who, problem="no_sound", text=NAME * 200)
    fact(store, store.new_id(), case)
    careless(store)
    fact(store, who, ParticipantErased())
    assert NAME.encode() not in bytes_of(store.path)
    assert store.search_notes("radweg") == set(notes[1::2])
    edit(store, notes[1], "Ohne Wege")
    assert store.search_notes("radweg") == set(notes[3::2])


def test_what_a_crash_left_behind_goes_at_the_next_closing(tmp_path: Path) -> None:
    store = create(tmp_path / "crashed.dialogpult")
    who = person(store)
    case = TechCaseOpened(participant=who, problem="no_sound", text=NAME * 200)
    fact(store, store.new_id(), case)
    careless(store)
    store._writer.scrub = lambda: None  # type: ignore[method-assign]
    fact(store, who, ParticipantErased())
    store._writer.db.close()
    assert NAME.encode() in bytes_of(store.path)
    assert is_nowhere(Store.open(store.path, store.time.clock, store.identity), NAME)


def test_nothing_is_blank_without_a_reason(store: Store, other: Store, log: Log) -> None:
    who = person(store)
    entity = note(store, "wird geschwärzt")
    log.exchange(store, other)
    op_id = store.entries("note", entity)[0].head.op_id
    store.commit([Fact(entity=entity, body=Redacted(ops=(op_id,)), undoes_kind="note.added")])
    fact(store, who, ParticipantErased())
    log.exchange(store, other)
    assert other.replica.unexplained_blanks() == 0
    body = NoteAdded(text="leer für uns", place=Place(order="V"))
    store.commit([Fact(entity=store.new_id(), body=body)])
    log.append(store.replica.pending()[0].operation, blank=True)
    log.bring(other)
    assert other.replica.unexplained_blanks() == 1
    other.be(replace(other.identity, role="display"))
    assert other.replica.unexplained_blanks() == 0
