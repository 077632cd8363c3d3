"""The rows of the Ablauf: states, plan against forecast, exact signals, skipping."""

import pytest

from console.commands import agenda, timers
from tests.small_dialogue import MINUTE, START, item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path, qtmodeltester):
    here = LiveDesk(tmp_path)
    qtmodeltester.check(here.live.agenda.model)
    yield here
    here.close()


def row(here, number):
    return next(row for row in here.live.agenda.rows if row.id == item_id(number))


def states(here):
    return [row.state for row in here.live.agenda.rows]


def told(model):
    heard = []
    model.rowsInserted.connect(lambda _p, a, b: heard.append(("in", a, b)))
    model.rowsRemoved.connect(lambda _p, a, b: heard.append(("out", a, b)))
    model.rowsMoved.connect(lambda *_: heard.append(("moved",)))
    model.dataChanged.connect(lambda a, b, _r: heard.append(("data", a.row(), b.row())))
    model.modelReset.connect(lambda: heard.append(("reset",)))
    return heard


def test_states_follow_the_evening(here):
    assert states(here) == ["next", "later", "later"]
    here.to_item(2)
    assert states(here) == ["done", "now", "next"]


def test_what_is_past_keeps_its_real_times_and_says_how_long_it_took(here):
    here.press()
    here.go(minutes=12)
    here.press()
    first = row(here, 1)
    assert (first.trailing, first.check) == ("+2", True)
    assert first.details == ("18:00 bis 18:12 · 12 Min",)
    assert first.name == "Begrüßung, Plenum, erledigt, 18:00 bis 18:12, +2 Min"


def test_what_is_to_come_follows_the_forecast(here):
    here.press()
    here.go(minutes=13)
    second = row(here, 2)
    assert second.trailing == "18:13"
    assert second.details == ("Plan 18:10 · 25 Min",)
    assert (second.planned_start, second.planned_end) == (START + 10 * MINUTE, START + 35 * MINUTE)


def test_the_present_item_says_how_long_it_goes_on_and_turns_to_over(here):
    here.press()
    here.go(minutes=4)
    assert row(here, 1).details == ("seit 18:00, noch 6 Min",)
    assert here.live.agenda.elapsed == pytest.approx(0.4, abs=0.01)
    timers.extend(here.store, 2 * MINUTE)
    here.settle()
    assert row(here, 1).details == ("seit 18:00, noch 8 Min", "12 Min, davon +2")
    here.go(minutes=8, seconds=30)
    assert row(here, 1).state == "now_over"
    assert row(here, 1).details[0] == "seit 18:00, gerade überzogen"
    here.go(minutes=1, seconds=30)
    assert row(here, 1).details[0] == "seit 18:00, 2 Min überzogen"


def test_the_footer_holds_the_forecast_end_against_the_fixed_one(here):
    footer = here.live.agenda.footer
    assert (footer.end, footer.plan, footer.chip) == ("18:40", "Plan 18:40", "Im Plan")
    here.press()
    here.go(minutes=16)
    footer = here.live.agenda.footer
    assert (footer.end, footer.chip, footer.tone) == ("18:46", "+6 Min", "warn5")


def test_going_on_changes_rows_without_a_reset(here):
    here.press()
    heard = told(here.live.agenda.model)
    here.press()
    assert heard == [("data", 0, 2)]


def test_a_beat_that_moves_no_word_sends_no_signal(here):
    here.press()
    here.go(seconds=1)
    heard = told(here.live.agenda.model)
    here.go(seconds=1)
    assert heard == []


def test_a_future_item_is_left_out_and_taken_back_in(here):
    assert here.live.agenda.toggle_skipped(item_id(2))
    here.settle()
    assert row(here, 2).state == "skipped"
    assert row(here, 2).details == ("übersprungen",)
    assert here.live.agenda.toggle_skipped(item_id(2))
    here.settle()
    assert states(here) == ["next", "later", "later"]


def test_what_is_on_or_past_cannot_be_left_out(here):
    here.to_item(2)
    assert not here.live.agenda.toggle_skipped(item_id(1))
    assert not here.live.agenda.toggle_skipped(item_id(2))
    assert not here.store.state.agenda_items[item_id(2)].skipped


def test_leaving_out_can_be_taken_back_as_one_action(here):
    here.live.agenda.toggle_skipped(item_id(3))
    here.settle()
    here.desk.undo()
    here.settle()
    assert not here.store.state.agenda_items[item_id(3)].skipped


def test_items_that_come_and_go_are_announced_row_by_row(here):
    heard = told(here.live.agenda.model)
    added = agenda.add_item(here.store, "Dank", "plenary", 5)
    here.settle()
    agenda.remove_item(here.store, added)
    here.settle()
    assert [what for what in heard if what[0] != "data"] == [("in", 3, 3), ("out", 3, 3)]


def test_who_may_not_change_the_run_sheet_leaves_nothing_out(qapp, tmp_path):
    here = LiveDesk(tmp_path, "notetaker")
    assert not here.live.agenda.toggle_skipped(item_id(2))
    assert not here.store.state.agenda_items[item_id(2)].skipped
    here.close()
