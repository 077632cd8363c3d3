"""The proposal to catch up, as the lead reads and applies it."""

from pathlib import Path

import pytest

from console.commands import agenda
from console.commands.signals import open_signals
from console.domain.ids import RUN_ID
from console.domain.ops import Fact
from console.domain.run import RunAdvanced
from console.viewmodels.catching_up import CatchUpViewModel
from tests.small_dialogue import item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path: Path):
    one = LiveDesk(tmp_path)
    yield one
    one.close()


def late(here: LiveDesk) -> CatchUpViewModel:
    """18:00 with seven minutes too many on the sheet: item 3 is the one to shorten."""
    values = {"policy": "first", "minutes": 12, "min_minutes": 4}
    agenda.edit_item(here.store, item_id(3), values=values)
    agenda.edit_item(here.store, item_id(2), values={"policy": "protected"})
    here.store.commit([begun()])
    here.settle()
    return here.live.catching_up()


def begun() -> Fact:
    """Item 1 began at 18:00 sharp."""
    return Fact(entity=RUN_ID, body=RunAdvanced(from_visit=None, to=item_id(1)))


def minutes_of(here: LiveDesk, number: int) -> int:
    return here.store.state.agenda_items[item_id(number)].minutes


def test_it_says_whose_minutes_it_takes_and_what_stays(here: LiveDesk) -> None:
    model = late(here)
    rows = {row.item: row for row in model.rows}
    before = minutes_of(here, 3)
    assert rows[item_id(3)].change == f"{before} → {before - 7} Min"
    assert rows[item_id(2)].change == f"bleibt bei {minutes_of(here, 2)} Min"
    assert not rows[item_id(2)].lockable
    assert model.apply_words == "7 Minuten kürzen"
    assert "7 Min später als geplant" in model.sentences[0]


def test_applying_is_one_action_with_a_line_to_all_groups(here: LiveDesk) -> None:
    model, before = late(here), minutes_of(here, 3)
    assert model.apply()
    here.settle()
    assert minutes_of(here, 3) == before - 7
    assert [one.line for one in open_signals(here.store)] == [
        f"Neuer Zeitplan: Abschluss {before - 7} statt {before} Min"
    ]
    assert here.desk.evening.proposal is None
    here.desk.undo()
    here.settle()
    assert minutes_of(here, 3) == before
    assert open_signals(here.store) == []


def test_the_line_can_be_left_out_or_written_anew(here: LiveDesk) -> None:
    model = late(here)
    model.write_line("Bitte kürzer fassen.")
    assert model.line == "Bitte kürzer fassen."
    model.write_line("")
    assert model.line.startswith("Neuer Zeitplan")
    model.send_line(sends=False)
    assert model.apply()
    assert open_signals(here.store) == []


def test_a_locked_item_keeps_its_minutes_and_what_is_missing_is_said(here: LiveDesk) -> None:
    model = late(here)
    model.lock(item_id(3), locked=True)
    assert not model.can_apply
    assert model.sentences[-1] == "Mehr lässt sich nicht kürzen."
    assert not model.holds
    model.lock(item_id(3), locked=False)
    assert model.can_apply


def test_it_follows_the_minutes_that_go_by(here: LiveDesk) -> None:
    model = late(here)
    told: list[bool] = []
    model.changed.connect(lambda: told.append(True))
    here.go(minutes=9, seconds=59)
    assert not told
    # The first item is over now, and what it takes is missing at the end.
    here.go(seconds=31)
    assert told
    assert model.apply_words == "8 Minuten kürzen"


def test_in_time_there_is_nothing_to_apply(here: LiveDesk) -> None:
    here.store.commit([begun()])
    here.settle()
    model = here.live.catching_up()
    assert model.sentences == ("Alles im Plan, es muss nichts gekürzt werden.",)
    assert not model.can_apply
    assert not model.apply()


def test_the_hint_names_what_to_shorten_and_leads_there(here: LiveDesk) -> None:
    late(here)
    hint = next(one for one in here.live.hints.all if one.id == "plan")
    assert hint.detail == "Mit 7 Minuten weniger für „Abschluss“: 18:40"
    assert hint.target == "catch_up"
    assert here.live.agenda.footer.catch_up == "Aufholen"


def test_who_does_not_lead_reads_what_is_proposed_and_applies_nothing(qapp, tmp_path: Path) -> None:
    here = LiveDesk(tmp_path, "observer")
    here.by_lead(agenda.edit_item, item_id(3), values={"policy": "first", "min_minutes": 5})
    here.go(minutes=90)
    hint = next((one for one in here.live.hints.all if one.id == "overdue"), None)
    assert hint is not None
    model = here.live.catching_up()
    assert model.rows
    assert not model.can_apply
    assert not model.apply()
    assert here.live.agenda.footer.catch_up == ""
    here.close()
