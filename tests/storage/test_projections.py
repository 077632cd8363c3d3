"""What is shown is what the log folds to, whichever way it got into the tables."""

import pytest

from console.domain.groups import DrawApplied, GroupAdded, SeatSet
from console.domain.ids import derived, seat_id
from console.domain.members import Undone
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded, ParticipantErased, TechCaseOpened
from console.storage import folding, projections
from console.storage.rows import COLUMNS, Row
from console.storage.state import DialogueState
from console.storage.store import Store
from tests.storage.files import DIALOGUE, Log, edit, fact, note, reopen, rows, values_of

ITEM = derived("test", "item")


def busy(store: Store) -> None:
    """A little of everything that one entity's fold needs of another."""
    entity = note(store, "Bäume")
    edit(store, entity, "Bäume und Bänke")
    person = fact(store, store.new_id(), ParticipantAdded(last_name="König"))
    fact(store, store.new_id(), TechCaseOpened(participant=person, problem="no_sound"))
    group = fact(store, store.new_id(), GroupAdded(name="Gruppe 1", item=ITEM, order="V"))
    draw(store, person, group)
    gone = fact(store, store.new_id(), ParticipantAdded(last_name="Klein"))
    fact(store, store.new_id(), TechCaseOpened(participant=gone, problem="no_sound"))
    fact(store, gone, ParticipantErased())


def draw(store: Store, person: str, group: str | None) -> str:
    """Draw an item's groups; the seat names the operation of the draw."""
    store.commit([Fact(entity=ITEM, body=DrawApplied(seed=store.new_id()))])
    applied = store.entries("draw", ITEM)[-1].head.op_id
    seat = SeatSet(item=ITEM, participant=person, group=group, draw=applied)
    store.commit([Fact(entity=seat_id(ITEM, person), body=seat)])
    return applied


def test_rebuilding_from_the_log_gives_what_was_shown_live(store: Store) -> None:
    busy(store)
    fresh = DialogueState(DIALOGUE)
    projections.rebuild(store._writer.db, fresh)
    shown = values_of(store)
    assert {family: fresh.family(family) for family in shown} == shown


def test_another_fold_rebuilds_the_tables_at_opening(store: Store) -> None:
    busy(store)
    before = values_of(store)
    found = store.search_notes("bänke")
    store._writer.db.execute("UPDATE sync SET fold_version = 0")
    for table in ("notes", "participants", "seats", "notes_search"):
        store._writer.db.execute(f"DELETE FROM {table}")
    again = reopen(store)
    assert values_of(again) == before
    assert again.search_notes("bänke") == found != set()
    assert rows(again, "SELECT fold_version FROM sync") == [(projections.FOLD_VERSION,)]
    again.close()


def test_a_projection_that_cannot_be_read_is_made_anew(store: Store) -> None:
    busy(store)
    before = values_of(store)
    store._writer.db.execute("UPDATE notes SET value = x'7b22'")
    again = reopen(store)
    assert values_of(again) == before
    again.close()


def test_r9_a_fold_that_fails_marks_the_entity_and_stops_nothing(
    store: Store, other: Store, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = note(other, "vor dem Fehler")
    log.exchange(other, store)
    edit(other, first, "der Fehler")
    second = note(other, "nach dem Fehler")
    log.take(other)
    original = folding.fold

    def failing(family: str, entity: str, *more: object, **options: object) -> object:
        if entity == first:
            raise RuntimeError("a bug")
        return original(family, entity, *more, **options)  # pyright: ignore[reportArgumentType]

    with monkeypatch.context() as patch:
        patch.setattr(folding, "fold", failing)
        log.bring(store)
    assert store.replica.position.cursor == len(log.records)
    assert store.state.damaged == {("note", first)}
    assert store.state.notes[first].text.text == "vor dem Fehler"
    assert store.state.notes[second].text.text == "nach dem Fehler"
    assert rows(store, "SELECT count(*) FROM ops WHERE entity = ?", first) == [(2,)]


def test_seats_of_a_losing_draw_are_empty(store: Store) -> None:
    person = fact(store, store.new_id(), ParticipantAdded(last_name="König"))
    group = fact(store, store.new_id(), GroupAdded(name="Gruppe 1", item=ITEM, order="V"))
    draw(store, person, group)
    assert store.state.seat(ITEM, person) == group
    second = draw(store, person, None)
    assert store.state.seat(ITEM, person) is None
    undone = Undone()
    store.commit([Fact(entity=ITEM, body=undone, undoes=second, undoes_kind="draw.applied")])
    assert store.state.seat(ITEM, person) == group


def test_seats_follow_a_draw_that_arrives_after_them(store: Store, other: Store, log: Log) -> None:
    person = fact(store, store.new_id(), ParticipantAdded(last_name="König"))
    group = fact(store, store.new_id(), GroupAdded(name="Gruppe 1", item=ITEM, order="V"))
    log.exchange(store, other)
    draw(store, person, group)
    log.exchange(store, other)
    assert other.state.seat(ITEM, person) == group
    draw(store, person, None)
    draw_record, seat_record = (one.operation for one in store.replica.pending())
    log.append(seat_record)
    log.bring(other)
    assert other.state.seat(ITEM, person) == group
    log.append(draw_record)
    log.bring(other)
    assert other.state.seat(ITEM, person) is None


def test_rows_are_written_in_the_order_of_their_columns() -> None:
    assert Row.__struct_fields__ == COLUMNS
