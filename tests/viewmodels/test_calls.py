"""Calls from groups as the lead has them: in Hinweise, on the card, answered with one key."""

import pytest

from console.commands import groups, signals, timers
from console.domain.ids import timer_id
from console.viewmodels.live_hint import Hint, Rank
from console.viewmodels.projector import ProjectorViewModel
from tests.small_dialogue import group_id, item_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    yield here
    here.close()


def call(here, number=2, kind="please_come", line=""):
    """A group calls, as if from its own console."""
    signal = signals.raise_signal(here.store, group_id(number), kind, line)
    here.settle()
    return signal


def reply(here, signal):
    return here.store.state.signals[signal].reply


def extended(here, number):
    timer = here.store.state.timers.get(timer_id(item_id(2), group_id(number)))
    return timer.extended_ms if timer is not None else 0


def test_a_call_is_the_first_hint_without_waiting_for_a_beat(here):
    here.live.hints.put(Hint("h", Rank.LEAD, 0, "Sonst", "", "accent", "bell"))
    call(here)
    first = here.live.hints.all[0]
    assert first.title == "Gruppe 2: Bitte kommen"
    assert first.detail == "seit 18:00"
    assert [(act.words, act.letter) for act in first.acts] == [("Kommt", "K"), ("Gesehen", "G")]


def test_only_what_cannot_be_saved_comes_before_a_call(here):
    call(here)
    here.live.hints.set_not_saved(True)
    assert [hint.rank for hint in here.live.hints.all[:2]] == [Rank.NOT_SAVED, Rank.CALL]


def test_who_calls_longest_stands_first(here):
    call(here, 3)
    here.go(seconds=30)
    call(here, 1, "tech")
    titles = [hint.title for hint in here.live.hints.all[:2]]
    assert titles == ["Gruppe 3: Bitte kommen", "Gruppe 1: Technik"]


def test_the_moderator_of_the_group_is_named(here):
    groups.edit_group(here.store, group_id(2), moderator=person_id(7))
    call(here)
    assert here.live.hints.all[0].detail == "Gesa Holt, seit 18:00"


def test_a_line_is_read_in_full(here):
    call(here, 1, "line", "Wer hat die Folie?")
    hint = here.live.hints.all[0]
    assert (hint.title, hint.detail) == ("Gruppe 1 schreibt", "„Wer hat die Folie?“\nseit 18:00")


def test_an_answer_takes_the_hint_away_and_is_in_the_log(here):
    signal = call(here)
    assert here.live.hints.act(f"call:{signal}", "coming")
    here.settle()
    assert reply(here, signal) == "coming"
    assert not any(hint.rank is Rank.CALL for hint in here.live.hints.all)


def test_seen_is_an_answer_to_a_call(here):
    signal = call(here)
    here.live.hints.see(f"call:{signal}")
    here.settle()
    assert reply(here, signal) == "seen"


def test_what_does_not_fit_is_no_answer(here):
    signal = call(here)
    assert not here.live.hints.act(f"call:{signal}", "yes")
    assert not here.live.calls.answer(signal, "yes")
    assert reply(here, signal) == ""


def test_the_first_call_is_answered_from_anywhere_with_the_likely_answer(here):
    asked = call(here, 2, "more_time")
    here.go(seconds=1)
    other = call(here, 1)
    here.go(seconds=1)
    assert here.live.calls.answer_first()
    here.settle()
    assert (reply(here, asked), reply(here, other)) == ("yes", "")
    assert extended(here, 2) == 2 * 60_000
    assert extended(here, 1) == 0


def test_a_call_that_has_just_come_to_the_front_is_not_answered_by_a_hand_on_its_way(here):
    asked = call(here, 2, "more_time")
    here.go(seconds=1)
    other = call(here, 1)
    here.go(seconds=1)
    signals.answer(here.store, asked, "no")
    here.settle()
    assert not here.live.calls.answer_first()
    here.go(seconds=1)
    assert here.live.calls.answer_first()
    here.settle()
    assert reply(here, other) == "coming"


def test_time_that_is_over_cannot_be_granted(here):
    signal = call(here, 2, "more_time")
    here.press()
    answers = here.live.calls.waiting[0].answers
    assert [one.reply for one in answers] == ["no", "seen"]
    assert not here.live.calls.answer(signal, "yes")


def test_the_card_shows_the_call_until_it_is_answered(here):
    signal = call(here)
    row = here.live.groups.rows[1]
    assert row.call is not None
    assert row.call.short == "Bitte kommen"
    assert row.description.startswith("Gruppe 2: Bitte kommen, seit 18:00, Läuft")
    assert here.live.groups.answer(group_id(2), "coming")
    here.settle()
    assert here.live.groups.rows[1].call is None
    assert reply(here, signal) == "coming"


def test_a_call_undone_by_the_group_is_gone(here):
    call(here)
    here.desk.undo()
    here.settle()
    assert here.live.calls.waiting == []


@pytest.mark.parametrize(("role", "hears"), [("cohost", True), ("notetaker", False)])
def test_the_co_host_hears_calls_and_who_takes_notes_does_not(qapp, tmp_path, role, hears):
    here = LiveDesk(tmp_path, role)
    here.by_lead(signals.raise_signal, group_id(2), "please_come")
    assert bool(here.live.calls.waiting) is hears
    assert bool(here.live.hints.all) is hears
    here.close()


def test_after_the_end_nobody_waits(here):
    call(here)
    here.press()
    here.press()
    assert here.live.calls.waiting == []


# one line to all groups


def test_a_line_to_all_groups_counts_where_it_was_seen(here):
    assert here.live.told.tell("Bitte zwei Punkte fürs Plenum.")
    here.settle()
    (line,) = here.live.told.lines
    assert line.text == "An alle: Bitte zwei Punkte fürs Plenum."
    assert line.seen == "gesehen in 0 von 3 Gruppen"
    for number in (1, 2):
        signals.mark_seen(here.store, line.id, group_id(number))
    here.settle()
    (line,) = here.live.told.lines
    assert (line.seen, line.all_seen) == ("gesehen in 2 von 3 Gruppen", False)
    here.live.told.settle(line.id)
    here.settle()
    assert here.live.told.lines == ()


def test_what_is_typed_to_all_groups_survives_and_goes_with_the_sending(here):
    here.live.told.type_line("Halber Satz")
    assert {draft.place: draft.text for draft in here.store.drafts()} == {"told": "Halber Satz"}
    assert not here.live.told.tell("x" * 141)
    assert here.refusals
    assert here.store.drafts()
    here.live.told.tell("Ganzer Satz")
    assert here.store.drafts() == []


def test_old_lines_leave_by_themselves(here):
    here.live.told.tell("Bitte zwei Punkte fürs Plenum.")
    here.settle()
    here.go(minutes=19)
    assert here.live.told.lines
    here.go(minutes=2)
    assert here.live.told.lines == ()


def test_who_observes_tells_nobody(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer")
    here.by_lead(signals.tell_groups, "Für alle.")
    assert not here.live.told.can_tell
    assert here.live.told.lines == ()
    here.close()


def test_before_the_beginning_nobody_sits_in_a_group(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    assert not here.live.told.can_tell
    assert not here.live.told.tell("Zu früh")
    here.press()
    assert here.live.told.can_tell
    here.close()


def test_nothing_of_gruppenfunk_is_ever_on_the_projector(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    projector = ProjectorViewModel(here.desk)
    projector.show()

    def shown():
        return repr(projector.screen), projector.content_label, projector.content_name

    for _ in range(4):
        here.press()
        before = shown()
        for number in (1, 2, 3):
            call(here, number, "line", f"Quittenbaum {number}")
            call(here, number, "tech")
        signals.tell_groups(here.store, "Quittenbaum für alle")
        here.settle()
        assert shown() == before
    here.close()
