"""What is sent next, and what each answer does to it; over a real file, without a network."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.domain.measures import MeasureAdded
from console.domain.ops import Fact
from console.storage.store import Store
from console.sync.core import Core
from console.sync.failure import RequestFailed
from console.sync.push_lane import MAX_BATCH, Push
from console.sync.wire import PushAnswer, Result
from tests.storage.files import Log, create, note

KINDS = {"note.added": 1, "measure.added": 1}
FIREWALL = RequestFailed("not_a_backend", status=403)
CUT = RequestFailed("cut")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(create(tmp_path / "evening.dialogpult")) as made:
        made.replica.paired(server="city", address="http://127.0.0.1", nonce="5d" * 16)
        yield made


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def core(store: Store) -> Core:
    made = Core(store.replica)
    made.greet("city", KINDS)
    return made


def action(store: Store, size: int) -> None:
    facts = [
        Fact(entity=store.new_id(), body=MeasureAdded(what=f"Maßnahme {number}", order="V"))
        for number in range(size)
    ]
    store.commit(facts)


def next_push(core: Core) -> Push:
    push = core.push()
    assert push is not None
    return push


def numbers(push: Push | None) -> list[int]:
    return [one.n for one in push.pending] if push is not None else []


def accepted(push: Push, log: Log, *, head: int | None = None) -> PushAnswer:
    """What a backend answers that takes everything."""
    results = [
        Result(op_id=one.op_id, status="accepted", seq=log.append(one.operation).seq)
        for one in push.pending
    ]
    return PushAnswer(head=head or len(log.records), results=tuple(results))


def answers(push: Push, *statuses: str, reason: str | None = None) -> PushAnswer:
    return PushAnswer(
        head=0,
        results=tuple(
            Result(op_id=one.op_id, status=status, reason=reason)
            for one, status in zip(push.pending, statuses, strict=True)
        ),
    )


def test_a_push_names_the_cursor_of_its_sender(store: Store, core: Core, log: Log) -> None:
    note(store, "eins")
    log.exchange(store)
    note(store, "zwei")
    push = next_push(core)
    assert (push.after, push.chain) == (1, log.records[0].chain)


def test_r2_an_acknowledged_operation_stays_until_the_log_brings_it(
    store: Store, core: Core, log: Log
) -> None:
    note(store, "eins")
    push = next_push(core)
    assert core.pushed(push, accepted(push, log))
    assert store.pending_count == 1
    assert core.push() is None, "not again while its echo is under way"
    core.received(log.records)
    assert store.pending_count == 0


def test_r2_what_the_log_should_have_brought_and_did_not_is_sent_again(
    store: Store, core: Core, log: Log
) -> None:
    """The backend lost it with a restore, and somebody else's record has its number now."""
    note(store, "eins")
    push = next_push(core)
    core.pushed(push, accepted(push, log))
    restored = Log()
    note(store, "von anderswo")
    restored.append(store.replica.pending()[1].operation)
    core.received(restored.records)
    assert numbers(core.push()) == [1]


def test_r2_a_log_that_ends_before_what_it_acknowledged_is_sent_it_again(
    store: Store, core: Core, log: Log
) -> None:
    note(store, "eins")
    push = next_push(core)
    core.pushed(push, accepted(push, log))
    pull = core.pull()
    assert pull is not None
    core.outgoing.head_seen(0, pull.acked_seq)
    assert numbers(core.push()) == [1]


def test_an_answer_that_is_older_than_the_acknowledgement_says_nothing_against_it(
    store: Store, core: Core, log: Log
) -> None:
    note(store, "eins")
    pull = core.pull()
    assert pull is not None
    push = next_push(core)
    core.pushed(push, accepted(push, log))
    core.outgoing.head_seen(0, pull.acked_seq)
    assert core.push() is None


def test_an_echo_may_be_faster_than_the_answer(store: Store, core: Core, log: Log) -> None:
    note(store, "eins")
    push = next_push(core)
    answer = accepted(push, log)
    core.received(log.records)
    core.pushed(push, answer)
    assert core.push() is None
    assert core.outgoing.acked_seq == 0
    note(store, "zwei")
    assert numbers(core.push()) == [2]


def test_a_duplicate_is_as_good_as_accepted(store: Store, core: Core, log: Log) -> None:
    note(store, "eins")
    push = next_push(core)
    log.append(push.pending[0].operation)
    duplicate = Result(op_id=push.pending[0].op_id, status="duplicate", seq=1)
    assert core.pushed(push, PushAnswer(head=1, results=(duplicate,)))
    assert core.push() is None
    assert store.pending_count == 1


@pytest.mark.parametrize("status", ["denied", "invalid"])
def test_r8_only_a_refusal_of_the_operation_itself_takes_it_out(
    store: Store, core: Core, status: str
) -> None:
    note(store, "eins")
    note(store, "zwei")
    push = next_push(core)
    core.pushed(push, answers(push, status, "accepted", reason="why"))
    (refused,) = store.replica.quarantined()
    assert (refused.op_id, refused.reason) == (push.pending[0].op_id, f"{status}:why")
    assert store.pending_count == 1


EVERYTHING_ELSE = [
    CUT,
    RequestFailed("timed_out"),
    RequestFailed("refused"),
    RequestFailed("tls_failed"),
    RequestFailed("unauthorized", status=401),
    RequestFailed("revoked", status=403),
    FIREWALL,
    RequestFailed("not_found", status=404),
    RequestFailed("history_diverged", status=409),
    RequestFailed("dialogue_deleted", status=410),
    RequestFailed("too_large", status=413),
    RequestFailed("protocol_version", status=426),
    RequestFailed("too_many_requests", status=429),
    RequestFailed("internal", status=500),
    RequestFailed("busy", status=503),
    RequestFailed("server_disk_full", status=507),
    RequestFailed("not_a_backend", status=200),
]


@pytest.mark.parametrize("failure", EVERYTHING_ELSE, ids=lambda one: f"{one.code}-{one.status}")
@pytest.mark.parametrize("answers_others", [True, False])
def test_r8_any_other_answer_keeps_everything(
    store: Store, core: Core, failure: RequestFailed, *, answers_others: bool
) -> None:
    for number in range(3):
        note(store, f"Notiz {number}")
    for _ in range(8):
        push = core.push()
        if push is None:
            break
        core.push_failed(push, failure, answers=answers_others)
    core.resume()
    assert store.pending_count == 3
    assert store.replica.quarantined() == []
    assert len(store.state.board_notes()) == 3


@pytest.mark.parametrize("status", ["later", "", "accepted "])
def test_r8_a_status_that_nobody_knows_keeps_the_operation(
    store: Store, core: Core, status: str
) -> None:
    note(store, "eins")
    push = next_push(core)
    assert not core.pushed(push, answers(push, status)), "so that the engine waits a little"
    assert numbers(core.push()) == [1]


def test_r8_an_answer_that_leaves_operations_out_keeps_them(store: Store, core: Core) -> None:
    note(store, "eins")
    assert not core.pushed(next_push(core), PushAnswer(head=0, results=()))
    assert numbers(core.push()) == [1]


def test_the_next_batch_after_a_failure_is_smaller_and_holds_whole_actions(
    store: Store, core: Core
) -> None:
    for size in (3, 2, 4, 1):
        action(store, size)
    seen: list[list[int]] = []
    for _ in range(4):
        push = next_push(core)
        seen.append(numbers(push))
        core.push_failed(push, CUT, answers=True)
    assert seen == [list(range(1, 11)), [1, 2, 3, 4, 5], [1, 2, 3], [1, 2, 3]]


def test_a_batch_grows_again_when_it_goes_through(store: Store, core: Core, log: Log) -> None:
    for _ in range(40):
        action(store, 1)
    for _ in range(4):
        core.push_failed(next_push(core), CUT, answers=True)
    sizes: list[int] = []
    while (push := core.push()) is not None:
        sizes.append(len(push.pending))
        core.pushed(push, accepted(push, log))
    assert sizes == [2, 4, 8, 16, 10]
    assert sum(sizes) == 40


def test_a_backend_without_time_makes_no_batch_smaller(store: Store, core: Core) -> None:
    for _ in range(4):
        action(store, 1)
    for status in (429, 503, 507):
        core.push_failed(next_push(core), RequestFailed("busy", status=status), answers=True)
    assert len(next_push(core).pending) == 4


def test_a_line_that_is_dead_makes_no_batch_smaller(store: Store, core: Core) -> None:
    for _ in range(4):
        action(store, 1)
    core.push_failed(next_push(core), CUT, answers=False)
    assert len(next_push(core).pending) == 4


def pass_firewall(core: Core, log: Log, failure: RequestFailed, bad: int) -> list[list[int]]:
    """Send everything through something that drops each request with one operation in it."""
    tried: list[list[int]] = []
    while (push := core.push()) is not None:
        tried.append(numbers(push))
        if bad in numbers(push):
            core.push_failed(push, failure, answers=True)
        else:
            core.pushed(push, accepted(push, log))
    return tried


@pytest.mark.parametrize(("failure", "alone"), [(FIREWALL, 1), (CUT, 2)])
def test_r8_an_action_that_fails_alone_is_set_aside_and_the_others_go_on(
    store: Store, core: Core, log: Log, failure: RequestFailed, alone: int
) -> None:
    """A city's firewall dislikes one sentence."""
    action(store, 2)
    note(store, "' or 1=1")
    for number in range(5):
        note(store, f"harmlos {number}")
    tried = pass_firewall(core, log, failure, bad=3)
    assert store.replica.counts().waiting == 1
    assert len(log.records) == 7
    assert tried.count([3]) == alone + 1, "set aside, then once more as the last"
    assert tried[-1] == [3]
    core.received(log.records)
    assert store.pending_count == 1
    assert len(store.state.board_notes()) == 6


def test_r8_what_waits_is_tried_again_after_each_reconnect(
    store: Store, core: Core, log: Log
) -> None:
    note(store, "' or 1=1")
    pass_firewall(core, log, FIREWALL, bad=1)
    note(store, "danach")
    assert pass_firewall(core, log, FIREWALL, bad=1) == [[2]], "nothing waits for it"
    core.greet("city", KINDS)
    assert pass_firewall(core, log, FIREWALL, bad=1) == [[1]]
    core.greet("city", KINDS)
    assert pass_firewall(core, log, FIREWALL, bad=0) == [[1]]
    core.received(log.records)
    assert store.pending_count == 0
    assert store.replica.counts().waiting == 0


def test_unsupported_operations_wait_until_hello_lists_their_kind(
    store: Store, core: Core, log: Log
) -> None:
    action(store, 1)
    push = next_push(core)
    core.pushed(push, answers(push, "unsupported", reason="kind"))
    assert store.replica.counts().waiting == 1
    core.greet("city", {"note.added": 1})
    assert core.push() is None
    core.greet("city", KINDS)
    push = next_push(core)
    core.pushed(push, accepted(push, log))
    core.received(log.records)
    assert store.replica.counts().pending == 0


def test_a_cloned_device_sends_nothing_until_it_is_a_sibling(store: Store, core: Core) -> None:
    note(store, "eins")
    push = next_push(core)
    core.pushed(push, answers(push, "cloned"))
    assert core.outgoing.is_cloned
    assert core.push() is None
    assert store.replica.quarantined() == []
    store.replica.give_to_device(store.new_id(), frozenset())
    core.outgoing.enrolled()
    again = next_push(core)
    assert [one.operation for one in again.pending] == [one.operation for one in push.pending]


def test_a_push_is_within_the_limits_of_the_protocol(store: Store, core: Core) -> None:
    for _ in range(MAX_BATCH + 3):
        note(store, "kurz")
    assert len(next_push(core).pending) == MAX_BATCH
