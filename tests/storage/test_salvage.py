"""What others wrote and the log lacks: what of it is offered, in which order, and how often."""

from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain import codec
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact, Operation, Origin
from console.domain.roster import ParticipantAdded, ParticipantErased
from console.storage.minting import Identity
from console.storage.store import Store
from tests.storage.files import LEAD, Log, create, device, edit, fact, note, rows
from tests.storage.files import reopen as open_again


def offers(store: Store, *, lost: bool = True, operations: int = 500) -> list[str]:
    found = store.replica.offers(operations=operations, size=10**6, lost=lost)
    return [one.op_id for one in found]


def kinds(store: Store, *, lost: bool = True) -> list[str]:
    found = store.replica.offers(operations=500, size=10**6, lost=lost)
    return [codec.decode_head(one.salvaged.head).kind for one in found]


def lose(store: Store, length: int, log: Log) -> Log:
    """The backend forgets all but `length` records, and this console finds out."""
    newer = log.copy(length)
    body = NoteAdded(text="danach", place=Place(order="V"))
    with closing(create(store.path.with_name("stranger.dialogpult"), "stranger")) as stranger:
        stranger.commit([Fact(entity=stranger.new_id(), body=body)])
        newer.take(stranger)
    store.replica.begin_aside()
    store.replica.receive_aside(newer.records)
    store.replica.swap()
    return newer


def test_rows_that_the_log_lost_are_offered_with_the_stamps_of_their_author(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    note(other, "verloren")
    log.exchange(store, other)
    record = log.records[1]
    lose(store, 1, log)
    (one,) = store.replica.offers(operations=500, size=10**6, lost=True)
    assert (one.salvaged.head, one.salvaged.body) == (record.head, record.body)
    assert one.salvaged.device == other.identity.device
    assert one.salvaged.by == other.identity.member
    assert one.salvaged.received_at == record.received_at
    assert one.salvaged.seq == 2
    assert offers(store, lost=False) == []


def test_a_row_that_came_back_before_keeps_its_first_authors_receipt(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    entity = note(other, "schon einmal zurückgebracht")
    log.take(store)
    sent = other.replica.pending()[0].operation
    origin = Origin(
        by=other.identity.member,
        device=other.identity.device,
        role="notetaker",
        received_at=log.now - 500,
        via=device("lead"),
    )
    log.append(sent, origin=origin)
    log.bring(store)
    lose(store, 1, log)
    (one,) = store.replica.offers(operations=500, size=10**6, lost=True)
    assert (one.salvaged.by, one.salvaged.role) == (other.identity.member, "notetaker")
    assert one.salvaged.received_at == origin.received_at
    assert store.state.notes[entity].text.text == "schon einmal zurückgebracht"


def test_erasures_are_offered_first_and_what_they_took_words_from_goes_along(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.exchange(store, other)
    person = fact(other, other.new_id(), ParticipantAdded(last_name="König"))
    note(other, "davor")
    log.exchange(store, other)
    fact(other, person, ParticipantErased())
    log.exchange(store, other)
    lose(store, 1, log)
    assert kinds(store) == ["participant.erased", "participant.added", "note.added"]


def test_what_lost_its_words_before_any_log_had_it_is_not_offered(store: Store, log: Log) -> None:
    person = fact(store, store.new_id(), ParticipantAdded(last_name="König"))
    fact(store, person, ParticipantErased())
    log.exchange(store)
    assert rows(store, "SELECT handed_over FROM ops WHERE body IS NULL") == [(1,)]
    assert offers(store) == []


def test_a_row_without_words_that_no_erasure_explains_is_not_offered(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.take(store)
    note(other, "leer angekommen")
    log.append(other.replica.pending()[0].operation, blank=True, device=other.identity.device)
    log.bring(store)
    lose(store, 1, log)
    assert offers(store) == []
    assert store.replica.has_offers


def test_an_action_is_not_cut_by_the_limits_of_a_batch(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.exchange(store, other)
    for number in range(3):
        body = NoteAdded(text=str(number), place=Place(order="V"))
        other.commit([Fact(entity=other.new_id(), body=body) for _ in range(2)])
    log.exchange(store, other)
    lose(store, 1, log)
    assert [len(offers(store, operations=limit)) for limit in (1, 2, 3, 4, 6)] == [2, 2, 2, 4, 6]


def test_what_the_backend_wrote_itself_is_offered_in_its_order(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.take(store)
    body = NoteAdded(text="ohne Nummer", place=Place(order="V"))
    other.commit([Fact(entity=other.new_id(), body=body) for _ in range(6)])
    for one in other.replica.pending():
        head = replace(codec.decode_head(one.operation.head), n=None)
        operation = replace(one.operation, head=codec.encode_head(head))
        log.append(operation, device=other.identity.device)
    log.bring(store)
    lose(store, 1, log)
    assert offers(store) == [codec.decode_head(one.head).op_id for one in log.records[1:]]


def test_what_another_history_answered_says_nothing_about_this_one(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    note(other, "nie gesendet")
    log.exchange(store)
    store.handover.read(other.handover.write("all"))
    (op_id,) = offers(store)
    store.replica.note_offered([(op_id, "parked")])
    assert offers(store) == []
    lose(store, 1, log)
    assert offers(store) == [op_id]


def test_an_erasure_that_came_by_file_is_never_to_be_offered(
    store: Store, other: Store, log: Log
) -> None:
    person = fact(store, store.new_id(), ParticipantAdded(last_name="König"))
    log.exchange(store, other)
    other.be(replace(other.identity, role="cohost"))
    fact(other, person, ParticipantErased())
    store.handover.read(other.handover.write("all"))
    assert store.state.participants[person].erased
    assert not store.replica.has_offers
    store.replica.release()
    assert not store.replica.has_offers


def test_what_was_answered_is_not_offered_again_until_the_role_is_another(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.exchange(store, other)
    for text in ("geparkt", "abgelehnt", "ungültig"):
        note(other, text)
    log.exchange(store, other)
    lose(store, 1, log)
    parked, denied, invalid = offers(store)
    answers = [(parked, "parked"), (denied, "denied:role"), (invalid, "invalid:hash")]
    store.replica.note_offered(answers)
    assert offers(store) == []
    assert len(store.state.board_notes()) == 5, "all of it is still shown"
    store.replica.release()
    assert offers(store) == [parked, denied]


def test_a_row_that_comes_back_in_the_log_is_an_ordinary_one_again(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.exchange(store, other)
    entity = note(other, "kommt wieder")
    log.exchange(store, other)
    newer = lose(store, 1, log)
    record = log.records[1]
    store.replica.note_offered([(offers(store)[0], "parked")])
    operation = Operation(head=record.head, body=record.body, salt=record.salt)
    newer.append(operation, by=record.by, device=record.device, role=record.role)
    newer.bring(store)
    assert offers(store) == []
    found = rows(
        store, "SELECT handed_over, lost_seq, offered, seq FROM ops WHERE entity = ?", entity
    )
    assert found == [(0, None, None, 3)]


@pytest.fixture
def copied(store: Store, tmp_path: Path) -> Path:
    """The file of somebody else, with words that no backend has."""
    note(store, "vom anderen Gerät")
    path = tmp_path / "copied.dialogpult"
    store.back_up(path)
    return path


def test_unsent_rows_of_another_installations_file_are_offered_not_sent(
    store: Store, copied: Path
) -> None:
    mine = Identity(device=device("mine"), member=LEAD)
    with_copy = Store.open(copied, store.time.clock, mine)
    entity = note(with_copy, "von hier")
    assert [one.operation.head for one in with_copy.replica.pending()] == [
        rows(with_copy, "SELECT head FROM ops WHERE entity = ?", entity)[0][0]
    ]
    assert with_copy.pending_count == 1
    (one,) = with_copy.replica.offers(operations=500, size=10**6, lost=False)
    assert (one.salvaged.device, one.salvaged.seq) == (store.identity.device, None)
    assert len(with_copy.state.board_notes()) == 2
    with_copy.close()


def test_own_rows_are_sent_again_when_the_file_is_back_on_its_installation(
    store: Store, copied: Path
) -> None:
    Store.open(copied, store.time.clock, Identity(device=device("mine"))).close()
    with_copy = Store.open(copied, store.time.clock, store.identity)
    assert with_copy.pending_count == len(with_copy.replica.pending()) == 1
    assert not with_copy.replica.has_offers
    with_copy.close()


def test_own_rows_are_sent_as_soon_as_the_place_names_the_device_of_their_making(
    store: Store, copied: Path
) -> None:
    mine = Identity(device=device("mine"))
    with_copy = Store.open(copied, store.time.clock, mine)
    assert with_copy.pending_count == 0
    with_copy.be(replace(mine, devices=frozenset({store.identity.device})))
    assert with_copy.pending_count == len(with_copy.replica.pending()) == 1
    with_copy.close()


def test_words_that_were_refused_stay_refused_in_a_copied_file(
    store: Store, tmp_path: Path
) -> None:
    entity = note(store, "steht")
    edit(store, entity, "abgelehnt")
    edited = [one.op_id for one in store.replica.pending() if one.kind == NoteEdited.KIND]
    store.replica.refuse([(edited[0], "denied")])
    path = tmp_path / "copied.dialogpult"
    store.back_up(path)
    with_copy = Store.open(path, store.time.clock, Identity(device=device("mine")))
    assert with_copy.state.notes[entity].text.text == "steht"
    assert len(offers(with_copy)) == 1
    again = open_again(with_copy)
    assert len(offers(again)) == 1
    again.close()


def test_what_was_refused_in_a_copied_file_is_never_sent_as_ours(
    store: Store, tmp_path: Path
) -> None:
    entity = note(store, "steht")
    edit(store, entity, "abgelehnt")
    store.replica.refuse([(one.op_id, "denied") for one in store.replica.pending()])
    path = tmp_path / "copied.dialogpult"
    store.back_up(path)
    with closing(Store.open(path, store.time.clock, Identity(device=device("mine")))) as copy:
        copy.replica.release()
        assert copy.replica.pending() == []
        assert copy.pending_count == 0
        assert len(offers(copy)) == 2
        assert copy.state.notes[entity].text.text == "abgelehnt"
