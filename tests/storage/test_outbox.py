"""What goes out: whole actions, in order; refused ones are kept where people see them."""

from collections.abc import Sequence

import pytest

from console.domain import codec
from console.domain.measures import MeasureAdded
from console.domain.ops import Fact
from console.storage import going_over
from console.storage.minting import Identity
from console.storage.outbox import Counts, Pending
from console.storage.store import Store
from tests.storage.files import NONCE, Log, MovedClock, device, edit, note, reopen, rows


def action(store: Store, size: int) -> str:
    facts = [
        Fact(entity=store.new_id(), body=MeasureAdded(what=f"Maßnahme {number}", order="V"))
        for number in range(size)
    ]
    return store.commit(facts)


def sizes(pending: Sequence[Pending]) -> list[int]:
    actions: dict[str, int] = {}
    for one in pending:
        actions[one.action] = actions.get(one.action, 0) + 1
    return list(actions.values())


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(1, [1]), (3, [1]), (4, [1, 3]), (6, [1, 3, 2]), (10, [1, 3, 2]), (11, [1, 3, 2, 5])],
)
def test_a_batch_holds_whole_actions_in_the_order_of_their_making(
    store: Store, limit: int, expected: list[int]
) -> None:
    for size in (1, 3, 2, 5):
        action(store, size)
    pending = store.replica.pending(operations=limit)
    assert sizes(pending) == expected
    assert [one.n for one in pending] == list(range(1, len(pending) + 1))


def test_an_action_longer_than_the_batch_comes_whole(store: Store) -> None:
    action(store, 500)
    action(store, 1)
    assert sizes(store.replica.pending(operations=20)) == [500]


def test_a_batch_ends_before_it_is_too_much_text(store: Store) -> None:
    for _ in range(4):
        note(store, "x" * 3000)
    assert len(store.replica.pending(size=8000)) == 2
    assert len(store.replica.pending(size=1)) == 1


def test_a_batch_goes_on_behind_a_number(store: Store) -> None:
    for size in (1, 3, 2):
        action(store, size)
    assert [one.n for one in store.replica.pending(after_n=4)] == [5, 6]
    assert store.replica.has_unsent(4)
    assert not store.replica.has_unsent(0)


def test_r2_what_was_sent_stays_until_the_log_brings_it(store: Store, log: Log) -> None:
    note(store, "eins")
    note(store, "zwei")
    log.append(store.replica.pending()[0].operation)
    assert len(store.replica.pending()) == store.pending_count == 2
    log.bring(store)
    assert [one.n for one in store.replica.pending()] == [2]
    assert store.pending_count == 1
    assert reopen(store).pending_count == 1


def test_r12_what_is_sent_is_what_was_made(store: Store) -> None:
    note(store, 'Ein "Zitat" mit\nUmbruch, 🌳 und \u202eumgekehrt')
    (made,) = rows(store, "SELECT head, body, salt, op_hash FROM ops")
    sent = store.replica.pending()[0].operation
    assert (sent.head, sent.body, sent.salt) == made[:3]
    hashed = codec.op_hash(sent.head, codec.body_hash(sent.body, sent.salt))
    assert hashed.hex() == made[3]


def test_a_refused_operation_is_kept_and_no_longer_shown(store: Store) -> None:
    entity = note(store, "alt")
    edit(store, entity, "neu")
    refused = store.replica.pending()[1]
    store.replica.refuse([(refused.op_id, "denied:role")])
    assert store.state.notes[entity].text.text == "alt"
    (kept,) = store.replica.quarantined()
    assert (kept.op_id, kept.entity, kept.reason) == (refused.op_id, entity, "denied:role")
    assert "neu" in (kept.body or "")
    assert store.replica.counts() == Counts(pending=1, waiting=0, quarantined=1)
    assert store.pending_count == 1
    again = reopen(store)
    assert again.state.notes[entity].text.text == "alt"
    assert again.replica.quarantined() == [kept]
    again.close()


def test_r10_an_echo_ends_quarantine(store: Store, log: Log) -> None:
    entity = note(store, "doch angenommen")
    sent = store.replica.pending()[0]
    log.append(sent.operation)
    store.replica.refuse([(sent.op_id, "denied")])
    assert store.state.notes[entity].hidden
    log.bring(store)
    assert store.state.notes[entity].text.text == "doch angenommen"
    assert store.replica.quarantined() == []
    assert store.replica.counts() == Counts()
    assert store.pending_count == 0


def test_what_was_denied_is_sent_once_more_after_another_pairing(store: Store) -> None:
    entity = note(store, "darf ich jetzt")
    other = note(store, "nie erlaubt")
    first, second = store.replica.pending()
    store.replica.refuse([(first.op_id, "denied:role"), (second.op_id, "invalid:size")])
    store.replica.release("denied")
    assert [one.op_id for one in store.replica.pending()] == [first.op_id]
    assert not store.state.notes[entity].hidden
    assert store.state.notes[other].hidden
    assert [one.reason for one in store.replica.quarantined()] == ["invalid:size"]


def test_what_waits_goes_apart_from_the_others(store: Store, log: Log) -> None:
    note(store, "' or 1=1")
    note(store, "harmlos")
    first = store.replica.pending()[0]
    store.replica.note_attempt([first.op_id], "not_a_backend")
    store.replica.set_waiting([first.op_id], waiting=True)
    assert [one.n for one in store.replica.pending()] == [2]
    (waiting,) = store.replica.pending(waiting=True)
    assert (waiting.n, waiting.attempts, waiting.waiting) == (1, 1, True)
    assert store.replica.counts() == Counts(pending=2, waiting=1)
    log.append(first.operation)
    log.bring(store)
    assert store.replica.counts() == Counts(pending=1)


def test_a_sibling_device_sends_the_same_bytes_under_numbers_that_go_on(store: Store) -> None:
    """Another installation has used this device's numbers: nothing made may be made again."""
    note(store, "eins")
    refused = note(store, "zwei")
    before = store.replica.pending()
    store.replica.refuse([(before[1].op_id, "denied")])
    sibling = device("sibling")
    store.replica.give_to_device(sibling, frozenset())
    assert store.identity.device == sibling
    assert store.identity.owns(device("lead"))
    assert [one.operation for one in store.replica.pending()] == [before[0].operation]
    note(store, "drei")
    store.replica.release("denied")
    assert [one.n for one in store.replica.pending()] == [1, 2, 3]
    assert store.state.notes[refused].text.text == "zwei"


def test_what_was_made_without_known_time_names_the_offset_once_it_is_known(
    store: Store, clock: MovedClock
) -> None:
    """Its own monotonic instant tells, even when somebody set the wall clock in between."""
    note(store, "ohne Uhr")
    assert store.replica.pending()[0].operation.offset_ms is None
    made_at, monotonic = clock.wall, clock.monotonic
    clock.pass_ms(60_000)
    clock.wall += 7_200_000
    server_now = made_at + 90_000 + 60_000
    store.replica.measured(server_now - clock.monotonic)
    (sent,) = store.replica.pending()
    assert sent.operation.offset_ms == 90_000
    assert monotonic < clock.monotonic
    note(store, "mit Uhr")
    assert store.replica.pending()[1].operation.offset_ms is None
    assert '"clock":"server"' in store.replica.pending()[1].operation.head


def test_what_an_earlier_boot_made_takes_todays_offset(store: Store, clock: MovedClock) -> None:
    note(store, "gestern")
    clock.boot, clock.monotonic = "second boot", 10.0
    store.replica.measured(clock.wall + 5000 - clock.monotonic)
    assert store.replica.pending()[0].operation.offset_ms == 5000


def test_the_offset_of_a_device_is_known_after_a_restart(store: Store, clock: MovedClock) -> None:
    store.replica.measured(clock.wall + 5000 - clock.monotonic)
    again = reopen(store)
    assert again.now_ms() == clock.wall + 5000
    note(again, "offline, aber mit bekannter Zeit")
    assert '"clock":"server"' in again.replica.pending()[0].operation.head
    again.close()


def test_a_file_may_be_published_unless_another_device_wrote_what_reached_nobody(
    store: Store, other: Store, log: Log
) -> None:
    note(store, "meins")
    assert store.replica.may_be_published()
    sibling = Identity(device=device("new"), devices=frozenset([device("lead")]))
    store.be(sibling)
    assert store.replica.may_be_published()
    store.be(Identity(device=device("new")))
    assert not store.replica.may_be_published()
    store.be(sibling)
    note(other, "fremd")
    log.take(other)
    log.bring(store)
    assert store.replica.may_be_published()


def test_a_log_that_is_left_queues_own_rows_and_keeps_those_of_others(
    store: Store, other: Store, log: Log
) -> None:
    mine, foreign = note(store, "meins"), note(other, "fremd")
    for one in (store, other):
        log.take(one)
    log.bring(store)
    first = rows(store, "SELECT first_received_at FROM ops WHERE entity = ?", mine)
    store.replica.paired(server="gone", address="https://gone.example", nonce=NONCE)
    merge = store.replica.move_to(server="new", address="https://new.example", nonce=NONCE)
    assert (merge.queued, merge.salvaged) == (1, 1)
    assert {mine, foreign} <= store.state.notes.keys()
    assert (store.replica.position.cursor, store.pending_count) == (0, 1)
    assert store.replica.pending()[0].operation.first_received_at == first[0][0]
    assert rows(store, "SELECT lost_seq FROM ops WHERE entity = ?", foreign) == [(2,)]


def test_going_over_to_another_backend_is_done_whole_or_not_at_all(
    store: Store, other: Store, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(store, "meins")
    log.take(store)
    log.bring(store)
    store.replica.paired(server="gone", address="https://gone.example", nonce=NONCE)
    before, kept = store.replica.position, rows(store, "SELECT seq, handed_over FROM ops")

    def off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    place = {"server": "new", "address": "https://new.example", "nonce": NONCE}
    with monkeypatch.context() as patch:
        patch.setattr(going_over, "_written", off)
        with pytest.raises(KeyboardInterrupt):
            store.replica.move_to(**place)
    again = reopen(store)
    assert again.replica.position == before
    assert rows(again, "SELECT seq, handed_over FROM ops") == kept
    again.replica.move_to(**place)
    moved = again.replica.position
    assert (moved.server, moved.address, moved.cursor) == ("new", "https://new.example", 0)
    assert again.replica.move_to(**place).queued == 0
    assert again.replica.position == moved
    assert again.pending_count == 1
