"""Gruppenfunk at the console of a group: what can be called, its answer, lines from the lead."""

import pytest

from console.commands import run, signals, timers
from console.viewmodels.notes import NotesViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import group_id


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    here.limit_to(group_id(2))
    yield here
    here.close()


@pytest.fixture
def notes(here):
    return NotesViewModel(here.desk)


@pytest.fixture
def own(notes):
    return notes.signals


def to_groups(here):
    here.go_on()
    here.go_on()
    here.by_lead(timers.start_groups)


def calls(here):
    return [(one.group, one.call) for one in here.store.state.signals.values() if not one.hidden]


def later(here, minutes):
    here.clock.advance(minutes=minutes)
    here.desk.ticker.tick.emit()
    here.settle()


def test_only_a_console_that_is_limited_to_groups_calls(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    notes = NotesViewModel(here.desk)
    own = notes.signals
    assert (own.group, own.offered) == (None, ())
    assert not own.send("please_come")
    assert calls(here) == []
    here.close()


def test_in_the_plenary_time_cannot_be_asked_for(here, own):
    here.go_on()
    assert own.offered == ("please_come", "tech", "line")
    assert not own.send("more_time")
    here.go_on()
    here.by_lead(timers.start_groups)
    assert own.offered == ("please_come", "tech", "more_time", "done", "line")
    assert own.send("more_time")
    assert calls(here) == [(group_id(2), "more_time")]


def test_a_call_stands_there_with_its_answer_until_it_is_closed(here, own):
    to_groups(here)
    own.send("more_time")
    here.settle()
    (row,) = own.sent
    assert (row.words, row.state) == ("+2 Minuten?", "noch nicht gesendet")
    here.by_lead(signals.answer, row.id, "yes")
    (row,) = own.sent
    assert (row.state, row.tone) == ("ja, +2", "ok")
    own.close(row.id)
    here.settle()
    assert own.sent == ()


@pytest.mark.parametrize(
    ("call", "reply", "words"),
    [("please_come", "coming", "kommt"), ("done", "seen", "gesehen"), ("more_time", "no", "nein")],
)
def test_every_answer_has_its_words(here, own, call, reply, words):
    to_groups(here)
    own.send(call)
    here.settle()
    here.by_lead(signals.answer, own.sent[0].id, reply)
    assert own.sent[0].state == words


def test_an_answer_is_told_once(here, own):
    told = []
    own.told.connect(told.append)
    to_groups(here)
    own.send("please_come")
    here.settle()
    assert told == []
    here.by_lead(signals.answer, own.sent[0].id, "coming")
    later(here, 1)
    assert told == ["Antwort auf „Bitte kommen“: kommt"]


def test_calls_of_other_groups_are_not_shown(here, own):
    here.by_lead(signals.raise_signal, group_id(1), "tech")
    assert own.sent == ()


def test_what_was_answered_leaves_by_itself_and_what_waits_stays(here, own):
    to_groups(here)
    own.send("please_come")
    own.send("tech")
    here.settle()
    here.by_lead(signals.answer, own.sent[0].id, "coming")
    later(here, 21)
    assert [row.words for row in own.sent] == ["Technik"]


def test_a_line_from_the_lead_stands_there_until_it_was_seen(here, own):
    told = []
    own.told.connect(told.append)
    line = here.by_lead(signals.tell_groups, "Bitte zwei Punkte.")
    assert [row.text for row in own.lines] == ["An alle: Bitte zwei Punkte."]
    assert told == ["An alle: Bitte zwei Punkte."]
    assert own.see(line)
    here.settle()
    assert own.lines == ()
    assert signals.seen_by(here.store, line) == {group_id(2)}


def test_a_line_that_is_being_typed_is_kept_until_it_is_sent(here, own):
    own.type_line("Wer hat")
    assert here.drafts() == {"signal": "Wer hat"}
    again = NotesViewModel(here.desk)
    assert again.signals.draft == "Wer hat"
    assert not own.send_line("x" * 141)
    assert here.drafts() == {"signal": "Wer hat"}
    assert own.send_line("Wer hat die Folie?")
    assert here.drafts() == {}
    assert calls(here) == [(group_id(2), "line")]


def test_after_the_end_nothing_is_called(here, own):
    for _ in range(4):
        here.by_lead(run.go_on)
    assert here.store.state.course.is_over
    assert own.offered == ()


def test_of_several_groups_the_one_notes_come_from_calls(here):
    here.limit_to(group_id(2), group_id(3))
    notes = NotesViewModel(here.desk)
    notes.capture.choices.choose_group(3)
    assert notes.signals.group == group_id(3)
    assert notes.signals.title == "Gruppenfunk, Gruppe 3"
