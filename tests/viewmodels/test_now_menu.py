"""The menu of the Jetzt card: what it offers, and what it does to the evening."""

from pathlib import Path

import pytest

from console.commands import run
from console.domain.run import END
from console.viewmodels.now_menu import Part
from tests.small_dialogue import MINUTE, START, item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path: Path):
    one = LiveDesk(tmp_path)
    yield one
    one.close()


def part(here: LiveDesk, words: str) -> Part:
    return next(one for one in here.live.menu.parts if one.words.startswith(words))


def choose(here: LiveDesk, words: str, number: int) -> None:
    """Take the choice with this number (from 1) behind a part."""
    part(here, words).choices[number - 1].do()
    here.settle()


def on(here: LiveDesk) -> tuple[str, int]:
    visit = here.store.state.course.current
    assert visit is not None
    return visit.item, visit.started_at


def test_a_dialogue_that_began_unnoticed_is_begun_at_its_time(here: LiveDesk) -> None:
    here.go(minutes=4)
    choose(here, "Der Dialog hat schon begonnen", 3)
    assert on(here) == (item_id(1), START + MINUTE)


def test_the_next_item_can_have_begun_some_minutes_ago(here: LiveDesk) -> None:
    here.to_item(1)
    here.go(minutes=12)
    now = here.store.now_ms()
    choose(here, "„Gruppen“ hat schon begonnen", 3)
    assert on(here) == (item_id(2), now - 3 * MINUTE)
    assert here.store.state.course.visits[0].ended_at == now - 3 * MINUTE
    here.desk.undo()
    here.settle()
    assert on(here)[0] == item_id(1)


def test_nothing_is_offered_that_lies_before_what_is_on_began(here: LiveDesk) -> None:
    here.to_item(1)
    here.go(minutes=2, seconds=30)
    assert len(part(here, "„Gruppen“ hat schon begonnen").choices) == 2


def test_minutes_ago_are_told_with_their_time(here: LiveDesk) -> None:
    here.go(minutes=4)
    assert part(here, "Der Dialog").choices[2].words == "vor &3 Minuten, um 18:01"
    assert part(here, "Der Dialog").choices[0].words == "vor &1 Minute, um 18:03"


def test_the_start_of_what_is_on_can_be_corrected(here: LiveDesk) -> None:
    here.to_item(1)
    here.go(minutes=8)
    now = here.store.now_ms()
    choose(here, "Beginn von „Begrüßung“", 5)
    assert on(here) == (item_id(1), now - 5 * MINUTE)
    part(here, "Beginn von „Begrüßung“").choices[-1].do()
    here.settle()
    view = here.desk.evening.countdown
    assert view is not None
    assert view.remaining_ms == 10 * MINUTE


def test_the_rest_is_set_to_the_second(here: LiveDesk) -> None:
    here.to_item(1)
    here.go(minutes=3, seconds=17)
    words = [choice.words for choice in part(here, "Restzeit").choices]
    choose(here, "Restzeit", words.index("5 Min") + 1)
    view = here.desk.evening.countdown
    assert view is not None
    assert view.remaining_ms == 5 * MINUTE


def test_it_leads_back_to_what_was_on_and_on_to_the_end(here: LiveDesk) -> None:
    here.to_item(2)
    back = part(here, "Zurück zu „Begrüßung“")
    assert back.do is not None
    back.do()
    here.settle()
    assert on(here)[0] == item_id(1)
    end = part(here, "Dialog jetzt beenden")
    assert end.do is not None
    end.do()
    here.settle()
    assert on(here)[0] == END
    assert here.live.menu.parts == []
    here.desk.undo()
    here.settle()
    assert on(here)[0] == item_id(1)


def test_who_does_not_lead_has_no_menu(qapp, tmp_path: Path) -> None:
    here = LiveDesk(tmp_path, "cohost")
    here.by_lead(run.go_on)
    assert not here.live.menu.is_offered
    assert here.live.menu.parts == []
    here.close()


def test_a_menu_that_was_open_when_somebody_went_on_changes_nothing(here: LiveDesk) -> None:
    here.to_item(1)
    here.go(minutes=5)
    stale = part(here, "„Gruppen“ hat schon begonnen").choices[0]
    run.go_on(here.store)
    run.go_on(here.store)
    here.settle()
    stale.do()
    here.settle()
    assert on(here)[0] == item_id(3)
