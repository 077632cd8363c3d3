"""The strip says what is on, how long, and when the dialogue ends; once a second at most."""

import pytest

from console.commands import run, timers
from console.commands.dialogue import edit_dialogue
from console.viewmodels.now_strip import NowStripViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import MINUTE


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def strip(here):
    return NowStripViewModel(here.desk)


def tick(here, *, minutes=0.0, seconds=0.0):
    here.clock.advance(minutes=minutes, seconds=seconds)
    here.desk.ticker.tick.emit()


def test_before_the_beginning_it_counts_down_to_it(here, strip):
    here.clock.wall -= 10 * MINUTE
    here.clock.monotonic -= 10 * MINUTE
    tick(here)
    facts = strip.facts
    assert (facts.phase, facts.title, facts.time) == ("ready", "Quartier", "10:00")
    assert facts.question == here.words("live.until_start", time="18:00")
    tick(here, minutes=12)
    assert strip.facts.question == here.words("live.start_overdue", time="18:00")


def test_a_dialogue_that_is_still_empty_counts_down_to_nothing(qapp, tmp_path):
    here = NotesDesk(tmp_path, "lead")
    strip = NowStripViewModel(here.desk)
    edit_dialogue(here.store, values={"starts_at": 0})
    here.settle()
    facts = strip.facts
    assert facts.question == "Dieser Dialog ist noch leer. Die Hauptmoderation füllt ihn."
    assert (facts.time, facts.dialogue_end) == ("", "")
    here.close()


def test_an_item_shows_its_question_its_end_and_the_end_of_all(here, strip):
    here.go_on()
    tick(here, minutes=4)
    facts = strip.facts
    assert (facts.title, facts.question) == ("Begrüßung", "Frage 1?")
    assert (facts.phase, facts.chip, facts.time) == ("running", "Jetzt", "06:00")
    assert (facts.item_end, facts.dialogue_end) == ("bis 18:10", "Ende des Dialogs 18:40")
    assert (facts.elapsed_s, facts.length_s, facts.last_s) == (240, 600, 60)
    assert facts.description == "Noch 06:00 bis 18:10"


def test_over_time_counts_up_and_the_forecast_says_how_late(here, strip):
    here.go_on()
    tick(here, minutes=12, seconds=5)
    facts = strip.facts
    assert (facts.phase, facts.chip, facts.time) == ("over", "Überzogen", "+02:05")
    assert facts.item_end == "Soll-Ende 18:10"
    assert facts.dialogue_end == "Ende des Dialogs 18:42 (+2)"


def test_in_the_groups_the_latest_group_counts(here, strip):
    here.go_on()
    here.go_on()
    here.by_lead(timers.start_groups)
    here.by_lead(timers.extend_group, here.desk.evening.evening.groups[
        here.desk.evening.item.id][0].id, 2 * MINUTE)  # fmt: skip
    assert strip.facts.time == "23:00"


def test_a_pause_is_told_by_the_chip(here, strip):
    here.go_on()
    here.by_lead(run.pause)
    tick(here)
    facts = strip.facts
    assert (facts.phase, facts.chip, facts.item_end) == ("paused", "Pausiert", "")


def test_after_the_end_it_says_when_that_was(here, strip):
    for _ in range(4):
        here.go_on()
    facts = strip.facts
    assert (facts.phase, facts.time) == ("ended", "")
    assert facts.question == here.words("live.ended_at", time="18:00 Uhr")


def test_a_beat_that_changes_nothing_is_told_to_nobody(here, strip, qtbot):
    here.go_on()
    tick(here)
    with qtbot.assertNotEmitted(strip.changed):
        tick(here, seconds=0)
    with qtbot.waitSignal(strip.changed):
        tick(here, seconds=1)
