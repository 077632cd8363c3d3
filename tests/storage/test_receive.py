"""A page of the log is taken whole and in order, or not at all."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from console.domain import codec
from console.domain.errors import KnownFailure
from console.domain.ops import Record
from console.domain.roster import ParticipantAdded
from console.storage.change import Change, Origin
from console.storage.replica import ChainBroken
from console.storage.store import Store
from tests.storage.files import Log, edit, fact, note, reopen, rows, values_of
from tests.storage.test_commit import FailsAt


def filled(other: Store, log: Log, count: int = 6) -> list[Record]:
    for number in range(count):
        note(other, f"Notiz {number}")
    return log.take(other)


def test_what_others_wrote_is_shown_and_found(store: Store, other: Store, log: Log) -> None:
    entity = note(other, "Mehr Bänke")
    edit(other, entity, "Mehr Bänke am Markt")
    log.take(other)
    change = store.replica.receive(log.records, contact_at=7)
    assert change is not None
    assert (change.origin, change.ids) == (Origin.REMOTE, {"note": frozenset([entity])})
    shown = store.state.notes[entity]
    assert (shown.text.text, shown.unsent) == ("Mehr Bänke am Markt", False)
    assert shown.made_by == other.identity.member
    assert store.search_notes("markt") == {entity}
    assert rows(store, "SELECT cursor, contact_at FROM sync") == [(2, 7)]


BROKEN: dict[str, Callable[[list[Record]], list[Record]]] = {
    "a gap at the beginning": lambda page: page[1:],
    "a gap in the middle": lambda page: [*page[:2], *page[3:]],
    "another order": lambda page: [*page[:3], page[4], page[3], page[5]],
    "one record twice": lambda page: [*page[:3], page[2], *page[3:]],
    "other words": lambda page: [
        *page[:3],
        replace(page[3], body=(page[3].body or "").replace("Notiz", "Notitz")),
        *page[4:],
    ],
    "another head": lambda page: [
        *page[:3],
        replace(page[3], head=page[3].head.replace("note.added", "note.edited")),
        *page[4:],
    ],
    "another author": lambda page: [*page[:5], replace(page[5], by=page[5].device)],
    "another role": lambda page: [*page[:5], replace(page[5], role="lead")],
    "another instant": lambda page: [*page[:5], replace(page[5], received_at=1)],
    "another offset": lambda page: [*page[:5], replace(page[5], offset_ms=1)],
    "a forged chain": lambda page: [*page[:5], replace(page[5], chain="00" * 32)],
    "no hash at all": lambda page: [*page[:5], replace(page[5], op_hash="")],
    "a hash that is none": lambda page: [*page[:5], replace(page[5], body_hash="zz" * 32)],
    "an author that is none": lambda page: [*page[:5], replace(page[5], by="somebody")],
    "an unknown role": lambda page: [*page[:5], replace(page[5], role="mayor")],
}


@pytest.mark.parametrize("how", BROKEN)
def test_r4_a_page_that_does_not_continue_is_refused_as_a_whole(
    store: Store, other: Store, log: Log, how: str
) -> None:
    page = filled(other, log)
    heard: list[Change] = []
    store.subscribe(heard.append)
    with pytest.raises(ChainBroken):
        store.replica.receive(BROKEN[how](page))
    assert heard == []
    assert rows(store, "SELECT count(*) FROM ops") == [(0,)]
    assert store.replica.position.cursor == 0
    store.replica.receive(page)
    assert len(store.state.notes) == len(page)


def test_r4_a_page_of_another_dialogue_is_refused(store: Store, other: Store, log: Log) -> None:
    page = filled(other, log)
    foreign = Log()
    foreign.chain = codec.chain_start(store.new_id(), "ab" * 16)
    with pytest.raises(ChainBroken):
        store.replica.receive([foreign.append(one.operation) for one in other.replica.pending()])
    store.replica.receive(page)


@pytest.mark.parametrize("word", ["INTO ops", "INTO notes ", "UPDATE sync"])
def test_r5_cursor_and_rows_move_together_or_not_at_all(
    store: Store, other: Store, log: Log, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = filled(other, log)
    with monkeypatch.context() as patch:
        FailsAt(store, word, patch)
        with pytest.raises(KnownFailure, match="disk_full"):
            store.replica.receive(page)
    assert store.state.notes == {}
    again = reopen(store)
    assert again.replica.position.cursor == 0
    assert rows(again, "SELECT count(*) FROM ops") == [(0,)]
    again.replica.receive(page)
    assert len(again.state.notes) == len(page)
    again.close()


def test_the_same_records_in_pages_of_any_size_show_the_same(
    store: Store, other: Store, log: Log
) -> None:
    entity = note(other, "eins")
    for text in ("zwei", "drei", "vier"):
        edit(other, entity, text)
    filled(other, log)
    for record in log.records:
        store.replica.receive([record])
    log.bring(other)
    assert values_of(store) == values_of(other)


def test_an_echo_only_stamps(store: Store, log: Log) -> None:
    entity = note(store, "meine Worte")
    before = store.state.notes[entity]
    texts = rows(store, "SELECT head, body, salt, body_hash, op_hash FROM ops")
    heard: list[Change] = []
    store.subscribe(heard.append)
    log.exchange(store)
    assert [change.origin for change in heard] == [Origin.ECHO]
    assert rows(store, "SELECT head, body, salt, body_hash, op_hash FROM ops") == texts
    after = store.state.notes[entity]
    assert (before.unsent, after.unsent) == (True, False)
    assert replace(after, text=before.text, unsent=True, made_by=before.made_by) == replace(
        before, made_role=after.made_role
    )
    assert store.pending_count == 0


def test_r12_text_and_hashes_are_kept_byte_for_byte(store: Store, other: Store, log: Log) -> None:
    """Another program may have written its JSON in another manner; nothing is written anew."""
    note(other, "Bäume")
    sent = other.replica.pending()[0].operation
    spaced = replace(
        sent,
        head=sent.head.replace('":', '" : ').replace('"v"', '"later":[1, 2],\n"v"'),
        body='{ "text" : "B\\u00e4ume", "place" : { "order" : "V" }, "later" : true }',
    )
    log.append(spaced)
    log.bring(store)
    assert rows(store, "SELECT head, body FROM ops") == [(spaced.head, spaced.body)]
    assert [one.text.text for one in store.state.board_notes()] == ["Bäume"]


def test_r9_a_kind_nobody_knows_is_kept_and_stops_nothing(
    store: Store, other: Store, log: Log
) -> None:
    entity = note(other, "Bäume")
    sent = other.replica.pending()[0].operation
    log.take(other)
    strange = sent.head.replace("note.added", "note.sung")
    op_id = codec.decode_head(sent.head).op_id
    log.append(replace(sent, head=strange.replace(op_id, other.new_id())))
    log.append(
        replace(sent, head=sent.head.replace(op_id, other.new_id()).replace('"v":1', '"v":9'))
    )
    log.bring(store)
    assert store.replica.position.cursor == 3
    assert store.state.notes[entity].needs_newer
    assert store.state.notes[entity].text.text == "Bäume"


def test_r9_a_head_that_nobody_can_read_stops_nothing(store: Store, other: Store, log: Log) -> None:
    note(other, "vorher")
    sent = other.replica.pending()[0].operation
    log.take(other)
    log.append(replace(sent, head='{"version":7,"who":"knows"}'))
    entity = note(other, "nachher")
    log.append(other.replica.pending()[-1].operation)
    log.bring(store)
    assert store.replica.position.cursor == 3
    assert store.state.notes[entity].text.text == "nachher"
    again = reopen(store)
    assert again.replica.chain == log.records[-1].chain
    again.close()


def test_the_log_decides_what_an_operation_says(store: Store, other: Store, log: Log) -> None:
    """An id that we used for something else belongs to what everybody has."""
    entity = note(store, "meins")
    sent = store.replica.pending()[0].operation
    body = (sent.body or "").replace("meins", "aller")
    log.append(replace(sent, body=body))
    log.bring(store)
    assert store.state.notes[entity].text.text == "aller"
    assert store.pending_count == 0


def test_words_that_the_log_has_lost_for_everybody_are_lost_here(other: Store, log: Log) -> None:
    entity = note(other, "eigene Worte")
    log.append(other.replica.pending()[0].operation, blank=True, device=other.identity.device)
    log.bring(other)
    assert other.state.notes[entity].text.versions == ()
    assert rows(other, "SELECT body, salt FROM ops") == [(None, None)]


def test_own_words_stay_where_the_log_only_hides_them_from_our_role(store: Store, log: Log) -> None:
    person = fact(store, store.new_id(), ParticipantAdded(last_name="König"))
    sent = store.replica.pending()[0].operation
    store.be(replace(store.identity, role="observer"))
    log.append(sent, blank=True)
    log.bring(store)
    assert store.state.participants[person].last_name == "König"


def test_words_that_came_empty_are_filled_when_the_log_brings_them(
    store: Store, other: Store, log: Log
) -> None:
    entity = note(other, "erst leer")
    sent = other.replica.pending()[0].operation
    blank = Log()
    blank.append(sent, blank=True)
    blank.bring(store)
    assert store.state.notes[entity].text.versions == ()
    assert store.replica.has_new_blanks
    assert store.replica.unexplained_blanks() == 1
    log.append(sent)
    store._writer.db.execute("UPDATE ops SET seq = NULL, handed_over = 1")
    store._writer.position = replace(store.replica.position, cursor=0, chain="")
    log.bring(store)
    assert store.state.notes[entity].text.text == "erst leer"
    assert store.replica.unexplained_blanks() == 0
