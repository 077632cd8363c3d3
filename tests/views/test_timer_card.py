"""The card of a group: its phases, its keys, its buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from console.views.widgets.button import Button
from console.views.widgets.chip import Chip
from console.views.widgets.timer_card import TimerCard
from console.views.widgets.timer_phases import PHASES

ACTIONS = {"ready": "Starten", "returning": "Ist zurück", "returned": "Erneut öffnen"}


@pytest.fixture
def card(theme, shown):
    card = TimerCard(theme)
    card.set_action_words(ACTIONS)
    card.set_group("Gruppe 3", "Familien und Kinder", "9", "9 Personen")
    card.set_time("14:40")
    card.set_phase("running", "Läuft")
    return shown(card, 220, 230)


def buttons(card: TimerCard) -> list[str]:
    return [b.text() for b in card.findChildren(Button) if b.isVisibleTo(card)]


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_says_its_name_in_a_chip(card, phase):
    card.set_phase(phase, f"Phase {phase}")
    chips = [c.text() for c in card.findChildren(Chip) if c.isVisibleTo(card)]
    assert chips == [f"Phase {phase}"]


@pytest.mark.parametrize("phase", ["running", "warning", "last_minute", "over", "paused"])
def test_a_running_group_offers_minutes(card, phase):
    card.set_phase(phase, phase)
    assert buttons(card) == ["−1", "+1", "+2"]


@pytest.mark.parametrize("phase", ACTIONS)
def test_before_and_after_there_is_one_action(card, phase, qtbot):
    card.set_phase(phase, phase)
    assert buttons(card) == [ACTIONS[phase]]
    action = next(b for b in card.findChildren(Button) if b.isVisibleTo(card))
    with qtbot.waitSignal(card.action_requested) as told:
        action.click()
    assert told.args == [phase]


def test_states_differ_in_the_width_of_their_frame_and_not_in_colour_alone():
    thick = {phase for phase, look in PHASES.items() if look.thick}
    assert thick == {"warning", "last_minute", "over"}
    assert len({(look.icon, look.fill) for look in PHASES.values()}) == len(PHASES)


@pytest.mark.parametrize(("key", "minutes"), [(Qt.Key.Key_Plus, 1), (Qt.Key.Key_Minus, -1)])
def test_plus_and_minus_on_the_card_change_its_minutes(card, qtbot, key, minutes):
    with qtbot.waitSignal(card.minutes_requested) as told:
        qtbot.keyClick(card, key)
    assert told.args == [minutes]


def test_plus_does_nothing_once_the_group_is_back(card, qtbot):
    card.set_phase("returned", "Zurück im Plenum")
    with qtbot.assertNotEmitted(card.minutes_requested):
        qtbot.keyClick(card, Qt.Key.Key_Plus)


def test_who_may_not_steer_sees_no_buttons(card):
    card.set_editable(editable=False)
    assert buttons(card) == []


def test_the_end_gives_way_before_the_state_is_cut(card):
    card.set_phase("last_minute", "Letzte Minute")
    card.set_end("bis 19:43")
    end = card._end
    assert end.isVisibleTo(card)
    card.window().resize(card.minimumSizeHint().width(), 230)
    assert not end.isVisibleTo(card)


def test_the_digits_stay_where_they_are_when_time_is_added(card):
    before = card._time.pos()
    card.set_extended("+2 Min")
    card.layout().activate()
    assert card._time.pos() == before


def test_every_button_of_the_card_is_spoken_with_its_group(card):
    card.set_step_names({n: f"{n:+d}, Gruppe 3" for n in (-1, 1, 2)})
    spoken = [b.accessibleName() for b in card.findChildren(QAbstractButton) if b.isVisible()]
    assert all("Gruppe 3" in name for name in spoken)
