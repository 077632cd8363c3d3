"""Without connection somebody says where they are: local, never sent, ended by the log."""

from __future__ import annotations

import pytest

from console.commands import run
from console.storage.store import Store
from console.sync.status import SyncStatus
from console.viewmodels.following import FollowingViewModel
from console.viewmodels.now_strip import NowStripViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from tests.small_dialogue import START, group_id, identity, item_id
from tests.viewmodels.live_desk import LiveDesk


class Alone:
    def __init__(self, folder, role: str) -> None:
        self.here = LiveDesk(folder, role)
        self.desk = self.here.desk
        self.sync = SyncStatusViewModel(self.desk)
        self.model = FollowingViewModel(self.desk, self.sync)
        self.state("offline")

    def state(self, name: str) -> None:
        self.sync.show(SyncStatus(state=name, last_contact_at=START))

    def follow(self, number: int) -> None:
        self.model.follow(item_id(number))
        self.here.settle()


@pytest.fixture
def alone(tmp_path, qapp):
    made: list[Alone] = []

    def make(role: str = "cohost") -> Alone:
        made.append(Alone(tmp_path, role))
        return made[0]

    yield make
    made[0].here.close()


def test_an_item_is_on_here_and_nothing_is_sent(alone):
    one = alone("notetaker")
    before = one.here.store.pending_count
    one.follow(2)
    assert one.desk.evening.item.title.text == "Gruppen"
    assert one.here.store.pending_count == before
    assert not one.here.store.state.course.is_live


def test_the_groups_time_runs_from_when_everybody_is_there(alone):
    one = alone()
    one.follow(2)
    view = one.desk.evening.countdown
    assert view.remaining_ms == view.length_ms
    one.here.go(minutes=5)
    left = one.desk.evening.countdown.remaining_ms
    assert left == view.length_ms - 3 * 60_000
    assert len(one.desk.evening.groups) == 3


def test_strip_and_card_say_that_it_is_only_here(alone):
    one = alone()
    strip = NowStripViewModel(one.desk)
    assert "Gerät" not in strip.facts.description
    one.follow(1)
    assert strip.facts.chip == "Nur hier"
    assert strip.facts.description.startswith("nur auf diesem Gerät, ")
    assert strip.facts.title == "Begrüßung"
    assert one.here.live.now.chip == "Nur hier"
    one.here.go(minutes=30)
    assert one.here.live.now.chip == "Überzogen"
    assert one.here.live.now.place == "nur hier"


def test_it_ends_by_itself_when_the_log_goes_on(alone):
    one = alone()
    one.follow(2)
    said = one.here.refusals
    one.here.by_lead(run.go_on)
    assert one.desk.evening.item.title.text == "Begrüßung"
    assert not one.model.is_on
    assert said == [one.model.words("following.ended")]
    assert one.here.store.drafts() == []


def test_other_news_of_the_log_end_nothing(alone):
    one = alone()
    one.here.by_lead(run.go_on)
    one.follow(2)
    one.here.by_lead(run.pause)
    assert one.desk.evening.item.title.text == "Gruppen"
    assert one.desk.evening.countdown.phase.value == "running"


def test_it_ends_by_hand(alone):
    one = alone()
    one.follow(2)
    one.model.end()
    assert one.desk.evening.item is None
    assert one.here.store.drafts() == []


def test_it_is_there_again_after_a_restart(alone):
    one = alone()
    one.follow(2)
    path = one.here.store.path
    one.here.desk.end()
    one.here.store.close()
    one.here.store = Store.open(path, one.here.clock, identity("cohost"))
    again = type(one.desk)(one.here.store, one.desk.words, one.here.ticker)
    assert again.evening.item.title.text == "Gruppen"
    assert again.evening.is_local
    one.here.desk = again


def test_nobodys_timers_are_touched_from_there(alone):
    one = alone()
    one.here.by_lead(run.go_on)
    group = group_id(1)
    assert one.desk.may("timer.extended", group)
    one.follow(2)
    assert not one.desk.may("timer.extended", group)
    assert one.desk.may("tech_case.opened")


def test_who_leads_goes_on_for_everybody_instead(alone):
    one = alone("lead")
    assert one.model.items == ()
    one.follow(2)
    assert not one.model.is_on


def test_with_the_others_in_reach_it_is_not_offered(alone):
    one = alone()
    assert [title for _, title, _ in one.model.items] == ["Begrüßung", "Gruppen", "Abschluss"]
    one.follow(2)
    assert [now for _, _, now in one.model.items] == [False, True, False]
    one.state("synced")
    assert one.model.items == ()
    assert one.model.is_on


def test_who_gets_the_lead_follows_the_log_again(alone):
    one = alone()
    one.follow(2)
    one.here.store.be(identity("lead"))
    FollowingViewModel(one.desk, one.sync)
    assert not one.desk.evening.is_local
