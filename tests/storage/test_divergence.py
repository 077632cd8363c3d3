"""Another history is laid aside whole, then taken at once; nothing is ever deleted (R11)."""

from typing import Any

import pytest
from msgspec.structs import replace

from console.domain import codec
from console.domain.errors import KnownFailure
from console.domain.ops import Operation
from console.domain.roster import ParticipantAdded, ParticipantErased
from console.storage.change import Change
from console.storage.replica import ChainBroken
from console.storage.store import Store
from tests.storage.files import Log, edit, fact, note, reopen, rows, values_of
from tests.storage.test_commit import FailsAt


def lay_aside(store: Store, log: Log, page: int = 3) -> None:
    store.replica.begin_aside()
    for start in range(0, len(log.records), page):
        store.replica.receive_aside(log.records[start : start + page])


@pytest.fixture
def evening(store: Store, other: Store, log: Log) -> list[str]:
    """Six notes, by turns of both consoles, in the log and on both."""
    found: list[str] = []
    for number in range(3):
        found += [note(store, f"Leitung {number}"), note(other, f"Protokoll {number}")]
        log.exchange(store, other)
    return found


def restored(log: Log, length: int, author: Store, *texts: str) -> Log:
    """A backend that went back to an earlier state and has since taken new notes."""
    copy = log.copy(length)
    for text in texts:
        note(author, text)
    for one in author.replica.pending()[-len(texts) :] if texts else ():
        copy.append(one.operation, by=author.identity.member, device=author.identity.device)
    return copy


def test_the_old_history_stays_on_screen_while_the_other_is_laid_aside(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    before = values_of(store)
    position = store.replica.position
    newer = restored(log, 2, other, "nach der Wiederherstellung")
    lay_aside(store, newer)
    assert values_of(store) == before
    assert store.replica.position == position
    assert store.replica.aside is not None
    assert store.replica.aside.cursor == len(newer.records)


def test_r11_own_records_are_queued_again_under_their_first_receipt(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    first = {
        codec.decode_head(record.head).op_id: record.first_received_at for record in log.records
    }
    newer = restored(log, 2, other, "nach der Wiederherstellung")
    lay_aside(store, newer)
    merge = store.replica.swap()
    assert (merge.common, merge.queued, merge.salvaged) == (2, 2, 2)
    pending = store.replica.pending()
    assert [one.operation.first_received_at for one in pending] == [
        first[one.op_id] for one in pending
    ]
    assert store.pending_count == 2
    assert store.replica.position.cursor == 3
    assert store.replica.chain == newer.records[-1].chain
    assert rows(store, "SELECT count(*) FROM ops_aside") == [(0,)]


def test_what_both_histories_have_gets_the_stamps_of_the_other(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    """An earlier first receipt in the other history counts from then on."""
    newer = log.copy(2)
    newer.now = log.records[0].received_at - 500
    sent = rows(store, "SELECT head, body, salt FROM ops WHERE seq = 3")[0]
    operation = Operation(head=str(sent[0]), body=str(sent[1]), salt=str(sent[2]), offset_ms=7)
    again = newer.append(operation, by=store.identity.device, device=store.new_id(), role="cohost")
    lay_aside(store, newer)
    store.replica.swap()
    stamps = "offset_ms, by, device, role, received_at, first_received_at, chain"
    (found,) = rows(store, f"SELECT {stamps} FROM ops WHERE seq = 3")
    assert found == (
        7,
        again.by,
        again.device,
        "cohost",
        again.received_at,
        again.first_received_at,
        again.chain,
    )
    entity = codec.decode_head(again.head).entity
    assert store.state.notes[entity].made_role == "cohost"


def test_r11_what_others_wrote_and_the_other_history_lacks_is_still_shown(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    stamps = rows(store, "SELECT op_id, by, device, role, received_at FROM ops WHERE seq > 2")
    newer = restored(log, 2, other, "nach der Wiederherstellung")
    lay_aside(store, newer)
    store.replica.swap()
    shown = {entity: store.state.notes[entity] for entity in evening}
    assert not any(value.hidden for value in shown.values())
    kept = rows(store, "SELECT op_id FROM ops WHERE handed_over = 1 AND seq IS NULL")
    assert len(kept) == 2
    after = rows(store, "SELECT op_id, by, device, role, received_at FROM ops")
    assert set(stamps) <= set(after)
    again = reopen(store)
    assert values_of(again) == values_of(store)
    again.close()


def test_both_histories_are_one_once_everything_was_sent_again(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    newer = restored(log, 2, other)
    for one in (store, other):
        lay_aside(one, newer)
        one.replica.swap()
    newer.exchange(store, other)
    assert values_of(store) == values_of(other)
    assert {key for key, value in store.state.notes.items() if not value.hidden} == set(evening)
    for one in (store, other):
        assert one.pending_count == 0
        assert rows(one, "SELECT count(*) FROM ops WHERE handed_over = 1") == [(0,)]


def test_r3_an_edit_still_replaces_what_it_named_when_everything_has_other_numbers(
    store: Store, other: Store, log: Log
) -> None:
    """The edit comes to the restored log before the note that it is about."""
    note(store, "Anfang")
    log.exchange(store, other)
    entity = note(store, "alt")
    log.exchange(store, other)
    edit(other, entity, "neu")
    log.exchange(other, store)
    newer = log.copy(1)
    for one in (store, other):
        lay_aside(one, newer)
        one.replica.swap()
    newer.take(other)
    newer.take(store)
    for one in (store, other):
        newer.bring(one)
        assert one.state.notes[entity].text.text == "neu"
        assert one.state.notes[entity].text.alternatives == ()


def test_only_what_changed_is_folded_again(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    newer = restored(log, 4, other, "nach der Wiederherstellung")
    lay_aside(store, newer)
    heard: list[Change] = []
    store.subscribe(heard.append)
    store.replica.swap()
    (change,) = heard
    (new,) = {key for key in store.state.notes if key not in evening}
    assert change.ids == {"note": frozenset([*evening[4:], new])}


def test_the_same_history_once_more_changes_nothing(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    before = values_of(store)
    heard: list[Change] = []
    store.subscribe(heard.append)
    lay_aside(store, log)
    merge = store.replica.swap()
    assert (merge.common, merge.queued, merge.salvaged) == (6, 0, 0)
    assert values_of(store) == before
    assert [change.ids for change in heard] == [{}]


def test_without_a_common_beginning_nothing_is_done(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    before = values_of(store), store.replica.position
    foreign = log.copy(0)
    note(other, "ganz anderer Anfang")
    foreign.append(other.replica.pending()[-1].operation, device=other.identity.device)
    lay_aside(store, foreign)
    assert store.replica.swap().common == 0
    assert (values_of(store), store.replica.position) == before
    store.replica.leave_aside()
    assert store.replica.aside is None


def test_r4_the_other_history_has_to_be_chained_as_well(
    store: Store, other: Store, log: Log, evening: list[str]
) -> None:
    store.replica.begin_aside()
    store.replica.receive_aside(log.records[:2])
    with pytest.raises(ChainBroken):
        store.replica.receive_aside(log.records[3:])
    assert rows(store, "SELECT count(*) FROM ops_aside") == [(2,)]


@pytest.mark.parametrize("word", ["UPDATE ops SET", "INSERT INTO ops", "INTO notes "])
def test_r5_a_swap_that_fails_leaves_the_old_history(
    store: Store,
    other: Store,
    log: Log,
    evening: list[str],
    word: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newer = restored(log, 2, other, "nach der Wiederherstellung")
    lay_aside(store, newer)
    before = values_of(store)
    with monkeypatch.context() as patch:
        FailsAt(store, word, patch)
        with pytest.raises(KnownFailure, match="disk_full"):
            store.replica.swap()
    assert values_of(store) == before
    again = reopen(store)
    assert values_of(again) == before
    assert again.replica.position.cursor == 6
    lay_aside(again, newer)
    assert again.replica.swap().common == 2
    again.close()


def test_an_erasure_that_only_one_history_has_is_obeyed(
    store: Store, other: Store, log: Log
) -> None:
    who = fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    log.exchange(store, other)
    newer = log.copy(1)
    fact(store, who, ParticipantErased())
    newer.append(store.replica.pending()[-1].operation)
    note(other, "noch etwas")
    log.exchange(other)
    lay_aside(other, newer)
    other.replica.swap()
    assert other.state.participants[who].erased
    assert rows(other, "SELECT body FROM ops WHERE kind = 'participant.added'") == [(None,)]


def test_another_role_takes_and_gives_up_bodies(store: Store, other: Store, log: Log) -> None:
    """The same log read again with other eyes."""
    who = fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    entity = note(store, "für alle")
    records = log.take(store)
    blank = [replace(records[0], body=None, salt=None), records[1]]
    other.be(replace(other.identity, role="observer"))
    other.replica.receive(blank)
    assert other.state.participants[who].last_name == ""
    other.be(replace(other.identity, role="cohost"))
    lay_aside(other, log)
    other.replica.swap()
    assert other.state.participants[who].last_name == "Wunderlich"
    assert other.replica.position.read_as == "cohost"
    other.be(replace(other.identity, role="observer"))
    other.replica.begin_aside()
    other.replica.receive_aside(blank)
    other.replica.swap()
    assert other.state.participants[who].last_name == ""
    assert other.state.notes[entity].text.text == "für alle"


def test_what_the_side_table_brings_ends_quarantine(store: Store, other: Store, log: Log) -> None:
    note(store, "Anfang")
    log.exchange(store)
    entity = note(store, "doch angenommen")
    sent = store.replica.pending()[0]
    store.replica.refuse([(sent.op_id, "denied")])
    log.append(sent.operation)
    lay_aside(store, log)
    store.replica.swap()
    assert store.replica.quarantined() == []
    assert not store.state.notes[entity].hidden


def test_numbers_go_on_after_a_swap(store: Store, log: Log, tmp_path: Any) -> None:
    note(store, "eins")
    log.exchange(store)
    older = tmp_path / "older.dialogpult"
    store.back_up(older)
    note(store, "zwei")
    log.exchange(store)
    copy = Store.open(older, store.time.clock, store.identity)
    lay_aside(copy, log)
    copy.replica.swap()
    note(copy, "drei")
    assert rows(copy, "SELECT n FROM ops ORDER BY n") == [(1,), (2,), (3,)]
    copy.close()
