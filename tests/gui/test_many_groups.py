"""Six and more groups: smaller cards, and from nine on a table, all by keys."""

import pytest
from PySide6.QtCore import Qt

from console.commands import signals, timers
from console.domain.groups import GroupAdded
from console.domain.ids import derived
from console.domain.ops import Fact
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.small_dialogue import group_id, item_id


def window(qtbot, tmp_path, count, **options):
    here = LiveWindow(qtbot, tmp_path, **options)
    for number in range(4, count + 1):
        body = GroupAdded(name=f"Gruppe {number}", item=item_id(2), order=f"W{chr(64 + number)}")
        here.store.commit([Fact(entity=derived("test", "group", str(number)), body=body)])
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    return here


@pytest.fixture
def many(qtbot, tmp_path):
    here = window(qtbot, tmp_path, 12)
    yield here
    here.close()


def test_from_nine_groups_on_there_is_a_table(many):
    table = many.view.groups.table
    assert table.isVisible()
    assert many.view.groups._cards == {}
    assert table.model().rowCount() == 12
    head = [
        table.model().headerData(n, Qt.Orientation.Horizontal)
        for n in range(table.model().columnCount())
    ]
    assert head == ["Gruppe", "Thema", "Personen", "Zeit", "Stand", "Ende", "Ruf, letzte Notiz"]
    first = [table.model().index(0, n).data() for n in range(5)]
    assert first == ["Gruppe 1", "Thema 1", "0", "21:00", "Läuft"]


def test_keys_on_a_line_change_that_group_alone(many, qtbot):
    many.view.follow(f"group:{group_id(2)}")
    many.settle()
    assert focus() is many.view.groups.table
    many.key(qtbot, Qt.Key.Key_Plus)
    many.key(qtbot, Qt.Key.Key_Down)
    many.key(qtbot, Qt.Key.Key_Minus, 2)
    times = [row.time for row in many.live.groups.rows[:4]]
    assert times == ["21:00", "22:00", "19:00", "21:00"]


def test_enter_on_a_line_opens_what_can_be_done_answers_first(many, qtbot):
    signal = signals.raise_signal(many.store, group_id(2), "please_come")
    many.settle()
    assert many.view.groups.table.model().index(1, 6).data() == "Bitte kommen"
    many.view.follow(f"group:{group_id(2)}")
    many.key(qtbot, Qt.Key.Key_Return)
    menu = many.view.groups.table._menu
    assert [one.text() for one in menu.actions()][:3] == [
        "Kommt, Gruppe 2", "Gesehen, Gruppe 2", "Anhalten",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    many.settle()
    assert many.store.state.signals[signal].reply == "coming"


def test_the_current_line_stays_while_the_time_goes_on(many):
    many.view.groups.focus_group(group_id(3))
    many.go(seconds=5)
    assert many.view.groups.table.current_row().id == group_id(3)


def test_the_table_has_room_and_words_are_named(many):
    assert many.view.groups.table.viewport().height() >= 5.5 * many.theme.px(30)
    assert names_without_words(many.view) == []


def test_six_groups_are_small_cards_whose_buttons_come_with_the_keyboard(qtbot, tmp_path):
    here = window(qtbot, tmp_path, 6)
    card = here.view.groups.card(group_id(2))
    assert card._chip.isVisible()
    assert not any(button.isVisible() for button in card._steps.values())
    card.setFocus(Qt.FocusReason.TabFocusReason)
    here.settle()
    assert all(button.isVisible() for button in card._steps.values())
    here.key(qtbot, Qt.Key.Key_Plus)
    assert here.live.groups.rows[1].time == "22:00"
    card._steps[1].setFocus(Qt.FocusReason.TabFocusReason)
    here.settle()
    assert card._steps[1].isVisible()
    here.view.groups.card(group_id(1)).setFocus(Qt.FocusReason.TabFocusReason)
    here.settle()
    assert not any(button.isVisible() for button in card._steps.values())
    here.close()


def test_when_the_ninth_group_comes_the_cards_give_way(qtbot, tmp_path):
    here = window(qtbot, tmp_path, 8)
    assert len(here.view.groups._cards) == 8
    body = GroupAdded(name="Gruppe 9", item=item_id(2), order="WZ")
    here.store.commit([Fact(entity=derived("test", "group", "9"), body=body)])
    here.settle()
    assert here.view.groups.table.isVisible()
    assert here.view.groups._cards == {}
    here.close()
