"""Two histories of one evening in words: calm while it is read, a report afterwards, a question."""

from __future__ import annotations

import pytest

from console.storage.divergence import Merge
from console.sync.merged import Merged, Merges
from console.sync.status import SyncStatus
from console.viewmodels.histories import HistoriesViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import START, identity

MERGED = Merged(at=START, came=12, queued=3, salvaged=1)


class Two:
    def __init__(self, folder) -> None:
        self.here = NotesDesk(folder, "notetaker")
        self.sync = SyncStatusViewModel(self.here.desk)
        self.model = HistoriesViewModel(self.here.desk, self.sync)
        self.told: list[str] = []
        self.model.told.connect(self.told.append)

    def state(self, name: str, merged: Merged | None = None) -> None:
        self.sync.show(SyncStatus(state=name, last_contact_at=START, merged=merged))


@pytest.fixture
def two(tmp_path, qapp):
    one = Two(tmp_path)
    yield one
    one.here.close()


def test_while_the_other_history_is_read_one_calm_sentence_says_so(two):
    two.state("merging")
    assert "nichts verschwindet hier" in two.sync.long_text
    assert two.model.question == ""
    assert two.told == []


def test_afterwards_a_report_says_what_came_and_what_was_sent_again(two):
    two.state("merging")
    two.state("syncing", MERGED)
    assert two.told == [two.here.words("handover.history.told")]
    report = two.model.report
    assert report.title == "Zusammengeführt um 18:00"
    assert report.lines[:2] == (
        "Auf diesem Bildschirm ist alles geblieben.",
        "12 Einträge vom Stadt-Server kamen hinzu.",
    )
    assert report.lines[2].startswith("3 eigene Einträge")
    assert report.lines[3].startswith("Ein Eintrag von anderen fehlte dem Stadt-Server")


def test_what_is_still_unsent_is_told_as_being_sent(two):
    two.state("syncing", MERGED)
    assert two.here.store.pending_count
    assert "3 eigene Einträge werden noch einmal gesendet." in two.model.report.lines


def test_the_report_can_be_put_away_and_opened_again(two):
    two.state("synced", MERGED)
    assert two.model.is_open
    two.model.toggle()
    two.state("offline", MERGED)
    assert not two.model.is_open
    assert two.model.toggle_label == "Bericht vom Zusammenführen zeigen"
    two.model.toggle()
    assert two.model.is_open
    assert len(two.told) == 1


def test_another_history_asks_how_to_go_on_and_says_so_once(two):
    two.state("other_history")
    two.state("other_history")
    assert two.told == [two.here.words("handover.history.asked")]
    assert two.model.question
    assert two.model.may_stay_alone
    two.state("synced")
    assert two.model.question == ""


def test_a_lost_place_has_one_way_on(two):
    two.state("reconnect_needed")
    assert two.model.question.startswith("Mit einem neuen Code")
    assert not two.model.may_stay_alone


def test_the_address_known_so_far_goes_along(two):
    two.here.join()
    wanted: list[str] = []
    two.model.rejoin_wanted.connect(wanted.append)
    two.model.rejoin()
    assert wanted == ["https://stadt.example"]


def test_only_whoever_leads_a_dialogue_without_backend_may_publish_it(two):
    two.state("local_only")
    assert not two.model.may_publish
    two.here.store.be(identity("lead"))
    assert two.model.may_publish
    two.state("synced")
    assert not two.model.may_publish
    two.state("local_only")
    two.here.join()
    assert not two.model.may_publish


def test_a_merge_is_told_once_and_one_that_changed_nothing_never():
    merges = Merges()
    first = Merge(common=4, came=2, queued=1)
    assert merges.look(None, START) is None
    assert merges.look(Merge(common=4), START) is None
    told = merges.look(first, START + 1)
    assert told == Merged(at=START + 1, came=2, queued=1, salvaged=0)
    assert merges.look(first, START + 2) == told
    assert merges.look(None, START + 3) == told
