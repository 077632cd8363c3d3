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
    assert here.live.agenda.edits.do("skip", item_id(2))
    here.settle()
    assert row(here, 2).state == "skipped"
    assert row(here, 2).details == ("übersprungen",)
    assert here.live.agenda.edits.do("skip", item_id(2))
    here.settle()
    assert states(here) == ["next", "later", "later"]


def test_what_is_on_or_past_cannot_be_left_out(here):
    here.to_item(2)
    assert not here.live.agenda.edits.do("skip", item_id(1))
    assert not here.live.agenda.edits.do("skip", item_id(2))
    assert not here.store.state.agenda_items[item_id(2)].skipped


def test_leaving_out_can_be_taken_back_as_one_action(here):
    here.live.agenda.edits.do("skip", item_id(3))
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
    assert not here.live.agenda.edits.do("skip", item_id(2))
    assert not here.store.state.agenda_items[item_id(2)].skipped
    here.close()


# what can be done with one item


def edits(here):
    return here.live.agenda.edits


def order(here):
    return [[item_id(n) for n in (1, 2, 3)].index(row.id) + 1 for row in here.live.agenda.rows]


def codes(here, number):
    return [act.code for act in edits(here).acts(item_id(number))]


def test_the_menu_has_what_is_possible_with_an_item_and_its_keys(here):
    here.press()
    assert codes(here, 1) == ["open", "after", "copy"]
    assert codes(here, 2) == ["open", "jump", "down", "before", "after", "copy", "skip", "remove"]
    keys = {act.code: act.keys for act in edits(here).acts(item_id(2))}
    assert keys["jump"] == "Strg+Umschalt+Eingabe"
    assert keys["down"] == "Alt+Ab"
    assert edits(here).name(item_id(2)) == "Was mit „Gruppen“ geschehen soll"


def test_going_to_an_item_is_taken_back_like_any_other_step(here):
    here.press()
    assert edits(here).do("jump", item_id(3))
    here.settle()
    assert here.desk.evening.item.id == item_id(3)
    here.desk.undo()
    here.settle()
    assert here.desk.evening.item.id == item_id(1)


def test_nobody_goes_to_where_they_are(here):
    here.press()
    assert not edits(here).do("jump", item_id(1))
    assert len(here.store.state.course.visits) == 1


def test_only_what_lies_ahead_changes_places_and_only_among_itself(here):
    here.press()
    assert not edits(here).do("up", item_id(2))
    assert edits(here).do("down", item_id(2))
    here.settle()
    assert order(here) == [1, 3, 2]
    assert edits(here).do("up", item_id(2))
    here.settle()
    assert order(here) == [1, 2, 3]
    here.desk.undo()
    here.settle()
    assert order(here) == [1, 3, 2]


def test_an_item_is_put_above_another_one_that_lies_ahead(here):
    here.press()
    assert edits(here).move(item_id(3), item_id(2))
    here.settle()
    assert order(here) == [1, 3, 2]
    assert not edits(here).move(item_id(3), item_id(1))
    assert not edits(here).move(item_id(1), None)
    assert edits(here).move(item_id(3), None)
    here.settle()
    assert order(here) == [1, 2, 3]


@pytest.mark.parametrize(("code", "place"), [("before", 1), ("after", 2), ("copy", 2)])
def test_what_was_added_is_told_when_it_stands_on_the_sheet(here, code, place):
    told_ids = []
    edits(here).added.connect(
        lambda item: told_ids.append((item, [r.id for r in here.live.agenda.rows].index(item)))
    )
    assert edits(here).do(code, item_id(2))
    here.settle()
    assert [where for _, where in told_ids] == [place]
    title = here.store.state.agenda_items[told_ids[0][0]].title.text
    assert title == ("Gruppen (Kopie)" if code == "copy" else "Neuer Punkt")


def test_what_is_on_or_was_stays_on_the_sheet(here):
    here.to_item(2)
    assert not edits(here).do("remove", item_id(1))
    assert not edits(here).do("remove", item_id(2))
    assert edits(here).do("remove", item_id(3))
    here.settle()
    assert len(here.live.agenda.rows) == 2


def test_who_only_reads_can_open_an_item_and_nothing_else(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer")
    assert codes(here, 2) == ["open"]
    assert not edits(here).may_add
    here.close()


def test_the_sum_stands_against_the_room_to_the_fixed_end(here):
    footer = here.live.agenda.footer
    assert (footer.sum, footer.is_full) == ("40 von 40 Min geplant", False)
    agenda.edit_item(here.store, item_id(3), values={"minutes": 9})
    here.settle()
    footer = here.live.agenda.footer
    assert (footer.sum, footer.is_full) == ("44 von 40 Min geplant", True)
    edits(here).do("skip", item_id(3))
    here.settle()
    assert here.live.agenda.footer.sum == "35 von 40 Min geplant"
