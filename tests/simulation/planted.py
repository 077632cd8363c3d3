"""Bugs to plant: a simulation that finds none of them proves nothing.

Each breaks one rule of docs/protocol.md for the length of a test, around the code of the product.
What has to be caught, and which of them stand for it:

| broken rule | planted |
|---|---|
| last writer wins a text | last_writer_wins |
| no look for duplicates | city_knows_no_duplicates |
| cleared when sent | clears_on_send |
| cursor taken from an acknowledgement | takes_the_cursor_from_an_acknowledgement |
| gaps accepted | accepts_gaps |
| cursor before data | moves_the_cursor_first, projects_after_commit |
| dropped when acknowledged | drops_on_acknowledgement, forgets_the_echo |
| no check of the chain | console_checks_no_chain, city_checks_no_chain |
| base by number | bases_are_numbers |
| fold by number | folds_by_number |
| own rows alone queued again | keeps_only_what_is_own, keeps_salvage_to_itself |
| dropped before the other history is there | drops_before_pull, deletes_on_divergence |
| withdrawal without base | withdrawal_hides_everything |
| undo as an inverse without base | undo_writes_the_inverse |
| first receipt not kept | first_receipt_is_not_sent, first_receipt_is_not_taken |
| action cut by a page | page_cuts_an_action, half_an_action_is_accepted |
| rights before duplicates | asks_rights_before_duplicates |
| late words of the erased kept | city_keeps_late_…, console_keeps_late_words_of_the_erased |
| sent again in other bytes | sends_again_in_other_bytes |
| a record that stops a console | an_unreadable_record_stops_the_console |
| head of the queue blocked | head_of_the_queue_blocks, refuses_on_any_failure |
| moved on by the greatest clock | greatest_clock_moves_the_plenary |
| time given to a start, not to a run | run_is_its_start |
| undo that follows no bases | undo_follows_no_bases |
| a blanked copy adopted first | a_blanked_copy_is_adopted_first, keeps_a_blank_copy |
| salvage stamped with the bringer's device | salvage_is_stamped_with_the_bringer |
| a file's erasures not heeded first | erasures_of_a_file_are_not_heeded |
| adopted twice, or in halves | what_is_parked_is_adopted_twice, half_an_action_is_adopted |
| rights taken from a file | a_file_may_claim_the_lead |
| offered before the log was read | offers_before_it_has_read |
| handed-over rows sent as own | sends_what_was_handed_over_as_its_own |
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import pytest

import console.commands.timers as timer_commands
import console.commands.undo as undo_command
from city_backend import adoption, appending, judging, pages, reading
from city_backend import core as city_core
from city_backend import salvage as city_salvage
from city_backend.errors import Problem
from city_backend.log_sql import SqlLog
from city_backend.parked_sql import SqlParked
from console.domain import codec, course, fold, hiding, standing
from console.domain.ids import uuid7
from console.domain.members import Undone
from console.domain.notes import NoteEdited, NoteWithdrawn
from console.domain.ops import Entry, Fact, Head, Record
from console.storage import (
    divergence,
    entries,
    erasure,
    handover_reading,
    handover_writing,
    outbox,
    receiving,
    salvage,
)
from console.storage.replica import Replica
from console.storage.rows import head_of
from console.storage.store import Store
from console.storage.writer import Writer
from console.sync import roles
from console.sync.core import Core
from console.sync.push_lane import PushLane
from console.sync.salvage_lane import SalvageLane
from tests.simulation import city

Patch = pytest.MonkeyPatch
Plant = Callable[[Patch], None]
PLANTED: dict[str, Plant] = {}


def planted(plant: Plant) -> Plant:
    PLANTED[plant.__name__] = plant
    return plant


# On the way out


@planted
def drops_on_acknowledgement(patch: Patch) -> None:
    """R2: what was acknowledged counts as sent before the log has brought it."""
    original = PushLane.answered

    def answered(lane: PushLane, push: Any, answer: Any) -> bool:
        _count_as_sent(
            lane,
            [one.op_id for one in answer.results if one.status in ("accepted", "duplicate")],
        )
        return original(lane, push, answer)

    patch.setattr(PushLane, "answered", answered)


def _count_as_sent(lane: PushLane, op_ids: Iterable[str]) -> None:
    for op_id in op_ids:
        lane._replica._writer.db.execute(
            "UPDATE ops SET seq = -rowid WHERE op_id = ? AND seq IS NULL", [op_id]
        )


@planted
def clears_on_send(patch: Patch) -> None:
    """R2: what was sent counts as arrived."""
    original = PushLane._push

    def push(lane: PushLane, pending: Any) -> Any:
        made = original(lane, pending)
        _count_as_sent(lane, made.op_ids)
        return made

    patch.setattr(PushLane, "_push", push)


@planted
def forgets_the_echo(patch: Patch) -> None:
    """R2 once more: what should have come back and did not is never asked for again."""
    patch.setattr(PushLane, "received", lambda *_: None)
    patch.setattr(PushLane, "head_seen", lambda *_: None)
    patch.setattr(PushLane, "forget", lambda *_: None)


@planted
def refuses_on_any_failure(patch: Patch) -> None:
    """R8: an answer that says nothing about an operation takes it out of the row."""

    def failed(lane: PushLane, push: Any, failure: Any) -> None:
        lane._replica.refuse([(op_id, failure.code) for op_id in push.op_ids])

    patch.setattr(PushLane, "failed", failed)


@planted
def head_of_the_queue_blocks(patch: Patch) -> None:
    """R8: what fails alone is tried again before everything else, for ever."""
    patch.setattr(Replica, "set_waiting", lambda *_, **__: None)


@planted
def throws_away_what_is_denied(patch: Patch) -> None:
    """R8: text that was refused is gone."""
    original = Replica.refuse

    def refuse(one: Replica, reasons: Any) -> None:
        original(one, reasons)
        for op_id, _ in reasons:
            one._writer.db.execute("DELETE FROM ops WHERE op_id = ?", [op_id])

    patch.setattr(Replica, "refuse", refuse)


@planted
def shows_what_is_denied(patch: Patch) -> None:
    """What is forbidden keeps its effect on the screen of who did it."""
    patch.setattr(Writer, "refold", lambda writer, *_: writer._fold({}, erasure.Erased()))


@planted
def sends_again_in_other_bytes(patch: Patch) -> None:
    """R12: what is sent once more is encoded once more."""
    original = PushLane._push
    sent: set[str] = set()

    def push(lane: PushLane, pending: Any) -> Any:
        again = [_encoded_again(one) if one.op_id in sent else one for one in pending]
        sent.update(one.op_id for one in pending)
        return original(lane, again)

    patch.setattr(PushLane, "_push", push)


def _encoded_again(one: Any) -> Any:
    head = json.dumps(json.loads(one.operation.head))
    operation = msgspec.structs.replace(one.operation, head=head)
    return msgspec.structs.replace(one, operation=operation)


@planted
def first_receipt_is_not_sent(patch: Patch) -> None:
    """What a restored backend had lost counts as received when it is sent again."""
    original = outbox._pending

    def pending(row: Any, time: Any) -> Any:
        one = original(row, time)
        operation = msgspec.structs.replace(one.operation, first_received_at=None)
        return msgspec.structs.replace(one, operation=operation)

    patch.setattr(outbox, "_pending", pending)


@planted
def denied_is_never_sent_again(patch: Patch) -> None:
    """What was answered once stays out of the row, though a role change has released it."""
    original = PushLane.next

    def following(lane: PushLane) -> Any:
        earlier = lane.acked_seq
        lane.acked_seq = earlier or 1
        try:
            return original(lane)
        finally:
            lane.acked_seq = earlier

    patch.setattr(PushLane, "next", following)


# On the way in


@planted
def accepts_gaps(patch: Patch) -> None:
    """R4: a page is taken although it does not continue what is known."""

    def continued(records: Sequence[Record], cursor: int, chain: bytes) -> list[Head]:
        return [head_of(record) for record in records]

    patch.setattr(receiving, "continued", continued)


@planted
def console_checks_no_chain(patch: Patch) -> None:
    """R4: numbers alone say that a page continues what is known."""

    def continued(records: Sequence[Record], cursor: int, chain: bytes) -> list[Head]:
        if [one.seq for one in records] != list(range(cursor + 1, cursor + 1 + len(records))):
            raise receiving.ChainBroken
        return [head_of(record) for record in records]

    patch.setattr(receiving, "continued", continued)


@planted
def city_checks_no_chain(patch: Patch) -> None:
    """R4: a cursor within the log counts as a place in this log."""
    original = reading.hold_against

    def hold_against(log: Any, after: int, chain: str | None) -> Any:
        own = log.chain_at(after) if after <= log.head().seq else None
        return original(log, after, own.hex() if own is not None else chain)

    patch.setattr(city, "hold_against", hold_against)


@planted
def moves_the_cursor_first(patch: Patch) -> None:
    """R5: the cursor is durable before the rows are."""
    original = Replica.receive

    def receive(one: Replica, records: Sequence[Record], contact_at: int | None = None) -> Any:
        if records and records[0].seq == one.position.cursor + 1:
            one._writer.db.conn.execute(
                "UPDATE sync SET cursor = ?, chain = ?", [records[-1].seq, records[-1].chain]
            )
        return original(one, records, contact_at)

    patch.setattr(Replica, "receive", receive)


@planted
def takes_the_cursor_from_an_acknowledgement(patch: Patch) -> None:
    """The head of an answer to a push counts as read."""
    original = Core.pushed

    def pushed(one: Core, push: Any, answer: Any) -> bool:
        writer = one._replica._writer
        writer.db.execute("UPDATE sync SET cursor = ?", [answer.head])
        writer.position = msgspec.structs.replace(writer.position, cursor=answer.head)
        return original(one, push, answer)

    patch.setattr(Core, "pushed", pushed)


@planted
def projects_after_commit(patch: Patch) -> None:
    """R5: what an action changes on screen is written after the action itself."""

    def insert(writer: Writer, rows: Any, *, clears_draft: str | None = None) -> Any:
        with writer.transaction():
            writer.db.executemany(receiving.INSERT.format("ops"), [row.values() for row in rows])
        with writer.transaction():
            return writer.project(rows)

    patch.setattr(Writer, "insert", insert)


@planted
def an_unreadable_record_stops_the_console(patch: Patch) -> None:
    """R9: a record that this program does not understand is no page at all."""

    def strict(record: Record) -> Head:
        head = codec.decode_head(record.head)
        if codec.known_kind(head) is None:
            raise receiving.ChainBroken
        return head

    patch.setattr(receiving, "head_of", strict)


@planted
def echo_leaves_quarantine(patch: Patch) -> None:
    """R10: what the log has stays refused here."""
    original = receiving.Receiving._stamp

    def stamp(one: Any, rows: Any) -> None:
        db = one._writer.db
        kept = db.execute("SELECT op_id, quarantine FROM ops WHERE quarantine NOTNULL").fetchall()
        original(one, rows)
        for op_id, reason in kept:
            db.execute("UPDATE ops SET quarantine = ? WHERE op_id = ?", [reason, op_id])

    patch.setattr(receiving.Receiving, "_stamp", stamp)


@planted
def keeps_a_blank_copy(patch: Patch) -> None:
    """The copy without words that came first stays, though the words are for us now."""
    patch.setattr(receiving.Receiving, "_fill", lambda *_: None)
    patch.setattr(divergence, "_take_bodies", lambda *_: set())


@planted
def role_change_reads_nothing_again(patch: Patch) -> None:
    """Another role keeps the bodies of the old one."""
    patch.setattr(roles, "reads_alike", lambda *_: True)
    patch.setattr(Core, "check_words", lambda *_: None)


# When histories differ


@planted
def deletes_on_divergence(patch: Patch) -> None:
    """R11: what the other history lacks is thrown away."""
    original = divergence.swap

    def swap(db: Any, identity: Any, common: int) -> Any:
        db.execute("DELETE FROM ops WHERE seq > ?", [common])
        return original(db, identity, common)

    patch.setattr(divergence, "swap", swap)


@planted
def keeps_only_what_is_own(patch: Patch) -> None:
    """R11: own operations are queued again, those of a console that is gone are not kept."""
    original = divergence.swap

    def swap(db: Any, identity: Any, common: int) -> Any:
        merge = original(db, identity, common)
        db.execute("DELETE FROM ops WHERE handed_over = 1")
        return merge

    patch.setattr(divergence, "swap", swap)


@planted
def drops_before_pull(patch: Patch) -> None:
    """R11: the old history goes before the other one is there."""
    original = Replica.begin_aside

    def begin_aside(one: Replica) -> None:
        original(one)
        with one._writer.transaction():
            one._writer.db.execute("DELETE FROM ops WHERE seq IS NOT NULL")

    patch.setattr(Replica, "begin_aside", begin_aside)


# Words that the log lacks


@planted
def keeps_salvage_to_itself(patch: Patch) -> None:
    """What others wrote and the log has lost is offered to nobody."""
    patch.setattr(SalvageLane, "next", lambda _: None)


@planted
def offers_before_it_has_read(patch: Patch) -> None:
    """What the log may have had for a while is offered without looking."""

    def offer(one: Core) -> Any:
        return None if one.stopped or one.is_merging else one.salvage.next()

    patch.setattr(Core, "offer", offer)


@planted
def sends_what_was_handed_over_as_its_own(patch: Patch) -> None:
    """Whoever reads a file is the author of what is in it."""
    patch.setattr(outbox, "_OWN", "seq IS NULL AND quarantine IS NULL AND body IS NOT NULL")
    patch.setattr(outbox, "_BY_N", "ops")


@planted
def erasures_of_a_file_are_not_heeded(patch: Patch) -> None:
    """Of a file only its words are read, not whose words are to go."""
    original = handover_reading.Reading.__init__

    def init(reading: Any, writer: Any, file: Any) -> None:
        original(reading, writer, msgspec.structs.replace(file, blanks=()))

    patch.setattr(handover_reading.Reading, "__init__", init)


@planted
def a_file_may_claim_the_lead(patch: Patch) -> None:
    """What changes who may do what is taken from whoever wrote it into a file."""
    nothing: frozenset[str] = frozenset()
    for module in (salvage, handover_writing, handover_reading):
        patch.setattr(module, "NEVER_HANDED", nothing)
    patch.setattr(city_salvage, "NOT_FROM_FILES", nothing)


@planted
def salvage_is_stamped_with_the_bringer(patch: Patch) -> None:
    """Whoever brings the words of somebody who is gone becomes their author."""
    original = city_salvage.Salvage._origin

    def origin(one: Any, checked: Any) -> Any:
        who = one.bringer
        return msgspec.structs.replace(original(one, checked), by=who.member, device=who.device)

    patch.setattr(city_salvage.Salvage, "_origin", origin)


@planted
def a_blanked_copy_is_adopted_first(patch: Patch) -> None:
    """A copy without words takes the place of the one that has them."""
    original = city_salvage.Salvage.refusal

    def refusal(one: Any, checked: Any) -> Any:
        row = checked.operation
        words = "{}" if row.body is None else row.body
        checked = msgspec.structs.replace(
            checked, operation=msgspec.structs.replace(row, body=words)
        )
        return original(one, checked)

    patch.setattr(salvage._Covers, "__call__", lambda *_: True)
    patch.setattr(city_salvage.Salvage, "refusal", refusal)
    patch.setattr(judging.Judging, "_fill", lambda *_: False)


@planted
def what_is_parked_is_adopted_twice(patch: Patch) -> None:
    """Adopted text goes on waiting, and nobody looks whether the log has it."""
    original = SqlParked._apply_parked

    def apply(log: Any, write: Any) -> None:
        kept = log.parked([row.head.op_id for row in write.rows])
        original(log, write)
        original(log, msgspec.structs.replace(write, rows=(), parked=tuple(kept.values())))

    patch.setattr(SqlParked, "_apply_parked", apply)
    patch.setattr(adoption._Adoption, "_judge", lambda one, checked: one._permit(checked))


@planted
def half_an_action_is_adopted(patch: Patch) -> None:
    """The operations of one action are adopted one by one."""
    patch.setattr(adoption, "_whole", lambda op_ids, log: log.parked(op_ids))


@planted
def parked_keeps_words_of_the_erased(patch: Patch) -> None:
    """An erasure takes the words that are in the log, not those that wait beside it."""
    patch.setattr(appending.Appending, "_parked_now", lambda end: tuple(end._parked))
    patch.setattr(SqlLog, "parked_of", lambda *_: [])


# In the city


@planted
def city_knows_no_duplicates(patch: Patch) -> None:
    """Nothing is looked up: the same operation is new every time."""
    patch.setattr(SqlLog, "known", lambda *_: {})
    patch.setattr(SqlLog, "taken", lambda *_: {})
    original = SqlLog.apply

    def apply(log: Any, write: Any) -> None:
        # As if no unique index stood behind it.
        known = {row.head.op_id for row in write.rows} & {row[1] for row in log.after(0, 1_000_000)}
        assert not known, "twice in the log"
        original(log, write)

    patch.setattr(SqlLog, "apply", apply)


@planted
def divergence_is_seen_in_an_old_head(patch: Patch) -> None:
    """What is behind a head that somebody remembered counts as another history."""
    original = reading.hold_against
    remembered: list[int] = []

    def hold_against(log: Any, after: int, chain: str | None) -> Any:
        remembered.append(log.head().seq)
        if after > remembered[max(0, len(remembered) - 4)]:
            raise Problem("history_diverged", head=remembered[-1], chain="")
        return original(log, after, chain)

    patch.setattr(city, "hold_against", hold_against)


@planted
def asks_rights_before_duplicates(patch: Patch) -> None:
    """R10: what is in the log already is denied to who may not write it any more."""
    original = city_core._Push._judge

    def judge(push: Any, one: Any) -> Any:
        if one.head is not None and not one.fault:
            verdict = push._permit(one)
            if verdict.status != "accepted":
                return verdict
        return original(push, one)

    patch.setattr(city_core._Push, "_judge", judge)


@planted
def asks_no_rights(patch: Patch) -> None:
    """Everybody may write everything."""
    patch.setattr(city_core, "may_write", lambda *_: True)


@planted
def asks_no_scope(patch: Patch) -> None:
    """A group's note-taker may write into another group's note."""
    patch.setattr(appending.Appending, "scope", lambda _, __, ___, claimed: claimed)


@planted
def first_receipt_is_not_taken(patch: Patch) -> None:
    """The city stamps what comes back after a restore as if it were new."""
    original = appending.Appending.append

    def append(end: Any, one: Any, **who: str) -> int:
        operation = msgspec.structs.replace(one.operation, first_received_at=None)
        return original(end, msgspec.structs.replace(one, operation=operation), **who)

    patch.setattr(appending.Appending, "append", append)


@planted
def page_cuts_an_action(patch: Patch) -> None:
    """A page ends where it is full."""
    patch.setattr(reading, "whole_actions", lambda items, limit: min(len(items), limit))
    patch.setattr(pages, "whole_actions", lambda items, limit: min(len(items), limit))


@planted
def half_an_action_is_accepted(patch: Patch) -> None:
    """The operations of one action are judged one by one."""
    original = city_core._Push._settle

    def settle(push: Any, indexes: list[int]) -> Any:
        results: dict[int, Any] = {}
        for index in indexes:
            results.update(original(push, [index]))
        return results

    patch.setattr(city_core._Push, "_settle", settle)


# Erasure


@planted
def city_keeps_late_words_of_the_erased(patch: Patch) -> None:
    """What comes after the erasure keeps its words in the log."""
    patch.setattr(appending.Appending, "is_blank", lambda *_: False)


@planted
def console_keeps_late_words_of_the_erased(patch: Patch) -> None:
    """What comes after the erasure keeps its words in the file."""
    patch.setattr(erasure, "_blank_late", lambda *_: ())


@planted
def restore_brings_the_erased_back(patch: Patch) -> None:
    """No tombstone lies beside the database."""
    patch.setattr(city, "replay", lambda *_: None)


@planted
def write_ahead_log_keeps_the_erased(patch: Patch) -> None:
    """What was deleted is still in what SQLite leaves beside the file."""
    patch.setattr(erasure, "scrub", lambda *_: None)


# In the fold


@planted
def last_writer_wins(patch: Patch) -> None:
    """Of two wordings the later one is all that is left."""
    original = fold.text_value
    patch.setattr(
        fold, "text_value", lambda name, pairs, entries: original(name, pairs[:1], entries)
    )


@planted
def withdrawal_hides_everything(patch: Patch) -> None:
    """A withdrawal takes away what its author never saw."""
    original = hiding.is_hidden

    def is_hidden(texts: Any, hides: Any, *rest: Any) -> bool:
        return bool(hides) or original(texts, hides, *rest)

    patch.setattr(fold, "is_hidden", is_hidden)


@planted
def undo_follows_no_bases(patch: Patch) -> None:
    """What was made on something undone does not replace what lies below."""
    original = standing.standing
    patch.setattr(fold, "standing", lambda live, entries, _: original(live, entries, ()))


@planted
def undo_writes_the_inverse(patch: Patch) -> None:
    """Undo is an ordinary operation that names nothing."""
    original = undo_command._facts

    def facts(store: Store, step: Any) -> Any:
        return [_inverse(store, one) for one in original(store, step) or ()]

    patch.setattr(undo_command, "_facts", facts)


def _inverse(store: Store, fact: Fact) -> Fact:
    before = {one.head.op_id: one for one in store.entries("note", fact.entity)}
    undone = before.get(fact.undoes or "")
    if undone is None or not isinstance(fact.body, Undone):
        return fact
    if undone.head.kind == "note.added":
        return Fact(entity=fact.entity, body=NoteWithdrawn(), scope=fact.scope)
    earlier = [before[one] for one in undone.head.base if one in before]
    words = [text for one in earlier if (text := getattr(one.body, "text", None))]
    if undone.head.kind != "note.edited" or not words:
        return fact
    return Fact(entity=fact.entity, body=NoteEdited(text=words[0]), scope=fact.scope)


@planted
def greatest_clock_moves_the_plenary(patch: Patch) -> None:
    """The last press wins, whoever made it and whenever it arrives."""

    def first(found: list[Entry]) -> Any:
        return min((-entry.head.hlc[0], entry.head.op_id) for entry in found)

    patch.setattr(course, "_first", first)


@planted
def run_is_its_start(patch: Patch) -> None:
    """A run is whoever started it: of two starts, time given to one is lost."""
    dice = random.Random(0)
    patch.setattr(timer_commands, "group_run_id", lambda *_: uuid7(0, dice.randbytes))


@planted
def folds_by_number(patch: Patch) -> None:
    """R3: the later in the log, the stronger."""
    numbers: dict[str, int] = {}
    original = entries.entry_with

    def entry_with(head: Head, body: Any, first: Any, seq: int | None, *rest: Any) -> Entry:
        numbers[head.op_id] = seq or 10**9
        return original(head, body, first, seq, *rest)

    patch.setattr(entries, "entry_with", entry_with)
    patch.setattr(
        Entry, "rank", property(lambda one: (numbers.get(one.head.op_id, 0), 0, "", one.head.op_id))
    )


@planted
def bases_are_numbers(patch: Patch) -> None:
    """R3: what an operation replaces is said by its number in the log."""
    numbers: dict[str, int] = {}
    holders: dict[int, str] = {}
    said: dict[str, tuple[int | str, ...]] = {}
    original = entries.entry_with

    def entry_with(head: Head, body: Any, first: Any, seq: int | None, *rest: Any) -> Entry:
        if seq is not None:
            numbers[head.op_id] = seq
            holders[seq] = head.op_id
        named = said.setdefault(head.op_id, tuple(numbers.get(one, one) for one in head.base))
        base = tuple(holders[one] if isinstance(one, int) else one for one in named)
        return original(msgspec.structs.replace(head, base=base), body, first, seq, *rest)

    patch.setattr(entries, "entry_with", entry_with)
