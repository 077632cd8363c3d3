"""Which keys do what: labels, changes, and what is refused."""

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from console.viewmodels.acts import Act
from console.viewmodels.keys import Keys
from console.viewmodels.view_keys import VIEW_KEYS
from console.words import Words

ACTS = [
    Act("go", "F5", lambda: None),
    Act("pause", "Ctrl+P", lambda: None),
    Act("projector_dim", "Ctrl+F11", lambda: None),
    Act("next_pane", "F6", lambda: None, fixed=True),
]


@pytest.fixture
def keys(qapp) -> Keys:
    keys = Keys(Words("de"))
    keys.know(ACTS)
    return keys


def test_keys_stand_as_on_a_german_keyboard(keys: Keys) -> None:
    assert keys.label("projector_dim") == "Strg+F11"
    assert keys.label("withdraw") == "Entf"
    assert keys.spell("Ctrl+Shift++") == "Strg+Umschalt++"
    assert keys.spell("+") == "+"
    assert keys.labels("column_1", "column_8") == "Alt+1–8"


def test_an_action_that_nobody_knows_has_no_keys(keys: Keys) -> None:
    assert keys.of("undo") == ""
    assert keys.label("undo") == ""


def test_changed_keys_are_told_and_kept(keys: Keys, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.changed):
        assert keys.change("pause", "Ctrl+Shift+P") == ""
    assert keys.of("pause") == "Ctrl+Shift+P"
    assert keys.label("pause") == "Strg+Umschalt+P"
    assert keys.kept == {"pause": "Ctrl+Shift+P"}
    again = Keys(Words("de"), keys.kept)
    again.know(ACTS)
    assert again.of("pause") == "Ctrl+Shift+P"


def test_the_first_keys_of_another_action_are_free_once_it_has_others(keys: Keys) -> None:
    assert keys.change("pause", "F5") == "F5 ist schon vergeben: Weiter."
    assert keys.change("go", "F12") == ""
    assert keys.change("pause", "F5") == ""
    assert keys.reset("go") == "F5 ist schon vergeben: Pause, Fortsetzen."
    assert keys.of("go") == "F12"


def test_two_views_may_use_the_same_keys_but_not_what_is_heard_everywhere(keys: Keys) -> None:
    assert keys.change("minutes", "Alt+G") == ""
    assert keys.change("origin", "Ctrl+P") != ""
    assert keys.change("measure", "Ctrl+F") == "Strg+F ist schon vergeben: Suchen."


@pytest.mark.parametrize(
    "pressed",
    [
        *("F6", "Shift+F6", "F10", "Alt+F4", "Meta+D", "Ctrl+Alt+P", "Ins", "Ctrl+Ins"),
        *("Alt+A", "Alt+V", "Alt+M", "Alt+Y", "W", "Shift+W", "5", "Return", "Tab", "Ctrl+C"),
    ],
)
def test_keys_with_another_meaning_are_refused_in_words(keys: Keys, pressed: str) -> None:
    sentence = keys.change("pause", pressed)
    assert sentence.startswith(keys.spell(pressed))
    assert keys.of("pause") == "Ctrl+P"


def test_letters_belong_to_lists_alone(keys: Keys) -> None:
    assert keys.change("present", "W") == ""
    assert keys.label("present") == "W"


def test_the_platforms_own_keys_stay(keys: Keys) -> None:
    assert keys.change("next_pane", "F12") != ""
    assert keys.of("next_pane") == "F6"
    assert [row.is_fixed for row in keys.rows() if row.id == "next_pane"] == [True]


def test_all_keys_can_be_as_at_first(keys: Keys, qtbot: QtBot) -> None:
    keys.change("pause", "F12")
    keys.change("origin", "Alt+O")
    assert [row.id for row in keys.rows() if row.is_changed] == ["pause", "origin"]
    with qtbot.waitSignal(keys.changed):
        keys.reset_all()
    assert keys.kept == {}
    assert keys.of("pause") == "Ctrl+P"


def test_rows_stand_area_by_area(keys: Keys) -> None:
    areas = [row.area for row in keys.rows()]
    assert areas == sorted(
        areas, key=["everywhere", "in_live", "in_notes", "in_roster", "in_results"].index
    )
    assert {key.name for key in VIEW_KEYS} < {row.id for row in keys.rows()}


@pytest.mark.parametrize("language", ["de", "en"])
def test_first_keys_are_written_as_qt_writes_them_and_collide_with_none(
    qapp, language: str
) -> None:
    keys = Keys(Words(language))
    portable = QKeySequence.SequenceFormat.PortableText
    for row in keys.rows():
        assert QKeySequence(row.keys).toString(portable) == row.keys, row.id
        # Each may be given back to the action that has it.
        assert keys.reset(row.id) == "", row.id
