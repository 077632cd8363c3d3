"""Befehl suchen: what is offered and how it is found."""

import pytest
from PySide6.QtCore import Qt

from console.viewmodels.acts import Act
from console.viewmodels.keys import Keys
from console.viewmodels.palette import Command, PaletteViewModel, commands_of
from console.words import Words

DONE: list[str] = []
ACTS = [
    Act("undo", "Ctrl+Z", lambda: DONE.append("undo")),
    Act("go", "F5", lambda: DONE.append("go")),
    Act("pause", "Ctrl+P", lambda: DONE.append("pause"), possible=lambda: False),
    Act("projector_dim", "Ctrl+F11", lambda: None),
    Act("minutes", "", lambda: None),
]


@pytest.fixture
def palette(qapp) -> PaletteViewModel:
    words = Words("de")
    keys = Keys(words)
    keys.know(ACTS)
    menu = [Command("menu:lead", "Leitung übernehmen", "", lambda: DONE.append("lead"))]
    model = PaletteViewModel(words, [lambda: commands_of(ACTS, keys), lambda: menu])
    model.begin()
    return model


def texts(palette: PaletteViewModel) -> list[str]:
    return [row.text for row in palette.model.rows]


def test_what_cannot_be_done_now_is_not_offered(palette: PaletteViewModel) -> None:
    assert "Weiter" in texts(palette)
    assert "Pause, Fortsetzen" not in texts(palette)


def test_what_has_no_key_is_offered_too(palette: PaletteViewModel) -> None:
    assert {"Leitung übernehmen", "Protokoll erstellen"} <= set(texts(palette))


@pytest.mark.parametrize(
    "typed", ["rückgängig", "ruckgangig", "rueckgaengig", "RÜCK", "gängig", "gaeng"]
)
def test_umlauts_are_found_however_they_are_typed(palette: PaletteViewModel, typed: str) -> None:
    palette.find(typed)
    assert texts(palette) == ["Rückgängig"]


def test_words_are_found_inside_and_in_any_order(palette: PaletteViewModel) -> None:
    palette.find("dunkeln proj")
    assert texts(palette) == ["Projektor abdunkeln"]
    palette.find("stellen")
    assert texts(palette) == ["Protokoll erstellen"]


def test_what_begins_a_word_comes_before_what_is_inside_one(palette: PaletteViewModel) -> None:
    palette.find("er")
    assert texts(palette) == ["Protokoll erstellen", "Weiter", "Leitung übernehmen"]


def test_a_row_says_its_keys_to_a_screen_reader(palette: PaletteViewModel, qtmodeltester) -> None:
    qtmodeltester.check(palette.model)
    spoken = [
        palette.model.data(palette.model.index(n, 0), Qt.ItemDataRole.AccessibleTextRole)
        for n in range(palette.model.rowCount())
    ]
    assert "Projektor abdunkeln, Strg+F11" in spoken


def test_what_is_done_belongs_to_the_row(palette: PaletteViewModel) -> None:
    palette.find("Leitung")
    command = palette.at(0)
    assert command is not None
    command.do()
    assert DONE[-1] == "lead"
    assert palette.at(1) is None


def test_nothing_that_fits_is_told(palette: PaletteViewModel) -> None:
    palette.find("Kuchen")
    assert palette.is_empty
