"""Parked text for the lead: who wrote it, who brought it, why it waits, what becomes of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.commands import measures
from console.domain.errors import KnownFailure
from console.sync.status import SyncStatus
from console.viewmodels.parked import ParkedViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from tests.handover_team import Team
from tests.parked_office import ParkedShelf, parked_of
from tests.places_office import Beside
from tests.small_dialogue import START

TEXT = "Zwei Bänke an der Haltestelle"


class Waiting:
    def __init__(self, folder, role: str = "lead") -> None:
        self.team = Team(folder)
        self.here, self.kim = self.team[role], self.team["notetaker"]
        self.kim.write(TEXT)
        self.shelf, self.beside = ParkedShelf(parked_of(self.kim)), Beside()
        self.sync = SyncStatusViewModel(self.here.desk)
        self.model = ParkedViewModel(self.here.desk, self.sync, self.shelf, self.beside)

    def state(self, name: str) -> None:
        self.sync.show(SyncStatus(state=name, last_contact_at=START))
        self.beside.finish()

    @property
    def only(self):
        (entry,) = self.model.entries
        return entry


@pytest.fixture
def waiting(tmp_path, qapp):
    one = Waiting(tmp_path)
    yield one
    one.team.close()


def test_the_list_is_asked_for_once_the_backend_answers(waiting):
    assert waiting.beside.count == 0
    waiting.state("synced")
    assert waiting.shelf.asked == [("parked",)]
    assert waiting.model.waiting == "Ein Text wartet auf die Leitung."
    waiting.state("offline")
    assert waiting.model.waiting == ""
    waiting.state("synced")
    assert waiting.shelf.asked == [("parked",), ("parked",)]


def test_nobody_but_the_lead_asks(tmp_path, qapp):
    one = Waiting(tmp_path, "cohost")
    one.state("synced")
    one.model.watch(watched=True)
    one.beside.finish()
    assert one.shelf.asked == []
    assert not one.model.is_shown
    one.team.close()


def test_an_entry_tells_what_who_and_why(waiting):
    waiting.state("synced")
    entry = waiting.only
    assert entry.title == "1 Notiz, 18:00"
    assert entry.text == TEXT
    assert entry.detail == "Geschrieben von Protokoll. Grund: aus einer Übergabe von Hand."
    assert entry.adopt_name == f"Übernehmen: {TEXT}"
    assert entry.note_name == ""


def test_who_gave_a_file_is_called_by_name(waiting):
    waiting.here.store.handover.read(waiting.kim.store.handover.write())
    waiting.state("synced")
    assert waiting.only.detail.startswith("Geschrieben von Kim, Protokoll.")


def test_what_another_group_wrote_may_be_a_note_instead(waiting):
    waiting.shelf.rows = parked_of(waiting.kim, reason="denied:scope")
    waiting.state("synced")
    assert "Grund: gehört zu einer anderen Gruppe." in waiting.only.detail
    # Whoever leads adopts from every group.
    assert waiting.only.adopt_name
    assert waiting.only.note_name == f"Als Notiz aufnehmen: {TEXT}"
    wanted: list[str] = []
    waiting.model.note_wanted.connect(wanted.append)
    waiting.model.as_note(waiting.only.id)
    assert wanted == [TEXT]


def test_adopting_takes_the_whole_action_once(waiting):
    measures.add_measure(waiting.kim.store, "Bänke aufstellen")
    waiting.shelf.rows = parked_of(waiting.kim)
    waiting.state("synced")
    entry = next(one for one in waiting.model.entries if one.text == TEXT)
    waiting.model.adopt(entry.id)
    waiting.model.adopt(entry.id)
    waiting.beside.finish()
    adopted = [asked for asked in waiting.shelf.asked if asked[0] == "adopt"]
    assert adopted == [("adopt", *entry.op_ids)]
    assert waiting.only.text == "Bänke aufstellen"
    assert waiting.model.count == 1


def test_what_cannot_be_adopted_says_why_and_offers_a_note(waiting):
    waiting.state("synced")
    waiting.shelf.answer = ("denied", "scope")
    waiting.model.adopt(waiting.only.id)
    waiting.beside.finish()
    assert waiting.only.answer == (
        "Lässt sich so nicht übernehmen: gehört zu einer anderen Gruppe. Als Notiz geht es."
    )
    assert waiting.only.note_name
    assert waiting.only.adopt_name == ""


def test_what_could_only_not_be_taken_for_now_is_offered_again(waiting):
    waiting.state("synced")
    waiting.shelf.answer = ("unsupported", "kind")
    waiting.model.adopt(waiting.only.id)
    waiting.beside.finish()
    assert waiting.only.answer == waiting.model.words("parked.answer.other")
    assert waiting.only.adopt_name


@pytest.mark.parametrize("kind", ["member.set", "lead.claimed"])
def test_who_may_do_what_is_nothing_to_adopt(waiting, kind):
    waiting.shelf.rows = parked_of(waiting.kim, reason="denied:role", kind=kind)
    waiting.state("synced")
    assert waiting.only.adopt_name == ""


def test_what_is_set_aside_is_kept_and_comes_back_with_one_press(waiting):
    waiting.state("synced")
    waiting.model.set_aside(waiting.only.id)
    waiting.beside.finish()
    assert waiting.model.entries == ()
    assert waiting.model.waiting == ""
    assert waiting.model.aside_label == "Ein beiseitegelegter Text"
    waiting.model.toggle_aside()
    assert waiting.only.text == TEXT
    assert waiting.only.aside_name == ""
    assert waiting.only.adopt_name


def test_a_failure_is_one_sentence_and_the_list_stays(waiting):
    waiting.state("synced")
    waiting.shelf.failure = KnownFailure("unreachable")
    waiting.model.adopt(waiting.only.id)
    waiting.beside.finish()
    assert waiting.model.sentence == waiting.here.desk.words("invite.failed.offline")
    assert waiting.only.text == TEXT


def test_while_it_is_looked_at_it_is_asked_for_calmly(waiting):
    def asked_after(seconds: float) -> int:
        before = len(waiting.shelf.asked)
        waiting.here.clock.advance(seconds=seconds)
        waiting.here.desk.ticker.tick.emit()
        waiting.beside.finish()
        return len(waiting.shelf.asked) - before

    waiting.state("synced")
    waiting.model.watch(watched=True)
    waiting.beside.finish()
    assert asked_after(10) == 0
    assert asked_after(25) == 1
    assert asked_after(10) == 0
    waiting.model.watch(watched=False)
    assert asked_after(300) == 0


def test_a_backend_without_parked_text_is_no_failure(waiting):
    waiting.shelf.failure = KnownFailure("not_found")
    waiting.state("synced")
    assert waiting.model.sentence == ""
    assert not waiting.model.is_shown


def test_what_a_newer_console_wrote_is_still_told(waiting):
    row = replace(parked_of(waiting.kim)[0], head="{}", body='{"text":"Neu"}', kind="vote.cast")
    waiting.shelf.rows = [row]
    waiting.state("synced")
    assert waiting.only.title == "1 weitere Änderung, 18:00"
    assert waiting.only.text == "Neu"
