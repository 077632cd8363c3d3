"""What the answers to pulls mean; over a real file, without a network."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.members import MemberAdded, MemberSet
from console.domain.ops import Fact, Record
from console.domain.roster import ParticipantAdded, ParticipantErased
from console.storage.replica import ChainBroken
from console.storage.store import Store
from console.sync.core import Core, Pull
from console.sync.failure import RequestFailed
from console.sync.roles import follow_role
from console.sync.wire import Page, PushAnswer, Result
from tests.storage.files import Log, create, fact, note, rows, values_of

DIVERGED = RequestFailed("history_diverged", status=409)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(paired(create(tmp_path / "lead.dialogpult"))) as made:
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with closing(paired(create(tmp_path / "notes.dialogpult", "notes", role="notetaker"))) as made:
        yield made


def paired(store: Store) -> Store:
    store.replica.paired(server="city", address="http://127.0.0.1", nonce="5d" * 16)
    return store


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def core(store: Store) -> Core:
    made = Core(store.replica)
    made.greet("city", {})
    return made


def page(log: Log, after: int, limit: int = 500) -> Page:
    chain = log.chain.hex()
    records = log.records[after : after + limit]
    return Page(records=list(records), head=len(log.records), chain=chain)  # pyright: ignore[reportArgumentType]


def next_pull(core: Core) -> Pull:
    pull = core.pull()
    assert pull is not None
    return pull


def pull_all(core: Core, log: Log, limit: int = 500) -> list[int]:
    """Pull until nothing is left; return from where each page was asked."""
    asked: list[int] = []
    while True:
        pull = next_pull(core)
        asked.append(pull.after)
        core.pulled(pull, page(log, pull.after, limit))
        if not core.is_behind:
            return asked


def six_notes(store: Store, other: Store, log: Log) -> None:
    for number in range(3):
        note(store, f"Leitung {number}")
        note(other, f"Protokoll {number}")
        log.exchange(store, other)


def test_pages_follow_each_other_up_to_the_head(core: Core, other: Store, log: Log) -> None:
    for number in range(5):
        note(other, f"Notiz {number}")
    log.take(other)
    assert pull_all(core, log, limit=2) == [0, 2, 4]


def test_the_first_pull_begins_at_the_beginning_of_the_chain(core: Core, log: Log) -> None:
    assert next_pull(core) == Pull(after=0, chain=log.chain.hex())


def shuffled(records: Sequence[Record]) -> list[Record]:
    return [records[1], records[0], *records[2:]]


def test_r7_the_stream_is_held_against_the_same_checks(
    store: Store, core: Core, other: Store, log: Log
) -> None:
    for number in range(4):
        note(other, f"Notiz {number}")
    log.take(other)
    for broken in (log.records[1:], shuffled(log.records), [log.records[0], log.records[2]]):
        with pytest.raises(ChainBroken):
            core.received(broken)
    assert store.state.notes == {}
    assert core.received(log.records[:2])
    assert core.received(log.records), "what is known already is skipped"
    assert not core.received(log.records)
    assert len(store.state.notes) == 4


def test_r7_a_known_record_with_another_chain_behind_it_is_refused(
    store: Store, core: Core, other: Store, log: Log
) -> None:
    note(other, "eins")
    log.take(other)
    core.received(log.records)
    note(other, "zwei")
    forged = Log()
    forged.now += 5
    for one in other.replica.pending():
        forged.append(one.operation)
    with pytest.raises(ChainBroken):
        core.received(forged.records)
    assert len(store.state.notes) == 1


def test_r11_a_diverged_history_is_read_beside_the_old_one_and_then_taken(
    store: Store, core: Core, other: Store, log: Log
) -> None:
    six_notes(store, other, log)
    note(store, "noch nicht gesendet")
    shown = values_of(store)
    restored = log.copy(2)
    core.pull_failed(next_pull(core), DIVERGED)
    assert core.is_merging
    pull = next_pull(core)
    assert (pull.aside, pull.after) == (True, 0)
    core.pulled(pull, page(restored, 0, 1))
    assert values_of(store) == shown
    assert core.push() is None, "nothing is sent meanwhile"
    pull_all(core, restored, limit=1)
    assert not core.is_merging
    assert store.replica.position.cursor == 2
    assert {one.n for one in store.replica.pending()} == {2, 3, 4}
    assert core.push() is not None
    assert len(store.state.board_notes()) == 7


def test_r11_a_push_finds_out_as_well(store: Store, core: Core, other: Store, log: Log) -> None:
    six_notes(store, other, log)
    note(store, "noch eine")
    push = core.push()
    assert push is not None
    core.push_failed(push, DIVERGED, answers=True)
    assert core.is_merging
    pull_all(core, log)
    assert not core.is_merging
    assert store.pending_count == 1, "what was spurious has changed nothing"
    assert core.stopped == ""


def test_a_late_refusal_of_an_earlier_cursor_changes_nothing(
    store: Store, core: Core, other: Store, log: Log
) -> None:
    six_notes(store, other, log)
    pull = next_pull(core)
    note(other, "geht weiter")
    log.take(other)
    core.received(log.records)
    core.pull_failed(pull, DIVERGED)
    assert not core.is_merging


def test_another_beginning_stops_and_asks_a_person(store: Store, core: Core) -> None:
    note(store, "eins")
    core.pull_failed(next_pull(core), DIVERGED)
    assert core.stopped == "other_history"
    assert (core.pull(), core.push()) == (None, None)
    assert store.pending_count == 1
    core.resume()
    assert core.push() is not None


def test_a_history_without_anything_in_common_stops_and_asks_a_person(
    store: Store, core: Core, other: Store, log: Log
) -> None:
    six_notes(store, other, log)
    before = values_of(store), store.replica.position
    core.pull_failed(next_pull(core), DIVERGED)
    core.pulled(next_pull(core), Page(records=[], head=0))
    assert core.stopped == "other_history"
    assert (values_of(store), store.replica.position) == before
    assert rows(store, "SELECT count(*) FROM ops_aside") == [(0,)]


def test_another_backend_at_the_address_stops_and_asks_a_person(store: Store) -> None:
    note(store, "eins")
    core = Core(store.replica)
    core.greet("somebody else", {})
    assert core.stopped == "other_history"
    assert (core.pull(), core.push()) == (None, None)


def test_the_other_history_may_change_while_it_is_read(
    store: Store, core: Core, other: Store, log: Log
) -> None:
    six_notes(store, other, log)
    core.pull_failed(next_pull(core), DIVERGED)
    core.pulled(next_pull(core), page(log.copy(4), 0, 3))
    core.pull_failed(next_pull(core), DIVERGED)
    assert next_pull(core).after == 0
    pull_all(core, log.copy(1))
    assert store.replica.position.cursor == 1
    assert len(store.state.board_notes()) == 6


@pytest.mark.parametrize(
    ("code", "status", "stopped"),
    [
        ("unauthorized", 401, "reconnect_needed"),
        ("revoked", 403, "reconnect_needed"),
        ("expired", 403, "reconnect_needed"),
        ("forbidden", 403, "reconnect_needed"),
        ("dialogue_deleted", 410, "deleted"),
        ("protocol_version", 426, "protocol_version"),
        ("not_found", 404, "other_history"),
        ("not_a_backend", 403, ""),
        ("not_a_backend", 200, ""),
        ("busy", 503, ""),
        ("internal", 500, ""),
        ("cut", 0, ""),
        ("unauthorized", 0, ""),
    ],
)
def test_only_what_the_backend_itself_says_stops_the_exchange(
    store: Store, core: Core, code: str, status: int, stopped: str
) -> None:
    note(store, "bleibt")
    core.pull_failed(next_pull(core), RequestFailed(code, status=status))
    assert core.stopped == stopped
    assert store.pending_count == 1


def member(store: Store, role: str) -> Fact:
    return Fact(entity=store.identity.member, body=MemberAdded(name="Nico", role=role))  # pyright: ignore[reportArgumentType]


def by_city(log: Log, author: Store, fact: Fact) -> None:
    """The backend writes something itself."""
    author.commit([fact])
    log.append(author.replica.pending()[-1].operation, role="city")
    log.bring(author)


def test_a_role_that_reads_more_reads_everything_again(
    store: Store, other: Store, log: Log
) -> None:
    by_city(log, store, member(other, "observer"))
    who = fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    log.exchange(store)
    other.be(replace(other.identity, role="observer"))
    paired(other)
    core = Core(other.replica)
    core.greet("city", {})
    blank = [log.records[0], replace(log.records[1], body=None, salt=None)]
    core.received(blank)
    follow_role(other, core)
    assert not core.is_merging
    by_city(log, store, Fact(entity=other.identity.member, body=MemberSet(role="cohost")))
    core.received(log.records)
    follow_role(other, core)
    assert other.identity.role == "cohost"
    assert core.is_merging
    pull_all(core, log)
    follow_role(other, core)
    assert other.state.participants[who].last_name == "Wunderlich"
    assert not core.is_merging


def test_another_role_sends_what_was_denied_once_more(store: Store, other: Store, log: Log) -> None:
    by_city(log, store, member(other, "observer"))
    core = Core(other.replica)
    core.greet("city", {})
    core.received(log.records)
    follow_role(other, core)
    pull_all(core, log)
    note(other, "durfte ich nicht")
    other.replica.refuse([(other.replica.pending()[0].op_id, "denied:role")])
    by_city(log, store, Fact(entity=other.identity.member, body=MemberSet(role="notetaker")))
    core.received(log.records)
    follow_role(other, core)
    pull_all(core, log)
    assert other.identity.role == "notetaker"
    assert [one.text.text for one in other.state.board_notes()] == ["durfte ich nicht"]
    assert other.pending_count == 1


def test_what_was_denied_goes_again_without_waiting_for_anything_else(
    core: Core, store: Store, log: Log
) -> None:
    """Nothing else is under way whose echo would tell the console to look again."""
    note(store, "verboten")
    push = core.push()
    assert push is not None
    denied = [Result(op_id=one.op_id, status="denied", reason="role") for one in push.pending]
    core.pushed(push, PushAnswer(head=0, results=tuple(denied)))
    assert core.push() is None
    store.replica.release()
    again = core.push()
    assert again is not None
    assert again.op_ids == push.op_ids


def test_a_role_that_a_restored_backend_has_lost_gives_no_rights(
    store: Store, other: Store, log: Log
) -> None:
    by_city(log, store, member(other, "notetaker"))
    note(store, "Anfang")
    log.exchange(store)
    shorter = len(log.records)
    by_city(log, store, Fact(entity=other.identity.member, body=MemberSet(role="cohost")))
    core = Core(other.replica)
    core.greet("city", {})
    core.received(log.records)
    follow_role(other, core)
    pull_all(core, log)
    follow_role(other, core)
    assert other.identity.role == "cohost"
    core.pull_failed(next_pull(core), DIVERGED)
    pull_all(core, log.copy(shorter))
    follow_role(other, core)
    assert other.identity.role == "notetaker"
    assert other.state.members[other.identity.member].role == "cohost", "still shown as salvage"


def test_words_that_came_empty_while_we_were_somebody_else_are_read_again(
    store: Store, other: Store, log: Log
) -> None:
    who = fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    log.take(store)
    core = Core(other.replica)
    core.greet("city", {})
    core.received([replace(log.records[0], body=None, salt=None)])
    follow_role(other, core)
    assert core.is_merging
    pull_all(core, log)
    assert other.state.participants[who].last_name == "Wunderlich"


def test_words_are_asked_for_after_the_log_was_read_under_a_role_that_passed(
    store: Store, other: Store, log: Log
) -> None:
    """The city took the console for an observer just while it read the log once more."""
    who = fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    log.exchange(store, other)
    core = Core(other.replica)
    core.greet("city", {})
    follow_role(other, core)
    core.restart()
    blank = [replace(one, body=None, salt=None) for one in log.records]
    core.pulled(core.pull(), Page(records=blank, head=len(blank), chain=blank[-1].chain))
    follow_role(other, core)
    pull_all(core, log)
    assert other.state.participants[who].last_name == "Wunderlich"


def test_own_words_that_come_back_empty_under_a_role_that_passed_are_asked_for(
    store: Store, log: Log
) -> None:
    who = fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    log.take(store)
    core = Core(store.replica)
    core.greet("city", {})
    follow_role(store, core)
    core.received([replace(log.records[0], body=None, salt=None)])
    follow_role(store, core)
    assert core.is_merging
    pull_all(core, log)
    assert store.state.participants[who].last_name == "Wunderlich"


def test_words_that_stay_empty_are_asked_for_once(store: Store, other: Store, log: Log) -> None:
    """A restored backend may know of an erasure that its log has lost."""
    fact(store, store.new_id(), ParticipantAdded(last_name="Wunderlich"))
    log.exchange(store)
    log.records[0] = replace(log.records[0], body=None, salt=None)
    core = Core(other.replica)
    core.greet("city", {})
    core.received(log.records)
    follow_role(other, core)
    pull_all(core, log)
    follow_role(other, core)
    assert not core.is_merging
    gone = fact(store, store.new_id(), ParticipantAdded(last_name="Zausel"))
    log.exchange(store)
    log.records[1] = replace(log.records[1], body=None, salt=None)
    fact(store, gone, ParticipantErased())
    log.exchange(store)
    core.received(log.records)
    assert other.replica.has_new_blanks
    follow_role(other, core)
    assert not core.is_merging
