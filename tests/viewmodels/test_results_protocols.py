"""Before an export: whether all notes are here, said only when it is known, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.commands.run import go_on
from console.domain.members import MemberAdded, MemberRevoked
from console.domain.ops import Fact
from console.storage.store import Store
from console.sync.status import Peer, SyncStatus
from console.viewmodels.results import ResultsViewModel
from console.viewmodels.results_checks import CheckRow
from tests.notes_desk import NotesDesk
from tests.small_dialogue import MINUTE, START

LATE = START + 60 * MINUTE


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[NotesDesk]:
    made = NotesDesk(tmp_path, "lead")
    for _ in range(3):
        go_on(made.store)
        made.clock.advance(minutes=10)
    go_on(made.store)
    made.settle()
    yield made
    made.close()


@pytest.fixture
def results(desk: NotesDesk) -> ResultsViewModel:
    made = ResultsViewModel(desk.desk)
    made.set_shown(True)
    return made


def peer(number: int, role: str = "notetaker", **said: object) -> Peer:
    return replace(Peer(member="", device=f"d{number}", role=role), **said)


def said(results: ResultsViewModel, *peers: Peer, **status: object) -> CheckRow | None:
    results.show_exchange(replace(SyncStatus(state="synced", peers=peers), **status))
    return next((row for row in results.checks if row.id == "protocols"), None)


def title(results: ResultsViewModel, *peers: Peer, **status: object) -> str:
    row = said(results, *peers, **status)
    assert row is not None
    return row.title


def member(desk: NotesDesk, name: str, role: str = "notetaker") -> str:
    made = desk.store.new_id()
    desk.by_lead(Store.commit, [Fact(entity=made, body=MemberAdded(name=name, role=role))])
    return made


def test_all_are_here_when_every_console_has_sent_everything(results: ResultsViewModel) -> None:
    others = [peer(number) for number in range(4)]
    row = said(results, *others)
    assert row is not None
    assert (row.title, row.tone) == ("Alle Protokolle da: 5 von 5", "ok")


def test_a_console_that_went_dark_with_notes_is_named_with_count_and_time(
    results: ResultsViewModel,
) -> None:
    dark = peer(4, online=False, outbox=37, seen_at=LATE)
    row = said(results, peer(1), dark)
    assert row is not None
    assert row.title == "Noch nicht alles da: Protokoll, 37 ausstehend, zuletzt 19:00"
    assert row.short == "2 von 3 da, es fehlt: Protokoll"
    assert row.tone == "warn5"


def test_one_that_is_still_sending_is_named(desk: NotesDesk, results: ResultsViewModel) -> None:
    kim = member(desk, "Kim")
    assert title(results, peer(1, member=kim, outbox=3)).endswith(": Kim, 3 ausstehend")


@pytest.mark.parametrize(("seen_at", "here"), [(START + MINUTE, False), (LATE, True), (0, False)])
def test_of_a_console_that_went_dark_before_the_end_nobody_knows(
    results: ResultsViewModel, seen_at: int, here: bool
) -> None:
    told = title(results, peer(1, online=False, seen_at=seen_at))
    assert told.startswith("Alle Protokolle da: 2") is here
    if seen_at and not here:
        assert told.endswith("Protokoll, nicht verbunden, zuletzt 18:01")


def test_who_has_a_place_but_was_not_heard_of_since_the_backend_began_is_named(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    kim = member(desk, "Kim")
    member(desk, "Zuschauende", role="observer")
    assert title(results).endswith(": Kim, nichts bekannt")
    assert title(results, peer(1, member=kim)) == "Alle Protokolle da: 2 von 2"
    desk.by_lead(Store.commit, [Fact(entity=kim, body=MemberRevoked())])
    assert title(results) == "Alle Protokolle da: 1 von 1"


def test_who_only_watches_writes_nothing_that_could_be_missing(results: ResultsViewModel) -> None:
    watching = peer(1, role="observer", online=False)
    assert title(results, watching) == "Alle Protokolle da: 1 von 1"


def test_what_this_console_could_not_send_is_missing_too(results: ResultsViewModel) -> None:
    told = title(results, state="refused", quarantined=2)
    assert told == "Noch nicht alles da: dieses Gerät, 2 ausstehend"


@pytest.mark.parametrize("state", ["offline", "reconnect_needed", "other_history", "deleted"])
def test_without_a_connection_it_is_said_to_be_unknown(
    results: ResultsViewModel, state: str
) -> None:
    assert "nicht bekannt" in title(results, peer(1), state=state)


@pytest.mark.parametrize("state", ["connecting", "syncing", "merging"])
def test_while_it_syncs_nothing_is_claimed(results: ResultsViewModel, state: str) -> None:
    assert title(results, peer(1), state=state) == "Der Abgleich läuft noch"


def test_a_console_on_its_own_waits_for_nobody(results: ResultsViewModel) -> None:
    assert said(results, state="local_only") is None


def test_many_are_counted(results: ResultsViewModel) -> None:
    missing = [peer(number, outbox=1) for number in range(5)]
    assert title(results, *missing).endswith("; und 2 weitere Konsolen")


def test_it_is_told_once_for_each_news_and_never_stops_an_export(
    results: ResultsViewModel,
) -> None:
    heard: list[int] = []
    results.changed.connect(lambda: heard.append(1))
    for seen_at in (LATE, LATE + 1):
        said(results, peer(1, outbox=2, online=False, seen_at=seen_at))
    assert len(heard) == 1
    assert results.export.is_allowed
