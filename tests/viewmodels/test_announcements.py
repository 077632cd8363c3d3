"""The announcement that is due: its texts, and that everybody sees when it was sent."""

import pytest
from PySide6.QtWidgets import QApplication

from console.commands import agenda, timers
from console.viewmodels.announcements import AnnouncementsViewModel
from tests.small_dialogue import MINUTE, START, group_id, identity, item_id
from tests.viewmodels.live_desk import LiveDesk

FIVE = "Noch 5 Minuten. Was soll ins Plenum?"
ONE = "Noch eine Minute. Bitte kommen Sie zum Schluss."
UP = "Die Zeit ist um. Bitte kommen Sie zurück ins Plenum."


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    yield here
    here.close()


@pytest.fixture
def due(here):
    return here.live.announcements


def chat(due):
    return due.shown.chat if due.shown is not None else None


def test_each_threshold_makes_its_announcement_due_and_the_next_takes_its_place(here, due):
    told = []
    due.appeared.connect(told.append)
    here.go(minutes=15, seconds=59)
    assert due.shown is None
    here.go(seconds=1)
    assert (chat(due), due.is_due) == (FIVE, True)
    here.go(minutes=4)
    assert chat(due) == ONE
    here.go(minutes=1)
    assert chat(due) == UP
    here.press()
    assert chat(due) not in (FIVE, ONE, UP)
    assert told[:3] == [FIVE, ONE, UP]


def test_it_has_a_form_to_read_aloud(here, due):
    here.go(minutes=16)
    assert due.shown.aloud.startswith("Sie haben noch fünf Minuten.")


def test_one_key_copies_and_the_next_press_says_that_it_was_sent(here, due):
    here.go(minutes=16)
    QApplication.clipboard().setText("anderes")
    assert due.step()
    assert QApplication.clipboard().text() == FIVE
    assert due.is_copied
    assert due.is_due
    assert due.step()
    here.settle()
    assert not due.is_due
    assert due.shown.sent == "Gesendet um 18:16, Hauptmoderation"
    assert not due.step()


def test_every_console_sees_by_whom_it_was_sent(here, due):
    here.go(minutes=16)
    own = here.store.identity
    here.store.be(identity("cohost"))
    other = AnnouncementsViewModel(here.desk)
    assert chat(other) == FIVE
    assert other.mark_sent()
    here.store.be(own)
    here.settle()
    assert due.shown.sent == "Gesendet um 18:16, Co-Moderation, Technik"


def test_what_was_sent_leaves_and_comes_no_more_for_the_same_end(here, due):
    here.go(minutes=16)
    due.mark_sent()
    here.settle()
    here.go(minutes=2, seconds=5)
    assert due.shown is None
    timers.extend(here.store, MINUTE)
    here.settle()
    assert due.shown is None


def test_after_more_time_than_was_announced_it_is_due_again(here, due):
    here.go(minutes=16)
    due.mark_sent()
    here.settle()
    timers.extend(here.store, 6 * MINUTE)
    here.settle()
    assert due.shown is None
    here.go(minutes=6)
    assert (chat(due), due.is_due) == (FIVE, True)


def test_undo_makes_it_due_again(here, due):
    here.go(minutes=16)
    due.mark_sent()
    here.settle()
    here.desk.undo()
    here.settle()
    assert due.is_due


def test_it_is_due_when_it_is_true_for_most_groups_and_says_for_how_many(here, due):
    timers.extend_group(here.store, group_id(1), -3 * MINUTE)
    timers.extend_group(here.store, group_id(3), 4 * MINUTE)
    here.settle()
    here.go(minutes=13, seconds=30)
    assert due.shown is None
    here.go(minutes=2, seconds=40)
    assert chat(due) == FIVE
    assert due.shown.detail == "stimmt für 2 von 3 Gruppen"


def test_a_threshold_without_a_text_of_its_own_counts_the_minutes(here, due):
    agenda.edit_item(here.store, item_id(2), values={"thresholds": (7, 1)})
    here.settle()
    here.go(minutes=14, seconds=30)
    assert chat(due) == "Noch 7 Minuten."


def test_while_everything_stands_still_nothing_is_due(here, due):
    here.go(minutes=16)
    here.live.toggle_pause()
    here.settle()
    assert due.shown is None


def test_the_way_through_the_evening_has_its_announcements(qapp, tmp_path):
    here = LiveDesk(tmp_path, wall_ms=START - 31 * MINUTE)
    due = here.live.announcements
    assert due.shown is None
    here.go(minutes=2)
    assert "Wir beginnen um 18:00 Uhr." in due.shown.chat
    here.go(minutes=29)
    assert due.shown is None
    here.press()
    assert due.shown is None
    here.press()
    assert due.shown.chat.startswith("Gleich erscheint die Einladung")
    timers.start_groups(here.store)
    here.settle()
    assert due.shown is None
    here.press()
    assert due.shown.chat.startswith("Danke fürs Mitmachen.")
    here.press()
    assert due.shown is None
    here.close()


def test_the_end_of_a_break_is_announced_a_minute_before(here, due):
    agenda.edit_item(here.store, item_id(3), values={"kind": "break"})
    here.press()
    here.go(minutes=3, seconds=50)
    assert due.shown is None
    here.go(seconds=20)
    assert chat(due) == "In einer Minute geht es weiter."


@pytest.mark.parametrize("role", ["notetaker", "observer"])
def test_nobody_else_is_asked_to_send_it(qapp, tmp_path, role):
    here = LiveDesk(tmp_path, role, wall_ms=START - 20 * MINUTE)
    assert here.live.announcements.shown is None
    here.close()
