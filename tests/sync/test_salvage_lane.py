"""When what others wrote is offered, and what each answer does; real files, no network."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.notes import NoteAdded, Place
from console.domain.ops import Fact, Operation
from console.storage.change import Change
from console.storage.store import Store
from console.sync.core import Core
from console.sync.failure import RequestFailed
from console.sync.salvage_lane import Offer
from console.sync.wire import Page, Result, SalvageAnswer
from tests.storage.files import Log, create, note

DIVERGED = RequestFailed("history_diverged", status=409)
FIREWALL = RequestFailed("not_a_backend", status=403)
CUT = RequestFailed("cut")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(create(tmp_path / "lead.dialogpult")) as made:
        made.replica.paired(server="city", address="http://127.0.0.1", nonce="5d" * 16)
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with closing(create(tmp_path / "notes.dialogpult", "notes", role="notetaker")) as made:
        made.replica.paired(server="city", address="http://127.0.0.1", nonce="5d" * 16)
        yield made


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def core(store: Store) -> Core:
    made = Core(store.replica)
    made.greet("city", {})
    return made


def look(core: Core, log: Log) -> None:
    """Read the log to its head."""
    while True:
        pull = core.pull()
        assert pull is not None
        records = log.records[pull.after :]
        page = Page(records=list(records), head=len(log.records))  # pyright: ignore[reportArgumentType]
        core.pulled(pull, page)
        if not core.is_behind:
            return


def handed(store: Store, other: Store, *texts: str) -> list[str]:
    entities = [note(other, text) for text in texts]
    store.handover.read(other.handover.write("all"))
    return entities


def next_offer(core: Core) -> Offer:
    offer = core.offer()
    assert offer is not None
    return offer


def answer(
    offer: Offer, *statuses: str, head: int = 0, seq: int | None = None, reason: str = ""
) -> SalvageAnswer:
    wanted = [*statuses, *[statuses[-1]] * (len(offer.rows) - len(statuses))]
    return SalvageAnswer(
        head=head,
        results=tuple(
            Result(op_id=row.op_id, status=status, seq=seq, reason=reason or None)
            for row, status in zip(offer.rows, wanted, strict=True)
        ),
    )


def lost(core: Core, store: Store, log: Log, *others: Store) -> Log:
    """The backend comes back from a backup without what `others` wrote; the console finds out."""
    note(store, "von Anfang an")
    log.exchange(store)
    look(core, log)
    for one in others:
        log.bring(one)
        log.take(one)
    look(core, log)
    newer = log.copy(1)
    with closing(create(store.path.with_name("stranger.dialogpult"), "stranger")) as stranger:
        note(stranger, "nach der Wiederherstellung")
        newer.take(stranger)
    pull = core.pull()
    assert pull is not None
    core.pull_failed(pull, DIVERGED)
    while core.is_merging:
        look(core, newer)
    return newer


def test_nothing_is_offered_before_the_log_was_read_to_its_head(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "von Kim")
    assert core.offer() is None
    log.append(create_note(other))
    pull = core.pull()
    assert pull is not None
    core.pulled(pull, Page(records=[], head=1))
    assert core.offer() is None
    look(core, log)
    offer = next_offer(core)
    assert (offer.after, offer.chain) == (1, store.replica.chain)
    assert [one.by for one in offer.records] == [other.identity.member]


def create_note(store: Store) -> Operation:
    note(store, "im Protokoll")
    return store.replica.pending()[-1].operation


def test_own_rows_go_first_and_what_others_wrote_stays_out_of_a_push(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "von Kim")
    entity = note(store, "eigene")
    look(core, log)
    push = core.push()
    assert push is not None
    assert [one.op_id for one in push.pending] == [store.entries("note", entity)[0].head.op_id]


def test_an_accepted_row_waits_for_its_echo_and_is_not_offered_again(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "von Kim")
    look(core, log)
    offer = next_offer(core)
    assert core.offered(offer, answer(offer, "accepted", head=1, seq=1))
    assert core.is_behind
    log.take(other)
    look(core, log)
    assert core.offer() is None
    assert store.handover.rows() == []
    assert len(store.state.board_notes()) == 1


def test_a_log_that_ends_before_what_it_accepted_is_offered_it_again(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "von Kim")
    look(core, log)
    offer = next_offer(core)
    core.offered(offer, answer(offer, "accepted", head=1, seq=1))
    pull = core.pull()
    assert pull is not None
    core.pulled(pull, Page(records=[], head=0))
    assert [one.op_id for one in next_offer(core).rows] == [one.op_id for one in offer.rows]


def test_parked_and_refused_rows_are_remembered_shown_and_not_offered_again(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "geparkt", "abgelehnt", "ungültig")
    heard: list[Change] = []
    store.subscribe(heard.append)
    look(core, log)
    offer = next_offer(core)
    said = answer(offer, "parked", "denied", "invalid")
    said = replace(
        said, results=(said.results[0], *(replace(one, reason="role") for one in said.results[1:]))
    )
    assert core.offered(offer, said)
    assert [row.offered for row in store.handover.rows()] == [
        "parked",
        "denied:role",
        "invalid:role",
    ]
    assert len(heard) == 1
    assert len(store.state.board_notes()) == 3
    core.greet("city", {})
    look(core, log)
    assert core.offer() is None


def test_parked_and_denied_rows_are_offered_again_by_another_role(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "geparkt", "abgelehnt", "ungültig")
    look(core, log)
    offer = next_offer(core)
    core.offered(offer, answer(offer, "parked", "denied", "invalid"))
    store.replica.release()
    assert [one.op_id for one in next_offer(core).rows] == [one.op_id for one in offer.rows[:2]]


def test_an_answer_that_is_not_understood_waits_for_another_connection(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "eins", "zwei", "drei")
    look(core, log)
    offer = next_offer(core)
    said = answer(offer, "parked", "puzzled", "unsupported")
    assert not core.offered(offer, replace(said, results=said.results[:2]))
    assert core.offer() is None
    core.greet("city", {})
    look(core, log)
    assert [one.op_id for one in next_offer(core).rows] == [one.op_id for one in offer.rows[1:]]


def test_where_there_is_no_room_another_connection_tries_again(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "kein Platz")
    look(core, log)
    offer = next_offer(core)
    assert core.offered(offer, answer(offer, "denied", reason="parked_full"))
    assert core.offer() is None
    core.greet("city", {})
    look(core, log)
    assert core.offer() is not None


# What a log had and lost


def test_a_lead_offers_what_the_log_lost_at_once(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    note(other, "verloren")
    lost(core, store, log, other)
    offer = next_offer(core)
    assert [one.seq for one in offer.records] == [2]


def test_others_look_once_more_before_they_offer_what_the_log_lost(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    store.be(replace(store.identity, role="cohost"))
    note(other, "verloren")
    newer = lost(core, store, log, other)
    assert core.offer() is None
    look(core, newer)
    assert [one.seq for one in next_offer(core).records] == [2]


def test_what_the_author_sent_again_meanwhile_is_not_offered(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    store.be(replace(store.identity, role="cohost"))
    note(other, "verloren")
    newer = lost(core, store, log, other)
    record = log.records[1]
    again = Operation(head=record.head, body=record.body, salt=record.salt)
    newer.append(again, by=record.by, device=record.device, role=record.role)
    look(core, newer)
    assert core.offer() is None
    assert store.handover.rows() == []


def test_an_offer_to_another_history_starts_the_merge(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    note(store, "von Anfang an")
    log.exchange(store)
    handed(store, other, "von Kim")
    look(core, log)
    core.offer_failed(next_offer(core), DIVERGED, answers=True)
    assert core.is_merging
    assert core.offer() is None


# Failures


def many(store: Store, other: Store, count: int) -> None:
    for number in range(count):
        body = NoteAdded(text=str(number), place=Place(order="V"))
        other.commit([Fact(entity=other.new_id(), body=body) for _ in range(2)])
    store.handover.read(other.handover.write("all"))


def test_after_a_failure_less_is_offered_and_an_action_that_fails_alone_goes_last(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    many(store, other, 4)
    look(core, log)
    sizes: list[int] = []
    while (offer := core.offer()) is not None:
        sizes.append(len(offer.rows))
        bad = offer.rows[0].action == core_first(store)
        if bad:
            core.offer_failed(offer, FIREWALL, answers=True)
        else:
            core.offered(offer, answer(offer, "parked"))
    assert sizes == [8, 4, 2, 2, 4]
    assert [row.offered for row in store.handover.rows()] == [None] * 2 + ["parked"] * 6


def core_first(store: Store) -> str:
    found = store._writer.db.execute("SELECT action FROM ops ORDER BY hlc, n LIMIT 1").fetchone()
    return str(found[0])


def test_a_lost_line_changes_nothing(core: Core, store: Store, other: Store, log: Log) -> None:
    handed(store, other, "von Kim")
    look(core, log)
    offer = next_offer(core)
    core.offer_failed(offer, CUT, answers=False)
    assert core.offer() == offer


@pytest.mark.parametrize("code", ["not_found", "method_not_allowed", "forbidden"])
def test_a_backend_that_takes_no_offers_stops_nothing_else(
    core: Core, store: Store, other: Store, log: Log, code: str
) -> None:
    handed(store, other, "von Kim")
    note(store, "eigene")
    look(core, log)
    core.offer_failed(next_offer(core), RequestFailed(code, status=404), answers=True)
    assert core.offer() is None
    assert core.stopped == ""
    assert core.push() is not None
    core.greet("city", {})
    look(core, log)
    assert core.offer() is not None


def test_a_lost_place_stops_offers_until_somebody_acts(
    core: Core, store: Store, other: Store, log: Log
) -> None:
    handed(store, other, "von Kim")
    look(core, log)
    core.offer_failed(next_offer(core), RequestFailed("revoked", status=401), answers=True)
    assert core.stopped == "reconnect_needed"
    assert core.offer() is None
    core.resume()
    assert core.offer() is not None
