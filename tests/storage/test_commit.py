"""One transaction, then one announcement; or nothing at all."""

import sqlite3
from typing import Any

import pytest

from console.domain.errors import CommandRejected, KnownFailure
from console.domain.measures import MeasureAdded
from console.domain.notes import NoteAdded, NoteWithdrawn, Place
from console.domain.ops import Fact
from console.storage.change import Change, Done, Origin
from console.storage.store import Store
from tests.storage.files import Log, MovedClock, edit, note, reopen, rows


def new(store: Store, text: str = "Mehr Bänke") -> Fact:
    return Fact(entity=store.new_id(), body=NoteAdded(text=text, place=Place(order="V")))


def test_a_commit_is_announced_once_with_what_it_touched(store: Store) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)
    facts = [new(store), new(store)]
    facts.append(Fact(entity=store.new_id(), body=MeasureAdded(what="Bänke", order="V")))
    action = store.commit(facts, done=Done(key="notes_added", parameters={"n": 2}))
    (change,) = heard
    assert change.ids == {
        "note": frozenset(fact.entity for fact in facts[:2]),
        "measure": frozenset([facts[2].entity]),
    }
    assert (change.origin, change.action) == (Origin.LOCAL, action)
    assert change.done == Done(key="notes_added", parameters={"n": 2})


def test_listeners_see_the_new_state(store: Store) -> None:
    seen: list[str] = []
    store.subscribe(
        lambda change: seen.extend(store.state.notes[one].text.text for one in change.ids["note"])
    )
    note(store, "schon da")
    assert seen == ["schon da"]


def test_whoever_ends_the_subscription_hears_nothing_more(store: Store) -> None:
    heard: list[Change] = []
    end = store.subscribe(heard.append)
    end()
    note(store, "leise")
    assert heard == []


def test_everything_is_there_after_reopening(store: Store) -> None:
    entity = note(store, "bleibt")
    edit(store, entity, "bleibt geändert")
    again = reopen(store)
    assert again.state.notes[entity] == store.state.notes[entity]
    assert again.pending_count == 2
    assert again.search_notes("geänd") == {entity}
    again.close()


class FailsAt:
    """Lets the disk refuse one kind of statement."""

    def __init__(self, store: Store, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
        db = store._writer.db
        for name in ("execute", "executemany"):
            monkeypatch.setattr(db, name, self._refusing(getattr(db, name), word))

    @staticmethod
    def _refusing(original: Any, word: str) -> Any:
        def refuse(sql: str, *more: Any) -> Any:
            if word in sql:
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return original(sql, *more)

        return refuse


@pytest.mark.parametrize("word", ["INTO ops", "INTO notes ", "notes_search", "FROM drafts"])
def test_a_commit_that_fails_anywhere_leaves_nothing(
    store: Store, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = note(store, "vorher")
    store.save_draft("capture", "gerade getippt", ())
    heard: list[Change] = []
    store.subscribe(heard.append)
    with monkeypatch.context() as patch:
        FailsAt(store, word, patch)
        with pytest.raises(KnownFailure, match="disk_full"):
            store.commit([new(store), new(store)], clears_draft="capture")
    assert heard == []
    assert set(store.state.notes) == {kept}
    assert [draft.text for draft in store.drafts()] == ["gerade getippt"]
    assert rows(store, "SELECT count(*) FROM ops") == [(1,)]
    assert rows(store, "SELECT count(*) FROM notes") == [(1,)]
    assert rows(store, "SELECT count(*) FROM notes_search") == [(1,)]
    assert store.pending_count == 1
    note(store, "danach")
    assert rows(store, "SELECT n FROM ops ORDER BY n") == [(1,), (2,)]


def test_an_action_too_large_for_one_push_is_refused_whole(store: Store) -> None:
    with pytest.raises(CommandRejected, match="action_too_large"):
        store.commit([new(store) for _ in range(501)])
    with pytest.raises(CommandRejected, match="action_too_large"):
        store.commit([new(store, "x" * 3900) for _ in range(250)])
    with pytest.raises(CommandRejected, match="operation_too_large"):
        store.commit([new(store), new(store, "ü" * 4000 + "\0" * 4000)])
    assert store.state.notes == {}
    note(store, "die nächste")
    assert rows(store, "SELECT n FROM ops") == [(1,)]


def test_numbers_go_on_after_the_greatest_in_the_file(store: Store) -> None:
    note(store, "eins")
    note(store, "zwei")
    again = reopen(store)
    note(again, "drei")
    assert rows(again, "SELECT n FROM ops ORDER BY n") == [(1,), (2,), (3,)]
    again.close()


def test_numbers_go_on_after_the_greatest_in_the_log(store: Store, log: Log, tmp_path: Any) -> None:
    """An older copy of the file learns from the log which numbers are used."""
    note(store, "eins")
    store.back_up(tmp_path / "older.dialogpult")
    note(store, "zwei")
    log.exchange(store)
    older = Store.open(tmp_path / "older.dialogpult", MovedClock(), store.identity)
    log.bring(older)
    note(older, "drei")
    assert rows(older, "SELECT n FROM ops ORDER BY n") == [(1,), (2,), (3,)]
    older.close()


def test_the_hybrid_clock_never_runs_backwards(store: Store, clock: MovedClock) -> None:
    entity = note(store, "eins")
    clock.wall -= 3_600_000
    edit(store, entity, "zwei")
    again = reopen(store)
    edit(again, entity, "drei")
    stamps = [row[0] for row in rows(again, "SELECT hlc FROM ops ORDER BY n")]
    assert stamps == sorted(stamps)
    assert again.state.notes[entity].text.text == "drei"
    again.close()


def test_a_far_future_clock_of_somebody_else_does_not_pull_ours_along(
    store: Store, other: Store, log: Log
) -> None:
    clock = other.time.clock
    assert isinstance(clock, MovedClock)
    clock.wall += 86_400_000
    note(other, "aus der Zukunft")
    log.exchange(other, store)
    note(store, "von heute")
    (ahead,) = rows(store, "SELECT max(hlc) FROM ops WHERE device = ?", store.identity.device)
    assert isinstance(ahead[0], int)
    assert ahead[0] <= log.now + 61_000


def test_search_finds_beginnings_of_words_of_shown_notes_only(store: Store) -> None:
    shown = note(store, "Mehr Bänke in der Straße")
    hidden = note(store, "Bänke, aber zurückgezogen")
    versions = store.state.notes[hidden].text.versions
    store.commit([Fact(entity=hidden, body=NoteWithdrawn(), base=(versions[0].op_id,))])
    edited = note(store, "Bänke")
    edit(store, edited, "Bäume")
    assert store.search_notes("bank straß") == {shown}
    assert store.search_notes("bänk") == {shown}
    assert store.search_notes('"; DROP') == set()
    assert store.search_notes("...") == set()
