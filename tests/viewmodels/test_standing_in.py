"""A group whose console is gone for two minutes is a hint with its action."""

import pytest
from PySide6.QtWidgets import QApplication

from console.commands import timers
from console.domain.members import MemberAdded
from console.domain.ops import Fact
from console.sync.status import Peer, SyncStatus
from tests.small_dialogue import group_id, person_id
from tests.viewmodels.live_desk import LiveDesk

TITLE = "Gruppe 2: Protokoll nicht verbunden"
MEMBER = person_id(3)


def ready(tmp_path, role="lead"):
    here = LiveDesk(tmp_path, role)
    from console.commands import run

    for _ in range(2):
        here.by_lead(run.go_on)
    here.by_lead(timers.start_groups)
    body = MemberAdded(name="Kim", role="notetaker", groups=(group_id(2),))
    here.store.commit([Fact(entity=MEMBER, body=body)])
    here.settle()
    return here


@pytest.fixture
def here(qapp, tmp_path):
    here = ready(tmp_path)
    yield here
    here.close()


def connect(here, online, state="synced"):
    peer = Peer(member=MEMBER, device="d", role="notetaker", online=online)
    here.live.show_exchange(SyncStatus(state=state, peers=(peer,)))


def titles(here):
    return [hint.title for hint in here.live.hints.all]


def test_after_two_minutes_it_is_said_and_gone_when_the_console_is_back(here):
    connect(here, True)
    connect(here, False)
    here.go(minutes=1, seconds=59)
    assert TITLE not in titles(here)
    here.go(seconds=2)
    assert titles(here)[0] == TITLE
    assert here.live.hints.all[0].detail == "seit 18:00 ohne Verbindung"
    connect(here, True)
    assert TITLE not in titles(here)


def test_being_told_again_does_not_begin_the_time_anew(here):
    connect(here, False)
    here.go(minutes=1)
    connect(here, False)
    here.go(minutes=1)
    assert TITLE in titles(here)


def test_its_act_copies_a_request_for_the_chat(here):
    connect(here, False)
    here.go(minutes=2)
    hint = here.live.hints.all[0]
    QApplication.clipboard().setText("anderes")
    assert here.live.hints.act(hint.id, hint.acts[0].key)
    assert QApplication.clipboard().text().startswith("In Gruppe 2 fehlt gerade jemand")


def test_while_the_exchange_stands_still_nobody_is_missed(here):
    connect(here, False)
    here.go(minutes=1)
    connect(here, False, state="offline")
    here.go(minutes=5)
    assert TITLE not in titles(here)


def test_after_the_group_phase_nobody_is_missed(here):
    connect(here, False)
    here.go(minutes=2)
    assert TITLE in titles(here)
    here.press()
    assert TITLE not in titles(here)


def test_who_observes_is_not_asked(qapp, tmp_path):
    here = ready(tmp_path, "lead")
    from tests.small_dialogue import identity

    here.store.be(identity("observer"))
    connect(here, False)
    here.go(minutes=3)
    assert TITLE not in titles(here)
    here.close()
